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
    return int(number) if len(number) == ID_DIGITS or (len(number) > ID_DIGITS and number[0] != "0") else 0


def shard(part: Sequence[Sequence[str]], numbers: Numbers) -> list[bytes]:
    """Return the rows of people (of each the values of a Row up to its period, or all), column by column.

    The names that are not said whole by the columns, and what else no number says, stand at the end as words.
    """
    _, _, _, _, records, _, counties, *_ = columns_of(part)
    found = [*map(number_of, records, counties)]
    ranked = sorted(zip(counties, [not number for number in found], found, part, strict=True))  # other ids stand last
    names, plains, aliases, kinds_of_alias, records, kinds, counties, born, died, period, *_ = columns_of(
        [row for *_, row in ranked]
    )
    others = [(name, how) for name, how in zip(aliases, kinds_of_alias, strict=True) if name]
    chars, coded = letters.of([*names, *(name for name, _ in others)])
    ids = ids_of((county, number) for county, _, number, _ in ranked)
    hows = sorted({how for _, how in others})
    often, deaths = Counter(counties), in_numbers(died)  # the counties in their order
    columns = [
        varint(len(ranked)) + counted(often), varints(ids),
        bytes(map(numbers.kind.__getitem__, kinds)), *years(deaths, in_numbers(born)),
        periods(deaths, [*map(numbers.period.__getitem__, period)]), flags(names, plains, aliases),
        chars.places, *coded, varints(hows.index(how) for _, how in others),
    ]  # fmt: skip
    words = [
        chars.words,
        [county[6:] for county in often if county[6:]],
        [record for record, number in zip(records, ids, strict=True) if not number],
        [name[FIXED:] for name in names if len(name) > FIXED],
        [*filter(None, plains)],
        [name[FIXED:] for name, _ in others],
        hows,
    ]
    return [*columns, "\t".join(map("\n".join, words)).encode(ENCODING)]


def columns_of(part: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return rows as columns."""
    return [*zip(*part, strict=True)] if part else [()] * len(Row._fields)


def in_numbers(said: Iterable[str]) -> list[int]:
    """Return years as numbers, 0 for none."""
    known = {"": 0}
    return [known[year] if year in known else known.setdefault(year, int(year)) for year in said]


def flags(names: Sequence[str], plains: Sequence[str], aliases: Sequence[str]) -> bytes:
    """Return which rows have something besides, and of each of these what, as bits."""
    found = [
        MORE * (len(name) > FIXED) + FOLDED * bool(plain) + ALIAS * bool(alias)
        for name, plain, alias in zip(names, plains, aliases, strict=True)
    ]
    return ascending([at for at, bits in enumerate(found) if bits]) + bytes(filter(None, found))


def counted(counties: Mapping[str, int]) -> bytes:
    """Return the counties, each with its number of rows: steps of the six digits doubled, and 1 for words."""
    codes = stepped(int(county[:6] or 0) for county in counties)
    words = (bool(county[6:]) for county in counties)
    pairs = zip((2 * code + word for code, word in zip(codes, words, strict=True)), counties.values(), strict=True)
    return varint(len(counties)) + varints(chain.from_iterable(pairs))


def ids_of(numbered: Iterable[tuple[str, int]]) -> list[int]:
    """Return for each row, given its county and its number on that roll (0 where the id is another), one number.

    It is the step from the number before and one more; 0 where the id is told.
    """
    steps, last, county = [], 0, None
    for here, number in numbered:
        last = last if here == county else 0
        county = here
        steps.append(number - last + 1 if number else 0)
        last = number or last
    return steps


def years(deaths: Sequence[int], births: Sequence[int]) -> tuple[bytes, bytes, bytes]:
    """Return the years of death, those of birth as years before death, and in full those no byte can say."""
    died, born, told = bytearray(), bytearray(), []
    for death, birth in zip(deaths, births, strict=True):
        for column, distance, said in (
            (died, death - EARLIEST, death),
            (born, (death or EARLIEST + NO_BYTE) - birth + 1, birth),
        ):
            fits = NO_YEAR < distance < NO_BYTE
            column.append(NO_YEAR if not said else distance if fits else NO_BYTE)
            if said and not fits:
                told.append(said)
    return bytes(died), bytes(born), varints(told)


def periods(deaths: Sequence[int], numbers: Sequence[int]) -> bytes:
    """Return the years of death that lie in several periods; then how many numbers of periods follow, and these.

    They are the periods of all rows of such a year, and of the first row of any other.
    """
    found: dict[int, set[int]] = defaultdict(set)
    for year, number in zip(deaths, numbers, strict=True):
        found[year].add(number)
    said, column = {year for year, several in found.items() if len(several) == 1}, bytearray()
    mixed = sorted(found.keys() - said)
    for year, number in zip(deaths, numbers, strict=True):
        if year in said or len(found[year]) > 1:
            column.append(number)
            said.discard(year)
    return ascending(mixed) + varint(len(column)) + column
