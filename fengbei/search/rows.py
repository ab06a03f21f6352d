"""The form of a shard of people: columns rather than lines, in GB 18030, which a browser decodes.

A column holds one field of every row. Fields of one character stand side by side, longer ones on lines of their own;
tabs part the columns. Like things beside each other, and two bytes a character, make a shard a quarter smaller.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

ENCODING = "gb18030"
FIXED = 3  # characters of a name that have columns of their own
BLANK = " "
LOWEST, ASCII = 33, 94  # the first digit, and how many are letters and signs; then come Chinese characters
HAN = 0x4E00
YEAR_0, BEFORE = 1860, 400  # a year is counted from here; an earlier one follows after all the later ones
ID_DIGITS = 4  # of the running number on a roll


class Person(NamedTuple):
    """What the index keeps of one name of one person."""

    name: str  # as it is written
    alias_of: str  # the name of the record where this is another one, else ""
    alias_kind: str
    id: str
    kind: str  # of the record
    county: str  # six digits, and words where they are a province's; "" where nothing is known
    born: str  # year or ""
    died: str  # year or ""
    township: str
    unit: str
    period: str
    rest: str  # the id of where the person lies, or ""


class Digits(NamedTuple):
    """For what has few values, the digit of each."""

    kind: Mapping[str, str]
    county: Mapping[str, str]
    period: Mapping[str, str]
    rest: Mapping[str, str]


@cache
def digit(number: int) -> str:
    """Return a number from 0 to some 20,000 as one character of at most two bytes."""
    return chr(LOWEST + number) if number < ASCII else chr(HAN + number - ASCII)


def digits(values: Iterable[str]) -> dict[str, str]:
    """Return a digit for each value in its order, BLANK for none."""
    return {"": BLANK} | {value: digit(number) for number, value in enumerate(values)}


@cache
def year(said: str) -> str:
    """Return a year as one character, BLANK for none."""
    if not said:
        return BLANK
    return digit(int(said) - YEAR_0 if int(said) >= YEAR_0 else int(said) + BEFORE)


def base36(number: int, width: int = 1) -> str:
    """Return a number in the digits JavaScript's parseInt(…, 36) reads."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
    return text.rjust(width, "0")


def short_id(record: str, county: str) -> str:
    """Return an id as the page puts it together again: the number on the county's roll, or what follows a "="."""
    short = record.removeprefix(county[:6])
    if len(short) == ID_DIGITS + 1 and short[0] == "-" and short[1:].isdecimal():
        return base36(int(short[1:]))
    return f"={short}"


def shard(part: Sequence[tuple[Person, str]], digits: Digits, *, rich: bool) -> bytes:
    """Return the rows of people, each with the folded name."""
    names = [person.name.ljust(FIXED) for person, _ in part]
    columns = ["".join([name[at] for name in names]) for at in range(FIXED)]

    def lines(words: list[str]) -> None:
        columns.append("\n".join(words))

    def one(of: Callable[[Person], str]) -> None:
        columns.append("".join([of(person) for person, _ in part]))

    lines([name[FIXED:] for name in names])
    lines(["" if folded == person.name else folded for person, folded in part])
    lines([short_id(person.id, person.county) for person, _ in part])
    one(lambda person: digits.kind[person.kind])
    one(lambda person: digits.county[person.county])
    one(lambda person: year(person.born))
    one(lambda person: year(person.died))
    one(lambda person: digits.period[person.period])
    one(lambda person: digits.rest[person.rest])
    lines([person.alias_of for person, _ in part])
    lines([person.alias_kind for person, _ in part])
    if rich:
        lines([person.township for person, _ in part])
        lines([person.unit for person, _ in part])
    return "\t".join(columns).encode(ENCODING)
