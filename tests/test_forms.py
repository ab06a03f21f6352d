"""A kind explains itself: the form, the schema and the table come from its fields alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fengbei import forms
from fengbei.fields import Choice, Day, Many, Number, Parts, Place, Prose, Text
from fengbei.kinds import all_kinds
from tests.support import found

if TYPE_CHECKING:
    from fengbei.record import Record
    from tests.conftest import Sites

KINDS = pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.kind_id)


@KINDS
def test_a_blank_form_names_every_field(kind: type[Record]) -> None:
    form = forms.blank(kind)
    for key, field in kind.fields.items():
        assert f"\n{key}:" in form
        assert field.label in form


@KINDS
def test_a_blank_form_can_be_read_and_asks_only_for_what_is_needed(kind: type[Record], temporary_site: Sites) -> None:
    site = temporary_site({f"{kind.folder}/a.yml": forms.blank(kind)})
    said = {problem.code for problem in found(site)}
    assert said <= {"required", "link"}, [str(problem) for problem in found(site)]


@KINDS
def test_a_line_of_a_form_fits_a_screen(kind: type[Record]) -> None:
    assert max(len(line) for line in forms.blank(kind).splitlines()) <= 80


@KINDS
def test_a_schema_knows_every_field_by_both_its_names(kind: type[Record]) -> None:
    known = str(forms.schema(kind))
    assert all(f"'{name}'" in known for name in kind.named)


@KINDS
def test_a_schema_is_the_same_every_time(kind: type[Record]) -> None:
    assert str(forms.schema(kind)) == str(forms.schema(kind))


@KINDS
def test_a_table_has_a_row_for_every_field(kind: type[Record]) -> None:
    rows = forms.table(kind).splitlines()[2:]
    assert [row.split("`")[1] for row in rows] == list(kind.fields)


@KINDS
def test_every_cell_of_a_table_is_one_cell(kind: type[Record]) -> None:
    lines = forms.table(kind).splitlines()
    assert {line.count("|") for line in lines} == {7}


@pytest.mark.parametrize(
    ("field", "word"),
    [
        (Text("甲"), "文字"),
        (Day("甲"), "日期"),
        (Place("甲"), "地点"),
        (Number("甲"), "数字"),
        (Prose("甲"), "长文（Markdown）"),
        (Choice("甲", "乙/丙"), "选项"),
        (Many(Text("甲")), "文字，可写多项"),
        (Parts("甲", a=Text("乙")), "一组"),
    ],
)
def test_each_type_of_field_has_its_word(field: Text, word: str) -> None:
    assert forms.shape(field) == word


def test_a_field_that_is_not_public_says_so() -> None:
    assert forms.secret(Text("甲", privacy="P2")) == "不公开。"
    assert forms.secret(Text("甲", privacy="P1")) == "审核通过后公开。"
    assert forms.secret(Text("甲")) == ""
