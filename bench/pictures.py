"""Pictures a minute: ours against a plain Pillow loop and against pyvips, the same outputs, the same run.

python -m bench.pictures [COUNT] [FOLDER]: COUNT photographs of 24 million pixels are drawn first (200 by default).
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageOps

from fengbei.images import guard
from fengbei.images.kept import Store, keep
from fengbei.images.making import AVIF, JPEG, WIDTHS

if TYPE_CHECKING:
    from collections.abc import Callable

WIDE, HIGH = 6000, 4000  # pixels: a camera of 24 million
DIFFERENT = 4  # photographs that are drawn; the others differ by a few lines, which is all the same to a decoder


def draw(folder: Path, count: int) -> list[Path]:
    """Draw photographs: noise and edges as a camera gives them."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:03}.jpg" for number in range(count)]
    grounds = [ground(number) for number in range(min(DIFFERENT, count))]
    for number, path in enumerate(paths):
        image = grounds[number % len(grounds)]
        ImageDraw.Draw(image).line((0, number * 7, WIDE, HIGH - number * 5), fill=(number, 90, 40), width=9)
        image.save(path, "JPEG", quality=92)
    return paths


def ground(number: int) -> Image.Image:
    """Return the ground of a photograph: soft shapes, a little noise."""
    small = Image.effect_noise((WIDE // 40, HIGH // 40), 90 + number).convert("RGB")
    soft = small.resize((WIDE, HIGH), Image.Resampling.BICUBIC)
    noise = Image.effect_noise((WIDE // 2, HIGH // 2), 24).convert("RGB").resize((WIDE, HIGH))
    return Image.blend(soft, noise, 0.25)


def plain_loop(paths: list[Path], folder: Path) -> None:
    """Make the same files as a short script would: open, turn upright, shrink for each width, save twice."""
    for path in paths:
        with Image.open(path) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
        for width in WIDTHS:
            small = picture.resize((width, width * picture.height // picture.width), Image.Resampling.LANCZOS)
            small.save(folder / f"{path.stem}-{width}.jpg", "JPEG", **JPEG)
            small.save(folder / f"{path.stem}-{width}.avif", "AVIF", quality=AVIF["quality"], speed=AVIF["speed"])


def with_vips(paths: list[Path], folder: Path) -> None:
    """Make the same files with pyvips, which shrinks while it reads and uses all cores by itself.

    Its wheel is built without a fast AVIF encoder; the AVIF files are made by Pillow from its pixels.
    """
    import pyvips  # noqa: PLC0415 - only here

    for path in paths:
        for width in WIDTHS:
            small = pyvips.Image.thumbnail(str(path), width, size="down").copy_memory()
            small.jpegsave(str(folder / f"{path.stem}-{width}.jpg"), Q=80, interlace=True, optimize_coding=True)
            pixels = Image.frombytes("RGB", (small.width, small.height), small.write_to_memory())
            pixels.save(folder / f"{path.stem}-{width}.avif", "AVIF", quality=AVIF["quality"], speed=AVIF["speed"])


def ours(paths: list[Path], folder: Path) -> None:
    """Make the files as a build does."""
    store = Store.open(folder / "store")
    tasks = [(path, store.place(store.key(path))) for path in paths]
    for _ in guard.guarded(one, tasks, os.cpu_count() or 1):
        pass
    store.close()


def one(task: tuple[Path, Path]) -> str:
    """Make the files of one picture."""
    return keep(*task)


def again(paths: list[Path], folder: Path) -> None:
    """Look whether anything is to be made, as the next build does."""
    store = Store.open(folder / "store")
    missing = [path for path in paths if store.get(store.key(path)) is None]
    if missing:
        raise RuntimeError(missing)


WAYS: dict[str, Callable[[list[Path], Path], None]] = {
    "plain": plain_loop, "vips": with_vips, "ours": ours, "again": again,
}  # fmt: skip


def run(way: str, photographs: Path, folder: Path) -> None:
    """Take one way and print what it cost: seconds, seconds of the processors, megabytes at most of all processes."""
    paths = sorted(photographs.glob("*.jpg"))
    folder.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    WAYS[way](paths, folder)
    seconds = time.monotonic() - begun
    mine, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime
    workers = (os.cpu_count() or 1) if way == "ours" else 0
    peak = (mine.ru_maxrss + workers * theirs.ru_maxrss) // 1024
    sys.stdout.write(
        f"{way:6} {60 * len(paths) / seconds:8.0f} a minute {seconds:7.2f} s {busy:7.2f} s of processors {peak:5} MB\n"
    )


def main() -> None:
    """Draw the photographs, and take each way in a process of its own."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp())
    drawn = multiprocessing.get_context("spawn").Process(target=draw, args=(folder / "photographs", count))
    drawn.start()  # not here: what drawing takes would count as the memory of whoever is started next
    drawn.join()
    for way in WAYS:
        if way == "vips" and find_spec("pyvips") is None:
            sys.stdout.write("vips   left out: pip install 'pyvips[binary]'\n")
            continue
        made = folder / ("ours" if way == "again" else way)
        subprocess.run(  # noqa: S603 - this file again
            [sys.executable, "-m", "bench.pictures", way, str(folder / "photographs"), str(made)], check=True
        )


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in WAYS:
        run(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
