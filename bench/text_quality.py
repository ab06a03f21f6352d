"""Measure the full text: python bench/text_quality.py [--sections 3000] [--queries 300].

A site is made whose campaigns hold sections of the project's own prose (docs/, handbook/, stories of the sample
records), pieces of it dealt anew until there are enough; any two to four neighbouring characters are asked for, and
every section that holds them must be found.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".work" / "bench" / "texts"
RUN = re.compile(r"[\u4e00-\u9fff]{6,}")
LENGTH = 500  # characters of a section
MOST = 40  # sections that may hold a query: an answer names fifty


def runs() -> list[str]:
    """Return the unbroken runs of characters in the project's own Chinese prose."""
    paths = [*ROOT.glob("docs/*.md"), *ROOT.glob("handbook/**/*.md"), *ROOT.glob("profiles/**/*.yml")]
    return sorted({run for path in sorted(paths) for run in RUN.findall(path.read_text(encoding="utf-8"))})


def section(pool: list[str], rng: Random) -> str:
    """Return a text of pieces of the runs, two to six characters each, a comma now and then."""
    pieces: list[str] = []
    while sum(map(len, pieces)) < LENGTH:
        run, size = rng.choice(pool), rng.randint(2, 6)
        start = rng.randint(0, len(run) - size)
        pieces.append(run[start : start + size] + ("，" if rng.random() < 0.2 else ""))
    return "".join(pieces)


def make(count: int, rng: Random) -> list[str]:
    """Write a site of so many sections, and return their texts."""
    pool = runs()
    texts = [section(pool, rng) for _ in range(count)]
    folder = WORK / "memorials" / "campaigns"
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f"- id: t-{number:05}\n  name: 测试段落{number:05}\n  type: 其他\n  start: 2026-01-01\n  organizer: 测试\n"
        f"  agenda: {json.dumps(text, ensure_ascii=False)}\n  sources: [{{title: 测试}}]\n"
        for number, text in enumerate(texts)
    ]
    (folder / "texts.yml").write_text("".join(lines), encoding="utf-8")
    return texts


def asked(texts: list[str], count: int, rng: Random) -> list[tuple[str, set[str]]]:
    """Return queries with the ids of every section that holds them; those that too many hold are left out."""
    found: list[tuple[str, set[str]]] = []
    for _ in range(20 * count):
        run = rng.choice(RUN.findall(rng.choice(texts)))
        size = rng.randint(2, 4)
        start = rng.randint(0, len(run) - size)
        word = run[start : start + size]
        right = {f"t-{number:05}" for number, text in enumerate(texts) if word in text}
        if len(right) <= MOST:
            found.append((word, right))
        if len(found) == count:
            break
    return found


def ask(site: Path, words: list[str]) -> list[dict[str, Any]]:
    """Return what the search of a site answers to each word."""
    lines = WORK / "queries.jsonl"
    lines.write_text("".join(json.dumps({"q": word}, ensure_ascii=False) + "\n" for word in words), encoding="utf-8")
    node = ["node", str(ROOT / "bench" / "find.mjs"), "--site", str(site), "--queries", str(lines)]
    done = subprocess.run(node, check=True, capture_output=True, text=True)  # noqa: S603
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sections", type=int, default=3000)
    parser.add_argument("--queries", type=int, default=300)
    given = parser.parse_args()
    rng = Random(7)  # noqa: S311 - the same every time
    queries = asked(make(given.sections, rng), given.queries, rng)
    site = WORK / "site"
    order = [sys.executable, str(ROOT / "build.py"), "build", "--only", "search", "--root", str(WORK)]
    subprocess.run([*order, "--out", str(site)], check=True, capture_output=True)  # noqa: S603
    answers = ask(site, [word for word, _ in queries])
    found = [
        ({hit["id"] for hit in answer["hits"]}, right) for (_, right), answer in zip(queries, answers, strict=True)
    ]
    recall = sum(len(ids & right) / len(right) for ids, right in found) / len(found)
    precision = sum(len(ids & right) / max(1, len(ids)) for ids, right in found) / len(found)
    sizes = sorted(answer["bytes"] / 1024 for answer in answers)
    p50, p95 = (sizes[int(len(sizes) * share)] for share in (0.5, 0.95))
    said = f"recall {recall:.3f}  precision {precision:.3f}  KB p50 {p50:.0f}  p95 {p95:.0f}"
    sys.stdout.write(f"{len(queries)} queries: {said}\n")


if __name__ == "__main__":
    main()
