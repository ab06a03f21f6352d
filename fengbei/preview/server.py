"""A small server for this machine alone: pages as they are made, and a script that asks whether they changed."""

from __future__ import annotations

import mimetypes
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from fengbei.preview.library import Library

RELOAD = "/_reload.js"  # a script of our own, so that the pages keep their strict policy
ASK = 0.5  # seconds between two questions of an open page whether it changed
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


class Handler(BaseHTTPRequestHandler):
    """Answers a browser on this machine."""

    library: Library
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a page, a file, the reload script, or the 404 page."""
        parts = urlsplit(self.path)
        path = unquote(parts.path).lstrip("/") or "index.html"
        if parts.path == RELOAD:
            self.answer(SCRIPT.encode(), "text/javascript; charset=utf-8")
        elif parts.path == "/_changed":
            self.answer(self.library.changed(parse_qs(parts.query).get("page", [""])[0]).encode(), "text/plain")
        elif (data := self.library.file(path)) is not None:
            self.answer(data, mimetypes.guess_type(path)[0] or "application/octet-stream")
        else:
            html = self.library.page(path)
            status = HTTPStatus.NOT_FOUND if html is None else HTTPStatus.OK
            html = html or self.library.page("404.html") or ""
            script = f'<script src="{RELOAD}" defer></script></body>'
            self.answer(html.replace("</body>", script, 1).encode(), "text/html; charset=utf-8", status)

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
