"""What happens to a site between two builds: a record is edited, added, removed; a place or a template changes."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Change = Callable[[Path, int], None]

_POST = re.compile(r"^  post: .*$", re.MULTILINE)
_NAME = re.compile(r"^name: .*$", re.MULTILINE)
_RECORD = re.compile(r"^- id: ", re.MULTILINE)


def link_tree(source: Path, target: Path) -> None:
    """Put a site's files into a new folder without copying them, where the disk allows; caches stay behind."""
    shutil.copytree(source, target, copy_function=_link, ignore=shutil.ignore_patterns(".work", "site"))


def _link(source: str, target: str) -> None:
    """Give a file a second name, or copy it to another disk."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def put(path: Path, text: str) -> None:
    """Write a file anew under its name: what was linked to the old one keeps its content."""
    fresh = path.with_name(f".{path.name}.fresh")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def edited(text: str, number: int) -> str:
    """Return a roll whose last record has another post. ValueError where the roll has none."""
    start = [match.start() for match in _RECORD.finditer(text)][-1]
    last, changed = _POST.subn(f"  post: 测试职务{number}", text[start:])
    if not changed:
        raise ValueError("the last record of the roll has no post")
    return text[:start] + last


def added(text: str, number: int) -> str:
    """Return a roll with one record more: its last one under a new id and name."""
    start = [match.start() for match in _RECORD.finditer(text)][-1]
    code = text[start:].removeprefix("- id: ")[:6]
    last = re.sub(r"(?<=^- id: ).*", f"{code}-9{number:05}", text[start:], count=1)
    return text + re.sub(r"(?<=^  name: ).*", "欧阳新增", last, count=1, flags=re.MULTILINE)


def removed(text: str, _: int) -> str:
    """Return a roll without its last record."""
    return text[: [match.start() for match in _RECORD.finditer(text)][-1]]


def roll(root: Path) -> Path:
    """Return the longest roll of a site."""
    return max((root / "profiles" / "martyrs").glob("[0-9]*.yml"), key=lambda path: (path.stat().st_size, path.name))


def _in_roll(change: Callable[[str, int], str]) -> Change:
    """Return a function that changes the longest roll of a site."""

    def apply(root: Path, number: int) -> None:
        path = roll(root)
        put(path, change(path.read_text(encoding="utf-8"), number))

    return apply


def facility(root: Path, number: int) -> None:
    """Rename the cemetery of the longest roll's county: its people name it on their pages."""
    path = root / "memorials" / "facilities" / f"ceshi-{roll(root).name[:6]}.yml"
    put(path, _NAME.sub(f"name: 测试烈士陵园{number}（虚构）", path.read_text(encoding="utf-8")))


def template(root: Path, number: int) -> None:
    """Let every page of a martyr end differently, in the site's own theme (see own_theme)."""
    path = root / "theme" / "records" / "martyr.html"
    text = path.read_text(encoding="utf-8").partition("<!-- bench")[0]
    put(path, f"{text}<!-- bench {number} -->\n")


def own_theme(root: Path, program: Path) -> None:
    """Give a site a theme of its own, that of the program, so that a template can be changed."""
    shutil.copytree(program.parent / "theme", root / "theme")


def nothing(root: Path, number: int) -> None:
    """Change nothing."""


CHANGES: dict[str, Change] = {
    "none": nothing,
    "record": _in_roll(edited),
    "added": _in_roll(added),
    "removed": _in_roll(removed),
    "facility": facility,
    "template": template,
}
