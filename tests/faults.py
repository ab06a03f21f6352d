"""Publishing under fire: builds that are killed, starved, or started together; what is shown is always a whole site.

`python -m tests.faults` goes through a sample, `python -m tests.faults --long` through everything (an hour), and
`--only kill,full` through some kinds of fault. It needs Linux, strace, and for small disks the rights to mount.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.small import CAMPAIGN, CESHI, LI_SI, picture, roll
from tests.support import HOUSE, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

DAY = "2026-04-05"
ROLL = "profiles/martyrs/430112.yml"
SITE: dict[str, str | bytes] = {
    "profiles/martyrs/li-si.yml": LI_SI,
    "profiles/martyrs/li.png": picture(),
    "memorials/facilities/ceshi.yml": CESHI,
    "memorials/campaigns/jisao.yml": CAMPAIGN.replace(", wang-yi", ""),
    ROLL: roll(60),
}
CHANGED: dict[str, str | bytes] = {
    ROLL: roll(58).replace("王测试1", "赵测试1"),  # two records less, some with other names
    "profiles/martyrs/430121.yml": roll(12).replace("430112", "430121").replace("望城区", "长沙县"),  # a folder more
    "profiles/martyrs/li-si.yml": LI_SI.replace("第一段", "改过的一段"),
}
MOVED = (
    "rename",
    "renameat2",
    "unlink",
    "mkdir",
    "rmdir",
    "link",
    "fsync",
    "syncfs",
)  # names change, the disk is waited for
STEP = 25  # of the writes every so many-th
WAIT = 120  # seconds for a build: longer is hanging
LEFT = {".site.old", ".site.spare", ".work", "site", "profiles", "memorials"}
Sum = str


class Ran(NamedTuple):
    """What came of a build: exit code (negative: the signal it died of) and what it said."""

    code: int
    said: str


def command(root: Path, *more: str, jobs: int = 1) -> list[str]:
    """Return the command that builds a site."""
    program = [sys.executable, str(HOUSE / "build.py"), "build", "--date", DAY]
    return [*program, "--root", str(root), "--jobs", str(jobs), *more]


def start(words: list[str]) -> subprocess.Popen[str]:
    """Begin a build as the first process of a group."""
    quiet = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    out = subprocess.PIPE
    return subprocess.Popen(words, stdout=out, stderr=out, text=True, env=quiet, start_new_session=True)


def end(process: subprocess.Popen[str]) -> Ran:
    """Wait for a build."""
    _, said = process.communicate(timeout=WAIT)
    return Ran(process.returncode, said)


def shown(site: Path) -> Sum:
    """Return a sum over every name, mode and byte of a site, "" where there is none."""
    if not site.exists():
        return ""
    whole = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        about = path.lstat()
        whole.update(f"{path.relative_to(site)} {about.st_mode:o}\n".encode())
        if path.is_file():
            whole.update(path.read_bytes())
    return whole.hexdigest()


@dataclass(frozen=True)
class Ground:
    """A site that is shown, and records from which another one is to be made: the sums of both."""

    root: Path
    old: Sum
    new: Sum

    @classmethod
    def lay(cls, folder: Path, changed: Mapping[str, str | bytes], history: int = 3) -> Ground:
        """Build a site so many times, each a little different, and change its records once more."""
        root = folder / "ground"
        for turn in range(history):
            put(root, {**SITE, "memorials/facilities/ceshi.yml": CESHI.replace("为测试而设", f"为第{turn}次测试而设")})
            assert end(start(command(root))).code == 0
        put(root, {**SITE, **changed})
        other = root.with_name("whole")
        shutil.copytree(root, other, ignore=shutil.ignore_patterns(".*", "site"))
        assert end(start(command(other))).code == 0
        return cls(root, shown(root / "site"), shown(other / "site"))

    def copy(self, to: Path) -> Path:
        """Return a copy to shoot at; files with two names keep both."""
        shutil.rmtree(to, ignore_errors=True)
        subprocess.run(["cp", "-a", f"{self.root}/.", f"{to}/"], check=True)
        return to


def verdict(ground: Ground, root: Path, ran: Ran) -> str:
    """Return what is wrong after a fault and after the build that follows it, "" if nothing."""
    seen = shown(root / "site")
    if "Traceback" in ran.said:
        return f"Traceback: {ran.said[-600:]}"
    if seen not in {ground.old, ground.new}:
        return f"half a site ({ran.code})"
    if ran.code == 0 and seen != ground.new:
        return "said that it was done"
    if ran.code == 1 and (seen != ground.old or not re.search("[一-龥]", ran.said)):
        return f"exit 1, {'nothing said' if seen == ground.old else 'yet the site has changed'}: {ran.said[-300:]}"
    return healed(ground, root)


def healed(ground: Ground, root: Path) -> str:
    """Return what is wrong after a build that nothing disturbs, "" if nothing."""
    again = end(start(command(root, jobs=2)))
    if again.code or shown(root / "site") != ground.new:
        return f"not healed: {again}"
    if left := {path.name for path in root.iterdir()} - LEFT:
        return f"left behind: {sorted(left)}"
    return ""


# The kinds of fault. Each is a way to run one build; `when` says at which of its steps the fault strikes.


def injected(call: str, fault: str, when: int) -> list[str]:
    """Return the beginning of a command that makes one system call of it fail."""
    return ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={when}"]


def steps(ground: Ground, place: Path) -> Counter[str]:
    """Return how often a thread of a build makes each system call, at most."""
    log = place.with_name("calls")
    calls = ",".join((*MOVED, "write"))
    watch = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={calls}"]
    assert end(start([*watch, *command(ground.copy(place))])).code == 0
    by_thread = Counter(re.findall(r"^(\d+) +(\w+)\(", log.read_text(), re.MULTILINE))
    most: Counter[str] = Counter()
    for (_, call), count in by_thread.items():
        most[call] = max(most[call], count)
    assert most["write"] > STEP, "strace was not understood"
    return most


def strike(ground: Ground, place: Path, call: str, fault: str, when: int) -> str:
    """Let one system call of a build fail, or kill it there."""
    root = ground.copy(place)
    return verdict(ground, root, end(start([*injected(call, fault, when), *command(root)])))


def stopped(ground: Ground, place: Path, by: signal.Signals, after: float) -> str:
    """Send a signal to a build after so many seconds."""
    root = ground.copy(place)
    process = start(command(root, jobs=2))
    time.sleep(after)
    process.send_signal(by)
    ran = end(process)
    asked = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -9}[by]
    if ran.code not in {0, asked, -by}:
        return f"exit code {ran.code}: {ran.said[-300:]}"
    return verdict(ground, root, ran)


def few_files(ground: Ground, place: Path, most: int) -> str:
    """Let a build open only so many files at once."""
    root = ground.copy(place)
    return verdict(ground, root, end(start(["prlimit", f"--nofile={most}", *command(root, jobs=2)])))


@contextmanager
def disk(place: Path) -> Iterator[Callable[[str], None]]:
    """Mount a disk in memory; the function that is given sets its size."""
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", str(place)], check=True)
    try:
        yield lambda size: void(["mount", "-o", f"remount,size={size}", str(place)])
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def void(words: list[str]) -> None:
    """Run a command that must succeed."""
    subprocess.run(words, check=True)


def small_disk(ground: Ground, place: Path, spare: int) -> str:
    """Build where only so many KB are free."""
    with disk(place.with_name("disk")) as resize:
        root = ground.copy(place.with_name("disk") / "root")
        about = os.statvfs(root)
        resize(f"{(about.f_blocks - about.f_bfree) * about.f_frsize // 1024 + spare}k")
        ran = end(start(command(root)))
        resize("200m")
        return verdict(ground, root, ran)


def together(folder: Path, many: int = 5) -> str:
    """Build several different sites into one place at once: one at a time is let in, and one is shown whole."""
    grounds = [folder / f"site{number}" for number in range(many)]
    for number, root in enumerate(grounds):
        if not root.exists():
            put(root, {**SITE, ROLL: roll(60 + number)})
            assert end(start(command(root))).code == 0
    sums = [shown(root / "site") for root in grounds]
    out = folder / "out/site"
    running = [start(command(root, "--out", str(out), jobs=2)) for root in grounds]
    ran = [end(each) for each in running]
    if shown(out) not in {total for total, each in zip(sums, ran, strict=True) if not each.code}:
        return f"none of the sites: {ran}"
    if any(each.code not in {0, 1} or (each.code and "正在生成" not in each.said) for each in ran):
        return f"refused without a word: {ran}"
    left = {path.name for path in out.parent.iterdir()} - {"site", ".site.old", ".site.spare"}
    return f"left behind: {left}" if left else ""


Shot = tuple[str, "Callable[[], str]"]


@dataclass(frozen=True)
class Range:
    """Where the shots are fired: at every step, or at a few by chance."""

    folder: Path
    thorough: bool
    chance: random.Random

    def some(self, every: list[int], few: int) -> list[int]:
        """Return the steps at which something is tried."""
        return every if self.thorough else sorted(self.chance.sample(every, min(few, len(every))))

    def shots(self) -> Iterator[Shot]:
        """Go through the faults: what each is, and a function that tries it and says what went wrong."""
        ground = Ground.lay(self.folder / "third", CHANGED)
        most = steps(ground, self.folder / "shot")
        yield from self.calls(ground, most, [call for call in MOVED if call != "link"])
        yield from self.writes(ground, most["write"])
        yield from self.moments(ground)
        yield from self.limits(ground)
        for turn in range(20 if self.thorough else 1):
            yield f"together {turn}", partial(together, self.folder / "together")
        second = Ground.lay(self.folder / "second", CHANGED, history=1)  # no older copy to begin with: all is linked
        yield from self.calls(second, steps(second, self.folder / "shot"), ["link"])

    def calls(self, ground: Ground, most: Counter[str], names: list[str]) -> Iterator[Shot]:
        """Kill a build at each change of names, and let some of these fail."""
        place = self.folder / "shot"
        for call in names:
            for when in self.some(list(range(1, most[call] + 1)), 1):
                yield f"kill {call} {when}", partial(strike, ground, place, call, "signal=KILL", when)
            for when in self.some(list(range(1, most[call] + 1, 1 if most[call] < STEP else STEP)), 1):
                yield f"broken {call} {when}", partial(strike, ground, place, call, "error=EIO", when)

    def writes(self, ground: Ground, most: int) -> Iterator[Shot]:
        """Kill a build at its writes, or let them fail."""
        place = self.folder / "shot"
        for kind, fault in (("kill", "signal=KILL"), ("full", "error=ENOSPC"), ("broken", "error=EIO")):
            for when in self.some(list(range(1, most + 1, STEP)), 1):
                yield f"{kind} write {when}", partial(strike, ground, place, "write", fault, when)

    def moments(self, ground: Ground) -> Iterator[Shot]:
        """Send signals at any moment."""
        place = self.folder / "shot"
        begun = time.monotonic()
        assert end(start(command(ground.copy(place), jobs=2))).code == 0
        lasts = time.monotonic() - begun
        for by, count in ((signal.SIGKILL, 100), (signal.SIGINT, 20), (signal.SIGTERM, 20)):
            for _ in range(count if self.thorough else 1):
                after = self.chance.uniform(0, lasts)
                yield f"signal {by.name} {after:.2f}", partial(stopped, ground, place, by, after)

    def limits(self, ground: Ground) -> Iterator[Shot]:
        """Give a build too little of something."""
        place = self.folder / "shot"
        for most in self.some([16, 24, 32, 64], 1):
            yield f"few files {most}", partial(few_files, ground, place, most)
        for spare in self.some([round(8 * 1.45**n) for n in range(20)], 1) if os.geteuid() == 0 else ():
            yield f"disk {spare}", partial(small_disk, ground, place, spare)


def main() -> int:
    """Try them, say what went wrong and how many were tried."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--long", action="store_true")
    asked.add_argument("--only", default="")
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    kinds = options.only.split(",") if options.only else []
    tried: Counter[str] = Counter()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        chance = random.Random(options.seed)  # noqa: S311 - no secret: which moments are tried
        for what, attempt in Range(Path(folder), options.long, chance).shots():
            kind = " ".join(what.split()[:-1])
            if kinds and not any(kind.startswith(each) for each in kinds):
                continue
            tried[kind] += 1
            wrong = attempt()
            failed += bool(wrong)
            sys.stdout.write(f"{what}: {wrong or 'whole'}\n")
    for kind, count in tried.items():
        sys.stdout.write(f"{kind}: {count}\n")
    sys.stdout.write(f"{tried.total()} tried, {failed} failed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
