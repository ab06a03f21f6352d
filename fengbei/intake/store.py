"""What an earlier build made of each file and each page, kept under `.work/`; nothing here is worth saving.

Every piece is found by what it was made from, so a stale one is never used. Digests lie in packs of about 32 files
(`packs`): a change of one record writes one pack anew. A pack that cannot be read counts as none.
"""

from __future__ import annotations

import pickle
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from zlib import crc32

from fengbei import chinese, files
from fengbei.intake import packs
from fengbei.intake.packs import Entry
from fengbei.pages import NOTHING, Before
from fengbei.publish import remove

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from fengbei.intake.digests import Fresh, MadePage, Source

CUT = 32  # files in a pack, on average
SUM = 4  # bytes of a sum before what is kept: it shows what was cut off or damaged
NAME = 16  # bytes of the name of a pack
DIGESTS = "digests"  # the folder of the packs


def load(path: Path) -> Any:
    """Return what a file of the store holds, None where it cannot be trusted."""
    with suppress(OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError):
        data = path.read_bytes()
        if crc32(memoryview(data)[SUM:]).to_bytes(SUM) == data[:SUM]:
            return pickle.loads(memoryview(data)[SUM:])  # noqa: S301 - whole, as we wrote it
    return None


def save(path: Path, said: Any) -> None:
    """Write a file of the store in one step. That it cannot be written (a full disk) costs time, not a build."""
    data = pickle.dumps(said, pickle.HIGHEST_PROTOCOL)
    fresh = path.with_name(f"{path.name}.new")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as file:
            file.write(crc32(data).to_bytes(SUM))
            file.write(data)
        fresh.replace(path)


class Store:
    """The digests of the input files and what is known of the pages, from one build to the next."""

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        """Open the store; `fresh` forgets it."""
        if fresh:
            remove(folder)
        self.folder, self.digests = folder, folder / DIGESTS
        self.used: set[str] = set()
        self.older: dict[str, list[str]] = {}  # files that were replaced, by pack

    @cached_property
    def packs(self) -> dict[str, str]:
        """Return the names of the files in which packs lie, by those of the packs; of two the newer."""
        found: dict[str, str] = {}
        for path in sorted(self.digests.iterdir(), key=newness) if files.is_folder(self.digests) else ():
            pack = path.name.partition("-")[0]
            if pack in found:
                self.older.setdefault(pack, []).append(found[pack])
            found[pack] = path.name
        return found

    def read(self, pack: str) -> dict[str, Entry]:
        """Return the digests of a pack, by file."""
        self.used.add(pack)
        return packs.read(self.digests / self.packs[pack]) if pack in self.packs else {}

    def write(self, pack: str, names: Iterable[str], fresh: dict[str, Entry]) -> None:
        """Keep a pack of the files with these names; those that are not fresh are in it already."""
        rest = self.read(pack) if any(name not in fresh for name in names) else {}
        entries = rest | fresh
        self.put(pack, {name: entries[name] for name in names if name in entries})

    def put(self, pack: str, entries: dict[str, Entry]) -> None:
        """Write a pack in one step. That it cannot be written (a full disk) costs time, not a build."""
        fresh = self.digests / f"{pack}.new"
        with suppress(OSError):
            self.digests.mkdir(parents=True, exist_ok=True)
            name = f"{pack}-{packs.write(fresh, entries):08x}"
            fresh.replace(self.digests / name)
            self.drop(self.older.pop(pack, ()))
            if (before := self.packs.get(pack, name)) != name:
                self.older[pack] = [before]  # stays until the next time: another program may be reading it
            self.packs[pack] = name

    def drop(self, names: Iterable[str]) -> None:
        """Remove some of the files in which packs lie."""
        for name in names:
            (self.digests / name).unlink(missing_ok=True)

    def join(self, others: Sequence[Store]) -> None:
        """Take in the packs of other stores, each of which may have some files of a pack."""
        for pack in sorted({pack for other in others for pack in other.packs}):
            entries: dict[str, Entry] = {}
            for other in others:
                entries |= other.read(pack)
            self.put(pack, entries)

    def tidy(self) -> None:
        """Remove the packs of files that are no more."""
        for pack in self.packs.keys() - self.used:
            self.drop((self.packs[pack], *self.older.get(pack, ())))

    @property
    def pages(self) -> tuple[dict[str, MadePage], Before]:
        """Return what is known of the pages that an earlier build made, and how the lists stood."""
        found = load(self.folder / "pages")
        ours = isinstance(found, tuple) and len(found) == 2 and isinstance(found[1], Before)
        return found if ours else ({}, NOTHING)

    def keep_pages(self, pages: dict[str, MadePage], before: Before) -> None:
        """Keep what is known of the pages and the lists, in one step: the one is said of the other."""
        save(self.folder / "pages", (pages, before))

    @property
    def shares(self) -> dict[str, tuple[str, str]]:
        """Return the cards and posters that an earlier build drew: stamp and sum."""
        found = load(self.folder / "shares")
        return found if isinstance(found, dict) else {}

    def keep_shares(self, shares: dict[str, tuple[str, str]]) -> None:
        """Keep what is known of the cards and posters."""
        save(self.folder / "shares", shares)

    def bound(self, name: str, base: str) -> Any:
        """Return what was kept under a name by this program and these settings, None where it was by others."""
        found = load(self.folder / name)
        return found[1] if isinstance(found, tuple) and found[0] == base else None

    def parts(self, base: str) -> dict[str, tuple[str, str]]:
        """Return the files of the search that a build by this program and these settings has made: mark and sum."""
        found = self.bound("search", base)
        return found if isinstance(found, dict) else {}

    def keep_parts(self, base: str, parts: dict[str, tuple[str, str]]) -> None:
        """Keep what is known of the files of the search."""
        save(self.folder / "search", (base, parts))

    def recall(self, base: str) -> None:
        """Recall what the dictionaries said to a build by this program and these settings."""
        found = self.bound("learned", base)
        if isinstance(found, dict):
            chinese.recall(found)

    def keep_learned(self, base: str) -> None:
        """Keep what the dictionaries said, if anything of it is new."""
        if chinese.learned():
            save(self.folder / "learned", (base, chinese.known()))

    @property
    def last(self) -> Any:
        """Return what was said of the last build."""
        return load(self.folder / "last")

    def keep_last(self, said: Any) -> None:
        """Keep what is to be said of this build."""
        save(self.folder / "last", said)


def newness(path: Path) -> tuple[int, str]:
    """Return what files are sorted by: when they were written, and their name; one that is gone comes first."""
    try:
        return path.stat().st_mtime_ns, path.name
    except OSError:
        return 0, path.name


def in_packs(sources: Iterable[Source]) -> Iterator[tuple[str, list[Source]]]:
    """Cut files into packs: where a pack begins depends on a file's name alone, so a new file moves few."""
    pack: list[Source] = []
    for source in sources:
        if pack and not blake2b(source.key.encode(), digest_size=1).digest()[0] % CUT:
            yield named(pack[0].key), pack
            pack = []
        pack.append(source)
    if pack:
        yield named(pack[0].key), pack


def named(first: str) -> str:
    """Return the name of the pack that begins with a file."""
    return blake2b(first.encode(), digest_size=NAME).hexdigest()


def entry_of(facts: str, face: str, fresh: Fresh) -> Entry:
    """Return a digest just made as it is kept."""
    return Entry(facts, face, fresh.leaning, fresh.pointed, fresh.packed, fresh.text, fresh.found)
