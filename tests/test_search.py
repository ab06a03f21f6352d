"""The index of people: keys by sound, rows by county."""

from __future__ import annotations

import base64
import gzip
from datetime import date
from typing import TYPE_CHECKING

import pytest

from fengbei import chinese
from fengbei.kinds import all_kinds
from fengbei.search import Index, people, rows, tables, take
from tests.support import put, read, regions

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(("one", "other"), [("huang", "wang"), ("lin", "ling"), ("nan", "lan"), ("zhang", "zan")])
def test_what_hunan_does_not_tell_apart_is_one_merged_class(one: str, other: str) -> None:
    assert chinese.merged(one) == chinese.merged(other)


@pytest.mark.parametrize(("one", "other"), [("bo", "po"), ("guang", "kuang"), ("jian", "zhan"), ("ren", "len")])
def test_what_a_dialect_hears_as_one_is_one_loose_class(one: str, other: str) -> None:
    assert chinese.loose(one) == chinese.loose(other)


def test_merged_classes_lie_within_loose_ones() -> None:
    syllables = {s for char in "罗盛教杨开慧黄公略陈树湘左权王尔琢" for s in chinese.readings(char)}
    assert all(
        chinese.loose(one) == chinese.loose(other)
        for one in syllables
        for other in syllables
        if chinese.fine(one) == chinese.fine(other)
    )


def test_homophones_have_the_same_key() -> None:
    assert people.codes_of("罗盛教") == people.codes_of("罗胜叫")


def test_a_compound_surname_is_one_part_of_the_key() -> None:
    assert len(people.codes_of("欧阳海")) == 2


def part(site: Path, name: str) -> bytes:
    """Return a part of the index of a small site, unpacked."""
    index = Index(all_kinds(), regions())
    for record in read(site)[0]:
        index.add(take(record))
    data = dict(index.files(DAY))[f"find/{name}.js"].decode()
    return gzip.decompress(base64.b64decode(data.split('"')[3]))


def named(site: Path, shard: str) -> list[str]:
    """Return the names in a shard of people."""
    one, two, three, more, *_ = part(site, shard).decode(rows.ENCODING).split("\t")
    return ["".join(chars).strip() for chars in zip(one, two, three, more.split("\n"), strict=True)]


PEOPLE = """
- {id: 430121-0001, name: 张三, aliases: [{name: 三伢子, kind: 小名}],
   native_place: 湖南长沙县, sources: [{title: 测试}]}
- {id: 430121-0002, name: 李四, status: 草稿, sources: [{title: 测试}]}
- {id: 430121-0003, name: 王五, publish_from: 2027-01-01, sources: [{title: 测试}]}
- {id: 360000-0001, name: 赵六, native_place: 江西省瑞金县沙洲坝,
   certificate_no: 烈字第1号, sources: [{title: 测试}]}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return put(tmp_path, {"profiles/martyrs/a.yml": PEOPLE})


def test_another_name_is_a_row_of_its_own(small: Path) -> None:
    assert sorted(named(small, "full-0")) == ["三伢子", "张三", "赵六"]


def test_drafts_and_what_comes_later_are_in_no_row(small: Path) -> None:
    assert not {"李四", "王五"} & {*named(small, "cty-0")}


def test_a_county_the_table_does_not_know_is_filed_under_its_words(small: Path) -> None:
    assert "360000瑞金县\t瑞金县" in part(small, "places").decode()


def test_what_is_not_public_is_not_indexed(small: Path) -> None:
    assert "烈字" not in part(small, "cty-0").decode(rows.ENCODING)


def test_a_digit_of_the_rows_takes_two_bytes_at_most_and_says_its_number() -> None:
    digits = [rows.digit(number) for number in range(3000)]
    assert len(set(digits)) == len(digits)
    assert all(len(digit.encode(rows.ENCODING)) <= 2 for digit in digits)
    assert not {"\t", "\n", rows.BLANK} & {*digits}


@pytest.mark.parametrize(
    ("record", "short"), [("430121-0042", "16"), ("430121-00042", "=-00042"), ("lei-feng", "=lei-feng")]
)
def test_only_a_number_on_the_own_countys_roll_is_written_short(record: str, short: str) -> None:
    assert rows.short_id(record, "430121") == short


def test_the_common_characters_are_said_by_their_order() -> None:
    likely, rare = tables.sounds(set())
    assert len(likely) < len(tables.common()) * 3
    assert rare
