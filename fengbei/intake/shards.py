"""A large site made in shards, on machines that share nothing: each reads some of the records and makes their pages.

A shard is a folder as a site is, with its sums: the pages of the lines of some input files, and what was read of these.
Who joins the shards begins with their pages and digests, and makes the rest; what does not fit is made anew, so a
shard of other records or another program costs time, never the right result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from fengbei import files
from fengbei.checks import Checks
from fengbei.intake.store import DIGESTS, Store, load, save
from fengbei.publish import PublishError, Sums, Tree, Writer, remove, sum_of

if TYPE_CHECKING:
    from pathlib import Path

    from fengbei.intake.gathering import Read
    from fengbei.intake.making import Making

KEPT = "kept"  # the folder of a shard in which its digests lie
SEEN = "seen"  # what was seen on its pages


Shard: TypeAlias = tuple[int, int]  # which of how many: the number, from 1, and the count


def belongs(place: int, shard: Shard | None) -> bool:
    """Say whether the input file at a place is read for a shard; for none, all are."""
    return shard is None or place % shard[1] == shard[0] - 1


def keep_shard(making: Making, got: Read) -> None:
    """Finish a shard and let it take its place."""
    stage = making.stage
    stage.made.join(got.lines)
    got.seen.forget()
    save(stage.folder / KEPT / SEEN, got.seen)
    packs = set(making.store.packs.values())
    for path in files.walk(stage.folder / KEPT, ""):
        if path.parent.name == DIGESTS and path.name not in packs:
            continue  # replaced by another
        stage.made[path.relative_to(stage.folder).as_posix()] = sum_of(path.read_bytes())
    stage.swap(len(got.lines), more=False)


def join_shards(folder: Path, making: Making, got: Read) -> None:
    """Let the new site begin with the shards that lie in a folder. PublishError where one of them is not whole.

    Where their pages lead is looked at with the whole site.
    """
    shards = [Tree.open(path) for path in sorted(folder.iterdir()) if files.is_folder(path) and path.name[0] != "."]
    for shard in shards:
        if not shard.sums or shard.lacks(shard.sums):
            raise PublishError(f"{shard.folder} 不完整，请重新取来，或重新生成这一份")
    if not shards:
        raise PublishError(f"{folder} 里没有 --shard 生成的文件夹")
    spare = Tree(making.stage.releases.spare)
    remove(spare.folder)
    for shard in shards:
        pages = Sums({name: said for name, said in shard.sums.blocks.items() if name.partition("/")[0] != KEPT})
        Writer(spare.folder, Tree(spare.folder), shard).link(pages)
        spare.sums.join(pages)
        if isinstance(seen := load(shard.folder / KEPT / SEEN), Checks):
            got.seen.merge(seen)
    spare.close(spare.sums)
    making.store.join([Store(shard.folder / KEPT) for shard in shards])
