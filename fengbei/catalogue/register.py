"""All cards of a site by number: the decks of its files, the columns of all of them, and who has which id."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate
from typing import TYPE_CHECKING, overload

from fengbei.catalogue.cards import Card, Key, Label, Listed
from fengbei.catalogue.decks import PLACED, Deck, label_of, taken
from fengbei.catalogue.picked import Picked
from fengbei.record import Record
from fengbei.site import page_path, place_path

if TYPE_CHECKING:
    from collections.abc import Iterator


class Register(Sequence[Card]):
    """The cards of all decks, by number: in the order in which they were read."""

    def __init__(self, decks: Iterable[Deck] = ()) -> None:
        """Take in the decks; of doubled ids the first counts, the others are named in `doubled`."""
        self.decks = tuple(decks)
        self.firsts = [0, *accumulate(deck.size for deck in self.decks)]
        self.ids: list[str] = []
        self.known: dict[str, dict[str, int]] = {}  # by kind and id
        self.doubled: dict[int, int] = {}  # the number of a card, and of the first that has its id
        self.capital: set[str] = set()  # kinds with ids that have capital letters
        for first, deck in zip(self.firsts, self.decks, strict=False):
            self.enter(first, deck)

    def enter(self, first: int, deck: Deck) -> None:
        """Enter the ids of a deck. Ids that differ but in small and capital letters would share a file."""
        known = self.known.setdefault(deck.kind, {})
        ids = deck.every_id
        self.ids += ids
        if deck.ids != deck.ids.lower():
            self.capital.add(deck.kind)
        if deck.kind not in self.capital and len({*ids}) == len(ids) and known.keys().isdisjoint(ids):
            known.update(zip(ids, range(first, first + len(ids)), strict=True))
            return
        lower = {one.lower(): number for one, number in known.items()}
        for number, card_id in enumerate(ids, first):
            if (before := lower.setdefault(card_id.lower(), number)) == number:
                known[card_id] = number
            else:
                self.doubled[number] = before

    def __len__(self) -> int:
        """Return how many cards there are."""
        return self.firsts[-1]

    @overload
    def __getitem__(self, number: int) -> Card: ...
    @overload
    def __getitem__(self, number: slice) -> Picked[Card]: ...
    def __getitem__(self, number: int | slice) -> Card | Picked[Card]:
        """Return one card, or some."""
        if isinstance(number, slice):
            return Picked(self, range(len(self))[number])
        return taken(*self.place(number), self.ids[number])

    def place(self, number: int) -> tuple[Deck, int]:
        """Return the deck in which a card is, and its place there."""
        at = bisect_right(self.firsts, number) - 1
        return self.decks[at], number - self.firsts[at]

    def label(self, number: int) -> Label:
        """Return what a list says of a card."""
        return label_of(*self.place(number), self.ids[number])

    def number(self, key: Key) -> int:
        """Return the number of a card, -1 where there is none."""
        return self.known.get(key[0], {}).get(key[1], -1)

    def kind(self, number: int) -> str:
        """Return the kind of a card."""
        return self.place(number)[0].kind

    def key(self, number: int) -> Key:
        """Return kind and id of a card."""
        return self.kind(number), self.ids[number]

    def lists(self, number: int) -> list[Listed]:
        """Return the lists in which a card stands."""
        deck, place = self.place(number)
        return [deck.lists[way] for way in deck.ways[deck.stands[place] : deck.stands[place + 1]]]

    def address(self, number: int) -> str:
        """Return the address of the page or the place of a card."""
        page, placed = Record.kinds[self.kind(number)].page, self.flags[number] & PLACED
        return (place_path if placed else page_path)(page, self.ids[number])

    def of(self, kind: str) -> Iterator[tuple[int, Deck]]:
        """Go through the decks of a kind, each with the number of its first card."""
        return ((first, deck) for first, deck in zip(self.firsts, self.decks, strict=False) if deck.kind == kind)

    @cached_property
    def flags(self) -> bytes:
        """Return the column of the flags."""
        return b"".join(deck.flags for deck in self.decks)

    @cached_property
    def initials(self) -> str:
        """Return the column of the first characters of the names."""
        return "".join(deck.initials for deck in self.decks)

    @cached_property
    def stamps(self) -> array[int]:
        """Return the column of the stamps."""
        return joined("Q", (deck.stamps for deck in self.decks))

    @cached_property
    def marks(self) -> array[int]:
        """Return the column of the hashes of what a calendar tells."""
        return joined("Q", (deck.marks for deck in self.decks))

    @cached_property
    def titles(self) -> array[int]:
        """Return the column of the hashes of the titles."""
        return joined("Q", (deck.titles for deck in self.decks))

    @cached_property
    def updated(self) -> array[int]:
        """Return the column of the days on which somebody worked on the record or wrote its source."""
        return joined("I", (deck.updated for deck in self.decks))

    @cached_property
    def edited(self) -> array[int]:
        """Return the column of the days on which somebody worked on the record itself."""
        return joined("I", (deck.edited for deck in self.decks))

    @cached_property
    def shape(self) -> bytes:
        """Return a hash of who is sorted by what."""
        return blake2b(b"".join(deck.shape for deck in self.decks), digest_size=16).digest()

    def recall(self, shape: bytes, order: array[int]) -> None:
        """Take an order in which cards were sorted before, if these are the cards."""
        if shape == self.shape:
            self.__dict__["sorted"] = order

    @cached_property
    def sorted(self) -> array[int]:
        """Return the numbers of all cards, of every kind, in their order."""
        orders = [order for deck in self.decks for order in deck.every_order]
        return array("I", sorted(range(len(orders)), key=orders.__getitem__))

    @cached_property
    def ranks(self) -> array[int]:
        """Return the place of every card in that order."""
        return places_in(self.sorted, len(self))


def joined(code: str, columns: Iterable[array[int]]) -> array[int]:
    """Return columns as one."""
    whole = array(code)
    for column in columns:
        whole.extend(column)
    return whole


def places_in(numbers: Iterable[int], count: int) -> array[int]:
    """Return of each of so many numbers its place among some; what is not among them has the place `count`."""
    places = array("I", (count,)) * count
    for place, number in enumerate(numbers):
        places[number] = place
    return places
