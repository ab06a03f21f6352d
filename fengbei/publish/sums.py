"""The sums of a site's files, by folder.

A site of a million people has a million sums, and a correction changes a dozen of them. So the lines of a folder, as
SHA256SUMS has them, are one piece of bytes that is kept, compared and written as it is; only where somebody asks for
one file of a folder are its lines taken apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain

from fengbei.publish.blocks import Blocks, blocks_of, folder_of, found_in, joined, sums_in, unlike, with_ones


class Sums(Mapping[str, str]):
    """The sums of files, by their names: of some known one by one, of whole folders in blocks."""

    def __init__(self, blocks: Blocks | None = None) -> None:
        """Take folders known whole."""
        self.held: dict[str, bytes] = dict(blocks or {})
        self.parts: dict[str, list[bytes]] = {}  # of folders: still to be joined to what is held
        self.ones: dict[str, str] = {}  # known one by one: they count more than what a block says of the same file
        self.opened: dict[str, dict[str, str]] = {}  # blocks that were taken apart
        self.ends: dict[str, int] = {}  # where in a block the part ended that was found there last
        self.merged: dict[str, bytes] | None = None  # all as blocks, if somebody has asked

    def __setitem__(self, name: str, said: str) -> None:
        """Enter one file."""
        self.ones[name] = said
        self.merged = None

    def __getitem__(self, name: str) -> str:
        """Return the sum of a file. KeyError."""
        said = self.ones.get(name)
        return self.open(folder_of(name))[name] if said is None else said

    def __contains__(self, name: object) -> bool:
        """Say whether there is a file."""
        return isinstance(name, str) and (name in self.ones or name in self.open(folder_of(name)))

    def get(self, name: str, default: str | None = None, /) -> str | None:  # type: ignore[override]
        """Return the sum of a file, the default where there is none, as of most new files."""
        said = self.ones.get(name)
        if said or not (self.held or self.parts):
            return said or default
        return self.open(folder_of(name)).get(name, default)

    def __iter__(self) -> Iterator[str]:
        """Go through the names."""
        in_blocks = (name for block in self.blocks.values() for name, _ in sums_in(block))
        return chain(in_blocks, (name for name in self.ones if name not in self.open(folder_of(name))))

    def __len__(self) -> int:
        """Return how many files there are."""
        doubled = sum(name in self.open(folder_of(name)) for name in self.ones)
        return sum(block.count(b"\n") for block in self.blocks.values()) + len(self.ones) - doubled

    def __bool__(self) -> bool:
        """Say whether there are any."""
        return bool(self.held or self.parts or self.ones)

    @property
    def blocks(self) -> dict[str, bytes]:
        """Return the folders known whole."""
        for folder in [*self.parts]:
            self.settle(folder)
        return self.held

    def settle(self, folder: str) -> None:
        """Join the parts of a folder."""
        parts = self.parts.pop(folder)
        self.held[folder] = joined([self.held[folder], *parts] if folder in self.held else parts)
        self.opened.pop(folder, None)

    def open(self, folder: str) -> dict[str, str]:
        """Return the sums in the block of a folder, by name."""
        if folder in self.parts:
            self.settle(folder)
        if (there := self.opened.get(folder)) is None:
            there = self.opened[folder] = dict(sums_in(self.held.get(folder, b"")))
        return there

    def add(self, sums: Mapping[str, str]) -> None:
        """Enter files one by one."""
        self.ones |= sums
        self.merged = None

    def take(self, blocks: Blocks) -> None:
        """Enter folders, or parts of folders; who looks in between makes them be joined each time."""
        for folder, block in blocks.items():
            self.parts.setdefault(folder, []).append(block)
        self.merged = None

    def join(self, other: Sums) -> None:
        """Enter all that others hold."""
        self.take(other.blocks)
        self.add(other.ones)

    def whole(self) -> dict[str, bytes]:
        """Return all as blocks."""
        if self.merged is None:
            mixed, alone = defaultdict[str, dict[str, str]](dict), dict[str, str]()
            for name, said in self.ones.items():
                (mixed[folder] if (folder := folder_of(name)) in self.blocks else alone)[name] = said
            self.merged = self.blocks | blocks_of(alone)
            self.merged |= {folder: with_ones(self.held[folder], ones) for folder, ones in mixed.items()}
        return self.merged

    def lost(self, older: Sums) -> list[str]:
        """Return the names of those older ones that are not among these."""
        return [name for name in unlike(self.whole(), older.whole()) if name not in self]

    def holds(self, folder: str, block: bytes) -> bool:
        """Say whether lines of a folder stand in its block as they are; most parts are asked for one after another."""
        end = found_in(self.blocks.get(folder, b""), block, self.ends.get(folder, 0))
        self.ends[folder] = max(end, 0)
        return end >= 0
