"""Lists of records: which of the cards of a kind stand in them, and the smaller lists they fall into."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from fengbei.catalogue import Card


T = TypeVar("T")


class Picked(Sequence[T]):
    """Some of many things, by their places among them: four bytes each, and none is touched until asked for."""

    __slots__ = ("every", "places")

    def __init__(self, every: Sequence[T] = (), places: Iterable[int] = ()) -> None:
        """Keep the places."""
        self.every, self.places = every, array("I", places)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Picked[T]: ...
    def __getitem__(self, at: int | slice) -> T | Picked[T]:
        """Return one thing, or some."""
        return Picked(self.every, self.places[at]) if isinstance(at, slice) else self.every[self.places[at]]

    def __iter__(self) -> Iterator[T]:
        """Go through the things."""
        return map(self.every.__getitem__, self.places)

    def outside(self, places: AbstractSet[int]) -> Picked[T]:
        """Return those that do not stand at some places."""
        return Picked(self.every, (place for place in self.places if place not in places))

    def inside(self, places: AbstractSet[int]) -> Picked[T]:
        """Return those that stand at some places."""
        return Picked(self.every, (place for place in self.places if place in places))


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
    def parts(self) -> list[Group]:
        """Return the smaller lists in their order."""
        return sorted(self.groups.values(), key=lambda group: (group.order, group.label))

    @property
    def parted(self) -> set[int]:
        """Return the places of all that stand in smaller lists."""
        return set(chain.from_iterable(inner.cards.places for inner in self.groups.values()))
