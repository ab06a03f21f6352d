"""What the site knows of every record at once: one small card each, and who points at whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from fengbei.catalogue.cards import Anniversary, Card, Corrected, Key
from fengbei.catalogue.making import make_card, newest_date
from fengbei.catalogue.survey import Survey, survey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from fengbei.record import Record

__all__ = [
    "CARD", "Anniversary", "Card", "Catalogue", "Cited", "Corrected", "Derived", "Key", "Pictures", "Shared", "Shares",
    "Size", "SourceKey", "Survey", "cite", "make_card", "newest_date", "survey",
]  # fmt: skip

CITING = 20  # records named under one source; a register is cited by thousands


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


def by_label() -> dict[str, dict[Key, Card]]:
    """Return an empty table of those who point at a record, by the heading of their link."""
    return defaultdict(dict)


@dataclass(slots=True)
class Catalogue:
    """Every card by kind and id, and every link seen from its other end."""

    cards: dict[Key, Card] = field(default_factory=dict)
    backs: dict[Key, dict[str, dict[Key, Card]]] = field(default_factory=lambda: defaultdict(by_label))

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
        """Return the catalogue as it may be seen on a day: no drafts, nothing before its day. Tables may be shared."""
        hidden = {key for key, card in self.cards.items() if not card.shown(day)}
        if not hidden:
            return self
        seen = {key: card for key, card in self.cards.items() if key not in hidden}
        backs = {
            key: {label: kept for label, cards in named.items() if (kept := less(cards, hidden))}
            for key, named in self.backs.items()
        }
        return Catalogue(seen, backs)

    @property
    def newest(self) -> date | None:
        """Return the newest date among the records."""
        return max((c.updated for c in self.cards.values() if c.updated), default=None)


def less(cards: dict[Key, Card], hidden: set[Key]) -> dict[Key, Card]:
    """Return a table of cards without those that are hidden: mostly the table itself, of tens of thousands of cards."""
    if hidden.isdisjoint(cards):
        return cards
    return {key: card for key, card in cards.items() if key not in hidden}
