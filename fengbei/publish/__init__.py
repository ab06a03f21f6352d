"""The new site is made beside the old one and takes its place in one step."""

from __future__ import annotations

import os
import re
from contextlib import ExitStack
from functools import partial
from itertools import starmap
from typing import TYPE_CHECKING, Any, Self

from fengbei import files
from fengbei.locks import Lock, TakenError
from fengbei.publish import disk
from fengbei.publish.blocks import NO_SUM, blocks_of, sums_in
from fengbei.publish.releases import Releases
from fengbei.publish.sums import Sums
from fengbei.publish.tree import FILE, MARK, OURS, SUMS, Tree, Writer, in_portions, remove, show, sum_of, take_over
from fengbei.workers import Crew

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from fengbei.site import Site
    from fengbei.workers import Work

__all__ = [
    "MARK", "NO_SUM", "OURS", "SUMS", "PublishError", "Stage", "Sums", "Tree", "Writer", "blocks_of", "faults",
    "remove", "rollback", "sum_of",
]  # fmt: skip

MARK_TEXT = "此文件夹由丰碑生成，重建时会整个替换。\n记录：{records}\n"
RECORDS = re.compile(r"^记录：(\d+)$", re.MULTILINE)
MANY = 5000  # files for which the disk is worth asking twice
LOSS = 10  # percent of the records; a loss greater than this needs a word of consent


class PublishError(Exception):
    """The target may not be replaced, or cannot be; the message says why and what to do."""


class Stage:
    """The folder in which a site is made before anybody sees it."""

    def __init__(self, site: Site, out: Path, *, fresh: bool = False) -> None:
        """Lock the target; `fresh` takes nothing over from older sites.

        PublishError refuses a folder that is not ours, and one that another process is building.
        """
        self.out = out.resolve()
        guard(site.root.resolve(), self.out)
        self.releases = Releases(self.out, site.releases)
        self.folder = self.releases.new
        self.lock = locked(self.out)
        self.fresh = fresh
        self.releases.heal()
        self.live = Tree(self.out) if fresh else Tree.open(self.out)
        self.base = Tree(self.folder)
        self.writer = Writer(self.folder, self.base, self.live)
        self.made = Sums()  # the files of the new site
        self.written = 0
        self.shown = self.more = False  # whether it was swapped in; whether others will follow it
        self.ends = ExitStack()
        self.taking: Work | None = None  # takes over what the site that is shown now has
        self.soaking: Work | None = None  # lets the disk have what was written
        self.crew = Crew()  # who does what can be done beside

    def __enter__(self) -> Self:
        """Begin; what is not swapped in at the end is thrown away."""
        return self

    def __exit__(self, fault: type[BaseException] | None, *_: object) -> None:
        """Throw away what was not swapped in, whatever happened; make the copy that the next site begins with."""
        self.ends.close()
        if not self.shown:
            self.discard()
            return
        try:
            if self.more and fault is None and not self.live.sums:
                self.releases.prepare(self.made, self.crew.jobs)
        finally:
            self.lock.release()

    def begin(self, crew: Crew | None = None) -> None:
        """Make the folder beside the target: the copy of an older site, or an empty one.

        There is no such copy where the last one has just become the site: the files of the site that is shown now are
        linked into the folder meanwhile, for most of them will stay.
        """
        self.base = self.releases.begin(self.live, fresh=self.fresh)
        self.writer = Writer(self.folder, self.base, self.live)
        self.crew = crew or self.crew
        if crew and self.live.sums and not self.base.sums:
            take = partial(take_over, self.folder, self.live.folder, [*self.live.sums])
            self.taking = self.ends.enter_context(crew.beside(take))

    def wrote(self, count: int) -> None:
        """Count files that others have written; where they are many, let the disk have them while more are made.

        Whoever stops before the swap waits for the disk.
        """
        self.written += count
        if count >= MANY and self.crew.jobs > 1:
            self.soaking = self.ends.enter_context(self.crew.beside(partial(soaked, self.folder)))

    def write(self, name: str, data: bytes) -> None:
        """Put a file into the new site."""
        self.made[name], fresh = self.writer.write(name, data)
        self.written += fresh

    def has(self, name: str, known: str) -> bool:
        """Say whether a file with this sum is there already and need not be made again."""
        return self.live.sums.get(name) == known or self.base.sums.get(name) == known

    def has_all(self, blocks: dict[str, bytes]) -> bool:
        """Say whether all files with the sums in some blocks are there already; equal blocks are then held but once."""
        live = self.live.sums
        for folder, block in blocks.items():
            if (there := live.blocks.get(folder)) == block:
                blocks[folder] = there
            elif not live.holds(folder, block) and not all(starmap(self.has, sums_in(block))):
                return False
        return True

    def read(self, name: str) -> str:
        """Return the text of a file of the new site."""
        path = self.folder / name
        written = files.is_file(path) and self.base.sums.get(name) in {None, self.made.get(name)}
        taken_over = self.live.sums.get(name) == self.made.get(name)
        return (self.out / name if taken_over and not written else path).read_text()

    def keep_rest(self, *, but: str = "") -> None:
        """Take over from the old site every file that was not made anew, but those below one folder."""
        for name, known in self.live.sums.items():
            if name not in self.made and not (but and name.startswith(but)):
                self.made[name] = known

    @property
    def removed(self) -> list[str]:
        """Return the files of the old site that the new one does not have."""
        return self.made.lost(self.live.sums)

    def shrunk(self, records: int) -> int:
        """Return how many records fewer the new site has, 0 where that is nothing to ask about."""
        before = records_of(self.out)
        lost = before - records
        return lost if lost * 100 > before * LOSS else 0

    def settle(self, records: int | None) -> None:
        """Finish the folder: link what has not changed, remove what is no more, write down the sums."""
        live, missing = self.live.sums, self.base.missing
        if self.taking:
            gone = self.taking.result()
            missing = sorted(gone)
            self.base.sums = live
            if gone:
                self.base.sums = Sums(blocks_of({name: known for name, known in live.items() if name not in gone}))
        elif not self.base.sums:
            missing = [*live]
        in_portions(self.writer.link, [name for name in missing if self.made.get(name) == live[name]])
        self.base.drop(self.made.lost(self.base.sums))
        mark = self.folder / MARK
        mark.unlink(missing_ok=True)
        mark.write_text(MARK_TEXT.format(records=records_of(self.out) if records is None else records))
        show(mark, FILE)
        self.base.close(self.made)

    def swap(self, records: int | None = None, *, more: bool = True) -> None:
        """Let the new site take the old one's place; the old one is kept beside it.

        `records` is how many it shows, None where they are those of the old one; `more` says that there will be others.
        """
        if self.soaking:
            self.soaking.result()  # a disk tells of a fault but once, to the first who asks
        self.settle(records)
        self.releases.swap()
        self.shown, self.more = True, more

    def discard(self) -> None:
        """Throw the new site away; the old one was never touched."""
        remove(self.folder)
        self.lock.release()


