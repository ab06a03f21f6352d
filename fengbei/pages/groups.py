"""Lists of records: which of the cards of a kind stand in them, and the smaller lists they fall into."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import chain, repeat
from operator import eq, itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from fengbei.catalogue import Card, Picked, places_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from fengbei.catalogue import Catalogue, Listed

LONG = 2000  # records: ten pages of rows
FEW = 20  # cards that are looked up one by one in a list, rather than the list gone through

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

    def gather(self) -> array[int]:
        """Return the places of all that stand in the list: besides those already there, those in smaller ones."""
        for inner in self.groups.values():
            self.cards.places.extend(inner.gather())
        places = sorted(self.cards.places)
        if any(map(eq, places, places[1:])):  # somebody stands in two of the smaller ones
            places = sorted({*places})
        self.cards.places = array("I", places)
        return self.cards.places

    @property
    def total(self) -> int:
        """Return how many records stand in the list."""
        return len(self.cards)

    @property
    def long(self) -> bool:
        """Say whether nobody would leaf through the list, and all in it stand in smaller ones."""
        inside = sum(len(inner.cards) for inner in self.groups.values())
        return self.total > LONG and inside >= self.total and len(self.parted) == self.total

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


def has_any(places: array[int], wanted: AbstractSet[int]) -> bool:
    """Say whether any of some places is among others, which stand in order; of few each is looked up."""
    if len(wanted) > FEW:
        return not wanted.isdisjoint(places)
    ats = ((place, bisect_left(places, place)) for place in wanted)
    return any(at < len(places) and places[at] == place for place, at in ats)


def sort_in(seen: Catalogue, cards: Cards, enter: Callable[[Listed], Callable[[int], None]]) -> None:
    """Enter the place of every card into the lists in which it stands; `enter` tells how it is done for a list."""
    register, nowhere = seen.register, len(seen.register)
    places = places_in(cards.places, nowhere)
    for first, deck in register.of(cards[0].kind) if cards else ():
        here = places[first : first + deck.size]
        standing = zip(chain.from_iterable(map(repeat, here, deck.counts)), deck.ways, strict=True)
        if nowhere in here:  # some may not be seen yet: a list of these alone is none
            for place, way in standing:
                if place != nowhere:
                    enter(deck.lists[way])(place)
        else:
            takes = [*map(enter, deck.lists)]
            for place, way in standing:
                takes[way](place)
