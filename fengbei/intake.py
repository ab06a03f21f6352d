"""An input file becomes a digest: all that the rest of the site needs of it, and the pages that need nothing else.

Most records stand on a roll in one line. Their pages are made as soon as the record is read, in whatever process reads
it, and nothing of the record is kept but its card, its rows in the search and its sources; so a nation's rolls need no
more memory than a county's. Records that say more are kept: their pages need the whole catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fengbei import files, link, load, search
from fengbei.catalogue import Catalogue, Cited, cite, newest_date
from fengbei.checks import Checks
from fengbei.pages import is_line
from fengbei.site import BEGINNING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from fengbei.catalogue import Card
    from fengbei.pages import Page, Pages
    from fengbei.problems import Problem, Problems
    from fengbei.publish import Writer
    from fengbei.record import Record
    from fengbei.regions import Regions
    from fengbei.search import Index, Taken
    from fengbei.site import Site


PORTION = 50  # pages made in one go: many enough to share what they have in common, few enough to share out


@dataclass(slots=True)
class Digest:
    """What is kept of one input file."""

    file: str
    notes: list[link.Noted] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ahead: list[link.Ahead] = field(default_factory=list)
    found: list[Taken] = field(default_factory=list)
    cited: dict[tuple[str, str, str], Cited] = field(default_factory=dict)  # by the lines
    kept: list[Record] = field(default_factory=list)  # whose pages are still to be made
    lines: list[str] = field(default_factory=list)  # the addresses of the pages that are made
    newest: date = BEGINNING  # on which somebody worked on one of the records; only where nothing is linked
    written: int = 0
    checks: Checks = field(default_factory=Checks)


@dataclass(slots=True)
class Source:
    """An input file and the kind of its records."""

    path: Path
    name: str
    kind: type[Record]


@dataclass(slots=True)
class Intake:
    """How files are read: by which regions, into which pages, beside which other records."""

    regions: Regions
    latest: date  # no event may lie after this day, unless the records themselves bring a later one
    pages: Pages | None = None  # that make the pages of lines; None where no page is wanted
    writer: Writer | None = None
    known: Catalogue = field(default_factory=Catalogue)  # of the kinds that were read before
    linking: bool = True  # False where only the search is made
    values: dict[Any, Any] = field(default_factory=dict)  # what words were read as: many records say the same

    def digest(self, source: Source) -> Digest:
        """Read a file, and make the pages of its lines."""
        sheet = load.read_sheet(source.path, source.name, source.kind, self.regions, self.values)
        made = Digest(source.name, problems=sheet.problems)
        for record in sheet.records:
            made.ahead += link.ahead(record, self.latest)
            if (taken := search.take(record)) is not None:
                made.found.append(taken)
            if not self.linking:
                made.newest = max(made.newest, newest_date(record) or made.newest)
            elif (noted := link.note(record, self.regions)) is not None:
                self.enter(record, noted, made)
        made.checks.forget()
        return made

    def enter(self, record: Record, noted: link.Noted, made: Digest) -> None:
        """Enter a record in the digest, as a line or whole."""
        made.notes.append(noted)
        if self.is_line(record, noted):
            made.lines.append(noted.card.href)
            cite(record, noted.card, made.cited)
            self.make(record, noted.card, made)
        else:
            made.kept.append(record)

    def is_line(self, record: Record, noted: link.Noted) -> bool:
        """Say whether the page of a record can be made now: it is a line, and all it points at is known."""
        if not is_line(record) or noted.card.key in self.known.backs:
            return False
        targets = (self.known.cards.get((pointer.to, pointer.id)) for pointer in noted.pointers)
        return all(card is not None and card.visible and card.opens is None for card in targets)

    def make(self, record: Record, card: Card, made: Digest) -> None:
        """Make the page of a line."""
        if self.pages is None or self.writer is None:
            return
        page = self.pages.line(record, card)
        made.checks.look(page.path, page.html, page.body, page.frame, page.pieces)
        made.written += self.writer.write(page.path, page.html.encode())


def sources(root: Path, kinds: Iterable[type[Record]]) -> list[Source]:
    """Return the input files of some kinds in the order of their names."""
    return [
        Source(path, path.relative_to(root).as_posix(), kind)
        for kind in kinds
        for path in files.walk(root / kind.folder, ".yml", ".yaml")
    ]


@dataclass(slots=True)
class Read:
    """Everything that was read: who points at whom, what is wrong, what the search takes, which pages are made."""

    site: Site
    regions: Regions
    problems: Problems
    index: Index
    records: list[Record] = field(default_factory=list)  # whose pages are still to be made
    catalogue: Catalogue = field(default_factory=Catalogue)
    day: date = BEGINNING
    tallies: list[Mapping[tuple[str, str, str], Cited]] = field(default_factory=list)  # the sources of the lines
    lines: list[str] = field(default_factory=list)  # the addresses of the pages that are made
    seen: Checks = field(default_factory=Checks)
    written: int = 0

    def take(self, digest: Digest) -> list[link.Noted]:
        """Keep what one input file brought, and return what linking needs of it."""
        self.problems.extend(digest.problems)
        self.records += digest.kept
        self.tallies.append(digest.cited)
        self.lines += digest.lines
        self.seen.merge(digest.checks)
        self.written += digest.written
        for taken in digest.found:
            self.index.add(taken)
        return digest.notes


@dataclass(slots=True)
class Batch:
    """What came of some pages: their addresses, how many had new bytes, what was seen on them."""

    made: list[str] = field(default_factory=list)
    written: int = 0
    checks: Checks = field(default_factory=Checks)


@dataclass(slots=True)
class Printer:
    """Makes the pages that need the whole catalogue, some at a time."""

    routes: Sequence[Callable[[], Page]]
    writer: Writer
    address: str

    @property
    def batches(self) -> list[range]:
        """Return the numbers of the pages, in portions that several processes share."""
        return [range(at, min(at + PORTION, len(self.routes))) for at in range(0, len(self.routes), PORTION)]

    def print(self, numbers: range) -> Batch:
        """Make some pages, look at them, and write them."""
        batch = Batch(checks=Checks(self.address))
        for number in numbers:
            page = self.routes[number]()
            batch.checks.look(page.path, page.html, page.body, page.frame, page.pieces)
            batch.written += self.writer.write(page.path, page.html.encode())
            if page.path in batch.made:
                batch.checks.add(page.path, "有两页要写在这同一个地址", "double")
            batch.made.append(page.path)
        batch.checks.forget()
        return batch
