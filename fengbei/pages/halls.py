"""The halls one walks through: the map of tiles, the time line, the wall of names, the table of parts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from fengbei.catalogue import Picked
from fengbei.pages.groups import Cards, Group, some
from fengbei.pages.rolls import HOME
from fengbei.pages.stamps import Route
from fengbei.pages.tiles import place_tree, tiles
from fengbei.pages.views import Crumb
from fengbei.site import list_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fengbei.pages.frame import Frame, Page
    from fengbei.pages.lists import Shelf
    from fengbei.pages.rows import Names
    from fengbei.pages.stamps import Stamps

WALL = 1000  # names on one page of the wall: four screens of a projector, eight sheets of A4
NAMED = 12  # people named under a year; of more the roll of the year tells


@dataclass(slots=True)
class Year:
    """A year of the time line: whom it took, or how many."""

    label: str
    href: str
    order: tuple[object, ...]
    cards: Cards


class Period(NamedTuple):
    """A period of the time line: its roll, its battles, its years."""

    group: Group
    battles: list[Group]
    years: list[Year]
    undated: int


class Panel(NamedTuple):
    """A part of the wall of names: whose, and which page of how many."""

    path: str
    label: str
    number: int
    cards: Cards


def ways_of(shelf: Shelf) -> dict[str, str]:
    """Return the ways to browse a kind that its time line joins, by role; none where the kind has no time line."""
    keys = {role: shelf.kind.roles.get(role, "") for role in ("period", "event", "died")}
    ways = {role: shelf.kind.fields[key].address for role, key in keys.items() if key}
    return {} if ways.keys() < keys.keys() else ways


def has_periods(shelf: Shelf) -> bool:
    """Say whether a kind has a time line and somebody stands in it."""
    ways = ways_of(shelf)
    return bool(ways) and any(group.total for group in shelf.trees[ways["period"]].parts)


def periods(shelf: Shelf) -> list[Period]:
    """Return the periods of a kind, each with its battles and its years."""
    ways = ways_of(shelf)
    events = shelf.trees[ways["event"]].groups
    return [period(shelf, group, ways, events) for group in shelf.trees[ways["period"]].parts if group.total]


def period(shelf: Shelf, group: Group, ways: dict[str, str], events: dict[str, Group]) -> Period:
    """Return one period of the time line."""
    there = set(group.cards.places)
    battles = [event for event in events.values() if not there.isdisjoint(event.cards.places)]
    years = [
        Year(year.label, year.href, year.order, cards)
        for decade in shelf.trees[ways["died"]].groups.values()
        for year in decade.groups.values()
        if (cards := year.cards.inside(there))
    ]
    undated = group.total - sum(len(year.cards) for year in years)
    return Period(
        group,
        sorted(battles, key=lambda event: (-event.total, event.label)),
        sorted(years, key=lambda year: year.order),
        undated,
    )


def panels(shelf: Shelf) -> list[Panel]:
    """Return the wall of names, place by place, in panels of bounded size."""
    tree = place_tree(shelf)
    parts = list(sections(tree.parts if tree else []))
    met = set(chain.from_iterable(cards.places for _, _, cards in parts))
    if left := Picked(shelf.cards, range(len(shelf.cards))).outside(met):
        parts.append(("none", "没有写明地方", left))
    return [
        Panel(list_path(shelf.kind.page, "wall", slug, number), label, number, cards[begin : begin + WALL])
        for slug, label, cards in parts
        for number, begin in enumerate(range(0, len(cards), WALL), 1)
    ]


def sections(groups: Iterable[Group]) -> Iterator[tuple[str, str, Cards]]:
    """Go through the places of a wall; one of too many names falls into the places inside it."""
    for group in groups:
        if group.total <= WALL or not group.groups:
            if group.total:
                yield group.slug, group.label, group.cards
            continue
        for slug, label, cards in sections(group.parts):
            yield slug, label if label.startswith(group.label) else f"{group.label}{label}", cards
        if left := group.cards.outside(group.parted):
            yield f"{group.slug}-whole", group.label, left


@dataclass(slots=True)
class Halls:
    """Makes the pages of the halls from the shelves."""

    frame: Frame
    stamps: Stamps
    shelves: list[Shelf]
    pieces: Mapping[str, Names]  # of the walls, by kind

    @property
    def ways(self) -> list[Crumb]:
        """Return the ways into the halls, named as elsewhere on the site."""
        ways = [Crumb("各地", "map.html")]
        for shelf in self.shelves:
            if has_periods(shelf):
                ways.append(Crumb("时间线", list_path(shelf.kind.page, "time")))
            if shelf.kind.bulk:
                ways.append(Crumb("姓名墙", list_path(shelf.kind.page, "wall")))
        return ways

    def routes(self) -> Iterator[Route]:
        """Go through the ways to make the pages."""
        yield Route("map.html", "", self.map)
        yield Route("parts.html", self.stamps.name("lists/parts.html", (), ()), self.parts)
        for shelf in self.shelves:
            if has_periods(shelf):
                path = list_path(shelf.kind.page, "time")
                labels = [group.label for way in ways_of(shelf).values() for group in shelf.trees[way].parts]
                stamp = self.stamps.name("lists/time.html", (path, labels), shelf.stamps)
                yield Route(path, stamp, partial(self.time, shelf))
            if shelf.kind.bulk:
                yield from self.wall(shelf)

    def map(self) -> Page:
        """Return the map of tiles."""
        crumbs = (HOME, Crumb("各地", ""))
        return self.frame.list("map", "map.html", "各地的烈士和纪念设施", tiles=tiles(self.shelves), crumbs=crumbs)

    def parts(self) -> Page:
        """Return the page that shows every part of a page once; it is linked from nowhere."""
        return self.frame.list("parts", "parts.html", "部件", crumbs=(HOME, Crumb("部件", "")))

    def time(self, shelf: Shelf) -> Page:
        """Return the time line of a kind."""
        kind = shelf.kind
        path = list_path(kind.page, "time")
        crumbs = (HOME, Crumb(kind.label, f"{kind.page}/index.html"), Crumb("时间线", ""))
        return self.frame.list("time", path, f"{kind.label}·时间线", periods=periods(shelf), crumbs=crumbs, few=NAMED)

    def wall(self, shelf: Shelf) -> Iterator[Route]:
        """Go through the pages of the wall of names; what fits on one page stands on one."""
        kind, every = shelf.kind, panels(shelf)
        path = list_path(kind.page, "wall")
        whole = len(shelf.cards) <= WALL
        above = (HOME, Crumb(kind.label, f"{kind.page}/index.html"))
        yield Route(path, "", partial(
            self.names, path, f"{kind.label}·姓名墙", (*above, Crumb("姓名墙", "")), every if whole else [],
            [] if whole else every, len(shelf.cards), None,
        ))  # fmt: skip
        for panel in [] if whole else every:
            title = f"{kind.label}·姓名墙·{panel.label}" + (f"·{panel.number}" if panel.number > 1 else "")
            crumbs = (*above, Crumb("姓名墙", path), Crumb(panel.label, ""))
            stamps, names = some(shelf.stamps, panel.cards.places), self.pieces[kind.kind_id]
            stamp = self.stamps.name("lists/wall.html", (panel.path, title, crumbs), stamps)
            make = partial(self.names, panel.path, title, crumbs, [panel], [], len(panel.cards), names)
            yield Route(panel.path, stamp, make)

    def names(  # noqa: PLR0913, PLR0917 - what a page of the wall consists of
        self, path: str, title: str, crumbs: tuple[Crumb, ...], shown: list[Panel], more: list[Panel], total: int,
        pieces: Names | None,
    ) -> Page:  # fmt: skip
        """Return a page of the wall: the names themselves, of one panel as pieces, or the ways to them."""
        rows = pieces.all(shown[0].cards) if pieces else ()
        return self.frame.list(
            "wall", path, title, rows, crumbs=crumbs, panels=shown, more=more, total=total, set=bool(rows)
        )
