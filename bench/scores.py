"""How well queries were answered, set against the best that chance of shared names allows."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from bench import corpus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.corpus import Person
    from bench.queries import Query

SHOWN = 10  # people a screen shows
LISTED = 50  # hits find.mjs tells of
AROUND = 3  # years by which a search may take a rough year to be off
Kept = Counter[tuple[str, int]]  # how many people of each county and year


class Hit(TypedDict):
    """One person or thing found, as find.mjs tells it."""

    id: str
    kind: str
    why: list[str]
    strong: bool


class Answer(TypedDict):
    """What find.mjs tells of one query."""

    q: str
    hits: list[Hit]
    bytes: int
    requests: int
    ms: float


class Row(NamedTuple):
    """The figures of one type of query."""

    type: str
    n: int
    recall_1: float
    recall_10: float
    recall_50: float
    mrr: float
    ceiling: float  # of recall@10, where all who could be meant are shown in random order
    mrr_ceiling: float  # of the mean reciprocal rank, likewise
    strong: float  # share of queries whose person is found and marked as a sure hit
    bytes_50: int
    bytes_95: int
    requests_95: int
    ms_95: float


def count(people: Iterable[Person], wanted: Iterable[str]) -> dict[str, Kept]:
    """Count for each wanted key the people who have it, by name or by another name, by county and year."""
    kept: dict[str, Kept] = {key: Counter() for key in wanted}
    for person in people:
        where = (person.county, person.died)
        keys = corpus.keys(person.name)
        for name in person.aliases:
            keys = (*keys, *corpus.keys(name))
        for key in set(keys) & kept.keys() if person.aliases else keys:
            if key in kept:
                kept[key][where] += 1
    return kept


def could_be_meant(query: Query, kept: dict[str, Kept]) -> int:
    """Return how many people fit what is asked, the right one among them."""
    total = 0
    for key, weight in query.rivals:
        for (county, died), people in kept[key].items():
            here = not query.place or county == query.person.county
            then = not query.year or not died or abs(died - query.year) <= AROUND
            total += weight * people if here and then else 0
    return max(total, 1)


def rank(query: Query, answer: Answer) -> int:
    """Return the place of the right person among the hits from 1, 0 where it is not there."""
    return next((at for at, hit in enumerate(answer["hits"], 1) if hit["id"] == query.person.id), 0)


def row(name: str, pairs: list[tuple[Query, Answer]], kept: dict[str, Kept]) -> Row:
    """Return the figures of one type."""
    ranks = [rank(query, answer) for query, answer in pairs]
    strong = [bool(at) and answer["hits"][at - 1]["strong"] for at, (_, answer) in zip(ranks, pairs, strict=True)]
    rivals = [could_be_meant(query, kept) for query, _ in pairs]
    answers = [answer for _, answer in pairs]
    sizes = [answer["bytes"] for answer in answers]
    return Row(
        name,
        len(pairs),
        recall_1=mean(at == 1 for at in ranks),
        recall_10=mean(0 < at <= SHOWN for at in ranks),
        recall_50=mean(0 < at <= LISTED for at in ranks),
        mrr=mean(1 / at if at else 0.0 for at in ranks),
        ceiling=mean(min(1.0, SHOWN / many) for many in rivals),
        mrr_ceiling=mean(expected(many) for many in rivals),
        strong=mean(strong),
        bytes_50=round(centile(sizes, 50)),
        bytes_95=round(centile(sizes, 95)),
        requests_95=round(centile([answer["requests"] for answer in answers], 95)),
        ms_95=centile([answer["ms"] for answer in answers], 95),
    )


@cache
def expected(many: int) -> float:
    """Return the mean of one over the rank of the right one among so many in random order, 0 for ranks not listed."""
    return sum(1 / at for at in range(1, min(many, LISTED) + 1)) / many


def mean(values: Iterable[float]) -> float:
    """Return the mean, 0 of nothing."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def centile(values: Iterable[float], share: int) -> float:
    """Return the value that so many per cent do not exceed (nearest rank), 0 of nothing."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)] if ordered else 0


def table(rows: Iterable[Row]) -> str:
    """Return the rows as a table for the eye."""
    head = (
        "type",
        "n",
        "R@1",
        "R@10",
        "R@50",
        "ceil",
        "of it",
        "MRR",
        "of ceil",
        "strong",
        "KB p50",
        "KB p95",
        "req",
        "ms p95",
    )
    lines = [f"{head[0]:31}{head[1]:>5}" + "".join(f"{word:>8}" for word in head[2:])]
    for one in rows:
        found = (one.recall_1, one.recall_10, one.recall_50, one.ceiling, one.recall_10 / (one.ceiling or 1))
        shares = (*found, one.mrr, one.mrr / (one.mrr_ceiling or 1))
        figures = "".join(f"{share:8.3f}" for share in (*shares, one.strong))
        sizes = f"{one.bytes_50 / 1000:8.1f}{one.bytes_95 / 1000:8.1f}{one.requests_95:8d}{one.ms_95:8.0f}"
        lines.append(f"{one.type:31}{one.n:5d}{figures}{sizes}")
    return "\n".join(lines)
