"""The find page in a real browser: it finds, says why, keeps quiet amid a syllable, and is never a dead end."""

from __future__ import annotations

import re
import subprocess
import zlib
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watch
from tests.support import HOUSE, build, put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page, Route

pytestmark = pytest.mark.browser

BOX = "#ask-q"
STATUS = '[data-slot="status"]'
FOUND = [  # asked, the first hit, its reasons
    ({"q": "罗成教"}, "罗盛教", "同音：成—盛"),
    ({"q": "楊開慧"}, "杨开慧", ""),
    ({"q": "yang kai hui"}, "杨开慧", "拼音"),
    ({"q": "何孟雄", "place": "酃县"}, "何孟雄", "旧县名"),
    ({"q": "何孟雄", "year": "民国二十年"}, "何孟雄", ""),
    ({"place": "酃县"}, "何孟雄", "旧县名"),
    ({"q": "酃县"}, "何孟雄", "旧县名"),
]
HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "__proto__", "constructor", "toString",
    "../../etc/passwd", "javascript:alert(1)", "' OR 1=1 --", "\u0000\u0001\u001f\u007f", "\u202e倒着写",
    "杨" * 10_000, "a" * 10_000, "%00%ff", "😀" * 50, "𠮷𠮷", "((((((", "\\", "{{7*7}}", "@@body@@", "  \t\n  ",
]  # fmt: skip
NAMESAKE = "- {{id: tong-{0}, name: 王德胜, native_place: 湖南省{1}, died: {2}, sources: [{{title: 测试名册}}]}}\n"


@pytest.fixture(params=["http", "file"])
def top(request: pytest.FixtureRequest, address: str, sample_site: Path) -> str:
    """Return where the sample site stands: below a path prefix, or in a folder."""
    return address if request.param == "http" else f"{sample_site.as_uri()}/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a fresh page that fails the test where a dialog opens."""
    opened = browser.new_page()
    said: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    opened.on("dialog", dismiss)
    yield opened
    opened.close()
    assert said == []


def find(page: Page, top: str, **asked: str) -> None:
    """Open the find page with a question and wait for the answer."""
    page.goto(f"{top}find.html?{urlencode(asked)}")
    settled(page)


def settled(page: Page) -> None:
    """Wait until an answer stands there."""
    expect(page.locator(STATUS)).to_have_text(re.compile("位|处|没有"))


def first(page: Page) -> str:
    return page.locator(".hit__name:visible").first.inner_text()


@pytest.mark.parametrize(("asked", "name", "why"), FOUND)
def test_a_person_is_found_and_it_is_said_why(asked: dict[str, str], name: str, why: str, page: Page, top: str) -> None:
    watch = Watch(page)
    find(page, top, **asked)
    assert first(page) == name
    hit = page.locator(".hit:visible").first
    assert hit.locator(".why__word").all_inner_texts() == ([why] if why else [])
    assert all(badge.get_attribute("title") for badge in hit.locator(".why__word").all())
    assert watch.said == []
    assert [url for url in watch.asked if not url.startswith(top)] == []


def test_a_word_that_stands_in_a_text_brings_nobody_who_only_sounds_a_little_like_it(page: Page, top: str) -> None:
    find(page, top, q="湘江战役")
    assert page.locator(".hit:visible").count() == 0


def test_who_fits_the_unit_that_was_named_comes_first(page: Page, tmp_path: Path) -> None:
    people = "".join(NAMESAKE.format(number, "长沙县", 1930 + number) for number in range(3))
    people = people.replace("died: 1931", "died: 1931, unit: 第四十七军一四一师")
    site = put(tmp_path, {"profiles/martyrs/a.yml": people})
    assert build(site).returncode == 0
    find(page, f"{(site / 'site').as_uri()}/", q="王德胜 四十七军")
    assert page.locator(".namesake .why:has-text('单位')").count() == 1
    assert page.locator(".namesake").first.locator(".why__word").all_inner_texts() == ["单位"]


def test_the_text_of_pages_is_found_with_the_words_around(page: Page, top: str) -> None:
    find(page, top, q="湘江战役")
    assert page.locator(".text mark").first.inner_text() == "湘江战役"


def test_results_come_while_one_types(page: Page, top: str) -> None:
    page.goto(f"{top}find.html")
    page.locator(BOX).press_sequentially("yangkaihui", delay=20)
    settled(page)
    assert first(page) == "杨开慧"
    assert "q=yangkaihui" in page.url


