"""Every record is found by leafing: by place, by name, by every facet, page after page."""

from __future__ import annotations

import re
from array import array
from posixpath import dirname, normpath
from typing import TYPE_CHECKING

import pytest

from fengbei import link
from fengbei.catalogue import Picked
from fengbei.pages import Page
from fengbei.pages.groups import LONG, Group
from fengbei.pages.rolls import EACH, ways_on
from fengbei.pages.rows import Scroll, Strip
from fengbei.pages.views import MANY, backs_of
from tests.support import record, regions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Built = dict[str, str]


def reached(path: str, html: str) -> list[str]:
    """Return the addresses below the site's top that some HTML of a page leads to."""
    return [normpath(f"{dirname(path)}/{address}") for address in re.findall(r'href="([^"#:]+)"', html)]


def page_of(built: Built, start: str, suffix: str = ".html") -> list[str]:
    return [path for path in built if path.startswith(start) and path.endswith(suffix)]


def test_a_long_list_goes_on_on_a_second_page(built: Built) -> None:
    assert "martyrs/list_native-place/430112_2.html" in built
    assert "martyrs/list_native-place/430112_3.html" not in built


def test_every_record_stands_on_exactly_one_page_of_its_list(built: Built) -> None:
    paths = [f"martyrs/list_native-place/430112{part}.html" for part in ("", "_2")]
    rows = [target for path in paths for target in reached(path, built[path]) if target.startswith("martyrs/430112/")]
    assert len(rows) == len(set(rows)) == 205


def test_the_pages_of_a_list_lead_to_one_another(built: Built) -> None:
    assert "430112_2.html" in built["martyrs/list_native-place/430112.html"]
    assert "430112.html" in built["martyrs/list_native-place/430112_2.html"]


def test_a_page_of_a_list_of_people_is_called_by_the_surname_it_begins_with(built: Built) -> None:
    said = built["martyrs/list_native-place/430112_2.html"]
    assert re.findall(r'<a class="pages__link"[^>]*>(.*?)</a>', said) == ["1 <span>李</span>", "2 <span>王</span>"]
    assert 'href="#pages"' in said


def test_a_record_with_too_many_that_point_at_it_leads_to_the_roll_of_all() -> None:
    cemetery = record(
        "facility", id="ceshi", category="烈士陵园", level="县级", region="湖南省长沙市望城区", intro="测试"
    )
    people = [record("martyr", id=f"430112-{number:04}", facility="ceshi") for number in range(MANY + 1)]
    catalogue, _ = link.link([cemetery, *people], regions())
    (back,) = backs_of(catalogue.cards["facility", "ceshi"], catalogue)
    assert (back.total, len(back.cards), back.roll) == (MANY + 1, MANY, "martyrs/list_facility/ceshi.html")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"born": "1901", "died": "1934"}, ("1901—1934",)),
        ({"died": "1934", "unit": "测试团"}, ("不详—1934", "测试团")),
        ({"unit": "测试团"}, ("测试团",)),
    ],
)
def test_a_life_is_told_as_one_span(said: dict[str, str], told: tuple[str, ...]) -> None:
    catalogue, _ = link.link([record("martyr", id="a", **said)], regions())
    assert catalogue.cards["martyr", "a"].brief == told


def test_a_county_without_anybody_has_its_page_all_the_same(built: Built) -> None:
    assert "炎陵县" in built["martyrs/list_native-place/430225.html"]


def test_a_prefecture_leads_to_its_counties(built: Built) -> None:
    assert "430112.html" in built["martyrs/list_native-place/430100.html"]


@pytest.mark.parametrize("name", ["pinyin", "strokes"])
def test_a_roll_of_people_has_both_chinese_indexes(name: str, built: Built) -> None:
    assert f"martyrs/list_{name}/index.html" in built


def test_a_list_of_a_link_is_named_after_its_target(built: Built) -> None:
    assert "测试烈士陵园" in re.findall("<h1[^>]*>(.*?)</h1>", built["martyrs/list_facility/ceshi.html"], re.DOTALL)[0]


