"""Every page in every mode on every screen: accessible, legible, no wider than the screen, big enough to touch."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import TOOLS
from tests.browser.matrix import EVERY, Cell, few, open_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = """async tags => {
  const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
  return found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')}`));
}"""
CELLS = [
    pytest.param(cell, id="-".join(map(str, cell)), marks=() if cell in few() else pytest.mark.matrix) for cell in EVERY
]
# Every text that can be seen, with its colours as they come to the eye: the text's over the first opaque ground below.
LOOK = """grey => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const parse = (text) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
  };
  const mix = (over, under) => [0, 1, 2].map((i) => over[i] * over[3] + under[i] * (1 - over[3])).concat(1);
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(parse(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((under, over) => mix(over, under), parse('Canvas'));
  };
  const shade = (c) => grey ? Array(3).fill(0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]) : c;
  const light = (c) => {
    const [r, g, b] = shade(c).map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const seen = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || seen.has(element)) continue;
    if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const style = getComputedStyle(element), under = ground(element);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const body = Boolean(element.closest('main p, main dd, main li, main td')) && !large
      && element.closest('p, dd, li, td') === element;
    seen.set(element, [ratio(mix(parse(style.color), under), under), large ? 3 : 4.5, body,
      `${element.tagName.toLowerCase()}.${element.className} ${node.data.trim().slice(0, 12)}`]);
  }
  return [...seen.values()];
}"""
# Everything that can be pressed, with the smaller side of its box; links within a line of text are exempt (WCAG 2.5.8).
TARGETS = """() => {
  const found = [];
  for (const element of document.querySelectorAll('a[href], button, input, select, textarea, summary, label[for]')) {
    if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || box.bottom < 0) continue;
    const within = getComputedStyle(element).display === 'inline' && element.parentElement.closest('p, dd, li, td, sup')
      && [...element.parentElement.childNodes].some((n) => n.nodeType === 3 && n.data.replace(/[\\s\\u2060]/g, ''));
    if (!within) found.push([Math.min(box.width, box.height), `${element.tagName} ${element.className} `
      + element.textContent.trim().slice(0, 12)]);
  }
  return found;
}"""
BODY = 7  # WCAG 2.2 AAA for what is read at length


@cache
def axe() -> str:
    """Return the script of axe-core."""
    return (TOOLS / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def page(cell: Cell, browser: Browser, address: str) -> Iterator[Page]:
    """Return the page of a cell."""
    opened = open_page(browser, address, cell)
    yield opened
    opened.context.close()


@pytest.mark.parametrize("cell", CELLS)
def test_a_page_is_accessible_legible_and_fits(cell: Cell, page: Page) -> None:
    page.evaluate(axe())
    faults: list[Any] = page.evaluate(AXE, TAGS)
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > cell.width:
        faults.append(f"{wide} px wide")
    for grey in (False, True):
        for ratio, least, body, what in page.evaluate(LOOK, grey):
            if ratio < least:
                faults.append(f"contrast {ratio:.2f} {'in grey ' if grey else ''}{what}")
            if body and ratio < BODY and not grey:
                faults.append(f"body text {ratio:.2f} {what}")
    least = 44 if cell.mode == "elder" else 24
    faults += [f"target {side:.1f} px {what}" for side, what in page.evaluate(TARGETS) if round(side, 1) < least]
    assert not faults, "\n".join(sorted(set(faults)))
