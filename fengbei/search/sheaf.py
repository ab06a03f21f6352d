"""What the records of one input file bring to the search, as plain values that keep from one build to the next."""

from __future__ import annotations

import marshal
import zlib
from collections import Counter, defaultdict
from hashlib import blake2b
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from fengbei import chinese
from fengbei.search import details, people
from fengbei.search.rows import Row, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fengbei.search.taking import Taken


MARK = 8  # bytes of a mark


class Sheaf(NamedTuple):
    """What was taken of some records, as plain values."""

    opens: str  # the day before which none of it may be found, as 2027-01-01; "" where there is none
    copies: tuple[bytes, ...]  # of each copy of the people its lines (`joined`), then those of the details
    marks: tuple[bytes, ...]  # of these lines: the same mark, the same lines
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


def joined(lines: Iterable[bytes]) -> tuple[bytes, bytes]:
    """Return lines sorted and packed, for all are held at once and millions are much alike; and a mark of them."""
    piece = b"\n".join(sorted(lines))
    return zlib.compress(piece, 1), blake2b(piece, digest_size=MARK).digest()


def lines_of(packed: bytes) -> list[bytes]:
    """Return lines that were joined."""
    return zlib.decompress(packed).splitlines()


def opening(taken: Taken) -> str:
    """Return the day before which a record may not be found."""
    return taken.opens.isoformat() if taken.opens else ""


def bound(day: str, found: list[Taken]) -> Sheaf:
    """Return as one sheaf what may be found from the same day on."""
    rows = [row for taken in found for row in taken.people]
    of: Any = Row._make(columns_of(rows))
    copies = zip(*(people.told(row) for row in rows), strict=True) if rows else ((),) * len(people.COPIES)
    lines, marks = zip(*map(joined, (*copies, filter(None, map(details.told, rows)))), strict=True)
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for code, words in (taken.county for taken in found if taken.county):
        said[code][words] += 1
    chars = {*"".join([folded or name for folded, name in zip(of.folded, of.name, strict=True)])}
    return Sheaf(
        day,
        lines,
        marks,
        len(rows),
        [tuple(taken.text) for taken in found if taken.text],
        dict(taken.named for taken in found if taken.named),
        {code: dict(words) for code, words in said.items()},
        "".join(sorted(filter(chinese.is_han, chars))),
        *(sorted({*column} - {""}) for column in (of.county, of.period, of.rest)),
    )
