"""What a YAML file says, as text with its place: nothing is guessed, nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable


class Leaf:
    """One scalar, always text; `line` and `column` count from 1."""

    __slots__ = ("column", "line", "text")

    def __init__(self, text: str, line: int, column: int) -> None:
        """Keep the words and where they stand."""
        self.text, self.line, self.column = text, line, column

    def find(self, words: str) -> Leaf:
        """Return where to look for some words of the text."""
        del words
        return self


class Block(Leaf):
    """A scalar of several lines as they stand in the file (after a |): words in it have a line of their own."""

    __slots__ = ("indent",)

    def __init__(self, text: str, line: int, column: int, indent: int) -> None:
        """Keep where the | stands, and by how many columns the text is indented."""
        super().__init__(text, line, column)
        self.indent = indent

    def find(self, words: str) -> Leaf:
        """Return the place where some words of the text begin, that of the | where they are not written so."""
        at = self.text.find(words)
        if at < 0:
            return self
        column = at - self.text.rfind("\n", 0, at) + self.indent
        return Leaf(words, self.line + 1 + self.text.count("\n", 0, at), column)


class Items:
    """A list; `line` and `column` are where it begins."""

    __slots__ = ("column", "held", "line", "text")

    def __init__(self, items: list[Node] | Callable[[], list[Node]], line: int, column: int, text: str = "") -> None:
        """Keep the items in their order, or a way to make them; `text` is how the list was written, if on one line."""
        self.held, self.line, self.column, self.text = items, line, column, text

    @property
    def items(self) -> list[Node]:
        """Return the items; mostly nobody asks, for the same text was read before."""
        if not isinstance(self.held, list):
            self.held = self.held()
        return self.held


class Pairs:
    """A mapping in the order it was written; the reader has refused doubled keys."""

    __slots__ = ("column", "held", "line", "text")

    def __init__(self, pairs: list[Pair] | Callable[[], list[Pair]], line: int, column: int, text: str = "") -> None:
        """Keep each key (a Leaf) with its value, or a way to make them; `text` as that of a list."""
        self.held, self.line, self.column, self.text = pairs, line, column, text

    @property
    def pairs(self) -> list[Pair]:
        """Return the keys and values, as the items of a list."""
        if not isinstance(self.held, list):
            self.held = self.held()
        return self.held


Node: TypeAlias = Leaf | Items | Pairs
Pair: TypeAlias = tuple[Leaf, Node]

NOTHING = frozenset(("", "~", "null", "Null", "NULL"))  # how YAML writes "no value"


def is_empty(node: Node) -> bool:
    """Say whether the node holds no value at all, however deep it is."""
    if isinstance(node, Leaf):
        return node.text.strip() in NOTHING
    if isinstance(node, Items):
        return all(is_empty(item) for item in node.items)
    return all(is_empty(value) for _, value in node.pairs)


def shape(node: Node) -> str:
    """Return the Chinese word for what kind of value this is."""
    if isinstance(node, Leaf):
        return "一段文字"
    return "一个列表" if isinstance(node, Items) else "一组“键: 值”"
