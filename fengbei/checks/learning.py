"""Rows that stand on many pages are looked at once, before any of these is made."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import dirname, normpath
from typing import TYPE_CHECKING, TypeAlias

from fengbei.checks.private import leaks
from fengbei.checks.ways import PLAIN, UNKNOWN, hashed, links_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fengbei.checks import Checks

# By the name of a scroll: of each of its rows where it leads, hashed, and zeros where it must be looked at.
Rows: TypeAlias = Mapping[str, bytes]

MORE = ('src="', 'id="', 'name="', "<link")  # of these a text has one that loads something or has an anchor


def learn(checks: Checks, path: str, rows: Sequence[str]) -> bytes:
    """Look at rows of a scroll, and guard them; return the marks of where they lead.

    `path` is the address of a page that has such rows; all other pages that have lie in folders beside that page's:
    only a row that leads up, out of its folder, means the same on all of them. An empty row is none.
    """
    folder, told = dirname(path), [row for row in rows if row]
    if any(leaks("\n".join(told).encode())):
        for row in told:
            checks.guard(target_of(row, folder) or path, row.encode())
    marks = iter(marks_of(checks, path, told))
    return b"".join([next(marks) if row else UNKNOWN for row in rows])


def marks_of(checks: Checks, path: str, rows: Sequence[str]) -> list[bytes]:
    """Return the marks of rows: all at once where each has an address and nothing else to look at, else one by one."""
    text = "".join(rows)
    addresses = links_of(text)
    if not any(said in text for said in MORE) and [row.count('href="') for row in rows] == [1] * len(addresses):
        return [mark_of(checks, path, address) for address in addresses]
    return [UNKNOWN] if len(rows) == 1 else [mark for row in rows for mark in marks_of(checks, path, [row])]


def mark_of(checks: Checks, path: str, address: str) -> bytes:
    """Note where a row leads, and return the mark of it; where it does not simply lead up, each page looks at it."""
    way, _, place = address.partition("#")
    if not (way.startswith("../") and PLAIN.fullmatch(way)) or "%" in place:
        return UNKNOWN
    target = normpath(f"{dirname(path)}/{way}")
    checks.links.setdefault(target, path)
    if place:
        checks.places.setdefault(target, {}).setdefault(place, path)
    return hashed(target)


def target_of(row: str, folder: str) -> str:
    """Return the address of the page that a row leads to first, "" where it leads to none."""
    addresses = links_of(row)
    return normpath(f"{folder}/{addresses[0].partition('#')[0]}") if addresses else ""
