"""The index of people: keys by sound, rows by county."""

from __future__ import annotations

import base64
import gzip
from datetime import date
from typing import TYPE_CHECKING

import pytest

from fengbei import chinese
from fengbei.kinds import all_kinds
from fengbei.search import Index, details, gather, integers, letters, people, rows, tables, take
from fengbei.search.pack import gzipped
from fengbei.search.sheaf import lines_of
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


def test_names_of_two_characters_lie_together_by_their_surname() -> None:
    both = [people.keys(people.codes_of(name), "430121")[1].split("!")[:2] for name in ("李庆", "李墙")]
    assert both[0] == both[1]
    assert [*both[0]] == [*people.codes_of("李")[0]]


def index_of(site: Path) -> Index:
    """Return the index of a small site."""
    index = Index(all_kinds(), regions())
    for sheaf in gather(taken for record in read(site)[0] if (taken := take(record))):
        index.add(sheaf)
    return index


def unpacked(data: bytes) -> bytes:
    """Return what a part of the index holds."""
    return gzip.decompress(base64.b64decode(data.decode().split('"')[3]))


def part(site: Path, name: str) -> bytes:
    """Return a part of the index of a small site, unpacked."""
    return unpacked(dict(index_of(site).files(DAY))[f"find/{name}.js"])


def named(site: Path) -> list[str]:
    """Return the names that may be found."""
    lines = (line for sheaf in index_of(site).open(DAY) for line in lines_of(sheaf.copies[0]))
    return [line.decode().split("\t")[1] for line in lines]


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
    assert sorted(named(small)) == ["三伢子", "张三", "赵六"]


def test_drafts_and_what_comes_later_are_in_no_row(small: Path) -> None:
    assert not {"李四", "王五"} & {*named(small)}


def test_a_county_the_table_does_not_know_is_filed_under_its_words(small: Path) -> None:
    assert "360000瑞金县\t瑞金县" in part(small, "places").decode()


@pytest.mark.parametrize(
    ("said", "county"),
    [
        ("江西省瑞金市枫市乡", "瑞金市"),
        ("福建省武夷山市三市镇田村", "武夷山市"),
        ("江西省赣州市瑞金市镇江乡", "瑞金市"),
        ("江苏省徐州市沛县", "沛县"),
        ("江苏省丹徒县镇南乡", "丹徒县"),
        ("四川省泸州专区古蔺县", "古蔺县"),
        ("四川省剑阁县大市镇西区", "剑阁县"),
        ("湖北省恩施土家族苗族自治州宣恩县", "宣恩县"),
        ("贵州省黔南州荔波县", "荔波县"),
        ("河北省石家庄市平山县", "平山县"),
        ("江苏省徐州市", "徐州市"),
    ],
)
def test_the_county_is_read_out_of_what_is_said_of_a_place(tmp_path: Path, said: str, county: str) -> None:
    line = f"- {{id: a-1, name: 赵六, native_place: {said}, sources: [{{title: 测试}}]}}"
    records, _ = read(put(tmp_path, {"profiles/martyrs/a.yml": line}))
    taken = take(records[0])
    assert taken
    assert taken.people[0].county[6:] == county


def test_what_is_not_public_is_not_indexed(small: Path) -> None:
    held = b"".join(unpacked(data) for _, data in index_of(small).files(DAY))
    assert "沙洲坝".encode(letters.ENCODING) not in held  # not even what stands beside it
    assert "烈字".encode(letters.ENCODING) not in held
    assert "烈字".encode() not in held


@pytest.mark.parametrize(
    ("record", "number"),
    [("430121-0042", 42), ("430121-12345", 12345), ("430121-00042", 0), ("430122-0042", 0), ("lei-feng", 0)],
)
def test_only_a_number_on_the_own_countys_roll_is_written_short(record: str, number: int) -> None:
    assert rows.number_of(record, "430121") == number


