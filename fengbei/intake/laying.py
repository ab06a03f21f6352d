"""Rows that stand on many pages are set and looked at before any of these is made, by several processes."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from fengbei.checks import Checks
from fengbei.pages.rows import Scroll, Strip

if TYPE_CHECKING:
    from collections.abc import Container

    from fengbei.checks import Rows
    from fengbei.pages import Pages
    from fengbei.pages.beforehand import Portion
    from fengbei.workers import Crew


class Laid(NamedTuple):
    """Rows that were set: of which scroll, and what was seen on them, with where they lead."""

    scroll: str
    strip: Strip
    seen: Checks | None = None  # of those remembered on a day each page is looked at
    marks: bytes = b""


def lay(made: Pages, address: str, portion: Portion) -> list[Laid]:
    """Set a portion of rows, and look at them."""
    laid: list[Laid] = []
    for scroll, path, rows in made.beforehand.set(portion):
        seen = Checks(address) if path else None
        marks = seen.learn(path, rows) if seen else b""
        laid.append(Laid(scroll, Strip.of(rows), seen, marks))
    return laid


def lay_all(made: Pages, pages: int, seen: Checks, there: Container[str], crew: Crew) -> Rows:
    """Set all rows that stand on so many pages; return where they lead. `there` are the pages that are made already."""
    strips = defaultdict[str, list[Strip]](list)
    marks = defaultdict[str, bytearray](bytearray)
    done = crew.spread(partial(lay, made, seen.absolute), made.beforehand.portions(pages))
    for laid in chain.from_iterable(done):
        strips[laid.scroll].append(laid.strip)
        if laid.seen:
            seen.merge(laid.seen, there)
            marks[laid.scroll] += laid.marks
    made.beforehand.take({name: Scroll(name, listed) for name, listed in strips.items()})
    return {name: bytes(held) for name, held in marks.items()}
