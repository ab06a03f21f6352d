"""The rows of rolls: one piece of HTML a record, made once and put into every roll the record stands in."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import escape

from fengbei.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fengbei.catalogue import Card
    from fengbei.pages.templates import Templates
    from fengbei.record import Record

MARK = "@@rows@@"  # where the rows stand in what a template made
ABOVE = "../"  # from a roll to the folder of its kind


@lru_cache(maxsize=1 << 16)
def escaped(text: str) -> str:
    """Return the words of a cell as HTML: most are a place or a year that stands on many rows."""
    return str(escape(text))


class Rows:
    """The rows of one kind. A row leads from a roll's folder, which lies in that of the kind."""

    def __init__(self, templates: Templates, kind: type[Record]) -> None:
        """Set one row, with a hole for each thing that differs."""
        self.page = f"{kind.page}/"
        self.cells = tuple(f"cell{chr(ord('a') + number)}" for number in range(len(kind.columns)))
        marks = tuple(f"@@{cell}@@" for cell in self.cells)
        self.shell = Shell(f"{templates.part('rows.row', '@@href@@', '@@name@@', marks)}\n")
        self.made: dict[str, str] = {}

    def of(self, card: Card) -> str:
        """Return the row of a record."""
        if (row := self.made.get(card.id)) is None:
            row = self.made[card.id] = self.row(card, ABOVE)
        return row

    def row(self, card: Card, way: str) -> str:
        """Return the row of a record on a page from which the way leads to the folder of the kind."""
        slots = dict(zip(self.cells, map(escaped, card.texts), strict=True))
        slots["href"], slots["name"] = escape(way + card.href.removeprefix(self.page)), escape(card.name)
        return self.shell.fill(**slots)

    def all(self, cards: Iterable[Card]) -> list[str]:
        """Return the rows of some records."""
        return [self.of(card) for card in cards]
