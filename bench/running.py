"""Run one program and say what it cost: time, CPU and memory of it and of everything it starts (Linux)."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PROC = Path("/proc")
LEAST = 0.02  # seconds between two looks at the memory
SHARE = 20  # a look may take a twentieth of a core: the kernel walks every page of a large process for it
TOLD = 2000  # characters of what a failed program said


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost: seconds on the clock, CPU seconds (user and system), MB at the highest, load before it."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    load: float


class Failed(Exception):  # noqa: N818 - says what happened to the program
    """The program did not end well; the message says which, and the last it said."""


class Watch(Thread):
    """Looks at the memory of a process and its descendants until it is told to stop."""

    def __init__(self, pid: int) -> None:
        """Prepare to look at the process of that number."""
        super().__init__(daemon=True)
        self.pid, self.over, self.peak_kb = pid, Event(), 0

    def run(self) -> None:
        """Look again and again, less often the longer a look takes."""
        pause = 0.0
        while not self.over.wait(pause):
            start = time.thread_time()
            self.peak_kb = max(self.peak_kb, tree_memory(self.pid))
            pause = max(LEAST, SHARE * (time.thread_time() - start))


def tree_memory(pid: int, proc: Path = PROC) -> int:
    """Return the KB a process and its descendants hold: the sum of PSS (what is shared counts once).

    A single process may have been larger between two looks; the kernel remembers how large (VmHWM), and the greater
    of the two numbers is returned. 0 when all of them have ended.
    """
    tree = descendants(pid, parents(proc))
    shares = sum(kilobytes(proc / str(each) / "smaps_rollup", "Pss") for each in tree)
    highest = max(kilobytes(proc / str(each) / "status", "VmHWM") for each in tree)
    return max(shares, highest)


def parents(proc: Path) -> dict[int, int]:
    """Return the number of the parent of every process that lives."""
    found: dict[int, int] = {}
    for name in os.listdir(proc):
        if name.isdigit() and (stat := said(proc / name / "stat")):
            found[int(name)] = int(stat.rpartition(")")[2].split()[1])  # a program's name may hold a bracket
    return found


def descendants(pid: int, parent_of: Mapping[int, int]) -> list[int]:
    """Return a process and all that descend from it, each before its children."""
    children = defaultdict(list)
    for child, parent in sorted(parent_of.items()):
        children[parent].append(child)
    tree = [pid]
    for each in tree:
        tree += children[each]
    return tree


def kilobytes(path: Path, key: str) -> int:
    """Return the number in the line of a file of /proc that begins with the key; 0 if the process has ended."""
    found = re.search(rf"^{key}:\s+(\d+) kB", said(path), re.MULTILINE)
    return int(found[1]) if found else 0


def said(path: Path) -> str:
    """Return what a file of /proc says, nothing if the process has ended."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def run(command: Sequence[str], log: Path) -> tuple[Cost, str]:
    """Run a program, its output into files beside `log`; return what it cost and what it printed. Failed if it failed.

    What earlier runs wrote is brought to the disk first, so that nobody pays for another. CPU is what the kernel
    counted for the program and for every descendant that was waited for. The peak is what was seen of the tree, and
    not less than the kernel's own count of the largest process (which begins at what this program held, so a smaller
    count says nothing).
    """
    os.sync()
    load = os.getloadavg()[0]
    errors = log.with_suffix(".err")
    with log.open("wb") as out, errors.open("wb") as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err)  # noqa: S603 - the benchmark's own
        watch = Watch(process.pid)
        watch.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        wall = time.perf_counter() - start
    watch.over.set()
    watch.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    largest = used.ru_maxrss if used.ru_maxrss > resource.getrusage(resource.RUSAGE_SELF).ru_maxrss else 0
    printed = log.read_text(encoding="utf-8", errors="replace")
    if process.returncode:
        last = (printed + errors.read_text(encoding="utf-8", errors="replace"))[-TOLD:]
        raise Failed(f"{' '.join(command)} ended with {process.returncode}:\n{last}")
    return Cost(wall, used.ru_utime + used.ru_stime, max(watch.peak_kb, largest) / 1024, load), printed
