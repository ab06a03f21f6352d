"""The index of people: one row a name, sorted four ways so that one or two shards answer a query.

A name is a surname and a given name; of each character its loose and its merged class of sounds are sorted by
(`chinese.loose`, `chinese.merged`): first two characters loosely, the same two as merged, then the rest.
The copies: `full` by surname and first given character answers a name heard or typed, and one with its last
character wrong; `rev` by surname and last character answers a wrong middle; `giv` by the given name answers a
wrong surname; `cty` by county and surname answers all of them once the county is known.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from fengbei import chinese
from fengbei.search import rows
from fengbei.search.pack import packed
from fengbei.search.rows import base36

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fengbei.search.rows import Digits, Person

ROWS = 1400  # rows of a shard: about 12 KB gzipped, read and scored in 15 ms on a slow phone
COPIES = ("full", "rev", "giv", "cty")
RICH = ("cty",)  # these say the township and the unit too
LONGEST = 12  # characters of a name that are sorted by


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


def shards(people: Sequence[Person], numbers: Mapping[str, int], digits: Digits) -> Iterator[tuple[str, bytes]]:
    """Go through the shards of every copy, and each copy's list of where its shards begin."""
    wide = {county: base36(number, 3) for county, number in numbers.items()}
    names = [chinese.fold(person.name) for person in people]
    codes = [codes_of(name) for name in names]
    for copy in COPIES:
        keys = [ordered(copy, code, wide[p.county]) for code, p in zip(codes, people, strict=True)]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        starts: list[str] = []
        for first in range(0, len(order), ROWS):
            part = order[first : first + ROWS]
            name = f"{copy}-{len(starts)}"
            starts.append(keys[part[0]])
            said = rows.shard([(people[at], names[at]) for at in part], digits, rich=copy in RICH)
            yield name, packed(name, said)
        yield copy, packed(copy, "\n".join(starts).encode())
