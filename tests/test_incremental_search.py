"""A build after a small change writes few files of the search, and what stands is what a whole build would write."""

from __future__ import annotations

import marshal
from datetime import date
from functools import cache
from random import Random
from typing import TYPE_CHECKING

import pytest

from fengbei import search
from fengbei.kinds import all_kinds
from fengbei.search import Index, Sheaf, details, people
from fengbei.search.rows import Row
from fengbei.search.sheaf import joined
from fengbei.search.texts import Text
from tests.support import regions

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY = date(2026, 11, 24)
COUNTIES = ("430121", "430181", "430281", "360000瑞金县")
CHARS = "国建德明文海林志永福生春华玉成云贵长世金" * 2 + "秀兰英梅桂"
FAMILIES = "王李张刘陈杨黄赵吴周"
MOST = 12  # files that one changed record may touch, besides the first one


def people_of(seed: int, count: int) -> list[Row]:
    rng = Random(seed)  # noqa: S311 - invented people, the same every time
    rows = []
    for number in range(1, count + 1):
        county = rng.choice(COUNTIES)
        name = rng.choice(FAMILIES) + "".join(rng.choices(CHARS, k=rng.choice((1, 2, 2, 2))))
        born = str(rng.randint(1890, 1930))
        rows.append(
            Row(name, "", "", "", f"{county[:6]}-{number:04}", "martyr", county, born, "1940", "抗日战争", "", "某乡")
        )
    return rows


def sheaf(rows: Sequence[Row], texts: Sequence[Text] = ()) -> Sheaf:
    """Return rows and texts as what one file brings, as it comes back from a cache."""
    lines = [*zip(*(people.told(row) for row in rows), strict=True)] or [()] * len(people.COPIES)
    chars = "".join(sorted({char for row in rows for char in row.name}))
    counties, periods = sorted({row.county for row in rows}), ["抗日战争"]
    more = filter(None, map(details.told, rows))
    said = [tuple(text) for text in texts]
    copies, marks = zip(*map(joined, (*lines, more)), strict=True)
    made = Sheaf("", copies, marks, len(rows), said, {}, {}, chars, counties, periods, [])
    return Sheaf(*marshal.loads(marshal.dumps(tuple(made))))  # noqa: S302 - our own bytes


def built(sheaves: Sequence[Sheaf], marks: dict[str, str], files: dict[str, bytes]) -> tuple[dict[str, bytes], int]:
    """Return the files of a build upon an earlier one, and how many were written."""
    index = Index(all_kinds(), regions())
    for one in sheaves:
        index.add(one)
    parts = list(index.parts(DAY, marks))
    now = {part.name: files[part.name] if part.data is None else part.data for part in parts}
    return now, sum(part.data is not None and part.data != files.get(part.name) for part in parts)


def marks_of(sheaves: Sequence[Sheaf]) -> dict[str, str]:
    index = Index(all_kinds(), regions())
    for one in sheaves:
        index.add(one)
    return {part.name: part.mark for part in index.parts(DAY, {})}


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut so small that some thousands of people make many shards."""
    monkeypatch.setattr(people, "ROWS", 250)


@cache
def much() -> tuple[list[Row], Sheaf, dict[str, str], dict[str, bytes]]:
    """Return the rows of one file, another file, and the marks and the files of a build of both."""
    rows, others = people_of(1, 2500), sheaf(people_of(2, 2500))
    files, _ = built([sheaf(rows), others], {}, {})
    assert len(files) > 120
    return rows, others, marks_of([sheaf(rows), others]), files


def changed(rows: list[Row], how: int) -> list[Row]:
    at = 17 * how
    ways = (
        rows[at]._replace(died="1941"),
        rows[at]._replace(name="王文海"),
        rows[at]._replace(county="430281"),
        rows[at]._replace(id="430121-9999"),
    )
    return [*rows[:at], ways[how % 4], *rows[at + 1 :]] if how % 5 else [*rows[:at], *rows[at + 1 :]]


@pytest.mark.parametrize("how", range(20))
def test_one_changed_record_changes_few_files_and_the_result_is_that_of_a_whole_build(how: int) -> None:
    rows, others, marks, files = much()
    after = [sheaf(changed(rows, how)), others]
    now, written = built(after, marks, files)
    assert now == built(after, {}, {})[0]
    assert written - 1 <= MOST


@pytest.mark.parametrize(
    ("changes", "looked"), [({"unit": "某团"}, {"more"}), ({"name": "王文海"}, {*people.COPIES}), ({}, set())]
)
def test_only_copies_whose_lines_have_changed_are_looked_into(
    changes: dict[str, str], looked: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, others, marks, files = much()
    seen: set[str] = set()

    def note(copy: str, *_: object) -> tuple[()]:
        seen.add(copy)
        return ()

    monkeypatch.setattr(search, "copied", note)
    built([sheaf([rows[0]._replace(**changes), *rows[1:]]), others], marks, files)
    assert seen == looked


def test_nothing_changed_writes_nothing() -> None:
    sheaves = [sheaf(people_of(1, 500), [Text("campaign", "a", "题", "a.html", "活动", "平江起义")])]
    files, _ = built(sheaves, {}, {})
    assert built(sheaves, marks_of(sheaves), files) == (files, 0)


def test_a_changed_word_of_a_text_leaves_the_people_alone() -> None:
    rows = people_of(1, 500)
    bodies = ["平江起义", "秋收起义", "湘南起义"]
    texts = [Text("campaign", f"a-{at}", "题", "a.html", "活动", body) for at, body in enumerate(bodies)]
    before = [sheaf(rows, texts)]
    after = [sheaf(rows, [*texts[:2], texts[2]._replace(body="湘南暴动")])]
    files, _ = built(before, {}, {})
    now, written = built(after, marks_of(before), files)
    assert now == built(after, {}, {})[0]
    assert written <= 4


def test_what_opens_later_is_no_part_of_it() -> None:
    rows = people_of(1, 300)
    later = sheaf(people_of(3, 20))._replace(opens="2027-01-01")
    assert built([sheaf(rows), later], {}, {})[0] == built([sheaf(rows)], {}, {})[0]


def test_the_order_of_the_files_does_not_matter() -> None:
    one, other = sheaf(people_of(1, 300)), sheaf(people_of(2, 300))
    assert built([one, other], {}, {})[0] == built([other, one], {}, {})[0]
