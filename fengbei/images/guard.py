"""Work on files that may be broken is done by processes with limits, so that one bad file is one message."""

from __future__ import annotations

import multiprocessing
import time
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from fengbei.workers import FORKS

try:
    import resource
except ImportError:  # no such limits on Windows
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.process import BaseProcess

Thing = TypeVar("Thing")
Done = TypeVar("Done")

MEMORY = 768 << 20  # bytes a process may take besides what it began with: 40 million pixels, twice, and some
SECONDS = 60.0  # for one thing; the largest picture takes 5 on a slow machine
STATUS = "/proc/self/statm"  # Linux: pages in memory, the whole address space first
PAGE = 4096


class Failed(str):
    """Why nothing came of a thing, for the person who can mend it."""

    __slots__ = ()


class Worker(Generic[Thing, Done]):
    """A process that does one thing after another."""

    def __init__(self, function: Callable[[Thing], Done]) -> None:
        """Fork the process."""
        fork: Any = multiprocessing.get_context("fork")
        self.pipe, theirs = fork.Pipe()
        self.process: BaseProcess = fork.Process(target=serve, args=(function, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self.number = -1
        self.until = 0.0

    def give(self, number: int, thing: Thing, seconds: float) -> None:
        """Hand over a thing, to be done in so many seconds."""
        self.number, self.until = number, time.monotonic() + seconds
        self.pipe.send(thing)

    def take(self) -> Done | Failed:
        """Return what came of the thing, or why nothing did."""
        if not self.pipe.poll():
            return Failed(f"{SECONDS:.0f} 秒还没有处理完；请另存一份再试")
        try:
            done: Done | Failed = self.pipe.recv()
        except (EOFError, OSError):
            return Failed("处理它的进程被系统结束了；请另存一份再试")
        return done

    def end(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def serve(function: Callable[[Any], Any], pipe: Connection) -> None:
    """Do the work that comes through the pipe, within the limits."""
    limit()
    while True:
        try:
            thing = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            pipe.send(function(thing))
        except MemoryError:
            pipe.send(Failed("要的内存太多；请缩小后再用"))


def limit() -> None:
    """Let this process take no more memory than it should need."""
    if resource is None:
        return
    try:
        with open(STATUS) as status:
            now = int(status.read().split()[0]) * PAGE
        resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY, now + MEMORY))
    except (OSError, ValueError):
        return  # another system, or a stricter limit already


def guarded(
    function: Callable[[Thing], Done], things: Sequence[Thing], jobs: int, seconds: float = SECONDS
) -> Iterator[tuple[int, Done | Failed]]:
    """Go through what the function makes of each thing, with its number, as it comes; in this process if `jobs` is 0.

    A process that dies, hangs or wants too much memory costs the one thing it was at; another takes its place.
    """
    if not jobs or not FORKS:
        yield from enumerate(map(function, things))
        return
    rest = list(enumerate(things))[::-1]
    workers: list[Worker[Thing, Done]] = [Worker(function) for _ in range(min(jobs, len(things)))]
    for worker in workers:
        worker.give(*rest.pop(), seconds)
    try:
        while workers:
            left = max(0.0, min(worker.until for worker in workers) - time.monotonic())
            ready = wait([worker.pipe for worker in workers], left)
            now = time.monotonic()
            for worker in [w for w in workers if w.pipe in ready or w.until <= now]:
                said = worker.take()
                yield worker.number, said
                workers.remove(worker)
                workers += carry_on(worker, function, rest, seconds, sound=not isinstance(said, Failed))
    finally:
        for worker in workers:
            worker.end()


def carry_on(
    worker: Worker[Thing, Done],
    function: Callable[[Thing], Done],
    rest: list[tuple[int, Thing]],
    seconds: float,
    *,
    sound: bool,
) -> list[Worker[Thing, Done]]:
    """Return the worker at its next thing, or another in its place where it is not sound; nobody if nothing is left."""
    if not rest or not sound:
        worker.end()
    if not rest:
        return []
    following = worker if sound else Worker(function)
    following.give(*rest.pop(), seconds)
    return [following]
