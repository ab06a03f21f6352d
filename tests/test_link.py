"""Every link is followed once, in both directions; a link to nobody names the nearest."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from fengbei import link
from tests.support import FACILITY, MARTYR, PERSON, PLACE, SOURCE, found, problems, read, regions

if TYPE_CHECKING:
    from fengbei.record import Record
    from tests.conftest import Sites


def ahead(records: list[Record]) -> list[link.Ahead]:
    """Return the events that lie after the first day of 2026."""
    return [event for record in records for event in link.ahead(record, date(2026, 1, 1))]


def test_a_link_to_nobody_names_the_nearest_id(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: f"{PERSON}facility: cehsi", FACILITY: PLACE})
    assert problems(site) == [f"{MARTYR}:4:11: 「安葬（纪念）设施」没有编号为“cehsi”的记录；是“ceshi”？"]


def test_a_link_among_many_is_named_where_it_stands(temporary_site: Sites) -> None:
    campaign = f"id: a\nname: 测试\ntype: 展览\nstart: 2025\norganizer: 局\n{SOURCE}martyrs:\n  - zhang-san\n  - li-si"
    site = temporary_site({MARTYR: PERSON, "memorials/campaigns/a.yml": campaign})
    assert [p.spot.line for p in found(site)] == [9]


def test_a_link_is_seen_from_its_other_end(temporary_site: Sites) -> None:
    records, _ = read(temporary_site({MARTYR: f"{PERSON}facility: ceshi", FACILITY: PLACE}))
    catalogue, _ = link.link(records, regions())
    ((label, cards),) = catalogue.look_back(("facility", "ceshi"))
    assert (label, [card.name for card in cards]) == ("在此安葬、纪念的烈士", ["张三"])


def test_a_record_linked_twice_is_listed_once(temporary_site: Sites) -> None:
    campaign = f"id: a\nname: 测试\ntype: 展览\nstart: 2025\norganizer: 局\n{SOURCE}martyrs: [zhang-san, zhang-san]"
    records, _ = read(temporary_site({MARTYR: PERSON, "memorials/campaigns/a.yml": campaign}))
    catalogue, _ = link.link(records, regions())
    assert [len(cards) for _, cards in catalogue.look_back(("martyr", "zhang-san"))] == [1]


def test_a_doubled_id_names_both_places(temporary_site: Sites) -> None:
    first, second = "profiles/martyrs/a.yml", "profiles/martyrs/b.yml"
    assert problems(temporary_site({first: PERSON, second: PERSON})) == [
        f"{second}:1:5: 「编号」编号“zhang-san”已用于 {first} 第 1 行的记录；请改用另一个编号"
    ]


def test_two_kinds_may_use_the_same_id(temporary_site: Sites) -> None:
    assert problems(temporary_site({MARTYR: PERSON.replace("zhang-san", "ceshi"), FACILITY: PLACE})) == []


@pytest.mark.parametrize("status", ["草稿", "撤回"])
def test_a_link_to_what_is_not_shown_is_questioned(status: str, temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: f"{PERSON}facility: ceshi", FACILITY: f"{PLACE}status: {status}"})
    assert [(p.level, p.code) for p in found(site)] == [("warning", "link")]


def test_a_draft_may_link_to_a_draft_in_silence(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: f"{PERSON}facility: ceshi\nstatus: 草稿", FACILITY: f"{PLACE}status: 草稿"})
    assert problems(site) == []


def test_an_event_after_the_sites_day_is_refused(temporary_site: Sites) -> None:
    records, _ = read(temporary_site({MARTYR: f"{PERSON}died: 2099-01-01"}))
    (wrong,) = link.in_future(ahead(records), date(2026, 1, 1))
    assert str(wrong) == f"{MARTYR}:4:7: 「牺牲」日期 2099-01-01 还没有到；本站的日期是 2026-01-01，请核对年份"


def test_what_is_announced_may_lie_ahead(temporary_site: Sites) -> None:
    campaign = f"id: a\nname: 测试\ntype: 展览\nstart: 2099\norganizer: 局\n{SOURCE}"
    records, _ = read(temporary_site({"memorials/campaigns/a.yml": campaign}))
    assert ahead(records) == []


def test_a_record_without_an_id_stands_in_no_catalogue(temporary_site: Sites) -> None:
    records, _ = read(temporary_site({MARTYR: PERSON.replace("zhang-san", "张三")}))
    assert link.link(records, regions())[0].cards == {}
