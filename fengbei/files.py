"""Bytes on the disk: read with care, written only when they differ, swapped in one step."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RENAME_EXCHANGE = 2  # linux/fs.h: swap two names atomically
AT_FDCWD = -100  # fcntl.h: paths are relative to the working directory


def walk(folder: Path, *suffixes: str) -> Iterator[Path]:
    """Go through the regular files below `folder` in name order, never through a link."""
    if not folder.is_dir() or folder.is_symlink():
        return
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        path = folder / entry.name
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk(path, *suffixes)
        elif entry.is_file(follow_symlinks=False) and path.suffix.lower() in suffixes:
            yield path


def digest(data: bytes | memoryview) -> str:
    """Return a short, stable name for some bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def same(path: Path, data: bytes) -> bool:
    """Say whether the file already holds exactly these bytes."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def write_if_changed(path: Path, text: str) -> bool:
    """Write `text` unless the file already says it. Return whether it was written."""
    data = text.encode()
    if same(path, data):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True


def link_or_copy(source: Path, target: Path) -> None:
    """Give the file a second name; copy it where the disk knows no hard links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


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
