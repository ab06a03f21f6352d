"""Posters, cards and plates: nothing is cut, no character is blank, and every code leads to its page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from PIL import Image, ImageChops

from fengbei import fonts, posters
from fengbei.posters import ground, setting
from fengbei.posters.type import BOLD
from tests.support import FACILITY, HOUSE, PLACE

if TYPE_CHECKING:
    from tests.conftest import Sites

pytestmark = pytest.mark.skipif(
    not all(Path(path).is_file() for path in (*fonts.DEBIAN, BOLD)), reason="fonts are not installed"
)
ADDRESS = "https://fengbei.example.org/martyrs/430121/0001.html"
LONG = "买买提·阿不都热合曼·吐尔逊江·艾山江·库尔班大吉"
NAMES = ("李𬎆", "王䶮", LONG, "长沙烈士纪念广场（湖南革命陵园）", "张三")
TEXT = "测试摘要“引号里的话”，《书名》，1934年参加红军，（括号里的话）在战斗中英勇牺牲。" * 3


@pytest.fixture(scope="module")
def hands() -> tuple[posters.type.Type, posters.type.Type]:
    """Return the fonts, opened once."""
    return posters.hands()


def subject(name: str = "张三", text: str = TEXT) -> posters.Subject:
    """Return an invented person."""
    dates = (("出生", "1911年3月"), ("牺牲", "约1934年"))
    return posters.Subject(
        "zhang-san", name, "烈士", "土地革命战争·烈士", dates, "望城区", text, "martyrs/430121/0001.html",
        "1911—约1934", "测试丰碑", ADDRESS, "资料来源：测试县志",
    )  # fmt: skip


def read_back(image: Image.Image) -> list[str]:
    """Return what an independent reader finds in a picture."""
    return [found.text for found in zxingcpp.read_barcodes(image.convert("L"))]


def edge(image: Image.Image, inset: int) -> set[tuple[int, ...]]:
    """Return the colours of the margin around a picture, where nothing may stand."""
    wide, high = image.size
    strips = [(0, 0, wide, inset), (0, high - inset, wide, high), (0, 0, inset, high), (wide - inset, 0, wide, high)]
    colours: set[tuple[int, ...]] = set()
    for strip in strips:
        colours |= {colour for _, colour in image.crop(strip).getcolors(1 << 20) or () if isinstance(colour, tuple)}
    return colours


@pytest.mark.parametrize("name", NAMES)
def test_the_code_of_a_poster_is_read_back(name: str, hands: tuple[posters.type.Type, posters.type.Type]) -> None:
    assert read_back(posters.poster(subject(name), hands)) == [ADDRESS]


def test_the_code_of_a_poster_of_a3_is_read_back(hands: tuple[posters.type.Type, posters.type.Type]) -> None:
    image = posters.poster(subject(), hands, posters.A3)
    assert read_back(image.resize((877, 1240))) == [ADDRESS]


def test_a_plate_is_read_at_thirty_millimetres_and_200_dpi(hands: tuple[posters.type.Type, posters.type.Type]) -> None:
    image = posters.plate(subject(), hands)
    wide = round(30 / 25.4 * 200)
    small = image.resize((wide, round(wide * image.height / image.width)), Image.Resampling.LANCZOS)
    assert read_back(small) == [ADDRESS]


def test_every_plate_of_a_sheet_is_read_back(hands: tuple[posters.type.Type, posters.type.Type]) -> None:
    plates = [(f"东区1排{n}号", posters.plate(subject()._replace(address=f"{ADDRESS}?{n}"), hands)) for n in range(11)]
    made = posters.sheets(plates, "测试烈士陵园", hands)
    assert [len(read_back(page)) for page in made] == [9, 2]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", ["", "短。", TEXT])
def test_nothing_leaves_its_frame(name: str, text: str, hands: tuple[posters.type.Type, posters.type.Type]) -> None:
    paper = {(250, 246, 236)}
    assert edge(posters.poster(subject(name, text), hands), 36) == paper
    assert edge(posters.card(subject(name, text), hands).crop((350, 0, 1200, 630)), 20) == paper
    assert edge(posters.plate(subject(name, text), hands), 12) == {(255, 255, 255)}


@pytest.mark.parametrize("name", [*NAMES, "测故居（测试烈士生平事迹陈列）", "甲乙丙丁（2025年）"])
def test_a_name_and_what_stands_below_it_do_not_meet(
    name: str, hands: tuple[posters.type.Type, posters.type.Type]
) -> None:
    bare = subject("　")._replace(dates=(), place="", after="")
    nothing = posters.poster(bare, hands)
    words = posters.poster(bare._replace(dates=subject().dates, place="望城区"), hands)
    names = posters.poster(bare._replace(name=name, after="烈士"), hands)
    inked = [
        ImageChops.difference(nothing, each).convert("L").point(lambda grey: 255 * (grey > 8))
        for each in (words, names)
    ]
    assert inked[0].getbbox() is not None
    assert ImageChops.darker(*inked).crop((0, 0, 1080, 1050)).getbbox() is None


@pytest.mark.parametrize(("name", "lines"), [
    ("测试军人创业担保贷款和贴息", ["测试军人创业担", "保贷款和贴息"]),
    ("甲乙烈士纪念广场（丙丁革命陵园）", ["甲乙烈士纪念广场", "（丙丁革命陵园）"]),
    ("甲乙烈士公园·丙丁革命烈士纪念塔", ["甲乙烈士公园·", "丙丁革命烈士纪念塔"]),
])  # fmt: skip
def test_a_heading_of_two_lines_is_cut_where_it_reads_well(
    name: str, lines: list[str], hands: tuple[posters.type.Type, posters.type.Type]
) -> None:
    got = setting.headed(name, (680, 140), [54], hands[0], 1.2)
    assert list(got.lines) == lines


def test_what_leads_on_to_a_list_is_no_text_of_a_piece() -> None:
    assert posters.beginning("以下是各项活动：\n\n- 某日祭扫。\n1. 某日宣讲。\n") == ""
    assert posters.beginning("以下各项：\n\n测试的第一句。第二句。") == "测试的第一句。第二句。"


@pytest.mark.parametrize("width", [200, 333, 700])
def test_no_line_begins_with_a_closing_mark_or_is_too_wide(
    width: int, hands: tuple[posters.type.Type, posters.type.Type]
) -> None:
    lines = setting.broken(TEXT, width, 30, hands[1])
    assert "".join(lines) == TEXT
    assert [line for line in lines if line[0] in setting.NOT_FIRST or line[-1] in setting.NOT_LAST] == []
    assert max(hands[1].width(line, 30) for line in lines) <= width


def test_a_text_is_made_smaller_until_all_of_it_fits(hands: tuple[posters.type.Type, posters.type.Type]) -> None:
    got = setting.fit(TEXT * 4, (400, 300), [40, 20], hands[1])
    assert ("".join(got.lines), got.height <= 300, got.size < 20) == (TEXT * 4, True, True)


def test_a_long_name_is_written_in_columns_none_of_it_lost() -> None:
    assert "".join(setting.split(LONG)) == LONG
    assert len(LONG) == 25
    assert setting.split("长沙烈士纪念广场（湖南革命陵园）") == ["长沙烈士纪念广场", "（湖南革命陵园）"]


def test_every_character_is_drawn_by_a_font_that_has_it(hands: tuple[posters.type.Type, posters.type.Type]) -> None:
    for char in "".join(NAMES) + TEXT:
        assert ord(char) in hands[0].faces[hands[0].of(char)].chars


def test_a_character_no_font_has_is_never_drawn_as_a_blank(hands: tuple[posters.type.Type, posters.type.Type]) -> None:
    with pytest.raises(posters.NoFontError, match=r"U\+31350"):
        posters.poster(subject("张\U00031350"), hands)


def test_the_same_record_gives_the_same_pixels(hands: tuple[posters.type.Type, posters.type.Type]) -> None:
    assert posters.card(subject(), hands).tobytes() == posters.card(subject(), posters.hands()).tobytes()


def test_a_code_of_the_plate_survives_damage(hands: tuple[posters.type.Type, posters.type.Type]) -> None:
    image = ground.code(ADDRESS, "h", 400)
    image.paste("white", (180, 180, 240, 240))
    assert read_back(image) == [ADDRESS]
    assert posters.plate_svg(subject("李𬎆"), hands).count("<path") > 5


def make(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        str(HOUSE / "build.py"),
        "poster",
        *arguments,
        "--root",
        str(site),
        "--out",
        str(site / "made"),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def grave(name: str, number: int) -> str:
    """Return a record of a roll that says where the grave lies."""
    place = f"facility: ceshi, grave: {{section: 东, row: 1, number: {number}}}"
    return f"- {{id: {name}, name: 测试人, {place}, sources: [{{title: 测试}}]}}\n"


def test_the_command_makes_each_kind(temporary_site: Sites) -> None:
    site = temporary_site({FACILITY: PLACE, "profiles/martyrs/a.yml": grave("a", 10) + grave("b", 9)})
    for kind, of in (("card", "a"), ("poster", "b"), ("plate", "a"), ("sheet", "ceshi")):
        done = make(site, of, "--kind", kind, "--address", "http://192.168.1.5:8000")
        assert (done.returncode, done.stderr) == (0, "")
    names = sorted(path.name for path in (site / "made").iterdir())
    assert names == ["a-card.png", "a-plate.png", "a-plate.svg", "b-poster.jpg", "ceshi-sheet.pdf"]
    assert read_back(Image.open(site / "made/a-plate.png")) == ["http://192.168.1.5:8000/martyrs/a.html"]


def test_a_plate_without_an_address_is_not_made(temporary_site: Sites) -> None:
    site = temporary_site({"profiles/martyrs/a.yml": grave("a", 1).replace("facility: ceshi, ", "")})
    assert "请用 --address 写明" in make(site, "a", "--kind", "plate").stderr
    assert "没有编号是“nobody”的公开记录" in make(site, "nobody").stderr
