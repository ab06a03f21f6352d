"""The cards of a file in little room: a deck; all decks lie in a register (register.py).

Millions of cards are held, pass between processes and lie in processes forked from one another, where to look at an
object is to copy the page it lies on. So what is asked of all cards lies in columns, the rest packed one card after
another in one piece; a card is an object only while somebody looks at it.
"""

from __future__ import annotations

import marshal
import re
from array import array
from datetime import date
from hashlib import blake2b
from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from fengbei.catalogue.cards import Anniversary, Card, Corrected, Listed
from fengbei.chinese import Lunar
from fengbei.record import Record
from fengbei.site import place_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

VISIBLE, WITHDRAWN, PLACED, OPENS, ENDS, LUNAR, CORRECTED = (1 << bit for bit in range(7))  # of a card's flags
BETWEEN = "\n"  # ids, and what cards are sorted by; neither has a line of its own


class Sliced(Protocol):
    """Bytes, or what gives some of them when asked."""

    def __getitem__(self, part: slice, /) -> bytes:
        """Return some of them."""


class Deck(NamedTuple):
    """The cards of one file, packed. A column has one entry a card."""

    kind: str
    shape: bytes  # a hash of who stands in which lists, in which order, and is shown at all
    ids: str  # one after another
    orders: bytes  # likewise
    initials: str  # the first character of each name
    flags: bytes
    stamps: array[int]
    titles: array[int]  # eight bytes of a hash of each title
    updated: array[int]  # days since the first of the calendar, 0 for none
    edited: array[int]
    lists: tuple[Listed, ...]
    ways: array[int]  # the places of these, in which the cards stand, one card after another
    stands: array[int]  # where the ways of each card end
    whats: tuple[str, ...]  # what happened on the days
    days: array[int]  # of each day four numbers: place of the card, month and day, year, place of what happened
    marks: array[int]  # of a card with days eight bytes of a hash of all a calendar tells of it, else 0
    text: Sliced  # the rest of the cards, one after another
    ends: array[int]

    @property
    def size(self) -> int:
        """Return how many cards there are."""
        return len(self.flags)

    @property
    def counts(self) -> Iterator[int]:
        """Go through the numbers of lists in which the cards stand."""
        return map(sub, self.stands[1:], self.stands)

    @property
    def every_id(self) -> list[str]:
        """Return the ids."""
        return self.ids.split(BETWEEN) if self.flags else []

    @property
    def every_order(self) -> list[bytes]:
        """Return what the cards are sorted by."""
        return self.orders.split(BETWEEN.encode()) if self.flags else []


def pack(kind: str, cards: Iterable[Card]) -> Deck:
    """Return cards of one kind as a deck: one column after the other."""
    cards = [*cards]
    listed: dict[int, tuple[int, Listed]] = {}  # there is but one object of each list
    whats: dict[str, int] = {}
    days = array("i")
    for place, card in enumerate(cards):
        for day in card.days:
            days.extend((place, day.month * 100 + day.day, day.year, whats.setdefault(day.what, len(whats))))
    text = [marshal.dumps(rest_of(card), 2) for card in cards]
    ways = array("I", [listed.setdefault(id(way), (len(listed), way))[0] for card in cards for way in card.lists])
    stands = array("I", accumulate([len(card.lists) for card in cards], initial=0))
    lists = tuple(way for _, way in listed.values())
    said = (
        BETWEEN.join([card.id for card in cards]), BETWEEN.encode().join([card.order for card in cards]),
        "".join([card.name[:1] or " " for card in cards]), bytes(map(flags_of, cards)),
    )  # fmt: skip
    return Deck(
        kind, shape_of(*said, lists, ways, stands), *said, array("Q", [card.stamp for card in cards]),
        array("Q", [hashed(card.title) for card in cards]), array("I", [number_of(card.updated) for card in cards]),
        array("I", [number_of(card.edited) for card in cards]), lists, ways, stands, tuple(whats), days,
        array("Q", [mark_of(card) if card.days else 0 for card in cards]),
        b"".join(text), array("I", accumulate(map(len, text), initial=0)),
    )  # fmt: skip


