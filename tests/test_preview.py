"""The preview shows what a build would make, and a change as soon as it is saved."""

from __future__ import annotations

import os
import threading
from datetime import date
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from fengbei import load
from fengbei.intake import packs
from fengbei.kinds import all_kinds
from fengbei.preview import Library
from fengbei.preview.server import Handler
from fengbei.problems import Problems
from fengbei.workers import Crew
from tests.support import HOUSE, build, pages, put, regions
from tests.test_changes import DAY, ROLL, SITE, lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINE = "martyrs/430121/0003.html"
STORY = "martyrs/zhang-san.html"


def library(root: Path) -> Library:
    site = load.open_site(root, all_kinds(), Problems())
    return Library(site, regions(), date.fromisoformat(DAY), Crew())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return put(tmp_path / "data", SITE)


def rewrite(site: Path, name: str, text: str) -> None:
    """Save a file as an editor would, later than it was read."""
    path = site / name
    path.write_text(text)
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1_000_000))


def test_every_page_is_the_one_a_build_makes(site: Path, tmp_path: Path) -> None:
    assert build(site, "build", "--out", str(tmp_path / "out"), "--date", DAY).returncode == 0
    shown = library(site)
    shown.read()
    made = pages(tmp_path / "out")
    assert {path for path, html in made.items() if shown.page(path) != html} == set()
    assert shown.page("martyrs/430121/9999.html") is None


def test_a_build_beside_it_takes_nothing_away(site: Path, tmp_path: Path) -> None:
    assert build(site, "build", "--out", str(tmp_path / "out"), "--date", DAY).returncode == 0
    shown = library(site)
    shown.read()
    for pack in (site / ".work").glob("*/digests/*"):
        pack.unlink()
    packs.HANDLES.clear()  # as if more packs had been read than are left open
    made = pages(tmp_path / "out")
    assert {path for path, html in made.items() if shown.page(path) != html} == set()
    assert shown.file("find/full.js") == (tmp_path / "out/find/full.js").read_bytes()


def test_the_files_of_the_search_are_those_of_a_build(site: Path, tmp_path: Path) -> None:
    assert build(site, "build", "--out", str(tmp_path / "out"), "--date", DAY).returncode == 0
    shown = library(site)
    shown.read()
    assert shown.file("find/full.js") == (tmp_path / "out/find/full.js").read_bytes()
    assert shown.file("find/none.js") is None


def test_the_card_of_a_page_is_that_of_a_build(site: Path, tmp_path: Path) -> None:
    assert build(site, "build", "--out", str(tmp_path / "out"), "--date", DAY).returncode == 0
    shown = library(site)
    shown.read()
    card = f"cards/{STORY.removesuffix('.html')}.jpg"
    assert shown.file(card) == (tmp_path / "out" / card).read_bytes()
    assert shown.file("cards/martyrs/nobody.jpg") is None


def test_on_a_day_of_mourning_it_is_without_colours_as_the_build_is(site: Path) -> None:
    settings = (HOUSE / "mkdocs.yml").read_text()
    put(site, {"mkdocs.yml": settings.replace("mourning: []", f"mourning: [{DAY}]")})
    assert b"html{filter:grayscale(1)}" in (library(site).file("css/site.css") or b"")
    put(site, {"mkdocs.yml": settings})
    assert b"html{filter:grayscale(1)}" not in (library(site).file("css/site.css") or b"")


def test_a_record_is_shown_before_the_others_are_read(site: Path) -> None:
    shown = library(site)
    assert "测丁" in (shown.page(LINE) or "")
    assert "测试的事迹" in (shown.page(STORY) or "")


@pytest.mark.parametrize(("path", "name", "old", "new"), [
    (LINE, ROLL, "测丁", "改名"),
    (STORY, "profiles/martyrs/zhang-san.yml", "测试的事迹", "改过的事迹"),
])  # fmt: skip
def test_a_saved_record_is_shown_at_once(site: Path, path: str, name: str, old: str, new: str) -> None:
    shown = library(site)
    shown.read()
    before = shown.changed(f"/{path}")
    rewrite(site, name, (site / name).read_text().replace(old, new))
    assert new in (shown.page(path) or "")
    assert shown.changed(f"/{path}") != before


def test_lists_follow_when_all_was_read_again(site: Path) -> None:
    shown = library(site)
    shown.read()
    roll = "martyrs/list_native-place/430121.html"
    assert "改名" not in (shown.page(roll) or "")
    rewrite(site, ROLL, lines(*range(1, 30)).replace("测丁", "改名", 1))
    shown.read()
    assert "改名" in (shown.page(roll) or "")


def test_a_mistake_is_said_once_on_the_terminal(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(site, {"profiles/martyrs/li-si.yml": "id: li-si\nname: 李四\ngender: 男性\nsources: [{title: 测试县志}]\n"})
    shown = library(site)
    shown.read()
    shown.page("martyrs/li-si.html")
    assert capsys.readouterr().out.count("男性") == 1


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """Serve the site, and return its address."""
    shown = library(site)
    shown.read()
    with ThreadingHTTPServer(("127.0.0.1", 0), type("OneHandler", (Handler,), {"library": shown})) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_browser_gets_pages_that_ask_whether_they_changed(address: str) -> None:
    with urlopen(f"{address}/{LINE}") as answer:  # noqa: S310
        html = answer.read().decode()
    assert '<script src="/_reload.js" defer></script></body>' in html
    with urlopen(f"{address}/_reload.js") as answer:  # noqa: S310
        assert "location.reload" in answer.read().decode()


def test_a_page_that_is_not_there_is_answered_with_404(address: str) -> None:
    with pytest.raises(HTTPError) as wrong:
        urlopen(f"{address}/nowhere.html")  # noqa: S310
    assert wrong.value.code == 404
    assert "网站目录" in wrong.value.read().decode()
