"""Plain YAML is read line by line: a quarter of the time, the same nodes; anything out of the ordinary is declined.

Rolls are written in the simplest YAML there is: a list of mappings, one value a line, perhaps a small flow mapping.
What is not exactly such is not judged here: `None` sends the file to libyaml (`load.events`), which reads it or
says what is wrong. `tests/test_plain.py` holds the two readers against each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, TypeAlias

from fengbei.fields import Items, Leaf, Node, Pair, Pairs

LONGEST = 10_000  # characters of a line; longer ones are seldom plain
DEEPEST = 12  # levels
MOST = 200  # keys of a mapping, half of what libyaml's reader lets pass
KEPT = 1 << 16  # lines that are kept, as many of a roll are the same

KEY = r"[A-Za-z_\u3400-\u9fff][^ :#,\[\]{}\"'&*!|>%@`?]{0,60}"
LINE = re.compile(rf"( *)(- +)?(?:({KEY}):(?: +|$))?(.*?) *")
INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")  # what no plain value may begin with
TOKEN = re.compile(
    rf" *(?:(?P<mark>[\[\]{{}},])|(?P<key>{KEY})(?P<colon>: +)|\"(?P<double>[^\"\\]*)\"|'(?P<single>[^']*)'"
    r"|(?P<plain>[^ \-?:,\[\]{}#&*!|>'\"%@`](?:[^,\[\]{}:#\"'?]|:(?=//))*))"
)

# A flow value without its place: how far it begins from the value's first character, then text, or items, or pairs of
# a key and a value; the type is not said in full, for mypy cannot tell items from pairs.
Flow: TypeAlias = tuple[int, Any]


@dataclass(slots=True)
class Line:
    """A line: the columns of its first character, of its key and of its value; a value of None stands below.

    It is no tuple, for its parts are asked for time and again: what has slots finds them faster.
    """

    start: int
    inner: int
    key: str | None
    said: str | Flow | None
    place: int
    raw: str  # how a flow value was written


END = Line(-1, -1, None, None, 0, "")


class Declined(Exception):  # noqa: N818 - it is no error: another reader takes over
    """Something that only the full reader understands."""


def parse(text: str, above: int = 0) -> Node | None:
    """Return what the YAML says, or None where it is not plain through and through; so many lines stand above it."""
    if "\t" in text or "\r" in text:
        return None
    lines: list[Line] = []
    numbers: list[int] = []
    try:
        for number, said in enumerate(text.split("\n"), above + 1):
            if (line := look(said)) is not None:
                lines.append(line)
                numbers.append(number)
        if not lines:
            return None
        reader = Reader([*lines, END], numbers)
        node = reader.below(0, DEEPEST)
    except Declined:
        return None
    return node if reader.at == len(lines) else None


@lru_cache(maxsize=KEPT)
def look(said: str) -> Line | None:
    """Return what a line says, None if nothing. Declined if it is not plain."""
    found = LINE.fullmatch(said) if len(said) < LONGEST else None
    if found is None:
        raise Declined
    indent, dash, key, value = found.groups()
    start, place = len(indent), found.start(4)
    if key is None and (not value or value[0] == "#"):
        if dash or said[start : start + 1] == "-":
            raise Declined
        return None
    inner = start + len(dash or "")
    if not value:
        return Line(start, inner, key, None, inner + len(key or "") + 1, "")
    if key is None and not dash:
        raise Declined
    return Line(start, inner, key, scalar(value), place, value)


def scalar(said: str) -> str | Flow:
    """Return the value written on one line: its text, or a flow value. Declined if it is not plain."""
    first = said[0]
    if first in "[{":
        value, end = flow(said, 0, DEEPEST)
        if end != len(said):
            raise Declined
        return value
    if first in "\"'":
        if len(said) < 2 or said[-1] != first or first in (inner := said[1:-1]) or (first == '"' and "\\" in inner):
            raise Declined
        return inner
    if first in INDICATORS or said[-1] == ":" or ": " in said or " #" in said:
        raise Declined
    return said


def flow(said: str, at: int, depth: int) -> tuple[Flow, int]:
    """Return the flow value that begins here, and where it ends. Declined if it is not plain."""
    token = TOKEN.match(said, at)
    if token is None or token["key"] is not None or not depth:
        raise Declined
    mark = token["mark"]
    if mark is None:
        return (token.start(token.lastgroup or 0) - (token["plain"] is None), leaf_of(token)), token.end()
    if mark not in "[{":
        raise Declined
    begin, at = token.end() - 1, token.end()
    inner: list[tuple[Flow | None, Flow]] = []
    while (token := TOKEN.match(said, at)) and token["mark"] != "]}"[mark == "{"]:
        if inner:
            if token["mark"] != ",":
                raise Declined
            at = token.end()
        one, at = entry(said, at, depth, keyed=mark == "{")
        inner.append(one)
    if token is None or not inner:
        raise Declined
    if mark == "[":
        return (begin, [value for _, value in inner]), token.end()
    pairs = [(key, value) for key, value in inner if key]
    refuse_doubled([key for (_, key), _ in pairs])
    return (begin, pairs), token.end()


def entry(said: str, at: int, depth: int, *, keyed: bool) -> tuple[tuple[Flow | None, Flow], int]:
    """Return an item of a flow list, or a pair of a flow mapping, and where it ends."""
    key = None
    if keyed:
        token = TOKEN.match(said, at)
        if token is None or token["key"] is None:
            raise Declined
        key, at = (token.start("key"), token["key"]), token.end()
    value, at = flow(said, at, depth - 1)
    return (key, value), at


def leaf_of(token: re.Match[str]) -> str:
    """Return the text of a scalar inside a flow value."""
    plain = token["plain"]
    if plain is None:
        return str(token[token.lastgroup or 0])
    return str(plain).rstrip(" ")


def refuse_doubled(keys: list[str]) -> None:
    """Leave a mapping with a doubled key, or with very many, to the reader that can say so."""
    if len(keys) > MOST or len(set(keys)) != len(keys):
        raise Declined


def grow(flow: Flow, line: int, column: int, raw: str = "") -> Node:
    """Return a flow value as nodes, at its place; what is inside one becomes nodes once somebody asks for it."""
    offset, inner = flow
    if type(inner) is str:
        return Leaf(inner, line, column + offset)
    if type(inner[0][0]) is tuple:
        return Pairs(partial(pairs_in, inner, line, column), line, column + offset, raw)
    return Items(partial(items_in, inner, line, column), line, column + offset, raw)


def pairs_in(inner: list[tuple[Flow, Flow]], line: int, column: int) -> list[Pair]:
    """Return the keys and values of a flow mapping as nodes."""
    return [(Leaf(key, line, column + at), grow(value, line, column)) for (at, key), value in inner]


def items_in(inner: list[Flow], line: int, column: int) -> list[Node]:
    """Return the items of a flow list as nodes."""
    return [grow(one, line, column) for one in inner]


class Reader:
    """Goes through the lines that say something, `at` the next one."""

    def __init__(self, lines: list[Line], numbers: list[int]) -> None:
        """Begin at the first line."""
        self.lines, self.numbers, self.at = lines, numbers, 0

    def below(self, column: int, depth: int) -> Node:
        """Return the block that begins at the next line, not left of a column."""
        line = self.lines[self.at]
        if line.start < column or not depth:
            raise Declined
        return self.items(line.start, depth) if line.inner != line.start else self.pairs(line.start, depth)

    def items(self, column: int, depth: int) -> Items:
        """Return the list whose dashes stand in a column."""
        items: list[Node] = []
        node = Items(items, self.numbers[self.at], column + 1)
        while (line := self.lines[self.at]).start == column and line.inner != column:
            if line.key is not None:
                items.append(self.pairs(line.inner, depth - 1))
            else:
                items.append(self.value(line, self.numbers[self.at]))
                self.at += 1
        if line.start > column:
            raise Declined
        return node

    def pairs(self, column: int, depth: int) -> Pairs:
        """Return the mapping whose keys stand in a column; the first may follow a dash."""
        pairs: list[Pair] = []
        node = Pairs(pairs, self.numbers[self.at], column + 1)
        line = self.lines[self.at]
        while True:
            if line.key is None or not depth:
                raise Declined
            number = self.numbers[self.at]
            key = Leaf(line.key, number, column + 1)
            self.at += 1
            following = self.lines[self.at]
            if line.said is not None:
                pairs.append((key, self.value(line, number)))
            elif following.start > column or (following.start == column and following.inner != column):
                pairs.append((key, self.below(column, depth - 1)))
                following = self.lines[self.at]
            else:
                pairs.append((key, Leaf("", number, line.place + 1)))
            line = following
            if line.start != column or line.inner != column:
                break
        if line.start >= column:
            raise Declined
        refuse_doubled([key.text for key, _ in pairs])
        return node

    def value(self, line: Line, number: int) -> Node:
        """Return the value that stands on a line."""
        said = line.said
        if isinstance(said, tuple):
            return grow(said, number, line.place + 1, line.raw)
        return Leaf(said or "", number, line.place + 1)
