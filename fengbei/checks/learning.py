"""Rows that stand on many pages are looked at once, before any of these is made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import dirname, normpath
from typing import TYPE_CHECKING, TypeAlias

from fengbei.checks.ways import LINK, NAMED, PLAIN, UNKNOWN, Seen, hashed

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from fengbei.checks import Checks

# By the name of a scroll: of each of its rows where it leads, hashed, and zeros where it must be looked at.
Rows: TypeAlias = Mapping[str, bytes]

TAG = re.compile(r"<[^>]*>")


def learn(checks: Checks, scrolls: Iterable[tuple[str, str, Iterable[str]]], made: Container[str]) -> Rows:
    """Look at the rows of scrolls; return where they lead.

    A scroll comes with its name and the address of a page that has its rows, all of whose pages lie in folders beside
    that page's: only a row that leads up, out of its folder, means the same on all of them. Of rows that differ in
    nothing but one address and their words, the first is looked at whole. Links to what is made already are good.
    """
    known: dict[str, bytes] = {}
    plain = set[str]()  # the tags of rows with one address and nothing else to look at
    for name, path, rows in scrolls:
        folder, marks = dirname(path), bytearray()
        for row in rows:
            addresses = LINK.findall(row)
            way, _, place = addresses[0].partition("#") if addresses else ("", "", "")
            tags = "".join(TAG.findall(row.replace(addresses[0], "", 1))) if len(addresses) == 1 else ""
            seen = Seen()
            if tags in plain and PLAIN.fullmatch(way):
                seen.targets.add(target := normpath(f"{folder}/{way}"))
                if target not in made:
                    checks.links.setdefault(target, path)
                if place:
                    checks.places.setdefault(target, {}).setdefault(place, path)
            elif not checks.look_at_links(path, row, seen) and tags and not NAMED.search(row):
                plain.add(tags)
            known_by = next(iter(seen.targets), "") if tags in plain and way.startswith("../") else ""
            marks += hashed(known_by) if known_by else UNKNOWN
        known[name] = bytes(marks)
    checks.followed.clear()
    return known