def test_a_number_on_a_roll_may_be_of_any_length() -> None:
    ids = ("lei-feng", f"430121-{1 << 62}", "430121-0042")
    listed = [rows.Row("甲", "", "", "", name, "martyr", "430121", "", "", "") for name in ids]
    columns = rows.shard(listed, rows.Numbers({"martyr": 65}, {"": 0}))
    assert columns[1] == integers.varints([43, (1 << 62) - 42 + 1, 0])
    assert "lei-feng" in columns[-1].decode()


def test_a_year_no_byte_can_say_is_told_in_full() -> None:
    died, born, told = rows.years([0, 1930], [1066, 1900])
    assert (died, born, told) == (bytes([0, 150]), bytes([255, 31]), integers.varint(1066))


def test_a_rare_character_of_a_shard_takes_two_bytes() -> None:
    found, coded = letters.of([chr(0x4E00 + at) for at in range(300)])
    blank = letters.code_of(found.chars.index(letters.BLANK))
    assert len(found.chars) == 301
    assert len(blank) == 1  # there are many of it
    assert coded[1:] == [blank * 300] * 2
    assert len(coded[0]) == 223 + 2 * 77
    assert bytes([letters.PLAIN, 76]) in coded[0]


def test_common_characters_are_told_by_their_order_and_others_as_words() -> None:
    found, _ = letters.of(["阿\U00020000", "啊"])
    assert found.chars == "啊阿 \U00020000"
    assert found.places == integers.ascending([0, 1]) + integers.ascending([])
    assert found.words == [" \U00020000", ""]


def test_a_period_is_told_for_each_row_only_of_a_year_that_lies_in_several() -> None:
    column = rows.periods([1930, 1930, 1949, 1930, 1949], [2, 2, 4, 2, 0])
    assert column == integers.ascending([1949]) + integers.varint(3) + bytes([2, 4, 0])


def test_the_blocks_of_a_part_are_one_file_of_gzip() -> None:
    assert gzip.decompress(gzipped([b"aaaa" * 100, b"", bytes(range(256))])) == b"aaaa" * 100 + bytes(range(256))


def test_township_and_unit_are_told_apart_once_for_each_person() -> None:
    row = rows.Row("甲某", "", "", "", "430121-0041", "martyr", "430121", "", "", "", "a-lingyuan", "某乡", "某团")
    other = row._replace(name="乙某", alias_of="甲某", alias_kind="曾用名")
    next_one = row._replace(id="430121-0042", rest="")
    lines = sorted(filter(None, map(details.told, (row, other, next_one))))
    said = b"".join(details.writer(lines, {"martyr": ord("a")})()).decode(letters.ENCODING)
    assert said == "430121-0041\n\ta\na\t某乡\n某乡\t某团\n某团\ta-lingyuan\n"


@pytest.mark.parametrize(
    ("record", "after"), [("430121-0009", "430121-0010"), ("430121-9999", "430121-10000"), ("lei-feng", ""), ("a", "")]
)
def test_the_id_that_follows_on_a_roll_is_known(record: str, after: str) -> None:
    assert details.following(record) == after


def test_what_shares_but_a_half_is_not_said_again() -> None:
    one, other = next(
        (one, other)
        for one in letters.common()
        for other, much in chinese.lookalikes(one).items()
        if round(tables.GRADES * much) == tables.HALF and chinese.half_alike(one, other)
    )
    assert sum(tables.alike([one], {other})[1]) == 0


def test_the_common_characters_are_said_by_their_order() -> None:
    likely, rare = tables.sounds(set())
    assert len(likely) < len(letters.common()) * 3
    assert rare


def test_a_number_stays_where_another_value_comes() -> None:
    few = tables.numbered([f"a-{number}" for number in range(100)], 1 << 20)
    more = tables.numbered([f"a-{number}" for number in range(150)], 1 << 20)
    assert {value: more[value] for value in few} == few


def test_no_two_values_have_one_number() -> None:
    numbers = tables.numbered([f"a-{number}" for number in range(64)], 64)
    assert sorted(numbers.values()) == list(range(64))
