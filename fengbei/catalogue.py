"""What the site knows of every record at once: one small card each, and who points at whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import blake2b
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

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
Listed: TypeAlias = "tuple[str, tuple[Step, ...]]"  # a list a record stands in: the dimension and the steps to it
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
    texts: tuple[str, ...]  # of the columns of a row
    order: tuple[Any, ...]
    lists: tuple[Listed, ...]
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

    @property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """Return the columns of the record's row: label and text."""
        return tuple(zip(Record.kinds[self.kind].columns, self.texts, strict=True))

    def shown(self, day: date) -> bool:
        """Say whether the record stands in lists and links on a day."""
        return self.visible and (self.opens is None or self.opens <= day)

    def ended(self, day: date) -> bool:
        """Say whether what the record announces is over on a day."""
        return self.until is not None and self.until < day


def make_card(record: Record, regions: Regions) -> Card:
    """Return the card of a record whose id and name were read."""
    lists, marks = lists_of(record, regions)
    when, texts = record.when, tuple(texts_of(record))
    card = Card(
        kind=record.kind_id,
        id=str(record.id),
        href=page_path(record.page, str(record.id)),
        name=str(record.name),
        heading=record.heading,
        summary=record.summary or "",
        place=place_of(record),
        texts=texts,
        order=order_of(record),
        lists=lists,
        days=tuple(anniversaries(record)),
        when=when.show() if when else "",
        starts=when.earliest if when else None,
        until=record.until,
        visible=record.visible,
        withdrawn=record.withdrawn,
        opens=record.publish_from.latest if record.publish_from else None,
        updated=newest_date(record),
    )
    said = (*card[:9], marks, *card[11:-1], [(day.month, day.day, day.year, day.what) for day in card.days])
    return card._replace(stamp=int.from_bytes(blake2b(repr(said).encode(), digest_size=8).digest()))


def place_of(record: Record) -> str:
    """Return the county or prefecture of the first place a reader would name the record by."""
    for key, kept in shown_in_rows(record.kind_id):
        if isinstance(kept, Place) and (value := record.__dict__.get(key)):
            return kept.brief(value)
    return ""


def texts_of(record: Record) -> Iterator[str]:
    """Go through the texts of the columns of a record's row."""
    for key, kept in shown_in_rows(record.kind_id):
        value = record.__dict__.get(key)
        yield "" if value is None else intern(kept.brief(value))


@cache
def shown_in_rows(kind: str) -> tuple[tuple[str, Field[Any]], ...]:
    """Return the fields of a kind that are the columns of its rolls."""
    return tuple((key, kept) for key, kept in Record.kinds[kind].fields.items() if kept.column)


def order_of(record: Record) -> tuple[Any, ...]:
    """Return what a record is sorted by: the newest first, or the name in pinyin order."""
    if record.newest_first and record.when and record.when.latest:
        return (-record.when.latest.toordinal(), str(record.id))
    sounds = "\0".join(chinese.sort_key(str(record.name)))  # sorts as the tuple does, in a third of the memory
    return (sounds, str(record.id))


def lists_of(record: Record, regions: Regions) -> tuple[tuple[Listed, ...], str]:
    """Return the lists a record stands in, and words that say the same as all of them."""
    lists: tuple[Listed, ...] = ()
    marks = ""
    for key, dimension in ways(record.kind_id):
        if (value := record.__dict__.get(key)) is not None:
            kept = record.fields[key]
            many = isinstance(value, list)
            listed, mark = (listed_under if many else known_lists)(kept, dimension, value, regions)
            lists, marks = lists + listed, marks + mark
    return lists, marks


@cache
def ways(kind: str) -> tuple[tuple[str, str], ...]:
    """Return the ways to leaf through a kind: field and dimension."""
    fields = Record.kinds[kind].fields.values()
    return tuple((kept.key, dimension.key) for kept in fields for dimension in kept.dimensions)


def listed_under(kept: Field[Any], dimension: str, value: Any, regions: Regions) -> tuple[tuple[Listed, ...], str]:
    """Return the lists a value stands in, each with its dimension, and words that say the same."""
    listed = tuple((dimension, tuple(path)) for path in kept.paths(value, dimension, regions))
    return listed, repr([(dimension, [tuple(step) for step in path]) for dimension, path in listed])


known_lists = lru_cache(maxsize=1 << 17)(listed_under)  # one place, unit or year stands on thousands of records


def anniversaries(record: Record) -> Iterator[Anniversary]:
    """Go through the days of the year on which the record is remembered."""
    for key, label in remembered(record.kind_id):
        day = record.__dict__.get(key)
        if day and day.month and day.day and day.year and not day.circa:
            yield Anniversary(day.month, day.day, day.year, label)


@cache
def remembered(kind: str) -> tuple[tuple[str, str], ...]:
    """Return the fields of a kind whose days of the year are remembered: key and label."""
    fields = Record.kinds[kind].fields.items()
    return tuple((key, kept.label) for key, kept in fields if isinstance(kept, Day) and kept.anniversary)


def newest_date(record: Record) -> date | None:
    """Return the newest day on which somebody worked on the record or wrote its source."""
    known = record.__dict__
    said = [known.get("updated"), known.get("published")]
    said += [entry.date for key in ("sources", "errata") for entry in known.get(key, ())]
    if "reviewed" in known:
        said.append(known["reviewed"].date)
    return max([day.earliest for day in said if day and day.earliest], default=None)


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