def test_nothing_is_asked_amid_a_syllable(page: Page, top: str) -> None:
    page.goto(f"{top}find.html")
    box = page.locator(BOX)
    box.dispatch_event("compositionstart")
    box.evaluate("""box => { box.value = 'luo sheng jiao';
        box.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing: true})); }""")
    page.wait_for_timeout(700)
    assert page.locator(STATUS).inner_text() == ""
    box.evaluate("""box => { box.value = '罗盛教';
        box.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true, data: '罗盛教'})); }""")
    settled(page)
    assert first(page) == "罗盛教"


def test_the_way_back_leads_to_the_question_before(page: Page, top: str) -> None:
    find(page, top, q="罗盛教")
    page.locator(BOX).fill("杨开慧")
    page.wait_for_url("**q=%E6%9D%A8*")
    assert first(page) == "杨开慧"
    page.go_back()
    expect(page.locator(".hit__name").first).to_have_text("罗盛教")
    assert page.locator(BOX).input_value() == "罗盛教"
    page.go_forward()
    expect(page.locator(".hit__name").first).to_have_text("杨开慧")


def test_the_way_back_from_a_record_leads_to_the_results(page: Page, top: str) -> None:
    find(page, top, q="何孟雄", place="酃县")
    page.keyboard.press("Tab")
    page.locator(".hit__name").first.press("Enter")
    page.wait_for_url("**/he-mengxiong.html")
    page.go_back()
    settled(page)
    assert page.locator("#ask-place").input_value() == "酃县"
    assert first(page) == "何孟雄"


@pytest.mark.parametrize(
    "start", ["calendar/index.html", "martyrs/yang-kaihui.html", "martyrs/list_native-place/430100.html"]
)
def test_the_box_in_the_head_of_any_page_leads_to_the_answer(start: str, page: Page, top: str) -> None:
    watch = Watch(page)
    page.goto(top + start)
    page.locator(".site-head [name=q]").fill("罗盛教")
    page.keyboard.press("Enter")
    settled(page)
    assert first(page) == "罗盛教"
    assert watch.said == []


def test_the_three_fields_of_the_home_page_are_asked_together(page: Page, top: str) -> None:
    page.goto(f"{top}index.html")
    page.locator(BOX).fill("何孟雄")
    page.locator("#ask-place").fill("酃县")
    page.locator("#ask-year").fill("1931")
    page.locator("main").get_by_role("button", name="查找").click()
    settled(page)
    assert page.locator(".hit:visible .why__word").first.inner_text() == "旧县名"


