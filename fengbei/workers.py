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
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

Thing = TypeVar("Thing")
Made = TypeVar("Made")


class WorkerError(Exception):
    """A process was ended from outside; the message says so to the one who waits."""


ENDED = "一个工作进程被系统结束了（多半是内存不够）；请用较小的 --jobs 再试一次"
FORKS = "fork" in multiprocessing.get_all_start_methods()  # whether this system can
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


def portions(count: int, size: int) -> list[range]:
    """Return so many things, by their places, in portions of a size."""
    return [range(at, min(at + size, count)) for at in range(0, count, size)]


def spread(function: Callable[[Thing], Made], things: Sequence[Thing], jobs: int) -> Iterator[Made]:
    """Go through what the function makes of each thing, in order, made by so many processes.

    The processes are forked, so that they find what the function needs in memory and only results travel. Where a
    system cannot fork, or for a single thing, all is done here. WorkerError if a process was ended.
    """
    if min(jobs, len(things)) < 2 or not FORKS:
        yield from map(function, things)
        return
    AT_WORK.append(function)
    try:
        with ProcessPoolExecutor(
            min(jobs, len(things)), multiprocessing.get_context("fork"), initializer=begin, initargs=(os.getpid(),)
        ) as pool:
            yield from pool.map(work, things)
    except BrokenProcessPool:
        raise WorkerError(ENDED) from None
    finally:
        AT_WORK.pop()


class Side(Generic[Thing, Made]):
    """A piece of work in a process of its own: things are given to it as they come, and its result is asked for."""

    def __init__(self, function: Callable[[Iterator[Thing]], Made]) -> None:
        """Fork the process: it holds what this one holds now, and nothing of what comes later but what is given.

        It has no threads: a process that forks again meanwhile must not have any.
        """
        way, self.things = multiprocessing.Pipe(duplex=False)
        self.answer, line = multiprocessing.Pipe(duplex=False)
        self.process = multiprocessing.get_context("fork").Process(target=tell, args=(function, way, line, os.getpid()))
        self.process.start()
        way.close()
        line.close()

    def give(self, thing: Thing) -> None:
        """Give the work one more thing. Raises as `result` does if it is over before its time."""
        try:
            self.things.send((thing,))
        except BrokenPipeError:
            self.result()

    def result(self) -> Made:
        """Say that nothing more comes, and wait. Raises what the work raised, and WorkerError if it was ended."""
        with suppress(BrokenPipeError):  # it may have all it needs, and be done
            self.things.send(None)
        try:
            made, fault = self.answer.recv()
        except EOFError:
            raise WorkerError(ENDED) from None
        if fault is not None:
            raise fault
        return made  # type: ignore[no-any-return]

    def end(self) -> None:
        """End the process: one that has sent its result has nothing more to do."""
        self.process.kill()
        self.process.join()
        self.things.close()
        self.answer.close()


class Later(Generic[Thing, Made]):
    """A piece of work that is done here, once its result is asked for."""

    def __init__(self, function: Callable[[Iterator[Thing]], Made]) -> None:
        """Keep what is to be done."""
        self.function, self.things = function, list[Thing]()

    def give(self, thing: Thing) -> None:
        """Keep one more thing."""
        self.things.append(thing)

    def result(self) -> Made:
        """Do the work."""
        return self.function(iter(self.things))


Work: TypeAlias = "Side[Any, Any] | Later[Any, Any]"


def tell(function: Callable[[Iterator[Any]], Any], way: Connection, line: Connection, parent: int) -> None:
    """Do a piece of work in a process of its own, and send what came of it, or what went wrong."""
    begin(parent)
    try:
        line.send((function(given(way)), None))
    except Exception as fault:  # noqa: BLE001 - whatever it is, the parent raises it
        line.send((None, fault))


def given(way: Connection) -> Iterator[Any]:
    """Go through the things that come."""
    while (said := way.recv()) is not None:
        yield said[0]


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

    @contextmanager
    def beside(self, function: Callable[[Iterator[Any]], Any]) -> Iterator[Work]:
        """Let a piece of work be done on this machine meanwhile, of things that are given to it one by one.

        Where there is but one process, or none can be forked, the work is done when its result is asked for. Who
        leaves without waiting ends the work.
        """
        if self.jobs < 2 or not FORKS:
            yield Later(function)
            return
        side = Side[Any, Any](function)
        try:
            yield side
        finally:
            side.end()


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
