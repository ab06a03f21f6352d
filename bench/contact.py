"""Contact sheets of the site: python -m bench.contact OUT [SITE] [--only KIND ...].

Every kind of page on a phone and on a desktop, light, dark, in grey and for elders, and its first page on paper, put
together as a few pictures to be looked at. Without SITE the folder site/ is shown. The invented sites of the tests,
which ask the most of a page, are built beside it.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageDraw

from bench.browser import chromium, served
from tests.browser.extremes import EXTREMES, PLACES
from tests.browser.matrix import KINDS, MODES, dress
from tests.support import build, put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

SCREENS = {"phone": (390, 844), "desktop": (1280, 900)}
SHOWN = ("light", "dark", "grey", "elder")
LONGEST = 2  # screens: what lies further down is more of the same
ROW = 8  # pictures beside each other
GAP, SMALL = 16, 0.5
PAPER = "paper"


class Shot(NamedTuple):
    """A picture of a page and what it shows."""

    name: str
    image: Image.Image


@contextmanager
def beside(site: Path) -> Iterator[Path]:
    """Give a folder in which a site lies beside the invented ones. CalledProcessError where one cannot be built."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "site").symlink_to(site.resolve())
        for folder, files in (("extremes", EXTREMES), ("places", PLACES)):
            root = put(Path(name) / "data" / folder, files)
            build(root, "build", "--out", str(Path(name) / folder), "--date", "2026-04-05").check_returncode()
        yield Path(name)


def opened(browser: Browser, url: str, mode: str, screen: str) -> Page:
    """Return a page in a mode on a screen."""
    width, height = SCREENS[screen]
    context = browser.new_context(
        color_scheme=MODES[mode].scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(url)
    page.wait_for_timeout(900 if "?" in url else 100)  # ms; an answer is drawn when its parts have come
    dress(page, MODES[mode])
    return page


def seen(page: Page, screen: str) -> Image.Image:
    """Return the first screens of a page."""
    width, height = SCREENS[screen]
    tall = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST * height)
    data = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": tall})
    image = Image.open(io.BytesIO(data)).convert("RGB")
    return image.resize((round(image.width * SMALL), round(image.height * SMALL)), Image.Resampling.LANCZOS)


def on_paper(page: Page) -> Image.Image:
    """Return the first sheet of a page as it is printed."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.pdf"
        page.pdf(path=str(file), prefer_css_page_size=True)
        command = ["pdftoppm", "-r", "55", "-f", "1", "-l", "1", "-png", str(file)]
        made = subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own file
    return Image.open(io.BytesIO(made.stdout)).convert("RGB")


def shots(browser: Browser, top: str, kind: str) -> Iterator[tuple[str, Shot]]:
    """Go through the pictures of a kind of page, each with the sheet it belongs to."""
    for screen in SCREENS:
        for mode in SHOWN:
            page = opened(browser, top + KINDS[kind], mode, screen)
            yield f"{screen}-{mode}", Shot(kind, seen(page, screen))
            if (screen, mode) == ("desktop", "light"):
                yield PAPER, Shot(kind, on_paper(page))
            page.context.close()


def montage(found: list[Shot]) -> Image.Image:
    """Return pictures beside and below each other, each under its name."""
    wide = max(shot.image.width for shot in found) + GAP
    row = min(ROW, max(1, 2600 // wide))
    rows = [found[at : at + row] for at in range(0, len(found), row)]
    heights = [max(shot.image.height for shot in each) + 3 * GAP for each in rows]
    sheet = Image.new("RGB", (row * wide + GAP, sum(heights)), "#777")
    pen, top = ImageDraw.Draw(sheet), 0
    for each, height in zip(rows, heights, strict=True):
        for at, shot in enumerate(each):
            pen.text((GAP + at * wide, top + 4), shot.name, fill="white")
            sheet.paste(shot.image, (GAP + at * wide, top + 2 * GAP))
        top += height
    return sheet


def main() -> None:
    """Take the pictures and put them together."""
    parser = argparse.ArgumentParser(description="Contact sheets of the site.")
    parser.add_argument("out", type=Path)
    parser.add_argument("site", nargs="?", type=Path, default=Path("site"))
    parser.add_argument("--only", nargs="+", choices=KINDS, default=list(KINDS))
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    sheets: dict[str, list[Shot]] = {}
    with beside(asked.site) as folder, served(folder) as (top, _), chromium() as browser:
        for kind in asked.only:
            for sheet, shot in shots(browser, f"{top}site/", kind):
                sheets.setdefault(sheet, []).append(shot)
    for name, found in sheets.items():
        montage(found).save(asked.out / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
