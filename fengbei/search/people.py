"""The index of people: one row a name, sorted four ways so that one or two shards answer a query.

A name is a surname and a given name, each character a class of sounds (`chinese.loose`). The copies:
`full` by surname and given name answers a name heard or typed, and one with its last character wrong;
`rev` by surname and last character first answers a wrong middle; `giv` by given name answers a wrong
surname; `cty` by county and surname answers all of them once the county is known.
"""

from __future__ import annotations

from functools import cache
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


@cache
def code_of(char: str) -> str:
    """Return the class of a character inside a given name."""
    return chinese.loose(next(iter(chinese.readings(char)), "")) if chinese.is_han(char) else chinese.UNKNOWN


@cache
def family_code(family: str) -> str:
    """Return the classes of a surname, read as one; the page tries every reading it knows."""
    listed = [chinese.loose(syllable) for syllable in chinese.name_syllables(family)]
    return "".join(listed) if len(listed) == len(family) else "".join(map(code_of, family))


def codes_of(folded: str) -> tuple[str, tuple[str, ...]]:
    """Return the classes of sounds of surname and given name; what has no sound stands after every other."""
    plain = folded.replace("·", "")[:LONGEST]
    family = chinese.surname(plain) or plain[:1]
    return family_code(family), tuple(map(code_of, plain[len(family) :]))


def ordered(copy: str, surname: str, given: tuple[str, ...], county: str) -> str:
    """Return what a row is sorted by in one of the copies."""
    if copy == "full":
        return surname + "".join(given)
    if copy == "rev":
        return surname + "".join((*given[-1:], *given[:-1]))
    if copy == "giv":
        return "".join(given) + surname
    return county + surname + "".join(given)


def line(person: Person, folded: str, number: str) -> tuple[str, str]:
    """Return a person as a line of a slim shard and of a rich one: fields parted by tabs."""
    name, alias_of, alias_kind, record, kind, county, born, died, township, unit, facet = person
    short = record.removeprefix(county)
    plain = "" if folded == name else folded
    slim = f"{name}\t{plain}\t{short}\t{kind}\t{number}\t{born}\t{died}\t{facet}\t{alias_of}\t{alias_kind}"
    return slim.rstrip("\t"), f"{slim}\t{township}\t{unit}".rstrip("\t")


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
    short = {county: base36(number) for county, number in numbers.items()}
    wide = {county: base36(number, 3) for county, number in numbers.items()}
    names = [chinese.fold(person.name) for person in people]
    codes = [codes_of(name) for name in names]
    lines = [line(person, name, short[person.county]) for person, name in zip(people, names, strict=True)]
    for copy in COPIES:
        keys = [ordered(copy, *code, wide[p.county]) for code, p in zip(codes, people, strict=True)]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        rich = int(copy in RICH)
        starts: list[str] = []
        for first in range(0, len(order), ROWS):
            part = order[first : first + ROWS]
            name = f"{copy}-{len(starts)}"
            starts.append(keys[part[0]])
            yield name, packed(name, "\n".join([lines[at][rich] for at in part]).encode())
        yield copy, packed(copy, "\n".join(starts).encode())
