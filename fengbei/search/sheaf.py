"""What the records of one input file bring to the search, as plain values that keep from one build to the next."""

from __future__ import annotations

import marshal
import zlib
from collections import Counter, defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from fengbei import chinese
from fengbei.search import details, people

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fengbei.search.taking import Taken


class Sheaf(NamedTuple):
    """What was taken of some records, as plain values."""

    opens: str  # the day before which none of it may be found, as 2027-01-01; "" where there is none
    people: tuple[bytes, ...]  # the rows as lines (`joined`), sorted for each copy
    details: bytes  # what is told apart of each person, as sorted lines (`joined`)
    rows: int
    texts: list[tuple[str, ...]]  # of texts.Text the values
    named: dict[str, str]  # of what people may rest in: id to name
    said: dict[str, dict[str, int]]  # by a county that the table of regions does not know: its words, and how often
    chars: str  # that the names are written in
    counties: list[str]
    periods: list[str]
    rests: list[str]


def gather(found: Iterable[Taken]) -> list[Sheaf]:
    """Return what was taken of records as sheaves: one of what may be found at once, one for each later day."""
    listed = sorted(found, key=opening)
    return [bound(day, list(same)) for day, same in groupby(listed, key=opening)]


def bundle(bound: Iterable[Sheaf]) -> bytes:
    """Return sheaves as they are kept from one build to the next."""
    return marshal.dumps([tuple(sheaf) for sheaf in bound], 2)


def sheaves(kept: bytes) -> list[Sheaf]:
    """Return the sheaves that were packed."""
    return [Sheaf(*said) for said in marshal.loads(kept)]  # noqa: S302 - packed by our own process


def joined(lines: Iterable[bytes]) -> bytes:
    """Return lines sorted and packed as one piece: all of them are held at once, and millions are much alike."""
    return zlib.compress(b"\n".join(sorted(lines)), 1)


def lines_of(packed: bytes) -> list[bytes]:
    """Return lines that were joined."""
    return zlib.decompress(packed).splitlines()


def opening(taken: Taken) -> str:
    """Return the day before which a record may not be found."""
    return taken.opens.isoformat() if taken.opens else ""


def bound(day: str, found: list[Taken]) -> Sheaf:
    """Return as one sheaf what may be found from the same day on."""
    rows = [row for taken in found for row in taken.people]
    lines = zip(*(people.told(row) for row in rows), strict=True) if rows else ((),) * len(people.COPIES)
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for code, words in (taken.county for taken in found if taken.county):
        said[code][words] += 1
    chars = {char for row in rows for char in row.folded or row.name if chinese.is_han(char)}
    return Sheaf(
        day,
        tuple(map(joined, lines)),
        joined(filter(None, map(details.told, rows))),
        len(rows),
        [tuple(taken.text) for taken in found if taken.text],
        dict(taken.named for taken in found if taken.named),
        {code: dict(words) for code, words in said.items()},
        "".join(sorted(chars)),
        *(sorted({getattr(row, key) for row in rows} - {""}) for key in ("county", "period", "rest")),
    )
