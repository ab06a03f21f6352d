"""What the disk is asked for when one site takes the place of another: to swap them, and to have all of it."""

from __future__ import annotations

import ctypes
import errno
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

RENAME_EXCHANGE = 2  # linux/fs.h: swap two names atomically
AT_FDCWD = -100  # fcntl.h: paths are relative to the working directory


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step. Return False where the system cannot."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    done = libc.renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE)
    if done == 0:
        return True
    if ctypes.get_errno() in (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(one))


def flush(folder: Path) -> None:
    """Let the disk have all that was written on it, the folder's files among them. OSError where it could not.

    One call for the whole disk, however many files were written: fsync of each would have to open them all.
    """
    libc = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    if not hasattr(libc, "syncfs"):
        getattr(os, "sync", int)()  # not Linux: all disks, or none where the system knows no such word
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if libc and libc.syncfs(handle):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    finally:
        os.close(handle)


def flush_names(folder: Path) -> None:
    """Let the disk have the names in a folder as they stand now. OSError where it could not."""
    if os.name != "posix":
        return  # Windows opens no folders; NTFS keeps a journal of names
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
