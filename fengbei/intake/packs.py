"""The digests of some 32 input files in one file of the store.

Its head is read at once. The long pieces of the digests, the texts of cards and what the search takes, are read where
somebody asks for them: a build after a small change looks at few. A pack is never written into: a new one has another
name, so what was read of the old one can be asked for as long as the build lasts.
"""

from __future__ import annotations

import os
import pickle
from contextlib import suppress
from dataclasses import dataclass
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from fengbei.catalogue import Key, Sliced
    from fengbei.intake.digests import Digest

SUM, LENGTH = Struct("<I"), Struct("<Q")  # that stand in front: a sum of all that follows it, and how long the head is
CHUNK = 1 << 20
OPEN = 100  # files that are left open to be read again
BROKEN = (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Extent:
    """Some bytes of a file that nobody writes into."""

    path: str
    begin: int
    end: int

    def __getitem__(self, part: slice) -> bytes:
        """Return some of them."""
        begin, end, _ = part.indices(self.end - self.begin)
        return os.pread(opened(self.path), max(0, end - begin), self.begin + begin)


HANDLES: dict[str, int] = {}


def opened(path: str) -> int:
    """Return a file, opened to be read."""
    if (handle := HANDLES.get(path)) is None:
        if len(HANDLES) >= OPEN:
            os.close(HANDLES.pop(next(iter(HANDLES))))
        handle = HANDLES[path] = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    return handle


class Entry(NamedTuple):
    """A digest as it is kept, and what it was made from."""

    facts: str  # of the program, the regions and the file itself
    face: str  # of the shell, the template and the settings
    leaning: dict[Key, int]
    pointed: frozenset[Key]
    packed: bytes  # the digest without its long pieces
    text: Sliced
    found: Sliced

    @property
    def digest(self) -> Digest:
        """Return the digest."""
        digest: Digest = pickle.loads(self.packed)  # noqa: S301 - whole, as we wrote it
        return digest.with_pieces(self.text, self.found)


def read(path: Path) -> dict[str, Entry]:
    """Return the digests of a pack, by file; none where it cannot be trusted."""
    with suppress(*BROKEN):
        with path.open("rb") as file:
            known, length = file.read(SUM.size), file.read(LENGTH.size).ljust(LENGTH.size)
            head = file.read(min(*LENGTH.unpack(length), path.stat().st_size))
            met, size = crc32(head, crc32(length)), file.tell()
            while part := file.read(CHUNK):
                met = crc32(part, met)
        if SUM.pack(met) == known:
            return dict(entries(pickle.loads(head), str(path), size))  # noqa: S301 - whole, as we wrote it
    return {}


def entries(head: Mapping[str, tuple[Entry, int, int]], path: str, begin: int) -> Iterable[tuple[str, Entry]]:
    """Go through the entries of a pack; their pieces lie one after another behind the head."""
    for name, (entry, text, found) in head.items():
        middle, end = begin + text, begin + text + found
        yield name, entry._replace(text=Extent(path, begin, middle), found=Extent(path, middle, end))
        begin = end


def write(path: Path, listed: Mapping[str, Entry]) -> int:
    """Write a pack, and return a sum of it. OSError."""
    pieces = {name: (entry.text[:], entry.found[:]) for name, entry in listed.items()}
    head = pickle.dumps(
        {name: (entry._replace(text=b"", found=b""), *map(len, pieces[name])) for name, entry in listed.items()},
        pickle.HIGHEST_PROTOCOL,
    )
    rest = b"".join(piece for both in pieces.values() for piece in both)
    length = LENGTH.pack(len(head))
    known = crc32(rest, crc32(head, crc32(length)))
    with path.open("wb") as file:
        file.writelines((SUM.pack(known), length, head, rest))
    return known
