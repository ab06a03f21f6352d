"""Who is remembered on which day of the year."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, overload

from fengbei.catalogue.cards import Anniversary, Card, Label
from fengbei.catalogue.picked import Picked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from fengbei.catalogue import Catalogue
    from fengbei.catalogue.register import Register

WHAT = 256  # different things that happen on days: few kinds have such days, each one or two


class Remembered(NamedTuple):
    """A person and the day of the year."""

    card: Card
    anniversary: Anniversary

    def years(self, day: date) -> int:
        """Return how many years ago it was."""
        return day.year - self.anniversary.year


class People(Sequence[Remembered]):
    """Those who are remembered on a day of the year, the earliest first: eight bytes each."""

    def __init__(
        self, register: Register, month: int, day: int, whats: Sequence[str] = (), said: Sequence[int] = ()
    ) -> None:
        """Take of each the year, the place of the card in the order of all, and what happened, as one number."""
        self.register, self.month, self.day, self.whats, self.said = register, month, day, whats, array("Q", said)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.said)

    @overload
    def __getitem__(self, at: int) -> Remembered: ...
    @overload
    def __getitem__(self, at: slice) -> Picked[Remembered]: ...
    def __getitem__(self, at: int | slice) -> Remembered | Picked[Remembered]:
        """Return one of them, or some."""
        if isinstance(at, slice):
            return Picked(self, range(len(self))[at])
        number, year, what = self.parted(self.said[at])
        return Remembered(self.register[number], Anniversary(self.month, self.day, year, what))

    def parted(self, said: int) -> tuple[int, int, str]:
        """Return of one of them the number of the card, the year, and what happened."""
        rest, what = divmod(said, WHAT)
        year, rank = divmod(rest, len(self.register))
        return self.register.sorted[rank], year, self.whats[what]

    def labels(self) -> Iterator[tuple[Label, int, str]]:
        """Go through what a list says of them, each with the year and what happened."""
        for number, year, what in map(self.parted, self.said):
            yield self.register.label(number), year, what

    @property
    def numbers(self) -> Sequence[int]:
        """Return the numbers of the cards."""
        count, every = len(self.register), self.register.sorted
        return array("I", (every[said // WHAT % count] for said in self.said))


def remembered(seen: Catalogue) -> dict[tuple[int, int], People]:
    """Return by month and day who is remembered. Where somebody is by the moon, the card tells."""
    register, hidden = seen.register, seen.hidden
    ranks, count = register.ranks, len(register)
    whats: dict[str, int] = {}
    said = defaultdict[int, list[int]](list)
    for first, deck in zip(register.firsts, register.decks, strict=False):
        local, days = [whats.setdefault(what, len(whats)) for what in deck.whats], deck.days
        for place, day, year, what in zip(days[::4], days[1::4], days[2::4], days[3::4], strict=True):
            if not hidden or first + place not in hidden:
                said[day].append((year * count + ranks[first + place]) * WHAT + local[what])
    labels = tuple(whats)
    return {
        divmod(day, 100): People(register, *divmod(day, 100), labels, sorted(each))
        for day, each in sorted(said.items())
    }
