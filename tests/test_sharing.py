"""Cards and posters of a site: drawn of those of whom something is told, and of nobody else; never twice."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from PIL import Image

from bench import weight
from fengbei import fonts
from tests.conftest import HOUSE
from tests.small import picture
from tests.support import FACILITY, PLACE, SOURCE, build, put
from tests.test_fonts import NAMED, NOWHERE

if TYPE_CHECKING:
    from tests.conftest import Sites

ADDRESS = "https://example.org/sub/"
SETTINGS = (HOUSE / "mkdocs.yml").read_text()
PLACED = SETTINGS.replace("docs_dir: docs", f"site_url: {ADDRESS}\ndocs_dir: docs")
TOLD, LINE, DRAFT, GONE, SEEN = (f"profiles/martyrs/{name}.yml" for name in ("told", "line", "draft", "gone", "seen"))
STORY = f"id: told\nname: 王䶮\nstory: 测试的事迹。\nremark: 不公开的话\n{SOURCE}"
SITE: dict[str, str | bytes] = {
    TOLD: STORY,
    SEEN: f"id: seen\nname: 赵测试\nportrait: {{file: a.png, alt: 像, source: 测试}}\n{SOURCE}",
    "profiles/martyrs/a.png": picture(120, 160),
    LINE: f"id: line\nname: 李测试\nfacility: ceshi\n{SOURCE}",
    DRAFT: STORY.replace("told", "draft") + "status: 草稿\n",
    GONE: STORY.replace("told", "gone") + "status: 撤回\n",
    FACILITY: PLACE,
    "mkdocs.yml": PLACED,
}
DRAWN = ["facilities/ceshi.jpg", "martyrs/seen.jpg", "martyrs/told.jpg"]
ADDS = weight.ADDRESS - 40  # names longer than these need more
META = re.compile(r'<meta property="([^"]+)" content="([^"]*)">')
pytestmark = pytest.mark.skipif(not all(Path(path).is_file() for path in fonts.DEBIAN), reason="fonts are missing")


def files_of(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a site that has an address, built."""
    root = put(tmp_path_factory.mktemp("sharing"), SITE)
    done = build(root, "build", "--date", "2026-04-05")
    assert done.returncode == 0, done.stderr
    return root


def test_a_card_and_a_poster_are_drawn_of_those_who_are_told_of_and_of_nobody_else(made: Path) -> None:
    assert files_of(made / "site/cards") == DRAWN
    assert files_of(made / "site/posters") == DRAWN
    for name in DRAWN:
        assert Image.open(made / "site/cards" / name).size == (1200, 630)


def test_the_page_names_its_card_whole_with_its_size_and_leads_to_both(made: Path) -> None:
    page = (made / "site/martyrs/told.html").read_text()
    said = {name: unescape(words) for name, words in META.findall(page)}
    assert said["og:image"] == f"{ADDRESS}cards/martyrs/told.jpg"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["og:image:alt"] == "王䶮烈士：分享卡"
    assert 'href="../posters/martyrs/told.jpg"' in page
    assert 'href="../cards/martyrs/told.jpg"' in page
    assert "cards/" not in (made / "site/martyrs/line.html").read_text()


def test_an_address_adds_little_to_a_page(made: Path) -> None:
    page = (made / "site/martyrs/told.html").read_text()
    added = re.findall(
        rf'<[^>]*"{ADDRESS}[^>]*>\n|<meta property="og:image[^>]*>\n|，{ADDRESS}[^。]*|<p>转发.*?</p>', page
    )
    assert page.count(ADDRESS) == 3  # the canonical link, the card, the words that quote the page
    assert sum(len(words.encode()) for words in added) <= ADDS


@pytest.mark.parametrize("name", DRAWN)
def test_the_code_of_a_published_poster_leads_to_its_page(name: str, made: Path) -> None:
    read = [found.text for found in zxingcpp.read_barcodes(Image.open(made / "site/posters" / name))]
    assert read == [f"{ADDRESS}{name.replace('.jpg', '.html')}"]


def test_nothing_is_in_the_file_of_a_card_but_its_pixels(made: Path) -> None:
    for name in DRAWN:
        data = (made / "site/cards" / name).read_bytes()
        assert [word for word in (b"Exif", b"ICC_PROFILE", b"http", b"Pillow", b"\xff\xfe\x00") if word in data] == []


def test_after_a_change_only_what_shows_it_is_drawn_again(made: Path) -> None:
    before = {name: (made / "site/cards" / name).stat().st_ino for name in DRAWN}
    put(made, {TOLD: STORY.replace("测试的事迹", "改过的事迹")})
    assert build(made, "build", "--date", "2026-04-05").returncode == 0
    after = {name: (made / "site/cards" / name).stat().st_ino for name in DRAWN}
    assert [name for name in DRAWN if before[name] != after[name]] == ["martyrs/told.jpg"]
    (made / TOLD).unlink()
    assert build(made, "build", "--date", "2026-04-05", "--shrink").returncode == 0
    assert files_of(made / "site/posters") == DRAWN[:2]


def test_without_an_address_there_are_cards_alone_and_no_page_names_them_to_others(temporary_site: Sites) -> None:
    site = temporary_site({TOLD: STORY})
    assert build(site).returncode == 0
    page = (site / "site/martyrs/told.html").read_text()
    assert files_of(site / "site/cards") == ["martyrs/told.jpg"]
    assert not (site / "site/posters").exists()
    assert "og:image" not in page
    assert 'href="../cards/martyrs/told.jpg"' in page


def test_a_publisher_may_do_without_cards(temporary_site: Sites) -> None:
    site = temporary_site(
        {TOLD: STORY, "mkdocs.yml": PLACED.replace("    rows: 200", "    cards: false\n    rows: 200")}
    )
    assert build(site).returncode == 0
    assert not (site / "site/cards").exists()
    assert "分享图" not in (site / "site/martyrs/told.html").read_text()


def test_what_cannot_be_drawn_is_told_each_time_and_not_led_to(temporary_site: Sites) -> None:
    site = temporary_site({TOLD: STORY.replace("测试的事迹", f"测试{NOWHERE}的事迹")})
    for _ in "12":
        done = build(site)
        assert (done.returncode, done.stderr.count("提醒：")) == (0, 1)
        assert f"{TOLD}:1:1: 提醒：“王䶮”的分享卡没有做：“{NAMED}”（U+31350）没有字体可用" in done.stderr
        put(site, {LINE: f"id: line\nname: 李测试\n{SOURCE}"})
    assert "分享图" not in (site / "site/martyrs/told.html").read_text()
