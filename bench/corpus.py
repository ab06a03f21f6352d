"""The people of a site made by make.py, read back fast: who they are, and what each can be mistaken for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bench.places import old_names, regions
from fengbei import chinese

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ID = re.compile(r"(?:- )?id: (\S+)")
_LINE = re.compile(r"(?:  )?(name|aliases|native_place|died): (.+)")
_ALIAS = re.compile(r"name: ([^,}]+)")
_PLACE = re.compile(r'text: ([^,}]+), code: "(\d{6})"(?:, township: ([^,}]+))?')
_YEAR = re.compile(r"(?<!\d)1[89]\d\d|20[012]\d(?!\d)")
_HAN = re.compile(r"[㐀-鿿𠀀-𳎯]{2,4}")


class Person(NamedTuple):
    """One person: `county` is its name of today, `died` a year, 0 where none is known."""

    id: str
    name: str
    aliases: tuple[str, ...]
    county: str
    olds: tuple[str, ...]
    died: int

    @property
    def plain(self) -> bool:
        """Say whether the name is wholly readable and Chinese."""
        return bool(_HAN.fullmatch(self.name))


def read(folder: Path) -> Iterator[Person]:
    """Go through the martyrs of a site in the order of its files; it must be written as make.py writes."""
    for path in sorted((folder / "profiles" / "martyrs").rglob("*.yml")):
        said: dict[str, str] = {}
        with path.open(encoding="utf-8") as file:
            for line in file:
                if match := _ID.match(line):
                    if said:
                        yield _person(said)
                    said = {"id": match[1]}
                elif match := _LINE.match(line):
                    said[match[1]] = match[2]
        if said:
            yield _person(said)


def _person(said: dict[str, str]) -> Person:
    """Return the person of the lines of one record."""
    place = _PLACE.search(said.get("native_place", ""))
    county, olds = _county(place[1], place[2], place[3] or "") if place else ("", ())
    year = _YEAR.search(said.get("died", ""))
    aliases = tuple(_ALIAS.findall(said["aliases"])) if "aliases" in said else ()
    return Person(said["id"], said["name"], aliases, county, olds, int(year[0]) if year else 0)


@lru_cache(maxsize=1 << 16)
def _county(text: str, code: str, township: str) -> tuple[str, tuple[str, ...]]:
    """Return today's name of a county, and those it had."""
    region = regions().get(code)
    if region and region.level == "county":
        return region.name, old_names(code)
    return text.removesuffix(township).removeprefix(region.name if region else ""), ()


def gaps(name: str) -> set[str]:
    """Return the name with each of its characters in turn left out."""
    return {name[:at] + name[at + 1 :] for at in range(len(name))}


def blanks(name: str) -> list[str]:
    """Return the name with each of its characters in turn unknown."""
    return [f"{name[:at]}?{name[at + 1 :]}" for at in range(len(name))]


@lru_cache(maxsize=1 << 16)
def keys(name: str) -> tuple[str, ...]:
    """Return everything a name is found by: itself, its sound, its initials, itself with a gap or a blank."""
    syllables = chinese.name_syllables(name)
    letters = "".join(syllable[0] for syllable in syllables)
    lost = (f"gap:{one}" for one in sorted(gaps(name)))
    return (
        f"exact:{name}", f"sound:{' '.join(syllables)}", f"initials:{letters}", *lost,
        *(f"blank:{one}" for one in blanks(name)),
    )  # fmt: skip
