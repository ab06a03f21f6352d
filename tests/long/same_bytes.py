"""Long form: sixteen ways to build one site, each with other surroundings in every respect; every byte is the same.

`python -m pytest tests/long/same_bytes.py`; `tests/test_same_bytes.py` holds the short form.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.faults import SITE, shown
from tests.support import HOUSE, put
from tests.test_same_bytes import plain

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["plain"]

ZONES = ("UTC", "Pacific/Apia", "Asia/Shanghai", "America/St_Johns")
LANGUAGES = ("C", "C.UTF-8", "POSIX", "zh_CN.UTF-8")
MASKS = ("022", "077", "002", "027")
FOLDERS = ("a", "其他 地方/乙", "b" * 120, "c/d/e/f/g")
DAYS = ("2026-04-05 00:00:01", "1999-12-31 23:59:59", "2038-01-19 03:14:08", "2028-02-29 12:00:00")
NOBODY = (  # another user, who may read all there is: the interpreter may lie in a folder of ours
    "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=+dac_read_search",
    "--ambient-caps=+dac_read_search",
)  # fmt: skip
# Folders are listed in another order, and the clock shows another day, to every module of the program.
OTHERWISE = """
import os, runpy, sys, time, datetime, random
scan, said, chance = os.scandir, float(sys.argv[1]), random.Random(sys.argv[1])
class Shuffled(list):
    def __enter__(self): return iter(self)
    def __exit__(self, *_): pass
    def __next__(self): return self.pop()
def scandir(*where):
    with scan(*where) as entries: found = Shuffled(entries)
    chance.shuffle(found)
    return found
names = os.listdir
def listdir(*where):
    found = names(*where); chance.shuffle(found); return found
os.scandir, os.listdir = scandir, listdir
begun, now = time.time(), time.time
time.time = lambda: said + now() - begun
del sys.argv[1]; sys.argv[0] = sys.argv[1]; del sys.argv[1]
sys.path.insert(0, os.path.dirname(sys.argv[0]))
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def moment(said: str) -> str:
    """Return a moment as seconds since 1970."""
    day, clock = said.split()
    return subprocess.run(
        ["date", "-u", "-d", f"{day} {clock}", "+%s"], check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.mark.parametrize("cell", range(16))
def test_the_bytes_are_the_same_everywhere(cell: int, plain: str, tmp_path: Path) -> None:
    high, low = divmod(cell, 4)
    mixed = (high + low) % 4  # a Latin square: each two respects meet in every combination
    folder = tmp_path / FOLDERS[mixed]
    put(folder, SITE)
    other = os.geteuid() == 0 and cell % 2 == 1
    if other:
        shutil.chown(folder, 65534, 65534)
        for path in [*folder.rglob("*"), *(above for above in folder.parents if above.is_relative_to(tmp_path))]:
            shutil.chown(path, 65534, 65534)
        for above in tmp_path.parents:
            if above.stat().st_uid == os.geteuid() and not above.stat().st_mode & 0o1000:
                above.chmod(above.stat().st_mode | 0o055)
    command = [
        *(NOBODY if other else ()), "sh", "-c", f'umask {MASKS[low]}; exec "$@"', "sh",
        sys.executable, "-c", OTHERWISE, moment(DAYS[(high + 2 * low) % 4]), str(HOUSE / "build.py"),
        "build", "--root", str(folder), "--date", "2026-04-05", "--jobs", str(1 + (low + high) % 4),
    ]  # fmt: skip
    surroundings = {
        "PYTHONHASHSEED": str(cell), "TZ": ZONES[high], "LC_ALL": LANGUAGES[low], "HOME": str(folder),
        "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        timeout=600,
        env={**os.environ, **surroundings},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert shown(folder / "site") == plain
