"""Where a kind says `pages: none`, every record has its place on a sheet, which tells all that its page would."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from fengbei import load
from fengbei.kinds import all_kinds
from fengbei.pages.told import fitted
from fengbei.preview import Library
from fengbei.problems import Problems
from fengbei.workers import Crew
from tests.browser.extremes import EXTREMES
from tests.small import SMALL, roll
from tests.support import HOUSE, pages, put, regions
from tests.test_changes import DAY, change, told, unlike

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS = [kind.page for kind in all_kinds()]
ALL = (HOUSE / "mkdocs.yml").read_text().replace("docs_dir: docs", "site_url: https://example.org/\ndocs_dir: docs")
NONE = ALL.replace("    rows: 200", f"    pages: {{{', '.join(f'{page}: none' for page in KINDS)}}}\n    rows: 200")
HONOUREE = """id: ce-mofan
name: 测模范
series: 双拥模范
issue: 2025年度
group: 个人
contributor: 测试单位
consent: {basis: 本人同意}
published: 2025-01-02
citation: 测试的颁奖词。
story: 测试的事迹。
sources: [{title: 测试县志}]
"""
ROUTE = "route: [{facility: ceshi, minutes: 30, task: 读碑文}]\nresults: [{what: 人数, value: 300人}]\n"
MANY: dict[str, str | bytes] = {
    **EXTREMES,
    "mkdocs.yml": NONE,
    "profiles/martyrs/430112.yml": roll(12),
    "profiles/honourees/ce.yml": HONOUREE,
    "memorials/campaigns/jisao.yml": str(SMALL["memorials/campaigns/jisao.yml"]) + ROUTE,
}
ASIDE = re.compile(r'<nav .*?</nav>|<aside.*?</aside>|<section class="cite">.*?</section>', re.DOTALL)
ARTICLE = re.compile(r'<article class="entry entry--told" id="n-([^"]*)">(.*?)\n</article>', re.DOTALL)
CHANGES = [
    change("profiles/honourees/ce.yml", "测试的事迹", "改过的事迹"),
    change("memorials/facilities/ceshi.yml", "测试烈士陵园", "改名烈士陵园"),  # many point at it
    change("memorials/notices/xun.yml", "name:", "status: 撤回\nname:"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a site whose records have no pages (`out`), and the same with a page for each (`whole`)."""
    folder = tmp_path_factory.mktemp("told")
    put(folder / "data", MANY)
    told(folder / "data", folder / "out")
    put(folder / "all", MANY | {"mkdocs.yml": ALL})
    told(folder / "all", folder / "whole")
    return folder


def sheets(built: Path) -> dict[str, str]:
    """Return the sheets of a site: address and HTML."""
    return {path: html for path, html in pages(built / "out").items() if 'class="entries"' in html}


def places(built: Path) -> Iterator[tuple[str, str]]:
    """Go through the places at which more is told: the address of the page there would be, and what is said."""
    for path, html in sheets(built).items():
        for record_id, said in ARTICLE.findall(html):
            yield f"{path.partition('/')[0]}/{record_id}.html", said


def words(html: str) -> set[str]:
    """Return every piece of text, with what is said of pictures."""
    said = re.sub(r'<img [^>]*alt="([^"]*)"[^>]*>', r"\n\1\n", html)
    return {piece.strip() for piece in re.sub(r"<[^>]*>", "\n", said).splitlines() if piece.strip()}


def test_no_record_has_a_file(built: Path) -> None:
    files = {path.relative_to(built / "out").as_posix() for path in (built / "out").rglob("*") if path.is_file()}
    own = {name for name in files if name.partition("/")[0] in KINDS and "/list_" not in name}
    assert own == {f"{page}/index.html" for page in KINDS}
    assert not [name for name in files if name.startswith(("cards/", "posters/"))]


def test_a_place_tells_all_that_the_page_would(built: Path) -> None:
    whole = pages(built / "whole")
    found = dict(places(built))
    assert {name.partition("/")[0] for name in found} == set(KINDS)
    assert {"martyrs/chang-ming.html", "martyrs/sheng-pi.html", "campaigns/jisao.html"} <= found.keys()
    for name, said in found.items():
        article = re.search(r"<article data-kind.*</article>", whole[name], re.DOTALL)
        assert article
        assert words(ASIDE.sub("", article[0])) - words(said) == set(), name


