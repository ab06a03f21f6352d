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
    from collections.abc import Iterator, Mapping, Sequence

ROWS = 1200  # rows of a shard: about 14 KB gzipped, read and scored in 15 ms on a slow phone
COPIES = ("full", "rev", "giv", "cty")
RICH = ("full", "cty")  # these say the township and the unit too
LONGEST = 12  # characters of a name that are sorted by


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


def codes_of(name: str) -> tuple[str, tuple[str, ...]]:
    """Return the classes of sounds of surname and given name; what has no sound stands after every other."""
    folded = chinese.fold(name).replace("·", "")[:LONGEST]
    size = len(chinese.surname(folded) or folded[:1])
    sounds = iter(chinese.name_syllables(folded))
    codes = [chinese.loose(next(sounds, "")) if chinese.is_han(char) else chinese.UNKNOWN for char in folded]
    return "".join(codes[:size]), tuple(codes[size:])


def ordered(copy: str, surname: str, given: tuple[str, ...], county: str) -> str:
    """Return what a row is sorted by in one of the copies."""
    if copy == "full":
        return surname + "".join(given)
    if copy == "rev":
        return surname + "".join((*given[-1:], *given[:-1]))
    if copy == "giv":
        return "".join(given) + surname
    return county + surname + "".join(given)


def line(person: Person, number: str, *, rich: bool) -> str:
    """Return a person as a line of a shard: fields parted by tabs, empty ones at the end left out."""
    folded = chinese.fold(person.name)
    fields = (
        person.name,
        "" if folded == person.name else folded,
        person.id.removeprefix(person.county),
        person.kind,
        number,
        person.born,
        person.died,
        person.facet,
        person.alias_of,
        person.alias_kind,
        *((person.township, person.unit) if rich else ()),
    )
    return "\t".join(fields).rstrip("\t")


def base36(number: int, width: int = 1) -> str:
    """Return a number in the digits JavaScript's parseInt(…, 36) reads."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
    return text.rjust(width, "0")


def shards(people: Sequence[Person], numbers: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    """Go through the shards of every copy, and each copy's list of where its shards begin."""
    codes = [codes_of(person.name) for person in people]
    for copy in COPIES:
        order = sorted(
            (ordered(copy, *code, base36(numbers[person.county], 3)), at)
            for at, (code, person) in enumerate(zip(codes, people, strict=True))
        )
        starts: list[str] = []
        for first in range(0, len(order), ROWS):
            part = order[first : first + ROWS]
            name = f"{copy}-{len(starts)}"
            starts.append(part[0][0])
            rows = (line(people[at], base36(numbers[people[at].county]), rich=copy in RICH) for _, at in part)
            yield name, packed(name, "\n".join(rows).encode())
        yield copy, packed(copy, "\n".join(starts).encode())
