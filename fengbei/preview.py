"""The site as it would be, on this machine only: each page is made when it is asked for."""

from __future__ import annotations

import json
import mimetypes
import re
import threading
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from fengbei import files, images, link, load, prose
from fengbei.kept import keep
from fengbei.kinds import all_kinds
from fengbei.pages import Pages
from fengbei.problems import Problems
from fengbei.site import BEGINNING, ROLL, page_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from fengbei.pages import Page
    from fengbei.record import Record
    from fengbei.regions import Regions
    from fengbei.site import Site

RELOAD = "/_reload.js"  # a script of our own, so that the pages keep their strict policy
ASK = 1.0  # seconds between two questions of an open page whether it changed
SCRIPT = f""""use strict";
(function () {{
  var stamp = null;
  setInterval(function () {{
    var request = new XMLHttpRequest();
    request.onload = function () {{
      if (request.status !== 200) {{ return; }}
      if (stamp !== null && request.responseText !== stamp) {{ location.reload(); }}
      stamp = request.responseText;
    }};
    request.open("GET", "/_changed?page=" + encodeURIComponent(location.pathname));
    request.send();
  }}, {int(ASK * 1000)});
}})();
"""


@dataclass(slots=True)
class Library:
    """Everything the lists need; it is filled in the background while pages are already served."""

    sheets: dict[str, load.Sheet] = field(default_factory=dict)
    stamps: dict[str, tuple[int, int]] = field(default_factory=dict)
    pages: Pages | None = None
    routes: dict[str, Callable[[], Page]] = field(default_factory=dict)
    version: int = 0

    @property
    def records(self) -> list[Record]:
        """Return every record read so far, file by file."""
        return [record for name in sorted(self.sheets) for record in self.sheets[name].records]