@pytest.mark.parametrize("name", ["王一", "王二撤回", "王三未到"])
def test_what_is_not_shown_stands_in_no_list(name: str, built: Built) -> None:
    assert [path for path, html in built.items() if name in html] == []


def test_what_is_shown_from_today_on_stands_in_the_lists(built: Built) -> None:
    assert any("王四已到" in built[path] for path in page_of(built, "martyrs/list_pinyin/"))


def test_a_kind_without_records_has_its_index(built: Built) -> None:
    assert "offers/index.html" in built


def test_the_lists_of_a_record_are_linked_from_its_page(built: Built) -> None:
    assert 'href="list_native-place/430112.html"' in built["martyrs/li-si.html"]


def test_the_neighbours_of_a_record_are_named_on_its_page(built: Built) -> None:
    assert 'href="qing-ming.html"' in built["martyrs/li-si.html"]


def test_a_record_of_one_line_leads_to_the_rolls_that_name_it(built: Built) -> None:
    page = built["martyrs/430112/0007.html"]
    (stands,) = re.findall('<p class="stands">(.*?)</p>', page)
    rolls = reached("martyrs/430112/0007.html", stands)
    assert rolls
    assert all("martyrs/430112/0007.html" in reached(roll, built[roll]) for roll in rolls)


def group(slug: str, places: Iterable[int], *inner: Group) -> Group:
    """Return a list of the records at these places, and the lists inside it."""
    return Group(slug, slug, (), "", Picked((), places), {one.slug: one for one in inner})


def test_a_list_nobody_would_leaf_through_names_the_smaller_ones() -> None:
    many = range(LONG + 1)
    half = len(many) // 2
    assert group("a", many, group("b", many[:half]), group("c", many[half:])).long
    assert not group("a", many, group("b", many[:half]), group("c", many[: half + 2])).long
    assert not group("a", many).long
    assert not group("a", many[:LONG], group("b", many[:LONG])).long


@pytest.mark.parametrize(("count", "most"), [(1, 0), (2, 2), (EACH, EACH), (EACH + 1, 30), (3343, 60), (20_000, 70)])
def test_a_page_of_a_list_leads_to_few_pages_and_to_every_page_in_few_steps(count: int, most: int) -> None:
    ways = {number: ways_on(number, count) for number in range(1, count + 1)}
    assert max(map(len, ways.values())) <= most
    assert all(number in on or count == 1 for number, on in ways.items())
    reached, edge, steps = {1}, {1}, -1
    while edge:
        steps += 1
        edge = {other for number in edge for other in ways[number]} - reached
        reached |= edge
    assert len(reached) == count
    assert steps <= 6


def test_a_record_that_says_more_leads_on_to_the_next(built: Built) -> None:
    assert 'rel="next"' in built["martyrs/li-si.html"] or 'rel="prev"' in built["martyrs/li-si.html"]


def test_the_list_of_everything_leads_to_every_index(built: Built) -> None:
    indexes = page_of(built, "martyrs/list_", "/index.html")
    assert [path for path in indexes if path not in built["everything.html"]] == []


def test_no_address_meets_another_whatever_the_case_of_its_letters(small: Path) -> None:
    names = [str(path.relative_to(small)).lower() for path in (small / "site").rglob("*")]
    assert len(names) == len(set(names))


def test_rows_that_were_set_beforehand_stand_on_a_page_as_any_others() -> None:
    rows = ["<li>甲</li>\n", "<li>乙</li>\n", "<li>丙</li>\n"]
    scroll = Scroll("rows of a", [Strip.of(rows[:2]), Strip.of(rows[2:])])
    page = Page("a/1.html", "<ul>", pieces=Picked(scroll, [2, 0]), rest="</ul>")
    assert page.data == page.html.encode() == "<ul><li>丙</li>\n<li>甲</li>\n</ul>".encode()
    assert page.picked == ("rows of a", array("I", [2, 0]))
