"""A file is read into its digest, and the pages of its lines are made on the way."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fengbei import chinese, files, link, load, search
from fengbei.catalogue import Catalogue, cite, newest_date
from fengbei.checks import leaks, named, print_of
from fengbei.intake.digests import Digest, Fresh, Source
from fengbei.kept import keep
from fengbei.pages import is_line
from fengbei.pages.places import pack, place_of
from fengbei.problems import Problem, Spot
from fengbei.publish import NO_SUM, blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from fengbei.catalogue import Card, Key
    from fengbei.pages import Pages
    from fengbei.pages.places import Place
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
    placed: Mapping[str, str] = field(default_factory=dict)  # which records have a place and no page (`Site.placed`)
    linking: bool = True  # False where only the search is made
    values: dict[Any, Any] = field(default_factory=dict)  # what words were read as: many records say the same

    def digest(self, source: Source) -> Fresh:
        """Read a file, and make the pages of its lines."""
        sheet = load.read_sheet(source.path, source.name, source.kind, self.regions, self.values, source.piece)
        made = Digest(source.name, len(sheet.records), problems=sheet.problems, hosts=sheet.hosts)
        fresh = Fresh(b"", b"", b"", made.leaning, frozenset())
        pointed, found, notes = set(), [], []
        places: dict[str, list[Place]] = {}
        for record in sheet.records:
            made.ahead += link.ahead(record, self.latest)
            place = place_of(record, self.placed)
            if (taken := search.take(record, place)) is not None:
                found.append(taken)
            made.newest = max(made.newest, newest_date(record) or made.newest)
            if self.linking and (noted := link.note(record, self.regions)) is not None:
                notes.append(settled(noted, place) if place else noted)
                self.enter(record, notes[-1], made, fresh, places)
                if noted.card.key in self.known.backs:
                    pointed.add(noted.card.key)
        made.notes = link.pack(notes)
        made.places = {sheet: pack(listed) for sheet, listed in places.items()}
        fresh.found = search.bundle(search.gather(found))
        for leak in leaks(search.words_of(found).encode()):
            made.problems.append(Problem(Spot(source.name), "", f"检索数据里有{leak}", code="personal"))
        made.problems += named(fresh.sums) if self.writer else ()
        made.lines, fresh.sums = blocks_of(fresh.sums), {}
        made.links = print_of(fresh.checks.links)
        fresh.checks.forget()
        fresh.text = made.notes.deck.text[:] if made.notes else b""
        fresh.packed = pickle.dumps(made.with_pieces(b"", b""), pickle.HIGHEST_PROTOCOL)
        fresh.pointed = frozenset(pointed)
        fresh.learned = chinese.learned()
        return fresh

    def enter(
        self, record: Record, noted: link.Noted, made: Digest, fresh: Fresh, places: dict[str, list[Place]]
    ) -> None:
        """Enter a record in the digest: as a line with a page or a place, or whole."""
        card = noted.card
        if not self.is_line(record, noted, made.leaning):
            made.kept.append(keep(record, card))
            return
        cite(record, card.key, made.cited)
        if not card.placed:
            self.make(record, card, fresh)
        elif self.pages is not None:
            places.setdefault(card.sheet, []).append(self.pages.sheets.place(record, card))

    def is_line(self, record: Record, noted: link.Noted, leaning: dict[Key, int]) -> bool:
        """Say whether the page or the place of a record can be made now: it is a line, and all it points at is known.

        Who points at it stands on its page, but beside its place: that is entered with the sheet.
        """
        if not is_line(record) or (noted.card.key in self.known.backs and not noted.card.placed):
            return False
        ready = True
        for pointer in noted.pointers:
            card = self.known.cards.get((pointer.to, pointer.id))
            leaning[pointer.to, pointer.id] = card.stamp if card else 0
            ready = ready and card is not None and card.visible and card.opens is None
        return ready

    def make(self, record: Record, card: Card, fresh: Fresh) -> None:
        """Make the page of a line."""
        if self.pages is None or self.writer is None:
            fresh.sums[card.href] = NO_SUM
            return
        page = self.pages.line(record, card)
        fresh.checks.look(page.path, page.html, page.body, page.frame, page.pieces)
        fresh.sums[page.path], new = self.writer.write(page.path, page.html.encode())
        fresh.written += new


def settled(noted: link.Noted, place: str) -> link.Noted:
    """Return what was noted of a record that has a place and no page."""
    card = noted.card
    return noted._replace(card=card._replace(address=place, stamp=card.stamp ^ 1))  # the same facts, another address


def pieces(path: Path, name: str, kind: type[Record]) -> Iterator[Source]:
    """Go through a file, or the pieces of a long one, each with a name for its bytes and for where they stand."""
    try:
        data = files.read(path, load.LONGEST_FILE)
    except OSError as fault:
        data = str(fault).encode()  # the reader will tell
    for piece in load.cut(data):
        said = files.digest(memoryview(data)[piece.begin : piece.end])
        yield Source(path, name, kind, piece, f"{said} {piece.line}")
