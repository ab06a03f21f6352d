"""Where a kind says `pages: story`, a record of which only facts are known has a place on a sheet and no file."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from fengbei import link, load
from fengbei.commands.poster import Bench
from fengbei.kinds import all_kinds
from fengbei.problems import Problems
from fengbei.site import Site, place_path
from tests.support import HOUSE, put, record, regions
from tests.test_changes import SITE, change, line, lines, told, unlike

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SETTINGS = (HOUSE / "mkdocs.yml").read_text().replace("    rows: 200", "    pages: {martyrs: story}\n    rows: 200")
PLACED = SETTINGS.replace("docs_dir: docs", "site_url: https://example.org/\ndocs_dir: docs")
ROLL, MORE, NOTICE = "profiles/martyrs/430121.yml", "profiles/martyrs/more.yml", "memorials/notices/ceshi-xunqin.yml"
SHEET = "martyrs/430121/list_00.html"
FEW = {
    **SITE,
    "mkdocs.yml": PLACED,
    MORE: lines(60, 99, 100) + "- {id: 430121-0061, name: 测撤回, status: 撤回, sources: [{title: 测试县志}]}\n",
    NOTICE: (
        "id: ceshi-xunqin\nname: 寻测乙的亲属\nkind: 寻找烈士亲属\nmartyr: 430121-0001\nknown: 测试。\n"
        "published: 2026-02-03\ncontact: {office: 测试局}\nsources: [{title: 测试县志}]\n"
    ),
}


def together(*changes: Callable[[Path], object]) -> Callable[[Path], object]:
    """Return a function that makes several changes at once."""
    return lambda site: [apply(site) for apply in changes]


CHANGES: dict[str, Callable[[Path], object]] = {
    "a name of a place, a record more": together(
        change("memorials/facilities/ceshi.yml", "测试烈士陵园", "改名烈士陵园"),
        lambda site: put(site, {MORE: lines(60, 61, 99, 100, 101)}),
    ),
    "a story that has a page is called otherwise": change("profiles/martyrs/zhang-san.yml", "张三", "张改名"),
    "a line becomes a story, one is withdrawn": together(
        change(ROLL, "  unit: 测试第2团", "  story: 有事迹了。\n  unit: 测试第2团"),
        change(ROLL, "  name: 测丁", "  status: 撤回\n  name: 测丁"),
    ),
    "a file less, nobody points at one": together(
        lambda site: (site / MORE).unlink(), lambda site: (site / NOTICE).unlink()
    ),
    "pages for all": lambda site: put(site, {"mkdocs.yml": PLACED.replace("martyrs: story", "martyrs: all")}),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a site that was built once: records in `data`, pages in `out`."""
    folder = tmp_path_factory.mktemp("places")
    put(folder / "data", FEW)
    told(folder / "data", folder / "out")
    return folder


def part(html: str, record_id: str) -> str:
    """Return the place of a record on a sheet."""
    found = re.search(rf'<(article|p) class="entry[^"]*" id="n-{record_id}">.*?</\1>', html, re.DOTALL)
    assert found
    return found[0]


def test_a_line_has_a_place_and_no_page_and_a_story_has_a_page(built: Path) -> None:
    files = {path.relative_to(built / "out").as_posix() for path in (built / "out").rglob("*.html")}
    assert {SHEET, "martyrs/430121/list_01.html", "martyrs/430122/list_00.html", "martyrs/zhang-san.html"} <= files
    assert not [name for name in files if re.fullmatch(r"martyrs/\d{6}/\d+\.html", name) and "0061" not in name]


def test_a_place_says_what_the_page_would(built: Path) -> None:
    said = part((built / "out" / SHEET).read_text(), "430121-0001")
    for words in ("测乙", "Cè Yǐ", "湖南省长沙县", "1931年", "测试第1团", "测试烈士陵园", "测试县志", "430121-0001"):
        assert words in said
    assert '"../../facilities/ceshi.html"' in said
    assert '"../../notices/ceshi-xunqin.html"' in said  # who points at it stands there, too


def test_machines_are_told_at_which_anchor_it_stands(built: Path) -> None:
    assert '{"@id":"#n-430121-0001","@type":"Person","name":"测乙"' in (built / "out" / SHEET).read_text()


def test_places_of_several_files_stand_on_one_sheet_in_the_order_of_their_numbers(built: Path) -> None:
    ids = re.findall(r'class="entry[^"]*" id="n-([^"]*)"', (built / "out" / SHEET).read_text())
    assert ids[:30] == [*(f"430121-{number:04}" for number in range(1, 30)), "430121-0060"]
    assert ids[30:] == ["430121-0099", "430121-0061"]  # the withdrawn one last


