"""Measure whole builds: python bench/build.py --size 1000 10000 --peers hugo-json hugo-md mkdocs --floor [--budget].

A site of invented people is made (or used again) and built cold: a new folder for the records, no cache, nothing at
the target; then again after each change (none, record, added, removed, facility, template: see changes.py). The
other generators are given the same people. Every round runs all cases one after another, and medians are printed.
Beforehand all input is read once and the disk is synced, so page caches are warm for everybody. What a run wrote is
removed at the end; ext4 is slow where much was just removed, so wait some minutes between two large measurements.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import budget, changes, generators, output, results, running  # noqa: E402 - found from a clone, not installed
from bench.find_quality import WORK, prepare  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.results import Case, Row

CASES = ("full", *changes.CHANGES)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured: the cases of ours and the peers, the program and the words added to its command."""

    cases: list[str]
    peers: list[str]
    floor: bool
    jobs: int | None
    program: Path
    settings: Path | None

    @property
    def suffix(self) -> str:
        """Return what the names of our cases end with."""
        return f"-{self.settings.stem}" if self.settings else ""


class Ground:
    """The folder in which the sites of one size are built, and the corpus they are built from."""

    def __init__(self, size: int, corpus: Path, folder: Path) -> None:
        """Take the corpus of that many people, and a folder of our own."""
        self.size, self.corpus, self.folder = size, corpus, folder
        folder.mkdir(parents=True)

    def run(self, name: str, command: list[str], out: Path) -> Row:
        """Run a generator; return what it cost and what it made."""
        said(f"{self.size} {name} …")
        cost, printed = running.run(command, self.folder / f"{name}.log")
        stages = results.stages_of(printed) if "--json" in command else {}
        return results.row(cost, output.weigh(output.listing(out)), stages)

    def ours(self, plan: Plan, turn: int) -> Iterator[tuple[str, Row]]:
        """Build a site cold, then again after each change. The row of the cold build comes first, asked for or not."""
        root, out = self.folder / f"data-{turn}", self.site(turn)
        changes.link_tree(self.corpus, root)
        if plan.settings:
            changes.put(root / "mkdocs.yml", plan.settings.read_text(encoding="utf-8"))
        if "template" in plan.cases:
            changes.own_theme(root, plan.program)
        output.warm(root)
        order = [sys.executable, str(plan.program), "build", "--json", "--root", str(root), "--out", str(out)]
        order += ["--jobs", str(plan.jobs)] if plan.jobs else []
        yield f"full{plan.suffix}", self.run("full", order, out)
        for number, name in enumerate(each for each in plan.cases if each != "full"):
            changes.CHANGES[name](root, turn * len(CASES) + number)
            yield f"{name}{plan.suffix}", self.run(name, order, out)

    def site(self, turn: int) -> Path:
        """Return the folder of the site we build in a round."""
        return self.folder / f"site-{turn}"

    def floor(self, plan: Plan, turn: int) -> Row:
        """Write files of the names and sizes of our site of this round, and nothing else."""
        listing, out = self.folder / "listing.txt", self.folder / f"floor-{turn}"
        lines = (f"{size}\t{name}\n" for name, size in output.listing(self.site(turn)))
        listing.write_text("".join(lines), encoding="utf-8")
        order = [sys.executable, str(ROOT / "bench" / "floor.py"), str(listing), str(out)]
        return self.run("floor", [*order, "--jobs", str(plan.jobs or 1)], out)

    def peer(self, name: str, turn: int) -> Row:
        """Build the same people with another generator; in the first round look whether the facts are there."""
        given = generators.prepared(name, self.corpus, WORK / "peers" / f"{self.size}" / name)
        out = self.folder / f"{name}-{turn}"
        output.warm(given)
        row = self.run(name, generators.PEERS[name].command(WORK / "peers", given, out), out)
        if turn == 0:
            generators.check(name, self.corpus, out)
        return row

    def round(self, plan: Plan, turn: int) -> Iterator[tuple[str, Row]]:
        """Run every case once."""
        wanted = {f"{case}{plan.suffix}" for case in plan.cases}
        yield from ((name, row) for name, row in self.ours(plan, turn) if name in wanted)
        if plan.floor:
            yield "floor", self.floor(plan, turn)
        for name in plan.peers:
            if self.size <= generators.PEERS[name].most:
                yield name, self.peer(name, turn)


