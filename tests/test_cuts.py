"""The bounds of the shards lie still: what comes or goes in one place moves none elsewhere."""

from __future__ import annotations

from itertools import accumulate
from random import Random

import pytest

from fengbei.search.cuts import cuts

EVEN = [1] * 256
SIZE = 50


def keys_of(seed: int, count: int) -> list[bytes]:
    rng = Random(seed)  # noqa: S311 - the same every time
    return sorted("".join(rng.choices("aabbbcdefg!", k=rng.randint(1, 6))).encode() for _ in range(count))


def shards(keys: list[bytes]) -> dict[bytes, list[bytes]]:
    """Return the shards by the keys they begin with."""
    return {cut.start: keys[cut.first : cut.end] for cut in cuts(keys, range(len(keys) + 1), EVEN, SIZE)}


@pytest.mark.parametrize("seed", range(5))
def test_the_shards_hold_every_key_in_its_order(seed: int) -> None:
    keys = keys_of(seed, 3000)
    found = shards(keys)
    assert [key for shard in found.values() for key in shard] == keys
    assert sorted(found) == list(found)
    assert all(start <= shard[0] for start, shard in found.items())
    later = [*found][1:]
    assert all(shard[-1] < start for shard, start in zip(found.values(), later, strict=False))


@pytest.mark.parametrize("seed", range(5))
def test_the_shards_are_well_filled_and_not_too_full(seed: int) -> None:
    sizes = [len(shard) for shard in shards(sorted({*keys_of(seed, 9000)})).values()]
    assert max(sizes) <= SIZE * 8 // 5  # a bound may lie three tenths beside the even place, on either side
    assert sum(sizes) / len(sizes) >= SIZE * 3 // 4


def test_one_key_more_changes_one_shard_or_those_next_to_it() -> None:
    keys = keys_of(7, 6000)
    before, changed = shards(keys), []
    for seed in range(60):
        after = shards(sorted([*keys, *keys_of(100 + seed, 1)]))
        changed.append(sum(before.get(start) != shard for start, shard in after.items()))
    assert sorted(changed)[len(changed) // 2] == 1
    assert max(changed) <= 9


def test_equal_keys_stay_together() -> None:
    assert [len(shard) for shard in shards([b"a"] * 200 + [b"b"] * 10).values()] == [200, 10]


def test_a_key_that_ends_where_others_go_on_comes_first() -> None:
    keys = [b"a"] * 60 + [b"a\x00"] * 60 + [b"ab"] * 60
    assert [{*shard} for shard in shards(keys).values()] == [{b"a"}, {b"a\x00"}, {b"ab"}]


def test_the_size_of_a_key_counts() -> None:
    keys = [bytes((65 + at,)) for at in range(16)]
    sizes = [10] * 8 + [40] * 4 + [10] * 4
    upto = list(accumulate(sizes, initial=0))
    found = [sum(sizes[cut.first : cut.end]) for cut in cuts(keys, upto, EVEN, 40)]
    assert sum(found) == sum(sizes)
    assert max(found) <= 50


def test_nothing_has_no_shards() -> None:
    assert shards([]) == {}
