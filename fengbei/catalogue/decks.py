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
from itertools import accumulate, chain, pairwise, repeat
from operator import sub
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from fengbei.catalogue.cards import Anniversary, Card, Corrected, Label, Listed, mark_of, told
from fengbei.chinese import Lunar
from fengbei.record import Record
from fengbei.site import page_path, place_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

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


def pack(kind: str, cards: Sequence[Card]) -> Deck:
    """Return cards of one kind as a deck, each with its stamp: what they say is laid out in columns first."""
    of: Any = Card._make(zip(*cards, strict=True) if cards else repeat((), len(Card._fields)))  # columns
    lists, ways, stands = stand_in(of.lists)
    days = [plain_days(each) for each in of.days]
    updated, edited = (array("I", map(number_of, column)) for column in (of.updated, of.edited))
    text = [
        marshal.dumps(rest, 2)
        for rest in zip(
            of.name, of.summary, of.place, of.texts, of.order, days, of.when, map(number_of, of.starts),
            map(number_of, of.until), map(number_of, of.opens), map(plain_errata, of.errata), strict=True,
        )
    ]  # fmt: skip
    flags = bytes(map(flags_of, of.visible, of.withdrawn, of.address, of.opens, of.until, of.days, of.errata))
    said = BETWEEN.join(of.id), BETWEEN.encode().join(of.order), "".join([name[:1] or " " for name in of.name]), flags
    heads = zip(of.kind, of.id, flags, updated, edited, strict=True)
    events = zip(days, of.kind, of.id, of.address, of.name, of.order, updated, strict=True)
    return Deck(
        kind, shape_of(*said, marshal.dumps([*map(told, lists)], 2), ways, stands), *said,
        stamps_of(heads, text, lists, ways, stands), array("Q", [hashed(card.title) for card in cards]),
        updated, edited, lists, ways, stands, *happened(days),
        array("Q", [hashed(marshal.dumps(event, 2)) if event[0] else 0 for event in events]),
        b"".join(text), array("I", accumulate(map(len, text), initial=0)),
    )  # fmt: skip


def stand_in(every: Sequence[Sequence[Listed]]) -> tuple[tuple[Listed, ...], array[int], array[int]]:
    """Return the lists that cards stand in; of each card, one after another, the places of its own; where these end."""
    listed = {id(way): way for way in chain.from_iterable(every)}  # there is but one object of each list
    places = {way: place for place, way in enumerate(listed)}
    ways = array("I", [places[id(way)] for way in chain.from_iterable(every)])
    return tuple(listed.values()), ways, array("I", accumulate(map(len, every), initial=0))


def stamps_of(
    heads: Iterable[tuple[Any, ...]], text: Sequence[bytes], lists: Sequence[Listed], ways: Sequence[int],
    stands: Sequence[int],
) -> array[int]:  # fmt: skip
    """Return of each card eight bytes of a hash of all it says: its head, its text, the lists in which it stands."""
    marks = [*map(mark_of, lists)]
    standing = [b"".join([marks[way] for way in ways[first:end]]) for first, end in pairwise(stands)]
    packed = [marshal.dumps(head, 2) for head in heads]
    return array("Q", map(hashed, map(b"".join, zip(packed, text, standing, strict=True))))


def happened(days: Sequence[Sequence[tuple[Any, ...]]]) -> tuple[tuple[str, ...], array[int]]:
    """Return what happened on the days of cards, and these days: see `Deck.days`."""
    whats = {what: place for place, what in enumerate(dict.fromkeys([day[3] for day in chain.from_iterable(days)]))}
    found = ((place, m * 100 + d, year, whats[what]) for place, each in enumerate(days) for m, d, year, what, _ in each)
    return tuple(whats), array("i", chain.from_iterable(found))


def shape_of(*said: Any) -> bytes:
    """Return sixteen bytes of a hash of columns."""
    shape = blake2b(digest_size=16)
    for column in said:
        data = column.encode() if isinstance(column, str) else column
        shape.update(memoryview(data).nbytes.to_bytes(8))
        shape.update(data)
    return shape.digest()


def where(flags: bytes, wanted: Callable[[int], bool]) -> Iterator[int]:
    """Go through the places of the flags that are wanted: few are, and each value is asked about once."""
    values = bytes(value for value in range(256) if wanted(value))
    found = re.finditer(b"[" + re.escape(values) + b"]", flags) if values else ()
    return (one.start() for one in found)


def flags_of(visible: bool, withdrawn: bool, *said: Any) -> int:  # noqa: FBT001 - two columns
    """Return what is to be known of a card before it is looked at."""
    address, opens, until, days, errata = said
    return (
        VISIBLE * visible | WITHDRAWN * withdrawn | PLACED * bool(address) | OPENS * bool(opens) | ENDS * bool(until)
        | LUNAR * any(day.lunar for day in days) | CORRECTED * bool(errata)
    )  # fmt: skip


def hashed(said: str | bytes) -> int:
    """Return eight bytes of a hash of a text, or of bytes."""
    data = said.encode() if isinstance(said, str) else said
    return int.from_bytes(blake2b(data, digest_size=8).digest())


def number_of(day: date | None) -> int:
    """Return a day as a number, 0 for none."""
    return day.toordinal() if day else 0


def day_of(number: int) -> date | None:
    """Return the day of a number."""
    return date.fromordinal(number) if number else None


def plain_days(days: Iterable[Anniversary]) -> tuple[tuple[Any, ...], ...]:
    """Return the days of a card as plain values."""
    return tuple([(*day[:4], moon_of(day)) for day in days])


def plain_errata(errata: Iterable[Corrected]) -> tuple[tuple[Any, ...], ...]:
    """Return the corrections of a card as plain values."""
    return tuple([(number_of(day), *said) for day, *said in errata])


def moon_of(day: Anniversary) -> tuple[int, int, bool] | None:
    """Return the day by the moon as plain values."""
    return (day.lunar.month, day.lunar.day, day.lunar.leap) if day.lunar else None


def label_of(deck: Deck, place: int, card_id: str) -> Label:
    """Return what a list says of the card at a place of a deck: it takes less time than the whole card."""
    name, summary, _, texts, *_ = marshal.loads(  # noqa: S302 - packed by our own process
        deck.text[deck.ends[place] : deck.ends[place + 1]]
    )
    address = place_path if deck.flags[place] & PLACED else page_path
    return Label(address(Record.kinds[deck.kind].page, card_id), name, summary, texts)


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