class Preview:
    """A site that is made page by page, and again where its files changed."""

    def __init__(self, site: Site, regions: Regions, day: date | None) -> None:
        """Render the prose; the records follow in the background."""
        self.site, self.regions, self.day = site, regions, day
        self.kinds = {kind.page: kind for kind in all_kinds()}
        self.library = Library()
        self.ready = threading.Event()
        self.lock = threading.Lock()
        self.texts = prose.render(site)
        self.look_again = 0.0

    def read_all(self) -> None:
        """Read what changed since the last time, link everything, and sort it into its lists."""
        library = self.library
        seen = dict(self.stamps())
        for name in set(library.sheets) - set(seen):
            del library.sheets[name], library.stamps[name]
        for name, stamp in seen.items():
            if library.stamps.get(name) != stamp:
                library.sheets[name] = self.sheet(name)
                library.stamps[name] = stamp
        pages = self.pages_of(library.records)
        cards = pages.catalogue.cards
        kept = [
            keep(record, card)
            for record in library.records
            if (card := cards.get((record.kind_id, str(record.id)))) is not None
        ]
        library.routes = {route.path: route.make for route in pages.routes(kept)}
        library.pages = pages
        library.version += 1
        self.ready.set()

    def stamps(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Go through the record files: name, and time and size by which a change is known."""
        for kind in self.kinds.values():
            for path in files.walk(self.site.root / kind.folder, ".yml", ".yaml"):
                about = path.stat()
                yield path.relative_to(self.site.root).as_posix(), (about.st_mtime_ns, about.st_size)

    def sheet(self, name: str) -> load.Sheet:
        """Read one file, telling what is wrong with it on the terminal."""
        kind = next(k for k in self.kinds.values() if name.startswith(f"{k.folder}/"))
        sheet = load.read_sheet(self.site.root / name, name, kind, self.regions)
        problems = Problems()
        problems.extend(sheet.problems)
        for problem in problems:
            print(problem)  # noqa: T201 - this is how the editor sees it
        return sheet

    def pages_of(self, records: list[Record]) -> Pages:
        """Return the pages of some records, linked among themselves."""
        catalogue, _ = link.link(records, self.regions)
        pictures, _ = images.images(records, self.site.root)
        day = self.day or catalogue.newest or BEGINNING
        kinds = tuple(self.kinds.values())
        return Pages(self.site, self.texts.shell, kinds, catalogue, pictures, self.regions, day, watch=True)

    def page(self, path: str) -> str | None:
        """Return the HTML at an address, or None where there is no such page."""
        if (record := self.record_at(path)) is not None:
            pages = self.library.pages or self.pages_of([record])
            card = pages.catalogue.cards.get((record.kind_id, str(record.id)))
            return pages.of_record(record, card).html if card else None
        if path in self.texts.pages and not self.texts.pages[path].holes:
            return self.texts.pages[path].fill()
        self.ready.wait()
        if path in self.texts.pages and self.library.pages:
            return self.texts.pages[path].fill(home=self.library.pages.home())
        make = self.library.routes.get(path)
        return make().html if make else None

    def record_at(self, path: str) -> Record | None:
        """Return the record of an address: from the library, or from the one file that holds it."""
        page, _, rest = path.removesuffix(".html").partition("/")
        kind = self.kinds.get(page)
        if kind is None or not path.endswith(".html") or "_" in rest or rest == "index":
            return None
        record_id = rest.replace("/", "-", 1)
        if page_path(page, record_id) != path:
            return None
        name = self.file_of(kind, record_id)
        found = self.sheet(name).records if name else []
        return next((record for record in found if record.id == record_id), None)

    def file_of(self, kind: type[Record], record_id: str) -> str:
        """Return the file that holds an id, looking at the bytes alone, the likeliest file first."""
        wanted = re.compile(rf"^[ -]*(?:id|编号): *[\"']?{re.escape(record_id)}[\"']? *\r?$".encode(), re.MULTILINE)
        roll = ROLL.fullmatch(record_id)
        likely = roll[1] if roll else record_id
        paths = sorted(files.walk(self.site.root / kind.folder, ".yml", ".yaml"), key=lambda p: likely not in p.name)
        for path in paths:
            if wanted.search(path.read_bytes()):
                return path.relative_to(self.site.root).as_posix()
        return ""

    def changed(self, path: str) -> str:
        """Return a text that differs once anything the open page depends on has changed."""
        with self.lock:
            if time.monotonic() >= self.look_again:
                begun = time.monotonic()
                self.refresh()
                spent = time.monotonic() - begun
                self.look_again = begun + max(ASK, 20 * spent)  # looking costs at most a twentieth
        return json.dumps([self.library.version, prose.stamp_of(self.site, "mkdocs"), path])

    def refresh(self) -> None:
        """Make the prose and the lists again where their files changed."""
        if self.texts is not (texts := prose.render(self.site)):
            self.texts = texts
        if self.ready.is_set() and dict(self.stamps()) != self.library.stamps:
            self.read_all()


class Handler(BaseHTTPRequestHandler):
    """Answers a browser on this machine."""

    preview: Preview
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a page, a file, the reload script, or the 404 page."""
        parts = urlsplit(self.path)
        path = unquote(parts.path).lstrip("/") or "index.html"
        if parts.path == RELOAD:
            self.answer(SCRIPT.encode(), "text/javascript; charset=utf-8")
        elif parts.path == "/_changed":
            self.answer(self.preview.changed(parse_qs(parts.query).get("page", [""])[0]).encode(), "text/plain")
        elif path in self.preview.texts.assets:
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            self.answer(self.preview.texts.assets[path], kind)
        elif (picture := self.picture(path)) is not None:
            self.answer(picture, mimetypes.guess_type(path)[0] or "image/avif")
        else:
            html = self.preview.page(path)
            status = HTTPStatus.NOT_FOUND if html is None else HTTPStatus.OK
            html = html or self.preview.page("404.html") or ""
            script = f'<script src="{RELOAD}" defer></script></body>'
            self.answer(html.replace("</body>", script, 1).encode(), "text/html; charset=utf-8", status)

    def picture(self, path: str) -> bytes | None:
        """Return a picture that some record shows."""
        pages = self.preview.library.pages
        found = pages.pictures.values() if pages else ()
        return next((data for made in found for name, data in made.files() if name == path), None)

    def answer(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        """Send one answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Stay silent: the terminal is for problems in records."""


def serve(site: Site, regions: Regions, port: int, day: date | None) -> None:
    """Show a site on 127.0.0.1 until interrupted."""
    preview = Preview(site, regions, day)
    threading.Thread(target=preview.read_all, daemon=True).start()
    handler = type("SiteHandler", (Handler,), {"preview": preview})
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        print(f"预览：http://127.0.0.1:{server.server_port}/ （按 Ctrl-C 结束）", flush=True)  # noqa: T201
        server.serve_forever()
