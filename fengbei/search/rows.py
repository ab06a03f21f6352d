"""The form of a shard of people: columns of small numbers, then the words no number says, in GB 18030.

The rows lie by county and by number on its roll, so both cost next to nothing; a shard needs no other order, since all
of it is read. Nothing in a shard is numbered from outside but periods, whose numbers stay.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ENCODING = "gb18030"  # two bytes a character; any browser decodes it
FIXED = 3  # characters of a name that have columns of their own
BLANK = " "
EARLIEST, NO_BYTE = 1780, 255  # a year is one byte, counted from here; NO_BYTE says that it is told apart
NO_YEAR = 0
PLAIN = 224  # characters of a shard's own list that are one byte; behind them begin those of two
ID_DIGITS = 4  # of the running number on a roll at least
MORE, FOLDED, ALIAS = 1, 2, 4  # what a row has besides


class Row(NamedTuple):
    """What a shard says of one name of one person; the years are digits or "", as everything else that is unknown."""

    name: str
    folded: str  # "" where it is the name
    alias_of: str  # the name of the record where this is another one, else ""
    alias_kind: str
    id: str
    kind: str  # of the record
    county: str  # six digits, and words where they are a province's; "" where nothing is known
    born: str
    died: str
    period: str
    rest: str = ""  # the id of where the person lies; this and what follows is told apart (`details`)
    township: str = ""
    unit: str = ""


class Numbers(NamedTuple):
    """For what has few values, the number of each."""

    kind: Mapping[str, int]  # by kind: the code of its letter
    period: Mapping[str, int]


def base36(number: int, width: int = 1) -> str:
    """Return a number in the digits JavaScript's parseInt(…, 36) reads."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
    return text.rjust(width, "0")


@cache
def varint(number: int) -> bytes:
    """Return a number in 7-bit bytes, the lowest first, all but the last marked."""
    out = bytearray()
    while number >= 128:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def varints(numbers: Iterable[int]) -> bytes:
    """Return numbers one after another."""
    return b"".join(map(varint, numbers))


def stepped(numbers: Iterable[int]) -> list[int]:
    """Return ascending numbers as the steps between them, the first from 0."""
    steps, last = [], 0
    for number in numbers:
        steps.append(number - last)
        last = number
    return steps


def number_of(record: str, county: str) -> int:
    """Return the number of an id on its own county's roll, 0 of any other id."""
    roll, _, number = record.rpartition("-")
    if roll != county[:6] or not number.isdecimal() or not number.isascii():
        return 0
    return int(number) if number == f"{int(number):0{ID_DIGITS}}" else 0


def shard(part: Iterable[Row], numbers: Numbers) -> list[bytes]:
    """Return the rows of people, column by column, up to their periods.

    The names that are not said whole by the columns, and what else no number says, stand at the end as words.
    """
    rows = sorted(part, key=lambda row: (row.county, number_of(row.id, row.county) or 1 << 62, row))
    others = [row for row in rows if row.alias_of]
    chars, coded = names([*(row.name for row in rows), *(row.alias_of for row in others)])
    counties = Counter(row.county for row in rows)  # in their order
    ids, hows = ids_of(rows), sorted({row.alias_kind for row in others})
    columns = [
        varint(len(rows)) + counted(counties), varints(ids),
        bytes(numbers.kind[row.kind] for row in rows), *years(rows), periods(rows, numbers.period),
        bytes(flags(row) for row in rows), *coded, varints(hows.index(row.alias_kind) for row in others),
    ]  # fmt: skip
    words = [
        [chars],
        [county[6:] for county in counties if county[6:]],
        [row.id for row, number in zip(rows, ids, strict=True) if not number],
        [row.name[FIXED:] for row in rows if len(row.name) > FIXED],
        [row.folded for row in rows if row.folded],
        [row.alias_of[FIXED:] for row in others],
        hows,
    ]
    return [*columns, "\t".join(map("\n".join, words)).encode(ENCODING)]


def flags(row: Row) -> int:
    """Return what a row has besides, as bits."""
    return MORE * (len(row.name) > FIXED) + FOLDED * bool(row.folded) + ALIAS * bool(row.alias_of)


def counted(counties: Mapping[str, int]) -> bytes:
    """Return the counties, each with its number of rows: steps of the six digits doubled, and 1 for words."""
    codes = stepped(int(county[:6] or 0) for county in counties)
    words = (bool(county[6:]) for county in counties)
    pairs = zip((2 * code + word for code, word in zip(codes, words, strict=True)), counties.values(), strict=True)
    return varint(len(counties)) + varints(chain.from_iterable(pairs))


def ids_of(rows: Sequence[Row]) -> list[int]:
    """Return for each row the step from the number before on its county's roll and one more; 0 where the id is told."""
    steps, last, county = [], 0, None
    for row in rows:
        last = last if row.county == county else 0
        county = row.county
        number = number_of(row.id, row.county)
        steps.append(number - last + 1 if number else 0)
        last = number or last
    return steps


def years(rows: Sequence[Row]) -> tuple[bytes, bytes, bytes]:
    """Return the years of death, those of birth as years before death, and in full those no byte can say."""
    died, born, told = bytearray(), bytearray(), []
    for row in rows:
        death, birth = int(row.died or 0), int(row.born or 0)
        for column, distance, said in (
            (died, death - EARLIEST, death),
            (born, (death or EARLIEST + NO_BYTE) - birth + 1, birth),
        ):
            fits = NO_YEAR < distance < NO_BYTE
            column.append(NO_YEAR if not said else distance if fits else NO_BYTE)
            if said and not fits:
                told.append(said)
    return bytes(died), bytes(born), varints(told)


def periods(rows: Sequence[Row], numbers: Mapping[str, int]) -> bytes:
    """Return each row's number of a period and one more; 0 where it is that of the last row of the same year."""
    last: dict[str, int] = {}
    column = bytearray()
    for row in rows:
        number = numbers[row.period]
        column.append(0 if last.get(row.died, 0) == number else number + 1)
        last[row.died] = number
    return bytes(column)


def names(listed: Sequence[str]) -> tuple[str, list[bytes]]:
    """Return the characters of names, the commonest first, and by their places there the first, second, third ones."""
    columns = [[name[at] if at < len(name) else BLANK for name in listed] for at in range(FIXED)]
    often = Counter(chain.from_iterable(columns))
    chars = sorted(often, key=lambda char: (-often[char], char))
    codes = {char: code_of(at) for at, char in enumerate(chars)}
    return "".join(chars), [b"".join([codes[char] for char in column]) for column in columns]


@cache
def code_of(at: int) -> bytes:
    """Return the place of a character in its list as one byte, or two."""
    return bytes((at,)) if at < PLAIN else bytes((PLAIN + (at - PLAIN) // 256, (at - PLAIN) % 256))
