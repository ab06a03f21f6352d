"""What must hold of the handbook: whatever it says of the program is what the program does."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import click
import jsonschema
import pytest
import yaml

from fengbei import chinese, commands
from fengbei.fields import Desk, Leaf, Place
from fengbei.kinds import all_kinds
from tests.support import HOUSE, found, kind, put, regions

if TYPE_CHECKING:
    from pathlib import Path

    from fengbei.record import Record

HANDBOOK = HOUSE / "handbook"
PAGES = sorted(HANDBOOK.rglob("*.md"))
FRONT = [HOUSE / name for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
KINDS = sorted(all_kinds(), key=lambda each: each.kind_id)
BLOCK = re.compile(r"^```([a-z]*)(?: ([a-z]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!`)\[[^]`]+\]\(([^)#:]+)\)")
NAMED = re.compile(r"`(--?[a-z]+)")


def schema(of: type[Record]) -> dict[str, Any]:
    """Return a kind's schema as it stands in the repository."""
    said: dict[str, Any] = json.loads((HOUSE / "schemas" / f"{of.kind_id}.schema.json").read_text())
    return said


def written(of: type[Record]) -> list[Path]:
    return sorted((HOUSE / of.folder).rglob("*.yml"))


def load(text: str) -> Any:
    """Return YAML as text alone, which is how the program reads it."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but text


def is_valid(of: type[Record], value: object) -> bool:
    return bool(jsonschema.Draft7Validator(schema(of)).is_valid(value))


def test_the_generated_files_are_what_the_tool_would_write_now() -> None:
    done = subprocess.run(
        [sys.executable, "tools/make_handbook.py", "--check"], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("path", [*PAGES, *FRONT], ids=lambda path: str(path.relative_to(HOUSE)))
def test_every_link_leads_to_a_file(path: Path) -> None:
    links = LINK.findall(path.read_text())
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_page_of_the_handbook_is_reached_from_its_first() -> None:
    page = (HANDBOOK / "README.md").read_text()
    named = {(HANDBOOK / link).resolve() for link in LINK.findall(page)}
    assert {path.resolve() for path in PAGES} - named == {(HANDBOOK / "README.md").resolve()}


@pytest.mark.parametrize("name", sorted(commands.main.commands))
def test_every_command_and_option_is_in_the_handbook(name: str) -> None:
    page = (HANDBOOK / "commands.md").read_text()
    part = re.search(rf"^## {name}$(.*?)^## ", page, re.MULTILINE | re.DOTALL)
    assert part, f"no section on {name}"
    options = [one for one in commands.main.commands[name].params if isinstance(one, click.Option)]
    assert {word for option in options for word in option.opts} == set(NAMED.findall(part[1])) & all_options()


def all_options() -> set[str]:
    """Return every option any command has."""
    params = [param for command in commands.main.commands.values() for param in command.params]
    return {word for param in params if isinstance(param, click.Option) for word in param.opts}


def test_every_kind_of_record_is_named_with_the_commands() -> None:
    page = (HANDBOOK / "commands.md").read_text()
    assert [each.kind_id for each in KINDS if f"`{each.kind_id}` {each.label}" not in page] == []


def examples() -> list[tuple[str, str, str, str]]:
    """Return every YAML example of the handbook: page, kind, text, and what the program says of it."""
    cases = []
    for path in PAGES:
        blocks = BLOCK.findall(path.read_text())
        for at, (language, named, text) in enumerate(blocks):
            follows = blocks[at + 1] if at + 1 < len(blocks) else ("", "", "")
            of = named or (path.stem if path.parent.name == "fields" else "martyr")
            if language == "yaml":
                cases.append((str(path.relative_to(HANDBOOK)), of, text, follows[2] if follows[0] == "text" else ""))
    return cases


def whole(text: str) -> str:
    """Return a record around an example that shows but a few of its fields."""
    if re.match(r"- ?|id:", text):
        return text
    name = "" if text.startswith("name:") else "name: 张三\n"
    sources = "" if "\nsources:" in text else "sources: [{title: 甲}, {title: 乙}]\n"
    return f"id: zhang-san\n{name}{text}{sources}"


@pytest.mark.parametrize(("page", "of", "text", "said"), examples())
def test_an_example_is_read_just_as_the_handbook_says(page: str, of: str, text: str, said: str, tmp_path: Path) -> None:
    del page
    name = said.partition(":")[0] or f"{kind(of).folder}/example.yml"
    problems = [problem for problem in found(put(tmp_path, {name: whole(text)})) if problem.code != "link" or said]
    assert [str(problem) for problem in problems] == said.splitlines()


def rows(page: str, width: int) -> list[list[str]]:
    """Return the rows of all tables of a page that have that many columns, heads left out."""
    lines = [line[2:-2].split(" | ") for line in (HANDBOOK / page).read_text().splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in cells] for cells in lines if len(cells) == width]


@pytest.mark.parametrize("row", [row for row in rows("dates.md", 3) if row[0] != "写法"], ids=lambda row: row[0])
def test_a_date_of_the_handbook_is_shown_as_it_says(row: list[str]) -> None:
    day = chinese.parse_day(row[0])
    assert [row[0], day.show(), day.iso()] == row


@pytest.mark.parametrize("row", [row for row in rows("dates.md", 2) if row[0] != "写法"], ids=lambda row: row[0])
def test_a_date_the_handbook_warns_of_is_refused_in_its_words(row: list[str]) -> None:
    with pytest.raises(chinese.DayError) as refused:
        chinese.parse_day(row[0])
    assert f"{refused.value.message}；{refused.value.hint}" == row[1]


@pytest.mark.parametrize("row", [row for row in rows("places.md", 3) if row[0] != "原文"], ids=lambda row: row[0])
def test_a_place_of_the_handbook_is_understood_as_it_says(row: list[str]) -> None:
    where = Place("籍贯").read(Leaf(row[0], 1, 1), Desk("example", regions()))
    assert where
    assert [row[0], " ".join(unit.name for unit in where.line), where.code] == row


@pytest.mark.parametrize("of", KINDS, ids=lambda of: of.kind_id)
def test_a_schema_is_valid(of: type[Record]) -> None:
    jsonschema.Draft7Validator.check_schema(schema(of))


@pytest.mark.parametrize("of", KINDS, ids=lambda of: of.kind_id)
def test_a_schema_accepts_every_record_of_the_sample_site(of: type[Record]) -> None:
    assert [path.name for path in written(of) if not is_valid(of, load(path.read_text()))] == []


@pytest.mark.parametrize("of", KINDS, ids=lambda of: of.kind_id)
def test_a_schema_accepts_records_as_an_editor_reads_them(of: type[Record]) -> None:
    typed = [(path.name, yaml.load(path.read_text(), Loader=Editor)) for path in written(of)]  # noqa: S506
    assert [name for name, value in typed if not is_valid(of, value)] == []


class Editor(yaml.SafeLoader):
    """YAML as editors read it: numbers and truth values, but dates are text."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, grammar) for tag, grammar in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("of", KINDS, ids=lambda of: of.kind_id)
