"""Every file is read once: what an earlier build made of one that has not changed is taken as it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from fengbei import chinese
from fengbei.catalogue import Catalogue, add_up
from fengbei.checks import Checks
from fengbei.intake.finding import enter
from fengbei.intake.listing import Listing
from fengbei.intake.shards import belongs
from fengbei.intake.stamps import name_of
from fengbei.intake.store import Store, entry_of, in_packs
from fengbei.publish import Sums
from fengbei.site import BEGINNING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from fengbei import link
    from fengbei.catalogue import Cited, Key, Sliced, SourceKey
    from fengbei.intake.digests import Digest, Source
    from fengbei.intake.packs import Entry
    from fengbei.intake.reading import Intake
    from fengbei.intake.shards import Shard
    from fengbei.kept import Kept
    from fengbei.problems import Problems, Spot
    from fengbei.record import Record
    from fengbei.regions import Regions
    from fengbei.search import Index
    from fengbei.site import Site
    from fengbei.workers import Crew


@dataclass(slots=True)
class Read:
    """Everything that was read: who points at whom, what is wrong, what the search takes, which pages are made."""

    site: Site
    regions: Regions
    problems: Problems
    index: Index
    base: str = ""  # a name for the program and the publisher's settings
    shard: Shard | None = None  # of the records that come by the hundred thousand, which are read
    files: dict[type[Record], list[Source]] = field(default_factory=dict)  # as they were when the build began
    kept: list[Kept] = field(default_factory=list)  # whose pages are still to be made
    catalogue: Catalogue = field(default_factory=Catalogue)
    day: date = BEGINNING
    rare: dict[str, Spot] = field(default_factory=dict)  # characters many screens lack, and where
    notes: list[link.Notes] = field(default_factory=list)  # what linking needs of each file
    tally: dict[SourceKey, Cited] = field(default_factory=dict)  # the sources of the lines
    lines: Sums = field(default_factory=Sums)  # the pages that are made
    places: dict[str, list[bytes]] = field(default_factory=dict)  # of the lines without a page: by sheet, file by file
    seen: Checks = field(default_factory=Checks)
    quiet: list[tuple[str, bytes]] = field(default_factory=list)  # files whose pages were made before: where they lead
    hosts: Counter[str] = field(default_factory=Counter)  # other sites that records name
    written: int = 0
    listing: Listing = field(init=False)
    give: Callable[[Sliced], None] = field(init=False)  # takes what is found: the index, or a process with it

    def __post_init__(self) -> None:
        """Open what is known of the input files."""
        self.give = partial(enter, self.index)
        self.listing = Listing(self.site.root, self.site.work / "kept")

    def sources(self, kinds: Sequence[type[Record]]) -> list[Source]:
        """Return the input files of some kinds; each is looked at once in a build."""
        return [source for kind in kinds for source in self.listed(kind)]

    def listed(self, kind: type[Record]) -> list[Source]:
        """Return the input files of a kind."""
        if kind not in self.files:
            self.files[kind] = [*self.listing.sources(kind)]
        return self.files[kind]

    @property
    def pictured(self) -> list[Record]:
        """Return the records that have pictures."""
        return [kept.record for kept in self.kept if kept.pictured]

    def take(self, digest: Digest) -> None:
        """Keep what one input file brought."""
        if digest.notes:
            self.notes.append(digest.notes)
        self.problems.extend(digest.problems)
        self.kept += digest.kept
        add_up(self.tally, digest.cited)
        self.lines.take(digest.lines)
        for sheet, packed in digest.places.items():
            self.places.setdefault(sheet, []).append(packed)
        self.hosts.update(digest.hosts)
        self.day = max(self.day, digest.newest)
        self.give(digest.found)


@dataclass(slots=True)
class Gathering:
    """How the digests of files come about: some from the store, the rest made by several processes."""

    store: Store
    intake: Intake
    crew: Crew
    facts: str  # a name for all that a digest is made from, besides its file
    face: str  # a name for all that its pages are made from, besides; "" where no page is wanted
    there: Callable[[dict[str, bytes]], bool]  # whether pages with these sums need not be written again
    shard: Shard | None = None  # of which no more than that is read

    def go(self, listed: list[Source], got: Read) -> Iterator[Digest]:
        """Go through the digests of the files, in order."""
        names = {source.key: self.facts_of(source) for source in listed}
        ours = {source.key for place, source in enumerate(listed) if belongs(place, self.shard)}
        cut = [(pack, [source for source in held if source.key in ours]) for pack, held in in_packs(listed)]
        ready: dict[str, Digest] = {}
        for pack, held in cut:
            entries = self.store.read(pack)
            for source in held:
                if (entry := entries.get(source.key)) and (digest := self.usable(entry, names[source.key])):
                    ready[source.key] = digest
        wanted = [source for _, held in cut for source in held if source.key not in ready]
        made = self.crew.spread(self.intake.digest, wanted)
        for pack, held in cut:
            fresh: dict[str, Entry] = {}
            for source in held:
                if digest := ready.pop(source.key, None):
                    got.quiet.append((source.name, digest.links))
                else:
                    done = next(made)
                    got.seen.merge(done.checks)
                    chinese.learn(done.learned)
                    got.written += done.written
                    entry = fresh[source.key] = entry_of(names[source.key], self.face, done)
                    digest = entry.digest
                yield digest
            if fresh and self.face:
                self.store.write(pack, [source.key for source in held], fresh)

    def facts_of(self, source: Source) -> str:
        """Return a name for all that the digest of a file is made from."""
        return name_of((self.facts, source.kind.kind_id, source.key, source.said))

    def usable(self, entry: Entry, facts: str) -> Digest | None:
        """Return a digest from the store if it is what would be made now, and its pages are there."""
        if entry.facts != facts or (self.face and entry.face != self.face):
            return None
        if not self.intake.linking:
            return entry.digest
        cards = self.intake.known.cards
        if any(cards.stamp(key) != stamp for key, stamp in entry.leaning.items()):
            return None
        digest = entry.digest
        if self.pointed(digest) != entry.pointed:
            return None
        if self.face and not self.there(digest.lines):
            return None
        return digest

    def pointed(self, digest: Digest) -> frozenset[Key]:
        """Return which records of a file others point at."""
        if digest.notes is None or not self.intake.known.backs:
            return frozenset()
        deck = digest.notes.deck
        there = {*deck.every_id}
        return frozenset(key for key in self.intake.known.backs if key[0] == deck.kind and key[1] in there)


def recall(got: Read) -> None:
    """Recall what the dictionaries said to the last build."""
    Store(got.site.work / "kept").recall(got.base)
