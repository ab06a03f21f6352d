"""Records become pages: each is set into the shell once, lists and rolls after them."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from fengbei.catalogue import hashed
from fengbei.pages import halls, heads, special, tiles
from fengbei.pages.beforehand import Beforehand
from fengbei.pages.frame import Frame, Page, slim
from fengbei.pages.lines import Lines, is_line
from fengbei.pages.lists import Shelf
from fengbei.pages.rolls import HOME, ListView, Roll, routes
from fengbei.pages.rows import Names, Rows
from fengbei.pages.sheets import Sheets
from fengbei.pages.stamps import Route, Stamps
from fengbei.pages.stood import NOTHING, Before
from fengbei.pages.templates import Templates
from fengbei.pages.views import Crumb, RecordView, root_of, view
from fengbei.site import page_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from fengbei.catalogue import Card, Catalogue, Cited, Pictures, Shares, SourceKey
    from fengbei.kept import Kept
    from fengbei.record import Record
    from fengbei.regions import Regions
    from fengbei.shell import Shell
    from fengbei.site import Site

__all__ = [
    "NOTHING", "Before", "Crumb", "ListView", "Page", "Pages", "RecordView", "Route", "Stamps", "Templates", "is_line",
]  # fmt: skip


def travelled(*said: Any) -> Pages:
    """Return pages that have come to another process."""
    *parts, common = said
    return Pages(*parts, common=common)


class Pages:
    """All pages of a site that come from records."""

    def __init__(  # noqa: PLR0913, PLR0917 - the six things a page is made from
        self, site: Site, shell: Shell, kinds: Sequence[type[Record]], catalogue: Catalogue,
        pictures: Pictures, regions: Regions, day: date, tally: Mapping[SourceKey, Cited] | None = None,
        shares: Shares | None = None, *, watch: bool = False, common: str = "", before: Before = NOTHING,
    ) -> None:  # fmt: skip
        """Sort the records into their lists as they stand on the day.

        `common` names what every page is made from besides its records and templates; without it nothing is named.
        `before` is what is known of the last build.
        """
        self.stamps = Stamps(site.own("theme"), common, day)
        self.frame = Frame(site, shell, Templates(site, watch=watch), day)
        self.catalogue, self.pictures, self.day, self.tally = catalogue, pictures, day, tally or {}
        self.shares: Shares = shares or {}
        self.watch, self.lines = watch, dict[tuple[str, int], Lines]()
        self.seen = catalogue.shown(day)
        self.face = self.stamps.face("lists/roll.html") if common else ""
        self.before = before.made_from(self.face)
        catalogue.register.recall(*before.order)
        self.shelves = {kind.kind_id: Shelf.fill(kind, self.seen, regions, self.before) for kind in kinds}
        self.rows = {kind.kind_id: Rows(self.frame.templates, kind) for kind in kinds}
        names = {kind.kind_id: Names(self.frame.templates, kind) for kind in kinds if kind.bulk}
        self.halls = halls.Halls(self.frame, self.stamps, [*self.shelves.values()], names)
        self.sheets = Sheets(self.frame, self.shelves, catalogue, self.seen, pictures)
        self.days = special.calendar(self.seen, day)
        self.remembering = special.Remembering(self.frame.templates, day)
        self.kinds = [special.kind_of(shelf, day) for shelf in self.shelves.values()]
        self.namesakes = self.seen.doubled_titles
        self.beforehand = Beforehand(self.shelves, self.rows, names, self.remembering, self.days)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as what the pages are made from: the rest is made again where they arrive."""
        frame, stamps = self.frame, self.stamps
        kinds = [shelf.kind for shelf in self.shelves.values()]
        regions = next(iter(self.shelves.values())).regions
        return travelled, (
            frame.site,
            frame.shell,
            kinds,
            self.catalogue,
            self.pictures,
            regions,
            self.day,
            self.tally,
            self.shares,
            stamps.common,
        )

    def every(self, kept: Sequence[Kept], places: Mapping[str, Sequence[bytes]]) -> Iterator[Route]:
        """Go through the ways to make every page of the site: records first, then lists, then the rest.

        `places` holds, by the address of a sheet, the packed places of the lines without a page.
        """
        yield from self.of_records(kept)
        yield from self.sheets.routes(kept, places, self.stamps)
        yield from self.routes(kept)

    def routes(self, kept: Sequence[Kept]) -> Iterator[Route]:
        """Go through the pages that are no record's."""
        for kind, shelf in zip(self.kinds, self.shelves.values(), strict=True):
            yield Route(kind.href, "", partial(self.index, kind, shelf))
            yield from routes(shelf, self.frame.site.rows, self.stamps, self.before.stamps, self.roll)
        yield from self.halls.routes()
        yield Route("calendar/index.html", "", self.calendar)
        for entry in self.days:
            yield Route(entry.href, self.stamps.day_of_year(entry), partial(self.day_of_year, entry))
        yield Route("find.html", "", self.find)
        yield Route("sources.html", "", partial(self.sources, kept))
        yield Route("everything.html", "", self.everything)

    def stand(self) -> Before:
        """Return how the lists stand, for the next build."""
        before, register = self.before.stood, self.catalogue.register
        stood = {kind: shelf.stand(before.get(kind)) for kind, shelf in self.shelves.items()}
        return Before(self.face, stood, (register.shape, register.sorted))

    def named_lists(self) -> Iterator[tuple[str, str]]:
        """Go through the lists somebody may look for by name: address and title. Units, resting places, series."""
        return special.named_lists(self.shelves.values())

    def of_records(self, kept: Iterable[Kept]) -> Iterator[Route]:
        """Go through the ways to make the pages of the records that may be seen, and the tombstones."""
        for each in kept:
            card = self.catalogue.cards.get(each.key)
            if card is not None and not card.placed and (card.withdrawn or card.key in self.seen.cards):
                yield Route(card.href, self.stamp_of(each, card), partial(self.of_kept, each, card))

    def stamp_of(self, kept: Kept, card: Card) -> str:
        """Return a name for all that the page of a record is made from; "" where that cannot be said beforehand."""
        if kept.pictured or card.withdrawn or not self.stamps.common:
            return ""
        shelf = self.shelves[card.kind]
        said = (card.ended(self.day), hashed(card.title) in self.namesakes, self.shares.get(card.href))
        face = self.frame.templates.record(card.kind).name or ""
        return self.stamps.record(face, kept, card, self.seen, shelf, said=said)

    def of_kept(self, kept: Kept, card: Card) -> Page:
        """Return the page of a record that was packed away."""
        return self.of_record(kept.record, card)

    def of_record(self, record: Record, card: Card) -> Page:
        """Return the page of one record; of a withdrawn one nothing but that it was withdrawn."""
        path = page_path(record.page, card.id)
        if card.withdrawn:
            crumbs = (HOME, Crumb(record.label, f"{record.page}/index.html"), Crumb("已撤回", ""))
            return self.frame.list("withdrawn", path, f"已撤回的记录（{card.id}）", crumbs=crumbs)
        if card.key not in self.seen.backs and is_line(record):
            return self.line(record, card)
        state = record.over if card.ended(self.day) else ""
        shared = self.shares.get(card.href)
        page = view(record, card, self.seen, self.shelves[card.kind], self.pictures, state=state, shared=shared)
        template = self.frame.templates.record(card.kind)
        body = template.render(page=page, root=root_of(path), site=self.frame.site, day=self.day)
        title = card.title
        if hashed(title) in self.namesakes:
            title = f"{title}·{card.id}"
        return self.frame.set(path, title, self.head(record, card, page, title), card.kind, slim(body, path))

    def head(self, record: Record, card: Card, page: RecordView, title: str) -> str:
        """Return the head of a record's page."""
        site, picture = self.frame.site, page.portrait or next(iter(page.pictures), None)
        nodes = [
            heads.of_record(record, card, self.seen, site, picture),
            heads.of_crumbs(page.crumbs, card.href),
        ]
        kind = "profile" if nodes[0]["@type"] == "Person" else "article"
        seen = heads.seen_of(page.shared, card.heading, picture)
        shared = heads.shared(site, title, kind=kind, seen=seen)
        return f"{shared}\n{heads.head(site, card.href, heads.described(card), nodes)}"

    def line(self, record: Record, card: Card) -> Page:
        """Return the page of a record of one line, which depends on no other record of its kind."""
        return self.of_lines([(record, card)])[0]

    def of_lines(self, entries: Sequence[tuple[Record, Card]]) -> list[Page]:
        """Return the pages of such records."""
        pages: list[Page] = []
        for (kind, depth), some in groupby(entries, lambda entry: (entry[1].kind, entry[1].href.count("/"))):
            together = [*some]
            if (lines := self.lines.get((kind, depth))) is None:
                frame, shelf = self.frame, self.shelves[kind]
                lines = Lines(frame.site, frame.shell, frame.templates, self.seen, shelf, together[0][1].href)
                if not self.watch:
                    self.lines[kind, depth] = lines
            pages += lines.make(together)
        return pages

    def index(self, kind: special.Kind, shelf: Shelf) -> Page:
        """Return the index of a kind: every way to browse it."""
        names, site = shelf.kind.columns, self.frame.site
        crumbs = (HOME, Crumb(kind.label, ""))
        rows = self.rows[kind.key].of(kind.cards[: site.rows], "")
        feed = heads.alternate(kind.label, f"../feeds/{shelf.kind.page}.xml") if shelf.kind.feed else ""
        return self.frame.list("kind", kind.href, kind.label, rows, feed, page=kind, crumbs=crumbs, columns=names)

    def roll(self, roll: Roll, number: int) -> Page:
        """Return one page of a roll."""
        page = roll.view(number)
        rows = self.rows[page.kind].all(page.cards)
        return self.frame.list("roll", page.path, page.heading, rows, page=page, crumbs=page.crumbs)

    def calendar(self) -> Page:
        """Return the calendar of the year."""
        title = "纪念日历"
        memorials = special.memorials_of(self.day.year) + special.memorials_of(self.day.year + 1)
        months = list(special.months(self.days))
        crumbs = (HOME, Crumb(title, ""))
        return self.frame.list(
            "calendar", "calendar/index.html", title, months=months, memorials=memorials, crumbs=crumbs
        )

    def day_of_year(self, entry: special.DayOfYear) -> Page:
        """Return the page of a day of the year."""
        name = f"{entry.month}月{entry.day}日"
        crumbs = (HOME, Crumb("纪念日历", "calendar/index.html"), Crumb(name, ""))
        rows = entry.rows or self.remembering.of(entry.people.labels())
        return self.frame.list("day", entry.href, f"历史上的今天·{name}", rows, page=entry, crumbs=crumbs)

    def find(self) -> Page:
        """Return the page that finds: its parts for the script, and every index for those without."""
        rolls = special.place_rolls(self.shelves.values())
        crumbs = (HOME, Crumb("查找", ""))
        return self.frame.list("find", "find.html", "查找", kinds=self.kinds, rolls=rolls, crumbs=crumbs)

    def sources(self, kept: Iterable[Kept]) -> Page:
        """Return the page of all sources."""
        crumbs = (HOME, Crumb("资料来源", ""))
        told = [each.cited for each in kept if each.key in self.seen.cards]
        cited = special.sources([*told, self.tally], self.seen)
        return self.frame.list("sources", "sources.html", "资料来源", sources=cited, crumbs=crumbs)

    def everything(self) -> Page:
        """Return the page that leads to every list of the site."""
        path, title, kinds = "everything.html", "网站目录", self.kinds
        feeds = special.feeds(shelf.kind for shelf in self.shelves.values())
        crumbs, ways = (HOME, Crumb(title, "")), self.halls.ways
        return self.frame.list("everything", path, title, kinds=kinds, feeds=feeds, halls=ways, crumbs=crumbs)

    def home(self) -> str:
        """Return the part of the home page that comes from the records."""
        page = special.home(self.kinds, self.days, self.day, tiles.tiles(self.shelves.values()), self.halls.ways)
        return self.frame.templates.list("home").render(page=page, root="", site=self.frame.site, day=self.day)
