"""All that other pages need to know of a record: a small card, a tuple of plain values."""

from __future__ import annotations

import marshal
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from fengbei.fields import Step
from fengbei.record import Record
from fengbei.site import page_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from fengbei.chinese import Lunar

Key = tuple[str, str]  # kind and id
UNKNOWN = "不详"


class Listed(NamedTuple):
    """A list a record stands in: the dimension and the steps to it. Each is there but once: see `listed`."""

    dimension: str
    steps: tuple[Step, ...]

    def __reduce__(self) -> tuple[Callable[..., Listed], tuple[Any, ...]]:
        """Travel as a few bytes, so that the cards of all files share one where they come together."""
        return unpacked, (told(self),)


@cache
def told(way: Listed) -> bytes:
    """Return a list as bytes."""
    return marshal.dumps((way.dimension, *map(tuple, way.steps)), 2)


@cache
def mark_of(way: Listed) -> bytes:
    """Return eight bytes of a hash of a list."""
    return blake2b(told(way), digest_size=8).digest()


@cache
def listed(dimension: str, *steps: tuple[Any, ...]) -> Listed:
    """Return a list as it was first seen: the same one stands on thousands of cards."""
    return Listed(dimension, tuple(Step(*step) for step in steps))


@cache
def unpacked(said: bytes) -> Listed:
    """Return the list that these bytes tell."""
    return listed(*marshal.loads(said))  # noqa: S302 - packed by our own process


class Anniversary(NamedTuple):
    """A day of the year that belongs to a record: what happened, and in which year."""

    month: int
    day: int
    year: int
    what: str
    lunar: Lunar | None = None  # where the record gives the day by the moon


class Corrected(NamedTuple):
    """A correction of a record: the day, of what, from which words to which, and why."""

    day: date
    label: str
    old: str
    new: str
    reason: str


class Label(NamedTuple):
    """What a list says of a record."""

    href: str
    name: str
    summary: str
    texts: tuple[str, ...]  # of the columns of a row


class Card(NamedTuple):
    """All that other pages need to know of a record: a tuple, for millions of them are held and pass between processes.

    What many records say alike, a place, a year, is one string for all of them.
    """

    kind: str
    id: str
    name: str
    summary: str
    place: str
    texts: tuple[str, ...]  # of the columns of a row
    order: bytes  # what the record is sorted by
    lists: tuple[Listed, ...]
    days: tuple[Anniversary, ...]
    when: str
    starts: date | None
    until: date | None
    visible: bool
    withdrawn: bool
    opens: date | None
    updated: date | None
    edited: date | None  # the last day on which somebody worked on the record itself
    errata: tuple[Corrected, ...]
    stamp: int = 0  # of a card in a deck eight bytes of a hash of all the others: two with one stamp say the same
    address: str = ""  # of the record's place, where it has no page

    def __hash__(self) -> int:
        """Return a hash of the id alone: cards are kept in tables by the million."""
        return hash((self.kind, self.id))

    @property
    def key(self) -> Key:
        """Return kind and id."""
        return (self.kind, self.id)

    @property
    def href(self) -> str:
        """Return the address of the record's page, or of its place."""
        return self.address or page_path(Record.kinds[self.kind].page, self.id)

    @property
    def heading(self) -> str:
        """Return the title of the record's page."""
        return Record.kinds[self.kind].title.format(name=self.name)

    @property
    def title(self) -> str:
        """Return whose page it is, and from where."""
        return f"{self.heading}（{self.place}）" if self.place else self.heading

    @property
    def placed(self) -> bool:
        """Say whether the record has a place on a sheet and no page."""
        return bool(self.address)

    @property
    def sheet(self) -> str:
        """Return the address of the page the record is on."""
        return self.href.partition("#")[0]

    @property
    def anchor(self) -> str:
        """Return the name of the record's place on that page, "" where the page is its own."""
        return self.href.partition("#")[2]

    @property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """Return the columns of the record's row: label and text."""
        return tuple(zip(Record.kinds[self.kind].columns, self.texts, strict=True))

    @property
    def brief(self) -> tuple[str, ...]:
        """Return what tells the record from its namesakes: its columns, birth and death as one span of years."""
        at = born_at(self.kind)
        if at < 0 or not (self.texts[at] or self.texts[at + 1]):
            return tuple(filter(None, self.texts))
        span = f"{self.texts[at] or UNKNOWN}—{self.texts[at + 1] or UNKNOWN}"
        return tuple(filter(None, (*self.texts[:at], span, *self.texts[at + 2 :])))

    def shown(self, day: date) -> bool:
        """Say whether the record stands in lists and links on a day."""
        return self.visible and (self.opens is None or self.opens <= day)

    def ended(self, day: date) -> bool:
        """Say whether what the record announces is over on a day."""
        return self.until is not None and self.until < day


@cache
def born_at(kind: str) -> int:
    """Return which column of a kind tells the birth, where the next one tells the death; -1 where none does."""
    roles, fields = Record.kinds[kind].roles, Record.kinds[kind].fields
    keys = [key for key, field in fields.items() if field.column]
    pair = [roles.get("born"), roles.get("died")]
    return next((at for at in range(len(keys)) if keys[at : at + 2] == pair), -1)
