"""Some of many things, by their places among them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

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

    def __add__(self, other: Picked[T]) -> Picked[T]:
        """Return these and then others of the same things."""
        return Picked(self.every, self.places + other.places)

    def outside(self, places: AbstractSet[int]) -> Picked[T]:
        """Return those that do not stand at some places."""
        return Picked(self.every, (place for place in self.places if place not in places))

    def inside(self, places: AbstractSet[int]) -> Picked[T]:
        """Return those that stand at some places."""
        return Picked(self.every, (place for place in self.places if place in places))