def test_without_script_the_page_leads_to_every_index(browser: Browser, top: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{top}find.html")
    for name in ("按姓氏拼音", "按姓氏笔画", "按籍贯", "按时期", "网站目录"):
        assert page.locator("main").get_by_role("link", name=name).first.is_visible()
    assert page.locator("noscript p").is_visible()
    context.close()


def test_where_nothing_is_found_the_page_helps_on(page: Page, top: str) -> None:
    find(page, top, q="司马甲乙", place="醴陵", year="1930")
    assert page.get_by_role("heading", name="没有找到").is_visible()
    for name in ("不限年份", "不限籍贯", "只查姓「司马」的人", "醴陵市·烈士", "茶陵县", "按姓氏拼音"):
        assert page.locator("main").get_by_role("link", name=name).first.is_visible()
    dead = page.evaluate("Array.from(document.querySelectorAll('.county a'), a => a.getAttribute('href'))")
    assert dead[0] == "martyrs/list_native-place/430281.html"
    assert page.locator('[data-sheet="q"]').inner_text() == "司马甲乙"
    assert page.locator('[data-sheet="place"]').inner_text() == "醴陵"
    assert page.locator('[data-sheet="year"]').inner_text() == "1930（大概）"


def test_the_sheet_of_clues_is_printed_alone(page: Page, top: str) -> None:
    find(page, top, q="司马甲乙")
    page.evaluate("window.print = () => { window.printed = true; }")
    page.emulate_media(media="print")
    page.locator(".nothing").evaluate("section => section.querySelector('button').click()")
    assert page.evaluate("window.printed")
    assert page.locator(".clue__sheet").is_visible()
    assert not page.locator(".site-head, .nothing, h1").first.is_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("h1").is_visible()


def test_what_the_roll_links_to_exists(page: Page, sample_site: Path) -> None:
    find(page, f"{sample_site.as_uri()}/", q="甲乙丙丁", place="大庸")
    links = page.evaluate("Array.from(document.querySelectorAll('.county a'), a => a.getAttribute('href'))")
    assert len(links) > 2
    assert [href for href in links if not (sample_site / href).exists()] == []


def test_a_slow_answer_says_that_it_is_loading(page: Page, address: str) -> None:
    page.goto(f"{address}find.html")
    held: list[Route] = []
    page.route("**/find/meta.js*", lambda route: held.append(route))  # noqa: PLW0108 - it must take attributes
    page.locator(BOX).fill("杨开慧")
    expect(page.locator(STATUS)).to_contain_text("载入中")
    held[0].continue_()
    settled(page)
    assert first(page) == "杨开慧"


def test_an_answer_that_comes_while_one_walks_by_keyboard_leaves_the_place_in_sight(page: Page, address: str) -> None:
    page.goto(f"{address}find.html")
    held: list[Route] = []
    page.route("**/find/meta.js*", lambda route: held.append(route))  # noqa: PLW0108 - it must take attributes
    page.locator(BOX).fill("司马甲乙")
    page.evaluate("""Array.from(document.querySelectorAll("main a")).filter(function (link) {
        return link.checkVisibility() && link.getBoundingClientRect().bottom < window.innerHeight;
    }).pop().focus()""")
    expect(page.locator(STATUS)).to_contain_text("载入中")
    held[0].continue_()
    settled(page)
    expect(page.locator("main a:focus")).to_be_in_viewport()


def test_where_the_index_does_not_come_the_page_says_so_and_tries_again(page: Page, address: str) -> None:
    page.goto(f"{address}find.html")
    page.route("**/find/meta.js*", lambda route: route.abort())
    page.locator(BOX).fill("杨开慧")
    page.locator('[data-slot="failed"]').wait_for(state="visible")
    assert page.locator("main").get_by_role("link", name="按籍贯").first.is_visible()
    page.unroute("**/find/meta.js*")
    page.locator(BOX).press("Enter")
    settled(page)
    assert first(page) == "杨开慧"


def test_a_hostile_question_does_nothing(page: Page, top: str) -> None:
    watch = Watch(page)
    for said in HOSTILE:
        asked = {"q": said[:1500], "place": said[:100], "area": said[:100], "__proto__": "x"}
        page.goto(f"{top}find.html?{urlencode(asked)}")
        page.wait_for_timeout(200)
        page.locator(BOX).fill(said)
        page.locator(BOX).press("Enter")
        page.wait_for_timeout(400)
        assert page.locator("main script:not([src]), main img").count() == 0
        assert watch.said == []


def test_the_loader_runs_nothing_but_parts_of_the_index(page: Page, top: str) -> None:
    page.goto(f"{top}find.html")
    for name in ("../index", "A", "//example.org/x", "a.js?", "a/b", ""):
        assert page.evaluate("name => fengbei.load(name).then(() => 'ran', error => error.name)", name) == "TypeError"


def test_an_older_browser_unpacks_by_our_own_script(page: Page, top: str) -> None:
    page.add_init_script("delete window.DecompressionStream")
    watch = Watch(page)
    find(page, top, q="罗成教")
    assert first(page) == "罗盛教"
    assert any(url.endswith("js/inflate.js") for url in watch.asked)
    assert watch.said == []


def test_namesakes_stand_side_by_side_and_facets_count_them(page: Page, tmp_path: Path) -> None:
    counties = ("长沙市浏阳市", "株洲市茶陵县", "株洲市醴陵市")
    people = "".join(NAMESAKE.format(n, county, 1930 + n) for n, county in enumerate(counties))
    site = put(tmp_path / "data", {"profiles/martyrs/people.yml": people})
    assert build(site).returncode == 0
    find(page, f"{(site / 'site').as_uri()}/", q="王德胜")
    boxes = [card.bounding_box() for card in page.locator(".namesake").all()]
    assert len({box["y"] for box in boxes if box}) == 1
    assert page.locator(".namesake__differs").count() == 6
    page.get_by_role("button", name="株洲市 2").click()
    assert page.locator(".namesake").count() == 2
    assert "area=" in page.url
    page.go_back()
    expect(page.locator(".namesake")).to_have_count(3)


def test_our_unpacking_undoes_any_gzip() -> None:
    texts = (b"", b"a", b"abc" * 99_999, (HOUSE / "theme/js/find-core.js").read_bytes(), bytes(range(256)) * 300)
    script = (
        f"const g = require({str(HOUSE / 'theme/js/inflate.js')!r});"
        "const chunks = []; process.stdin.on('data', c => chunks.push(c)).on('end', () =>"
        " process.stdout.write(g(new Uint8Array(Buffer.concat(chunks)))));"
    )
    for text in texts:
        for level, strategy in ((0, 0), (6, 0), (9, 0), (6, zlib.Z_HUFFMAN_ONLY), (6, zlib.Z_FIXED)):
            made = zlib.compressobj(level, zlib.DEFLATED, 31, 8, strategy)
            packed = made.compress(text) + made.flush()
            done = subprocess.run(["node", "-e", script], input=packed, capture_output=True, check=True)
            assert done.stdout == text
