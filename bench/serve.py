"""What the preview costs: python -m bench.serve ROOT [--pages 100]. ROOT holds the records of a site that was built.

Told are the seconds until the first page of a record comes, and until a page that needs all records comes; the
milliseconds that pages of records take (median, 95 of 100, the longest), fetched one after another as a browser
does; the seconds from the saving of an edited record until its page shows the edit. The file is put back.
"""

from __future__ import annotations

import argparse
import http.client
import random
import re
import socket
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.changes import edited, put, roll

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
RECORD = re.compile(r"^- id: (\d{6})-(\d+)$", re.MULTILINE)
OFTEN = 0.02  # seconds between two questions
WAIT = 120.0  # seconds for anything


@contextmanager
def served(root: Path) -> Iterator[int]:
    """Start the preview; its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--root", str(root), "--port", str(port)]
    with subprocess.Popen(  # noqa: S603 - our own interpreter, our own arguments
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield port
        finally:
            process.terminate()


def page(port: int, path: str) -> str:
    """Return a page of the preview, "" while there is none."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT)
    try:
        asked.request("GET", f"/{path}")
        answer = asked.getresponse()
        text = answer.read().decode()
    except ConnectionRefusedError:
        return ""
    finally:
        asked.close()
    return text if answer.status == http.client.OK else ""


def until(port: int, path: str, words: str) -> float:
    """Return the seconds until a page holds some words. TimeoutError."""
    begun = time.monotonic()
    while words not in page(port, path):
        if time.monotonic() > begun + WAIT:
            raise TimeoutError(f"{path}: {words}")
        time.sleep(OFTEN)
    return time.monotonic() - begun


def paths_of(root: Path, count: int) -> list[str]:
    """Return the addresses of some records of one line, from all rolls."""
    chance = random.Random(1)  # noqa: S311 - which pages are fetched
    files = [path for path in (root / "profiles/martyrs").glob("[0-9]*.yml") if path.stem.isdigit()]
    found = (RECORD.findall(path.read_text(encoding="utf-8")) for path in chance.choices(files, k=count))
    return ["martyrs/{}/{}.html".format(*chance.choice(records)) for records in found if records]


def main() -> int:
    """Start the preview, fetch, edit, tell."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("root", type=Path)
    asked.add_argument("--pages", type=int, default=100)
    options = asked.parse_args()
    paths, longest = paths_of(options.root, options.pages), roll(options.root)
    before = longest.read_text(encoding="utf-8")
    mine = "martyrs/{}/{}.html".format(*RECORD.findall(before)[-1])
    begun = time.monotonic()
    with served(options.root) as port:
        until(port, paths[0], "</html>")
        first = time.monotonic() - begun
        until(port, "martyrs/index.html", "</html>")
        whole = time.monotonic() - begun
        took = sorted(until(port, path, "</html>") * 1000 for path in paths)
        try:
            put(longest, edited(before, 7_654_321))
            shown = until(port, mine, "测试职务7654321")
        finally:
            put(longest, before)
    sys.stdout.write(f"first page {first:.2f} s, all records {whole:.2f} s\n")
    sys.stdout.write(
        f"{len(took)} pages: median {statistics.median(took):.0f} ms, p95 {took[len(took) * 95 // 100]:.0f} ms, "
        f"longest {took[-1]:.0f} ms\nan edit is shown after {shown:.2f} s\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
