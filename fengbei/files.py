"""Bytes on the disk: read with care, written only when they differ."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import stat
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEEPEST = 16  # folders, one in another: nobody files so deep, and a walk must end
LONGEST_NAME = 255  # bytes, ext4 and FAT alike
FORBIDDEN = re.compile(r'[<>:"|?*\\]')  # what Windows allows in no name
DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)  # names of devices there
TICK = 2_000_000_000  # nanoseconds: no disk in use tells times more coarsely (FAT: two seconds)
NOTHING = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})  # nothing is there, or a link that leads nowhere


def mode(path: Path) -> int:
    """Return the mode of what a path leads to, 0 where nothing is. OSError where one may not look.

    From Python 3.14 on, `Path.is_dir` and its like say that what one may not look at is not there.
    """
    try:
        return path.stat().st_mode
    except ValueError:  # no file can have that name
        return 0
    except OSError as wrong:
        if wrong.errno in NOTHING:
            return 0
        raise


def exists(path: Path) -> bool:
    """Say whether a path leads to anything; as all three, OSError where one may not look."""
    return bool(mode(path))


def is_folder(path: Path) -> bool:
    """Say whether a path leads to a folder."""
    return stat.S_ISDIR(mode(path))


def is_file(path: Path) -> bool:
    """Say whether a path leads to a regular file."""
    return stat.S_ISREG(mode(path))


def walk(folder: Path, *suffixes: str) -> Iterator[Path]:
    """Go through the regular files below `folder` in name order, never through a link, none with an unfit name."""
    for found in look(folder):
        if not found.fault and not found.hidden and found.path.suffix.lower() in suffixes:
            yield found.path


def walk_in(root: Path, folder: str, *suffixes: str) -> Iterator[Path]:
    """Go through the regular files of a folder of a site, if no part of the way to it is a link."""
    if not link_on_the_way(root, folder):
        yield from walk(root / folder, *suffixes)


def link_on_the_way(root: Path, folder: str) -> Path | None:
    """Return the first part of the way from `root` to a folder below it that is a symbolic link."""
    parts = folder.split("/")
    ways = (root.joinpath(*parts[:count]) for count in range(1, len(parts) + 1))
    return next((way for way in ways if way.is_symlink()), None)


class Found(NamedTuple):
    """Something in a folder: where, what is wrong with it ("" if nothing), whether its name says to pass it by."""

    path: Path
    fault: str = ""
    hidden: bool = False


def look(folder: Path, depth: int = 1) -> Iterator[Found]:
    """Go through everything below a folder in name order; what is no file or folder with a fit name has a fault."""
    if not is_folder(folder) or folder.is_symlink():
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as wrong:
        yield Found(folder, f"读不了这个文件夹：{wrong.strerror}")
        return
    twins = Counter(same_elsewhere(entry.name) for entry in entries)
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith((".", "~$")):
            yield Found(path, hidden=True)
            continue
        fault = fault_of(entry) or unfit(entry.name)
        if not fault and twins[same_elsewhere(entry.name)] > 1:
            fault = "同一文件夹里另有只差大小写或字符写法的同名文件，在 Windows 和 U 盘上会互相覆盖"
        inner = entry.is_dir(follow_symlinks=False)
        if inner and not fault and depth >= DEEPEST:
            fault = f"文件夹套了 {DEEPEST} 层以上"
        if fault or not inner:
            yield Found(path, fault)
        else:
            yield from look(path, depth + 1)


def fault_of(entry: os.DirEntry[str]) -> str:
    """Return what is wrong with what a name stands for; only regular files and folders are read."""
    if entry.is_symlink():
        return "这是符号链接，不会读它"
    if not (entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False)):
        return "这不是普通文件，是管道、设备或套接字"
    return ""


def unfit(name: str) -> str:
    """Return what is wrong with a file name that not every system can hold; "" if nothing."""
    if not name.isprintable():
        return "文件名里有看不见的字符，或不是 UTF-8 编码"
    if FORBIDDEN.search(name) or name.endswith((".", " ")) or DEVICE.fullmatch(name):
        return "Windows 不能用这个文件名"
    if len(name.encode()) > LONGEST_NAME:
        return f"文件名超过 {LONGEST_NAME} 字节"
    return ""


def same_elsewhere(name: str) -> str:
    """Return what two names have in common that are one name on Windows, on a Mac or on a USB stick."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


class TooLargeError(OSError):
    """A file that is larger than any of its kind may be; `size` in bytes."""

    def __init__(self, size: int) -> None:
        """Keep the size."""
        super().__init__(errno.EFBIG, os.strerror(errno.EFBIG))
        self.size = size


def read(path: Path, most: int, begin: int = 0, end: int | None = None) -> bytes:
    """Return the bytes of a regular file, or those from `begin` to `end`.

    TooLargeError before reading a file of more than `most` bytes; OSError for a link, a pipe, a device.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags), "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EINVAL, "不是普通文件")
        if about.st_size > most:
            raise TooLargeError(about.st_size)
        file.seek(begin)
        return file.read(-1 if end is None else end - begin)


class About(NamedTuple):
    """What the disk says of a file: its size in bytes, when its bytes and when it changed (in ns), its number."""

    size: int
    mtime: int
    ctime: int
    number: int

    def is_settled(self, now: int) -> bool:
        """Say whether the file last changed so long before a time in ns that a later change shows in its times."""
        return max(self.mtime, self.ctime) + TICK < now


def about(path: Path) -> About:
    """Return what the disk says of a file; while that stays the same, so do its bytes. OSError."""
    said = path.stat()
    return About(said.st_size, said.st_mtime_ns, said.st_ctime_ns, said.st_ino)


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


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step, whichever other processes write the same one: nobody reads a part of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_bytes(data)
    fresh.replace(path)


def link_or_copy(source: Path, target: Path) -> None:
    """Give the file a second name; copy it where the disk knows no hard links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
