"""What Lighthouse says of the site: python bench/lighthouse.py [SITE] [--runs N].

Six kinds of pages, as on a phone and on a desktop, from a server that packs with gzip as any host does. Without SITE
the repository's own site is built into a temporary folder. Ends with 1 where a score is under 100 (performance: 98, for
a busy machine is slow).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import threading
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "home": "index.html", "martyr": "martyrs/yang-kaihui.html", "facility": "facilities/nanyue-zlc.html",
    "roll": "martyrs/list_native-place/430100.html", "find": "find.html", "honouree": "honourees/wang-yajun.html",
}  # fmt: skip
CATEGORIES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}  # the least that is asked
PACKED = {".html", ".css", ".js", ".svg", ".xml", ".json", ".txt", ".ics"}
FLAGS = (
    "--headless --no-sandbox --disable-quic --disable-background-networking --disable-component-update --disable-sync"
)


@lru_cache(maxsize=4096)
def packed(path: Path) -> bytes:
    """Return the bytes of a file in gzip."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)


class Packing(SimpleHTTPRequestHandler):
    """Serves files as a host does: packed, and kept by the browser for an hour."""

    def do_GET(self) -> None:
        """Answer with the file in gzip, or as it is where packing gains nothing."""
        path = Path(self.translate_path(self.path))
        if not path.is_file() or path.suffix not in PACKED:
            super().do_GET()
            return
        body = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=3600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def run(url: str, form: str) -> dict[str, object]:
    """Return the report of Lighthouse on a page."""
    node = Path(sys.prefix) / "bin" / "node"
    program = Path(sys.prefix) / "tools" / "node_modules" / "lighthouse" / "cli" / "index.js"
    command = [str(node), str(program), url, "--output=json", "--quiet", f"--chrome-flags={FLAGS}"]
    command += ["--preset=desktop"] if form == "desktop" else []
    environment = {**os.environ, "CHROME_PATH": os.environ.get("CHROME_PATH", "/usr/bin/chromium")}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)  # noqa: S603 - ours
    report: dict[str, object] = json.loads(done.stdout)
    return report


def scores(report: dict[str, object]) -> list[int]:
    """Return the scores of a report, of a hundred each."""
    found: dict[str, dict[str, float]] = report["categories"]  # type: ignore[assignment]
    return [round(100 * (found[name]["score"] or 0)) for name in CATEGORIES]


def missed(report: dict[str, object]) -> Iterator[str]:
    """Go through what cost a page points, performance aside."""
    audits: dict[str, dict[str, object]] = report["audits"]  # type: ignore[assignment]
    categories: dict[str, dict[str, list[dict[str, str]]]] = report["categories"]  # type: ignore[assignment]
    for name in CATEGORIES:
        for each in categories[name]["auditRefs"]:
            audit = audits[each["id"]]
            if name != "performance" and each["weight"] and audit["score"] not in (1, None):
                yield f"{name}: {audit['title']}"


def first_view(report: dict[str, object]) -> int:
    """Return the bytes a first view brings over the wire."""
    audits: dict[str, dict[str, dict[str, list[dict[str, int]]]]] = report["audits"]  # type: ignore[assignment]
    return sum(each["transferSize"] for each in audits["network-requests"]["details"]["items"])


def say(line: str) -> None:
    """Print a line at once: the whole takes minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def measure(address: str, runs: int) -> bool:
    """Print the scores of every page, the best of some runs, and say whether they are good enough."""
    good = True
    say(f"{'page':10}{'form':9}{'perf':>5}{'a11y':>5}{'best':>5}{'seo':>5}{'bytes':>8}")
    for name, path in PAGES.items():
        for form in ("phone", "desktop"):
            report = max((run(address + path, form) for _ in range(runs)), key=scores)
            said = scores(report)
            good &= all(score >= least for score, least in zip(said, CATEGORIES.values(), strict=True))
            say(f"{name:10}{form:9}{''.join(f'{score:5}' for score in said)}{first_view(report):8}")
            for fault in missed(report):
                say(f"    {fault}")
    return good


def main() -> int:
    """Measure a site."""
    parser = argparse.ArgumentParser(description="What Lighthouse says of the site.")
    parser.add_argument("site", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = asked.site or Path(folder) / "site"
        if asked.site is None:
            command = [sys.executable, str(ROOT / "build.py"), "build", "--out", str(site)]
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own program
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(Packing, directory=str(site))) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            good = measure(f"http://127.0.0.1:{server.server_port}/", asked.runs)
            server.shutdown()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
