"""The form of a shard of people: columns of small numbers, then the words no number says, in GB 18030.

The rows lie by county and by number on its roll, so both cost next to nothing; a shard needs no other order, since all
of it is read. Nothing in a shard is numbered from outside but periods, whose numbers stay.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from fengbei.search import letters
from fengbei.search.integers import ascending, stepped, varint, varints
from fengbei.search.letters import ENCODING, FIXED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

EARLIEST, NO_BYTE = 1780, 255  # a year is one byte, counted from here; NO_BYTE says that it is told apart
NO_YEAR = 0
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
    chars, coded = letters.of([*(row.name for row in rows), *(row.alias_of for row in others)])
    counties = Counter(row.county for row in rows)  # in their order
    ids, hows = ids_of(rows), sorted({row.alias_kind for row in others})
    columns = [
        varint(len(rows)) + counted(counties), varints(ids),
        bytes(numbers.kind[row.kind] for row in rows), *years(rows), periods(rows, numbers.period), flags(rows),
        chars.places, *coded, varints(hows.index(row.alias_kind) for row in others),
    ]  # fmt: skip
    words = [
        chars.words,
        [county[6:] for county in counties if county[6:]],
        [row.id for row, number in zip(rows, ids, strict=True) if not number],
        [row.name[FIXED:] for row in rows if len(row.name) > FIXED],
        [row.folded for row in rows if row.folded],
        [row.alias_of[FIXED:] for row in others],
        hows,
    ]
    return [*columns, "\t".join(map("\n".join, words)).encode(ENCODING)]


def flags(rows: Sequence[Row]) -> bytes:
    """Return which rows have something besides, and of each of these what, as bits."""
    found = [MORE * (len(row.name) > FIXED) + FOLDED * bool(row.folded) + ALIAS * bool(row.alias_of) for row in rows]
    return ascending([at for at, bits in enumerate(found) if bits]) + bytes(filter(None, found))


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
    """Return the years of death that lie in several periods; then how many numbers of periods follow, and these.

    They are the periods of all rows of such a year, and of the first row of any other.
    """
    found: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        found[int(row.died or 0)].add(row.period)
    said, column = {year for year, several in found.items() if len(several) == 1}, bytearray()
    mixed = sorted(found.keys() - said)
    for row in rows:
        year = int(row.died or 0)
        if year in said or len(found[year]) > 1:
            column.append(numbers[row.period])
            said.discard(year)
    return ascending(mixed) + varint(len(column)) + column
