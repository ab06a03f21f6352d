"""The sums of a site's files, by folder.

A site of a million people has a million sums, and a correction changes a dozen of them. So the lines of a folder, as
SHA256SUMS has them, are one piece of bytes that is kept, compared and written as it is; only where somebody asks for
one file of a folder are its lines taken apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

HEX = 64  # digits of a sum
GAP = "  "  # between the sum and the name, as sha256sum writes it
NAME = HEX + len(GAP)  # where the name begins
NO_SUM = "0" * HEX  # of a file that was not made
STEP = 1 << 12  # bytes to look ahead for the end of a folder, at first

# By folder, "" for the top: the lines of its files, shorter names first, so that 10000.html comes after 9999.html, and
# the people of one input file stay together.
Blocks: TypeAlias = Mapping[str, bytes]


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
        """Return the sum of a file, the default where there is none: of most new files none is known."""
        return self.ones.get(name) or self.open(folder_of(name)).get(name, default)

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
        """Enter folders, or parts of folders."""
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
            mixed = {folder_of(name) for name in self.ones}
            sums = dict(chain.from_iterable(self.open(folder).items() for folder in mixed))
            self.merged = self.blocks | blocks_of(sums | self.ones)
        return self.merged

    def lost(self, older: Sums) -> list[str]:
        """Return the names of those older ones that are not among these."""
        return [name for name in unlike(self.whole(), older.blocks) if name not in self]

    def holds(self, folder: str, block: bytes) -> bool:
        """Say whether lines of a folder stand in its block as they are; most parts are asked for one after another."""
        there, at = self.blocks.get(folder, b""), self.ends.get(folder, 0)
        if not there.startswith(block, at):
            at = there.find(block[: block.find(b"\n") + 1])
            if at < 0 or not there.startswith(block, at):
                return False
        self.ends[folder] = at + len(block)
        return True


def folder_of(name: str) -> str:
    """Return the folder in which a file lies, "" for the top."""
    return name.rpartition("/")[0]


def first_of(block: bytes) -> bytes:
    """Return the first name of a block."""
    return block[NAME : block.find(b"\n")]


def last_of(block: bytes) -> bytes:
    """Return the last name of a block."""
    return block[block.rfind(b"\n", 0, -1) + 1 + NAME : -1]


def joined(parts: Sequence[bytes]) -> bytes:
    """Return parts of a folder as its block."""
    ends = zip(map(last_of, parts), map(first_of, parts[1:]), strict=False)
    if all(order_of(before) < order_of(after) for before, after in ends):
        return b"".join(parts) if len(parts) > 1 else parts[0]
    (block,) = blocks_of(dict(chain.from_iterable(map(sums_in, parts)))).values()
    return block


def order_of(name: bytes) -> tuple[int, bytes]:
    """Return what names in a folder are sorted by."""
    return len(name), name


def sums_in(block: bytes) -> Iterator[tuple[str, str]]:
    """Go through the files of a block: name and sum."""
    return ((line[NAME:], line[:HEX]) for line in block.decode().split("\n") if line)


def blocks_of(sums: Mapping[str, str]) -> dict[str, bytes]:
    """Return sums as blocks."""
    lines = defaultdict[str, list[str]](list)
    for name in sorted(sorted(sums), key=len):
        lines[folder_of(name)].append(f"{sums[name]}{GAP}{name}\n")
    return {folder: "".join(held).encode() for folder, held in lines.items()}


def unlike(here: Blocks, there: Blocks) -> Iterator[str]:
    """Go through the names of the files that are there, and are not here or not so."""
    for folder, block in there.items():
        if (own := here.get(folder, b"")) != block:
            known = dict(sums_in(own))
            yield from (name for name, said in sums_in(block) if known.get(name) != said)


def text_of(blocks: Blocks) -> bytes:
    """Return the text of SHA256SUMS: folder after folder."""
    return b"".join(blocks[folder] for folder in sorted(blocks))


def cut(text: bytes) -> dict[str, bytes]:
    """Return the blocks of a text of SHA256SUMS. UnicodeDecodeError.

    The end of a folder is looked for as one looks up a word, and what lies before it counted; where the lines are not
    in the order in which `text_of` writes them, they are read one by one.
    """
    if not text.isascii():
        text.decode()
    blocks: dict[str, bytes] = {}
    at = 0
    while at < len(text):
        folder = text[at + NAME : line_end(text, at)].rpartition(b"/")[0]
        end = end_of(text, at, folder)
        if folder.decode() in blocks or not all_in(text, at, end, folder):
            return blocks_of(dict(sums_in(text)))
        blocks[folder.decode()] = text[at:end]
        at = end
    return blocks


def line_end(text: bytes, at: int) -> int:
    """Return where a line ends, without its end mark."""
    end = text.find(b"\n", at)
    return len(text) if end < 0 else end


def end_of(text: bytes, at: int, folder: bytes) -> int:
    """Return where the lines of a folder end that begin at a place."""
    inside, step = at, STEP
    while (outside := begun(text, at + step)) < len(text) and lies_in(text, outside, folder):
        inside, step = outside, 2 * step
    while (middle := begun(text, (inside + outside) // 2)) > inside or (middle := line_end(text, inside) + 1) < outside:
        if lies_in(text, middle, folder):
            inside = middle
        else:
            outside = middle
    return min(outside, len(text))


def begun(text: bytes, at: int) -> int:
    """Return where the line begins in which a place lies, the end of the text for a place behind it."""
    return len(text) if at >= len(text) else text.rfind(b"\n", 0, at) + 1


def lies_in(text: bytes, at: int, folder: bytes) -> bool:
    """Say whether the file of the line that begins at a place lies in a folder."""
    return text[at + NAME : line_end(text, at)].rpartition(b"/")[0] == folder


def all_in(text: bytes, begin: int, end: int, folder: bytes) -> bool:
    """Say whether all lines of a part of a text are of files in a folder, and the last is ended."""
    lines, depth = text.count(b"\n", begin, end), folder.count(b"/") + 1 if folder else 0
    within = not folder or text.count(GAP.encode() + folder + b"/", begin, end) == lines
    return text[end - 1 : end] == b"\n" and within and text.count(b"/", begin, end) == lines * depth
