"""Measure how well the search finds people: python bench/find_quality.py --size 100000 [--types exact,pinyin] [--json].

A site of invented people is made (or used again), its search is built, development queries are asked of it in
find.mjs, and a table is printed: recall, the share of what shared names allow, bytes and time, by type of query, and
over many types: those of a name only, those with a county besides, and all.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import corpus, queries, scores  # noqa: E402 - found from a clone, without an installation
from bench import make as maker  # noqa: E402
from bench.people import People  # noqa: E402
from bench.places import HUNAN  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bench.queries import Query
    from bench.scores import Answer, Kept, Row

WORK = ROOT / ".work" / "bench"
ABSENT = 300  # names that nobody has
CANDIDATES = 40  # names drawn for one that is kept: at two million people most names are somebody's


def prepare(size: int, seed: int) -> tuple[Path, Path]:
    """Return the folder of a corpus of that size and that of its site; make what is not there."""
    folder, out = WORK / f"corpus-{size}-{seed}", WORK / f"site-{size}-{seed}"
    done = WORK / f"corpus-{size}-{seed}.done"
    if not done.exists():
        maker.make(size, folder, seed)
        done.touch()
    return folder, out


def build(folder: Path, out: Path) -> None:
    """Build the search of a site. CalledProcessError where the program refuses."""
    order = [sys.executable, str(ROOT / "build.py"), "build", "--only", "search"]
    subprocess.run([*order, "--root", str(folder), "--out", str(out)], check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def ask(site: Path, lines: list[str], finder: Path, name: str, *, options: list[str]) -> list[Answer]:
    """Ask the site these questions through find.mjs, and return its answers in the same order."""
    WORK.mkdir(parents=True, exist_ok=True)
    asked = WORK / f"{name}.jsonl"
    asked.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    order = ["node", str(finder), "--site", str(site), "--queries", str(asked), *options]
    done = subprocess.run(order, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    answers: list[Answer] = [json.loads(line) for line in done.stdout.splitlines() if line]
    if len(answers) != len(lines):
        raise SystemExit(f"{finder.name} gave {len(answers)} answers to {len(lines)} questions")
    return answers


def strangers(seed: int) -> list[str]:
    """Return names drawn as the corpus draws them, but by another seed; some may be in the corpus."""
    people = People(Random(f"strangers {seed}"))  # noqa: S311 - the same every time
    drawn = (people.name(HUNAN, 1910, female=False)[0] for _ in range(ABSENT * CANDIDATES))
    return [name for name in dict.fromkeys(drawn) if "□" not in name and "·" not in name]


def absent(names: list[str], kept: dict[str, Kept]) -> dict[str, list[str]]:
    """Return the names that nobody has, and those that do not even sound like anybody's."""
    unheard = [name for name in names if not kept[corpus.keys(name)[0]]]
    silent = [name for name in unheard if not kept[corpus.keys(name)[1]]]
    return {"absent": unheard[:ABSENT], "absent_sound": silent[:ABSENT]}


def wanted(asked: Iterable[Query], names: list[str]) -> set[str]:
    """Return the keys whose people must be counted."""
    meant = {key for query in asked for key, _ in query.rivals}
    return meant.union(*(corpus.keys(name)[:2] for name in names))


def together(pairs: dict[str, list[tuple[Query, Answer]]], kept: dict[str, Kept]) -> Iterator[Row]:
    """Go through the rows of many types at once: those of a name only, those with a county besides, and all."""
    groups = {
        "name only": [name for name in pairs if "+" not in name],
        "with county": [name for name in pairs if "+" in name],
        "all": list(pairs),
    }
    for name, types in groups.items():
        yield scores.row(name, [pair for each in types for pair in pairs[each]], kept)


def measure(given: argparse.Namespace, folder: Path, site: Path) -> tuple[list[Row], dict[str, tuple[int, float]]]:
    """Ask everything and return the rows of the table, and for the absent names their number and the strong share."""
    pool = queries.sample(corpus.read(folder), queries.POOL, Random(given.seed))  # noqa: S311 - the same every time
    asked = list(queries.make(pool, given.types, given.per_type, given.seed))
    names = strangers(given.seed)
    kept = scores.count(corpus.read(folder), wanted(asked, names))
    options = ["--warm"] if given.warm else []
    answers = ask(site, [query.line for query in asked], given.finder, "queries", options=options)
    pairs: dict[str, list[tuple[Query, Answer]]] = {}
    for query, answer in zip(asked, answers, strict=True):
        pairs.setdefault(query.type, []).append((query, answer))
    rows = [*(scores.row(name, found, kept) for name, found in pairs.items()), *together(pairs, kept)]
    nobody: dict[str, tuple[int, float]] = {}
    for kind, listed in absent(names, kept).items():
        lines = [json.dumps({"q": name, "id": "", "type": kind}, ensure_ascii=False) for name in listed]
        found = ask(site, lines, given.finder, kind, options=options)
        sure = scores.mean(any(hit["strong"] for hit in answer["hits"]) for answer in found)
        nobody[kind] = (len(listed), sure)
    return rows, nobody


def command_line() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(description="Measure how well the search finds people.")
    parser.add_argument("--size", type=int, default=100_000, help="people of the corpus that is made")
    parser.add_argument("--corpus", type=Path, help="a corpus made by make.py, in place of --size")
    parser.add_argument("--site", type=Path, help="a site built from that corpus; it is not built again")
    parser.add_argument(
        "--types", type=queries.chosen, default="", help="such as exact,pinyin+old; exact+ is exact alone"
    )
    parser.add_argument("--per-type", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--warm", action="store_true", help="count the second question of a visitor")
    parser.add_argument("--json", action="store_true", help="print JSON in place of the table")
    parser.add_argument("--finder", type=Path, default=ROOT / "bench" / "find.mjs")
    return parser.parse_args()


def main() -> None:
    """Measure and print."""
    given = command_line()
    folder, out = (given.corpus, WORK / "site") if given.corpus else prepare(given.size, given.seed)
    if given.site is None:
        build(folder, out)
    rows, nobody = measure(given, folder, given.site or out)
    if given.json:
        said = {"rows": [one._asdict() for one in rows], "absent": nobody}
        sys.stdout.write(f"{json.dumps(said, ensure_ascii=False, indent=1)}\n")
        return
    sys.stdout.write(f"{scores.table(rows)}\n")
    for kind, (asked, sure) in nobody.items():
        sys.stdout.write(f"{kind}: {asked} names asked, {sure:.1%} with a hit said to be sure\n")


if __name__ == "__main__":
    main()
