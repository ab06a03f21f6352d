"""An address follows from the id alone, and a site uses its own folders before the program's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fengbei.site import HERE, Site, base_of, list_path, page_path

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("record_id", "path"),
    [
        ("zhang-san", "martyrs/zhang-san.html"),
        ("430121-0001", "martyrs/430121/0001.html"),
        ("430121-a-b", "martyrs/430121/a-b.html"),
        ("43012-0001", "martyrs/43012-0001.html"),
        ("430121", "martyrs/430121.html"),
    ],
)
def test_a_page_is_named_after_its_record(record_id: str, path: str) -> None:
    assert page_path("martyrs", record_id) == path


@pytest.mark.parametrize(("number", "path"), [(1, "martyrs/list_died/1934.html"), (2, "martyrs/list_died/1934_2.html")])
def test_the_first_page_of_a_list_has_no_number(number: int, path: str) -> None:
    assert list_path("martyrs", "died", "1934", number) == path


@pytest.mark.parametrize(("path", "base"), [("index.html", "."), ("a/b.html", ".."), ("a/b/c.html", "../..")])
def test_the_way_to_the_top_follows_from_the_depth(path: str, base: str) -> None:
    assert base_of(path) == base


def test_a_site_uses_its_own_folder_where_it_has_one(tmp_path: Path) -> None:
    (tmp_path / "theme").mkdir()
    assert Site(tmp_path, "").own("theme") == tmp_path / "theme"


def test_a_site_without_its_own_folder_uses_the_programs(tmp_path: Path) -> None:
    assert Site(tmp_path, "").own("theme") == HERE / "theme"


@pytest.mark.parametrize(
    ("said", "names"), [("a.csv", ["a.csv"]), (["a.csv", "b.csv"], ["a.csv", "b.csv"]), (None, [])]
)
def test_a_site_may_bring_its_own_regions(said: object, names: list[str], tmp_path: Path) -> None:
    site = Site(tmp_path, "", settings={"regions": said})
    assert site.region_tables == [tmp_path / name for name in names]


def test_the_office_is_told_as_far_as_it_is_set(tmp_path: Path) -> None:
    assert Site(tmp_path, "").office == {}
    assert Site(tmp_path, "", settings={"office": {"phone": 12345}}).office == {"phone": "12345"}
