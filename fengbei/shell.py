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
        parts = self.parts.copy()
        parts[1::2] = [slots[name] for name in parts[1::2]]
        return "".join(parts)

    def filled(self, slots: Mapping[str, Sequence[str]]) -> Iterator[str]:
        """Go through as many pages as each hole has fillings. KeyError names the hole left open."""
        for row in zip(*(slots[name] for name in self.parts[1::2]), strict=True):
            parts = self.parts.copy()
            parts[1::2] = row
            yield "".join(parts)
