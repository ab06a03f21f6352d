"""Whatever a record says, its page has the shape of its harmless twin: nothing becomes markup."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from fengbei.pages.markdown import to_html
from tests.payloads import build_both

if TYPE_CHECKING:
    from pathlib import Path

RUNS = re.compile(r"\s*(?:javascript|vbscript|data|file)\s*:|\s*[/\\\\]{2}", re.IGNORECASE)
MARKDOWN = {
    "p",
    "em",
    "strong",
    "code",
    "pre",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "hr",
    "br",
    "a",
}


class Shape(HTMLParser):
    """The elements of a page with the names of their attributes, and everything that could run or load."""

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.evil: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.seen.append((tag, tuple(name for name, _ in attrs)))
        for name, value in attrs:
            leads = name in ("href", "src", "action", "srcdoc", "formaction", "data", "xlink:href")
            shown = name == "src" and (value or "").startswith("data:image/")
            if name.startswith("on") or name == "style" or (leads and not shown and RUNS.match(value or "")):
                self.evil.append(f"<{tag} {name}={value!r}>")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[str]]:
    """Return a built site of hostile words, its twin, and the addresses of their pages."""
    return build_both(tmp_path_factory.mktemp("injection"))


def test_no_word_becomes_markup(both: tuple[Path, Path, list[str]]) -> None:
    hostile, harmless, pages = both
    assert len(pages) > 800
    for page in pages:
        one, twin = (Shape((site / page).read_text()) for site in (hostile, harmless))
        assert one.evil == [], page
        if "-text-" in page:
            assert one.seen == twin.seen, page
        else:
            assert {tag for tag, _ in one.seen} <= {tag for tag, _ in twin.seen} | MARKDOWN, page


def test_no_list_has_anything_that_runs(both: tuple[Path, Path, list[str]]) -> None:
    for path in sorted(both[0].rglob("*.html")):
        assert Shape(path.read_text()).evil == [], path


def test_what_is_no_page_is_well_formed_all_the_same(both: tuple[Path, Path, list[str]]) -> None:
    for path in sorted(both[0].rglob("*.xml")):
        ET.fromstring(path.read_text())  # noqa: S314 - our own
    for path in sorted((both[0] / "feeds").glob("*.json")):
        json.loads(path.read_text())


@pytest.mark.parametrize("way", ["//evil.example", "///evil.example", " //evil.example", "&#47;/evil.example"])
def test_a_link_to_a_host_without_a_scheme_leads_nowhere(way: str) -> None:
    assert 'href="/' not in to_html(f"[甲](<{way}>)")
    assert 'href="a/b.html"' in to_html("[甲](a/b.html)")
