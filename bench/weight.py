"""What a first view weighs: python bench/weight.py [SITE].

For six kinds of pages the bytes that come before any question is asked, each file in gzip as any host sends it: the
page, its styles, scripts and pictures, and the fonts whose characters it uses. Then the pages of martyrs as they are
written, without the passages told of them. Without SITE the folder site/ is weighed. Ends with 1 where a page is over.
"""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = {
    "home": "index.html", "martyr": "martyrs/yang-kaihui.html", "facility": "facilities/nanyue-zlc.html",
    "roll": "martyrs/list_native-place/430100.html", "find": "find.html", "honouree": "honourees/wang-yajun.html",
}  # fmt: skip
FIRST_VIEW = 40_000  # bytes: a second on a slow mobile line
WITHOUT_STORY = 8192  # bytes of HTML of a martyr, nothing told
ADDRESS = 550  # bytes that an address of the site adds to such a page: canonical, card, citation, poster
LOADED = re.compile(r'<(?:script|img|link rel="(?:icon|stylesheet)")[^>]*?\s(?:src|href)="([^"]+)"[^>]*>')
TOLD = re.compile(r'<section class="section" id="[^"]*">.*?</section>', re.DOTALL)
FONT = re.compile(r"@font-face\s*\{[^}]*?url\([\"']?([^\"')]+)[^}]*?unicode-range:\s*([^;}]+)")


def packed(path: Path) -> int:
    """Return the bytes of a file as a host sends it."""
    data = path.read_bytes()
    return min(len(data), len(gzip.compress(data, 6)))


def needed(page: Path) -> Iterator[Path]:
    """Go through the files a page needs for its first view, itself included; what loads lazily is left out."""
    html = page.read_text(encoding="utf-8")
    yield page
    for found in LOADED.finditer(html):
        if 'loading="lazy"' not in found[0] and not found[1].startswith("data:"):
            file = (page.parent / found[1]).resolve()
            yield file
            if file.suffix == ".css":
                yield from fonts(file, html)


def fonts(style: Path, html: str) -> Iterator[Path]:
    """Go through the fonts of a style sheet that hold a character of the page."""
    for address, ranges in FONT.findall(style.read_text(encoding="utf-8")):
        ends = [(each.strip()[2:].split("-") * 2)[:2] for each in ranges.split(",")]
        if any(int(first, 16) <= ord(char) <= int(last, 16) for char in set(html) for first, last in ends):
            yield (style.parent / address).resolve()


def first_view(page: Path) -> int:
    """Return the bytes of a first view."""
    return sum(map(packed, set(needed(page))))


def without_story(page: Path) -> int:
    """Return the bytes of a page as it is written, without the passages told of a record."""
    return len(TOLD.sub("", page.read_text(encoding="utf-8")).encode())


def martyrs(site: Path) -> dict[str, int]:
    """Return how long the page of each martyr is without the story, by its name."""
    pages = (page for page in sorted((site / "martyrs").glob("*.html")) if page.name != "index.html")
    return {page.name: without_story(page) for page in pages}


def main() -> int:
    """Print the weights of a site."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    views = {name: first_view(site / path) for name, path in PAGES.items()}
    for name, weight in views.items():
        sys.stdout.write(f"{name:10}{weight:8,} of {FIRST_VIEW:,}\n")
    long = sorted(martyrs(site).items(), key=lambda each: each[1])
    for name, weight in (long[len(long) // 2], long[-1]):
        sys.stdout.write(f"{name:28}{weight:8,} of {WITHOUT_STORY:,}\n")
    return int(max(views.values()) > FIRST_VIEW or long[-1][1] > WITHOUT_STORY)


if __name__ == "__main__":
    sys.exit(main())
