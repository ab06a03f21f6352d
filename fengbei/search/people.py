"""The index of people: one row a name, sorted four ways so that one or two shards answer a query.

A name is a surname and a given name; of each character its loose and its merged class of sounds are sorted by
(`chinese.loose`, `chinese.merged`): first two characters loosely, the same two as merged, then the rest.
The copies: `full` by surname and first given character answers a name heard or typed, and one with its last
character wrong; `rev` by surname and last character answers a wrong middle, and keeps names of two characters together
by their surname, for a wrong second; `giv` by the given name answers a wrong surname; `cty` by county and surname
answers all of them once the county is known.

A row is told as one line of bytes, its key and then its words: sorted, merged and hashed as it is, and taken apart
only where its shard must be written anew.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

from fengbei import chinese
from fengbei.search import letters, rows
from fengbei.search.cuts import cuts
from fengbei.search.integers import base36
from fengbei.search.rows import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fengbei.search.rows import Numbers

ROWS = 1550  # rows of a shard: about 8 KB gzipped, read and scored in 10 ms on a slow phone
COPIES = ("full", "rev", "giv", "cty")
LARGER = {"cty": 1.25}  # most questions with a county ask no other copy, those without one three of them
SAID = len(Row._fields) - 3  # values of a row; the others are told apart (`details`)
LONGEST = 12  # characters of a name that are sorted by
CODE, WORDS = 4, 2  # digits to the base 36 of a county's six digits, and of the words of one beyond the table


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
    return f"{first[0]}{second[0]}!{first[1]}{second[1]}!" + "".join([loose + merged for loose, merged in rest])


def keys(codes: tuple[Code, ...], county: str) -> tuple[str, str, str, str]:
    """Return what a row is sorted by in each copy."""
    surname, *given = codes
    first, last = (given[0], given[-1]) if given else (NOTHING, NOTHING)
    others = given[1:-1]
    return (
        joined(surname, first, given[1:]),
        joined(surname, last, given[:-1]) if given[1:] else joined(surname, NOTHING, given),
        joined(first, last if given[1:] else NOTHING, (*others, surname)),
        county_key(county) + joined(surname, NOTHING, given),
    )


@cache
def county_key(county: str) -> str:
    """Return what the rows of a county are sorted by: its six digits, and a trace of words of its own."""
    trace = 0
    for char in county[6:]:
        trace = (31 * trace + ord(char)) % 36**WORDS
    return base36(int(county[:6] or 0), CODE) + base36(trace, WORDS)


def told(row: Row) -> Iterator[bytes]:
    """Go through the lines of a row, one for each copy; who has the same key is parted by an arbitrary number."""
    name, folded, _, _, record, _, county, *_ = row
    said = f" {base36(crc32(record.encode()), 7)}\t" + "\t".join(row[:SAID])
    for key in keys(codes_of(folded or name), county):
        yield f"{key}{said}".encode()


@cache
def weights() -> list[int]:
    """Return how often each byte is expected in a key: as the common characters are read."""
    often = [0] * 256
    for char in letters.common():
        for code in code_of(char):
            for letter in code.encode():
                often[letter] += 1
    return often


def shards(copy: str, lines: Sequence[bytes]) -> Iterator[tuple[str, Sequence[bytes]]]:
    """Go through the shards of a copy, given its sorted lines: name and lines of each."""
    size = round(ROWS * LARGER.get(copy, 1))
    for cut in cuts(lines, range(len(lines) + 1), weights(), size):
        yield f"{copy}-{cut.start.hex() or '00'}", lines[cut.first : cut.end]


def starts(names: Sequence[str]) -> bytes:
    """Return the list by which the page finds a shard: with what key each begins, a line each."""
    begin = ("" if digits == "00" else bytes.fromhex(digits).decode() for _, digits in (n.split("-") for n in names))
    return "".join(f"{key}\n" for key in begin).encode()


def writer(lines: Sequence[bytes], numbers: Numbers) -> Callable[[], list[bytes]]:
    """Return a way to write a shard of a copy."""

    def write() -> list[bytes]:
        return rows.shard([line.split("\t")[1:] for line in b"\n".join(lines).decode().split("\n")], numbers)

    return write
