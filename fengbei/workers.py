"""The same work done on many things by several processes, here or elsewhere; results in the order of the things."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
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


TRIES = 3  # times that a task is begun again when its worker was lost
TIMEOUT = 10  # seconds until a cluster must have answered
ONE = threading.Lock()  # a worker of a cluster may have several threads; the work is made for one


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does the work: so many processes on this machine, or the workers of a Dask cluster."""

    jobs: int = 1
    address: str = ""  # of the cluster's scheduler, such as tcp://10.0.0.1:8786

    def spread(self, function: Callable[[Thing], Made], things: Sequence[Thing]) -> Iterator[Made]:
        """Go through what the function makes of each thing, in order. WorkerError if that cannot be had."""
        if self.address and things:
            return on_cluster(self.address, function, things)
        return spread(function, things, self.jobs)


def on_cluster(address: str, function: Callable[[Thing], Made], things: Sequence[Thing]) -> Iterator[Made]:
    """Let the workers of a Dask cluster do the work; they see the same folders as we do.

    The function goes to each worker once. A task whose worker is lost is begun again elsewhere, which does no harm:
    what it writes it writes anew.
    """
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        raise WorkerError("用 --cluster 要先装好 Dask：pip install 'distributed>=2026'") from None
    try:
        client = Client(address, set_as_default=False, timeout=TIMEOUT)
    except OSError:
        raise WorkerError(f"连不上 {address}；请看 dask scheduler 是否在运行、地址是否写对") from None
    with client:
        held = client.scatter(function, broadcast=True, hash=False)
        futures = client.map(call, things, function=held, pure=False, retries=TRIES)
        try:
            for future in futures:
                yield future.result()
        except KilledWorker:
            raise WorkerError("集群里的工作进程一再被系统结束（多半是内存不够）") from None


def call(thing: Any, function: Callable[[Any], Any]) -> Any:
    """Do the work on one thing, in a worker of a cluster."""
    with ONE:
        return function(thing)
