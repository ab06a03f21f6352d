"""The sample site as a reader gets it: complete, linked, reachable without script in four clicks."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, deque
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from bench import weight

LINK = re.compile(r'<a\b[^>]*\shref="([^"#?]*)')
LEAST = {"martyrs": 31, "facilities": 41, "honourees": 8, "campaigns": 6}
CLICKS = 4


def html_files(site: Path) -> dict[str, str]:
    return {p.relative_to(site).as_posix(): p.read_text() for p in sorted(site.rglob("*.html"))}


@pytest.fixture(scope="module")
def pages(sample_site: Path) -> dict[str, str]:
    return html_files(sample_site)


def records(pages: dict[str, str], folder: str) -> list[str]:
    return [p for p in pages if p.startswith(f"{folder}/") and "list_" not in p and not p.endswith("index.html")]


@pytest.mark.parametrize("folder", LEAST)
def test_every_verified_record_has_a_page(pages: dict[str, str], folder: str) -> None:
    assert len(records(pages, folder)) >= LEAST[folder]


def test_every_page_is_reached_in_four_clicks_without_script(pages: dict[str, str]) -> None:
    # parts.html is for designers: no reader is led there
    clicks, queue = {"index.html": 0}, deque(["index.html"])
    while queue:
        page = queue.popleft()
        for address in LINK.findall(pages[page]):
            parts = urlsplit(address)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
            if not parts.scheme and target in pages and target not in clicks:
                clicks[target] = clicks[page] + 1
                queue.append(target)
    assert {page for page in pages if clicks.get(page, 99) > CLICKS} == {"404.html", "parts.html"}


def test_the_fonts_of_the_rare_characters_are_small(sample_site: Path) -> None:
    assert sum(path.stat().st_size for path in sample_site.glob("fonts/*")) <= 40_000


def test_titles_are_unique(pages: dict[str, str]) -> None:
    titles = Counter(re.findall(r"<title>(.*?)</title>", "".join(pages.values())))
    assert len(titles) == len(pages)
    assert titles.most_common(1)[0][1] == 1


def test_no_page_asks_another_host_for_anything(pages: dict[str, str]) -> None:
    loads = re.compile(r'<(?:script|img|iframe|source|link)\b[^>]*\s(?:src|href)="(?:https?:)?//')
    assert [path for path, html in pages.items() if loads.search(html)] == []


def test_no_page_has_inline_script_or_style(pages: dict[str, str]) -> None:
    inline = re.compile(r"<style\b|<script\b(?![^>]*\ssrc=)(?![^>]*application/ld\+json)|\sstyle=\"|\son\w+=\"")
    assert [path for path, html in pages.items() if inline.search(html)] == []


def test_every_page_carries_the_strict_policy(pages: dict[str, str]) -> None:
    parts = ("default-src 'none'", "script-src 'self'", "base-uri 'none'", "require-trusted-types-for 'script'")
    assert [path for path, html in pages.items() if not all(part in html for part in parts)] == []


def test_every_page_says_that_it_is_chinese(pages: dict[str, str]) -> None:
    assert [path for path, html in pages.items() if '<html lang="zh-CN"' not in html] == []


def test_the_address_of_a_copied_page_is_never_printed(pages: dict[str, str]) -> None:
    sources = Path(__file__).parent.parent.glob("profiles/**/*.yml")
    entries = "".join(path.read_text() for path in sources).split("- title:")
    copies = [m[1] for e in entries if "mirror: 是" in e and (m := re.search(r"url: (\S+)", e))]
    assert len(copies) > 5
    everything = "".join(pages.values())
    assert [url for url in copies if url.strip("'\"") in everything] == []


def test_disputed_statements_stand_side_by_side(pages: dict[str, str]) -> None:
    page = pages["martyrs/chen-shuxiang.html"]
    assert "1934-12-09" in page or "1934年12月9日" in page
    assert "1934-12-18" in page or "1934年12月18日" in page


def test_a_martyr_and_the_place_of_burial_link_to_each_other(pages: dict[str, str]) -> None:
    assert "facilities/longshan-lsly.html" in pages["martyrs/xiang-guodeng.html"]
    assert "martyrs/xiang-guodeng.html" in pages["facilities/longshan-lsly.html"]


def test_an_empty_county_says_so(pages: dict[str, str]) -> None:
    assert "martyrs/list_native-place/433125.html" in pages  # 保靖县
    assert re.search(r"(暂|尚|还)(无|没有|未)", pages["martyrs/list_native-place/433125.html"])


@pytest.mark.parametrize("name", weight.PAGES)
def test_a_first_view_comes_quickly_on_a_slow_line(name: str, sample_site: Path) -> None:
    assert weight.first_view(sample_site / weight.PAGES[name]) <= weight.FIRST_VIEW


def test_a_martyrs_page_is_short_but_for_what_is_told(sample_site: Path) -> None:
    said = weight.martyrs(sample_site)
    assert len(said) >= LEAST["martyrs"]
    most = weight.WITHOUT_STORY - weight.ADDRESS  # the sample site has none
    assert {name: length for name, length in said.items() if length > most} == {}
