"""The site as it would be, on this machine only: each page is made when it is asked for."""

from __future__ import annotations

import os
import threading
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING

from fengbei.preview.library import Library
from fengbei.preview.server import Handler
from fengbei.workers import Crew

if TYPE_CHECKING:
    from datetime import date

    from fengbei.regions import Regions
    from fengbei.site import Site

__all__ = ["Library", "serve"]


def serve(site: Site, regions: Regions, port: int, day: date | None) -> None:
    """Show a site on 127.0.0.1 until interrupted."""
    library = Library(site, regions, day, Crew(os.cpu_count() or 1))
    threading.Thread(target=library.read, daemon=True).start()
    handler = type("SiteHandler", (Handler,), {"library": library})
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        print(f"预览：http://127.0.0.1:{server.server_port}/ （按 Ctrl-C 结束）", flush=True)  # noqa: T201
        server.serve_forever()
