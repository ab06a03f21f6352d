"""Cards that were packed come out as they went in; a register finds them by number, by id and in their order."""

from __future__ import annotations

import pickle
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fengbei.catalogue import Anniversary, Card, Catalogue, Corrected, Picked, Register, hashed, pack, remembered
from fengbei.catalogue.cards import listed
from fengbei.chinese import Lunar
from fengbei.kinds import all_kinds
from fengbei.site import place_path

if TYPE_CHECKING:
    from collections.abc import Iterable

all_kinds()

DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)
MOONS = st.none() | st.builds(Lunar, st.integers(1, 12), st.integers(1, 30), st.booleans())
ONCE = st.builds(
    Anniversary, st.integers(1, 12), st.integers(1, 28), st.integers(1800, 2100), st.sampled_from("生死"), MOONS
)
DIED = listed("died", ("1934", "1934年", (1934,)))
LISTS = st.sampled_from([listed("died", (str(year), f"{year}年", (year,))) for year in range(1927, 1950)])


@st.composite
def cards(draw: st.DrawFn) -> list[Card]:
    """Draw some martyrs of one file, no two of one id."""
    numbers = draw(st.lists(st.integers(1, 9999), unique=True, max_size=8))
    return [one(draw, f"430121-{number:04}") for number in numbers]


def one(draw: st.DrawFn, card_id: str) -> Card:
    """Draw a martyr."""
    name = draw(WORDS)
    return Card(
        kind="martyr",
        id=card_id,
        name=name,
        summary=draw(WORDS),
        place=draw(WORDS),
        texts=tuple(draw(st.lists(WORDS, min_size=4, max_size=4))),
        order=f"{name}\0{card_id}".encode(),
        lists=tuple(draw(st.lists(LISTS, max_size=4))),
        days=tuple(draw(st.lists(ONCE, max_size=2))),
        when=draw(WORDS),
        starts=draw(DAYS),
        until=draw(DAYS),
        visible=draw(st.booleans()),
        withdrawn=draw(st.booleans()),
        opens=draw(DAYS),
        updated=draw(DAYS),
        edited=draw(DAYS),
        errata=tuple(draw(st.lists(st.builds(Corrected, st.dates(), WORDS, WORDS, WORDS, WORDS), max_size=2))),
        address=draw(st.sampled_from(["", place_path("martyrs", card_id)])),
    )


def card(card_id: str, name: str = "测试", *, visible: bool = True) -> Card:
    """Return a card of which little is known."""
    nothing = ("", "", ("",) * 4, f"{name}\0{card_id}".encode(), (), (), "", None, None)
    return Card("martyr", card_id, name, *nothing, visible, False, None, None, None, ())


def unstamped(every: Iterable[Card]) -> list[Card]:
    """Return cards as they were before a deck gave them their stamps."""
    return [each._replace(stamp=0) for each in every]


def register(*files: list[Card]) -> Register:
    return Register(pack("martyr", file) for file in files)


@given(cards())
@settings(max_examples=100, deadline=None)
def test_what_was_packed_comes_out_as_it_went_in(every: list[Card]) -> None:
    packed = pickle.loads(pickle.dumps(pack("martyr", every)))  # noqa: S301 - our own
    assert unstamped(Register([packed])) == every


