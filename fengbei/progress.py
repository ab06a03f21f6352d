"""How a long run tells where it is: a line a stage, and a moving count on a terminal."""

from __future__ import annotations

import signal
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
OFTEN = 0.2  # seconds between two counts on a terminal
SELDOM = 10.0  # seconds between two lines in a log
MINUTES = 2  # from so many on, what is left is told in minutes


ASKED: list[str] = []  # that a run shall end


def halt(number: int, _: object = None) -> None:
    """End the run, as the handler of a signal. It is remembered: what is raised while Python forks, Python ignores."""
    ASKED.append(signal.Signals(number).name)
    obey()


def obey() -> None:
    """Go no further where somebody asked that the run shall end. KeyboardInterrupt tells by which signal."""
    if ASKED:
        raise KeyboardInterrupt(ASKED[0])


class Progress:
    """Tells the stages of a run on standard error, and remembers how long each took."""

    def __init__(self, stream: TextIO = sys.stderr, *, quiet: bool = False) -> None:
        """Begin to count the time."""
        self.stream, self.quiet = stream, quiet
        self.moving = stream.isatty()
        self.stages: dict[str, float] = {}
        self.begun = time.monotonic()

    @contextmanager
    def stage(self, key: str, name: str) -> Iterator[None]:
        """Tell that a stage begins; remember its seconds under `key` when it ends."""
        obey()
        start = time.monotonic()
        try:
            yield
        finally:
            seconds = time.monotonic() - start
            self.stages[key] = round(self.stages.get(key, 0) + seconds, 3)
            self.say(f"{name}：{seconds:.1f} 秒")

    def took(self, key: str, name: str, seconds: float) -> None:
        """Tell of a stage that was done meanwhile, and how many seconds of one core it took."""
        self.stages[key] = round(self.stages.get(key, 0) + seconds, 3)
        self.say(f"{name}：{seconds:.1f} 秒")

    def count(
        self, things: Iterable[T], name: str, steps: int = 0, weigh: Callable[[T], int] = lambda _: 1
    ) -> Iterator[T]:
        """Go through the things, telling now and then how much has passed, how fast, and for how long it will go on.

        `weigh` says how much a thing counts for; of how many `steps` all consists (0: nobody knows) tells what is left.
        """
        pause = OFTEN if self.moving else SELDOM
        told = start = time.monotonic()
        passed = 0
        for step, thing in enumerate(things, 1):
            obey()
            yield thing
            passed += weigh(thing)
            if (now := time.monotonic()) - told >= pause:
                told = now
                left = f"，还需约 {lasting((now - start) / step * (steps - step))}" if steps > step else ""
                rate = f"每秒 {passed / (now - start):,.0f}"
                self.say(f"{name} {passed:,}（{rate}{left}）", end="\r" if self.moving else "\n")

    def say(self, line: str, end: str = "\n") -> None:
        """Print one line, over the last moving one."""
        if not self.quiet:
            clear = "\x1b[2K\r" if self.moving else ""
            self.stream.write(f"{clear}{line}{end}")
            self.stream.flush()

    @property
    def seconds(self) -> float:
        """Return the seconds since the run began."""
        return round(time.monotonic() - self.begun, 3)


def lasting(seconds: float) -> str:
    """Return a time that is still to pass, as people say it."""
    return f"{seconds:.0f} 秒" if seconds < MINUTES * 60 else f"{seconds / 60:.0f} 分钟"


def peak_mb() -> int:
    """Return the most memory this process or a child of it held, in MB; 0 where the system does not tell."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return 0
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) // 1024  # Linux counts in KB
