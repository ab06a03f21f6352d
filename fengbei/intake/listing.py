"""Which input files there are; one whose size and times are those of an earlier build is not read to find that out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from fengbei import files
from fengbei.intake.digests import Source
from fengbei.intake.reading import pieces
from fengbei.intake.store import load, save

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from fengbei.load import Piece
    from fengbei.record import Record


class Look(NamedTuple):
    """What a file was like when it was read, at a time in ns, and the pieces it fell into, each with a name."""

    about: files.About
    read: int
    pieces: tuple[tuple[Piece, str], ...]

    def tells(self, about: files.About) -> bool:
        """Say whether a file is still the same: one read in the tick of its change may have changed once more."""
        return about == self.about and about.is_settled(self.read)


class Listing:
    """The input files of a site, and what is known of them from the last build."""

    def __init__(self, root: Path, kept: Path) -> None:
        """Open what was kept in a folder; where nothing can be read of it, nothing is known."""
        self.root, self.path = root, kept / "files"
        found = load(self.path)
        self.before: dict[str, Look] = found if isinstance(found, dict) else {}
        self.now: dict[str, Look] = {}

    def sources(self, kind: type[Record]) -> Iterator[Source]:
        """Go through the input files of a kind in the order of their names, long ones cut into pieces."""
        for path in files.walk_in(self.root, kind.folder, ".yml", ".yaml"):
            name = path.relative_to(self.root).as_posix()
            for piece, said in self.look(path, name, kind):
                yield Source(path, name, kind, piece, said)

    def look(self, path: Path, name: str, kind: type[Record]) -> Iterable[tuple[Piece, str]]:
        """Return the pieces of a file, each with a name for its bytes and for where they stand."""
        try:
            now, about = time.time_ns(), files.about(path)
        except OSError:
            return [(source.piece, source.said) for source in pieces(path, name, kind)]
        known = self.before.get(name)
        if known is None or not known.tells(about):
            known = Look(about, now, tuple((source.piece, source.said) for source in pieces(path, name, kind)))
        self.now[name] = known
        return known.pieces

    def keep(self) -> None:
        """Keep what is known for the next build."""
        if self.now != self.before:
            save(self.path, self.now)
