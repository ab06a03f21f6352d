"""The folders beside the site: the one being made, the older releases, the copy that the next one begins with."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from fengbei import files
from fengbei.publish import disk
from fengbei.publish.tree import MARK, Tree, in_portions, remove, taken_over
from fengbei.workers import WorkerError

if TYPE_CHECKING:
    from pathlib import Path

    from fengbei.publish.sums import Sums


class Releases:
    """The names of everything that belongs to a site, and the steps in which they change places.

    `.site.new` is being made, `.site.old` was shown before, `.site.old2` before that, and so on; `.site.spare` is the
    one before those: the next site begins with it, so that only what has changed since need be written.
    """

    def __init__(self, out: Path, keep: int = 1) -> None:
        """Name the folders beside the site `out`, of which so many older releases are kept."""
        self.out = out
        self.new = out.with_name(f".{out.name}.new")
        self.spare = out.with_name(f".{out.name}.spare")
        self.olds = [out.with_name(f".{out.name}.old{number if number > 1 else ''}") for number in range(1, keep + 1)]

    def heal(self) -> None:
        """Put right what a run that was killed left behind."""
        if not files.exists(self.new):
            return
        if not Tree(self.new).whole:
            remove(self.new)
        elif not files.exists(self.out):
            self.new.rename(self.out)  # killed between two renames where the system cannot exchange
        elif not files.exists(self.olds[0]):
            self.new.rename(self.olds[0])  # killed after the exchange
        elif not files.exists(self.spare):
            self.new.rename(self.spare)
        else:
            remove(self.new)

    def begin(self, live: Tree, *, fresh: bool = False) -> Tree:
        """Return the folder to make the new site in: the spare one, much like the `live` one, or an empty one."""
        spare = Tree(self.spare) if fresh else Tree.open(self.spare, live)
        if spare.sums:
            self.spare.rename(self.new)
            base = Tree(self.new, spare.sums, spare.missing)
            base.open_up()
            return base
        remove(self.spare)
        self.new.mkdir(parents=True)
        return Tree(self.new)

    def swap(self) -> None:
        """Let the new site take the old one's place in one step; the older ones move on.

        The disk has the new site before, and the swap afterwards: if the power fails, one of the two is there whole.
        """
        disk.flush(self.new)
        if not files.exists(self.out):
            self.new.rename(self.out)
        elif not disk.exchange(self.new, self.out):
            self.make_room()
            self.out.rename(self.olds[0])
            self.new.rename(self.out)
        with suppress(OSError):  # the new site is shown; what fails from here on, the next build puts in order
            if files.exists(self.new):
                self.make_room()
                self.new.rename(self.olds[0])
            disk.flush_names(self.out.parent)

    def prepare(self, made: Sums, jobs: int) -> None:
        """Make the copy that the next site begins with, of the first one: it is shown, and nobody waits for it."""
        if files.exists(self.spare):
            return
        spare = Tree(self.spare)
        with suppress(OSError, WorkerError):  # the next build makes it, or needs none without hard links
            spare.folder.mkdir()
            os.link(self.out / MARK, spare.folder / MARK)
            if not any(in_portions(partial(taken_over, spare.folder, self.out), [*made], jobs)):
                disk.flush(spare.folder)
                spare.close(made)

    def make_room(self) -> None:
        """Move every older release one place on; the oldest becomes the spare."""
        remove(self.spare)
        for number in range(len(self.olds) - 1, -1, -1):
            if files.exists(self.olds[number]):
                self.olds[number].rename(self.olds[number + 1] if number + 1 < len(self.olds) else self.spare)

    def back(self, number: int = 1) -> bool:
        """Show an older release again, and keep the one shown now in its place. False where there is none."""
        if number > len(self.olds) or not files.is_folder(self.olds[number - 1]) or not files.is_folder(self.out):
            return False
        older = self.olds[number - 1]
        if not disk.exchange(older, self.out):
            self.out.rename(self.new)
            older.rename(self.out)
            self.new.rename(older)
        with suppress(OSError):  # it is shown already
            disk.flush_names(self.out.parent)
        return True
