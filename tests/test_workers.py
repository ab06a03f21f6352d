"""Several processes give what one gives, in the same order; one that is ended is noticed."""

from __future__ import annotations

import filecmp
import multiprocessing
import os
import signal
import time
from typing import TYPE_CHECKING, Any

import pytest

from fengbei.workers import Crew, Work, WorkerError, spread
from tests.support import build

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def squared(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_the_order_of_the_things(jobs: int) -> None:
    assert [square for square, _ in spread(squared, range(20), jobs)] == [n * n for n in range(20)]


def test_the_work_is_done_by_other_processes() -> None:
    assert os.getpid() not in {process for _, process in spread(squared, range(8), 2)}


def test_one_thing_needs_no_other_process() -> None:
    assert list(spread(squared, [3], 4)) == [(9, os.getpid())]


def test_a_mistake_in_the_work_reaches_the_one_who_waits() -> None:
    def fail(number: int) -> int:
        raise ValueError(number)

    with pytest.raises(ValueError, match="0"):
        list(spread(fail, range(4), 2))


def test_a_process_that_was_killed_is_told_from_one_that_is_slow() -> None:
    def die(number: int) -> int:
        os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(WorkerError, match="--jobs"):
        list(spread(die, range(4), 2))


def outcome(work: Work, *things: Any) -> Any:
    """Give the work some things, and return its result."""
    for thing in things:
        work.give(thing)
    return work.result()


def summed(numbers: Iterable[int]) -> tuple[int, int]:
    return sum(numbers), os.getpid()


@pytest.mark.parametrize(("jobs", "elsewhere"), [(1, False), (2, True)])
def test_a_piece_of_work_is_done_meanwhile_of_what_is_given_to_it(jobs: int, *, elsewhere: bool) -> None:
    with Crew(jobs).beside(summed) as work:
        result, process = outcome(work, *range(10))
    assert result == 45
    assert (process != os.getpid()) == elsewhere


def test_a_piece_of_work_may_be_done_before_it_is_told_that_nothing_more_comes() -> None:
    with Crew(2).beside(next) as work:
        work.give("first")
        multiprocessing.active_children()[0].join()
        assert work.result() == "first"


def test_a_mistake_in_what_is_done_meanwhile_reaches_the_one_who_asks_for_it() -> None:
    def fail(things: Iterable[int]) -> None:
        raise OSError(28, "No space left on device", f"find/full{sum(things)}.js")

    with Crew(2).beside(fail) as work, pytest.raises(OSError, match="find/full3"):
        outcome(work, 3)


def test_that_the_process_beside_was_killed_is_told() -> None:
    def die(things: Iterable[int]) -> None:
        os.kill(os.getpid(), next(iter(things)))

    with Crew(2).beside(die) as work, pytest.raises(WorkerError, match="--jobs"):
        outcome(work, signal.SIGKILL)


def test_that_the_process_beside_is_gone_is_told_to_who_gives_it_more() -> None:
    def die(_: Iterable[bytes]) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with Crew(2).beside(die) as work, pytest.raises(WorkerError, match="--jobs"):
        outcome(work, *[bytes(100_000)] * 100)


def test_a_mistake_reaches_also_who_gives_the_work_more() -> None:
    def fail(_: Iterable[bytes]) -> None:
        raise OSError(28, "No space left on device", "find/full.js")

    with Crew(2).beside(fail) as work, pytest.raises(OSError, match="find/full"):
        outcome(work, *[bytes(100_000)] * 100)


def test_who_leaves_does_not_wait_for_what_is_done_beside() -> None:
    with Crew(2).beside(lambda _: time.sleep(3600)):
        begun = multiprocessing.active_children()
    assert [process.is_alive() for process in begun] == [False]


def test_the_site_is_the_same_whatever_the_number_of_processes(small: Path, tmp_path: Path) -> None:
    for jobs in ("1", "3"):
        done = build(small, "build", "--out", str(tmp_path / jobs), "--jobs", jobs, "--date", "2026-04-05")
        assert done.returncode == 0, done.stderr
    assert differences(filecmp.dircmp(tmp_path / "1", tmp_path / "3")) == []


def differences(seen: filecmp.dircmp[str]) -> list[str]:
    """Return the names that are not the same in two folders and in those inside them."""
    files = filecmp.cmpfiles(seen.left, seen.right, seen.common_files, shallow=False)
    here = [*seen.left_only, *seen.right_only, *files[1], *files[2]]
    return here + [name for inner in seen.subdirs.values() for name in differences(inner)]
