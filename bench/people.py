"""Invented people, drawn one after another from weighted tables; the same seed gives the same people."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from bench import surnames
from bench.names import FOREIGN_FIRST, FOREIGN_LAST, GENERATION, GIVEN, LIKED, LIKED_SHARE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from random import Random

    from bench.names import When

BATCH = 256  # draws made at once: choices() spends most of its time on being called
SINGLE = {"old": 0.13, "middle": 0.15, "new": 0.3, "female": 0.16}  # share of given names of one character
DEGREES = 0.42  # share of longer given names whose first character is that of a generation
ALIASED = 0.12
UNREADABLE, POINTED = 0.001, 0.0005  # 王□田; 扎西·多吉
NICKNAMES = ["伢", "崽", "满", "老", "牛", "毛", "石", "狗", "细", "春", "冬", "秋", "和", "长", "生", "妹", "哥", "伯"]


class Alias(NamedTuple):
    """Another name and what kind of name it is."""

    name: str
    kind: str


def stream(rng: Random, weights: Mapping[str, float]) -> Iterator[str]:
    """Go on drawing words by their weights without end."""
    words, sums = list(weights), list(accumulate(weights.values()))
    while True:
        yield from rng.choices(words, cum_weights=sums, k=BATCH)


def evenly(rng: Random, words: Iterable[str]) -> Iterator[str]:
    """Go on drawing words, each as often as the others, without end."""
    return stream(rng, dict.fromkeys(words, 1.0))


class People:
    """Names by time of birth, sex and place."""

    def __init__(self, rng: Random) -> None:
        """Prepare the draws."""
        self.rng = rng
        self._home = stream(rng, surnames.HUNAN)
        self._away = stream(rng, surnames.CHINA)
        self._given = {when: stream(rng, weights) for when, weights in GIVEN.items()}
        self._liked = {when: evenly(rng, names.split()) for when, names in LIKED.items()}
        self._first, self._last = evenly(rng, FOREIGN_FIRST), evenly(rng, FOREIGN_LAST)
        self._nick = evenly(rng, NICKNAMES)
        self._kind = stream(rng, {"小名": 30, "字": 30, "化名": 18, "原名": 12, "曾用名": 10})

    def surname(self, code: str) -> str:
        """Return a surname as common as it is where the code lies."""
        return next(self._home if code.startswith("43") else self._away)

    def name(self, code: str, born: int, *, female: bool) -> tuple[str, str]:
        """Return a name for someone born about that year in the county of that code, and its surname, if it has one."""
        chance = self.rng.random()
        if chance < POINTED:
            return f"{next(self._first)}·{next(self._last)}", ""
        family = self.surname(code)
        given = self.given(code + family, born, female=female)
        if chance > 1 - UNREADABLE:
            given = "□" + given[1:] if chance < 1 - UNREADABLE / 2 else given[:-1] + "□"
        return family + given, family

    def given(self, clan: str, born: int, *, female: bool) -> str:
        """Return a given name; men of one clan and generation often share its first character."""
        when: When = "female" if female else "old" if born < 1925 else "middle" if born < 1950 else "new"
        chance = self.rng.random()
        if chance < SINGLE[when]:
            return next(self._given[when])
        if chance < SINGLE[when] + LIKED_SHARE:
            return next(self._liked[when])
        last = next(self._given[when])
        if chance > 1 - DEGREES and when in ("old", "middle"):
            house = int(chance * 1e9) % 5  # a county has several houses of one surname
            start = crc32(f"{clan}{house}".encode())
            return GENERATION[(start + (born - 1850) // 24) % len(GENERATION)] + last
        return next(self._given[when]) + last

    def alias(self, name: str, family: str, born: int) -> Alias | None:
        """Return another name for about every eighth person."""
        if not family or self.rng.random() > ALIASED:
            return None
        kind = next(self._kind)
        if kind == "小名":
            return Alias(next(self._nick) + next(self._nick), kind)
        given = self.given("", born, female=False)
        if kind == "字":
            given += next(self._given["old"]) if len(given) == 1 else ""
            return Alias(given, kind)
        other = next(self._away) if kind == "化名" else family
        return Alias(other + given, kind) if other + given != name else None
