"""Which pages are looked at, in which modes, on screens of which width: the one table of the browser tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KINDS = {
    "home": "index.html",
    "martyr": "martyrs/yang-kaihui.html",
    "disputed martyr": "martyrs/chen-shuxiang.html",
    "honouree": "honourees/wang-yajun.html",
    "facility": "facilities/nanyue-zlc.html",
    "campaign": "campaigns/qingming-2026.html",
    "offer": "offers/youfu-canguan-youlan.html",
    "kind index": "martyrs/index.html",
    "prefecture roll": "martyrs/list_native-place/430100.html",
    "empty county": "martyrs/list_native-place/433125.html",
    "pinyin index": "martyrs/list_pinyin/index.html",
    "calendar": "calendar/index.html",
    "day": "calendar/1114.html",
    "map": "map.html",
    "time line": "martyrs/list_time/index.html",
    "wall": "martyrs/list_wall/index.html",
    "parts": "parts.html",
    "offers": "offers/index.html",
    "sources": "sources.html",
    "find": "find.html",
    "found": "find.html?q=%E7%BD%97%E6%88%90%E6%95%99",
    "nothing found": "find.html?q=%E7%94%B2%E4%B9%99%E4%B8%99%E4%B8%81%E6%88%8A&place=%E9%86%B4%E9%99%B5",
    "everything": "everything.html",
    "prose": "search-help.html",
    "not found": "404.html",
    "line": "../extremes/martyrs/433124/0001.html",
    "longest name": "../extremes/martyrs/chang-ming.html",
    "portrait": "../extremes/martyrs/sheng-pi.html",
    "notice": "../extremes/notices/xun-zhao.html",
    "withdrawn": "../extremes/martyrs/wang-er.html",
    "expired offer": "../extremes/offers/chang.html",
    "roll in pages": "../extremes/martyrs/list_native-place/430112_2.html",
    "sheet": "../places/martyrs/430121/list_00.html",
    "sheet of offers": "../places/offers/list_id/ch.html",
    "sheet of facilities": "../places/facilities/list_id/ce.html",
}
WIDTHS = (1280, 390, 320)


class Mode(NamedTuple):
    """A way to show the site: what the system prefers, and what stands on <html> where the reader or the day chose."""

    scheme: str = "light"
    attributes: dict[str, str] = {}  # noqa: RUF012 - never changed
    filter: str = ""  # on <html>, as a day of mourning sets it


MODES = {
    "light": Mode(),
    "dark": Mode("dark"),
    "dark by choice": Mode("light", {"data-theme": "dark"}),
    "grey": Mode(filter="grayscale(1)"),
    "elder": Mode("light", {"data-elder": "on", "data-text": "150"}),
}


class Cell(NamedTuple):
    """A page in a mode on a screen."""

    kind: str
    mode: str
    width: int


EVERY = [Cell(kind, mode, width) for kind in KINDS for mode in MODES for width in WIDTHS]


def few() -> frozenset[Cell]:
    """Return two cells of each page, so that all modes and widths have their turn."""
    modes = list(MODES)
    return frozenset(
        Cell(kind, modes[(at + step) % len(modes)], WIDTHS[(at + at // len(modes) + step) % len(WIDTHS)])
        for at, kind in enumerate(KINDS)
        for step in (0, 1)
    )


def open_page(browser: Browser, address: str, cell: Cell) -> Page:
    """Return the page of a cell, ready to be looked at; the caller closes its context."""
    mode = MODES[cell.mode]
    context = browser.new_context(
        color_scheme=mode.scheme,  # type: ignore[arg-type]
        viewport={"width": cell.width, "height": 800},
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address + KINDS[cell.kind])
    dress(page, mode)
    if "?" in KINDS[cell.kind]:
        expect(page.locator('[data-slot="status"]')).to_have_text(re.compile("位|处|没有"))  # an answer stands there
    return page


def dress(page: Page, mode: Mode) -> None:
    """Put the page into a mode."""
    page.evaluate("filter => { document.documentElement.style.filter = filter; }", mode.filter)
    for name, value in mode.attributes.items():
        page.evaluate("([name, value]) => document.documentElement.setAttribute(name, value)", [name, value])
