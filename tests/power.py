"""The power fails during a build: what is on the disk then is the old site or the new one, and the next build heals it.

`python -m tests.power 40`: a build writes to an ext4 in a file, which is copied at so many moments and mounted anew.
It needs Linux and the rights to mount.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults import CHANGED, Ground, command, end, healed, shown, start, void

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = "96M"


@contextmanager
def mounted(image: Path) -> Iterator[Path]:
    """Mount a disk that lies in a file; a journal that was left open is played first."""
    place = image.with_suffix(".mounted")
    place.mkdir(exist_ok=True)
    void(["mount", "-o", "loop,commit=1", str(image), str(place)])
    try:
        yield place
    finally:
        void(["umount", str(place)])


def snapshot(image: Path, to: Path) -> None:
    """Copy what the disk has at one moment: two copies that are the same saw no write between them."""
    shutil.copyfile(image, to)
    while to.read_bytes() != image.read_bytes():
        shutil.copyfile(image, to)


def cut(ground: Ground, folder: Path, after: float) -> str:
    """Cut the power so many seconds after a build began; return what is wrong, "" if nothing, and what is there."""
    image, then = folder / "disk.img", folder / "then.img"
    with image.open("wb") as file:
        file.truncate(int(SIZE[:-1]) << 20)
    void(["mkfs.ext4", "-q", "-F", str(image)])
    with mounted(image) as place:
        root = ground.copy(place / "root")
        void(["sync", "-f", str(place)])
        process = start(command(root, jobs=2))
        time.sleep(after)
        done = process.poll()
        snapshot(image, then)
        end(process)
    with mounted(then) as place:
        seen = shown(place / "root/site")
        if seen not in {ground.old, ground.new}:
            return "half a site"
        if done == 0 and seen != ground.new:
            return "said that it was done"
        return healed(ground, place / "root")


def main() -> int:
    """Cut the power at so many moments, most of them near the end; say what went wrong."""
    chance = random.Random(1)  # noqa: S311 - no secret: which moments are tried
    failed = 0
    with tempfile.TemporaryDirectory(dir="/dev/shm") as name:  # a disk in memory is copied in no time
        folder = Path(name)
        ground = Ground.lay(folder / "ground", CHANGED)
        begun = time.monotonic()
        void(["cp", "-a", str(ground.root), str(folder / "once")])
        end(start(command(folder / "once", jobs=2)))
        lasts = time.monotonic() - begun
        for _ in range(int(sys.argv[1])):
            after = lasts * chance.uniform(0.3, 1.2)
            wrong = cut(ground, folder, after)
            failed += bool(wrong)
            sys.stdout.write(f"{after:.2f}: {wrong or 'whole'}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{sys.argv[1]} tried, {failed} failed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as refused:
        sys.exit(f"{refused}")
