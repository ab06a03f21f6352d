"""Sorted keys are cut into shards at places that lie still: one key more or less moves no other shard's bounds.

The keys are divided as a tree whose branches do not depend on the keys: behind a common beginning, the possible next
bytes are halved by their weight, again and again. A division that holds few shards' worth is a block; a block is dealt
evenly into shards at finer divisions of the same tree, at coarse ones rather than fine ones: what belongs together, a
county or a surname, is seldom cut in two. So the bounds in a block follow from that block alone, and each
moves only where its nearest division changes.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BLOCK = 8  # shards of a block at most: more fill better, and move together where their number changes
GRAIN = 4  # divisions of a shard's size that a bound is chosen among: more are more even, and move sooner
SLACK = 3  # a bound may lie so many tenths of a shard's size beside the even place, for the sake of a coarser division
BYTES = 256


class Cut(NamedTuple):
    """A shard: the least key that belongs to it, and which of the sorted keys are its."""

    start: bytes
    first: int
    end: int


class Tree:
    """The divisions of sorted keys."""

    def __init__(self, keys: Sequence[bytes], upto: Sequence[int], weights: Sequence[int]) -> None:
        """Keep sorted keys, the size of all before each of them and of all, and how often each byte is expected."""
        self.keys, self.upto = keys, upto
        self.weighed = list(accumulate((1 + 8 * weight for weight in weights), initial=0))  # even the unexpected halves

    def size(self, cut: Cut) -> int:
        """Return the size of what lies in a division."""
        return self.upto[cut.end] - self.upto[cut.first]

    def divided(self, cut: Cut, most: int) -> Iterator[Cut]:
        """Go through the divisions within one that are no larger than `most`, or of equal keys."""
        waiting = [cut]
        while waiting:
            at = waiting.pop()
            if self.size(at) <= most or self.keys[at.first] == self.keys[at.end - 1]:
                yield at
            else:
                waiting += reversed(self.halves(at))

    def halves(self, cut: Cut) -> tuple[Cut, Cut]:
        """Divide unequal keys in two."""
        first, end = cut.first, cut.end
        shared = common(self.keys[first], self.keys[end - 1])
        low, high = 0, BYTES
        while high - low > 1:
            middle = self.middle(low, high)
            start = shared + bytes((middle,))
            at = bisect_left(self.keys, start, first, end)
            if first < at < end:
                return Cut(cut.start, first, at), Cut(start, at, end)
            low, high = (middle, high) if at == first else (low, middle)
        start = shared + bytes((low,))  # one key ends where the others go on
        at = bisect_left(self.keys, start, first, end)
        return Cut(cut.start, first, at), Cut(start, at, end)

    def middle(self, low: int, high: int) -> int:
        """Return the byte that halves the weight of those from `low` to before `high`."""
        half = (self.weighed[low] + self.weighed[high]) // 2
        return min(max(bisect_left(self.weighed, half, low, high), low + 1), high - 1)


def cuts(keys: Sequence[bytes], upto: Sequence[int], weights: Sequence[int], size: int) -> Iterator[Cut]:
    """Go through the shards of sorted keys, none much larger than `size` but one of equal keys.

    `upto` says for each key the size of all before it, and at its end that of all.
    """
    tree = Tree(keys, upto, weights)
    whole = Cut(b"", 0, len(keys))
    for block in tree.divided(whole, BLOCK * size) if keys else ():
        yield from dealt(tree, block, size)


def dealt(tree: Tree, block: Cut, size: int) -> Iterator[Cut]:
    """Go through the shards of a block, as even as its divisions allow."""
    grains = list(tree.divided(block, max(1, size // GRAIN)))
    before, total = tree.upto[block.first], tree.size(block)
    many = -(-total // size)
    places = [tree.upto[grain.first] - before for grain in grains]
    depths = [len(grain.start) for grain in grains]
    goals = (total * number // many for number in range(1, many))
    chosen = sorted({coarsest(places, depths, goal, size * SLACK // 10) for goal in goals} - {0})
    bounds = [block, *(grains[at] for at in chosen)]
    for at, bound in enumerate(bounds):
        end = bounds[at + 1].first if at + 1 < len(bounds) else block.end
        yield Cut(bound.start, bound.first, end)


def nearest(places: Sequence[int], goal: int) -> int:
    """Return which of ascending places is nearest to a goal, the lower of two."""
    at = bisect_left(places, goal)
    if at == len(places) or (at and goal - places[at - 1] <= places[at] - goal):
        at -= 1
    return at


def coarsest(places: Sequence[int], depths: Sequence[int], goal: int, slack: int) -> int:
    """Return which of ascending places no farther than `slack` from a goal is the least deep, the nearest of those.

    Where all are farther it is the nearest.
    """
    near = range(bisect_left(places, goal - slack), bisect_left(places, goal + slack + 1))
    return min(near, key=lambda at: (depths[at], abs(places[at] - goal), at), default=nearest(places, goal))


def common(one: bytes, other: bytes) -> bytes:
    """Return how two keys begin alike."""
    same = (at for at, (mine, their) in enumerate(zip(one, other, strict=False)) if mine != their)
    return one[: next(same, min(len(one), len(other)))]
