"""What the preview shows: the digests that a build has left, the files that changed since, pages made when asked."""

from __future__ import annotations

import json
import re
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fengbei import RELEASED, files, images, intake, link, load, posters, prose, search
from fengbei.intake import Intake, Read
from fengbei.kinds import all_kinds
from fengbei.pages import Pages
from fengbei.problems import Problems
from fengbei.publish import Sums
from fengbei.site import BEGINNING, ROLL, page_path
from fengbei.workers import Crew

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from fengbei.intake import Source
    from fengbei.intake.sharing import Piece
    from fengbei.kept import Kept
    from fengbei.pages.frame import Page
    from fengbei.record import Record
    from fengbei.regions import Regions
    from fengbei.site import Site

OFTEN = 0.4  # seconds between two looks at the files


@dataclass(slots=True)
class Shelved:
    """The whole site as it was when its files were last read."""

    pages: Pages
    routes: dict[str, Callable[[], Page]]
    kept: dict[str, Kept]  # by address, the records whose pages need all others
    lines: dict[str, Source]  # by address, where the record of one line is written
    got: Read
    pieces: dict[str, Piece]  # cards and posters, by address
    parts: dict[str, bytes] = field(default_factory=dict)  # of the search, once somebody asks


class Library:
    """A site that is made page by page, and again where its files changed."""

    def __init__(self, site: Site, regions: Regions, day: date | None, crew: Crew) -> None:
        """Render the prose; the records follow in the background."""
        self.site, self.regions, self.day, self.crew = site, regions, day, crew
        self.kinds = {kind.page: kind for kind in all_kinds()}
        self.texts = prose.render(site)
        self.stamps: dict[str, tuple[int, int]] = {}
        self.shelved: Shelved | None = None
        self.told: set[str] = set()
        self.version = 0
        self.ready = threading.Event()
        self.reading = threading.Lock()
        self.looked = 0.0

    def read(self) -> None:
        """Read what changed since the last time, link everything, and sort it into its lists."""
        with self.reading:
            if (stamps := dict(self.look())) == self.stamps and self.shelved:
                return
            with load.no_collection():
                self.shelved = self.shelve()
            self.stamps = stamps
            self.crew = Crew()  # what changes later is little, and a server with threads should not fork
            self.version += 1
        self.ready.set()

    def look(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Go through the record files: name, and time and size by which a change is known."""
        for kind in self.kinds.values():
            for path in files.walk_in(self.site.root, kind.folder, ".yml", ".yaml"):
                yield path.relative_to(self.site.root).as_posix(), stamp_of(path)

    def shelve(self) -> Shelved:
        """Return the whole site as its files are now."""
        kinds = tuple(self.kinds.values())
        got = Read(self.site, self.regions, Problems(), search.Index(kinds, self.regions), intake.base_of(self.site))
        intake.recall(got)
        lines: dict[str, Source] = {}
        for much in (False, True):
            reader = Intake(self.regions, min(self.day or RELEASED, RELEASED), known=link.join(got.notes)[0])
            wanted = [kind for kind in kinds if kind.bulk is much]
            listed = got.sources(wanted)
            for source, digest in zip(listed, intake.gather(reader, wanted, got, None, self.crew), strict=True):
                got.take(digest.in_memory())  # a build beside it may remove what was read
                lines |= dict.fromkeys(Sums(digest.lines), source)
        got.catalogue, wrong = link.join(got.notes)
        pictures, faults = images.images(got.pictured, self.site.root, self.crew.jobs)
        got.problems.extend([*wrong, *faults])
        self.tell(got.problems)
        day = got.day = self.day or got.catalogue.newest or BEGINNING
        pieces = intake.promised(got, pictures)
        pages = Pages(
            self.site, self.texts.shell, kinds, got.catalogue, pictures, self.regions, day, got.tally,
            intake.leading(pieces.values(), pieces), watch=True,
        )  # fmt: skip
        routes = {route.path: route.make for route in pages.routes(got.kept)}
        cards = got.catalogue.cards
        kept = {cards[each.key].href: each for each in got.kept if each.key in cards}
        return Shelved(pages, routes, kept, lines, got, pieces)

    def tell(self, problems: Problems) -> None:
        """Say on the terminal what is wrong, each thing once."""
        for said in map(str, problems):
            if said not in self.told:
                self.told.add(said)
                print(said, flush=True)  # noqa: T201 - this is how the editor sees it

    def page(self, path: str) -> str | None:
        """Return the HTML at an address, or None where there is no such page."""
        if (html := self.record(path)) is not None:
            return html
        if path in self.texts.pages and not self.texts.pages[path].holes:
            return self.texts.pages[path].fill()
        if path in self.texts.pages:
            return self.texts.pages[path].fill(home=self.whole.pages.home())
        make = self.whole.routes.get(path)
        return make().html if make else None

    @property
    def whole(self) -> Shelved:
        """Return the whole site, after waiting for it."""
        while self.shelved is None:
            self.ready.wait()
        return self.shelved

    def record(self, path: str) -> str | None:
        """Return the page of a record: as its file is now, among the others as they were last read."""
        shelved = self.shelved
        if shelved and (kept := shelved.kept.get(path)) and not self.is_changed(kept.record.file):
            return shelved.pages.of_record(kept.record, shelved.got.catalogue.cards[kept.key]).html
        source = shelved.lines.get(path) if shelved else None
        if source is None or self.is_changed(source.name):
            source = self.source_at(path)
        if source is None:
            return None
        sheet = load.read_sheet(source.path, source.name, source.kind, self.regions, {}, source.piece)
        problems = Problems()
        problems.extend(sheet.problems)
        self.tell(problems)
        record = next((r for r in sheet.records if page_path(r.page, str(r.id)) == path), None)
        noted = link.note(record, self.regions) if record else None
        if record is None or noted is None or not (noted.card.visible or noted.card.withdrawn):
            return None
        return (shelved.pages if shelved else self.alone(record)).of_record(record, noted.card).html

    def alone(self, record: Record) -> Pages:
        """Return the pages of a site with but one record, for as long as the others are not read."""
        catalogue, _ = link.link([record], self.regions)
        day = self.day or catalogue.newest or BEGINNING
        kinds = tuple(self.kinds.values())
        return Pages(self.site, self.texts.shell, kinds, catalogue, {}, self.regions, day, watch=True)

    def is_changed(self, name: str) -> bool:
        """Say whether a file is not as it was when all were read."""
        return stamp_of(self.site.root / name) != self.stamps.get(name)

    def source_at(self, path: str) -> Source | None:
        """Return the piece of a file that holds the record of an address, looking at the bytes alone."""
        page, _, rest = path.removesuffix(".html").partition("/")
        kind = self.kinds.get(page)
        if kind is None or not path.endswith(".html") or "_" in rest or rest == "index":
            return None
        record_id = rest.replace("/", "-", 1)
        if page_path(page, record_id) != path:
            return None
        wanted = re.compile(rf"^[ -]*(?:id|编号): *[\"']?{re.escape(record_id)}[\"']? *\r?$".encode(), re.MULTILINE)
        roll = ROLL.fullmatch(record_id)
        likely = roll[1] if roll else record_id
        paths = sorted(files.walk_in(self.site.root, kind.folder, ".yml", ".yaml"), key=lambda p: likely not in p.name)
        for file in paths:
            if found := wanted.search(file.read_bytes()):
                name = file.relative_to(self.site.root).as_posix()
                return next(source for source in intake.pieces(file, name, kind) if source.piece.end > found.start())
        return None

    def file(self, path: str) -> bytes | None:
        """Return a file that pages need: a style, a script, a picture, a part of the search."""
        if path in self.texts.assets:
            day = self.day or (self.shelved.pages.day if self.shelved else BEGINNING)
            return prose.assets(self.texts, self.site, day)[path]
        if not path.startswith(("pictures/", "find/", "cards/", "posters/")):
            return None
        shelved = self.whole
        if path.startswith(("cards/", "posters/")):
            with suppress(posters.NoFontError):
                return intake.drawn_of(self.site, shelved.pieces[path]) if path in shelved.pieces else None
            return None
        if path.startswith("find/"):
            if not shelved.parts:
                shelved.parts.update(shelved.got.index.files(shelved.pages.day))
            return shelved.parts.get(path)
        made = shelved.pages.pictures.values()
        return next((data for picture in made for name, data in picture.files() if name == path), None)

    def changed(self, path: str) -> str:
        """Return a text that differs once anything the open page depends on has changed."""
        if self.ready.is_set() and time.monotonic() >= self.looked + OFTEN:
            begun = time.monotonic()
            if self.texts is not (texts := prose.render(self.site)):
                self.texts = texts
            if dict(self.look()) != self.stamps and not self.reading.locked():
                threading.Thread(target=self.read, daemon=True).start()
            self.looked = time.monotonic() + 10 * (time.monotonic() - begun)  # looking costs at most a tenth
        own = self.source_of(path)
        return json.dumps([self.version, prose.stamp_of(self.site, "mkdocs"), own and stamp_of(own.path)])

    def source_of(self, path: str) -> Source | None:
        """Return where the record of an open page is written, as far as that is known without a search."""
        shelved = self.shelved
        name = path.lstrip("/")
        if shelved and (kept := shelved.kept.get(name)):
            file = self.site.root / kept.record.file
            return next(iter(intake.pieces(file, kept.record.file, type(kept.record))), None)
        return shelved.lines.get(name) if shelved else None


def stamp_of(path: Path) -> tuple[int, int]:
    """Return the time and the size of a file, by which a change is known; zeros of one that is gone."""
    try:
        about = path.stat()
    except OSError:
        return 0, 0
    return about.st_mtime_ns, about.st_size
