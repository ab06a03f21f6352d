"""A real Chromium over the sample site: below a path prefix, and from files."""

from __future__ import annotations

import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from tests.browser.extremes import EXTREMES, PLACES
from tests.support import build, put

if TYPE_CHECKING:
    from collections.abc import Iterator

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
TOOLS = Path(sys.prefix) / "tools" / "node_modules"  # where `make` puts what tests/tools/package.json names
expect.set_options(timeout=20_000)  # ms; a busy machine is slow, which is no mistake of the page


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without telling each request."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def made(root: Path, files: dict[str, str | bytes]) -> Path:
    """Return the built site of some records."""
    done = build(put(root, files), "build", "--date", "2026-04-05")
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture(scope="session")
def extremes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of the records that ask the most of a page."""
    return made(tmp_path_factory.mktemp("extremes"), EXTREMES)


@pytest.fixture(scope="session")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of a few people most of whom have no pages but places on sheets."""
    return made(tmp_path_factory.mktemp("places"), PLACES)


@pytest.fixture(scope="session")
def sites(sample_site: Path, extremes: Path, placed: Path) -> dict[str, Path]:
    """Return the built sites by their folders beside each other."""
    return {"site": sample_site, "extremes": extremes, "places": placed}


@pytest.fixture(scope="session")
def address(sites: dict[str, Path], sample_site: Path) -> Iterator[str]:
    """Return the address of the sample site below a path prefix; the other sites lie beside it."""
    top = sample_site.parent / "www"
    (top / "some" / "where").mkdir(parents=True)
    for name, site in sites.items():
        (top / "some" / "where" / name).symlink_to(site)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(top))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/some/where/site/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a running Chromium."""
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


class Watch:
    """What a page said and asked for while it was open."""

    def __init__(self, page: Page) -> None:
        """Listen to the console and to every request."""
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("requestfailed", self.failed)

    def failed(self, request: Request) -> None:
        """Note a request that failed, unless the page was left before its icon had come."""
        if request.failure != "net::ERR_ABORTED":
            self.said.append(f"failed: {request.url} {request.failure}")
