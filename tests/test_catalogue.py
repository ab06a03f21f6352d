"""A card holds what other pages need of a record; the catalogue shows only what may be seen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from fengbei import link
from fengbei.catalogue import Card, Catalogue
from fengbei.kinds import all_kinds
from tests.support import FACILITY, MARTYR, PERSON, PLACE, SOURCE, read, regions

if TYPE_CHECKING:
    from tests.conftest import Sites

TODAY = date(2026, 4, 5)


def catalogue(sites: Sites, **said: str) -> Catalogue:
    """Return the catalogue of martyrs whose ids are the argument names, with these lines added."""
    people = {f"profiles/martyrs/{key}.yml": f"id: {key}\nname: 张{key}\n{SOURCE}{more}" for key, more in said.items()}
    records, _ = read(sites({**people, FACILITY: PLACE}))
    return link.link(records, regions())[0]


def card(sites: Sites, more: str) -> Card:
    return catalogue(sites, a=more).cards["martyr", "a"]


def test_a_card_knows_the_address_of_its_page(temporary_site: Sites) -> None:
    assert card(temporary_site, "").href == "martyrs/a.html"


def test_a_card_names_the_county_and_township(temporary_site: Sites) -> None:
    assert card(temporary_site, "native_place: 湖南省长沙市望城区").place == "望城区"


def test_a_card_has_a_cell_for_every_column_even_an_empty_one(temporary_site: Sites) -> None:
    assert dict(card(temporary_site, "died: 1934-12-18").cells) == {
        "籍贯": "", "出生": "", "牺牲": "1934", "生前单位": "",
    }  # fmt: skip


def test_a_whole_date_is_an_anniversary(temporary_site: Sites) -> None:
    (day,) = card(temporary_site, "died: 1934-12-18").days
    assert (day.month, day.day, day.year, day.what) == (12, 18, 1934, "牺牲")


@pytest.mark.parametrize("died", ["1934-12", "1934", "约1934-12-18", "不详", "1934年冬"])
def test_a_date_that_is_not_certain_is_no_anniversary(died: str, temporary_site: Sites) -> None:
    assert card(temporary_site, f"died: {died}").days == ()


def test_people_stand_in_the_order_of_their_pinyin(temporary_site: Sites) -> None:
    records, _ = read(
        temporary_site(
            {f"profiles/martyrs/{n}.yml": f"id: a{n}\nname: {name}\n{SOURCE}" for n, name in enumerate("周白李")}
        )
    )
    assert [card.name for card in link.link(records, regions())[0].of("martyr")] == ["白", "李", "周"]


def test_what_is_news_stands_the_newest_first(temporary_site: Sites) -> None:
    said = f"name: 测试\ntype: 展览\norganizer: 局\n{SOURCE}"
    records, _ = read(
        temporary_site({f"memorials/campaigns/{y}.yml": f"id: a{y}\nstart: {y}\n{said}" for y in (2023, 2025, 2024)})
    )
    assert [card.id for card in link.link(records, regions())[0].of("campaign")] == ["a2025", "a2024", "a2023"]


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ("", True),
        ("status: 发布", True),
        ("status: 草稿", False),
        ("status: 撤回", False),
        ("publish_from: 2026-04-05", True),
        ("publish_from: 2026-04-06", False),
        ("publish_from: 2026-04", False),
        ("publish_from: 2026-03", True),
    ],
)
def test_a_record_is_shown_from_its_day_on_and_only_when_published(
    more: str, shown: bool, temporary_site: Sites  # noqa: FBT001
) -> None:  # fmt: skip
    assert card(temporary_site, more).shown(TODAY) is shown


def test_what_may_not_be_seen_points_at_nobody(temporary_site: Sites) -> None:
    seen = catalogue(temporary_site, a="facility: ceshi", b="facility: ceshi\nstatus: 草稿").shown(TODAY)
    ((_, cards),) = seen.look_back(("facility", "ceshi"))
    assert [card.id for card in cards] == ["a"]


def test_what_is_announced_is_over_after_its_last_day(temporary_site: Sites) -> None:
    said = f"id: a\nname: 测试\ntype: 展览\nstart: 2026-04-01\nend: 2026-04-04\norganizer: 局\n{SOURCE}"
    records, _ = read(temporary_site({"memorials/campaigns/a.yml": said}))
    made = link.link(records, regions())[0].cards["campaign", "a"]
    assert made.ended(date(2026, 4, 5))
    assert not made.ended(date(2026, 4, 4))


def test_the_newest_date_is_that_of_the_work_not_of_the_events(temporary_site: Sites) -> None:
    seen = catalogue(temporary_site, a="died: 1934-12-18\nupdated: 2025-02-03", b="updated: 2024")
    assert seen.newest == date(2025, 2, 3)


def test_records_without_any_date_have_no_newest(temporary_site: Sites) -> None:
    records, _ = read(temporary_site({MARTYR: PERSON}))
    assert link.link(records, regions())[0].newest is None


def test_an_unknown_record_is_named_by_its_id() -> None:
    assert Catalogue().name("facility", "nirgends") == "nirgends"


@pytest.mark.parametrize(
    "name", ["张三", "欧阳海", "欧阳", "覃理文", "单德", "阿不都·热依木", "无名烈士", "John", "□□", "张"]
)
def test_a_name_is_filed_as_another_of_the_same_surname(name: str) -> None:
    field = all_kinds()[0].fields["name"]
    for dimension in field.dimensions:
        lists = [list(field.paths(said, dimension.key, regions())) for said in (name, field.filed(name))]
        assert lists[0] == lists[1]
