"""Lists that stand as they did in the last build are taken as they were; any change of who stands where sorts anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fengbei import link
from fengbei.pages.lists import Shelf
from fengbei.pages.rolls import rolls
from fengbei.pages.stood import NOTHING, Before, folded
from tests.support import day_of, kind, record, regions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fengbei.record import Record

DAY = day_of("2026-04-04")
PEOPLE: list[dict[str, Any]] = [
    {"id": "a", "name": "王小明", "unit": "测试一团", "died": "1934", "native_place": "湖南省长沙市望城区"},
    {"id": "b", "name": "李小明", "unit": "测试二团", "died": "1935", "facility": "ceshi"},
    {"id": "c", "name": "张小明", "unit": "测试一团"},
]
PLACE = {"id": "ceshi", "category": "烈士陵园", "level": "县级", "region": "湖南省长沙市望城区", "intro": "测试"}


def shelf(people: Sequence[dict[str, Any]], before: Before = NOTHING, place: dict[str, Any] = PLACE) -> Shelf:
    """Sort some martyrs into their lists, perhaps after a build that left something."""
    listed: list[Record] = [record("facility", **place), *(record("martyr", **said) for said in people)]
    catalogue, _ = link.link(listed, regions())
    seen = catalogue.shown(DAY)
    return Shelf.fill(kind("martyr"), seen, regions(), before)


def left(made: Shelf) -> Before:
    """Return what a build leaves."""
    return Before("face", {"martyr": made.stand(None)}, NOTHING.order)


def lists(made: Shelf) -> dict[str, Any]:
    return {key: folded(tree) for key, tree in made.trees.items()}


def test_lists_come_out_as_they_went_in() -> None:
    before = shelf(PEOPLE)
    after = shelf(PEOPLE, left(before))
    assert after.changed == set()
    assert lists(after) == lists(before)
    assert [roll.view(1).pages for roll in rolls(after, 200)] == [roll.view(1).pages for roll in rolls(before, 200)]


def test_who_changed_in_no_list_is_told_from_who_did_not() -> None:
    before = shelf(PEOPLE)
    after = shelf([PEOPLE[0] | {"born": "1901"}, *PEOPLE[1:]], left(before))
    assert after.changed is not None
    assert [after.id_at(place) for place in after.changed] == ["a"]
    assert lists(after) == lists(before)
    units = after.trees["unit"].groups.values()
    assert {group.label: after.still(group) for group in units} == {"测试一团": False, "测试二团": True}


@pytest.mark.parametrize(
    "people",
    [
        PEOPLE[:2],
        [*PEOPLE, {"id": "d", "name": "赵小明"}],
        [PEOPLE[0] | {"name": "汪小明"}, *PEOPLE[1:]],
        [PEOPLE[0] | {"unit": "测试二团"}, *PEOPLE[1:]],
        [PEOPLE[0] | {"died": "1935"}, *PEOPLE[1:]],
        [PEOPLE[0] | {"publish_from": "2027-01-01"}, *PEOPLE[1:]],
        [PEOPLE[0] | {"status": "草稿"}, *PEOPLE[1:]],
    ],
    ids=["removed", "added", "renamed", "another unit", "another year", "not yet shown", "a draft"],
)
def test_a_change_of_who_stands_where_sorts_anew(people: Sequence[dict[str, Any]]) -> None:
    after = shelf(people, left(shelf(PEOPLE)))
    assert after.changed is None
    assert not any(after.still(group) for group in after.trees["unit"].groups.values())
    assert lists(after) == lists(shelf(people))


def test_a_list_that_is_called_by_a_record_follows_its_name() -> None:
    after = shelf(PEOPLE, left(shelf(PEOPLE)), PLACE | {"name": "另一个测试陵园"})
    assert after.changed is None
    assert [group.label for group in after.trees["facility"].parts] == ["另一个测试陵园"]


def honoured(record_id: str, **said: Any) -> Record:
    return record(
        "honouree", id=record_id, name="李小明", series="每周一星", issue="第1期", group="个人", story="测试",
        contributor="测试", published="2026-01-01", consent={"basis": "本人同意"}, **said,
    )  # fmt: skip


def test_a_record_that_is_shown_where_another_was_hidden_gives_its_name_to_the_list() -> None:
    place = record("facility", **PLACE, name="测试陵园", publish_from="2026-06-01")
    person = record("martyr", id="a", facility="ceshi")
    notice = record(
        "notice", id="n", name="寻找张三的亲属", kind="寻找烈士亲属", martyr="a", known="测试", published="2026-01-01",
        contact={"office": "测试局"},
    )  # fmt: skip
    first, _ = link.link([honoured("h1"), place, notice, person], regions())
    then, _ = link.link([honoured("h1"), honoured("h2", status="草稿"), place, person], regions())
    before, after = first.shown(day_of("2026-03-01")), then.shown(day_of("2026-07-01"))
    assert before.hidden == after.hidden == {1}
    stood = left(Shelf.fill(kind("martyr"), before, regions()))
    made = Shelf.fill(kind("martyr"), after, regions(), stood)
    assert [group.label for group in made.trees["facility"].parts] == ["测试陵园"]


def test_what_was_made_from_something_else_is_not_known() -> None:
    before = left(shelf(PEOPLE))
    assert before.made_from("face") is before
    assert before.made_from("another face") is NOTHING
    assert NOTHING.made_from("") is NOTHING
