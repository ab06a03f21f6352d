"""A file is read into its digest, and the pages of its lines are made on the way."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from itertools import chain, groupby, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from fengbei import chinese, files, link, load, search
from fengbei.catalogue import OPENS, VISIBLE, Catalogue, cite, newest_date
from fengbei.checks import leaks, named, print_of
from fengbei.intake.digests import Digest, Fresh, Source
from fengbei.kept import keep
from fengbei.pages import is_line
from fengbei.pages.places import pack, place_of
from fengbei.problems import Problem, Spot
from fengbei.publish import NO_SUM, blocks_of
from fengbei.workers import portions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from fengbei.catalogue import Card, Key
    from fengbei.pages import Pages
    from fengbei.pages.places import Place
    from fengbei.publish import Writer
    from fengbei.record import Record
    from fengbei.regions import Regions

# Each step is done for so many records before the next is begun: what a step needs, its code and its tables, then stays
# in the processor's caches. Record by record, reading takes longer; more at once gain nothing.
TOGETHER = 256


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
        found: list[search.Taken] = []
        notes: list[link.Noted] = []
        places: dict[str, list[Place]] = {}
        for few in portions(len(sheet.records), TOGETHER):
            records = sheet.records[few.start : few.stop]
            stands = [place_of(record, self.placed) for record in records]
            found += filter(None, map(search.take, records, stands))
            made.ahead += chain.from_iterable(link.ahead(record, self.latest) for record in records)
            made.newest = max([made.newest, *filter(None, map(newest_date, records))])
            if self.linking:
                every = [*map(link.note, records, repeat(self.regions), stands)]
                notes += filter(None, every)
                self.enter(zip(records, every, strict=True), made, fresh, places)
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
        fresh.pointed = frozenset(note.card.key for note in notes if note.card.key in self.known.backs)
        fresh.learned = chinese.learned()
        return fresh

    def enter(
        self, every: Iterable[tuple[Record, link.Noted | None]], made: Digest, fresh: Fresh,
        places: dict[str, list[Place]],
    ) -> None:  # fmt: skip
        """Enter records in the digest: as lines with pages or places, or whole."""
        lines: list[tuple[Record, Card]] = []
        for record, noted in every:
            if noted is None:
                continue
            if self.is_line(record, noted, made.leaning):
                cite(record, noted.card.key, made.cited)
                lines.append((record, noted.card))
            else:
                made.kept.append(keep(record, noted.card))
        self.make([(record, card) for record, card in lines if not card.placed], fresh)
        if self.pages is not None:
            placed = [(record, card) for record, card in lines if card.placed]
            for (_, card), place in zip(placed, self.pages.sheets.make(placed), strict=True):
                places.setdefault(card.sheet, []).append(place)

    def is_line(self, record: Record, noted: link.Noted, leaning: dict[Key, int]) -> bool:
        """Say whether the page or the place of a record can be made now: it is a line, and all it points at is known.

        Who points at it stands on its page, but beside its place: that is entered with the sheet.
        """
        if not is_line(record) or (noted.card.key in self.known.backs and not noted.card.placed):
            return False
        ready = True
        for pointer in noted.pointers:
            key, cards = (pointer.to, pointer.id), self.known.cards
            leaning[key], number = cards.stamp(key), cards.number(key)
            ready = ready and number >= 0 and cards.register.flags[number] & (VISIBLE | OPENS) == VISIBLE
        return ready

    def make(self, lines: Sequence[tuple[Record, Card]], fresh: Fresh) -> None:
        """Make the pages of lines."""
        if self.pages is None or self.writer is None:
            fresh.sums.update((card.href, NO_SUM) for _, card in lines)
            return
        pages = self.pages.of_lines(lines)
        for frame, same in groupby(pages, key=attrgetter("frame")):
            fresh.checks.look_together(frame, ((page.path, page.pieces) for page in same))
        for page in pages:
            fresh.sums[page.path], new = self.writer.write(page.path, page.data)
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
