"""What the site knows of every record at once: one small card each, and who points at whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from fengbei import chinese
from fengbei.fields import Day, Place
from fengbei.record import Record
from fengbei.site import page_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from fengbei.fields import Field, Step
    from fengbei.regions import Regions

Key = tuple[str, str]  # kind and id
CITING = 20  # records named under one source; a register is cited by thousands


@dataclass(frozen=True, slots=True)
class Derived:
    """A picture as it is published: its address, its size in pixels, its bytes."""

    href: str
    width: int
    height: int
    data: bytes


Pictures = Mapping[tuple[str, str], Derived]  # by the record's file and the picture's name in it


class Anniversary(NamedTuple):
    """A day of the year that belongs to a record: what happened, and in which year."""

    month: int
    day: int
    year: int
    what: str


class Card(NamedTuple):
    """All that other pages need to know of a record; a tuple, for millions of them pass between processes."""

    kind: str
    id: str
    href: str
    name: str
    heading: str
    summary: str
    place: str
    cells: tuple[tuple[str, str], ...]
    order: tuple[Any, ...]
    lists: tuple[tuple[str, tuple[Step, ...]], ...]
    days: tuple[Anniversary, ...]
    when: str
    starts: date | None
    until: date | None
    visible: bool
    withdrawn: bool
    opens: date | None
    updated: date | None
    stamp: int = 0  # eight bytes of a hash of all the others: two cards with one stamp say the same

    def __hash__(self) -> int:
        """Return a hash of the id alone: cards are kept in tables by the million."""
        return hash((self.kind, self.id))

    @property
    def key(self) -> Key:
        """Return kind and id."""
        return (self.kind, self.id)

    def shown(self, day: date) -> bool:
        """Say whether the record stands in lists and links on a day."""
        return self.visible and (self.opens is None or self.opens <= day)

    def ended(self, day: date) -> bool:
        """Say whether what the record announces is over on a day."""
        return self.until is not None and self.until < day


def make_card(record: Record, regions: Regions) -> Card:
    """Return the card of a record whose id and name were read."""
    card = Card(
        kind=record.kind_id,
        id=str(record.id),
        href=page_path(record.page, str(record.id)),
        name=str(record.name),
        heading=record.heading,
        summary=record.summary or "",
        place=place_of(record),
        cells=tuple(cells(record)),
        order=order_of(record),
        lists=tuple(lists_of(record, regions)),
        days=tuple(anniversaries(record)),
        when=when.show() if (when := record.when) else "",
        starts=record.when.earliest if record.when else None,
        until=record.until,
        visible=record.visible,
        withdrawn=record.withdrawn,
        opens=record.publish_from.latest if record.publish_from else None,
        updated=newest_date(record),
    )
    return card._replace(stamp=int.from_bytes(blake2b(repr(tuple(card)).encode(), digest_size=8).digest()))


def place_of(record: Record) -> str:
    """Return the county or prefecture of the first place a reader would name the record by."""
    for key, kept in record.fields.items():
        if isinstance(kept, Place) and kept.column and (value := record.__dict__.get(key)):
            return kept.brief(value)
    return ""


def cells(record: Record) -> Iterator[tuple[str, str]]:
    """Go through the columns of a record's row: label and text."""
    for key, kept in record.fields.items():
        if kept.column:
            value = record.__dict__.get(key)
            yield kept.label, "" if value is None else kept.brief(value)


def order_of(record: Record) -> tuple[Any, ...]:
    """Return what a record is sorted by: the newest first, or the name in pinyin order."""
    if record.newest_first and record.when and record.when.latest:
        return (-record.when.latest.toordinal(), str(record.id))
    return (*chinese.sort_key(str(record.name)), str(record.id))


def lists_of(record: Record, regions: Regions) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """Go through the lists a record stands in: dimension and steps."""
    for key, dimension in ways(record.kind_id):
        if (value := record.__dict__.get(key)) is not None:
            kept = record.fields[key]
            many = isinstance(value, list)
            paths = kept.paths(value, dimension, regions) if many else known_paths(kept, dimension, value, regions)
            for path in paths:
                yield dimension, path


