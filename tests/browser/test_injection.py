"""A browser opens pages full of words that would run: no dialog, no request to elsewhere, the shape of the twin."""

from __future__ import annotations

import threading
from functools import partial
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Quiet
from tests.payloads import PROSE, TEXT, build_both

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

pytestmark = pytest.mark.browser
SHAPE = (
    "[...document.querySelectorAll('*')].map(e => e.tagName + ' ' + e.getAttributeNames().sort().join(' ')).join('\\n')"
)
LISTS = ("index.html", "martyrs/index.html", "offers/index.html", "notices/index.html")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[str]]:
    """Return a built site of hostile words, its twin, and the addresses of their pages."""
    return build_both(tmp_path_factory.mktemp("injection"))


@pytest.fixture(scope="module")
def server(both: tuple[Path, Path, list[str]]) -> Iterator[str]:
    """Return the address of the folder in which both sites lie."""
    top = both[0].parents[1]
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(top))) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


class Seen:
    """What a page tried."""

    def __init__(self, page: Page) -> None:
        """Listen to dialogs and requests."""
        self.dialogs: list[str] = []
        self.asked: list[str] = []
        page.on("dialog", self.dialog)
        page.on("request", lambda request: self.asked.append(request.url))

    def dialog(self, dialog: Dialog) -> None:
        """Note a dialog, and close it."""
        self.dialogs.append(dialog.message)
        dialog.dismiss()


def visit(browser: Browser, tops: tuple[str, str], pages: list[str]) -> None:
    """Open pages of the hostile site and of its twin; look at what they tried, and how they are built."""
    page = browser.new_page()
    seen = Seen(page)
    own = tops[0].rpartition("/hostile/")[0]
    for name in pages:
        shapes = []
        for top in tops if "-text-" in name else tops[:1]:
            page.goto(f"{top}/{name}", wait_until="load")
            page.evaluate("document.querySelectorAll('main *').forEach(e => {e.focus && e.focus()})")
            shapes.append(page.evaluate(SHAPE))
        assert len(set(shapes)) == 1, name
        assert seen.dialogs == [], name
    assert [url for url in seen.asked if not url.startswith((f"{own}/", "data:"))] == []
    page.close()


def each_word_once(pages: list[str]) -> list[str]:
    """Return a page for each word, each of another kind than the last."""
    kinds = len(pages) // (len(TEXT) + len(PROSE))
    every = len(TEXT) + len(PROSE)
    return [pages[number % kinds * every + number] for number in range(every)]


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_nothing_runs_and_nothing_is_asked_for(
    scheme: str, both: tuple[Path, Path, list[str]], server: str, browser: Browser
) -> None:
    top = server if scheme == "http" else both[0].parents[1].as_uri()
    visit(browser, (f"{top}/hostile/site", f"{top}/harmless/site"), [*LISTS, *each_word_once(both[2])])
