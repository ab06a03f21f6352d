"""What is kept of one input file, and of one page: plain values that travel between processes and builds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Self

from fengbei.checks import Checks
from fengbei.site import BEGINNING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from fengbei import link
    from fengbei.catalogue import Cited, Key, Sliced, SourceKey
    from fengbei.chinese import Learned
    from fengbei.kept import Kept
    from fengbei.load import Piece
    from fengbei.problems import Problem
    from fengbei.record import Record


class Source(NamedTuple):
    """An input file, or a piece of a long one, and the kind of its records."""

    path: Path
    name: str
    kind: type[Record]
    piece: Piece
    said: str  # a name for its bytes

    @property
    def key(self) -> str:
        """Return a name that no other source has."""
        return f"{self.name}\n{self.piece.name}" if self.piece.name else self.name


@dataclass(slots=True)
class Digest:
    """What is kept of one input file."""

    file: str
    records: int = 0
    notes: link.Notes | None = None
    problems: list[Problem] = field(default_factory=list)
    ahead: list[link.Ahead] = field(default_factory=list)
    found: Sliced = b""  # what the search takes
    cited: dict[SourceKey, Cited] = field(default_factory=dict)  # by the lines
    kept: list[Kept] = field(default_factory=list)  # whose pages are still to be made
    lines: dict[str, bytes] = field(default_factory=dict)  # the pages that are made, with their sums: by folder
    places: dict[str, bytes] = field(default_factory=dict)  # of the lines that have no page: by the address of a sheet
    links: bytes = b""  # the print of where those lead
    newest: date = BEGINNING  # on which somebody worked on one of the records
    hosts: Counter[str] = field(default_factory=Counter)  # other sites it names
    leaning: dict[Key, int] = field(default_factory=dict)  # the stamps of the cards those needed, 0 for no such card

    def with_pieces(self, text: Sliced, found: Sliced) -> Self:
        """Return the digest with its long pieces: the texts of the cards, and what the search takes."""
        if self.notes:
            self.notes = self.notes._replace(deck=self.notes.deck._replace(text=text))
        self.found = found
        return self

    def in_memory(self) -> Self:
        """Return the digest with its long pieces read: it needs no file any more."""
        return self.with_pieces(self.notes.deck.text[:] if self.notes else b"", self.found[:])


@dataclass(slots=True)
class Fresh:
    """A digest just made: packed, its long pieces apart, and what only this build needs of the making."""

    packed: bytes
    text: bytes
    found: bytes
    leaning: dict[Key, int]
    pointed: frozenset[Key]
    checks: Checks = field(default_factory=Checks)
    sums: dict[str, str] = field(default_factory=dict)  # of the pages that are made, until the digest has them
    written: int = 0
    learned: Learned = field(default_factory=dict)  # from the dictionaries


class MadePage(NamedTuple):
    """A page that was made: of what, its sum, and what of it concerns other pages."""

    stamp: str
    sum: str
    title: str
    links: bytes
    anchors: tuple[tuple[str, str], ...]
    names: bytes = b""  # of its own anchors, packed, where its rows have some
