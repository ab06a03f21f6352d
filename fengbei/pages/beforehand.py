"""What stands on many pages is set beforehand, some of it at a time, so that several processes can share the work."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from fengbei.site import list_path
from fengbei.workers import portions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fengbei.pages.lists import Shelf
    from fengbei.pages.rows import Names, Rows, Scroll
    from fengbei.pages.special import DayOfYear, Remembering

FEW = 500  # pages for which it is not worth while
PORTION = 2000  # rows set in one go
DAYS = 10  # days of the year, likewise
REMEMBERED = "remembered"


class Portion(NamedTuple):
    """Some cards of a kind, by their places; of no kind: some days of the year."""

    kind: str
    places: range


class Piled(NamedTuple):
    """Rows that follow one another on a scroll: its name, the address of a page that has some of it, or "" for none."""

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

    def portions(self, pages: int) -> list[Portion]:
        """Return all there is to set for so many pages, in portions; nothing for a few pages."""
        if pages <= FEW:
            return []
        kinds = chain.from_iterable(
            (Portion(kind, each) for each in portions(len(shelf.cards), PORTION))
            for kind, shelf in self.shelves.items()
        )
        return [*kinds, *(Portion("", each) for each in portions(len(self.days), DAYS))]

    def set(self, portion: Portion) -> Iterator[Piled]:
        """Go through what there is to set of a portion."""
        if not portion.kind:
            people = chain.from_iterable(self.days[place].people for place in portion.places)
            yield Piled(REMEMBERED, "", [*map(self.remembering.row, people)])
            return
        shelf = self.shelves[portion.kind]
        page, cards = shelf.kind.page, [shelf.cards[place] for place in portion.places]
        first = shelf.trees[shelf.dimensions[0].key].href
        yield Piled(f"rows of {page}", first, [*map(self.rows[portion.kind].row, cards)])
        if names := self.names.get(portion.kind):
            yield Piled(f"names of {page}", list_path(page, "wall"), [*map(names.row, cards)])

    def take(self, scrolls: Mapping[str, Scroll]) -> None:
        """Take what was set, by the names of the scrolls."""
        for kind, shelf in self.shelves.items():
            self.rows[kind].scroll = scrolls.get(f"rows of {shelf.kind.page}")
            if names := self.names.get(kind):
                names.scroll = scrolls.get(f"names of {shelf.kind.page}")
        if remembered := scrolls.get(REMEMBERED):
            self.remembering.take(self.days, remembered)
