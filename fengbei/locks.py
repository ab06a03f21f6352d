"""One at a time: a lock that falls when its owner dies, however that happens."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Self

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from pathlib import Path


class TakenError(Exception):
    """Another process holds the lock; the message is the number of that process."""


class Lock:
    """A file that the kernel locks for one process; it is gone when nobody holds it."""

    def __init__(self, path: Path, *, wait: bool = False) -> None:
        """Take the lock, or `wait` until it is free. TakenError says who has it."""
        self.path = path
        self.handle = -1
        self.held = True
        if fcntl is None:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        while True:
            self.handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
            try:
                fcntl.flock(self.handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                owner = os.pread(self.handle, 20, 0).decode(errors="replace").strip()
                os.close(self.handle)
                self.held = False
                raise TakenError(owner) from None
            if self.is_current():
                break
            os.close(self.handle)  # the owner before us has just removed this file
        os.truncate(self.handle, 0)
        os.pwrite(self.handle, f"{os.getpid()}\n".encode(), 0)

    def __enter__(self) -> Self:
        """Hold the lock for a while."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let it go."""
        self.release()

    def is_current(self) -> bool:
        """Say whether the locked file is still the one under that name."""
        try:
            return os.fstat(self.handle).st_ino == self.path.stat().st_ino
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Let the next one have it."""
        self.held = False
        if self.handle >= 0:
            self.path.unlink(missing_ok=True)
            os.close(self.handle)
            self.handle = -1