def test_a_link_leads_from_a_place_to_another(built: Path) -> None:
    found = dict(places(built))
    assert '"../../facilities/list_id/ce.html#n-ceshi"' in found["martyrs/chang-ming.html"]
    assert '"../../martyrs/list_id/li.html#n-li-si"' in found["campaigns/jisao.html"]
    assert '"../../campaigns/list_id/ji.html#n-jisao"' in found["martyrs/li-si.html"]
    assert '"../../facilities/list_id/ce.html#n-ceshi"' in found["campaigns/jisao.html"]  # a stop of the route


def test_every_id_is_alone_on_its_sheet_and_no_step_of_headings_is_left_out(built: Path) -> None:
    for path, html in sheets(built).items():
        ids = re.findall(r'\sid="([^"]*)"', html)
        assert len(ids) == len(set(ids)), path
        steps = [int(step) for step in re.findall(r"<h([1-6])", html)]
        assert steps[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(steps)), path


def test_a_script_is_asked_for_once(built: Path) -> None:
    html = (built / "out/martyrs/list_id/li.html").read_text()
    assert html.count("js/picture.js") == 1
    assert 'loading="eager"' not in html


def test_a_withdrawn_record_keeps_its_anchor_alone(built: Path) -> None:
    said = (built / "out/martyrs/list_id/wa.html").read_text()
    assert '<p class="entry entry__from" id="n-wang-er">编号 wang-er 的记录已撤回。' in said
    assert "撤回的事迹" not in said
    assert "王一" not in said  # a draft


def test_machines_are_told_the_same_of_a_place_as_of_a_page(built: Path) -> None:
    def node(html: str, wanted: str) -> dict[str, object]:
        data = json.loads(re.findall(r"<script type=.application/ld.json.>(.*?)</script>", html)[-1])["@graph"]
        found = next(each for each in data if each.get("name") == wanted)
        return dict(found)

    page = node((built / "whole/martyrs/li-si.html").read_text(), "李四")
    place = node((built / "out/martyrs/list_id/li.html").read_text(), "李四")
    assert place.pop("@id") == "#n-li-si"
    assert page.pop("url") == "li-si.html"
    assert place.pop("url") == "li.html#n-li-si"
    assert place == page


def test_maps_feeds_and_calendars_lead_to_places(built: Path) -> None:
    maps = "".join(path.read_text() for path in (built / "out" / "sitemaps").iterdir())
    assert "#" not in maps
    assert "https://example.org/campaigns/list_id/ji.html" in maps
    for name in ("campaigns.xml", "campaigns.json", "campaigns.ics"):
        said = (built / "out" / "feeds" / name).read_text().replace("\r\n ", "")
        assert "https://example.org/campaigns/list_id/ji.html#n-jisao" in said


def test_after_changes_the_site_is_what_a_full_build_makes(built: Path, tmp_path: Path) -> None:
    for name in ("data", "out"):
        shutil.copytree(built / name, tmp_path / name)
    for apply in CHANGES:
        apply(tmp_path / "data")
    told(tmp_path / "data", tmp_path / "out", "--shrink")
    told(tmp_path / "data", tmp_path / "full", "--fresh")
    assert unlike(tmp_path / "out", tmp_path / "full") == []


def test_the_preview_shows_pages_after_a_build_without(built: Path) -> None:
    site = load.open_site(built / "data", all_kinds(), Problems())
    for _ in ("read", "kept"):
        shown = Library(site, regions(), date.fromisoformat(DAY), Crew())
        shown.read()
        assert "没有一个字是真的" in (shown.page("martyrs/chang-ming.html") or "")
        assert '"chang-ming.html"' in (shown.page("martyrs/index.html") or "")
        assert [*(site.work / "shown" / "digests").iterdir()]


def test_what_looks_like_an_id_in_a_text_stays() -> None:
    html = '<h2 id="a">甲</h2>\n<p> id="a" href="#a" &lt;h2 <a href="#a">一</a><a href="#b">二</a></p>\n'
    said, scripts = fitted(html + '<script src="../js/x.js" defer></script>\n', "t-1")
    assert said == html.replace('<h2 id="a"', '<h3 id="t-1_a"').replace("</h2>", "</h3>").replace(
        '<a href="#a"', '<a href="#t-1_a"'
    )
    assert scripts == ("../js/x.js",)