def test_a_record_with_a_page_keeps_its_anchor_which_leads_there(built: Path) -> None:
    said = part((built / "out" / "martyrs/list_id/zh.html").read_text(), "zhang-san")
    assert '<a href="../zhang-san.html">张三烈士</a>' in said
    assert "测试的事迹" not in said


def test_a_line_that_becomes_a_story_and_a_line_again_leaves_no_trace(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    became = change(ROLL, "  unit: 测试第2团", "  story: 有事迹了。\n  unit: 测试第2团")
    became(tmp_path / "data")
    told(tmp_path / "data", tmp_path / "out")
    said = part((tmp_path / "out" / SHEET).read_text(), "430121-0002")
    assert '<a href="../430121/0002.html">测丙烈士</a>' in said
    assert "有事迹了" in (tmp_path / "out/martyrs/430121/0002.html").read_text()
    change(ROLL, "  story: 有事迹了。\n", "")(tmp_path / "data")
    told(tmp_path / "data", tmp_path / "out")
    assert unlike(tmp_path / "out", built / "out") == []


def test_a_withdrawn_record_keeps_its_anchor_and_says_no_more(built: Path) -> None:
    said = part((built / "out" / SHEET).read_text(), "430121-0061")
    assert "已撤回" in said
    assert "测撤回" not in said


def test_rolls_and_links_lead_to_the_place(built: Path) -> None:
    roll = (built / "out" / "martyrs/list_native-place/430121.html").read_text()
    assert '<a href="../430121/list_00.html#n-430121-0001">测乙</a>' in roll
    assert '"../martyrs/430121/list_00.html#n-430121-0001"' in (built / "out" / "notices/ceshi-xunqin.html").read_text()


def test_the_maps_name_each_page_once_and_no_place(built: Path) -> None:
    maps = "".join(path.read_text() for path in (built / "out" / "sitemaps").iterdir())
    places = re.findall(r"<loc>(.*?)</loc>", maps)
    assert len(places) == len(set(places))
    assert not [place for place in places if "#" in place]
    assert f"https://example.org/{SHEET}" in places


@pytest.mark.parametrize("what", CHANGES)
def test_after_a_change_the_site_is_what_a_full_build_makes(what: str, built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    CHANGES[what](tmp_path / "data")
    told(tmp_path / "data", tmp_path / "out", "--shrink")
    shutil.rmtree(tmp_path / "data" / ".work")
    told(tmp_path / "data", tmp_path / "anew", "--jobs", "1")
    assert unlike(tmp_path / "out", tmp_path / "anew") == []


def test_the_pages_that_are_counted_are_those_on_the_disk(built: Path, tmp_path: Path) -> None:
    said = told(built / "data", tmp_path / "out", "--fresh")
    assert said["pages"] == len([*(tmp_path / "out").rglob("*.html")])


@pytest.mark.parametrize(
    ("record_id", "address"),
    [
        ("430121-0001", "m/430121/list_00.html#n-430121-0001"),
        ("430121-12345", "m/430121/list_123.html#n-430121-12345"),
        ("430121-7", "m/430121/list_0.html#n-430121-7"),
        ("430121-a7", "m/430121/list_x.html#n-430121-a7"),
        ("zhang-san", "m/list_id/zh.html#n-zhang-san"),
    ],
)
def test_a_place_follows_from_the_id_alone(record_id: str, address: str) -> None:
    assert place_path("m", record_id) == address


@pytest.mark.parametrize("said", ["{martyrs: 故事}", "{facilities: story}", "{nobody: story}", "story"])
def test_what_cannot_be_is_refused(said: str, tmp_path: Path) -> None:

    put(tmp_path, {"mkdocs.yml": SETTINGS.replace("{martyrs: story}", said), ROLL: line(1)})
    problems = Problems()
    assert isinstance(load.open_site(tmp_path, all_kinds(), problems), Site)
    assert [problem.code for problem in problems] == ["settings"]
    assert "做不到；写成 {martyrs: none}（都不单独成页）；martyrs 可以写 story" in str(next(iter(problems)))


@pytest.mark.parametrize(
    ("how", "story", "address"),
    [
        ("story", "", f"{SHEET}#n-430121-0001"),
        ("story", "有事迹。", "martyrs/430121/0001.html"),
        ("none", "有事迹。", f"{SHEET}#n-430121-0001"),
    ],
)
def test_the_code_of_a_plate_leads_to_the_place(how: str, story: str, address: str, tmp_path: Path) -> None:
    said = {"id": "430121-0001", **({"story": story} if story else {})}
    one = record("martyr", **said)
    site = Site(tmp_path, "测试站", settings={"pages": {"martyrs": how}})
    bench = Bench(site, "https://example.org/", {}, link.link([one], regions())[0], {}, None)
    assert bench.subject(one).address == f"https://example.org/{address}"
