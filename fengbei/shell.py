"""A page with holes: rendered once by MkDocs, cut here, filled once per record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HOLE = re.compile(r"@@([a-z]+)@@")  # plain ASCII marks: MkDocs' tojson would escape any other


class Shell:
    """A whole HTML page whose `@@name@@` marks are the holes."""

    __slots__ = ("holes", "parts")

    def __init__(self, html: str) -> None:
        """Cut the page at its holes."""
        self.parts = HOLE.split(html)
        self.holes = frozenset(self.parts[1::2])

    def fill(self, **slots: str) -> str:
        """Return the page with every hole filled. KeyError names the hole left open."""
        return self.set([slots[name] for name in self.parts[1::2]])

    def filled(self, slots: Mapping[str, Sequence[str]]) -> Iterator[str]:
        """Go through as many pages as each hole has fillings. KeyError names the hole left open."""
        return map(self.set, zip(*(slots[name] for name in self.parts[1::2]), strict=True))

    def set(self, fillings: Sequence[str]) -> str:
        """Return the page with its holes filled, in their order."""
        parts = self.parts.copy()
        parts[1::2] = fillings
        return "".join(parts)
