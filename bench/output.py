"""What a built site consists of: files, pages, bytes."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LEAN = re.compile(r"martyrs/\d{6}/\d+\.html")  # a record of a roll: those with a story are named ceshi-


class Output(NamedTuple):
    """A site in numbers; `page_bytes` is the mean of the pages of people without a story, 0 if there are none."""

    files: int
    pages: int
    bytes: int
    page_bytes: float


def listing(folder: Path) -> Iterator[tuple[str, int]]:
    """Go through the files below a folder: name from there, and size in bytes; folder by folder, in order."""
    for where, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(where, name)
            yield os.path.relpath(path, folder), os.path.getsize(path)


def weigh(files: Iterable[tuple[str, int]]) -> Output:
    """Return the numbers of a site from the names and sizes of its files."""
    count = pages = total = lean = lean_total = 0
    for name, size in files:
        count, total = count + 1, total + size
        pages += name.endswith(".html")
        if LEAN.fullmatch(name):
            lean, lean_total = lean + 1, lean_total + size
    return Output(count, pages, total, lean_total / lean if lean else 0.0)


def warm(folder: Path) -> None:
    """Read every file below a folder once: nobody shall wait for the disk because he came first."""
    for where, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(where, name), "rb") as file:
                while file.read(1 << 20):
                    pass