def test_a_schema_refuses_a_record_without_an_id(of: type[Record]) -> None:
    for path in written(of):
        value = load(path.read_text())
        for record in value if isinstance(value, list) else [value]:
            record.pop("id", None)
            record.pop("编号", None)
        assert not is_valid(of, value)


MARTYR = {"id": "zhang-san", "姓名": "张三", "sources": [{"标题": "县志"}]}


@pytest.mark.parametrize(
    "more",
    [
        {"died": [{"value": 1934, "source": 1}, {"说法": "1935年春", "来源": "2", "说明": "族谱", "采用": "是"}]},
        {"籍贯": {"text": "宝庆东乡", "code": "430521"}},
        {"age": 29},
        {"age": "29", "性别": "男", "ethnicity": None},
        {"aliases": "小张"},
        {"born": 1901, "story": "一\n二"},
    ],
)
def test_a_schema_accepts_what_the_program_accepts(more: dict[str, Any]) -> None:
    assert is_valid(kind("martyr"), MARTYR | more)
    assert is_valid(kind("martyr"), [MARTYR | more])


@pytest.mark.parametrize(
    "more",
    [
        {"nativeplace": "湖南"},
        {"gender": "男性"},
        {"id": "Zhang San"},
        {"died": [{"source": 1}]},
        {"died": [{"value": 1934, "sauce": 1}]},
        {"sources": [{"tittle": "县志"}]},
        {"story": ["一", "二"]},
    ],
)
def test_a_schema_refuses_what_the_program_refuses(more: dict[str, Any]) -> None:
    assert not is_valid(kind("martyr"), MARTYR | more)
