"""What an earlier build left is used only where it would be made again just so: changed equals made anew."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support import HOUSE, build, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

DAY = "2026-04-05"
ROLL = "profiles/martyrs/430121.yml"
CEMETERY = "memorials/facilities/ceshi.yml"
NOTICE = "memorials/notices/ceshi-xunqin.yml"


def line(number: int, more: str = "") -> str:
    """Return one of the many of a roll, all invented."""
    return f"""- id: 430121-{number:04}
  name: 测{"甲乙丙丁戊己庚辛"[number % 8]}
  native_place: 湖南省长沙县
  died: {1930 + number % 20}年
  unit: 测试第{number % 3}团
  facility: ceshi
{more}  sources: [{{title: 测试县志}}]
"""


def lines(*numbers: int) -> str:
    return "".join(map(line, numbers))


PLACED = (HOUSE / "mkdocs.yml").read_text().replace("docs_dir: docs", "site_url: https://example.org/\ndocs_dir: docs")
PLACE = """id: ceshi
name: 测试烈士陵园
category: 烈士陵园
level: 县级
region: 湖南省长沙市望城区
intro: 为测试而设。
sources: [{title: 测试县志}]
"""
SITE = {
    ROLL: lines(*range(1, 30)),
    "profiles/martyrs/430122.yml": lines(*range(40, 60)).replace("430121-", "430122-"),
    "profiles/martyrs/zhang-san.yml": (
        "id: zhang-san\nname: 张三\nstory: 测试的事迹。\nfacility: ceshi\nupdated: 2026-03-01\n"
        "sources: [{title: 测试县志}]\n"
    ),
    CEMETERY: PLACE,
}


def told(site: Path, out: Path, *more: str) -> dict[str, Any]:
    """Build a site, and return what the program says of it."""
    done = build(site, "build", "--out", str(out), "--date", DAY, "--json", "--jobs", "2", *more)
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def unlike(one: Path, other: Path) -> list[str]:
    """Return the names of the files that are not the same in two folders: their bytes would fill a report."""
    left, right = bytes_of(one), bytes_of(other)
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))


def change(name: str, old: str, new: str) -> Callable[[Path], object]:
    """Return a function that puts other words into a file of a site."""

    def apply(site: Path) -> None:
        text = (site / name).read_text()
        assert old in text
        (site / name).write_text(text.replace(old, new, 1))

    return apply


def own_theme(site: Path) -> None:
    shutil.copytree(HOUSE / "theme", site / "theme")


def in_template(name: str) -> Callable[[Path], object]:
    def apply(site: Path) -> None:
        own_theme(site)
        path = site / "theme" / name
        path.write_text(path.read_text() + "<p>改过</p>\n")

    return apply


def in_prose(site: Path) -> None:
    shutil.copytree(HOUSE / "docs", site / "docs")
    path = site / "docs" / "about.md"
    path.write_text(path.read_text() + "\n改过。\n")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a post": change(ROLL, "unit: 测试第1团", "unit: 测试第9团"),
    "a name": change(ROLL, "name: 测乙", "name: 改名"),
    "a record more": lambda site: put(site, {ROLL: lines(*range(1, 31))}),
    "a record less": lambda site: put(site, {ROLL: lines(*range(1, 29))}),
    "the first record less": lambda site: put(site, {ROLL: lines(*range(2, 30))}),
    "a file more": lambda site: put(site, {"profiles/martyrs/430123.yml": line(70).replace("0121-", "0123-")}),
    "a file less": lambda site: (site / "profiles/martyrs/zhang-san.yml").unlink(),
    "a name of a place": change(CEMETERY, "测试烈士陵园", "改名烈士陵园"),
    "a place out of sight": change(CEMETERY, "id: ceshi", "id: ceshi\nstatus: 草稿"),
    "a story": change("profiles/martyrs/zhang-san.yml", "测试的事迹", "改过的事迹"),
    "one withdrawn": change("profiles/martyrs/zhang-san.yml", "name: 张三", "name: 张三\nstatus: 撤回"),
    "a line becomes a story": change(ROLL, "  unit: 测试第2团", "  story: 有事迹了。\n  unit: 测试第2团"),
    "a template of lines": in_template("records/line.html"),
    "a template of stories": in_template("records/martyr.html"),
    "a part of rolls": in_template("parts/pager.html"),
    "a page of prose": in_prose,
    "an address": lambda site: put(site, {"mkdocs.yml": PLACED}),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a site that was built once: records in `data`, pages in `out`."""
    folder = tmp_path_factory.mktemp("changes")
    put(folder / "data", SITE)
    told(folder / "data", folder / "out")
    return folder