def shape_of(*said: Any) -> bytes:
    """Return sixteen bytes of a hash of columns."""
    shape = blake2b(digest_size=16)
    for column in said:
        data = column if isinstance(column, bytes | array) else str(column).encode()
        shape.update(memoryview(data).nbytes.to_bytes(8))
        shape.update(data)
    return shape.digest()


def where(flags: bytes, wanted: Callable[[int], bool]) -> Iterator[int]:
    """Go through the places of the flags that are wanted: few are, and each value is asked about once."""
    values = bytes(value for value in range(256) if wanted(value))
    found = re.finditer(b"[" + re.escape(values) + b"]", flags) if values else ()
    return (one.start() for one in found)


def flags_of(card: Card) -> int:
    """Return what is to be known of a card before it is looked at."""
    return (
        VISIBLE * card.visible | WITHDRAWN * card.withdrawn | PLACED * card.placed | OPENS * bool(card.opens)
        | ENDS * bool(card.until) | LUNAR * any(day.lunar for day in card.days) | CORRECTED * bool(card.errata)
    )  # fmt: skip


def mark_of(card: Card) -> int:
    """Return eight bytes of a hash of all that a calendar tells of a card with days."""
    return hashed(repr((card.href, card.heading, card.order, card.days, card.updated)))


def hashed(said: str | bytes) -> int:
    """Return eight bytes of a hash of a text, or of bytes."""
    data = said.encode() if isinstance(said, str) else said
    return int.from_bytes(blake2b(data, digest_size=8).digest())


def stamp_of(card: Card, marks: str) -> int:
    """Return eight bytes of a hash of all that a card says; `marks` say the same as its lists."""
    days = number_of(card.updated), number_of(card.edited)
    said = (card.kind, card.id, marks, card.visible, card.withdrawn, *days, *rest_of(card))
    return hashed(marshal.dumps(said, 2))


def number_of(day: date | None) -> int:
    """Return a day as a number, 0 for none."""
    return day.toordinal() if day else 0


def day_of(number: int) -> date | None:
    """Return the day of a number."""
    return date.fromordinal(number) if number else None


def rest_of(card: Card) -> Any:
    """Return what of a card stands in no column, as plain values."""
    return (
        card.name, card.summary, card.place, card.texts, card.order,
        tuple((*day[:4], moon_of(day)) for day in card.days), card.when, number_of(card.starts),
        number_of(card.until), number_of(card.opens), tuple((number_of(said[0]), *said[1:]) for said in card.errata),
    )  # fmt: skip


def moon_of(day: Anniversary) -> tuple[int, int, bool] | None:
    """Return the day by the moon as plain values."""
    return (day.lunar.month, day.lunar.day, day.lunar.leap) if day.lunar else None


def taken(deck: Deck, place: int, card_id: str) -> Card:
    """Return the card at a place of a deck."""
    name, summary, where, texts, order, days, when, starts, until, opens, errata = marshal.loads(  # noqa: S302 - packed by our own process
        deck.text[deck.ends[place] : deck.ends[place + 1]]
    )
    flags, ways = deck.flags[place], deck.ways[deck.stands[place] : deck.stands[place + 1]]
    return Card(
        deck.kind, card_id, name, summary, where, texts, order, tuple([deck.lists[way] for way in ways]),
        tuple([Anniversary(m, d, year, what, moon and Lunar(*moon)) for m, d, year, what, moon in days]), when,
        day_of(starts), day_of(until), bool(flags & VISIBLE), bool(flags & WITHDRAWN), day_of(opens),
        day_of(deck.updated[place]), day_of(deck.edited[place]),
        tuple([Corrected(date.fromordinal(day), *said) for day, *said in errata]), deck.stamps[place],
        place_path(Record.kinds[deck.kind].page, card_id) if flags & PLACED else "",
    )  # fmt: skip
