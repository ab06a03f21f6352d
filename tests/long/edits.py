"""Long form: random edits of a small site, built after each; in the end it is byte for byte what a full build makes.

`python -m tests.long.edits 200`; `tests/test_changes.py` holds the short form, one kind of edit after another.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import build as program
from fengbei import commands
from tests.support import HOUSE, put
from tests.test_changes import CEMETERY, DAY, SITE, line, unlike

if TYPE_CHECKING:
    from collections.abc import Callable

    Edit = Callable[[Path, random.Random], None]

ROLLS = "profiles/martyrs/4301*.yml"
SURNAMES = "赵钱孙李周吴郑王冯陈"
BROKEN = "name: [没有配对\n"
STYLES = ("records/line.html", "records/martyr.html", "parts/pager.html", "css/tokens.css", "lists/roll.html")


def built(root: Path, out: Path, *more: str) -> int:
    """Build a site in a process of its own, which has the program loaded; return its exit code."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    words = ["build", "--root", str(root), "--out", str(out), "--date", DAY, "--shrink", "--jobs", "1", *more]
    os._exit(commands.run(commands.Work(program.build, program.check, program.serve), words))


def some(root: Path, chance: random.Random) -> Path:
    """Return one of the rolls."""
    return chance.choice(sorted(root.glob(ROLLS)))


def changed(path: Path, change: Callable[[list[str]], None]) -> None:
    """Put other records into a roll."""
    records = [f"- id: {said}" for said in path.read_text().split("- id: ")[1:]]
    change(records)
    path.write_text("".join(records))


def fresh(chance: random.Random, path: Path) -> str:
    """Return a record that was not there."""
    said = line(chance.randint(100, 9999)).replace("430121-", f"{path.stem[:6]}-")
    return said.replace("name: 测", f"name: {chance.choice(SURNAMES)}")


def add(root: Path, chance: random.Random) -> None:
    """Put a record somewhere into a roll."""
    path = some(root, chance)
    changed(path, lambda records: records.insert(chance.randint(0, len(records)), fresh(chance, path)))


def edit(root: Path, chance: random.Random) -> None:
    """Change a word of a record."""
    old, new = chance.choice(
        [
            ("  unit: 测试第", "  unit: 别的第"),
            ("  died: 19", "  born: 1911\n  died: 19"),
            ("  name: ", f"  name: {chance.choice(SURNAMES)}"),
            ("  facility: ceshi\n", ""),
            ("湖南省长沙县", "湖南省宁乡市"),
            ("  unit: ", "  story: 有事迹了。\n  unit: "),
            ("  unit: ", "  status: 草稿\n  unit: "),
        ]
    )

    def change(records: list[str]) -> None:
        at = chance.randrange(len(records))
        if not (new.startswith(old) and new in records[at]) and new.partition(":")[0] + ":" not in (
            records[at] if new.count("\n") else ""
        ):
            records[at] = records[at].replace(old, new, 1)

    changed(some(root, chance), change)


def remove(root: Path, chance: random.Random) -> None:
    """Take a record away."""

    def change(records: list[str]) -> None:
        if len(records) > 1:
            del records[chance.randrange(len(records))]

    changed(some(root, chance), change)


def rename(root: Path, chance: random.Random) -> None:
    """Give a record another id, and so another address."""
    number = chance.randint(10_000, 99_999)

    def change(records: list[str]) -> None:
        at = chance.randrange(len(records))
        records[at] = f"{records[at][:13]}{number}\n{records[at].partition(chr(10))[2]}"

    changed(some(root, chance), change)


def move(root: Path, chance: random.Random) -> None:
    """Give a file another name."""
    path = some(root, chance)
    path.rename(path.with_name(f"4301{chance.randint(10, 99)}-{chance.randint(100, 999)}.yml"))


def person(root: Path, chance: random.Random) -> None:
    """Write a record of its own, or take it away."""
    path = root / f"profiles/martyrs/ren-{chance.randint(1, 3)}.yml"
    if path.exists():
        path.unlink()
    else:
        said = f"id: {path.stem}\nname: {chance.choice(SURNAMES)}某\nfacility: ceshi\nstory: |\n  测试的事迹。\n"
        path.write_text(f"{said}sources: [{{title: 测试县志}}]\n")


