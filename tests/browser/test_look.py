"""What the reader sets stays set: colours, size of text, the mode for elders; the page is whole without it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Watch
from tests.browser.matrix import KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PERSON = "martyrs/yang-kaihui.html"


def press(page: Page, name: str) -> None:
    """Press the one button of that name."""
    page.get_by_role("button", name=name, exact=True).click()


def ground(page: Page) -> str:
    """Return the colour of the page's ground."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


@pytest.mark.parametrize("over", ["http", "file"])
def test_chosen_colours_stay_on_the_next_page_and_come_before_it_is_drawn(
    over: str, browser: Browser, address: str, sample_site: Path
) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    watch = Watch(page)
    start = address if over == "http" else f"{sample_site.as_uri()}/"
    page.goto(start + PERSON)
    light = ground(page)
    press(page, "显示·长者模式")
    press(page, "深色")
    dark = ground(page)
    assert dark != light
    # Whoever looks when the body begins sees the chosen colours already: no flash.
    page.add_init_script(
        "new MutationObserver(() => { if (document.body && window.seen === undefined)"
        " window.seen = document.documentElement.dataset.theme || 'none'; })"
        ".observe(document, {childList: true, subtree: true})"
    )
    page.goto(start + "find.html")
    assert page.evaluate("window.seen") == "dark"
    assert ground(page) == dark
    press(page, "显示·长者模式")
    press(page, "跟随系统")
    assert ground(page) == light
    assert watch.said == []
    context.close()


def test_the_mode_for_elders_enlarges_keeps_and_can_be_left(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + PERSON)
    size = "parseFloat(getComputedStyle(document.querySelector('.section__text p')).fontSize)"
    usual = page.evaluate(size)
    press(page, "显示·长者模式")
    press(page, "打开")
    assert page.evaluate(size) == pytest.approx(1.2 * usual)
    for name, times in (("更大", 1.5), ("最大", 2)):
        press(page, name)
        assert page.evaluate(size) == pytest.approx(times * usual)
    page.goto(address + "index.html")
    assert page.locator("html").get_attribute("data-elder") == "on"
    assert page.get_by_role("button", name="关闭").is_visible()
    page.locator(".look__button", has_text="关闭").click()
    assert page.locator("html").get_attribute("data-elder") is None
    assert page.locator("html").get_attribute("data-text") is None
    context.close()


def test_the_page_is_read_aloud_in_its_order_where_the_browser_can(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script(
        "window.said = []; window.SpeechSynthesisUtterance = function (text) { this.text = text; };"
        "Object.defineProperty(window, 'speechSynthesis', "
        "{value: {cancel() {}, speak(u) { window.said.push(u.text); }}});"
    )
    page.goto(address + PERSON)
    press(page, "显示·长者模式")
    press(page, "朗读本页")
    said = page.evaluate("window.said")
    assert said.index("杨开慧烈士") < said.index("事迹") < said.index("生平要素")
    assert "1901年11月6日" in said  # without the marks of the sources
    assert page.get_by_role("button", name="停止朗读").is_visible()
    page.close()


def test_without_script_nothing_but_the_comfort_is_missing(browser: Browser, address: str) -> None:
    whole, bare = browser.new_context(), browser.new_context(java_script_enabled=False)
    texts = []
    for context in (whole, bare):
        page = context.new_page()
        page.goto(address + PERSON)
        texts.append(page.locator("main").inner_text())
        assert page.locator(".look__door").count() == (context is whole)
        context.close()
    assert texts[0] == texts[1]


@pytest.mark.parametrize("kept", ["{", "[]", '{"theme":"<b>","text":"900","elder":"yes"}', '"x"'])
def test_what_the_browser_kept_is_not_believed(kept: str, browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script(f"localStorage.setItem('fengbei-look', {kept!r})")
    page.goto(address + PERSON)
    assert not page.evaluate("Object.keys(document.documentElement.dataset).length")
    assert page.locator(".look__door").is_visible()
    page.close()


@pytest.mark.parametrize("kept", ["{}", '{"theme":"dark"}', '{"elder":"on","text":"200"}'])
def test_paper_is_white_and_its_words_are_black_whatever_the_screen(kept: str, browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.add_init_script(f"localStorage.setItem('fengbei-look', {kept!r})")
    page.goto(address + PERSON)
    page.emulate_media(media="print", color_scheme="dark")
    assert ground(page) == "rgb(255, 255, 255)"
    name = page.locator("h1")
    assert name.evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    assert name.evaluate("e => getComputedStyle(e).fontSize") == f"{28 * 4 / 3:.4f}px".rstrip("0")
    context.close()


@pytest.mark.parametrize("path", [PERSON, "facilities/nanyue-zlc.html", "martyrs/list_native-place/430100.html"])
def test_on_paper_there_is_no_chrome_but_every_source(path: str, browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + path)
    page.emulate_media(media="print")
    for part in (
        ".tabs",
        ".site-head form",
        ".drawer + label",
        ".crumbs",
        ".pager",
        ".look",
        ".skip",
        ".site-foot nav",
    ):
        for each in page.locator(part).all():
            assert not each.is_visible(), part
    for each in page.locator(".sources li").all():
        assert each.is_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) >= 1
    page.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_wider_than_the_screen_with_text_twice_as_large(width: int, browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.add_init_script("""localStorage.setItem('fengbei-look', '{"elder":"on","text":"200"}')""")
    wide = {}
    for kind, path in KINDS.items():
        page.goto(address + path)
        wide[kind] = page.evaluate("document.documentElement.scrollWidth")
    assert {kind: px for kind, px in wide.items() if px > width} == {}
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_name_breaks_behind_its_dots_and_is_read_whole(width: int, browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address + KINDS["longest name"])
    assert page.evaluate("[...document.querySelectorAll('h1 b')].map((b) => b.getClientRects().length)") == [1, 1, 1]
    name = "阿卜杜热西提·买买提艾力·阿卜杜外力·测试用很长的名字"
    assert f'heading "{name} 烈士" [level=1]' in page.locator("h1").aria_snapshot()
    page.close()