@pytest.mark.parametrize("what", CHANGES)
def test_after_a_change_the_site_is_what_a_full_build_makes(what: str, built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    CHANGES[what](tmp_path / "data")
    told(tmp_path / "data", tmp_path / "out", "--shrink")
    told(tmp_path / "data", tmp_path / "full", "--fresh")
    assert unlike(tmp_path / "out", tmp_path / "full") == []


def test_and_so_it_is_after_all_changes_one_after_another(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    for what in ("a post", "a record more", "a name of a place", "a story", "a file less", "a line becomes a story"):
        CHANGES[what](tmp_path / "data")
        told(tmp_path / "data", tmp_path / "out", "--shrink")
    told(tmp_path / "data", tmp_path / "full", "--fresh")
    assert unlike(tmp_path / "out", tmp_path / "full") == []


def test_where_nothing_changed_nothing_is_written(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    before = (tmp_path / "out").stat().st_ino
    assert told(tmp_path / "data", tmp_path / "out")["written"] == 0
    assert (tmp_path / "out").stat().st_ino == before


def test_one_changed_word_writes_the_pages_that_say_it(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    CHANGES["a story"](tmp_path / "data")
    told(tmp_path / "data", tmp_path / "out")
    before, after = bytes_of(tmp_path / ".out.old"), bytes_of(tmp_path / "out")
    changed = {name for name in after if before.get(name) != after[name] and name.endswith(".html")}
    assert changed == {"martyrs/zhang-san.html"}


def test_a_store_that_is_damaged_costs_time_and_nothing_else(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    for path in sorted((tmp_path / "data/.work/kept").rglob("*")):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-9] + b"\0" * 9)
    CHANGES["a post"](tmp_path / "data")
    told(tmp_path / "data", tmp_path / "out")
    told(tmp_path / "data", tmp_path / "full", "--fresh")
    assert unlike(tmp_path / "out", tmp_path / "full") == []


def test_the_store_serves_another_folder_too(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    told(tmp_path / "data", tmp_path / "other")
    assert unlike(tmp_path / "other", tmp_path / "out") == []


def test_far_fewer_records_are_asked_about(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    put(tmp_path / "data", {ROLL: lines(1, 2, 3)})
    done = build(tmp_path / "data", "build", "--out", str(tmp_path / "out"), "--date", DAY)
    assert done.returncode == 1
    assert "少了 26 条记录" in done.stderr
    assert "--shrink" in done.stderr
    assert unlike(tmp_path / "out", built / "out") == []
    told(tmp_path / "data", tmp_path / "out", "--shrink")


def test_warnings_are_told_again_where_nothing_changed(tmp_path: Path) -> None:
    put(tmp_path / "data", SITE | {ROLL: lines(1).replace("1931年", "民国二十年")})
    said = [build(tmp_path / "data", "build", "--out", str(tmp_path / "out"), "--date", DAY).stderr for _ in "12"]
    assert "民国二十年" in said[0]
    assert [line for line in said[0].splitlines() if "提醒" in line] == [
        line for line in said[1].splitlines() if "提醒" in line
    ]


def test_what_was_made_for_another_place_is_not_missing_in_this_one(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    change("profiles/martyrs/zhang-san.yml", "测试的事迹", "改过的事迹")(tmp_path / "data")
    told(tmp_path / "data", tmp_path / "elsewhere")
    told(tmp_path / "data", tmp_path / "out")
    assert unlike(tmp_path / "out", tmp_path / "elsewhere") == []