def facility(root: Path, chance: random.Random) -> None:
    """Change a cemetery: its name, its place, or whether it is shown."""
    path = root / CEMETERY
    old, new = chance.choice(
        [("name: 测试", "name: 改名"), ("name: 改名", "name: 测试"), ("望城区", "岳麓区"), ("岳麓区", "望城区"),
         ("intro: 为", "status: 草稿\nintro: 为"), ("status: 草稿\n", "")]
    )  # fmt: skip
    text = path.read_text()
    if not (new.startswith("status") and "status" in text):
        path.write_text(text.replace(old, new, 1))


def another(root: Path, chance: random.Random) -> None:
    """Found another cemetery, or take it away again."""
    path = root / "memorials/facilities/ling.yml"
    if path.exists():
        path.unlink()
    else:
        said = (root / CEMETERY).read_text().replace("id: ceshi", "id: ling")
        path.write_text(said.replace("烈士陵园\n", f"{chance.choice(SURNAMES)}家陵园\n", 1))


def theme(root: Path, chance: random.Random) -> None:
    """Change a template or a style of the site's own."""
    if not (root / "theme").exists():
        shutil.copytree(HOUSE / "theme", root / "theme")
    path = root / "theme" / chance.choice(STYLES)
    number = chance.randint(1, 99)
    path.write_text(path.read_text() + (f"<p>{number}</p>\n" if path.suffix == ".html" else f"/* {number} */\n"))


def settings(root: Path, chance: random.Random) -> None:
    """Change the settings: the name of the site, the rows of a page."""
    text = (HOUSE / "mkdocs.yml").read_text()
    name = next(said for said in text.splitlines() if said.startswith("site_name:"))
    (root / "mkdocs.yml").write_text(text.replace(name, f"site_name: 测试站{chance.randint(1, 3)}"))
    if not (root / "docs").exists():
        shutil.copytree(HOUSE / "docs", root / "docs")


def prose(root: Path, chance: random.Random) -> None:
    """Change a page of prose."""
    if not (root / "docs").exists():
        shutil.copytree(HOUSE / "docs", root / "docs")
    with (root / "docs/about.md").open("a") as page:
        page.write(f"\n改过{chance.randint(1, 99)}。\n")


def spoil(root: Path, chance: random.Random) -> None:
    """Break a file, or mend it."""
    path = root / f"profiles/martyrs/huai-{chance.randint(1, 2)}.yml"
    if path.exists():
        path.unlink()
    else:
        path.write_text(BROKEN)


EDITS: list[Edit] = [
    add, add, edit, edit, edit, remove, rename, move, person, person, facility, another, theme, settings, prose, spoil,
]  # fmt: skip


def sequence(start: Path, folder: Path, seed: int, done: Counter[str]) -> str:
    """Edit a copy of a built site some times, building after each; return what is wrong, "" if nothing."""
    chance = random.Random(seed)  # noqa: S311 - no secret: which edits are tried
    shutil.copytree(start, folder)
    root, out = folder / "data", folder / "out"
    steps = [chance.choice(EDITS) for _ in range(chance.randint(3, 7))]
    names = [step.__name__ for step in steps]
    for step in steps:
        step(root, chance)
        done[step.__name__] += 1
        if chance.random() < 0.8:  # now and then two edits come before a build
            built(root, out)
    for path in root.glob("profiles/martyrs/huai-*.yml"):
        path.unlink()
    codes = built(root, out), built(root, folder / "full", "--fresh")
    if codes != (0, 0):
        done["refused by both"] += codes[0] == codes[1]
        return "" if codes[0] == codes[1] else f"{names}: exit codes {codes}"
    differ = unlike(out, folder / "full")
    return f"{names}: {differ[:5]}" if differ else ""


def main() -> int:
    """Try so many sequences, from a seed on; say which were wrong."""
    count, first = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    done: Counter[str] = Counter()
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        start = Path(name) / "start"
        put(start / "data", SITE)
        assert built(start / "data", start / "out") == 0
        for seed in range(first, first + count):
            wrong = sequence(start, Path(name) / "now", seed, done)
            shutil.rmtree(Path(name) / "now")
            failed += bool(wrong)
            sys.stdout.write(f"{seed}: {wrong or 'the same'}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{dict(done)}\n{count} sequences, {failed} failed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
