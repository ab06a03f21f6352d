"""Every page kind in a real browser: silent, self-contained, usable by keyboard, in large text, in forced colours."""

from __future__ import annotations

import re
from posixpath import normpath
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watch
from tests.browser.matrix import KINDS, MODES, dress

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
MOST_TABS = 150

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types fengbei"
)


@pytest.mark.parametrize("name", KINDS)
def test_a_page_is_silent_and_asks_nobody_else(name: str, browser: Browser, address: str) -> None:
    page = browser.new_page()
    watch = Watch(page)
    for mode in MODES.values():
        page.emulate_media(color_scheme=mode.scheme)  # type: ignore[arg-type]
        page.goto(address + KINDS[name])
        dress(page, mode)
        page.wait_for_load_state("networkidle")
    assert watch.said == []
    assert [url for url in watch.asked if not url.startswith(address.removesuffix("site/"))] == []
    page.close()


def test_every_page_keeps_the_strict_policy_before_anything_is_loaded(sites: dict[str, Path]) -> None:
    loose = []
    for page in (page for site in sites.values() for page in site.rglob("*.html")):
        head, _, _ = page.read_text().partition('<link rel="icon"')
        if f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">' not in head or "src=" in head:
            loose.append(page.name)
    assert loose == []


@pytest.mark.parametrize("name", ["home", "martyr", "find", "prose"])
def test_what_the_policy_forbids_does_not_run(name: str, browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + KINDS[name])
    told = page.evaluate(
        """() => {
          const said = [], script = document.createElement('script');
          try { document.body.insertAdjacentHTML('beforeend', '<b>1</b>'); said.push('html'); } catch (e) { }
          try { script.text = 'window.ran = 1'; document.head.append(script); } catch (e) { }
          try { trustedTypes.createPolicy('other', {}); said.push('policy'); } catch (e) { }
          return said.concat(window.ran ? ['script'] : []);
        }"""
    )
    assert told == []
    page.close()


WALK = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const label = at.id && document.querySelector(`label[for="${at.id}"]`);
  const outlined = (s) => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
  const ring = (e) => outlined(getComputedStyle(e)) || getComputedStyle(e).boxShadow !== 'none';
  window.steps = window.steps || new Map();
  if (!window.steps.has(at)) window.steps.set(at, window.steps.size);
  return [window.steps.get(at), at === document.body, ring(at) || Boolean(label && ring(label)),
    box.bottom > 0 && box.top < innerHeight, `${at.tagName} ${at.className} ${at.textContent.trim().slice(0, 12)}`];
}"""


@pytest.mark.parametrize("name", KINDS)
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(
    name: str, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.goto(address + KINDS[name])
    page.wait_for_load_state("networkidle")
    page.mouse.click(1, 1)  # an answer moves the beginning of the walk
    faults = []
    for step in range(60):
        page.keyboard.press("Tab")
        number, home, ring, inside, what = page.evaluate(WALK)
        if home or number < step:
            break  # all the way round
        if not ring:
            faults.append(f"no ring: {what}")
        if not inside:
            faults.append(f"off the screen: {what}")
    assert not faults, "\n".join(faults)
    assert step > 10
    page.close()


@pytest.mark.parametrize("name", KINDS)
def test_text_twice_as_large_is_neither_cut_nor_wider_than_the_screen(
    name: str, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address + KINDS[name])
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    cut = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility() && e.clientWidth > 1
          && ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) && e.textContent.trim()
          && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)).map((e) => e.className)"""
    )
    assert cut == []
    page.close()


@pytest.mark.parametrize("name", KINDS)
def test_in_forced_colours_everything_takes_the_colours_of_the_system(
    name: str, browser: Browser, address: str
) -> None:
    context = browser.new_context(forced_colors="active", viewport={"width": 390, "height": 800})
    page = context.new_page()
    watch = Watch(page)
    page.goto(address + KINDS[name])
    own = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter((e) =>
          getComputedStyle(e).forcedColorAdjust === 'none' && !e.closest('svg')).map((e) => e.className)"""
    )
    bare = page.evaluate(
        """() => [...document.querySelectorAll('button, input:not([type=checkbox]), .button')].filter((e) =>
          e.checkVisibility() && getComputedStyle(e).borderTopStyle === 'none').map((e) => e.className)"""
    )
    assert (own, bare, watch.said) == ([], [], [])
    context.close()


@pytest.mark.parametrize("name", KINDS)
def test_a_page_works_from_a_usb_stick(name: str, browser: Browser, sites: dict[str, Path]) -> None:
    page = browser.new_page()
    watch = Watch(page)
    folder, _, path = normpath(f"site/{KINDS[name]}").partition("/")
    top = sites[folder]
    page.goto(f"{top.as_uri()}/{path}")
    assert watch.said == []
    assert [url for url in watch.asked if not url.startswith(top.as_uri())] == []
    assert page.evaluate("getComputedStyle(document.body).fontSize") != ""
    page.close()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something has the focus that the selector means; the page has an end."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"never reached: {selector}")


def test_by_keyboard_alone_one_finds_a_martyr_the_cemetery_and_when_it_is_open(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    tab_to(page, "#ask-q")
    page.keyboard.type("杨开慧")
    page.keyboard.press("Enter")
    expect(page.locator(".hit__name").first).to_have_text("杨开慧")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('main .hit__name')")  # the answer comes first
    page.keyboard.press("Enter")
    page.wait_for_url("**/martyrs/yang-kaihui.html")
    tab_to(page, 'main a[href*="facilities/"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/facilities/yang-kaihui-jny.html")
    expect(page.locator("dt", has_text="开放时间")).to_be_visible()
    page.close()


def test_read_as_text_in_order_a_martyrs_page_makes_sense(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + KINDS["martyr"])
    read = page.locator("body").aria_snapshot()
    parts = (
        "跳到正文", "三湘丰碑", "当前位置", 'heading "杨开慧 烈士" [level=1]', "出生", "事迹", "生平要素", "籍贯",
        "安葬、纪念的地方", "资料来源", "引用本页", "同乡烈士", "上一条", "网站目录",
    )  # fmt: skip
    at = 0
    for part in parts:
        assert part in read[at:], part
        at = read.index(part, at) + len(part)
    assert re.search(r'link "来源 ?1"', read)  # a mark says what it leads to, though only its number is seen
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
