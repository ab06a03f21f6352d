"""Rare characters travel with the site in a font of exactly those; what no font has is told."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont

from fengbei import fonts
from tests.support import MARTYR, PERSON, build

if TYPE_CHECKING:
    from tests.conftest import Sites

RARE = "䶮𬎆𬱖𫖯㛃"
NOWHERE = "\U00031350"  # Unicode 15, extension H: younger than every font we name
NAMED = NOWHERE if NOWHERE.isprintable() else "<U+31350>"  # as a message shows it: Python 3.11 is older
there = pytest.mark.skipif(not all(Path(path).is_file() for path in fonts.DEBIAN), reason="fonts are not installed")


def test_what_every_screen_shows_is_not_rare() -> None:
    assert fonts.rare_in("张三，湖南省长沙县·板仓 Zhāng 1921") == frozenset()


def test_a_name_character_outside_gb_2312_is_rare() -> None:
    assert fonts.rare_in("王䶮、李𬎆") == {"䶮", "𬎆"}


def test_ranges_name_exactly_the_characters() -> None:
    assert fonts.ranges("䶮𬎆㐁㐂㐀") == "U+3400-3402, U+4DAE, U+2C386"


@there
def test_the_fonts_hold_the_rare_characters_and_nothing_else(tmp_path: Path) -> None:
    made = fonts.rare(RARE, (), tmp_path)
    held = [set(TTFont(io.BytesIO(data)).getBestCmap()) for data in made.files.values()]
    assert sorted(point for chars in held for point in chars) == sorted(map(ord, RARE))
    assert (made.missing, max(map(len, made.files.values())) < 40_000) == ("", True)


@there
def test_the_same_characters_give_the_same_bytes(tmp_path: Path) -> None:
    assert fonts.rare(RARE, (), tmp_path / "a") == fonts.rare(RARE[::-1], (), tmp_path / "b")


@there
def test_what_was_cut_from_a_font_is_not_cut_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = fonts.rare(RARE, (), tmp_path)
    monkeypatch.setattr(fonts.Face, "subset", None)
    monkeypatch.setattr(fonts.Face, "licence", None)
    assert fonts.rare(RARE, (), tmp_path) == made


@there
def test_a_character_no_font_has_is_named_with_its_record(temporary_site: Sites) -> None:
    site = temporary_site(
        {MARTYR: PERSON.replace("张三", f"张{NOWHERE}") + f"glyphs: {{char: {NOWHERE}, parts: ⿰木三}}\n"}
    )
    done = build(site)
    assert f"{MARTYR}:1:5: 提醒：“{NAMED}”（U+31350）没有字体可用" in done.stderr
    assert "⿰木三" in (site / "site/martyrs/zhang-san.html").read_text()


@there
def test_the_font_its_range_and_its_licence_stand_in_the_site(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: PERSON.replace("张三", "张䶮")})
    assert build(site).stderr.count("提醒") == 0
    (font,) = (site / "site/fonts").iterdir()
    style = (site / "site/css/site.css").read_text()
    assert f'url("../fonts/{font.name}") format("woff2"); font-display: swap; unicode-range: U+4DAE;' in style
    assert "SIL OPEN FONT LICENSE" in (site / "site/licences.txt").read_text()


def test_a_draft_brings_no_characters(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: PERSON.replace("张三", "张䶮") + "status: 草稿\n"})
    build(site)
    assert not (site / "site/fonts").exists()


def test_without_fonts_the_site_is_made_and_says_what_to_install(temporary_site: Sites) -> None:
    house = Path(__file__).parent.parent / "mkdocs.yml"
    site = temporary_site(
        {
            MARTYR: PERSON.replace("张三", "张䶮"),
            "mkdocs.yml": house.read_text().replace("    rows: 200", "    fonts: [nowhere.ttf]\n    rows: 200"),
        }
    )
    done = build(site)
    assert done.returncode == 0
    assert f"{MARTYR}:1:5: 提醒：“䶮”（U+4DAE）没有字体可用" in done.stderr
    assert "fonts-noto-cjk" in done.stderr