def soaked(folder: Path, given: Iterable[Any]) -> None:
    """Let the disk have all that was written. Nothing needs to be `given` to this piece of work. OSError."""
    del given
    disk.flush(folder)


def locked(out: Path) -> Lock:
    """Return the lock of a target. PublishError says who has it."""
    try:
        return Lock(out.with_name(f".{out.name}.lock"))
    except TakenError as taken:
        owner = f"（进程号 {taken}）" if str(taken) else ""
        raise PublishError(f"另一个程序{owner}正在生成 {out.name}，请等它做完再试") from None


def guard(root: Path, out: Path) -> None:
    """Refuse to replace a folder that holds anything but an earlier site of ours."""
    if root == out or root.is_relative_to(out):
        raise PublishError(f"输出文件夹 {out} 里有网站的资料，请用 --out 另选一个文件夹")
    if out.is_symlink() or (files.exists(out) and not files.is_folder(out)):
        raise PublishError(f"{out} 不是文件夹，请用 --out 另选一个文件夹")
    if files.is_folder(out) and any(out.iterdir()) and not files.is_file(out / MARK):
        raise PublishError(f"{out} 里有别的文件，不是本程序生成的网站，请用 --out 另选一个空文件夹")


def records_of(out: Path) -> int:
    """Return how many records a site shows, 0 where that is not known."""
    try:
        found = RECORDS.search((out / MARK).read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0


def rollback(site: Site, out: Path, number: int = 1) -> int:
    """Show an older release again; return how many records it has. PublishError where there is none."""
    target = out.resolve()
    guard(site.root.resolve(), target)
    lock = locked(target)
    try:
        releases = Releases(target, max(site.releases, number))
        releases.heal()
        if not releases.back(number):
            raise PublishError(f"没有可以退回的旧网站（{os.path.relpath(releases.olds[number - 1])}）")
        return records_of(target)
    finally:
        lock.release()


def faults(out: Path) -> Iterator[tuple[str, str]]:
    """Go through the files of a site that are not as they were made. PublishError where that cannot be said."""
    tree = Tree.open(out.resolve())
    if not tree.sums:
        raise PublishError(f"{out} 里没有 {SUMS}，不知道该有什么文件；请重新生成一次")
    yield from tree.faults()
