"""The rows of rolls: one piece of HTML a record, made once and put into every roll the record stands in."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple, overload

from markupsafe import escape

from fengbei.catalogue import Picked
from fengbei.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fengbei.catalogue import Card, Label
    from fengbei.pages.groups import Cards
    from fengbei.pages.templates import Templates
    from fengbei.record import Record

MARK = "@@rows@@"  # where the rows stand in what a template made
BETWEEN = "\0"  # what no text has
ABOVE = "../"  # from a roll to the folder of its kind


@lru_cache(maxsize=1 << 16)
def escaped(text: str) -> str:
    """Return words as HTML that stand in many places: a place or a year in a row, a period, a title."""
    return str(escape(text))


def escaped_all(texts: Sequence[str]) -> list[str]:
    """Return words as HTML that stand in few places: one or more of them, all at once."""
    return str(escape(BETWEEN.join(texts))).split(BETWEEN)


class Strip(NamedTuple):
    """Some rows, one after another in one piece, and how long each is."""

    text: bytes
    lengths: array[int]

    @classmethod
    def of(cls, rows: Iterable[str]) -> Strip:
        """Return rows in one piece."""
        coded = [row.encode() for row in rows]
        return cls(b"".join(coded), array("I", map(len, coded)))


class Scroll(Sequence[str]):
    """The rows of a whole kind in one piece of memory: forked processes share it, for nothing in it is counted.

    They lie as the records were read; the row of one that may not be seen is empty.
    """

    def __init__(self, name: str, strips: Sequence[Strip]) -> None:
        """Bind the strips one after another; the name tells the scroll from others."""
        self.name = name
        self.text = b"".join(strip.text for strip in strips)
        self.ends = array("Q", accumulate(chain.from_iterable(strip.lengths for strip in strips), initial=0))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.ends) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Picked[str]: ...
    def __getitem__(self, at: int | slice) -> str | Picked[str]:
        """Return one row, or some."""
        if isinstance(at, slice):
            return Picked(self, range(len(self))[at])
        return self.text[self.ends[at] : self.ends[at + 1]].decode()

    def coded(self, places: Iterable[int]) -> Iterator[bytes]:
        """Go through some rows as bytes."""
        return (self.text[self.ends[at] : self.ends[at + 1]] for at in places)


class Pieces:
    """A piece of HTML for each record of a kind, as a template of parts/ sets it, with a hole for all that differs.

    It leads from a folder that lies in that of the kind.
    """

    def __init__(self, kind: type[Record], shell: Shell) -> None:
        """Take the piece that was set once."""
        self.page, self.shell = f"{kind.page}/", shell
        self.scroll: Scroll | None = None  # of all records as they were read, where they were set beforehand
        self.numbers: Sequence[int] = ()  # of the records in the order of the kind
        self.first = 0  # the number of the one that begins the scroll

    def of(self, labels: Sequence[Label | Card], way: str = ABOVE) -> list[str]:
        """Return the pieces of records on a page from which the way leads to the folder of the kind."""
        labels = [*labels]  # a card that is picked from its deck is taken once
        return [*self.shell.filled(self.slots(labels, way))] if labels else []

    def slots(self, labels: Sequence[Label | Card], way: str) -> dict[str, Sequence[str]]:
        """Return what goes into the holes, for all records hole by hole."""
        hrefs = [way + label.href.removeprefix(self.page) for label in labels]
        return {"href": escaped_all(hrefs), "name": escaped_all([label.name for label in labels])}

    def all(self, cards: Cards) -> Sequence[str]:
        """Return the pieces of some records."""
        if self.scroll is None:
            return self.of(cards)
        return Picked(self.scroll, [self.numbers[place] - self.first for place in cards.places])

    def take(self, scroll: Scroll, numbers: Sequence[int], first: int) -> None:
        """Take what was set beforehand: `numbers` say in which order the records stand, `first` where it begins."""
        self.scroll, self.numbers, self.first = scroll, numbers, first


class Rows(Pieces):
    """The rows of rolls."""

    def __init__(self, templates: Templates, kind: type[Record]) -> None:
        """Set one row."""
        self.cells = tuple(f"cell{chr(ord('a') + number)}" for number in range(len(kind.columns)))
        marks = tuple(f"@@{cell}@@" for cell in self.cells)
        super().__init__(kind, Shell(f"{templates.part('rows.row', '@@href@@', '@@name@@', marks)}\n"))

    def slots(self, labels: Sequence[Label | Card], way: str) -> dict[str, Sequence[str]]:
        """Return the address, the name and the columns."""
        columns = zip(*(label.texts for label in labels), strict=True)
        return super().slots(labels, way) | dict(zip(self.cells, map(escaped_all, columns), strict=True))


class Names(Pieces):
    """The names on a wall."""

    def __init__(self, templates: Templates, kind: type[Record]) -> None:
        """Set one name."""
        super().__init__(kind, Shell(templates.part("names.name", "@@href@@", "@@name@@")))
