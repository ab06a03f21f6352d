"""What lies in the folders of a site and is no record: links and pipes are refused, the rest is named once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fengbei import files
from fengbei.problems import Problem, Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from fengbei.record import Record

RECORDS = (".yml", ".yaml")
BESIDE = (".jpg", ".jpeg", ".png", ".webp", ".pdf")  # what may lie beside the records that point at it
# What systems and editors leave behind: Finder, Explorer, Word, vim, Emacs, backups.
LITTER = re.compile(
    r"\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|~\$.*|.*~|\..*\.sw[op]|\.?#.*|.*\.(?:bak|tmp|orig)", re.IGNORECASE
)
LONGEST_PATH = 200  # characters below the root: Windows allows 260 for all of it
REFUSED = "请换成普通的文件，名字只用常见的字"


def strays(root: Path, kinds: Iterable[type[Record]]) -> Iterator[Problem]:
    """Go through everything in the folders of a site that is not read, or may not be there at all."""
    folders = [kind.folder for kind in kinds]
    litter: list[str] = []
    for top in sorted({folder.partition("/")[0] for folder in folders}):
        yield from linked(root, [top, *(folder for folder in folders if folder.startswith(f"{top}/"))])
        for found in files.look(root / top):
            name = found.path.relative_to(root).as_posix()
            if LITTER.fullmatch(found.path.name):
                litter.append(name)
            elif not found.hidden:
                yield from judge(found, name, folders)
    for top in ("docs", "theme"):
        yield from linked(root, [top])
        for found in files.look(root / top):
            name = found.path.relative_to(root).as_posix()
            if found.fault and not LITTER.fullmatch(found.path.name):
                yield refusal(name, found.fault)
    if litter:
        message = f"忽略了系统或编辑器留下的 {len(litter)} 个文件，如 {litter[0]}"
        yield Problem(Spot(litter[0]), "", message, "可以删去", "litter", "warning")


def linked(root: Path, folders: Iterable[str]) -> Iterator[Problem]:
    """Go through the folders that are only links: what they lead to is not the site's own."""
    ways = (files.link_on_the_way(root, folder) for folder in folders)
    for name in sorted({way.relative_to(root).as_posix() for way in ways if way}):
        yield refusal(name, "这是符号链接，不会读它")


def judge(found: files.Found, name: str, folders: Iterable[str]) -> Iterator[Problem]:
    """Say what is wrong with a file that stands where records stand, if anything is."""
    suffix = found.path.suffix.lower()
    if found.fault:
        yield refusal(name, found.fault)
    elif len(name) > LONGEST_PATH:
        yield refusal(name, f"连同文件夹的名字有 {len(name)} 字，最多 {LONGEST_PATH} 字")
    elif suffix in RECORDS:
        if not any(name.startswith(f"{folder}/") for folder in folders):
            hint = f"记录放在这些文件夹之下：{'、'.join(sorted(folders))}"
            yield Problem(Spot(name), "", "这个文件夹不属于任何种类，没有读这个文件", hint, "stray")
    elif suffix not in BESIDE:
        hint = "记录的文件名以 .yml 结尾"
        yield Problem(Spot(name), "", "没有读这个文件：它不是记录，也不是图片", hint, "stray", "warning")


def refusal(name: str, fault: str) -> Problem:
    """Return the refusal of a file that is not read."""
    return Problem(Spot(name), "", fault, REFUSED, "file")
