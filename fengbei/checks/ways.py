"""Where the links of a page lead, and how that is kept in few bytes from one build to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Way(NamedTuple):
    """Where a link leads: a file of the site, and an anchor on it."""

    target: str
    anchor: str


NOWHERE = Way("", "")
DIGITS = 8  # bytes of the hash of an address


@dataclass(slots=True)
class Seen:
    """What of a page concerns other pages: its title, and where its links lead."""

    title: str = ""
    targets: set[str] = field(default_factory=set)
    anchors: set[tuple[str, str]] = field(default_factory=set)


@lru_cache(maxsize=1 << 18)
def hashed(target: str) -> bytes:
    """Return eight bytes for an address."""
    return blake2b(target.encode(), digest_size=DIGITS).digest()


def print_of(targets: Iterable[str]) -> bytes:
    """Return eight bytes for each address: enough to tell later whether a page linked to one."""
    return b"".join(sorted(map(hashed, targets)))


def leads_to(print_: bytes, mark: bytes) -> bool:
    """Say whether the address with this hash is among those of a print."""
    at = print_.find(mark)
    while at >= 0 and at % DIGITS:
        at = print_.find(mark, at + 1)
    return at >= 0
