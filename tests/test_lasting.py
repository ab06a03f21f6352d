"""What the dictionaries and the calendar said lasts: who recalls it need not open them, and learns the same."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fengbei import chinese
from fengbei.chinese import lasting, names
from fengbei.chinese.surnames import GIVEN

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUSE = Path(__file__).resolve().parent.parent
ASKED = {
    "name_pinyin": ["覃小满", "欧阳长安", "王重庆", "张鸟窝", "□□", "John"],
    "slug": ["湖南省长沙市", "第51师", "覃"],
    "readings": ["重", "单", "□"],
    "sort_key": ["曾安", "罗盛教"],
}
PROGRAM = """
import json, pickle, sys
from fengbei import chinese
chinese.recall(pickle.loads(sys.stdin.buffer.read()))
asked = json.loads(sys.argv[1])
said = {name: [getattr(chinese, name)(word) for word in words] for name, words in asked.items()}
said["moon"] = chinese.lunar_to_solar(1927, 8, 15).isoformat()
print(json.dumps([said, "pypinyin" in sys.modules, "lunar_python" in sys.modules, bool(chinese.learned())]))
"""


def test_nobody_who_recalls_opens_a_dictionary() -> None:
    said: dict[str, object] = {name: [getattr(chinese, name)(word) for word in words] for name, words in ASKED.items()}
    said["moon"] = chinese.lunar_to_solar(1927, 8, 15).isoformat()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(ASKED)], input=pickle.dumps(chinese.known()), capture_output=True,
        check=True, cwd=HOUSE,
    )  # fmt: skip
    assert json.loads(done.stdout) == [json.loads(json.dumps(said)), False, False, False]


@pytest.mark.parametrize("first", "长重乐行好大小万安王")
def test_a_given_name_that_is_a_word_is_read_as_the_word(first: str) -> None:
    words = [word for word in names._by_first()[first] if not any(char in GIVEN for char in word)]
    for word in words:
        syllables = tuple(names._syllable(choice[0]) for choice in names._phrases()[word])
        assert (names._ODD[first].get(word) or names._plainly(word)) == syllables


@pytest.fixture
def table() -> Iterator[lasting.Lasting[int, int]]:
    made = lasting.Lasting[int, int]("squares", lambda number: number * number)
    yield made
    del lasting.EVERY["squares"]


def test_what_was_worked_out_is_told_once(table: lasting.Lasting[int, int]) -> None:
    chinese.learned()
    assert [table[3], table[4], table[3]] == [9, 16, 9]
    assert chinese.learned() == {"squares": {3: 9, 4: 16}}
    assert chinese.learned() == {}


def test_what_another_process_worked_out_is_new_and_what_an_earlier_build_did_is_not(
    table: lasting.Lasting[int, int],
) -> None:
    chinese.learned()
    chinese.recall({"squares": {5: 25}})
    assert chinese.learned() == {}
    chinese.learn({"squares": {6: 36}})
    assert chinese.learned() == {"squares": {6: 36}}
    assert dict(table) == {5: 25, 6: 36}


def test_a_table_stays_bounded(table: lasting.Lasting[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting, "MOST", 10)
    assert [table[number] for number in range(100)] == [number * number for number in range(100)]
    assert len(table) <= 10
