"""No page is published that leads nowhere, loads from elsewhere, or has another's title."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from fengbei.checks import Checks
from tests.support import HOUSE, MARTYR, SOURCE, build

if TYPE_CHECKING:
    from tests.conftest import Sites

GONE = '<a href="gone.html">去</a>'
FRAME = '<title> - 站</title><a href="../index.html"> <p id="top"> '


def page(body: str, title: str = "甲") -> str:
    return f"<title>{title}</title>{body}"


def codes(pages: dict[str, str], made: set[str] = frozenset(), absolute: str = "") -> list[str]:  # type: ignore[assignment]
    checks = Checks(absolute)
    for path, html in pages.items():
        checks.look(path, html)
    return [problem.code for problem in checks.finish({*pages, *made}, pages.__getitem__)]


def test_links_between_pages_that_are_there_are_fine() -> None:
    pages = {"a/b.html": page('<a href="../c.html#d">'), "c.html": page('<p id="d">', "乙")}
    assert codes(pages) == []


def test_a_link_to_no_page_is_found_once_for_all_pages() -> None:
    pages = {f"{n}.html": page('<a href="gone.html">', str(n)) for n in range(3)}
    assert codes(pages) == ["dead"]


def test_a_link_is_followed_from_the_folder_of_its_page() -> None:
    pages = {"a.html": page('<a href="b.html">'), "x/a.html": page('<a href="b.html">', "乙")}
    assert codes(pages, {"b.html"}) == ["dead"]


def test_a_picture_that_was_not_made_is_found() -> None:
    assert codes({"a.html": page('<img src="pictures/a.jpg">')}) == ["dead"]


def test_an_anchor_that_is_not_on_the_other_page_is_found() -> None:
    pages = {"a.html": page('<a href="b.html#x">'), "b.html": page("", "乙")}
    assert codes(pages) == ["anchor"]


@pytest.mark.parametrize(("body", "found"), [('<a href="#x"><p id="x">', []), ('<a href="#y"><p id="x">', ["anchor"])])
def test_an_anchor_on_the_same_page_is_looked_for(body: str, found: list[str]) -> None:
    assert codes({"a.html": page(body)}) == found


def test_an_escaped_address_is_the_file_it_names() -> None:
    assert codes({"a.html": page('<a href="%E5%BC%A0.html">')}, {"张.html"}) == []


@pytest.mark.parametrize("tag", ["script src", "img src", "iframe src", "link href", "source src"])
@pytest.mark.parametrize("address", ["https://example.org/a", "//example.org/a"])
def test_nothing_is_loaded_from_another_host(tag: str, address: str) -> None:
    assert "outside" in codes({"a.html": page(f'<{tag}="{address}">')})


@pytest.mark.parametrize("address", ["https://example.org/a", "mailto:a@example.org", "tel:12345"])
def test_a_link_may_lead_out(address: str) -> None:
    assert codes({"a.html": page(f'<a href="{address}">')}) == []


def test_an_address_from_the_top_would_break_below_a_prefix() -> None:
    assert codes({"a.html": page('<a href="/b.html">')}, {"b.html"}) == ["absolute"]


def test_only_the_404_page_may_use_the_sites_own_address() -> None:
    pages = {"404.html": page('<a href="/b.html">')}
    assert codes(pages, {"b.html"}, absolute="https://example.org/") == []


def test_two_pages_may_not_share_a_title() -> None:
    assert codes({"a.html": page(""), "b.html": page("")}) == ["title"]


@pytest.mark.parametrize("html", ["", "<title>甲</title><title>乙</title>"])
def test_a_page_has_one_title(html: str) -> None:
    assert codes({"a.html": html}) == ["title"]


def in_pieces(*pages: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return what is wrong with pages made of pieces: page and code."""
    checks = Checks()
    checks.look_together(FRAME, ((f"a/{number}.html", pieces) for number, pieces in enumerate(pages)))
    checks.forget()
    return [(problem.spot.file, problem.code) for problem in checks.finish({"index.html", "b.html"}, str)]


def test_every_piece_of_a_page_is_looked_at() -> None:
    assert in_pieces(("张三", '<a href="../b.html">'), ("李四", '<a href="../c.html">')) == [("a/1.html", "dead")]


def test_a_piece_that_is_known_in_one_folder_is_followed_from_another() -> None:
    checks = Checks()
    pages = ((path, ['<a href="../b.html">']) for path in ("a/1.html", "x/y/1.html"))
    checks.look_together(FRAME.replace("../", ""), pages)
    found = checks.finish({"a/index.html", "x/y/index.html", "b.html"}, str)
    assert [problem.message for problem in found] == ["链接指向不存在的页面 x/b.html"]


def test_the_anchors_of_a_page_may_stand_in_any_of_its_pieces() -> None:
    mark, source = '<a href="#source-1">', '<li id="source-1">'
    assert in_pieces((mark, source), (source, mark), ('<a href="#top">',)) == []
    assert in_pieces((mark, source), (mark,)) == [("a/1.html", "anchor")]


def test_what_is_personal_in_a_piece_is_told_once_of_the_first_page_that_has_it() -> None:
    assert in_pieces(("甲", "乙"), ("甲", "138 0013 8000"), ("138 0013 8000",)) == [("a/1.html", "personal")]


