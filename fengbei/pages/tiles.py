"""The map of the province in tiles: which unit lies about where, and what stands in it."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fengbei.fields import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fengbei.pages.groups import Group
    from fengbei.pages.lists import Shelf

LAYOUT = Path(__file__).resolve().parent.parent / "data" / "tiles.csv"  # where the tiles of a province lie


class Count(NamedTuple):
    """How many records of a kind stand in a place, and where they are listed."""

    label: str
    total: int
    href: str


class Tile(NamedTuple):
    """A place of the map with what stands in it; a gap has no name."""

    name: str
    counts: tuple[Count, ...]


@dataclass(slots=True)
class Tiles:
    """The map: as many columns as the layout has, 0 where there is none; tiles row by row; what lies outside."""

    columns: int
    tiles: list[Tile]
    others: list[Tile]


@cache
def layout() -> dict[str, tuple[int, int]]:
    """Return the row and column of each tile that has one, by code."""
    with LAYOUT.open(encoding="utf-8", newline="") as rows:
        return {row["code"]: (int(row["row"]), int(row["column"])) for row in csv.DictReader(rows)}


def place_tree(shelf: Shelf) -> Group | None:
    """Return the lists of a kind by place, or None."""
    for dimension in shelf.dimensions:
        if isinstance(shelf.kind.fields[dimension.field], Place):
            return shelf.trees[dimension.key]
    return None


def tiles(shelves: Iterable[Shelf]) -> Tiles:
    """Return the map of the first units of the province with what stands in them, kind by kind."""
    names: dict[str, str] = {}
    counts: dict[str, list[Count]] = defaultdict(list)
    fixed: set[str] = set()
    for shelf in shelves:
        tree = place_tree(shelf)
        inner = {region.code for region in shelf.regions.children(shelf.regions.home)}
        fixed |= inner
        groups = tree.parts if tree else []
        spread = sum(group.slug in inner and bool(group.total) for group in groups)
        for group in groups if shelf.kind.bulk or spread > 1 else ():  # what all lies in one place needs no map
            names[group.slug] = group.label
            counts[group.slug].append(Count(shelf.kind.label, group.total, group.href))
    said = {slug: Tile(name, tuple(counts[slug])) for slug, name in names.items()}
    inside = {slug: tile for slug, tile in sorted(said.items()) if slug in fixed}
    others = [tile for slug, tile in sorted(said.items()) if slug not in fixed]
    if not inside.keys() <= layout().keys():
        return Tiles(0, [*inside.values()], others)
    at = {layout()[slug]: tile for slug, tile in inside.items()}
    rows, columns = (max((where[axis] for where in at), default=0) for axis in (0, 1))
    gap = Tile("", ())
    ordered = [at.get((row, column), gap) for row in range(1, rows + 1) for column in range(1, columns + 1)]
    return Tiles(columns, ordered, others)
