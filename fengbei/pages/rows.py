"""The rows of rolls: one piece of HTML a record, made once and put into every roll the record stands in."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, overload

from markupsafe import escape

from fengbei.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fengbei.catalogue import Card
    from fengbei.pages.groups import Cards
    from fengbei.pages.templates import Templates
    from fengbei.record import Record

MARK = "@@rows@@"  # where the rows stand in what a template made
ABOVE = "../"  # from a roll to the folder of its kind


@lru_cache(maxsize=1 << 16)
def escaped(text: str) -> str:
    """Return the words of a cell as HTML: most are a place or a year that stands on many rows."""
    return str(escape(text))


class Scroll:
    """The rows of a whole kind in one piece of memory: forked processes share it, for nothing in it is counted."""

    def __init__(self, name: str, rows: Iterable[str]) -> None:
        """Write the rows one after another; the name tells the scroll from others."""
        self.name = name
        text, self.ends = bytearray(), array("Q", (0,))
        for row in rows:
            text += row.encode()
            self.ends.append(len(text))
        self.text = bytes(text)

    def row(self, number: int) -> str:
        """Return one row."""
        return self.text[self.ends[number] : self.ends[number + 1]].decode()


class Picked(Sequence[str]):
    """Some rows of a scroll, by their numbers; each is read where it is asked for."""

    def __init__(self, scroll: Scroll, numbers: Sequence[int]) -> None:
        """Keep the numbers."""
        self.scroll, self.numbers = scroll, numbers

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Picked: ...
    def __getitem__(self, at: int | slice) -> str | Picked:
        """Return one row, or some."""
        return Picked(self.scroll, self.numbers[at]) if isinstance(at, slice) else self.scroll.row(self.numbers[at])


class Rows:
    """The rows of one kind. A row leads from a roll's folder, which lies in that of the kind."""

    def __init__(self, templates: Templates, kind: type[Record]) -> None:
        """Set one row, with a hole for each thing that differs."""
        self.kind = kind.kind_id
        self.page = f"{kind.page}/"
        self.cells = tuple(f"cell{chr(ord('a') + number)}" for number in range(len(kind.columns)))
        marks = tuple(f"@@{cell}@@" for cell in self.cells)
        self.shell = Shell(f"{templates.part('rows.row', '@@href@@', '@@name@@', marks)}\n")
        self.scroll: Scroll | None = None

    def row(self, card: Card, way: str = ABOVE) -> str:
        """Return the row of a record on a page from which the way leads to the folder of the kind."""
        slots = dict(zip(self.cells, map(escaped, card.texts), strict=True))
        slots["href"], slots["name"] = escape(way + card.href.removeprefix(self.page)), escape(card.name)
        return self.shell.fill(**slots)

    def write(self, cards: Sequence[Card]) -> Scroll:
        """Write the rows of all records of the kind beforehand."""
        self.scroll = Scroll(self.kind, map(self.row, cards))
        return self.scroll

    def all(self, cards: Cards) -> Sequence[str]:
        """Return the rows of some records."""
        return Picked(self.scroll, cards.places) if self.scroll else [*map(self.row, cards)]
