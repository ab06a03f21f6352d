"""Our search beside Pagefind and MiniSearch: python bench/find_peers.py [--size 10000] [--per-type 50] [--seed 1].

All are given the same invented people (cards.py: name, other names, county, native place, years, unit) and the same
questions (queries.py); npm brings the peers into .work/peers. What each was given:

* fengbei: the site's own records; name and county in their two fields. Asked in Node by find.mjs.
* pagefind: a page for each person, `lang="zh-CN"`, the name as title and heading, other names with weight 5, the
  county as a filter that the county of the question sets; ranking as it comes. Asked in Chromium through its own
  JavaScript, worker and all. Its bytes hold the fragments of the first ten hits: without them it has only numbers.
* minisearch: characters, pairs of neighbours and whole names as terms; boosts for names and other names, fuzzy search
  for whole names, any term may match, the county as a filter; of several settings tried, the best. Its bytes are the
  whole index and the library, both compressed: that is what its first question costs.

No peer is given pinyin or traditional forms: neither stands on the pages, and neither library makes them. The county
asked for is always spelt as it is in the filter, which favours the peers. Build cost is that of the process that reads
the people (YAML by us, HTML by Pagefind, JSON by MiniSearch) and writes the index.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import cards, corpus, engines, find_quality, queries, scores  # noqa: E402 - found from a clone

TYPES = ",".join(
    f"{way}+,{way}+county"
    for way in ("exact", "traditional", "homophone", "pinyin", "accent", "lookalike", "wrong", "alias")
)
WORK = ROOT / ".work" / "peers"


def told(asked: list[queries.Query], answers: list[scores.Answer]) -> str:
    """Return R@1, R@10 and the kilobytes of the middle and of the 95th of a hundred answers."""
    ranks = [scores.rank(query, answer) for query, answer in zip(asked, answers, strict=True)]
    sizes = [answer["bytes"] for answer in answers]
    first, ten = scores.mean(at == 1 for at in ranks), scores.mean(0 < at <= scores.SHOWN for at in ranks)
    middle, most = (scores.centile(sizes, share) / 1000 for share in (50, 95))
    return f"{first:7.2f}{ten:6.2f}{middle:8.0f}{most:8.0f}"


def table(asked: list[queries.Query], found: dict[str, list[scores.Answer]], builds: list[engines.Build]) -> str:
    """Return all that was measured: types of questions, then what the index is and what it cost."""
    width = len(told([], []))
    lines = [f"{'':24}" + "".join(f"{name:>{width}}" for name in found)]
    lines.append(f"{'type':24}" + f"{'R@1':>7}{'R@10':>6}{'KB p50':>8}{'KB p95':>8}" * len(found))
    groups = {name: [at for at, query in enumerate(asked) if query.type == name] for name in {q.type: 0 for q in asked}}
    groups["name only"] = [at for at, query in enumerate(asked) if not query.place]
    groups["with county"] = [at for at, query in enumerate(asked) if query.place]
    groups["all"] = list(range(len(asked)))
    for name, places in groups.items():
        cells = (told([asked[at] for at in places], [answers[at] for at in places]) for answers in found.values())
        lines.append(f"{name:24}" + "".join(cells))
    figures = {
        "index MB": [f"{build.bytes / 1e6:.1f}" for build in builds],
        "index files": [f"{build.files:,}" for build in builds],
        "build CPU s": [f"{build.cpu:.1f}" for build in builds],
        "build peak MB": [f"{build.peak / 1e6:.0f}" for build in builds],
    }
    lines += [f"{name:24}" + "".join(f"{cell:>{width}}" for cell in cells) for name, cells in figures.items()]
    return "\n".join(lines)


def main() -> None:
    """Build all three, ask all three, print."""
    parser = argparse.ArgumentParser(description="Our search beside Pagefind and MiniSearch.")
    parser.add_argument("--size", type=int, default=10_000, help="people of the corpus that is made")
    parser.add_argument("--types", type=queries.chosen, default=queries.chosen(TYPES))
    parser.add_argument("--per-type", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    folder, _ = find_quality.prepare(given.size, given.seed)
    pool = queries.sample(corpus.read(folder), queries.POOL, Random(given.seed))  # noqa: S311 - the same every time
    asked = list(queries.make(pool, given.types, given.per_type, given.seed))
    listed = list(cards.read(folder))
    work = WORK / f"{given.size}-{given.seed}"
    engines.install(WORK)
    builds: list[engines.Build] = []
    found: dict[str, list[scores.Answer]] = {}
    for engine in (engines.Fengbei(folder, work), engines.Pagefind(WORK, work), engines.MiniSearch(WORK, work)):
        builds.append(engine.build(listed))
        found[engine.name] = engine.ask([json.loads(query.line) for query in asked])
    sys.stdout.write(f"{given.size:,} people, {len(asked)} questions\n{table(asked, found, builds)}\n")


if __name__ == "__main__":
    main()
