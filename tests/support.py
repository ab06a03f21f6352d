"""What the tests share: small sites of invented people, read in this process or built in another."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fengbei import link, load
from fengbei.fields import Desk, Items, Leaf, Pairs
from fengbei.kinds import all_kinds
from fengbei.problems import Problem, Problems
from fengbei.record import Record, read_record
from fengbei.regions import Regions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from fengbei.fields import Field, Node

HOUSE = Path(__file__).parent.parent
SOURCE = "sources: [{title: 测试县志}]\n"  # every record needs one
MARTYR = "profiles/martyrs/zhang-san.yml"
FACILITY = "memorials/facilities/ceshi.yml"

PERSON = f"id: zhang-san\nname: 张三\n{SOURCE}"
PLACE = f"""id: ceshi
name: 测试烈士陵园
category: 烈士陵园
level: 县级
region: 湖南省长沙市望城区
intro: 为测试而设。
{SOURCE}"""


@cache
def regions() -> Regions:
    """Return the built-in table of regions, read once for all tests."""
    return Regions.read()


def kind(name: str) -> type[Record]:
    """Return the kind of that name."""
    return next(each for each in all_kinds() if each.kind_id == name)


def put(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files below a folder and return the folder."""
    for name, said in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(said.encode() if isinstance(said, str) else said)
    return root


def read(site: Path) -> tuple[list[Record], Problems]:
    """Read every record of a site and follow its links, in this process."""
    records: list[Record] = []
    problems = Problems()
    for sheet in load.load(site, all_kinds(), regions()):
        records += sheet.records
        problems.extend(sheet.problems)
    problems.extend(link.link(records, regions())[1])
    return records, problems


def found(site: Path) -> list[Problem]:
    """Return the problems of a site in the order they are shown."""
    return list(read(site)[1])


def problems(site: Path) -> list[str]:
    """Return the problems of a site as they are shown."""
    return [str(problem) for problem in found(site)]


def desk() -> Desk:
    """Return a fresh desk for one file."""
    return Desk("a.yml", regions())


def node(said: Any, line: int = 1) -> Node:
    """Return plain Python data as the reader would hand it over."""
    if isinstance(said, dict):
        return Pairs([(Leaf(key, line, 1), node(value, line)) for key, value in said.items()], line, 1)
    if isinstance(said, list):
        return Items([node(item, line) for item in said], line, 1)
    return Leaf(said, line, 1)


def value(field: Field[Any], said: Any) -> Any:
    """Return what a field reads from plain data that it must accept."""
    at = desk()
    read = field.read(node(said), at)
    assert [str(p) for p in at.problems if p.level == "error"] == []
    return read


def refusal(field: Field[Any], said: Any) -> str:
    """Return the one thing a field says of plain data that it must refuse."""
    at = desk()
    assert field.read(node(said), at) is None
    assert len(at.problems) == 1
    return f"{at.problems[0].message}；{at.problems[0].hint}".rstrip("；")


def record(name: str, /, **said: Any) -> Record:
    """Return a record of a kind made from plain data, which must be without error."""
    at = desk()
    full = {"id": "zhang-san", "name": "张三", "sources": [{"title": "测试县志"}], **said}
    made = read_record(kind(name), node(full), at)  # type: ignore[arg-type]
    assert [str(p) for p in at.problems if p.level == "error"] == []
    return made


def run_program(*arguments: str, house: Path = HOUSE) -> subprocess.CompletedProcess[str]:
    """Run the program as a clerk would."""
    command = [sys.executable, str(house / "build.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def build(site: Path, *arguments: str, house: Path = HOUSE) -> subprocess.CompletedProcess[str]:
    """Run the program on a site; the output goes beside the records."""
    return run_program(*(arguments or ("build",)), "--root", str(site), house=house)


class Measured(NamedTuple):
    """What came of a run of the program: exit code, what it said, processor seconds and MB of memory at most."""

    code: int
    out: str
    err: str
    seconds: float
    mb: int


# A process counts the memory of the one it was forked from, so a small one must begin the program, not the tests.
STOPWATCH = """
import os, resource, subprocess, sys
code = subprocess.call(sys.argv[2:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
os.write(int(sys.argv[1]), f"{code} {used.ru_utime + used.ru_stime} {used.ru_maxrss}".encode())
"""


def measured(*arguments: str, house: Path = HOUSE) -> Measured:
    """Run the program alone and measure it. Each of its processes counts; the memory is that of the largest."""
    reading, writing = os.pipe()
    command = [sys.executable, "-S", "-c", STOPWATCH, str(writing), sys.executable, str(house / "build.py"), *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=True, pass_fds=[writing])
    os.close(writing)
    with open(reading) as said:
        code, seconds, kilobytes = said.read().split()
    return Measured(int(code), run.stdout, run.stderr, float(seconds), int(kilobytes) // 1024)


def pages(folder: Path) -> dict[str, str]:
    """Return every page of a built site: address and HTML."""
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*.html"))}


def day_of(text: str) -> date:
    """Return the first day a written date may mean."""
    from fengbei import chinese  # noqa: PLC0415 - only a few tests ask

    earliest = chinese.parse_day(text).earliest
    assert earliest is not None
    return earliest
