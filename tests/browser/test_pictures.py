"""Pictures and rare characters in a real browser: few bytes, a full view, no missing glyph."""

from __future__ import annotations

import io
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import zxingcpp
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from PIL import Image
from playwright.sync_api import expect

from bench.lighthouse import Packing
from fengbei import fonts, posters
from tests.browser.conftest import Watch
from tests.support import MARTYR, PERSON, SOURCE, build, put

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
STORY = "测试事迹的一句话，写得长短不一，各有各的字。" * 40
WEIGHT = 80_000  # bytes a phone loads for a page with a portrait
RARE = "䶮㛃𬱖𫖯𠀁𪚥𬎆洣澥"
# of the 8,105 characters of 通用规范汉字表 those that lie in extension A or beyond the first plane
LISTED = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃"
    "䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹"
    "𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧"
    "𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬"
    "𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶"
    "𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)
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
        + f"aliases: [{', '.join(LISTED[at : at + 39] for at in range(0, len(LISTED), 39))}]\n"
        + "story: 测试事迹。\nportrait: {file: a.jpg, alt: 张三像, source: 测试照相馆}\n"
        + "pictures: [{file: b.jpg, alt: 故居正门, source: 测试局}]\n"
    )
    alone = (
        f"id: li-si\nname: 李四\n{SOURCE}story: {STORY}\nportrait: {{file: a.jpg, alt: 李四像, source: 测试照相馆}}\n"
    )
    data = photograph()
    root = put(tmp_path_factory.mktemp("pictures"), {
        MARTYR: said, "profiles/martyrs/li-si.yml": alone,
        "profiles/martyrs/a.jpg": data, "profiles/martyrs/b.jpg": data,
    })  # fmt: skip
    done = build(root)
    assert done.returncode == 0, done.stderr
    return root / "site"


def weight(address: str, browser: Browser) -> dict[str, float]:
    """Return how many bytes over the wire each thing costs that a phone loads for a page."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=3)
    watch, names, weighs = Watch(page), dict[str, str](), dict[str, float]()
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.on("Network.responseReceived", lambda said: names.update({said["requestId"]: said["response"]["url"]}))
    client.on(
        "Network.loadingFinished",
        lambda said: weighs.update({names.get(said["requestId"], "?"): said["encodedDataLength"]}),
    )
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert watch.said == []
    return weighs


def test_a_page_with_a_portrait_is_light_on_a_phone(site: Path, browser: Browser) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Packing, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        weighs = weight(f"http://127.0.0.1:{server.server_port}/martyrs/li-si.html", browser)
        server.shutdown()
    pictures = [name for name in weighs if "/pictures/" in name]
    assert [name.rpartition(".")[2] for name in pictures] == ["avif"]
    assert weighs[pictures[0]] > 10_000  # as much as a photograph has
    assert sum(weighs.values()) <= WEIGHT, weighs


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


def fonts_of(page: Page, selector: str) -> list[dict[str, Any]]:
    """Return the fonts that a browser draws a part of a page with, and how many glyphs of each."""
    client = page.context.new_cdp_session(page)
    client.send("DOM.enable")
    client.send("CSS.enable")
    root = client.send("DOM.getDocument")["root"]["nodeId"]
    node = client.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    found: list[dict[str, Any]] = client.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return found


@there
@pytest.mark.parametrize(("where", "rare"), [("h1", RARE), (".head__others", LISTED)])
def test_no_rare_character_is_without_a_glyph(where: str, rare: str, site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "martyrs/zhang-san.html").as_uri())
    usual = {font["familyName"] for font in fonts_of(page, where)}
    assert not [name for name in usual if not name or "last resort" in name.lower()]
    alone = f"document.querySelector('{where}')"
    page.evaluate(f"{alone}.style.fontFamily = '\"Fengbei Rare\"'")  # as where the system has none of them
    page.evaluate(f"document.fonts.load('20px \"Fengbei Rare\"', {alone}.textContent)")
    page.evaluate("document.fonts.ready")
    used = fonts_of(page, where)
    assert sum(font["glyphCount"] for font in used if font["isCustomFont"]) == len(rare)


@there
def test_every_rare_character_has_an_outline_in_the_fonts_of_the_site(site: Path) -> None:
    drawn: set[str] = set()
    for path in (site / "fonts").iterdir():
        font = TTFont(io.BytesIO(path.read_bytes()))
        glyphs = font.getGlyphSet()
        for point, name in font.getBestCmap().items():
            pen = BoundsPen(glyphs)
            glyphs[name].draw(pen)
            if pen.bounds and name != ".notdef":
                drawn.add(chr(point))
    assert drawn == set(RARE + LISTED)


@there
def test_the_code_of_a_plate_is_read_back_from_its_drawing(browser: Browser, tmp_path: Path) -> None:
    address = "https://fengbei.example.org/martyrs/430121/0001.html"
    subject = posters.Subject("a", "李𬎆", "烈士", "", (), "", "", "", "1911—1934", "测试", address, "")
    (tmp_path / "plate.svg").write_text(posters.plate_svg(subject, posters.hands()))
    page = browser.new_page(viewport={"width": 240, "height": 330})
    page.goto((tmp_path / "plate.svg").as_uri())
    seen = Image.open(io.BytesIO(page.screenshot()))
    assert [found.text for found in zxingcpp.read_barcodes(seen.convert("L"))] == [address]
