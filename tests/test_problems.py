"""A problem is one line for the person who can mend it, safe to print anywhere."""

from __future__ import annotations

import json

import pytest

from fengbei.problems import PER_FILE, Problem, Problems, Spot, character, excerpt, nearest, printable

WRONG = Problem(Spot("a.yml", 5, 7), "牺牲", "“49年”不是日期", "写法如 1949", "date")


def of(*problems: Problem) -> Problems:
    found = Problems()
    found.extend(problems)
    return found


def test_a_problem_is_one_line_with_its_place() -> None:
    assert str(WRONG) == "a.yml:5:7: 「牺牲」“49年”不是日期；写法如 1949"


def test_a_problem_of_no_field_names_none() -> None:
    assert str(Problem(Spot("a.yml"), "", "读不懂")) == "a.yml:1:1: 读不懂"


def test_a_warning_says_that_it_is_one() -> None:
    assert str(Problem(Spot("a.yml"), "牺牲", "请看", level="warning")) == "a.yml:1:1: 提醒：「牺牲」请看"


def test_the_json_form_has_the_promised_keys() -> None:
    keys = {"file", "line", "column", "field", "code", "level", "message", "hint"}
    assert WRONG.as_dict().keys() == keys
    assert json.loads(json.dumps(WRONG.as_dict()))["line"] == 5


@pytest.mark.parametrize("bad", ["\x1b[31m", "\u202e", "\x07", "\udcff"])
def test_a_control_character_never_reaches_the_terminal(bad: str) -> None:
    line = str(Problem(Spot(f"{bad}.yml"), bad, bad, bad))
    assert line.isprintable()
    line.encode()


def test_a_problem_stays_on_one_line() -> None:
    assert printable("甲\n乙\t丙") == "甲 乙 丙"


def test_problems_are_shown_in_the_order_of_their_places() -> None:
    spots = [Spot("b.yml", 1), Spot("a.yml", 10), Spot("a.yml", 9)]
    found = of(*(Problem(spot, "", "甲") for spot in spots))
    assert [p.spot for p in found] == sorted(spots)


def test_the_same_problem_is_said_once() -> None:
    found = of(WRONG, WRONG)
    assert list(found) == [WRONG]
    assert found.errors == 1


def test_errors_and_warnings_are_counted_apart() -> None:
    found = of(WRONG, Problem(Spot("a.yml"), "", "甲", level="warning"))
    assert (found.errors, found.warnings) == (1, 1)


def test_one_file_does_not_bury_the_others() -> None:
    many = [Problem(Spot("a.yml", line), "", "甲") for line in range(1, PER_FILE + 51)]
    shown = list(of(*many, Problem(Spot("b.yml"), "", "乙")))
    assert len(shown) == PER_FILE + 2
    assert shown[-1].message == "此文件另有 50 处问题未列出"
    assert shown[-2].spot.file == "b.yml"


def test_problems_left_out_are_counted_all_the_same() -> None:
    assert of(*(Problem(Spot("a.yml", line), "", "甲") for line in range(1, 501))).errors == 500


def test_an_excerpt_is_short_and_on_one_line() -> None:
    assert excerpt("一\n二" + "三" * 50, 8) == "“一 二三三三三三…”"


@pytest.mark.parametrize(("word", "hint"), [("nmae", "是否想写“name”？"), ("xyzxyz", ""), ("", "")])
def test_only_a_near_word_is_proposed(word: str, hint: str) -> None:
    assert nearest(word, ["name", "died"]) == hint


def test_a_character_is_named_by_number_and_name() -> None:
    assert character("\u200b") == "U+200B ZERO WIDTH SPACE"
    assert character("\ue000") == "U+E000"