def test_a_piece_that_loads_from_elsewhere_is_found() -> None:
    assert in_pieces(('<img src="https://example.org/a.png">',)) == [("a/0.html", "outside")]


ROW = '<tr><a href="../{}.html">'


def rows_of(known: list[str], here: list[str]) -> list[tuple[str, str]]:
    """Return what is wrong with two rolls: where the rows that were learned stand, and a roll of these rows."""
    checks = Checks()
    looking = Checks(rows={"the rows of a": checks.learn("a/list_x/1.html", known)})
    looking.look("a/list_y/1.html", page("", "乙"), "", here, "the rows of a", range(len(known)))
    looking.forget()
    checks.merge(looking)
    return [(problem.spot.file, problem.code) for problem in checks.finish({"a/1.html"}, str)]


def test_a_row_is_looked_at_once_for_all_rolls() -> None:
    assert rows_of([ROW.format(1)], [ROW.format(1)]) == []
    assert rows_of([ROW.format(2)], [ROW.format(2)]) == [("a/list_x/1.html", "dead")]


@pytest.mark.parametrize(
    ("row", "code"),
    [('<tr><a href="../9.html">', "dead"), ('<tr><a href="../1.html"><img src="//example.org/a.png">', "outside"),
     ('<tr><a href="#x">', "anchor"), ('<tr><a href="/1.html">', "absolute"), ('<tr><a href="../1.html#x">', "anchor"),
     ('<tr><a href="../1.html">138 0013 8000</a>', "personal")],
)  # fmt: skip
def test_what_is_wrong_in_one_of_many_rows_is_found(row: str, code: str) -> None:
    rows = [ROW.format(1), row, ROW.format(1)]
    assert code in {found for _, found in rows_of(rows, rows)}


@pytest.mark.parametrize(
    ("row", "known"),
    [(ROW.format(1), True), ('<tr><a href="../1.html#n-1">', True), ('<tr><a href="../1.html#%E7%94%B2">', False),
     ('<tr><a href="1.html">', False), ('<tr id="x"><a href="../1.html">', False), ("<tr>", False),
     ('<tr><a href="../1.html"><a href="../2.html">', False), ('<tr data-href="x"><a href="../1.html">', False)],
)  # fmt: skip
def test_of_a_row_with_one_plain_way_up_it_is_known_where_it_leads(row: str, *, known: bool) -> None:
    """Every page looks itself at any other."""
    marks = Checks().learn("a/list_x/1.html", [ROW.format(1), row, "", ROW.format(1)])
    assert [marks[at : at + 8] != bytes(8) for at in range(0, 32, 8)] == [True, known, False, True]


def test_what_is_personal_in_a_row_is_told_of_the_page_that_it_leads_to() -> None:
    row = '<tr><a href="../{}.html">{}</a>'
    said = [row.format(1, "甲"), row.format(2, "138 0013 8000"), row.format(3, "138 0013 8001"), "138 0013 8000"]
    checks = Checks()
    checks.learn("a/list_x/1.html", said)
    told = [problem.spot.file for problem in checks.problems if problem.code == "personal"]
    assert told == ["a/2.html", "a/3.html", "a/list_x/1.html"]


def test_an_anchor_of_one_page_with_rows_is_none_of_another() -> None:
    checks = Checks()
    checks.look("a/1.html", page("", "甲") + '<p id="x">', '<p id="x">', ['<p id="n-1">'])
    checks.look("a/2.html", page("", "乙") + '<a href="#x">', '<a href="#x">')
    assert [problem.spot.file for problem in checks.problems if problem.code == "anchor"] == ["a/2.html"]


def test_a_row_that_was_not_learned_is_looked_at_where_it_stands() -> None:
    assert rows_of([], [ROW.format(2)]) == [("a/list_y/1.html", "dead")]
    beside = '<a href="2.html">'
    assert ("a/list_y/1.html", "dead") in rows_of([beside], [beside])


@pytest.mark.parametrize("part", ["records/line.html", "parts/line.html", "parts/facts.html", "parts/rows.html"])
def test_a_dead_link_in_a_piece_of_many_pages_stops_the_build(part: str, temporary_site: Sites) -> None:
    root = temporary_site({MARTYR: f"- id: a\n  name: 张三\n  gender: 男\n  updated: 2026-01-01\n  {SOURCE}"})
    shutil.copytree(HOUSE / "theme", root / "theme")
    path = root / "theme" / part
    said = path.read_text()
    for end in ("</p>", "</dt>", "</td>", "\n{%- endmacro"):
        said = said.replace(end, GONE + end)
    path.write_text(said)
    done = build(root)
    assert done.returncode == 1
    assert "gone.html" in done.stdout + done.stderr


def test_the_anchors_of_rows_are_told_and_not_read_back() -> None:
    looking, checks = Checks(), Checks()
    seen = looking.look("a/list_1.html", page("", "甲"), "", ['<p id="n-1">', '<p id="n-2">'])
    checks.recall("a/list_1.html", seen.title, (), seen.packed)
    for each in (looking, checks):
        each.look("b.html", page('<a href="a/list_1.html#n-2"><a href="a/list_1.html#n-3">', "乙"))
        found = each.finish({"a/list_1.html", "b.html"}, pytest.fail)
        assert [problem.message for problem in found] == ["a/list_1.html 里没有锚点 #n-3"]
