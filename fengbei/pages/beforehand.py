"""What stands on many pages is set beforehand, some of it at a time, so that several processes can share the work."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from fengbei.site import list_path
from fengbei.workers import portions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fengbei.pages.lists import Shelf
    from fengbei.pages.rows import Names, Pieces, Rows, Scroll
    from fengbei.pages.special import DayOfYear, Remembering

FEW = 500  # pages for which it is not worth while
PORTION = 2000  # rows set in one go
DAYS = 10  # days of the year, likewise
REMEMBERED = "remembered"


class Span(NamedTuple):
    """The cards of a kind in the order in which they were read: the number of the first, and who may be seen."""

    first: int
    there: bytes  # 1 for a card that may be seen, else 0

    @classmethod
    def of(cls, numbers: Sequence[int]) -> Span:
        """Return the span of some cards, by their numbers."""
        first = min(numbers, default=0)
        there = bytearray(max(numbers, default=-1) + 1 - first)
        for number in numbers:
            there[number - first] = 1
        return cls(first, bytes(there))


class Portion(NamedTuple):
    """Some cards of a kind, by their places in its span; of no kind: some days of the year."""

    kind: str
    places: range


class Piled(NamedTuple):
    """Rows that follow one another on a scroll: its name, the address of a page that has some of it, or "" for none.

    The row of a record that may not be seen is empty.
    """

    scroll: str
    path: str
    rows: list[str]


class Beforehand:
    """Sets the rows of rolls, the names of the walls and those remembered on a day."""

    def __init__(
        self, shelves: Mapping[str, Shelf], rows: Mapping[str, Rows], names: Mapping[str, Names],
        remembering: Remembering, days: Sequence[DayOfYear],
    ) -> None:  # fmt: skip
        """Take who sets them, and of what."""
        self.shelves, self.rows, self.names = shelves, rows, names
        self.remembering, self.days = remembering, days

    @cached_property
    def spans(self) -> dict[str, Span]:
        """Return the cards of each kind as they were read; told before processes are forked, or by each worker."""
        return {kind: Span.of(shelf.cards.places) for kind, shelf in self.shelves.items()}

    def portions(self, pages: int) -> list[Portion]:
        """Return all there is to set for so many pages, in portions; nothing for a few pages.

        Cards are taken in the order in which they were read: so they lie in memory.
        """
        if pages <= FEW:
            return []
        kinds = chain.from_iterable(
            (Portion(kind, each) for each in portions(len(span.there), PORTION)) for kind, span in self.spans.items()
        )
        return [*kinds, *(Portion("", each) for each in portions(len(self.days), DAYS))]

    def set(self, portion: Portion) -> Iterator[Piled]:
        """Go through what there is to set of a portion."""
        if not portion.kind:
            people = chain.from_iterable(self.days[place].people.labels() for place in portion.places)
            yield Piled(REMEMBERED, "", self.remembering.of(people))
            return
        shelf, (first, there) = self.shelves[portion.kind], self.spans[portion.kind]
        page, register = shelf.kind.page, shelf.seen.register
        seen = [place for place in portion.places if there[place]]
        labels = [register.label(first + place) for place in seen]
        roll = shelf.trees[shelf.dimensions[0].key].href
        pieces: list[tuple[str, Pieces, str]] = [("rows", self.rows[portion.kind], roll)]
        if names := self.names.get(portion.kind):
            pieces.append(("names", names, list_path(page, "wall")))
        for name, each, href in pieces:
            rows = dict(zip(seen, each.of(labels), strict=True))
            yield Piled(f"{name} of {page}", href, [rows.get(place, "") for place in portion.places])

    def take(self, scrolls: Mapping[str, Scroll]) -> None:
        """Take what was set, by the names of the scrolls."""
        for kind, span in self.spans.items() if scrolls else ():
            shelf = self.shelves[kind]
            for pieces, name in ((self.rows[kind], "rows"), (self.names.get(kind), "names")):
                if pieces and (scroll := scrolls.get(f"{name} of {shelf.kind.page}")):
                    pieces.take(scroll, shelf.cards.places, span.first)
        if remembered := scrolls.get(REMEMBERED):
            self.remembering.take(self.days, remembered)
