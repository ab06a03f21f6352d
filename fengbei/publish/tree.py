"""A finished site on the disk: a folder, and the sums of its files as `sha256sum -c SHA256SUMS` reads them."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

from fengbei import files, workers
from fengbei.publish import disk
from fengbei.publish.blocks import cut, text_of, unlike
from fengbei.publish.sums import Sums

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

Done = TypeVar("Done")
SUMS = "SHA256SUMS"  # written last: a folder that has it is whole
MARK = ".fengbei"  # says that a folder is ours to replace
OURS = frozenset({SUMS, MARK})
THREADS = 4  # that link files
PORTION = 2000  # files linked at a time
FILE, FOLDER = 0o644, 0o755  # everybody may read a site, whatever the rights that its builder gives to new files


def sum_of(data: bytes) -> str:
    """Return the sum of some bytes, as 64 hexadecimal digits."""
    return sha256(data).hexdigest()


@dataclass(slots=True)
class Tree:
    """A site's folder, and of each file its sum. Of a folder that is not whole no sum is known."""

    folder: Path
    sums: Sums = field(default_factory=Sums)
    missing: list[str] = field(default_factory=list)  # what another tree has and this has not, or not so

    @classmethod
    def open(cls, folder: Path, like: Tree | None = None) -> Tree:
        """Return what is known of a folder; blocks that one `like` it has, too, are held once."""
        try:
            blocks = cut((folder / SUMS).read_bytes())
        except (OSError, ValueError):
            return cls(folder)
        others = like.sums.blocks if like else {}
        held = {name: others[name] if others.get(name) == block else block for name, block in blocks.items()}
        return cls(folder, Sums(held), [*unlike(held, others)])

    @property
    def whole(self) -> bool:
        """Say whether the folder was finished once."""
        return files.is_file(self.folder / SUMS)

    def open_up(self) -> None:
        """Begin to change the folder: from now on it is not whole, even if the power fails."""
        (self.folder / SUMS).unlink(missing_ok=True)
        disk.flush_names(self.folder)

    def close(self, sums: Sums) -> None:
        """Finish the folder: its sums are the last thing written, in one step."""
        self.sums = Sums(sums.whole())
        fresh = self.folder / f"{SUMS}.new"
        fresh.write_bytes(text_of(self.sums.blocks))
        show(fresh, FILE)
        fresh.replace(self.folder / SUMS)

    def lacks(self, names: Iterable[str]) -> list[str]:
        """Return the files that the folder should hold and does not."""
        return [name for name in names if not files.is_file(self.folder / name)]

    def drop(self, names: Iterable[str]) -> None:
        """Remove files, and the folders that they leave empty."""
        emptied = set()
        for name in names:
            (self.folder / name).unlink(missing_ok=True)
            emptied.add(os.path.dirname(name))
        for name in sorted(emptied - {""}, key=len, reverse=True):
            folder = self.folder / name
            while folder != self.folder and files.is_folder(folder) and not any(folder.iterdir()):
                folder.rmdir()
                folder = folder.parent

    def faults(self) -> Iterator[tuple[str, str]]:
        """Go through what is not as the sums say: the file, and what is wrong with it."""
        for name, known in sorted(self.sums.items()):
            path = self.folder / name
            if not files.is_file(path):
                yield name, "缺少这个文件"
            elif sum_of(path.read_bytes()) != known:
                yield name, "内容与生成时不同"
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            if not files.is_folder(path) and name not in self.sums and name not in OURS:
                yield name, "不是生成的文件"


class Writer:
    """Puts files into a folder that may have begun as the copy of an older site.

    What that copy, or the site that is shown now, has already is not written; `Stage.settle` links it in the end.
    """

    def __init__(self, folder: Path, base: Tree, live: Tree) -> None:
        """Write into a folder that holds what `base` says; `live` is the site that is shown now."""
        self.folder, self.base, self.live = folder, base, live
        self.folders: set[str] = set()

    def write(self, name: str, data: bytes) -> tuple[str, bool]:
        """Put a file into the new site. Return its sum, and whether its bytes are new."""
        said = sum_of(data)
        if self.base.sums.get(name) == said:
            return said, self.live.sums.get(name) != said
        if self.live.sums.get(name) == said:
            return said, False
        self.put(name, data)
        return said, True

    def put(self, name: str, data: bytes) -> None:
        """Write a file under a name that no other folder shares."""
        target = f"{self.folder}/{name}"
        self.make_way(name)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        try:
            handle = os.open(target, flags, 0o666)
        except FileExistsError:  # never written into: another release may hold the same file
            os.unlink(target)
            handle = os.open(target, flags, 0o666)
        try:
            show(handle, FILE)
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
        finally:
            os.close(handle)

    def link(self, names: Iterable[str]) -> None:
        """Take files over from the site that is shown now."""
        for name in names:
            self.make_way(name)
            target = f"{self.folder}/{name}"
            if name in self.base.sums:
                with suppress(FileNotFoundError):
                    os.unlink(target)
            try:
                os.link(f"{self.live.folder}/{name}", target)
            except FileExistsError:
                continue  # written in this build, with the same bytes as the live one
            except OSError:
                files.link_or_copy(self.live.folder / name, self.folder / name)

    def make_way(self, name: str) -> None:
        """Make the folders that a file stands in."""
        folder = name.rpartition("/")[0]
        if folder not in self.folders:
            os.makedirs(f"{self.folder}/{folder}", exist_ok=True)
            while folder not in self.folders:
                show(f"{self.folder}/{folder}", FOLDER)
                self.folders.add(folder)
                folder = folder.rpartition("/")[0]


def in_portions(work: Callable[[list[str]], Done], names: list[str], jobs: int = 1) -> list[Done]:
    """Return what comes of linking files by so many processes, or by threads: the disk keeps one thread waiting."""
    few = [names[part.start : part.stop] for part in workers.portions(len(names), PORTION)]
    if jobs > 1 and workers.FORKS:
        return [*workers.spread(work, few, jobs)]
    with ThreadPoolExecutor(THREADS) as pool:
        return [*pool.map(work, few)]


def take_over(folder: Path, live: Path, names: list[str], given: Iterable[Any] = ()) -> set[str]:
    """Take over files of the site that is shown now, and return those that are not there.

    What a new one has put into the folder already stays. Nothing needs to be `given` to this piece of work.
    """
    del given
    return set[str]().union(*in_portions(partial(taken_over, folder, live), names))


def taken_over(folder: Path, live: Path, names: Iterable[str]) -> set[str]:
    """Take over some files, one after another, and return those that are not there."""
    writer, missing = Writer(folder, Tree(folder), Tree(live)), set()
    for name in names:
        try:
            writer.link([name])
        except FileNotFoundError:
            missing.add(name)
    return missing


def show(what: int | str | Path, rights: int) -> None:
    """Give a file or folder of the site its rights, where the system knows such."""
    if os.name == "posix":
        os.chmod(what, rights)


def remove(folder: Path) -> None:
    """Remove a folder that nobody sees, whatever is left of it."""
    shutil.rmtree(folder, ignore_errors=True)
