"""The pages of the lists of a kind: which there are, and what stands on each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from fengbei.catalogue import Picked
from fengbei.fields import Name
from fengbei.pages.stamps import Route
from fengbei.pages.views import Crumb
from fengbei.site import list_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from fengbei.fields import Dimension
    from fengbei.pages.frame import Page
    from fengbei.pages.groups import Cards, Group
    from fengbei.pages.lists import Shelf
    from fengbei.pages.stamps import Stamps
    from fengbei.record import Record

HOME = Crumb("首页", "index.html")
EACH = 60  # pages of a list that each of them leads to; of more, to some
NEAR = 5  # pages before and after, then tens, hundreds, thousands


@dataclass(slots=True)
class ListView:
    """Everything the template of a roll may use, as `page`. Addresses need `root` before them."""

    path: str
    kind: str
    kind_label: str
    kind_href: str
    heading: str
    dimension: str
    dimension_label: str
    crumbs: tuple[Crumb, ...]
    groups: list[Group]
    columns: tuple[str, ...]
    cards: Cards
    first: int
    total: int
    number: int
    pages: tuple[tuple[int, str, str], ...]  # number, address, and of people how the first name there begins
    leaf: bool
    long: bool  # so long that only the smaller lists it falls into are named


@dataclass
class Roll:
    """A list of a kind, and the lists on the way to it; its pages are told one by one."""

    shelf: Shelf
    dimension: Dimension
    group: Group
    above: tuple[Crumb, ...]
    rows: int  # of a page

    @cached_property
    def long(self) -> bool:
        """Say whether only the smaller lists it falls into are named."""
        return self.group.long

    @property
    def cards(self) -> Cards:
        """Return the cards that are named; the outermost list is an index of lists."""
        return self.group.cards if self.above and not self.long else Picked()

    @property
    def paths(self) -> list[str]:
        """Return the addresses of the pages."""
        count = max(1, -(-len(self.cards) // self.rows))
        kind, dimension = self.shelf.kind.page, self.dimension.key
        return [list_path(kind, dimension, self.group.slug, number) for number in range(1, count + 1)]

    @cached_property
    def pages(self) -> list[tuple[int, str, str]]:
        """Return of each page its number, its address and, of people, how the first name there begins."""
        people = isinstance(self.shelf.kind.fields["name"], Name)
        begins = [self.shelf.initial(place) if people else "" for place in self.cards.places[:: self.rows]] or [""]
        return [(number, path, begin) for number, (path, begin) in enumerate(zip(self.paths, begins, strict=True), 1)]

    def view(self, number: int) -> ListView:
        """Return what stands on the page of a number."""
        kind, group, first = self.shelf.kind, self.group, (number - 1) * self.rows
        trail = (*self.above, Crumb(group.label, group.href))
        way = (HOME, Crumb(kind.label, f"{kind.page}/index.html"))
        return ListView(
            path=self.pages[number - 1][1],
            kind=kind.kind_id,
            kind_label=kind.label,
            kind_href=f"{kind.page}/index.html",
            heading=heading(kind, trail, number),
            dimension=self.dimension.key,
            dimension_label=self.dimension.label,
            crumbs=(*way, *trail[:-1], Crumb(trail[-1].name, "")),
            groups=group.parts if number == 1 else [],
            columns=kind.columns,
            cards=self.cards[first : first + self.rows],
            first=first + 1,
            total=group.total,
            number=number,
            pages=tuple(self.pages[other - 1] for other in ways_on(number, len(self.pages))),
            leaf=bool(self.above),
            long=self.long,
        )


def routes(
    shelf: Shelf, rows: int, stamps: Stamps, known: Mapping[str, str], make: Callable[[Roll, int], Page]
) -> Iterator[Route]:
    """Go through the ways to make the pages of every list of a kind.

    A page of a list that stands as it did has the stamp that it had; `known` holds these by address.
    """
    for roll in rolls(shelf, rows):
        still = shelf.still(roll.group)
        for number, path in enumerate(roll.paths, 1):
            stamp = known.get(path, "") if still else ""
            if stamps.common and not stamp:
                stamp = stamps.roll(roll.view(number), shelf.stamps)
            yield Route(path, stamp, partial(make, roll, number))


def rolls(shelf: Shelf, rows: int) -> Iterator[Roll]:
    """Go through every list of a kind."""
    for dimension in shelf.dimensions:
        yield from inside(Roll(shelf, dimension, shelf.trees[dimension.key], (), rows))


def inside(roll: Roll) -> Iterator[Roll]:
    """Go through a list and all lists inside it."""
    yield roll
    trail = (*roll.above, Crumb(roll.group.label, roll.group.href))
    for group in roll.group.parts:
        yield from inside(Roll(roll.shelf, roll.dimension, group, trail, roll.rows))


def ways_on(number: int, count: int) -> list[int]:
    """Return the numbers of the pages that a page leads to; none where it is the only one.

    Of very many these are the nearest, then the nearest tens, hundreds, thousands, the first and the last: a nation's
    list of a period has thousands of pages, and every one is a few steps away.
    """
    if count <= EACH:
        return [*range(1, count + 1)] if count > 1 else []
    shown, step = {1, count}, 1
    while step <= count:
        here = number // step
        near = (step * other for other in range(here - NEAR, here + NEAR + 1))
        shown.update(other for other in near if 1 <= other <= count)
        step *= 10
    return sorted(shown)


def heading(kind: type[Record], trail: tuple[Crumb, ...], number: int) -> str:
    """Return the title of a page of a list; no two pages of the site share one."""
    names = "·".join(crumb.name for crumb in trail[1:])
    title = f"{names}·{kind.label}（{trail[0].name}）" if names else f"{kind.label}·{trail[0].name}"
    return title if number == 1 else f"{title}·第{number}页"
