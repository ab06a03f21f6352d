"""What belongs to a living person is refused, and nothing unpublished leaves a byte on the site."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from fengbei.record import personal
from tests.support import MARTYR, PERSON, found, problems

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Sites

HIDDEN = (
    "王一",
    "wang-yi",
    "王二撤回",
    "撤回的事迹",
    "王三未到",
    "wang-san",
    "不公开的备注甲乙丙",
    "不公开的证号丁戊",
    "李待审",
)


def whats(text: str) -> list[str]:
    return [found.what for found in personal.find(text)]


@pytest.mark.parametrize("word", HIDDEN)
def test_what_is_not_published_is_in_no_byte_of_the_site(word: str, small: Path) -> None:
    for path in sorted((small / "site").rglob("*")):
        assert word not in path.name
        assert path.is_dir() or word.encode() not in path.read_bytes(), path


@pytest.mark.parametrize("said", ["13800138000", "138 0013 8000", "+8613800138000", "电话：13800138000。"])
def test_a_mobile_number_is_refused_in_any_field(said: str, temporary_site: Sites) -> None:
    (wrong,) = problems(temporary_site({MARTYR: f"{PERSON}unit: '{said}'"}))
    assert wrong.startswith(f"{MARTYR}:4:7: 「生前单位」这里写有手机号码（")
    assert wrong.endswith("；个人信息不得写入本资料库，请删去，并清除已提交的历史")


@pytest.mark.parametrize("signs", ["0134567890134567890 -年\n@", "013456789901345678 -－\u3000１３９a年\n@"])
def test_no_number_is_passed_over_by_the_quick_look(signs: str) -> None:
    chance = Random(5)  # noqa: S311 - it need not be secret
    texts = ["".join(chance.choices(signs, k=chance.randint(11, 30))) for _ in range(10_000)]
    held = [text for text in texts if personal.NUMBER.search(text)]
    assert 250 < len(held) < len(texts) * 2 / 3
    assert all(map(personal.has_number, held))
    assert not personal.has_number("- id: 430121-0001\n  died: 1934-12-18\n")


@pytest.mark.parametrize(
    "where",
    ["remark: {}", "tags: [甲, '{}']", "disputed: [{{field: died, values: ['1949'], note: '{}'}}]", "story: |\n  {}"],
)
def test_personal_data_is_found_at_any_depth_and_in_internal_fields(where: str, temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: PERSON + where.format("430199193001010018")})
    line = 4 + where.count("\n")
    assert [(p.level, p.code, p.spot.line) for p in found(site)] == [("error", "personal", line)]


def test_a_report_does_not_repeat_the_number(temporary_site: Sites) -> None:
    (said,) = problems(temporary_site({MARTYR: f"{PERSON}remark: '430199193001010018'"}))
    assert "19300101" not in said


def test_an_id_card_is_told_by_its_check_digit() -> None:
    assert [f.level for f in personal.find("430199193001010018")] == ["error"]
    assert [f.level for f in personal.find("430199193001010019")] == ["warning"]


@pytest.mark.parametrize(
    "said",
    ["430199193013010018", "430199193001320018", "990199193001010018", "4301991930010100180", "A430199193001010018"],
)
def test_what_cannot_be_an_id_card_is_none(said: str) -> None:
    assert "身份证号" not in whats(said)


@pytest.mark.parametrize("said", ["6217000000000000006"[:16], "1234567890123452", "4111111111111112"])
def test_a_number_that_fails_the_bank_cards_check_is_none(said: str) -> None:
    assert "银行卡号" not in whats(said)


def test_a_bank_card_of_another_network_is_found() -> None:
    assert whats("4111 1111 1111 1111") == ["银行卡号"]


@pytest.mark.parametrize(
    "said",
    [
        "1934年12月18日至1935年1月", "1937-07-07 1945", "0731-88888888", "第13800138000000号", "1934-1938-1942",
        "http://example.org/c/2016/10/02/13800138000.htm", "湘ICP备05000618号", "烈字第043012345号", "东经112.938814",
    ],
)  # fmt: skip
def test_dates_and_public_numbers_are_left_in_peace(said: str) -> None:
    assert whats(said) == []


def test_an_id_card_is_found_even_in_an_address_on_the_web() -> None:
    assert whats("https://example.org/?id=430199193001010018") == ["身份证号"]


def test_two_people_in_one_text_are_both_found() -> None:
    assert whats("13800138000、13900139000") == ["手机号码", "手机号码"]


def test_a_comment_is_told_from_a_number_sign_in_a_word(temporary_site: Sites) -> None:
    assert problems(temporary_site({MARTYR: f"{PERSON}unit: a#b"})) == []
    (asked,) = problems(temporary_site({MARTYR: f"{PERSON}unit: a#b # 13800138000"}))
    assert "手机号码" in str(asked)


def test_two_identical_numbers_in_one_text_are_said_once(temporary_site: Sites) -> None:
    assert len(problems(temporary_site({MARTYR: f"{PERSON}unit: 13800138000或13800138000"}))) == 1
