"""What was made of a picture is kept under a name for the picture and the recipe, and not made again."""

from __future__ import annotations

import json
import os
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fengbei import files
from fengbei.catalogue import Derived, Size
from fengbei.images.making import RECIPE, make
from fengbei.images.reading import MOST_BYTES, PictureError

if TYPE_CHECKING:
    from pathlib import Path

ABOUT = "about.json"
UNNAMED = 30 * 86_400  # seconds that a picture is kept which no record names: somebody may put the record back
ROOM = 500_000_000  # bytes that such pictures may take; the oldest go first
OFTEN = 86_400  # seconds from one look for them to the next
SMALL = 24  # pixels a side; anything less is no picture but a mistake


@dataclass(slots=True)
class Store:
    """The pictures made so far, below .work/; a file that has kept its size and times is not read again."""

    folder: Path
    known: dict[str, list[int | str]] = field(default_factory=dict)  # by path: size, times, inode, digest
    changed: bool = False

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open the store; a damaged list of known files counts as empty."""
        try:
            known = json.loads((folder / "known.json").read_text())
        except (OSError, ValueError):
            known = {}
        return cls(folder, known if isinstance(known, dict) else {})

    def key(self, path: Path) -> str:
        """Return the name under which the picture of a file is kept. PictureError if the file is too large."""
        about = files.about(path)
        if about.size > MOST_BYTES:
            raise PictureError(f"文件超过 {MOST_BYTES // 1_000_000} MB；请缩小后再用")
        known = self.known.get(str(path), [])
        if known[:-1] == [*about]:
            return str(known[-1])
        name = files.digest(f"{RECIPE} {path.suffix.lower()} {files.digest(path.read_bytes())}".encode())
        if about.is_settled(time.time_ns()):
            self.known[str(path)] = [*about, name]
            self.changed = True
        return name

    def place(self, key: str) -> Path:
        """Return the folder in which a picture is kept."""
        return self.folder / key[:2] / key

    def get(self, key: str) -> tuple[Derived, tuple[int, int]] | None:
        """Return a kept picture and the size of its original, or None."""
        place = self.place(key)
        try:
            about = json.loads((place / ABOUT).read_text())
            sizes = tuple(Size(*size) for size in about["sizes"])
            return Derived(sizes, about["veil"], place), (about["was"][0], about["was"][1])
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            return None

    def tidy(self, used: set[str]) -> None:
        """Remove what no record has named for long, or what of it is too much; looked for once a day.

        What is used is marked so at least once a day, and nothing marked in that time is removed: another build of the
        same records, or a preview, may need it.
        """
        now = time.time()
        marks = [self.place(key) / ABOUT for key in used]
        for mark in marks:
            with suppress(OSError):
                if mark.stat().st_mtime < now - OFTEN:
                    os.utime(mark)
        looked = self.folder / "looked"
        if not files.is_folder(self.folder) or age(looked, now) < OFTEN:
            return
        files.write_if_changed(looked, "")
        os.utime(looked)
        self.known = {path: said for path, said in self.known.items() if said[-1] in used}
        self.changed = True
        unnamed = sorted(
            (age(place / ABOUT, now), place) for place in self.folder.glob("??/*") if place.name not in used
        )
        room = ROOM
        for old, place in unnamed:  # the youngest first, while there is room for them
            room -= sum(path.stat().st_size for path in place.iterdir())
            if old > UNNAMED or (room < 0 and old > OFTEN):
                shutil.rmtree(place, ignore_errors=True)

    def close(self) -> None:
        """Note which files are known."""
        if self.changed:
            files.write_if_changed(self.folder / "known.json", json.dumps(self.known))


def age(path: Path, now: float) -> float:
    """Return how many seconds ago a file was marked; endless where there is none."""
    try:
        return now - path.stat().st_mtime
    except OSError:
        return float("inf")


def keep(path: Path, place: Path) -> str:
    """Make the files of a picture and put them into a place, all of them or none. Return why not, or ""."""
    try:
        made = make(path)
    except PictureError as wrong:
        return str(wrong)
    new = place.with_name(f"{place.name}.{os.getpid()}")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    for href, data in made.files.items():
        (new / href.rpartition("/")[2]).write_bytes(data)
    (new / ABOUT).write_text(json.dumps({"sizes": made.sizes, "veil": made.veil, "was": made.was}))
    shutil.rmtree(place, ignore_errors=True)
    new.rename(place)
    return ""
