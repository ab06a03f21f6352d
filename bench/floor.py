"""Only write files: python bench/floor.py LISTING OUT [--jobs N]; the floor below every generator.

Each line of LISTING is the size in bytes, a tab, and the name of a file. Its folders are made first.
"""

from __future__ import annotations

import argparse
import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path


def write(out: str, lines: list[str]) -> None:
    """Write the files of some lines below a folder."""
    split = [line.rstrip("\n").split("\t", 1) for line in lines]
    text = memoryview(b"x" * max(int(size) for size, _ in split))
    for folder in dict.fromkeys(os.path.dirname(name) for _, name in split):
        os.makedirs(os.path.join(out, folder), exist_ok=True)
    for size, name in split:
        with open(os.path.join(out, name), "wb", buffering=0) as file:
            file.write(text[: int(size)])


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description="Write files of given names and sizes, and nothing else.")
    parser.add_argument("listing", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    lines = given.listing.read_text(encoding="utf-8").splitlines()
    if given.jobs == 1 or not lines:
        write(str(given.out), lines)
        return
    size = -(-len(lines) // given.jobs)
    rest = iter(lines)
    parts = iter(lambda: list(islice(rest, size)), [])
    with ProcessPoolExecutor(given.jobs) as pool:
        list(pool.map(partial(write, str(given.out)), parts))


if __name__ == "__main__":
    main()
