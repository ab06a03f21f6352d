"""The index of people: one row a name, sorted four ways so that one or two shards answer a query.

A name is a surname and a given name, each character a class of sounds (`chinese.loose`). The copies:
`full` by surname and given name answers a name heard or typed, and one with its last character wrong;
`rev` by surname and last character first answers a wrong middle; `giv` by given name answers a wrong
surname; `cty` by county and surname answers all of them once the county is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fengbei import chinese
from fengbei.search.pack import packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROWS = 1200  # rows of a shard: about 14 KB gzipped, read and scored in 15 ms on a slow phone
COPIES = ("full", "rev", "giv", "cty")
UNREADABLE = frozenset("□○〇×*?？＊囗")


class Person(NamedTuple):
    """What the index keeps of one name of one person."""

    name: str  # as it is written
    alias_of: str  # the name of the record where this is another one, else ""
    alias_kind: str
    id: str
    kind: str  # one character: which kind of record
    county: str  # six digits; "" where nothing is known
    born: str  # year or ""
    died: str  # year or ""
    township: str
    unit: str
    facet: str  # period and resting place, as numbers in the tables of the index


class Key(NamedTuple):
    """The classes of sounds of a name."""

    surname: str
    given: tuple[str, ...]


def key_of(name: str) -> Key:
    """Return the classes of a name; what has no sound of its own stands after every other."""
    folded = chinese.fold(name).replace("·", "")
    family = chinese.surname(folded) or folded[:1]
    sounds = iter(chinese.name_syllables(folded))
    codes = [chinese.loose(next(sounds, "")) if chinese.is_han(char) else chinese.UNKNOWN for char in folded[:12]]
    size = len(family)
    return Key("".join(codes[:size]), tuple(codes[size:]))


def ordered(copy: str, key: Key, county: str) -> str:
    """Return what a row is sorted by in one of the copies."""
    given = "".join(key.given)
    if copy == "full":
        return key.surname + given
    if copy == "rev":
        return key.surname + "".join((*key.given[-1:], *key.given[:-1]))
    if copy == "giv":
        return given + key.surname
    return county + key.surname + given


def row(person: Person, numbers: dict[str, int], *, rich: bool) -> str:
    """Return a person as a line of a shard; `rich` rows say where in the county, and the unit."""
    folded = chinese.fold(person.name)
    short = person.id.removeprefix(person.county) if person.county else person.id
    fields = [
        person.name,
        "" if folded == person.name else folded,
        short,
        person.kind,
        base36(numbers[person.county]),
        person.born,
        person.died,
        person.facet,
        person.alias_of,
        person.alias_kind,
    ]
    if rich:
        fields += [person.township, person.unit]
    return "\t".join(fields).rstrip("\t")


def base36(number: int) -> str:
    """Return a number in the digits JavaScript's parseInt(…, 36) reads."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while True:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
        if not number:
            return text


def copies(people: Sequence[Person], numbers: dict[str, int]) -> Iterator[tuple[str, bytes]]:
    """Go through the shards of every copy, and each copy's list of where its shards begin."""
    keys = [key_of(person.name) for person in people]
    for copy in COPIES:
        rich = copy in ("full", "cty")
        order = sorted(
            (ordered(copy, key, person.county or "000000"), at)
            for at, (key, person) in enumerate(zip(keys, people, strict=True))
        )
        starts: list[str] = []
        for number, first in enumerate(range(0, len(order), ROWS)):
            part = order[first : first + ROWS]
            starts.append(part[0][0])
            text = "\n".join(row(people[at], numbers, rich=rich) for _, at in part)
            yield f"{copy}-{number}", packed(f"{copy}-{number}", text)
        yield copy, packed(copy, "\n".join(starts))
