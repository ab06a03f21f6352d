"""The same work done on many things by several processes, the results in the order of the things."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Thing = TypeVar("Thing")
Made = TypeVar("Made")


class WorkerError(Exception):
    """A process was ended from outside; the message says so to the one who waits."""


AT_WORK: list[Callable[[Any], Any]] = []  # what a forked process finds when it begins


PR_SET_PDEATHSIG = 1  # linux/prctl.h: the signal a process gets when its parent dies


def begin(parent: int) -> None:
    """Tie a worker to its parent: when that is killed, no worker goes on writing for nobody."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, and ends its workers in order
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def work(thing: Any) -> Any:
    """Do the work on one thing, in a process that was forked for it."""
    return AT_WORK[-1](thing)


def spread(function: Callable[[Thing], Made], things: Sequence[Thing], jobs: int) -> Iterator[Made]:
    """Go through what the function makes of each thing, in order, made by so many processes.

    The processes are forked, so that they find what the function needs in memory and only results travel. Where a
    system cannot fork, or for a single thing, all is done here. WorkerError if a process was ended.
    """
    if min(jobs, len(things)) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(function, things)
        return
    AT_WORK.append(function)
    try:
        with ProcessPoolExecutor(
            min(jobs, len(things)), multiprocessing.get_context("fork"), initializer=begin, initargs=(os.getpid(),)
        ) as pool:
            yield from pool.map(work, things)
    except BrokenProcessPool:
        raise WorkerError("一个工作进程被系统结束了（多半是内存不够）；请用较小的 --jobs 再试一次") from None
    finally:
        AT_WORK.pop()
