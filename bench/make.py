"""Make an invented site of any size: python bench/make.py N DIR [--seed S].

The people are drawn from tables of this folder and are marked as invented in every record. The same N and seed give
the same bytes. Up to 200,000 people all are of Hunan; the others are of the other provinces.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.extras import SOURCES, Extras  # noqa: E402 - the program is found from a clone, without an installation
from bench.lives import Lives  # noqa: E402
from bench.people import People, evenly  # noqa: E402
from bench.places import OLD_NAMES, TOWNSHIPS, elsewhere, hunan  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.places import County

AT_HOME = 200_000  # Hunan has about as many; what is above comes from elsewhere
FILE = 20_000  # records a file: the largest county has as many, and a file may have 64 MB
BURIED = 0.35  # share whose grave or stele is told, of those whose county has a cemetery


def sizes(counties: list[County], people: int) -> list[int]:
    """Return how many of the people each county has: by its share, and `people` in all."""
    ends, total = [0], 0.0
    for county in counties:
        total += county.share
        ends.append(round(total * people))
    ends[-1] = people
    return [after - before for before, after in pairwise(ends)]


class Roll:
    """Writes records of one county after another."""

    def __init__(self, seed: int, cemeteries: frozenset[str]) -> None:
        """Prepare the draws; `cemeteries` are the codes of the counties that have one."""
        self.rng = Random(f"roll {seed}")  # noqa: S311 - invented people, the same every time
        self.people, self.lives = People(self.rng), Lives(self.rng)
        self.cemeteries = cemeteries

    def county(self, county: County, count: int, first: int, old_share: float) -> Iterator[str]:
        """Go through the records of a county, numbered from `first`."""
        towns = evenly(self.rng, self.rng.sample(TOWNSHIPS, 24))
        olds = evenly(self.rng, county.olds) if county.olds else None
        where = (county.said, olds, old_share, towns)
        for number in range(first, first + count):
            yield self.record(f"{county.code}-{number:04}", county.code, self.place(county.code, *where))

    def place(self, code: str, said: str, olds: Iterator[str] | None, old_share: float, towns: Iterator[str]) -> str:
        """Return a native place as YAML, sometimes under a name the county had before."""
        chance = self.rng.random()
        text = f"湖南{next(olds)}" if olds and chance < old_share else said
        if chance * 7 % 1 > 0.6:
            return f'{{text: {text}, code: "{code}"}}'
        town = next(towns)
        return f'{{text: {text}{town}, code: "{code}", township: {town}}}'

    def record(self, number: str, code: str, place: str) -> str:
        """Return one record as an item of a YAML list."""
        life = self.lives.draw()
        name, family = self.people.name(code, life.year, female=life.female)
        alias = self.people.alias(name, family, life.year)
        aliases = f"  aliases: [{{name: {alias.name}, kind: {alias.kind}}}]\n" if alias else ""
        born = f"  born: {life.born}\n" if life.born else ""
        unit = f"  unit: {life.unit}\n" if life.unit else ""
        buried = code in self.cemeteries and self.rng.random() < BURIED
        facility = f"  facility: ceshi-{code}\n" if buried else ""
        return (
            f"- id: {number}\n  name: {name}\n{aliases}  gender: {'女' if life.female else '男'}\n"
            f"  native_place: {place}\n{born}  died: {life.died}\n{unit}  post: {life.post}\n{facility}{SOURCES}"
        )


def write_county(folder: Path, county: County, records: Iterator[str]) -> None:
    """Write the records of a county, in several files where they are very many."""
    part = 1
    while first := next(records, ""):
        name = county.stem if part == 1 else f"{county.stem}-part{part}"
        with (folder / f"{name}.yml").open("w", encoding="utf-8") as file:
            file.write(first)
            file.writelines(record for _, record in zip(range(FILE - 1), records, strict=False))
        part += 1


def make(people: int, folder: Path, seed: int) -> None:
    """Write a site of that many martyrs, and some facilities, honourees and campaigns, into a new folder."""
    home = hunan()
    known = sum(county.share for county in home if county.olds)
    extras = Extras(seed, home)
    singles = extras.write(folder, people)
    roll = Roll(seed, extras.cemeteries)
    target = folder / "profiles" / "martyrs"
    here = min(people, AT_HOME)
    groups = ((home, here - singles), (elsewhere(), people - here))
    numbers: dict[str, int] = {}
    for counties, total in groups:
        for county, count in zip(counties, sizes(counties, total), strict=True):
            first = numbers.get(county.code, 1)
            numbers[county.code] = first + count
            write_county(target, county, roll.county(county, count, first, OLD_NAMES / known))


def main() -> None:
    """Read the command line and make the site."""
    parser = argparse.ArgumentParser(description="Make an invented site of any size.")
    parser.add_argument("people", type=int, metavar="N", help="how many martyrs")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.people < 1 or (given.folder.exists() and any(given.folder.iterdir())):
        parser.error("N must be at least 1, and DIR new or empty")
    start = time.perf_counter()
    make(given.people, given.folder, given.seed)
    seconds = time.perf_counter() - start
    sys.stdout.write(f"{given.people:,} records in {seconds:.1f} s, {given.people / seconds:,.0f} a second\n")


if __name__ == "__main__":
    main()