def said(line: str) -> None:
    """Tell on standard error what is being done."""
    sys.stderr.write(f"{line}\n")


def measure(given: argparse.Namespace, plan: Plan, folder: Path) -> dict[Case, list[Row]]:
    """Run every case of every size as often as asked; return all rows."""
    found: dict[Case, list[Row]] = {}
    for size in given.size:
        ground = Ground(size, given.corpus or prepare(size, given.seed)[0], folder / str(size))
        for turn in range(given.rounds):
            for name, row in ground.round(plan, turn):
                found.setdefault((size, name), []).append(row)
    return found


def command_line() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(description="Measure whole builds.")
    parser.add_argument("--size", type=int, nargs="+", default=[1000], metavar="N", help="people of the corpus")
    parser.add_argument("--corpus", type=Path, help="a corpus made by make.py with as many people as --size says")
    parser.add_argument("--change", nargs="+", choices=CASES, default=list(CASES), help="cases to run (default: all)")
    parser.add_argument(
        "--peers", nargs="*", choices=generators.PEERS, default=[], help="other generators to run beside"
    )
    parser.add_argument("--floor", action="store_true", help="also only write the same files")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, help="processes of ours, and of the floor (default: what the program does)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--program", type=Path, default=ROOT / "build.py", help="the build.py to measure")
    parser.add_argument("--settings", type=Path, help="an mkdocs.yml for the site; its stem is added to our cases")
    parser.add_argument("--budget", action="store_true", help="exit 1 if a budget of budget.toml is exceeded")
    parser.add_argument("--json", action="store_true", help="print JSON in place of the tables")
    given = parser.parse_args()
    if given.corpus and len(given.size) != 1:
        parser.error("--corpus needs one --size: how many people it has")
    return given


def show(found: dict[Case, list[Row]], measured: dict[Case, Row], ours: str, *, as_json: bool) -> None:
    """Print everything that was measured."""
    ratios = results.ratios(measured, ours, ("floor", *generators.PEERS))
    if as_json:
        listed = [
            {
                "size": size,
                "case": case,
                "median": asdict(measured[size, case]),
                "rounds": [asdict(one) for one in rows],
            }
            for (size, case), rows in found.items()
        ]
        compared = [{"size": size, "peer": case, **one} for (size, case), one in ratios.items()]
        sys.stdout.write(f"{json.dumps({'cases': listed, 'ratios': compared}, ensure_ascii=False, indent=1)}\n")
        return
    tables = [results.table(measured), results.stage_table(measured), results.ratio_table(ratios) if ratios else ""]
    sys.stdout.write("\n\n".join(each for each in tables if each) + "\n")


def over_budget(measured: dict[Case, Row]) -> bool:
    """Name each budget that is exceeded, and those nothing was measured for. Return whether there is one."""
    budgets = budget.read(Path(__file__).with_name("budget.toml"))
    over = budget.exceeded(budgets, measured)
    for line in budget.unmeasured(budgets, measured):
        said(f"not measured: {line}")
    for line in over:
        said(f"over budget: {line}")
    return bool(over)


def main() -> None:
    """Measure and print."""
    given = command_line()
    plan = Plan(given.change, given.peers, given.floor, given.jobs, given.program.resolve(), given.settings)
    subprocess.run([sys.executable, str(plan.program), "--version"], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    WORK.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="build-", dir=WORK))
    try:
        found = measure(given, plan, folder)
    except running.Failed as failed:
        raise SystemExit(str(failed)) from None
    finally:
        shutil.rmtree(folder)
    measured = {case: results.medians(rows) for case, rows in found.items()}
    show(found, measured, f"full{plan.suffix}", as_json=given.json)
    if given.budget and over_budget(measured):
        sys.exit(1)


if __name__ == "__main__":
    main()
