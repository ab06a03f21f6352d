"""Names in any writing are found, read aloud and put in order as a Chinese reader expects."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from fengbei import chinese

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("楊開蘭", "杨开兰"),
        ("鍾国華", "钟国华"),
        ("锺国华", "钟国华"),
        ("李竝甯畧", "李并宁略"),
        ("髙靑淸", "高青清"),
        ("陳喆", "陈哲"),
        ("阿不都•热依木", "阿不都·热依木"),
        ("阿不都･热依木", "阿不都·热依木"),
        ("阿不都・热依木", "阿不都·热依木"),
        ("张　三", "张三"),
        (" 张 三\u200b\n", "张三"),
        ("ＡＢＣ１２", "abc12"),
        ("ABC", "abc"),
        ("凞\ufe00", "熙"),
        ("\uf9ea", "离"),
        ("", ""),
    ],
)
def test_one_name_in_several_writings_folds_to_one_form(written: str, folded: str) -> None:
    assert chinese.fold(written) == folded


def test_folding_what_is_folded_changes_nothing() -> None:
    text = "".join(map(chr, range(0x20, 0x9FFF)))
    once = chinese.fold(text)
    assert chinese.fold(once) == once


def test_folding_goes_character_by_character() -> None:
    text = "乾隆後裏長沙髮發"
    assert chinese.fold(text) == "".join(map(chinese.fold, text))


def test_a_character_whose_simple_form_is_another_word_is_kept() -> None:
    assert chinese.fold("李乾") == "李乾"


def test_surnames_of_their_own_are_not_joined() -> None:
    assert len(set(map(chinese.fold, "肖萧付傅闫阎仝同"))) == 8


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("张小满", "张"),
        ("张", "张"),
        ("欧阳小满", "欧阳"),
        ("歐陽滿", "歐陽"),
        ("欧小满", "欧"),
        ("诸葛青", "诸葛"),
        ("諸葛靑", "諸葛"),
        ("王□田", "王"),
        ("张某某", "张"),
        ("阿不都·热依木", ""),
        ("阿不都热依木", ""),
        ("无名烈士", ""),
        ("佚名", ""),
        ("John", ""),
        ("", ""),
    ],
)
def test_the_surname_is_told_where_there_is_one(name: str, surname: str) -> None:
    assert chinese.surname(name) == surname


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("杨小满", "Yáng Xiǎomǎn"),
        ("覃小满", "Qín Xiǎomǎn"),
        ("谌小满", "Chén Xiǎomǎn"),
        ("单小满", "Shàn Xiǎomǎn"),
        ("解小满", "Xiè Xiǎomǎn"),
        ("仇小满", "Qiú Xiǎomǎn"),
        ("查小满", "Zhā Xiǎomǎn"),
        ("区小满", "Ōu Xiǎomǎn"),
        ("區小滿", "Ōu Xiǎomǎn"),
        ("曾小满", "Zēng Xiǎomǎn"),
        ("缪小满", "Miào Xiǎomǎn"),
        ("翟小满", "Zhái Xiǎomǎn"),
        ("任小满", "Rén Xiǎomǎn"),
        ("朴小满", "Piáo Xiǎomǎn"),
        ("於小满", "Yū Xiǎomǎn"),
        ("于小满", "Yú Xiǎomǎn"),
        ("尉迟满", "Yùchí Mǎn"),
        ("尉小满", "Wèi Xiǎomǎn"),
        ("欧阳满", "Ōuyáng Mǎn"),
        ("万俟满", "Mòqí Mǎn"),
        ("令狐满", "Línghú Mǎn"),
        ("李建安", "Lǐ Jiàn'ān"),
        ("李士峨", "Lǐ Shì'é"),
        ("吕绿", "Lǚ Lǜ"),
        ("李少文", "Lǐ Shàowén"),
        ("李长工", "Lǐ Chánggōng"),
        ("李长江", "Lǐ Chángjiāng"),
        ("李𬎆", "Lǐ Yíng"),
        ("张", "Zhāng"),
        ("王□田", "Wáng □tián"),
        ("阿里木·买买提", "Ālǐmù·Mǎimǎití"),
        ("John Smith", "John Smith"),
        ("", ""),
    ],
)
def test_a_name_is_shown_in_pinyin_with_its_surname_read_as_one(name: str, shown: str) -> None:
    assert chinese.name_pinyin(name) == shown


@pytest.mark.parametrize(
    ("name", "syllables"),
    [
        ("覃小满", ("qin", "xiao", "man")),
        ("吕绿", ("lv", "lv")),
        ("欧阳满", ("ou", "yang", "man")),
        ("阿里·买提", ("a", "li", "mai", "ti")),
        ("John Smith", ("john", "smith")),
        ("王□田", ("wang", "tian")),
        ("", ()),
    ],
)
def test_the_syllables_of_a_name_bear_no_tone(name: str, syllables: tuple[str, ...]) -> None:
    assert chinese.name_syllables(name) == syllables


def test_a_surname_that_families_read_in_two_ways_has_both_readings() -> None:
    assert chinese.surname_readings("覃小满") == ("qín", "tán")


def test_a_surname_read_as_elsewhere_has_no_reading_of_its_own() -> None:
    assert chinese.surname_readings("杨小满") == ()


def test_of_many_characters_those_that_fold_are_told_as_if_each_was_asked() -> None:
    many = (
        "".join(map(chr, (*range(0x3400, 0x4DC0, 5), *range(0x4E00, 0xA000, 3), *range(0xF900, 0xFAD9)))) + "徳罗羅乾"
    )
    assert list(chinese.folding(many)) == [(char, chinese.fold(char)) for char in many if chinese.fold(char) != char]


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("湖南省长沙市", "hu nan sheng chang sha shi"),
        ("长沙", "chang sha"),
        ("生长", "sheng zhang"),
        ("第51师，ABC", "di 51 shi abc"),
        ("绿", "lv"),
        ("", ""),
    ],
)
def test_a_text_is_read_word_by_word(text: str, sound: str) -> None:
    assert chinese.pinyin(text) == sound


@pytest.mark.parametrize(
    ("name", "letter"),
    [("覃小满", "Q"), ("区小满", "O"), ("吕绿", "L"), ("John", "J"), ("１连长", "#"), ("□□", "#"), ("", "#")],
)
def test_a_name_is_filed_under_the_letter_it_sounds_by(name: str, letter: str) -> None:
    assert chinese.initial(name) == letter


@pytest.mark.parametrize("text", ["长沙市", "覃", "！", "", "a/../b", "x" * 99, "湖南省长沙市望城区" * 9, "A B"])
def test_a_slug_can_stand_in_an_address(text: str) -> None:
    assert re.fullmatch("[a-z0-9][a-z0-9-]{5,46}", chinese.slug(text))


def test_a_slug_begins_with_the_sound() -> None:
    assert chinese.slug("长沙市").startswith("chang-sha-shi-")


def test_the_slug_of_a_surname_has_its_reading() -> None:
    assert chinese.slug("覃").startswith("qin-")


def test_a_long_slug_ends_with_a_whole_syllable() -> None:
    assert re.fullmatch("(?:zhuang-){5}[0-9a-f]{6}", chinese.slug("庄" * 30))


def test_texts_that_sound_alike_have_different_slugs() -> None:
    assert chinese.slug("张三") != chinese.slug("章三")


def test_names_sort_by_sound_then_tone_then_character() -> None:
    names = ["章安", "张明", "李四", "张安", "掌安", "曾安", "John", "覃安"]
    assert sorted(names, key=chinese.sort_key) == ["John", "李四", "覃安", "曾安", "张安", "张明", "章安", "掌安"]


def test_names_of_one_surname_stay_together() -> None:
    names = sorted(["张明", "章明", "张乙", "章甲"], key=chinese.sort_key)
    assert [name[0] for name in names] == ["张", "张", "章", "章"]


@pytest.mark.parametrize(
    ("char", "count"), [("一", 1), ("丁", 2), ("杨", 7), ("䶮", 9), ("𬱖", 11), ("龘", 48), ("A", None), ("", None)]
)
def test_strokes_are_counted(char: str, count: int | None) -> None:
    assert chinese.strokes(char) == count


def test_every_character_of_everyday_chinese_has_strokes() -> None:
    assert all(chinese.strokes(chr(code)) for code in range(0x4E00, 0x9FA6))


def test_names_sort_by_strokes_and_within_a_count_by_the_order_of_the_table() -> None:
    names = ["杨明", "丁明", "王明", "卜明", "李明", "𬎆明"]
    assert sorted(names, key=chinese.stroke_key) == ["丁明", "卜明", "王明", "李明", "杨明", "𬎆明"]


def test_importing_loads_no_dictionary() -> None:
    heavy = "import sys, fengbei.chinese; print({'pypinyin', 'opencc', 'lunar_python'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", heavy], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
