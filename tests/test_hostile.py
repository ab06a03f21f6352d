"""Broken and malicious records: each earns a located message, a warning, or is shown as plain text."""

from __future__ import annotations

import csv
import json
import re
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from fengbei import RELEASED, chinese, images, link, load
from fengbei.kinds import all_kinds
from fengbei.record import personal
from tests.support import problems, put, regions

if TYPE_CHECKING:
    from fengbei.problems import Problem
    from fengbei.record import Record

HOSTILE = Path(__file__).parents[2] / "shared" / "hostile"
FOLDER = "profiles/martyrs"
KEYS = {  # the corpus's keys, and how ours say the same
    "image": "portrait: {{file: {0}, alt: 像, source: 测试}}",
    "image_alt": "portrait: {{file: a.png, alt: {0}, source: 测试}}",
    "memorial": "facility: {0}",
    "url": "sources: [{{title: 测试, url: {0}}}]",
    "source_title": "sources: [{{title: {0}}}]",
}
SOURCE = "sources: [{title: 测试}]"
PLAIN = (  # the lines of a record of the corpus that is not at fault
    "name: 张三", "gender: 男", "born: 1921-03", "died: 1949-08-05",
    "native_place: 湖南省长沙市望城区", "story: 在战斗中英勇牺牲。",
)  # fmt: skip
SLOW = 2.0  # seconds that no input may take
FIELDS = ("yaml11", "schema", "date", "draft", "name", "pii")
BYTES = ("yaml-syntax", "encoding")


class Row(NamedTuple):
    """A line of the manifest."""

    path: str
    group: str
    must: str
    note: str

    def __str__(self) -> str:
        return Path(self.path).stem

    @property
    def file(self) -> str:
        return f"{FOLDER}/{self}/{self}.yml"

    @property
    def data(self) -> bytes:
        """Return the record under our keys, with a source and an id of its own."""
        data = (HOSTILE / self.path).read_bytes()
        if self.group in (*BYTES, "bomb") and self.must == "REJECT":
            return data  # nothing may be added to what is broken
        text = data.decode().replace("id: hn-cs-000001", f"id: hn-{self}".replace("_", "-"))
        lines = [ours(line) for line in text.splitlines()]
        return "\n".join(lines if any(s.startswith("sources:") for s in lines) else [*lines, SOURCE]).encode()

    @property
    def odd(self) -> dict[int, str]:
        """Return the lines that make the record differ from a plain one, by number."""
        lines = enumerate(self.data.decode(errors="replace").splitlines(), 1)
        same = (*PLAIN, SOURCE, "")
        return {n: said for n, said in lines if said not in same and not said.startswith("id: hn-")} or {1: ""}


