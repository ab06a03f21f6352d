"""A long run says how much is done, how fast, and for how long it will go on; on a terminal and in a log."""

from __future__ import annotations

import io
import signal
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from fengbei import progress
from fengbei.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator


class Clock:
    """A clock that goes on only when work is done."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr(time, "monotonic", lambda: self.now)

    def work(self, things: int, seconds: float) -> Iterator[list[int]]:
        """Go through things that count for a hundred each and take so long."""
        for number in range(things):
            self.now += seconds
            yield [number] * 100


def told(clock: Clock, stream: io.StringIO, *, things: int, seconds: float, steps: int = 0) -> list[str]:
    """Return what is told of some work."""
    progress = Progress(stream)
    for _ in progress.count(clock.work(things, seconds), "已读记录", steps, len):
        pass
    return stream.getvalue().splitlines()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_log_has_a_line_every_ten_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = told(Clock(monkeypatch), io.StringIO(), things=6, seconds=5, steps=6)
    assert lines == [
        "已读记录 200（每秒 20，还需约 20 秒）",
        "已读记录 400（每秒 20，还需约 10 秒）",
        "已读记录 600（每秒 20）",
    ]


def test_short_work_says_nothing_in_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(Clock(monkeypatch), io.StringIO(), things=6, seconds=1, steps=6) == []


def test_what_lasts_is_told_in_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = told(Clock(monkeypatch), io.StringIO(), things=1, seconds=10, steps=31)
    assert lines == ["已读记录 100（每秒 10，还需约 5 分钟）"]


def test_a_terminal_has_one_line_that_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    told(Clock(monkeypatch), stream, things=2, seconds=1)
    assert stream.getvalue() == "\x1b[2K\r已读记录 100（每秒 100）\r\x1b[2K\r已读记录 200（每秒 100）\r"


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_that_got_lost_holds_at_the_next_step(
    asked: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "ASKED", [])
    run = Progress(io.StringIO())
    with run.stage("load", "读取记录"):
        pass
    with suppress(KeyboardInterrupt):  # as where Python forks
        progress.halt(asked)
    with pytest.raises(KeyboardInterrupt, match=asked.name), run.stage("pages", "生成页面"):
        raise AssertionError
    with pytest.raises(KeyboardInterrupt, match=asked.name):
        next(run.count(iter("甲乙"), "已读记录"))
