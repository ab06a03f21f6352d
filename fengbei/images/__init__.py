"""Pictures named by records become small files made from their pixels alone."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from fengbei import files
from fengbei.fields import Entry, Many, Picture
from fengbei.images.guard import Failed, guarded
from fengbei.images.kept import SMALL, Store, keep
from fengbei.images.reading import PictureError, loaded
from fengbei.problems import Problem, Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from fengbei.catalogue import Derived, Pictures
    from fengbei.problems import Level
    from fengbei.record import Record

__all__ = ["PictureError", "faults", "first_of", "images", "inside", "pictures_of"]

DRAWN = 900  # pixels a poster for a phone shows of a picture's width, at most; A3 makes do with them


class Named:
    """A picture where a record names it."""

    def __init__(self, record: Record, field: Picture, entry: Any) -> None:
        """Note the place."""
        self.file, self.name, self.label = record.file, str(entry.file), field.label
        node = record.at[field.key]
        self.spot = Spot(record.file, node.line, node.column)

    def doubts(self, size: tuple[int, int]) -> Iterator[Problem]:
        """Complain of a picture on which nothing can be seen; its size is in pixels."""
        if min(size) < SMALL:
            yield self.problem(f"只有 {size[0]}×{size[1]} 像素；请换一张看得清的", "warning")

    def problem(self, said: str, level: Level = "error") -> Problem:
        """Return what is wrong with the picture, at its place."""
        message, _, hint = said.partition("；")
        return Problem(self.spot, self.label, f"图片“{self.name}”：{message}", hint, "image", level)


def images(
    records: Iterable[Record], root: Path, jobs: int = 0
) -> tuple[dict[tuple[str, str], Derived], list[Problem]]:
    """Return the published form of every picture, and everything that is wrong with pictures.

    `jobs` processes with limits do the work, or this one if it is 0; what was made before is found in .work/.
    """
    store = Store.open(root / ".work" / "pictures")
    named = named_by(records)
    keys, paths, problems = look_for(named, store, root)
    wrong = make_missing(store, paths, jobs)
    made: dict[tuple[str, str], Derived] = {}
    for each in named:
        if (key := keys.get((each.file, each.name), "")) and (got := store.get(key)):
            made[each.file, each.name], was = got
            problems.extend(each.doubts(was))
        elif key:
            problems.append(each.problem(wrong.get(key, "没有做成")))
    store.tidy({*keys.values()})
    store.close()
    return made, problems


def named_by(records: Iterable[Record]) -> list[Named]:
    """Return the pictures of some records where they are named."""
    return [Named(record, field, entry) for record in records for field, entry in pictures_of(record)]


def look_for(
    named: Iterable[Named], store: Store, root: Path
) -> tuple[dict[tuple[str, str], str], dict[str, Path], list[Problem]]:
    """Return the key of every picture, the file for each key, and what is wrong with those that have none."""
    keys: dict[tuple[str, str], str] = {}
    paths: dict[str, Path] = {}
    problems: list[Problem] = []
    for each in named:
        try:
            path = inside(root, each.file, each.name)
            keys[each.file, each.name] = key = store.key(path)
            paths[key] = path
        except (PictureError, OSError, ValueError) as fault:
            problems.append(each.problem(str(fault) if isinstance(fault, PictureError) else "这个文件读不出来"))
    return keys, paths, problems


def faults(records: Iterable[Record], root: Path, jobs: int = 0) -> list[Problem]:
    """Return everything that is wrong with pictures, and write nothing; those made before are not looked at again."""
    store = Store.open(root / ".work" / "pictures")
    named = named_by(records)
    keys, paths, problems = look_for(named, store, root)
    found = {key: got[1] if (got := store.get(key)) else None for key in sorted(paths)}
    unknown = [key for key, size in found.items() if size is None]
    said = {unknown[number]: seen for number, seen in guarded(size_of, [paths[key] for key in unknown], jobs)}
    for each in named:
        key = keys.get((each.file, each.name), "")
        if isinstance(size := found.get(key) or said.get(key), str):
            problems.append(each.problem(size))
        elif size:
            problems.extend(each.doubts(size))
    return problems


def size_of(path: Path) -> tuple[int, int] | str:
    """Return how many pixels a picture has in width and height, or why a file cannot be one."""
    try:
        return loaded(path, 1, 1)[1]
    except PictureError as wrong:
        return str(wrong)


def make_missing(store: Store, paths: dict[str, Path], jobs: int) -> dict[str, str]:
    """Make the pictures that are not kept yet, and return why some cannot be made, by key."""
    missing = [(paths[key], store.place(key)) for key in sorted(paths) if store.get(key) is None]
    wrong: dict[str, str] = {}
    for number, said in guarded(keep_one, missing, jobs):
        if isinstance(said, Failed) or said:
            wrong[missing[number][1].name] = str(said)
    return wrong


def keep_one(task: tuple[Path, Path]) -> str:
    """Make the files of one picture; both paths travel as one."""
    return keep(*task)


def pictures_of(record: Record) -> Iterator[tuple[Picture, Any]]:
    """Go through the pictures of a record that may be seen."""
    for key, field in record.fields.items():
        value = record.__dict__.get(key)
        item = field.item if isinstance(field, Many) else field
        if value is not None and isinstance(item, Picture) and record.visible:
            for entry in value if isinstance(value, list) else [value]:
                if isinstance(entry, Entry) and entry.file:  # type: ignore[attr-defined]
                    yield item, entry


def first_of(record: Record, pictures: Pictures) -> tuple[Path, str] | None:
    """Return the file of a record's first picture that was made, large enough to be drawn upon, and its focal point."""
    for _, entry in pictures_of(record):
        if made := pictures.get((record.file, entry.file)):
            size = next((size for size in made.sizes if size.width >= DRAWN), made.largest)
            return made.folder / size.jpeg.rpartition("/")[2], str(entry.focal or "")
    return None


def inside(root: Path, file: str, name: str) -> Path:
    """Return the path of a picture beside its record. PictureError where it lies outside, or is no plain file."""
    relative = posixpath.normpath(posixpath.join(posixpath.dirname(file), name))
    path = root / relative
    if name.startswith("/") or "\\" in name or relative.startswith(".."):
        raise PictureError("只能用本资料库里的图片文件")
    if any(part.is_symlink() for part in (path, *path.parents) if part != root and part.is_relative_to(root)):
        raise PictureError("不能用符号链接")
    if not files.is_file(path):
        raise PictureError("没有这个文件")
    return path
