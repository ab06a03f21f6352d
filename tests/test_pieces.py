"""A long roll read in pieces says what it says as a whole; what cannot surely be cut stays whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengbei import load
from fengbei.load import pieces
from tests.support import kind, put, regions

if TYPE_CHECKING:
    from pathlib import Path

MANY = 3000
RECORD = "- id: 430121-{:05}\n  name: 测试甲\n  died: {}年\n  sources: [{{title: 测试县志}}]\n"


def roll(many: int = MANY, record: str = RECORD) -> str:
    return "".join(record.format(number, 1920 + number % 30) for number in range(1, many + 1))


def told(path: Path, cut: list[load.Piece]) -> tuple[list[tuple[object, ...]], list[str]]:
    sheets = [load.read_sheet(path, "a.yml", kind("martyr"), regions(), {}, piece) for piece in cut]
    records: list[tuple[object, ...]] = [
        (r.id, r.line, r.column, str(r.__dict__["died"])) for sheet in sheets for r in sheet.records
    ]
    return records, sorted(str(problem) for sheet in sheets for problem in sheet.problems)


def test_the_pieces_say_what_the_whole_says_and_where(tmp_path: Path) -> None:
    text = f"# 名录\n{roll().replace('1931年', '民国二十年', 3)}# 手机 13800138000\n"
    path = put(tmp_path, {"a.yml": text}) / "a.yml"
    cut = load.cut(path.read_bytes())
    assert len(cut) > 4
    assert cut[0].begin == 0
    assert [piece.end for piece in cut[:-1]] == [piece.begin for piece in cut[1:]]
    whole = [load.Piece(0, len(text.encode()), 1, "")]
    assert told(path, load.cut(text.encode())) == told(path, whole)


def test_a_record_more_moves_no_other_cut() -> None:
    before = {piece.name for piece in load.cut(roll().encode())}
    after = {piece.name for piece in load.cut(("- id: 430121-99999\n  name: 新\n" + roll()).encode())}
    assert before == after


@pytest.mark.parametrize(
    "spoilt",
    [
        '- id: a\n  story: "没有合上\n- 的引号"\n',
        "- id: a\n  story: '没有合上\n- 的引号'\n",
        "- id: a\n  aliases: [甲,\n- 乙]\n",
        "- id: a\n  aliases: [{name: 甲}\n- , 乙]\n",
        "- id: a\n  aliases: [[甲]\n- , 乙]\n",
        "---\n",
        "- id: a\r\n  name: 乙\r\n",
        "- id: a\n\tname: 乙\n",
    ],
)
def test_what_may_go_on_over_a_dash_is_not_cut(spoilt: str) -> None:
    assert len(load.cut((roll() + spoilt).encode())) == 1


def test_a_mapping_a_short_roll_and_another_encoding_are_not_cut() -> None:
    assert len(load.cut(("people:\n" + roll()).encode())) == 1
    assert len(load.cut(roll(20).encode())) == 1
    assert len(load.cut(roll().encode("gb18030"))) == 1


@given(
    st.lists(st.sampled_from(["- a: 1\n", "  b: 2\n", "- c: '3'\n", "\n", "# d\n", "- - e\n", "  - f\n"]), max_size=60)
)
def test_the_pieces_are_the_file(lines: list[str]) -> None:
    data = ("- x: 1\n" + "".join(lines) * 800).encode()
    cut = load.cut(data)
    assert b"".join(data[piece.begin : piece.end] for piece in cut) == data
    assert [piece.line for piece in cut] == [data.count(b"\n", 0, piece.begin) + 1 for piece in cut]
    assert len({piece.name for piece in cut}) == len(cut)
    assert all(piece.begin == 0 or pieces.is_cut(data[piece.begin :].split(b"\n")[0]) for piece in cut)
