"""Pictures and rare characters in a real browser: few bytes, a full view, no missing glyph."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.sync_api import expect

from fengbei import fonts
from tests.browser.conftest import Watch
from tests.support import MARTYR, PERSON, build, put

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
WEIGHT = 80_000  # bytes a phone loads for a page with a portrait
RARE = "䶮㛃𬱖𫖯𠀁𪚥𬎆"
there = pytest.mark.skipif(not all(Path(path).is_file() for path in fonts.DEBIAN), reason="fonts are not installed")


def photograph() -> bytes:
    """Return a picture with as much in it as a photograph has."""
    small = Image.effect_noise((60, 75), 80).convert("RGB").resize((1600, 2000), Image.Resampling.BICUBIC)
    noise = Image.effect_noise((800, 1000), 16).convert("RGB").resize((1600, 2000))
    out = io.BytesIO()
    Image.blend(small, noise, 0.2).save(out, "JPEG", quality=92)
    return out.getvalue()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built site of one person with two pictures and a name of rare characters."""
    said = (
        PERSON.replace("张三", f"张{RARE}")
        + "story: 测试事迹。\nportrait: {file: a.jpg, alt: 张三像, source: 测试照相馆}\n"
        + "pictures: [{file: b.jpg, alt: 故居正门, source: 测试局}]\n"
    )
    data = photograph()
    root = put(tmp_path_factory.mktemp("pictures"), {
        MARTYR: said, "profiles/martyrs/a.jpg": data, "profiles/martyrs/b.jpg": data,
    })  # fmt: skip
    done = build(root)
    assert done.returncode == 0, done.stderr
    return root / "site"


def test_a_page_with_a_portrait_is_light_on_a_phone(site: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=3)
    watch = Watch(page)
    page.goto((site / "martyrs/zhang-san.html").as_uri())
    page.wait_for_load_state("networkidle")
    loaded = [site / asked.partition("/site/")[2] for asked in watch.asked if asked.startswith("file:")]
    pictures = [path for path in loaded if path.parent.name == "pictures"]
    assert pictures[0].suffix == ".avif"
    assert pictures[0].stat().st_size < WEIGHT
    assert watch.said == []


def test_the_full_view_opens_goes_on_and_closes_by_keys(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    watch = Watch(page)
    page.goto((site / "martyrs/zhang-san.html").as_uri())
    page.locator(".portrait a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog.view")).to_be_visible()
    expect(page.locator(".view__words")).to_contain_text("测试照相馆")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".view__image")).to_have_attribute("alt", "故居正门")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.view")).to_be_hidden()
    expect(page.locator(".picture a")).to_be_focused()
    assert watch.said == []


def test_the_full_view_is_a_link_without_script(site: Path, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((site / "martyrs/zhang-san.html").as_uri())
    page.locator(".portrait a").click()
    page.wait_for_url("**/pictures/*.jpg")


@there
def test_no_rare_character_is_without_a_glyph(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "martyrs/zhang-san.html").as_uri())
    page.evaluate("document.querySelector('h1').style.fontFamily = '\"Fengbei Rare\"'")
    page.evaluate("document.fonts.load('20px \"Fengbei Rare\"', document.querySelector('h1').textContent)")
    page.evaluate("document.fonts.ready")
    client = page.context.new_cdp_session(page)
    client.send("DOM.enable")
    client.send("CSS.enable")
    root = client.send("DOM.getDocument")["root"]["nodeId"]
    node = client.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
    used = client.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert sum(font["glyphCount"] for font in used if font["isCustomFont"]) == len(RARE)
    assert sum(path.stat().st_size for path in (site / "fonts").iterdir()) < 40_000
