"""The index of people: keys by sound, rows by county, texts by pairs of characters."""

from __future__ import annotations

import base64
import gzip
from datetime import date
from typing import TYPE_CHECKING

import pytest

from fengbei import chinese
from fengbei.kinds import all_kinds
from fengbei.search import Index, people, texts
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


def test_every_character_and_every_pair_of_a_text_is_a_gram() -> None:
    assert set(texts.grams("平江起义")) == {"平", "江", "起", "义", "平江", "江起", "起义"}


def rows(site: Path, part: str) -> list[str]:
    """Return the rows of a part of the index of a small site."""
    index = Index(all_kinds(), regions())
    for record in read(site)[0]:
        index.add(record)
    data = dict(index.files(DAY))[f"find/{part}.js"].decode()
    return gzip.decompress(base64.b64decode(data.split('"')[3])).decode().split("\n")


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
    assert sorted(row.split("\t")[0] for row in rows(small, "full-0")) == ["三伢子", "张三", "赵六"]


def test_drafts_and_what_comes_later_are_in_no_row(small: Path) -> None:
    assert not any("李四" in row or "王五" in row for row in rows(small, "cty-0"))


def test_a_county_the_table_does_not_know_is_filed_under_its_words(small: Path) -> None:
    assert "360000瑞金县\t瑞金县" in rows(small, "places")


def test_what_is_not_public_is_not_indexed(small: Path) -> None:
    assert not any("烈字" in row for row in rows(small, "cty-0"))
