"""Pictures named by records become small files made from their pixels alone."""

from __future__ import annotations

import io
import posixpath
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageOps

from fengbei import files
from fengbei.catalogue import Derived
from fengbei.fields import Entry, Many, Picture
from fengbei.problems import Problem, Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from fengbei.record import Record

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 40_000_000  # Pillow itself only warns below 179 million
MOST_BYTES = 20_000_000
WIDTH = 960  # CSS pixels of the widest place a picture has on a page
QUALITY = 82


def images(records: Iterable[Record], root: Path) -> tuple[dict[tuple[str, str], Derived], list[Problem]]:
    """Return the published form of every picture, and every picture that cannot be one."""
    made: dict[tuple[str, str], Derived] = {}
    problems: list[Problem] = []
    for record in records:
        for field, entry in pictures_of(record):
            try:
                made[record.file, entry.file] = derive(inside(root, record.file, entry.file))
            except (OSError, ValueError, Image.DecompressionBombError, SyntaxError) as wrong:
                node = record.at[field.key]
                spot = Spot(record.file, node.line, node.column)
                said = str(wrong) if isinstance(wrong, PictureError) else "不是完好的 JPEG、PNG 或 WebP 图片"
                problems.append(Problem(spot, field.label, f"图片“{entry.file}”：{said}", code="image"))
    return made, problems


class PictureError(ValueError):
    """A picture that may not be published; the message says why."""


def pictures_of(record: Record) -> Iterator[tuple[Picture, Any]]:
    """Go through the pictures of a record that may be seen."""
    for key, field in record.fields.items():
        value = record.__dict__.get(key)
        item = field.item if isinstance(field, Many) else field
        if value is not None and isinstance(item, Picture) and record.visible:
            for entry in value if isinstance(value, list) else [value]:
                if isinstance(entry, Entry) and entry.file:  # type: ignore[attr-defined]
                    yield item, entry


def inside(root: Path, file: str, name: str) -> Path:
    """Return the path of a picture beside its record. PictureError where it lies outside."""
    relative = posixpath.normpath(posixpath.join(posixpath.dirname(file), name))
    path = root / relative
    if name.startswith("/") or "\\" in name or relative.startswith(".."):
        raise PictureError("只能用本资料库里的图片文件")
    if any(part.is_symlink() for part in (path, *path.parents) if part != root and part.is_relative_to(root)):
        raise PictureError("不能用符号链接")
    if not path.is_file():
        raise PictureError("没有这个文件")
    if path.stat().st_size > MOST_BYTES:
        raise PictureError(f"文件超过 {MOST_BYTES // 1_000_000} MB")
    return path


def derive(path: Path) -> Derived:
    """Return the published form of a picture: turned upright, shrunk, without any metadata."""
    with Image.open(path, formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise PictureError(f"超过 {MOST_PIXELS // 1_000_000} 百万像素")
        picture.draft("RGB", (WIDTH * 2, WIDTH * 2))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((WIDTH, WIDTH * 2))
    clean = Image.frombytes("RGB", upright.size, upright.tobytes())  # nothing but the pixels
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, progressive=True, optimize=True)
    data = out.getvalue()
    return Derived(f"pictures/{files.digest(data)[:20]}.jpg", clean.width, clean.height, data)
