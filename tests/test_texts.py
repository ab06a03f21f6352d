"""The index of texts: every place is a gram, told on as far as it takes to tell the texts apart."""

from __future__ import annotations

import pytest

from fengbei.search import texts
from fengbei.search.texts import Text


def text(body: str, title: str = "题") -> Text:
    return Text("campaign", "a-1", title, "campaigns/a-1.html", "活动", body)


def grams(*bodies: str) -> dict[str, list[int]]:
    """Return the grams of texts, without those of their titles."""
    found = texts.Places({at: text(body) for at, body in enumerate(bodies)}).grams()
    return {gram: numbers for gram, numbers in found if not gram.startswith("题")}


def parts(*bodies: str) -> dict[str, bytes]:
    """Return the parts of an index, unpacked."""
    found = texts.shards([text(body)._replace(id=f"a-{at}") for at, body in enumerate(bodies)])
    return {name: b"".join(blocks) for name, blocks in found}


@pytest.mark.parametrize(
    ("said", "runs"),
    [
        ("平江起义", [["平", "江", "起", "义"]]),
        ("平江，起义", [["平", "江"], ["起", "义"]]),
        ("平江\n起义", [["平", "江", "起", "义"]]),  # a line of YAML may end anywhere
        ("诺尔曼·白求恩", [["诺", "尔", "曼", "白", "求", "恩"]]),
        ("第４７軍139师", [["第", "47_", "军", "139_", "师"]]),
        ("Edgar Snow说", [["edgar_", "snow_", "说"]]),
        ("一九三〇年", [["一", "九", "三", "〇", "年"]]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_characters_and_words(said: str, runs: list[list[str]]) -> None:
    assert list(texts.runs(said)) == runs


def test_a_gram_that_few_texts_hold_is_told_no_further() -> None:
    assert grams("平江起义") == {"平": [0], "江": [0], "起": [0], "义": [0]}


def test_a_gram_that_many_hold_is_told_on_to_four_characters() -> None:
    same = grams(*["平江起义军"] * (texts.FEW + 1))
    assert sorted(same) == sorted(["平江起义", "江起义军", "起义军!", "义军!", "军!"])
    assert same["平江起义"] == list(range(texts.FEW + 1))


def test_the_beginning_of_a_gram_leads_to_all_texts_that_hold_it() -> None:
    bodies = ["平江起义", "平江惨案", "在平江", "平江县", "江平"]
    holding = {number for gram, numbers in grams(*bodies).items() if gram.startswith("平江") for number in numbers}
    assert holding == {0, 1, 2, 3}


def test_the_title_counts_more() -> None:
    found = dict(texts.Places({0: text("湘江", "湘"), 1: text("湘江"), 2: text("湘江")}).grams())
    assert found["湘!"] == [0] * texts.TITLE


def test_the_shards_follow_each_other_and_each_is_called_as_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "A_SHARD", 30)
    found = parts("平江起义，秋收起义，湘江战役", "平江惨案")
    begin = found["texts"].decode().split("\n")[0].split(" ")
    assert begin == sorted(begin)
    assert {f"gram-{digits}" for digits in begin} == {name for name in found if name.startswith("gram-")}
    assert len(begin) > 2


def test_a_gram_in_very_many_texts_fills_several_rows() -> None:
    shard = b"".join(texts.written([("平江", list(range(300)))], 2))
    assert int.from_bytes(shard[:3]) == 2
    assert shard[3:9] == bytes([0, 2, 2, 0, 255, 45])


def test_old_forms_that_stand_in_a_text_travel_with_it() -> None:
    row = parts("萬里長征，Ｂ29")["text-0"].decode().split("\t")
    assert row[-1] == "萬万 長长"


def test_another_text_moves_no_numbers() -> None:
    few = texts.numbers_of([text("甲")._replace(id=f"a-{at}") for at in range(20)])
    more = texts.numbers_of([text("甲")._replace(id=f"a-{at}") for at in range(21)])
    assert all(more[number] == one for number, one in few.items())


def test_an_index_of_nothing_has_no_shards() -> None:
    assert set(parts()) == {"texts"}
