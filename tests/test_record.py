"""A mapping becomes a record: every field once, every mistake named, nothing private kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fengbei.fields import Text
from fengbei.record import FORBIDDEN, Record, read_record
from tests.support import MARTYR, PERSON, desk, found, kind, node, problems, record

if TYPE_CHECKING:
    from tests.conftest import Sites


def test_a_field_may_be_written_by_its_label(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: "编号: a\n姓名: 张三\n来源: [{标题: 测试县志}]\n牺牲: 1934"})
    assert problems(site) == []


def test_an_unknown_field_is_refused_with_the_nearest(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: f"{PERSON}dide: 1949"})
    assert problems(site) == [f"{MARTYR}:4:1: 「dide」烈士没有这一栏；是否想写“died”？"]


def test_a_field_written_under_both_its_names_is_refused(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: f"{PERSON}died: 1949\n牺牲: 1950"})
    assert problems(site) == [f"{MARTYR}:5:1: 「牺牲」同一栏目写了两次（键名和中文名算同一栏）；删去其中一处"]


def test_a_missing_field_is_named_with_what_to_add(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: "id: a\nname: 张三"})
    assert problems(site) == [f"{MARTYR}:1:1: 「来源」缺少必填栏目；请加一行 sources: …"]


def test_an_empty_field_that_is_needed_is_refused_where_it_stands(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: "id: a\nname:\nsources: [{title: 测试县志}]"})
    assert problems(site) == [f"{MARTYR}:2:6: 「姓名」必填栏目是空的；请填写"]


def test_a_refused_value_is_not_said_to_be_missing(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: "id: A\nname: 张三\nsources: [{title: 测试县志}]"})
    assert [p.code for p in found(site)] == ["value"]


@pytest.mark.parametrize("key", sorted(FORBIDDEN))
def test_data_that_must_not_be_kept_is_refused_by_its_key(key: str) -> None:
    at = desk()
    read_record(kind("martyr"), node({"id": "a", "name": "张三", "sources": [{"title": "志"}], key: "甲"}), at)  # type: ignore[arg-type]
    assert [p.code for p in at.problems] == ["p3"]


def test_witnesses_are_all_kept() -> None:
    said = record("martyr", unit=[{"value": "甲部", "source": "1"}, {"value": "乙部", "note": "卷二"}])
    assert [(w.value, w.source, w.note) for w in said.witnesses["unit"]] == [("甲部", 1, ""), ("乙部", None, "卷二")]


def test_the_first_witness_counts_unless_another_is_preferred() -> None:
    assert record("martyr", unit=[{"value": "甲部"}, {"value": "乙部"}]).__dict__["unit"] == "甲部"
    assert record("martyr", unit=[{"value": "甲部"}, {"value": "乙部", "preferred": "是"}]).__dict__["unit"] == "乙部"


def test_a_witness_names_its_source_by_number(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: f"{PERSON}unit:\n  - {{value: 甲部, source: 县志}}"})
    assert problems(site) == [f"{MARTYR}:5:25: 「生前单位」“县志”不是来源的序号；写 sources 中的第几条，如 1"]


def test_an_internal_field_is_gone_once_the_record_is_read() -> None:
    said = record("martyr", remark="甲", certificate_no="乙")
    assert {"remark", "certificate_no"} & (said.__dict__.keys() | said.at.keys()) == set()


def test_a_field_under_review_is_gone_until_it_is_passed() -> None:
    assert record("martyr", approval={"by": "某部"}).__dict__.get("approval") is None


@pytest.mark.parametrize(("status", "kept"), [("已审", True), ("待审", False), ("退回", False)])
def test_only_a_passed_review_opens_a_field(status: str, kept: bool) -> None:  # noqa: FBT001
    said = record("martyr", approval={"by": "某部"}, reviewed={"status": status})
    assert ("approval" in said.__dict__) is kept


def test_what_is_written_after_the_review_field_is_judged_by_it_too() -> None:
    said = record("honouree", reviewed={"status": "退回"}, unit="某部", **HONOUREE)
    assert "unit" not in said.__dict__


HONOUREE = {
    "series": "每周一星", "issue": "第1期", "group": "个人", "story": "事迹。", "contributor": "某局",
    "published": "2024-01-01", "consent": {"basis": "本人同意"},
}  # fmt: skip


def test_a_living_person_is_shown_with_no_more_than_the_year_of_birth() -> None:
    said = record("honouree", born="1980-05-06", reviewed={"status": "已审"}, **HONOUREE)
    assert said.__dict__["born"].iso() == "1980"


def test_a_living_persons_birthday_is_kept_by_no_witness() -> None:
    said = record("honouree", born=[{"value": "1980-05-06"}], reviewed={"status": "已审"}, **HONOUREE)
    assert "born" not in said.witnesses


def test_age_and_period_follow_from_the_dates() -> None:
    said = record("martyr", born="1901-11-06", died="1930-11-14")
    assert (said.__dict__["age"].value, said.__dict__["period"]) == (29, "土地革命战争")


def test_no_age_is_made_up_from_years_alone() -> None:
    assert "age" not in record("martyr", born="1901", died="1930").__dict__


def test_no_period_is_made_up_for_a_year_that_lies_in_two() -> None:
    assert "period" not in record("martyr", died="1927").__dict__


def test_a_life_that_runs_backward_is_refused(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: f"{PERSON}born: 1949-01-01\ndied: 1921-01-01"})
    assert problems(site) == [f"{MARTYR}:5:7: 「牺牲」早于出生日期；请核对出生和牺牲两栏"]


@pytest.mark.parametrize(
    ("born", "died"), [("1949", "1949-03"), ("1821", "1949"), ("1949-05", "1949"), ("1700-01-01", "1949-08-05")]
)
def test_a_life_too_short_or_too_long_is_questioned(born: str, died: str, temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: f"{PERSON}born: {born}\ndied: {died}"})
    assert [(p.level, p.code) for p in found(site)] == [("warning", "age")]


@pytest.mark.parametrize(
    "said", ["ftp://example.org/a", "example.org", "javascript:alert(1)", "http://a", "https://u@a.cn/"]
)
def test_a_source_is_on_the_web_or_nowhere(said: str, temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: f"id: a\nname: 张三\nsources: [{{title: 志, url: '{said}'}}]"})
    assert [p.field for p in found(site)] == ["网址"]


def test_a_kind_may_not_use_a_word_the_record_needs() -> None:
    with pytest.raises(TypeError, match="refs"):
        type("Broken", (Record,), {"refs": Text("链接")})


def test_the_title_of_a_page_is_made_from_the_name() -> None:
    assert record("martyr").heading == "张三烈士"
