"""The line reader and libyaml say the same of every file, or the line reader leaves it to libyaml."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench import make
from fengbei import files
from fengbei.fields import Items, Leaf, Pairs
from fengbei.load import events, plain
from fengbei.load.text import BAD, Refused, decode
from tests.support import HOUSE, MARTYR, SOURCE, problems
from tests.test_load import REFUSED, TWO

if TYPE_CHECKING:
    from fengbei.fields import Node
    from tests.conftest import Sites

HOSTILE = Path(__file__).parents[2] / "shared" / "hostile"
FOLDERS = [HOUSE / "profiles", HOUSE / "memorials", HOUSE / "offers", *([HOSTILE] if HOSTILE.is_dir() else [])]

WORDS = st.sampled_from([
    "张三", "a", "null", "~", "no", "1:20", "012", "1949-08-05", "-", "--", "---", "...", "-5", "?", "x?", ":", "a:",
    "a:b", "a: b", "a #b", "a#b", "#b", "# b", "http://a.cn/b?c=1#d", "“引”", "、", "：", "（1）", "\u3000", " ", "",
    "%a", "@a", "`a`", "&a", "*a", "!a", "|", ">", "|-", "<<", "=", "'", '"', "''", '""', "'a'", '"a"', "'a' b",
    '"a" b', "'a''b'", '"a\\"b"', '"\\u200b"', "[", "]", "{", "}", ",", "[]", "{}", "[a]", "[a, b]", "[a,b]", "[a,]",
    "[ a , b ]", "{a: b}", "{a: b, c: d}", "{a: b, a: c}", "{a:b}", "{a: }", "{a}", "[a: b]", '{"a": b}', "[[a], [b]]",
    '[{a: "1", b: c d}]', "{a: [b, {c: d}]}", "{a: b} # c", "[a] x", "{url: http://a.cn/b, c: d}", "[a - b]", "[-a]",
    "[a#b]", "[a #b]", "{a: b?}", "\U00020000", "é", "a b  c", "a\u00a0", "a\tb", "{? a}", "['a', \"b\"]", "['a'b]",
    "[a'b]", "a'b", 'a"b',
])  # fmt: skip
KEYS = st.sampled_from([
    "a", "b", "c", "d_e", "姓名", "f-g", "页码（条款）", "a b", "'a'", '"b"', "?", "1", "~", "<<", "&x k",
])  # fmt: skip
INDENTS = st.sampled_from([0, 0, 2, 2, 2, 4, 4, 6, 1, 3])


@st.composite
def lines(draw: st.DrawFn) -> str:
    """Return a line as it might stand in a record, or nearly."""
    indent = " " * draw(INDENTS)
    dash = draw(st.sampled_from(["", "", "- ", "- ", "-   ", "-", "- - "]))
    key = draw(st.sampled_from(["{}: ", "{}: ", "{}: ", "{}:  ", "{}:", "{} : ", "{}： ", ""]))
    end = draw(st.sampled_from(["", "", "", " ", " # c", "  #", "\r"]))
    return indent + dash + key.format(draw(KEYS)) + draw(WORDS) + end


def document(record: list[tuple[str, str]], *, listed: bool) -> str:
    """Return a record of some keys and values, alone or as an item of a list."""
    first, rest = ("- ", "  ") if listed else ("", "")
    return "".join(f"{rest if at else first}{key}: {value}\n" for at, (key, value) in enumerate(record))


PLAINISH = st.builds(
    lambda records, listed: "".join(document(one, listed=listed) for one in records),
    st.lists(st.lists(st.tuples(KEYS, WORDS), min_size=1, max_size=5), min_size=1, max_size=3),
    st.booleans(),
)
TEXTS = st.one_of(PLAINISH, st.lists(lines(), max_size=8).map("\n".join), st.text(max_size=40))


def told(node: Node) -> object:
    """Return all that a node says, with its places."""
    at = (type(node).__name__, node.line, node.column)
    if isinstance(node, Leaf):
        return (*at, node.text)
    if isinstance(node, Items):
        return (*at, [told(item) for item in node.items])
    assert isinstance(node, Pairs)
    return (*at, [(told(key), told(value)) for key, value in node.pairs])


def agree(text: str) -> bool:
    """Say whether the line reader read a text; if it did, libyaml must say the same."""
    node = plain.parse(text)
    if node is not None:
        assert told(node) == told(events.parse(text))
    return node is not None


@settings(max_examples=1500, deadline=None)
@given(TEXTS)
@example("- a:\n  - b\n  c: 1\n")
@example("a:\n- b: 1\n  c: 2\n-  d\n\n# e\nf:\n  g:\n  h: [i]\n")
@example("a: b\n  c\n")
@example("a:\n  'b': c\n")
def test_both_readers_say_the_same(text: str) -> None:
    if not BAD.search(text):
        agree(text)


@pytest.mark.parametrize("folder", FOLDERS, ids=str)
def test_every_file_there_is_reads_the_same(folder: Path) -> None:
    for path in files.walk(folder, ".yml", ".yaml"):
        try:
            text = decode(path)
        except Refused:
            continue
        agree(text)


@pytest.mark.parametrize("said", REFUSED)
def test_what_is_refused_is_left_to_the_full_reader(said: str) -> None:
    assert said == "- 张三" or BAD.search(said) or not agree(said)


@pytest.mark.parametrize("at", [0, 1, 2])
def test_what_is_personal_is_found_in_whichever_record_it_stands(at: int, temporary_site: Sites) -> None:
    units = ["某部", "某部", "某部"]
    units[at] = "电话 13800138000"
    roll = "".join(f"- id: a{n}\n  name: 张三\n  unit: {unit}\n  {SOURCE}" for n, unit in enumerate(units))
    found = problems(temporary_site({MARTYR: roll}))
    assert [one.split(":")[1] for one in found] == [str(4 * at + 3)]


def test_a_roll_is_read_by_lines(tmp_path: Path) -> None:
    make.make(300, tmp_path, 1)
    rolls = list(files.walk(tmp_path / "profiles" / "martyrs", ".yml"))
    assert agree(TWO)
    assert all(agree(path.read_text()) for path in rolls if path.name.startswith("43"))
