"""What the site knows of every record at once: one small card each, and who points at whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from fengbei.catalogue.cards import Anniversary, Card, Corrected, Key, Label, Listed
from fengbei.catalogue.decks import (
    CORRECTED,
    ENDS,
    LUNAR,
    OPENS,
    PLACED,
    VISIBLE,
    WITHDRAWN,
    Deck,
    Sliced,
    day_of,
    hashed,
    pack,
    where,
)
from fengbei.catalogue.making import make_card, newest_date
from fengbei.catalogue.picked import Picked
from fengbei.catalogue.register import Register, places_in
from fengbei.catalogue.remembered import People, Remembered, remembered
from fengbei.catalogue.sources import Cited, SourceKey, add_up, cite
from fengbei.catalogue.survey import Survey, survey

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from datetime import date
    from pathlib import Path


__all__ = [
    "CARD", "CORRECTED", "ENDS", "LUNAR", "OPENS", "PLACED", "VISIBLE", "WITHDRAWN", "Anniversary", "Card", "Catalogue",
    "Cited", "Corrected", "Deck", "Derived", "Key", "Label", "Listed", "People", "Picked", "Pictures", "Register",
    "Remembered", "Shared", "Shares", "Size", "Sliced", "SourceKey", "Survey", "add_up", "cite", "hashed",
    "make_card", "newest_date", "pack", "places_in", "remembered", "survey",
]  # fmt: skip


class Size(NamedTuple):
    """A picture in one width: pixels, and the addresses of its two files."""

    width: int
    height: int
    jpeg: str
    avif: str


@dataclass(frozen=True, slots=True)
class Derived:
    """A picture as it is published: its sizes, narrowest first; what shows until it has come; where its files lie."""

    sizes: tuple[Size, ...]
    veil: str  # a data: address of a few bytes
    folder: Path

    @property
    def largest(self) -> Size:
        """Return the widest size."""
        return self.sizes[-1]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Go through the files of the picture: address and bytes."""
        for size in self.sizes:
            for href in (size.jpeg, size.avif):
                yield href, (self.folder / href.rpartition("/")[2]).read_bytes()


Pictures = Mapping[tuple[str, str], Derived]  # by the record's file and the picture's name in it

CARD = (1200, 630)  # pixels: what those who show a shared page ask for


class Shared(NamedTuple):
    """What is drawn for those who share a page: the addresses of its card and its poster, "" for none."""

    card: str
    poster: str


Shares = Mapping[str, Shared]  # by the address of the page

NOBODY: frozenset[int] = frozenset()
MANY = 10  # a kind with fewer than a tenth of all cards is sorted by itself, another picked out of all


class Known(Mapping[Key, Card]):
    """The cards of a register by kind and id, without some."""

    def __init__(self, register: Register, hidden: AbstractSet[int]) -> None:
        """Take the register, and the numbers of those that are left out."""
        self.register, self.hidden = register, hidden

    def number(self, key: Key) -> int:
        """Return the number of a card, -1 where there is none."""
        number = self.register.number(key)
        return -1 if number in self.hidden else number

    def __getitem__(self, key: Key) -> Card:
        """Return a card. KeyError."""
        if (number := self.number(key)) < 0:
            raise KeyError(key)
        return self.register[number]

    def __contains__(self, key: object) -> bool:
        """Say whether there is a card; none is looked at."""
        return isinstance(key, tuple) and self.number(key) >= 0

    def __iter__(self) -> Iterator[Key]:
        """Go through kinds and ids in the order in which they were read."""
        return map(self.register.key, self.numbers)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.register) - len(self.hidden)

    @property
    def numbers(self) -> Iterator[int]:
        """Go through the numbers of the cards."""
        return (number for number in range(len(self.register)) if number not in self.hidden)

    def stamp(self, key: Key) -> int:
        """Return the stamp of a card, 0 where there is none."""
        number = self.number(key)
        return 0 if number < 0 else self.register.stamps[number]


@dataclass(slots=True)
class Catalogue:
    """Every card by number, and every link seen from its other end."""

    register: Register = field(default_factory=Register)
    backs: Mapping[Key, Mapping[str, array[int]]] = field(default_factory=dict)  # numbers, by the heading of their link
    hidden: AbstractSet[int] = NOBODY  # numbers of cards that are left out

    @property
    def cards(self) -> Known:
        """Return every card by kind and id."""
        return Known(self.register, self.hidden)

    def of(self, kind: str) -> Picked[Card]:
        """Return the cards of a kind in their order."""
        mask, register = self.mask(kind), self.register
        if mask.count(1) * MANY < len(register):
            return Picked(register, sorted(self.numbers(kind), key=register.ranks.__getitem__))
        return Picked(register, compress(register.sorted, map(mask.__getitem__, register.sorted)))

    def numbers(self, kind: str) -> list[int]:
        """Return the numbers of the cards of a kind."""
        return [*compress(range(len(self.register)), self.mask(kind))]

    def mask(self, kind: str) -> bytearray:
        """Return of each number 1 if it is that of a card of a kind, else 0."""
        mask = bytearray(len(self.register))
        for first, deck in self.register.of(kind):
            mask[first : first + deck.size] = b"\1" * deck.size
        for number in self.hidden:
            mask[number] = 0
        return mask

    def flagged(self, flag: int) -> Picked[Card]:
        """Return the cards of every kind with a flag."""
        numbers = where(self.register.flags, lambda flags: bool(flags & flag))
        return Picked(self.register, (number for number in numbers if number not in self.hidden))

    def name(self, kind: str, record_id: str) -> str:
        """Return a record's name, or its id where nothing is known of it."""
        card = self.cards.get((kind, record_id))
        return card.name if card else record_id

    def look_back(self, key: Key) -> list[tuple[str, Picked[Card]]]:
        """Return who points at a record, under the heading each link gives."""
        ranks, named = self.register.ranks, self.backs.get(key, {})
        shown = ((label, {*numbers} - self.hidden) for label, numbers in named.items())
        return [(label, Picked(self.register, sorted(left, key=ranks.__getitem__))) for label, left in shown if left]

    def shown(self, day: date) -> Catalogue:
        """Return the catalogue as it may be seen on a day: no drafts, nothing before its day. Tables may be shared."""
        register = self.register
        waiting = where(register.flags, lambda flags: flags & (VISIBLE | OPENS) != VISIBLE)
        hidden = self.hidden | {number for number in waiting if not register[number].shown(day)}
        return Catalogue(register, self.backs, hidden) if hidden != self.hidden else self

    @property
    def doubled_titles(self) -> set[int]:
        """Return the hashes of the titles that several cards have."""
        titles = self.register.titles
        shown = map(titles.__getitem__, self.cards.numbers) if self.hidden else titles
        return {title for title, count in Counter(shown).items() if count > 1}

    @property
    def newest(self) -> date | None:
        """Return the newest date among the records."""
        updated = self.register.updated
        shown = map(updated.__getitem__, self.cards.numbers) if self.hidden else updated
        return day_of(max(shown, default=0))
