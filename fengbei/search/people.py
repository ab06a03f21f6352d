"""The index of people: one row a name, sorted four ways so that one or two shards answer a query.

A name is a surname and a given name; of each character its loose and its merged class of sounds are sorted by
(`chinese.loose`, `chinese.merged`): first two characters loosely, the same two as merged, then the rest.
The copies: `full` by surname and first given character answers a name heard or typed, and one with its last
character wrong; `rev` by surname and last character answers a wrong middle; `giv` by the given name answers a
wrong surname; `cty` by county and surname answers all of them once the county is known.
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
RICH = ("cty",)  # these say the township and the unit too
LONGEST = 12  # characters of a name that are sorted by


class Person(NamedTuple):
    """What the index keeps of one name of one person."""

    name: str  # as it is written
    alias_of: str  # the name of the record where this is another one, else ""
    alias_kind: str
    id: str
    kind: str  # one character: which kind of record
    county: str  # six digits, and words where they are a province's; "" where nothing is known
    born: str  # year or ""
    died: str  # year or ""
    township: str
    unit: str
    facet: str  # period and resting place, as numbers in the tables of the index


Code = tuple[str, str]  # the loose class of one character, or of a surname of two, and the merged one
NOTHING: Code = ("", "")


@cache
def code_of(char: str) -> Code:
    """Return the classes of a character inside a given name."""
    if not chinese.is_han(char):
        return (chinese.UNKNOWN, chinese.UNKNOWN)
    syllable = next(iter(chinese.readings(char)), "")
    return chinese.loose(syllable), chinese.merged(syllable)


@cache
def family_code(family: str) -> Code:
    """Return the classes of a surname, read as one; the page tries every reading it knows."""
    listed = chinese.name_syllables(family)
    if len(listed) != len(family):
        codes = [code_of(char) for char in family]
        return "".join(loose for loose, _ in codes), "".join(merged for _, merged in codes)
    return "".join(map(chinese.loose, listed)), "".join(map(chinese.merged, listed))


def codes_of(folded: str) -> tuple[Code, ...]:
    """Return the classes of the surname, then of each character after it."""
    plain = folded.replace("·", "")[:LONGEST]
    family = chinese.surname(plain) or plain[:1]
    return (family_code(family), *map(code_of, plain[len(family) :]))


def joined(first: Code, second: Code, rest: Sequence[Code]) -> str:
    """Return a key: two characters loosely, the same two as merged, then the others."""
    return f"{first[0]}{second[0]}!{first[1]}{second[1]}!" + "".join(loose + merged for loose, merged in rest)


def ordered(copy: str, codes: tuple[Code, ...], county: str) -> str:
    """Return what a row is sorted by in one of the copies."""
    surname, *given = codes
    if copy == "cty":
        return county + joined(surname, NOTHING, given)
    if copy == "giv":
        first, *others = given or [NOTHING]
        last = others[-1] if others else NOTHING
        return joined(first, last, (*others[:-1], surname))
    if copy == "rev":
        return joined(surname, given[-1] if given else NOTHING, given[:-1])
    return joined(surname, given[0] if given else NOTHING, given[1:])


def line(person: Person, folded: str, number: str) -> tuple[str, str]:
    """Return a person as a line of a slim shard and of a rich one: fields parted by tabs."""
    name, alias_of, alias_kind, record, kind, county, born, died, township, unit, facet = person
    short = record.removeprefix(county[:6])
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
        keys = [ordered(copy, code, wide[p.county]) for code, p in zip(codes, people, strict=True)]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        rich = int(copy in RICH)
        starts: list[str] = []
        for first in range(0, len(order), ROWS):
            part = order[first : first + ROWS]
            name = f"{copy}-{len(starts)}"
            starts.append(keys[part[0]])
            yield name, packed(name, "\n".join([lines[at][rich] for at in part]).encode())
        yield copy, packed(copy, "\n".join(starts).encode())
