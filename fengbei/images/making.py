"""A picture becomes the files that pages load: several widths, each as AVIF and as JPEG, made from its pixels alone."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image

from fengbei import files
from fengbei.catalogue import Size
from fengbei.images.reading import loaded

if TYPE_CHECKING:
    from pathlib import Path

WIDTHS = (240, 480, 960, 1600)  # pixels: a phone's portrait, twice that, a page's column twice over, the whole view
HIGHEST = 3200  # pixels: a scroll or a stele may be twice as high as it is wide
AVIF = {"quality": 55, "speed": 8, "max_threads": 1}  # half of WebP's time, and smaller; pictures share the cores
JPEG = {"quality": 80, "progressive": True, "optimize": True}
VEIL = 16  # pixels of the ground that shows before the picture has come
RECIPE = f"1 {WIDTHS} {HIGHEST} {AVIF} {JPEG} {VEIL}"  # what a kept picture was made by


class Made(NamedTuple):
    """The files made of a picture, narrowest first, and the few bytes that stand for it until it has come."""

    sizes: tuple[Size, ...]
    veil: str
    files: dict[str, bytes]  # by address
    was: tuple[int, int]  # pixels of the original


def make(path: Path) -> Made:
    """Return the files of a picture. PictureError if it cannot be one."""
    largest, was = loaded(path, WIDTHS[-1], HIGHEST)
    sizes: list[Size] = []
    found: dict[str, bytes] = {}
    picture = largest
    for width in reversed(widths(largest.width)):
        picture = narrowed(picture, width, largest)
        jpeg, avif = saved(picture, "JPEG", JPEG), saved(picture, "AVIF", AVIF)
        size = Size(picture.width, picture.height, address(jpeg, "jpg"), address(avif, "avif"))
        found |= {size.jpeg: jpeg, size.avif: avif}
        sizes.insert(0, size)
    return Made(tuple(sizes), veil(picture), found, was)


def widths(width: int) -> list[int]:
    """Return the widths a picture is made in: never wider than it is."""
    return [*(each for each in WIDTHS if each < width), min(width, WIDTHS[-1])]


def narrowed(picture: Image.Image, width: int, whole: Image.Image) -> Image.Image:
    """Return the picture in a smaller width, made from the next larger; the whole gives the shape."""
    if picture.width == width:
        return picture
    height = max(1, round(whole.height * width / whole.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def saved(picture: Image.Image, kind: str, settings: dict[str, int]) -> bytes:
    """Return the bytes of a picture in a format."""
    out = io.BytesIO()
    picture.save(out, kind, **settings)
    return out.getvalue()


def address(data: bytes, suffix: str) -> str:
    """Return the address of a file, which names its bytes: other bytes, another address."""
    return f"pictures/{files.digest(data)[:20]}.{suffix}"


def veil(picture: Image.Image) -> str:
    """Return a few bytes that look like the picture from afar, as an address of their own."""
    tiny = picture.resize((VEIL, max(1, min(2 * VEIL, round(VEIL * picture.height / picture.width)))))
    return "data:image/webp;base64," + base64.b64encode(saved(tiny, "WEBP", {"quality": 20, "method": 6})).decode()
