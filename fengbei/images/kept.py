"""What was made of a picture is kept under a name for the picture and the recipe, and not made again."""

from __future__ import annotations

import json
import os
import shutil
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fengbei import files
from fengbei.catalogue import Derived, Size
from fengbei.images.making import RECIPE, make
from fengbei.images.reading import MOST_BYTES, PictureError

if TYPE_CHECKING:
    from pathlib import Path

ABOUT = "about.json"
FRESH = 2_000_000_000  # nanoseconds after a change in which a second one may bear the same time
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
        about = path.stat()
        if about.st_size > MOST_BYTES:
            raise PictureError(f"文件超过 {MOST_BYTES // 1_000_000} MB；请缩小后再用")
        seen = [about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino]
        known = self.known.get(str(path), [])
        if known[:-1] == seen:
            return str(known[-1])
        name = files.digest(f"{RECIPE} {path.suffix.lower()} {files.digest(path.read_bytes())}".encode())
        if time.time_ns() - max(about.st_mtime_ns, about.st_ctime_ns) > FRESH:
            self.known[str(path)] = [*seen, name]
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

    def close(self) -> None:
        """Note which files are known."""
        if self.changed:
            files.write_if_changed(self.folder / "known.json", json.dumps(self.known))


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
