"""Where the links of a page lead, and how that is kept in few bytes from one build to the next."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


PLAIN = re.compile(r"[A-Za-z0-9_.-][A-Za-z0-9_./-]*")  # an address with nothing to take apart
# An attribute is found by the letters of its name, and only then asked whether a space stands before it: a pattern that
# begins with any space takes longer.
ATTRIBUTES = {name: re.compile(rf'{name}="(?<=\s{name}=")([^"]*)"') for name in ("href", "src", "id", "name")}


class Way(NamedTuple):
    """Where a link leads: a file of the site, and an anchor on it."""

    target: str
    anchor: str


NOWHERE = Way("", "")
DIGITS = 8  # bytes of the hash of an address
UNKNOWN = bytes(DIGITS)  # the mark of what must be looked at


class Anchors(NamedTuple):
    """The names of the anchors a piece of a page has, and the addresses of those it leads to."""

    names: frozenset[str]
    wanted: tuple[str, ...]


def links_of(text: str) -> list[str]:
    """Return the addresses in HTML: those of links, then those of what is loaded."""
    return values_of(text, "href", "src")


def anchors_of(text: str) -> list[str]:
    """Return the names of the anchors in HTML."""
    return values_of(text, "id", "name")


def values_of(text: str, *attributes: str) -> list[str]:
    """Return the values of some attributes, one attribute after the other."""
    found: list[str] = []
    for name in attributes:
        if f'{name}="' in text:
            found += ATTRIBUTES[name].findall(text)
    return found


@dataclass(slots=True)
class Seen:
    """What of a page concerns other pages: its title, and where its links lead."""

    title: str = ""
    targets: set[str] = field(default_factory=set)
    anchors: set[tuple[str, str]] = field(default_factory=set)
    names: set[str] = field(default_factory=set)  # of the anchors in its rows
    packed: bytes = b""  # the names of all its anchors, where its rows have some
    marks: set[bytes] = field(default_factory=set)  # where the rows lead that were learned, each hashed

    @property
    def print(self) -> bytes:
        """Return the print of where its links lead."""
        return print_of(self.targets, self.marks)


def packed(names: Iterable[str]) -> bytes:
    """Return names in few bytes: a hundred numbers are much alike."""
    return zlib.compress("\n".join(sorted(names)).encode(), 1)


def unpacked(said: bytes) -> list[str]:
    """Return names that were packed."""
    return zlib.decompress(said).decode().split("\n")


@lru_cache(maxsize=1 << 18)
def hashed(target: str) -> bytes:
    """Return eight bytes for an address."""
    return blake2b(target.encode(), digest_size=DIGITS).digest()


def print_of(targets: Iterable[str], marks: Iterable[bytes] = ()) -> bytes:
    """Return eight bytes for each address: enough to tell later whether a page linked to one; `marks` are hashed."""
    return b"".join(sorted({*map(hashed, targets), *marks}))


def leads_to(print_: bytes, mark: bytes) -> bool:
    """Say whether the address with this hash is among those of a print."""
    at = print_.find(mark)
    while at >= 0 and at % DIGITS:
        at = print_.find(mark, at + 1)
    return at >= 0
