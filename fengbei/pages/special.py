"""The pages that belong to no record: home, the calendar, the sources, the list of everything."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from fengbei import chinese
from fengbei.catalogue import ENDS, People, Picked, add_up, remembered
from fengbei.fields import Choice, Link, Place, Text
from fengbei.pages.frame import slim
from fengbei.pages.rows import escaped_all
from fengbei.pages.views import Crumb
from fengbei.record import is_event
from fengbei.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from fengbei.catalogue import Card, Catalogue, Cited, Label, Remembered, SourceKey
    from fengbei.pages.groups import Cards, Group
    from fengbei.pages.lists import Shelf
    from fengbei.pages.rows import Scroll
    from fengbei.pages.templates import Templates
    from fengbei.pages.tiles import Tiles
    from fengbei.record import Record

SOON = 45  # days that the home page looks ahead
DAYS = "calendar/index.html"  # beside which the pages of the days lie


class Memorial(NamedTuple):
    """A memorial day of the state or of custom."""

    day: date
    name: str
    note: str


@dataclass(slots=True)
class DayOfYear:
    """A day of the year: who is remembered, which memorial day it is."""

    month: int
    day: int
    href: str
    people: People
    memorials: list[Memorial]
    rows: Sequence[str] = ()  # the people as they stand on the page, where they were set beforehand


class Remembering:
    """Sets those who are remembered on the pages of days."""

    def __init__(self, templates: Templates, day: date) -> None:
        """Set one, with a hole for all that differs, with a summary and without."""
        marks = [f"@@{name}@@" for name in ("href", "name", "year", "what", "years")]
        self.day = day
        self.full, self.plain = (
            Shell(slim(str(templates.part("remembered.item", *marks, summary)), DAYS))
            for summary in ("@@summary@@", "")
        )

    def of(self, people: Iterable[tuple[Label, int, str]]) -> list[str]:
        """Return some of them, each with the year and what happened."""
        told = [*people]
        if not told:
            return []
        labels, years, whats = zip(*told, strict=True)
        slots: dict[str, Sequence[str]] = {
            "href": escaped_all([f"../{label.href}" for label in labels]),
            "name": escaped_all([label.name for label in labels]),
            "what": escaped_all(whats),
            "summary": escaped_all([label.summary for label in labels]),
            "year": [*map(str, years)],
            "years": [str(self.day.year - year) for year in years],
        }
        every = (dict(zip(slots, said, strict=True)) for said in zip(*slots.values(), strict=True))
        return [(self.full if said["summary"] else self.plain).fill(**said) for said in every]

    def take(self, days: Sequence[DayOfYear], scroll: Scroll) -> None:
        """Take those of all days, who were set beforehand."""
        first = 0
        for day in days:
            day.rows = scroll[first : (first := first + len(day.people))]


@dataclass(slots=True)
class Kind:
    """A kind as it is shown: its lists, its records in order, how many there are."""

    key: str
    label: str
    href: str
    total: int
    trees: list[Group]
    cards: Cards


class SourceShown(NamedTuple):
    """A source of the site, with the first records that cite it and the count of all."""

    title: str
    publisher: str
    date: str
    url: str
    total: int
    cards: tuple[Card, ...]


class PlaceRolls(NamedTuple):
    """The rolls of a kind by place: whose they are, and the folder in which each stands under its code."""

    key: str
    label: str
    folder: str


@dataclass(slots=True)
class Home:
    """Everything the template of the home page may use, as `page`."""

    day: date
    kinds: list[Kind]
    by: dict[str, Kind]
    today: Sequence[Remembered]
    coming: list[DayOfYear]
    memorials: list[Memorial]
    tiles: Tiles
    halls: list[Crumb]


def kind_of(shelf: Shelf, day: date) -> Kind:
    """Return a kind as it is shown; what is over stands behind what is not."""
    cards, register = shelf.cards, shelf.seen.register
    ends = (number for number in shelf.seen.flagged(ENDS).places if register.kind(number) == shelf.kind.kind_id)
    if over := {shelf.place(card) for card in map(register.__getitem__, ends) if card.ended(day)}:
        every = Picked(cards, range(len(cards)))
        cards = every.outside(over) + every.inside(over)
    trees = [shelf.trees[dimension.key] for dimension in shelf.dimensions]
    kind = shelf.kind
    return Kind(kind.kind_id, kind.label, f"{kind.page}/index.html", len(cards), trees, cards)


def place_rolls(shelves: Iterable[Shelf]) -> list[PlaceRolls]:
    """Return the rolls by place of every kind that has them."""
    return [
        PlaceRolls(shelf.kind.kind_id, shelf.kind.label, shelf.trees[dimension.key].href.removesuffix("index.html"))
        for shelf in shelves
        for dimension in shelf.dimensions
        if isinstance(shelf.kind.fields[dimension.field], Place)
    ]


def calendar(seen: Catalogue, day: date) -> list[DayOfYear]:
    """Return every day of the year on which someone is remembered, or a memorial day falls."""
    people = remembered(seen)
    memorials: dict[tuple[int, int], list[Memorial]] = defaultdict(list)
    for memorial in memorials_of(day.year):
        memorials[memorial.day.month, memorial.day.day].append(memorial)
    return [
        DayOfYear(
            month,
            number,
            f"calendar/{month:02}{number:02}.html",
            people.get((month, number), People(seen.register, month, number)),
            memorials[month, number],
        )
        for month, number in sorted({*people, *memorials})
    ]


def memorials_of(year: int) -> list[Memorial]:
    """Return the memorial days of a year."""
    return [Memorial(*entry) for entry in chinese.memorial_days(year)]


def home(kinds: list[Kind], days: list[DayOfYear], day: date, tiles: Tiles, halls: list[Crumb]) -> Home:
    """Return what the home page shows on the day the site is built for."""
    horizon = [day + timedelta(days=ahead) for ahead in range(1, SOON + 1)]
    wanted = {(ahead.month, ahead.day): ahead for ahead in horizon}
    coming = [entry for entry in days if (entry.month, entry.day) in wanted and entry.people]
    both = memorials_of(day.year) + memorials_of(day.year + 1)
    return Home(
        day=day,
        kinds=kinds,
        by={kind.key: kind for kind in kinds},
        today=next((entry.people for entry in days if (entry.month, entry.day) == (day.month, day.day)), ()),
        coming=sorted(coming, key=lambda entry: wanted[entry.month, entry.day]),
        memorials=[memorial for memorial in both if memorial.day >= day][:6],
        tiles=tiles,
        halls=halls,
    )


def sources(tallies: Iterable[Mapping[SourceKey, Cited]], seen: Catalogue) -> list[SourceShown]:
    """Return every source of what is shown, by publisher and title."""
    found: dict[SourceKey, Cited] = {}
    for tally in tallies:
        add_up(found, tally)
    return [shown(found[key], seen) for key in sorted(found)]


def shown(cited: Cited, seen: Catalogue) -> SourceShown:
    """Return a source with the cards of those who are named under it."""
    cards = tuple(card for key in cited.keys if (card := seen.cards.get(key)))
    return SourceShown(cited.title, cited.publisher, cited.date, cited.url, cited.total, cards)


def feeds(kinds: Iterable[type[Record]]) -> list[Crumb]:
    """Return what a reader may subscribe to: what the feeds and calendars hold, and their addresses."""
    every = list(kinds)
    followed = [(kind.label, kind.page) for kind in every if kind.feed] + [("勘误", "corrections")]
    events = [("纪念日", "anniversaries"), *((kind.label, kind.page) for kind in every if is_event(kind))]
    return [
        *(Crumb(f"{label}（Atom）", f"feeds/{name}.xml") for label, name in followed),
        *(Crumb(f"{label}（日历）", f"feeds/{name}.ics") for label, name in events),
    ]


def months(days: list[DayOfYear]) -> Iterator[tuple[int, list[DayOfYear]]]:
    """Go through the twelve months, each with its days."""
    for month in range(1, 13):
        yield month, [entry for entry in days if entry.month == month]


def named_lists(shelves: Iterable[Shelf]) -> Iterator[tuple[str, str]]:
    """Go through the lists somebody may look for by name: address and title. Units, resting places, series."""
    for shelf in shelves:
        for dimension in shelf.dimensions:
            if isinstance(shelf.kind.fields[dimension.field], Choice | Text | Link) and dimension.field != "name":
                for group in shelf.trees[dimension.key].parts:
                    if group.total:
                        yield group.href, f"{group.label}（{shelf.kind.label}）"
