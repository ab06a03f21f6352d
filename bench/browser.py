"""A real Chromium over folders served on loopback, with every byte counted as a compressing server would send it."""

from __future__ import annotations

import gzip
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox --disable-quic --disable-background-networking --disable-component-update --disable-sync"
).split()


class Wire:
    """What was sent since it was last read: bytes and requests. A file is measured once."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.sizes: dict[Path, int] = {}
        self.bytes, self.requests = 0, 0

    def count(self, path: Path) -> None:
        """Add a file: gzip at level 6 as servers do, as it is where that is shorter (it is packed already)."""
        if path not in self.sizes:
            data = path.read_bytes()
            self.sizes[path] = min(len(data), len(gzip.compress(data, 6)))
        self.bytes += self.sizes[path]
        self.requests += 1

    def read(self) -> tuple[int, int]:
        """Return bytes and requests, and start anew."""
        found = (self.bytes, self.requests)
        self.bytes, self.requests = 0, 0
        return found


class Counting(SimpleHTTPRequestHandler):
    """Serves files, counts them, and lets nothing be kept: every visit is the first."""

    def __init__(self, *args: object, wire: Wire, folder: Path) -> None:
        """Serve that folder, counting on that wire."""
        self.wire = wire
        super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Send a file."""
        path = Path(self.translate_path(self.path))
        if path.is_file():
            self.wire.count(path)
        super().do_GET()

    def end_headers(self) -> None:
        """Say that nothing is to be kept."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Wire]]:
    """Serve a folder on loopback, and give its address and the count of what is sent."""
    wire = Wire()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Counting, wire=wire, folder=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", wire
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a running Chromium."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
