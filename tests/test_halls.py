"""The map, the time line, the wall of names: everybody stands there, once, on pages of bounded size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from fengbei.fields import Place
from fengbei.pages import halls, tiles
from fengbei.pages.groups import Group
from fengbei.regions import Regions
from tests.conftest import Sites, run_program
from tests.small import SMALL, roll

if TYPE_CHECKING:
    from pathlib import Path

Built = dict[str, str]
WALL = "martyrs/list_wall/index.html"


def names_on(html: str) -> list[str]:
    """Return the addresses of those who stand on a page of the wall."""
    return [f"martyrs/{name}" for name in re.findall(r'class="wall__name" href="\.\./([^"]+)"', html)]


def test_everybody_who_may_be_seen_stands_on_the_wall_once(built: Built) -> None:
    names = names_on(built[WALL])
    people = [p for p in built if p.startswith("martyrs/") and "list_" not in p and not p.endswith("index.html")]
    withdrawn = [p for p in people if "已撤回" in built[p]]
    assert sorted(names) == sorted(set(people) - set(withdrawn))


def test_a_large_wall_falls_into_panels_that_lose_nobody(temporary_site: Sites, tmp_path: Path) -> None:
    count = 2 * halls.WALL + 5
    root = temporary_site(SMALL | {"profiles/martyrs/430112.yml": roll(count)})
    done = run_program("build", "--root", str(root), "--out", str(tmp_path / "out"), "--date", "2026-04-05")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "out/martyrs/list_wall"
    pages = {path.name: names_on(path.read_text()) for path in folder.iterdir()}
    assert pages.pop("index.html") == []
    assert max(map(len, pages.values())) <= halls.WALL
    every = [name for names in pages.values() for name in names]
    assert len(every) == len(set(every)) >= count
    doors = re.findall(r'href="\.\./list_wall/([^"]+)"', (folder / "index.html").read_text())
    assert set(doors) >= pages.keys()


def test_the_time_line_names_the_year_and_the_period(built: Built) -> None:
    page = built["martyrs/list_time/index.html"]
    assert page.index("土地革命战争") < page.index("1934年") < page.index("李四")
    assert "王三未到" not in page


class Shelf:
    """As much of a shelf as the map asks for."""

    def __init__(self, codes: list[str], home: str) -> None:
        self.regions = type("R", (), {"home": home, "children": lambda _, __: [Unit(code) for code in codes]})()
        self.kind = type("K", (), {"label": "某类", "bulk": True, "fields": {"at": Place("地")}})
        self.dimensions = [type("D", (), {"field": "at", "key": "at"})]
        tree = Group("index", "", (), "")
        tree.groups = {code: Group(code, code, (code,), f"{code}.html") for code in codes}
        self.trees = {"at": tree}


class Unit:
    """A unit of the first order."""

    def __init__(self, code: str) -> None:
        self.code = code


def test_every_prefecture_of_the_layout_is_one_and_has_its_tile() -> None:
    regions = Regions.read()
    codes = [unit.code for unit in regions.children(regions.home)]
    assert tiles.layout().keys() == set(codes)
    assert len(set(tiles.layout().values())) == len(codes)
    made = tiles.tiles([Shelf(codes, regions.home)])  # type: ignore[list-item]
    assert sorted(tile.name for tile in made.tiles if tile.name) == sorted(codes)
    assert made.columns == 4


def test_another_province_follows_one_another_without_gaps() -> None:
    made = tiles.tiles([Shelf(["440100", "440200"], "440000")])  # type: ignore[list-item]
    assert made.columns == 0
    assert [tile.name for tile in made.tiles] == ["440100", "440200"]


@pytest.mark.parametrize("page", ["index.html", "everything.html"])
def test_the_halls_are_reached(page: str, built: Built) -> None:
    for hall in ("map.html", "martyrs/list_time/index.html", WALL):
        assert hall in built[page]


def test_the_page_of_parts_is_linked_from_nowhere_and_hidden_from_search_engines(built: Built) -> None:
    assert 'content="noindex"' in built["parts.html"]
    assert not [path for path, html in built.items() if path != "parts.html" and 'parts.html"' in html]
