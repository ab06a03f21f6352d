"""Make development queries from a site made by make.py: python bench/queries.py DIR [--seed S] [--per-type N].

Each line of the output is a query as JSON: {"q", "place"?, "year"?, "id", "type"}. The type is the way of asking
(a function of asking.py), alone or with what is known besides: +county, +old (a name the county had), +county+year.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import asking, corpus  # noqa: E402 - the program is found from a clone, without an installation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bench.corpus import Person

    Way = Callable[[Person, Random], asking.Asked | None]

WAYS: tuple[Way, ...] = (
    asking.exact, asking.traditional, asking.variant, asking.homophone, asking.homophone_surname, asking.pinyin,
    asking.pinyin_joined, asking.accent, asking.accent_unseen, asking.accent_other, asking.lookalike,
    asking.lookalike_unseen, asking.wrong, asking.dropped, asking.added, asking.alias, asking.wildcard, asking.initials,
)  # fmt: skip
BESIDES = ("", "+county", "+old", "+county+year")
TYPES = tuple(way.__name__ + besides for way in WAYS for besides in BESIDES)
POOL = 20_000  # people kept to choose from; every type finds enough of those it fits among them
ROUGH = 2  # years a family may be wrong by


class Query(NamedTuple):
    """One question, the person it is about, and the keys of all who could be meant."""

    type: str
    q: str
    place: str
    year: int
    person: Person
    rivals: tuple[tuple[str, int], ...]

    @property
    def line(self) -> str:
        """Return the query as a line of JSON."""
        known = {"place": self.place, "year": self.year}
        said = {"q": self.q, **{key: value for key, value in known.items() if value}}
        return json.dumps({**said, "id": self.person.id, "type": self.type}, ensure_ascii=False)


def sample(people: Iterable[Person], size: int, rng: Random) -> list[Person]:
    """Return so many of the people, each as likely as any other, in random order (Vitter's algorithm R)."""
    kept: list[Person] = []
    for number, person in enumerate(people):
        if number < size:
            kept.append(person)
        elif (at := int(rng.random() * (number + 1))) < size:
            kept[at] = person
    rng.shuffle(kept)
    return kept


def make(pool: list[Person], types: Iterable[str], per_type: int, seed: int) -> Iterator[Query]:
    """Go through the queries of these types; the same type, pool and seed give the same queries."""
    ways = {way.__name__: way for way in WAYS}
    for name in types:
        way, _, besides = name.partition("+")
        rng = Random(f"{name} {seed}")  # noqa: S311 - invented questions, the same every time
        asked = (ask(name, ways[way], besides, person, rng) for person in rng.sample(pool, len(pool)))
        found = (query for query in asked if query)
        for query, _ in zip(found, range(per_type), strict=False):
            yield query


def ask(name: str, way: Way, besides: str, person: Person, rng: Random) -> Query | None:
    """Return the question about this person, None where the person does not fit the type."""
    if not person.plain or (besides and not person.county):
        return None
    if (besides == "old" and not person.olds) or (besides == "county+year" and not person.died):
        return None
    asked = way(person, rng)
    if asked is None:
        return None
    place = rng.choice(person.olds) if besides == "old" else person.county if besides else ""
    year = person.died + rng.randint(-ROUGH, ROUGH) if besides == "county+year" else 0
    return Query(name, asked.q, place, year, person, asked.rivals)


def chosen(words: str) -> list[str]:
    """Return the types named in a list such as exact,pinyin+old; a way alone stands for all of its types.

    ArgumentTypeError names those that do not exist.
    """
    wanted = words.split(",") if words else [way.__name__ for way in WAYS]
    types = [name for name in TYPES if name in wanted or name.partition("+")[0] in wanted]
    plain = [name[:-1] for name in wanted if name.endswith("+")]  # exact+ is exact with nothing besides
    unknown = [name for name in wanted if name.removesuffix("+") not in TYPES]
    if unknown:
        raise argparse.ArgumentTypeError(f"no such type: {', '.join(unknown)}; there are {', '.join(TYPES)}")
    return [name for name in TYPES if name in types or name in plain]


def main() -> None:
    """Read the command line and write the queries to standard output."""
    parser = argparse.ArgumentParser(description="Make queries from an invented site.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a site made by make.py")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-type", type=int, default=100)
    parser.add_argument("--types", type=chosen, default="", help="such as exact,pinyin+old; exact+ is exact alone")
    given = parser.parse_args()
    pool = sample(corpus.read(given.folder), POOL, Random(given.seed))  # noqa: S311 - the same every time
    for query in make(pool, given.types, given.per_type, given.seed):
        sys.stdout.write(f"{query.line}\n")


if __name__ == "__main__":
    main()
