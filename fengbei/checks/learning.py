"""Rows that stand on many pages are looked at once, before any of these is made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import dirname, normpath
from typing import TYPE_CHECKING, TypeAlias

from fengbei.checks.private import leaks
from fengbei.checks.ways import LINK, NAMED, PLAIN, UNKNOWN, Seen, hashed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fengbei.checks import Checks

# By the name of a scroll: of each of its rows where it leads, hashed, and zeros where it must be looked at.
Rows: TypeAlias = Mapping[str, bytes]

TAG = re.compile(r"<[^>]*>")


def learn(checks: Checks, path: str, rows: Sequence[str]) -> bytes:
    """Look at rows of a scroll, and guard them; return the marks of where they lead.

    `path` is the address of a page that has such rows; all other pages that have lie in folders beside that page's:
    only a row that leads up, out of its folder, means the same on all of them. Of rows that differ in nothing but one
    address and their words, the first is looked at whole.
    """
    plain = set[str]()  # the tags of rows with one address and nothing else to look at
    folder, marks = dirname(path), bytearray()
    if any(leaks("\n".join(rows).encode())):
        for row in rows:
            checks.guard(target_of(row, folder) or path, row.encode())
    for row in rows:
        addresses = LINK.findall(row)
        way, _, place = addresses[0].partition("#") if addresses else ("", "", "")
        tags = "".join(TAG.findall(row.replace(addresses[0], "", 1))) if len(addresses) == 1 else ""
        seen = Seen()
        if tags in plain and PLAIN.fullmatch(way):
            seen.targets.add(target := normpath(f"{folder}/{way}"))
            checks.links.setdefault(target, path)
            if place:
                checks.places.setdefault(target, {}).setdefault(place, path)
        elif not checks.look_at_links(path, row, seen) and tags and not NAMED.search(row):
            plain.add(tags)
        known_by = next(iter(seen.targets), "") if tags in plain and way.startswith("../") else ""
        marks += hashed(known_by) if known_by else UNKNOWN
    checks.followed.clear()
    return bytes(marks)


def target_of(row: str, folder: str) -> str:
    """Return the address of the page that a row leads to first, "" where it leads to none."""
    addresses = LINK.findall(row)
    return normpath(f"{folder}/{addresses[0].partition('#')[0]}") if addresses else ""
