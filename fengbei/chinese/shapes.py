"""Which characters look alike, and how much: what a hand, a worn stone or a scanner makes of one."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HALVES = Path(__file__).with_name("halves.txt")
MISREAD = Path(__file__).with_name("misread.txt")  # pairs that hands, worn stones and scanners really confuse: 善喜
TABLE = Path(__file__).with_name("lookalikes.txt")  # a character, then its later lookalikes: 末9未8朱 is 0.9 and 0.8

KNOWN = 0.7  # how alike the pairs of that list are at least, whatever their drawings say


@cache
def _alike() -> dict[str, dict[str, float]]:
    """Return each character's lookalikes with their grades; each table has a pair once."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        for grade, others in re.findall(r"(\d)(\D+)", line):
            for other in others:
                found[line[0]][other] = found[other][line[0]] = int(grade) / 10
    for one, other in map(tuple, MISREAD.read_text(encoding="utf-8").split()):
        found[one][other] = found[other][one] = max(KNOWN, found[one].get(other, 0.0))
    return dict(found)


def lookalikes(char: str) -> Mapping[str, float]:
    """Return the characters that `char` may be misread as, each with its likeness: 0.9 a near twin, 0.4 faintly alike.

    tools/make_lookalikes.py computes them from drawn characters and their parts; a list by hand has those that only a
    running hand or an old form makes alike. What is not listed is not alike.
    """
    return _alike().get(char, {})


@cache
def halves() -> tuple[str, ...]:
    """Return the groups of characters that have one common part as half of each, such as all that are half 木.

    Written by tools/make_halves.py; two of a group may be taken for one another, though hardly any two are.
    """
    return tuple(HALVES.read_text(encoding="utf-8").splitlines())


@cache
def _sharing() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for group in halves():
        for char in group:
            found[char].update(group)
    return dict(found)


def half_alike(one: str, other: str) -> bool:
    """Tell whether two characters stand in one of those groups."""
    return other in _sharing().get(one, ())
