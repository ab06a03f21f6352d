"""What pages are made with, and what is remembered of the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from fengbei import chinese, files, prose
from fengbei.catalogue import Survey, survey
from fengbei.feeds import always
from fengbei.intake import stamps
from fengbei.intake.gathering import Gathering
from fengbei.intake.shards import KEPT
from fengbei.intake.store import Store
from fengbei.pages import NOTHING, Before, Stamps
from fengbei.problems import Problem, Spot
from fengbei.publish import SUMS, Stage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from fengbei.catalogue import Catalogue, Pictures
    from fengbei.checks import Checks
    from fengbei.feeds import Feed
    from fengbei.intake.digests import Digest, MadePage
    from fengbei.intake.finding import Found
    from fengbei.intake.gathering import Read
    from fengbei.intake.listing import Listing
    from fengbei.intake.printing import Batch
    from fengbei.intake.reading import Intake
    from fengbei.progress import Progress
    from fengbei.record import Record
    from fengbei.workers import Crew


class Last(NamedTuple):
    """What is to be said of a build if the next one is asked for the same."""

    asked: str  # a name for all that went into it
    sums: str  # a name for all that came out of it
    pages: int
    problems: list[Problem]
    survey: Survey = Survey()


@dataclass(slots=True)
class Making:
    """The prose and the shell, the folder the site goes to, what is kept from one build to the next."""

    texts: prose.Prose
    stage: Stage
    store: Store
    base: str  # a name for the program and the publisher's settings
    common: str  # a name for what all pages are made from
    asked: str  # a name for all that goes into the site
    listing: Listing
    known: dict[str, MadePage] = field(default_factory=dict)  # the pages that are there, before and after
    before: Before = NOTHING  # how the lists stand, before and after
    shares: dict[str, tuple[str, str]] = field(default_factory=dict)  # what was drawn or stamped before: stamp and sum
    drawn: dict[str, tuple[str, str]] = field(default_factory=dict)  # the same after

    @classmethod
    def begin(cls, got: Read, wanted: Iterable[str], texts: prose.Prose, stage: Stage) -> Making:
        """Open the store, and name what the site is made from; `wanted` names what was asked for."""
        store = Store(got.site.work / "kept", fresh=stage.fresh)
        if stage.fresh:
            got.listing.before.clear()
        common = stamps.name_of((got.base, *texts.shell.parts))
        asked = stamps.name_of(asked_for(got, wanted))
        return cls(texts, stage, store, got.base, common, asked, got.listing)

    @property
    def last(self) -> Last | None:
        """Return what was said of the last build, if this one is asked for the same and its site still stands."""
        last = self.store.last
        same = isinstance(last, Last) and last.asked == self.asked and last.sums == self.sums
        return last if same else None

    @property
    def sums(self) -> str:
        """Return a name for the site that is shown."""
        try:
            return files.digest((self.stage.out / SUMS).read_bytes())
        except OSError:
            return ""

    def open(self, crew: Crew, *, shard: bool = False) -> None:
        """Begin the new site; what is read for a shard of it is kept with it."""
        self.stage.begin(crew)
        if shard:
            self.store = Store(self.stage.folder / KEPT)
        (self.known, before), self.shares = self.store.pages, self.store.shares
        self.before = before._replace(stamps={path: known.stamp for path, known in self.known.items()})

    def take_found(self, found: Found, base: str, progress: Progress) -> None:
        """Enter the files of the search, which another process may have made."""
        progress.took("search", "生成检索数据", found.seconds)
        self.stage.made.add({name: known for name, (_, known) in found.made.items()})
        self.stage.written += found.written
        self.store.keep_parts(base, found.made)
        chinese.learn(found.learned)

    def take(self, batch: Batch) -> None:
        """Enter pages that were made."""
        self.known |= batch.made
        self.stage.made.add({path: known.sum for path, known in batch.made.items()})
        self.stage.written += batch.written

    def survey(self, got: Read, shown: Catalogue) -> Survey:
        """Return what the publisher wants to know of the site that was made."""
        return survey(got.index.kinds.values(), shown, got.hosts, self.texts.pages.values())

    def recall(self, name: str, stamp: str) -> bool:
        """Enter a card, a poster or a calendar that was made before of the same things; say whether there is one."""
        before, known = self.shares.get(name, ("", ""))
        if before != stamp or not self.stage.has(name, known):
            return False
        self.enter(name, stamp, known, new=False)
        return True

    def put(self, files: Iterable[Feed], seen: Checks) -> None:
        """Put files into the new site, and show each to the checks; those made before of the same things stay."""
        for name, said, make in files:
            stamp = said and stamps.name_of((self.common, said))
            if not (stamp and self.recall(name, stamp)):
                data = make()
                seen.guard(name, data)
                self.stage.write(name, data)
                if stamp:
                    self.enter(name, stamp, self.stage.made[name], new=False)

    def enter(self, name: str, stamp: str, known: str, *, new: bool) -> None:
        """Enter a card, a poster or a calendar with its sum."""
        self.stage.made[name] = known
        self.stage.written += new
        self.drawn[name] = (stamp, known)

    def remember(self, pages: int, problems: Iterable[Problem], survey: Survey) -> None:
        """Keep for the next build what was made in this one."""
        self.listing.keep()
        self.store.keep_pages(self.known, self.before)
        self.store.keep_shares(self.drawn)
        self.store.keep_learned(self.base)
        self.store.keep_last(Last(self.asked, self.sums, pages, list(problems), survey))
        self.store.tidy()


def asked_for(got: Read, wanted: Iterable[str]) -> Iterator[str]:
    """Go through names for everything that goes into a site."""
    yield from (got.base, prose.stamp_of(got.site, ""), *wanted)
    kinds = list(got.index.kinds.values())
    for source in got.sources(kinds):
        yield f"{source.key} {source.said}"
    for folder in sorted({kind.folder.partition("/")[0] for kind in kinds}):
        for path in files.walk(got.site.root / folder, *PICTURES):
            about = path.stat()
            yield f"{path} {about.st_size} {about.st_mtime_ns}"


PICTURES = (".jpg", ".jpeg", ".png", ".webp")  # looked at by time and size: they are large


def gather(
    intake: Intake, kinds: Sequence[type[Record]], got: Read, making: Making | None, crew: Crew,
    progress: Progress | None = None,
) -> Iterator[Digest]:  # fmt: skip
    """Go through the digests of the files of some kinds, made now or kept from an earlier build."""
    placed = repr(sorted(intake.placed.items()))
    facts = stamps.name_of((got.base, intake.latest.isoformat(), str(intake.linking), placed))
    face, apart = "", False
    if making and intake.pages:
        faces = Stamps(got.site.own("theme"), making.common, intake.latest)
        face = stamps.name_of(map(faces.face, ("records/line.html", "parts/place.html")))
    elif making:
        face = stamps.name_of((facts,))
    elif apart := intake.placed != got.site.placed:  # the preview shows pages where the build makes places
        face = facts
    store = making.store if making else Store(got.site.work / ("shown" if apart else "kept"))
    there = making.stage.has_all if making else unwritten
    listed = got.sources(kinds)
    shard = got.shard if all(kind.bulk for kind in kinds) else None
    gathered = Gathering(store, intake, crew, facts, face, there, shard).go(listed, got)
    yield from (
        progress.count(gathered, "已读记录", len(listed), lambda digest: digest.records) if progress else gathered
    )


def unwritten(pages: dict[str, bytes]) -> bool:
    """Say that no page need be there, for none is asked for."""
    del pages
    return True


def too_few(lost: int, out: Path) -> Iterator[Problem]:
    """Complain where far fewer records would be shown than before."""
    if lost:
        hint = "如果是有意的，请加 --shrink 再生成一次；否则请看是不是少了资料文件"
        yield Problem(Spot(str(out)), "", f"比现在的网站少了 {lost} 条记录", hint, code="shrink")


def every_file(
    assets: Mapping[str, bytes], pictures: Pictures, news: Iterable[Feed], stages: Collection[str]
) -> Iterator[Feed]:
    """Go through what the site has besides its pages: pictures, styles, scripts, feeds."""
    if "images" in stages:
        yield from map(always, (file for picture in pictures.values() for file in picture.files()))
    if "prose" in stages:
        yield from map(always, assets.items())
    if "pages" in stages:
        yield from news
