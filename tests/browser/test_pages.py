"""Every page kind in a real browser: silent, self-contained, no wider than the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Watch

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

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
    "sources": "sources.html",
    "find": "find.html",
    "found": "find.html?q=%E7%BD%97%E6%88%90%E6%95%99",
    "nothing found": "find.html?q=%E7%94%B2%E4%B9%99%E4%B8%99%E4%B8%81%E6%88%8A&place=%E9%86%B4%E9%99%B5",
    "everything": "everything.html",
    "prose": "search-help.html",
    "not found": "404.html",
}
WIDTHS = (1280, 390, 320)


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_silent_self_contained_and_fits_the_screen(
    name: str, scheme: str, browser: Browser, address: str
) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    watch = Watch(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address + KINDS[name])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watch.said == []
    assert [url for url in watch.asked if not url.startswith(address)] == []
    page.close()


@pytest.mark.parametrize("name", KINDS)
def test_a_page_works_from_a_usb_stick(name: str, browser: Browser, sample_site: Path) -> None:
    page = browser.new_page()
    watch = Watch(page)
    page.goto(f"{sample_site.as_uri()}/{KINDS[name]}")
    assert watch.said == []
    assert [url for url in watch.asked if not url.startswith(sample_site.as_uri())] == []
    assert page.evaluate("getComputedStyle(document.body).fontSize") != ""
    page.close()


def test_the_way_from_home_to_a_martyr_works_by_keyboard_alone(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    page.keyboard.press("Enter")
    links = page.locator("main a[href]")
    assert links.count() > 10
    page.close()


def test_the_drawer_opens_on_a_phone_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(address)
    link = page.get_by_role("link", name="烈士", exact=True).first
    assert not link.is_visible()
    page.get_by_text("栏目", exact=True).click()
    assert link.is_visible()
    context.close()
