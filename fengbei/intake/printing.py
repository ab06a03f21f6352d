"""The pages that need the whole catalogue, made some at a time; one that would come out the same is left alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from fengbei.checks import Checks
from fengbei.intake.digests import MadePage
from fengbei.pages import Page, Route
from fengbei.workers import portions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from fengbei.checks import Rows, Seen
    from fengbei.intake.gathering import Read
    from fengbei.pages import Pages
    from fengbei.progress import Progress
    from fengbei.prose import Prose
    from fengbei.publish import Stage, Writer
    from fengbei.shell import Shell
    from fengbei.workers import Crew

PORTION = 50  # pages made in one go: many enough to share what they have in common, few enough to share out


@dataclass(slots=True)
class Batch:
    """What came of some pages: what is known of each, how many had new bytes, what was seen on them."""

    made: dict[str, MadePage] = field(default_factory=dict)
    written: int = 0
    checks: Checks = field(default_factory=Checks)


@dataclass(slots=True)
class Printer:
    """Makes pages, looks at them, and writes them."""

    routes: Sequence[Route]
    writer: Writer
    address: str
    rows: Rows  # that were looked at

    @property
    def batches(self) -> list[range]:
        """Return the numbers of the pages, in portions that several processes share."""
        return portions(len(self.routes), PORTION)

    def printed(self, crew: Crew, progress: Progress) -> Iterator[Batch]:
        """Go through what came of the pages, portion by portion, telling how far it is."""
        done = crew.spread(self.print, self.batches)
        return progress.count(done, "已成页面", len(self.batches), lambda batch: len(batch.made))

    def print(self, numbers: range) -> Batch:
        """Make some pages, look at them, and write them: each step for all of them before the next."""
        batch = Batch(checks=Checks(self.address, self.rows))
        routes = [self.routes[number] for number in numbers]
        pages = [route.make() for route in routes]
        seen = [look(page, batch.checks) for page in pages]
        data = [page.data for page in pages]
        for page, said in zip(pages, data, strict=True):
            batch.checks.guard(page.path, page.bare.encode() if page.picked[0] in self.rows else said)
        for route, page, told, said in zip(routes, pages, seen, data, strict=True):
            known, new = self.writer.write(page.path, said)
            batch.written += new
            if page.path in batch.made:
                batch.checks.add(page.path, "有两页要写在这同一个地址", "double")
            links = told.print if route.stamp else b""
            anchors = tuple(sorted(told.anchors))
            batch.made[page.path] = MadePage(route.stamp, known, told.title, links, anchors, told.packed)
        batch.checks.forget()
        return batch


def look(page: Page, checks: Checks) -> Seen:
    """Let the checks look at a page."""
    rows = () if page.frame else page.pieces
    return checks.look(page.path, page.bare, page.body, rows, *page.picked)


def sort_out(
    routes: Iterable[Route], known: dict[str, MadePage], stage: Stage, got: Read
) -> tuple[list[Route], dict[str, MadePage]]:
    """Return the pages that must be made, and what is known of those that were made before of the same things."""
    wanted: list[Route] = []
    left: dict[str, MadePage] = {}
    for route in routes:
        before = known.get(route.path) if route.stamp else None
        if before and before.stamp == route.stamp and stage.has(route.path, before.sum) and route.path not in left:
            left[route.path] = before
            stage.made[route.path] = before.sum
            got.seen.recall(route.path, before.title, before.anchors, before.names)
            got.quiet.append((route.path, before.links))
        else:
            wanted.append(route)
    return wanted, left


def every_page(got: Read, texts: Prose, made: Pages, stages: Collection[str]) -> Iterator[Route]:
    """Go through ways to make every page that is not made yet: those of the records, and those of docs/."""
    if "pages" in stages:
        yield from made.every(got.kept, got.places)
    for name, text in texts.pages.items() if "prose" in stages else ():
        yield Route(name, "", partial(prose_page, name, text, made))


def prose_page(name: str, text: Shell, made: Pages) -> Page:
    """Return a page of docs/; the home page has a hole for what the records bring."""
    return Page(name, text.fill(home=made.home()) if text.holes else text.fill())