def rows(*groups: str, must: str = "REJECT WARN ACCEPT") -> list[Row]:
    """Return the rows of some classes of the manifest; none where the corpus is missing."""
    try:
        with (HOSTILE / "MANIFEST.tsv").open(encoding="utf-8", newline="") as lines:
            every = [Row(*cells) for cells in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    except OSError:
        return []
    return [row for row in every if row.group in groups and row.must in must.split()]


def ours(line: str) -> str:
    """Return a line of the corpus under our key."""
    key, _, said = line.partition(": ")
    return KEYS[key].format(said) if key in KEYS else line


class Read(NamedTuple):
    """What came of all rows, read together as one site."""

    problems: dict[str, list[Problem]]
    records: dict[str, Record]


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read every row of the manifest that holds a record."""
    every = rows(*FIELDS, *BYTES, "path", "xss")
    root = put(tmp_path_factory.mktemp("hostile"), {row.file: row.data for row in every})
    said: dict[str, list[Problem]] = defaultdict(list)
    records: dict[str, Record] = {}
    for sheet in load.load(root, all_kinds(), regions()):
        said[sheet.file] += sheet.problems
        records.update((sheet.file, record) for record in sheet.records[:1])
    alone = [record for record in records.values() if record.id != "hn-dup"]
    events = [event for record in alone for event in link.ahead(record, RELEASED)]
    later = [*link.link(alone, regions())[1], *link.in_future(events, RELEASED), *images.images(alone, root)[1]]
    for problem in later:
        said[problem.spot.file].append(problem)
    return Read(said, records)


def of(read: Read, row: Row, level: str) -> list[Problem]:
    return [problem for problem in read.problems[row.file] if problem.level == level]


def test_the_corpus_is_there() -> None:
    assert (HOSTILE / "MANIFEST.tsv").is_file(), f"{HOSTILE} is missing: these tests read broken records from it"
    assert len(rows(*FIELDS, *BYTES)) > 100


@pytest.mark.parametrize("row", rows(*FIELDS, *BYTES, must="REJECT"), ids=str)
def test_a_broken_record_is_refused_where_it_is_broken(row: Row, read: Read) -> None:
    lines = {problem.spot.line for problem in of(read, row, "error")}
    assert lines & row.odd.keys()


@pytest.mark.parametrize("row", rows(*FIELDS, *BYTES, must="WARN"), ids=str)
def test_a_doubtful_record_is_built_and_questioned(row: Row, read: Read) -> None:
    assert of(read, row, "error") == []
    lines = {problem.spot.line for problem in of(read, row, "warning")}
    assert lines & row.odd.keys()


@pytest.mark.parametrize("row", rows(*FIELDS, *BYTES, "xss", must="ACCEPT"), ids=str)
def test_an_unusual_record_arrives_as_it_was_written(row: Row, read: Read) -> None:
    if row.group == "xss" and {p.spot.line for p in of(read, row, "error")} & row.odd.keys():
        return  # what the file may not hold at all may be refused instead
    assert of(read, row, "error") == []
    for line in row.odd.values():
        key, _, said = line.partition(": ")
        got = getattr(read.records[row.file], key, None)
        if key in ("name", "unit", "story", "id"):
            assert str(got).split() == spoken(said).split()
        elif isinstance(got, chinese.Day):
            assert got.text == said


def spoken(said: str) -> str:
    """Return what a scalar of the corpus says: quoted ones are written as in JSON."""
    if said.startswith("'"):
        return said[1:-1].replace("''", "'")
    return str(json.loads(re.sub(r"\\x(..)", r"\\u00\1", said))) if said.startswith('"') else said


@pytest.mark.parametrize("row", [r for r in rows("path", "xss", must="REJECT") if "dup" not in r.path], ids=str)
def test_an_address_that_leads_astray_is_refused(row: Row, read: Read) -> None:
    assert of(read, row, "error")


def test_a_doubled_id_names_both_files_and_lines(tmp_path: Path) -> None:
    first, second = (row for row in rows("path") if "dup" in row.path)
    root = put(tmp_path, {row.file: row.data for row in (first, second)})
    (said,) = problems(root)
    assert said == f"{second.file}:1:5: 「编号」编号“hn-dup”已用于 {first.file} 第 1 行的记录；请改用另一个编号"


def personal_texts() -> list[tuple[str, str, str]]:
    """Return the corpus's texts with and without personal data: text, whether to flag it, note."""
    try:
        with (HOSTILE / "pii.tsv").open(encoding="utf-8", newline="") as lines:
            return [(r[0], r[1], r[3]) for r in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]
    except OSError:
        return []


@pytest.mark.parametrize(("text", "flag", "note"), personal_texts())
def test_personal_data_is_told_from_public_numbers(text: str, flag: str, note: str) -> None:
    levels = {found.level for found in personal.find(f"联系方式：{text}。")}
    if flag == "0":
        assert levels <= ({"warning"} if "WARN" in note else set())
    else:
        assert levels == ({"warning"} if "(WARN)" in note else {"error"})


@pytest.mark.parametrize("row", rows("bomb"), ids=str)
def test_no_record_keeps_the_program_busy(row: Row, tmp_path: Path) -> None:
    root = put(tmp_path, {row.file: row.data})
    begun = time.monotonic()
    (sheet,) = load.load(root, all_kinds(), regions())
    assert time.monotonic() - begun < SLOW
    assert [problem for problem in sheet.problems if problem.code != "required"]
