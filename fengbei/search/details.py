"""What tells people apart who have one name: township, unit and grave of each, looked up for the hits that are shown.

The rows by which people are found do not say it, so that the answer comes with less.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from fengbei.search.cuts import cuts
from fengbei.search.letters import ENCODING
from fengbei.search.people import county_key
from fengbei.search.rows import ID_DIGITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from fengbei.search.rows import Row

COPY = "more"
ROWS = 5600  # people of a shard: about 15 KB gzipped
EVEN = [1] * 256  # how often each byte is expected in a key


def told(row: Row) -> bytes | None:
    """Return the line of a person, by county and id; None where there is nothing to say, and of another name."""
    _, _, alias_of, _, record, kind, county, *_, rest, township, unit = row
    if alias_of or not (township or unit or rest):
        return None
    return f"{county_key(county)}{record} {kind}\t{record}\t{kind}\t{township}\t{unit}\t{rest}".encode()


def shards(lines: Sequence[bytes]) -> Iterator[tuple[str, Sequence[bytes]]]:
    """Go through the shards of the sorted lines: name and lines of each."""
    for cut in cuts(lines, range(len(lines) + 1), EVEN, ROWS):
        yield f"{COPY}-{cut.start.hex() or '00'}", lines[cut.first : cut.end]


def writer(lines: Sequence[bytes], letters: Mapping[str, int]) -> Callable[[], list[bytes]]:
    """Return a way to write a shard: ids, letters of the kinds, townships, units, ids of where they rest, a line each.

    The id that follows the one before on a roll is not said. `letters` has the code of a kind's letter.
    """

    def write() -> list[bytes]:
        ids, kinds, *words = zip(*(line.decode().split("\t")[1:] for line in lines), strict=True)
        steps = [ids[0], *("" if other == following(one) else other for one, other in pairwise(ids))]
        first, *others = map("\n".join, (steps, (chr(letters[kind]) for kind in kinds), *words))
        return [block.encode(ENCODING) for block in (first, *(f"\t{column}" for column in others))]

    return write


def following(record: str) -> str:
    """Return the id of the next number on a roll, "" where there is no number."""
    roll, dash, number = record.rpartition("-")
    return f"{roll}-{int(number) + 1:0{ID_DIGITS}}" if dash and number.isdecimal() and number.isascii() else ""