@given(cards(), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
@settings(max_examples=100, deadline=None)
def test_a_catalogue_shows_those_whose_cards_say_so(every: list[Card], day: date) -> None:
    shown = Catalogue(register(every)).shown(day)
    assert unstamped(shown.cards.values()) == [each for each in every if each.shown(day)]
    assert unstamped(shown.of("martyr")) == sorted((c for c in every if c.shown(day)), key=lambda c: c.order)
    assert shown.newest == max((c.updated for c in every if c.shown(day) and c.updated), default=None)


@given(cards())
@settings(max_examples=100, deadline=None)
def test_whoever_has_a_day_is_remembered_on_it_the_earliest_first(every: list[Card]) -> None:
    days = remembered(Catalogue(register(every)))
    found = [(each.card.id, *each.anniversary[:4]) for people in days.values() for each in people]
    assert sorted(found) == sorted((c.id, *day[:4]) for c in every for day in c.days)
    for people in days.values():
        years = [each.anniversary.year for each in people]
        assert years == sorted(years)
        assert [people.register[number] for number in people.numbers] == [each.card for each in people]


def test_a_register_finds_a_card_of_any_file_by_its_id() -> None:
    two = register([card("a"), card("b")], [card("c")])
    assert [two.number(("martyr", card_id)) for card_id in "abcd"] == [0, 1, 2, -1]
    assert two.number(("facility", "a")) == -1
    assert two[2].id == "c"
    assert two.key(2) == ("martyr", "c")
    assert two.address(2) == "martyrs/c.html"


@pytest.mark.parametrize(
    "files",
    [[["a", "b", "a"]], [["a", "b"], ["a"]], [["a", "b"], ["A"]], [["A", "b"], ["a"]]],
    ids=["in one file", "in two", "a capital later", "a capital first"],
)
def test_of_ids_that_would_share_a_file_the_first_counts(files: list[list[str]]) -> None:
    made = register(*([card(card_id) for card_id in ids] for ids in files))
    assert made.doubled == {2: 0}
    assert made.number(("martyr", files[0][0])) == 0


def test_an_empty_register_has_nobody() -> None:
    nobody = Catalogue()
    assert not nobody.register
    assert nobody.cards == {}
    assert [*nobody.of("martyr")] == []
    assert remembered(nobody) == {}


def test_hidden_cards_are_left_out_of_every_view() -> None:
    shown = Catalogue(register([card("a"), card("b", visible=False), card("c")])).shown(date(2026, 4, 5))
    assert [*shown.cards] == [("martyr", "a"), ("martyr", "c")]
    assert ("martyr", "b") not in shown.cards
    assert shown.cards.stamp(("martyr", "b")) == 0
    with pytest.raises(KeyError):
        shown.cards["martyr", "b"]


def test_titles_that_several_have_are_known() -> None:
    twins = Catalogue(register([card("a", "张三"), card("b", "张三"), card("c", "李四")]))
    assert twins.doubled_titles == {hashed(card("a", "张三").title)}


def test_ranks_are_the_other_side_of_the_order() -> None:
    made = register([card("a", "周"), card("b", "白")], [card("c", "李")])
    assert [made.ranks[number] for number in made.sorted] == [0, 1, 2]
    assert all(made[one].order < made[other].order for one, other in pairwise(made.sorted))


def test_some_of_many_things_are_picked_by_place() -> None:
    picked = Picked("abcdef", [1, 3, 5])
    assert [*picked] == ["b", "d", "f"]
    assert [*picked[1:]] == ["d", "f"]
    assert [*picked.outside({3})] == ["b", "f"]
    assert [*picked.inside({3}) + picked.outside({3})] == ["d", "b", "f"]


@settings(max_examples=30)
@given(cards(), cards())
def test_an_order_is_taken_for_the_same_cards_alone(some: list[Card], others: list[Card]) -> None:
    first, again, other = (Register([pack("martyr", each)]) for each in (some, some, others))
    again.recall(first.shape, first.sorted)
    other.recall(first.shape, first.sorted)
    assert [*again.sorted] == [*first.sorted]
    assert [*other.sorted] == [*Register([pack("martyr", others)]).sorted]


def test_the_stamp_of_a_card_tells_of_every_change() -> None:
    day, other = date(1934, 12, 18), date(1935, 1, 2)
    said: tuple[Any, ...] = (
        "martyr", "a", "甲", "摘要", "长沙县", ("长沙县",), b"jia", (DIED,),
        (Anniversary(12, 18, 1934, "牺牲"),),
        "1934年", day, day, True, False, day, day, day, (Corrected(day, "姓名", "乙", "甲", ""),), 0, "",
    )  # fmt: skip
    unlike = (
        "facility", "b", "乙", "", "宁乡市", ("宁乡市",), b"yi", (), (), "1935年", other, None,
        False, True, other, None, other, (), 0, "martyrs/list_id/a.html#n-a",
    )  # fmt: skip
    cards = [said, *((*said[:at], unlike[at], *said[at + 1 :]) for at in range(len(said)) if said[at] != unlike[at])]
    stamps = {stamp for card in cards for stamp in pack(card[0], [Card._make(card)]).stamps}
    assert len(stamps) == len(cards) == len(Card._fields)  # nobody tells the stamp itself


def test_what_a_calendar_tells_of_a_card_tells_its_kind() -> None:
    one = card("a")._replace(days=(Anniversary(12, 18, 1934, "牺牲"),))
    marks = {*pack("martyr", [one]).marks, *pack("facility", [one._replace(kind="facility")]).marks}
    assert len(marks) == 2
    assert [*pack("martyr", [card("a")]).marks] == [0]
