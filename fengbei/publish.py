"""The new site is made beside the old one and takes its place in one step."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from fengbei import files

if TYPE_CHECKING:
    from pathlib import Path

    from fengbei.site import Site

MARK = ".fengbei"  # says that a folder is ours to replace
MARK_TEXT = "此文件夹由丰碑生成，重建时会整个替换。\n"


class PublishError(Exception):
    """The target may not be replaced; the message says why and what to do."""


class Writer:
    """Puts files into a folder beside the old site; one that has not changed is linked, not written."""

    def __init__(self, folder: Path, old: Path) -> None:
        """Write into a folder."""
        self.folder, self.old = folder, old
        self.folders: set[Path] = {folder}

    def write(self, name: str, data: bytes) -> bool:
        """Put a file into the new site, and say whether its bytes are new."""
        target, old = self.folder / name, self.old / name
        if target.parent not in self.folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self.folders.add(target.parent)
        if files.same(old, data):
            files.link_or_copy(old, target)
            return False
        target.write_bytes(data)
        return True


class Stage:
    """The folder in which a site is made before anybody sees it."""

    def __init__(self, site: Site, out: Path) -> None:
        """Make an empty folder beside the target. PublishError refuses a folder that is not ours."""
        self.out = out.resolve()
        guard(site.root.resolve(), self.out)
        self.folder = self.out.with_name(f".{self.out.name}.new")
        self.kept = self.out.with_name(f".{self.out.name}.old")
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.writer = Writer(self.folder, self.out)
        self.made: set[str] = set()
        self.written = 0

    def write(self, name: str, data: bytes) -> None:
        """Put a file into the new site."""
        self.written += self.writer.write(name, data)
        self.made.add(name)

    def read(self, name: str) -> str:
        """Return the text of a file of the new site."""
        return (self.folder / name).read_text()

    def keep_rest(self, *, but: str = "") -> None:
        """Take over from the old site every file that was not made anew, but those below one folder."""
        for path in sorted(self.out.rglob("*")) if self.out.is_dir() else ():
            name = path.relative_to(self.out).as_posix()
            if name not in self.made and name != MARK and path.is_file() and not (but and name.startswith(but)):
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                files.link_or_copy(path, self.folder / name)
                self.made.add(name)

    def swap(self) -> None:
        """Let the new site take the old one's place; the old one is kept beside it."""
        (self.folder / MARK).write_text(MARK_TEXT)
        shutil.rmtree(self.kept, ignore_errors=True)
        if not self.out.exists():
            self.folder.rename(self.out)
        elif files.exchange(self.folder, self.out):
            self.folder.rename(self.kept)
        else:
            self.out.rename(self.kept)
            self.folder.rename(self.out)

    def discard(self) -> None:
        """Throw the new site away; the old one was never touched."""
        shutil.rmtree(self.folder, ignore_errors=True)


def guard(root: Path, out: Path) -> None:
    """Refuse to replace a folder that holds anything but an earlier site of ours."""
    if root == out or root.is_relative_to(out):
        raise PublishError(f"输出文件夹 {out} 里有网站的资料，请用 --out 另选一个文件夹")
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise PublishError(f"{out} 不是文件夹，请用 --out 另选一个文件夹")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise PublishError(f"{out} 里有别的文件，不是本程序生成的网站，请用 --out 另选一个空文件夹")