@cache
def ways(kind: str) -> tuple[tuple[str, str], ...]:
    """Return the ways to leaf through a kind: field and dimension."""
    fields = Record.kinds[kind].fields.values()
    return tuple((kept.key, dimension.key) for kept in fields for dimension in kept.dimensions)


@lru_cache(maxsize=1 << 16)
def known_paths(kept: Field[Any], dimension: str, value: Any, regions: Regions) -> tuple[tuple[Step, ...], ...]:
    """Return the lists a value stands in; the same place, unit or year stands on thousands of records."""
    return tuple(kept.paths(value, dimension, regions))


def anniversaries(record: Record) -> Iterator[Anniversary]:
    """Go through the days of the year on which the record is remembered."""
    for key, kept in record.fields.items():
        day = record.__dict__.get(key) if isinstance(kept, Day) and kept.anniversary else None
        if day and day.month and day.day and day.year and not day.circa:
            yield Anniversary(day.month, day.day, day.year, kept.label)


def newest_date(record: Record) -> date | None:
    """Return the newest day on which somebody worked on the record or wrote its source."""
    said = [record.updated, record.__dict__.get("published")]
    said += [entry.date for entry in record.sources or []]
    said += [entry.date for entry in record.errata or []]
    if record.reviewed:
        said.append(record.reviewed.date)  # type: ignore[attr-defined]
    return max((day.earliest for day in said if day and day.earliest), default=None)


SourceKey = tuple[str, str, str]  # publisher, title, date


@dataclass(slots=True)
class Cited:
    """A source of the site, with the first records that cite it and the count of all."""

    title: str
    publisher: str
    date: str
    url: str
    total: int = 0
    cards: list[Card] = field(default_factory=list)

    def add(self, other: Cited) -> None:
        """Count the records that cite the source elsewhere, too."""
        self.total += other.total
        self.cards += other.cards[: CITING - len(self.cards)]


def cite(record: Record, card: Card, found: dict[SourceKey, Cited]) -> None:
    """Count a record under each of its sources."""
    for entry in record.sources or []:
        said = entry.date.show() if entry.date else ""
        key = (entry.publisher or "", entry.title or "", said)
        if key not in found:
            found[key] = Cited(key[1], key[0], said, "" if entry.mirror == "是" else entry.url or "")
        found[key].add(Cited("", "", "", "", 1, [card]))


@dataclass(slots=True)
class Catalogue:
    """Every card by kind and id, and every link seen from its other end."""

    cards: dict[Key, Card] = field(default_factory=dict)
    backs: dict[Key, dict[str, dict[Key, Card]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(dict)))

    def of(self, kind: str) -> list[Card]:
        """Return the cards of a kind in their order."""
        return sorted((c for c in self.cards.values() if c.kind == kind), key=lambda c: c.order)

    def name(self, kind: str, record_id: str) -> str:
        """Return a record's name, or its id where nothing is known of it."""
        card = self.cards.get((kind, record_id))
        return card.name if card else record_id

    def look_back(self, key: Key) -> list[tuple[str, list[Card]]]:
        """Return who points at a record, under the heading each link gives."""
        named = self.backs.get(key, {})
        return [(label, sorted(cards.values(), key=lambda c: c.order)) for label, cards in named.items()]

    def shown(self, day: date) -> Catalogue:
        """Return the catalogue as it may be seen on a day: no drafts, nothing before its day."""
        seen = {key: card for key, card in self.cards.items() if card.shown(day)}
        backs = {
            key: {
                label: kept
                for label, cards in named.items()
                if (kept := {k: card for k, card in cards.items() if k in seen})
            }
            for key, named in self.backs.items()
        }
        return Catalogue(seen, backs)

    @property
    def newest(self) -> date | None:
        """Return the newest date among the records."""
        return max((c.updated for c in self.cards.values() if c.updated), default=None)
