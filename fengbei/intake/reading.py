"""A file is read into its digest, and the pages of its lines are made on the way."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fengbei import files, link, load, search
from fengbei.catalogue import Catalogue, cite, newest_date
from fengbei.checks import leaks, print_of
from fengbei.intake.digests import Digest, Fresh, Source
from fengbei.kept import keep
from fengbei.pages import is_line
from fengbei.problems import Problem, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from fengbei.catalogue import Card, Key
    from fengbei.pages import Pages
    from fengbei.publish import Writer
    from fengbei.record import Record
    from fengbei.regions import Regions


@dataclass(slots=True)
class Intake:
    """How files are read: by which regions, into which pages, beside which other records."""

    regions: Regions
    latest: date  # an event after this day is noted; it may lie in the future
    pages: Pages | None = None  # that make the pages of lines; None where no page is wanted
    writer: Writer | None = None
    known: Catalogue = field(default_factory=Catalogue)  # of the kinds that were read before
    linking: bool = True  # False where only the search is made
    values: dict[Any, Any] = field(default_factory=dict)  # what words were read as: many records say the same

    def digest(self, source: Source) -> Fresh:
        """Read a file, and make the pages of its lines."""
        sheet = load.read_sheet(source.path, source.name, source.kind, self.regions, self.values, source.piece)
        made = Digest(source.name, len(sheet.records), problems=sheet.problems, hosts=sheet.hosts)
        fresh = Fresh(b"", made.leaning, frozenset())
        pointed, found = set(), []
        for record in sheet.records:
            made.ahead += link.ahead(record, self.latest)
            if (taken := search.take(record)) is not None:
                found.append(taken)
            made.newest = max(made.newest, newest_date(record) or made.newest)
            if self.linking and (noted := link.note(record, self.regions)) is not None:
                self.enter(record, noted, made, fresh)
                if noted.card.key in self.known.backs:
                    pointed.add(noted.card.key)
        made.found = search.gather(found)
        for leak in leaks(search.words_of(found).encode()):
            made.problems.append(Problem(Spot(source.name), "", f"检索数据里有{leak}", code="personal"))
        made.links = print_of(fresh.checks.links)
        fresh.checks.forget()
        fresh.packed = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
        fresh.pointed = frozenset(pointed)
        return fresh

    def enter(self, record: Record, noted: link.Noted, made: Digest, fresh: Fresh) -> None:
        """Enter a record in the digest, as a line or whole."""
        made.notes.append(noted)
        if self.is_line(record, noted, made.leaning):
            cite(record, noted.card, made.cited)
            self.make(record, noted.card, made, fresh)
        else:
            made.kept.append(keep(record, noted.card))

    def is_line(self, record: Record, noted: link.Noted, leaning: dict[Key, int]) -> bool:
        """Say whether the page of a record can be made now: it is a line, and all it points at is known."""
        if not is_line(record) or noted.card.key in self.known.backs:
            return False
        ready = True
        for pointer in noted.pointers:
            card = self.known.cards.get((pointer.to, pointer.id))
            leaning[pointer.to, pointer.id] = card.stamp if card else 0
            ready = ready and card is not None and card.visible and card.opens is None
        return ready

    def make(self, record: Record, card: Card, made: Digest, fresh: Fresh) -> None:
        """Make the page of a line."""
        if self.pages is None or self.writer is None:
            made.lines[card.href] = ""
            return
        page = self.pages.line(record, card)
        fresh.checks.look(page.path, page.html, page.body, page.frame, page.pieces)
        data = page.html.encode()
        fresh.checks.guard(page.path, data)
        made.lines[card.href], new = self.writer.write(page.path, data)
        fresh.written += new


def pieces(path: Path, name: str, kind: type[Record]) -> Iterator[Source]:
    """Go through a file, or the pieces of a long one, each with a name for its bytes and for where they stand."""
    try:
        data = files.read(path, load.LONGEST_FILE)
    except OSError as fault:
        data = str(fault).encode()  # the reader will tell
    for piece in load.cut(data):
        said = files.digest(memoryview(data)[piece.begin : piece.end])
        yield Source(path, name, kind, piece, f"{said} {piece.line}")
