"""Lists of records: which of the cards of a kind stand in them, and the smaller lists they fall into."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from fengbei.catalogue import Card, Picked, places_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fengbei.catalogue import Catalogue, Listed

LONG = 2000  # records: ten pages of rows

Cards: TypeAlias = "Picked[Card]"  # of one kind, in its order


@dataclass(slots=True)
class Group:
    """One list: its name and address, the cards in it, the smaller lists it falls into."""

    slug: str
    label: str
    order: tuple[Any, ...]
    href: str
    cards: Cards = field(default_factory=Picked)
    groups: dict[str, Group] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Return how many records stand in the list."""
        return len(self.cards)

    @property
    def long(self) -> bool:
        """Say whether nobody would leaf through the list, and all in it stand in smaller ones."""
        return self.total > LONG and bool(self.groups) and len(self.parted) == self.total

    @property
    def parts(self) -> list[Group]:
        """Return the smaller lists in their order."""
        return sorted(self.groups.values(), key=lambda group: (group.order, group.label))

    @property
    def parted(self) -> set[int]:
        """Return the places of all that stand in smaller lists."""
        return set(chain.from_iterable(inner.cards.places for inner in self.groups.values()))


def some(column: Sequence[int], places: Sequence[int]) -> Sequence[int]:
    """Return what a column says at some places: in a large site asked of ten lists a record, whatever has changed."""
    return itemgetter(*places)(column) if len(places) > 1 else [column[place] for place in places]


def standing(seen: Catalogue, cards: Cards) -> Iterator[tuple[Listed, Sequence[int]]]:
    """Go through the lists in which cards of a kind stand, deck by deck, each with the places of these cards."""
    register, nowhere = seen.register, len(seen.register)
    places = places_in(cards.places, nowhere)
    for first, deck in register.of(cards[0].kind) if cards else ():
        found: list[list[int]] = [[] for _ in deck.lists]
        begin = 0
        for place, end in zip(places[first : first + deck.size], deck.stands[1:], strict=True):
            if place != nowhere:
                for way in deck.ways[begin:end]:
                    found[way].append(place)
            begin = end
        yield from ((way, held) for way, held in zip(deck.lists, found, strict=True) if held)
