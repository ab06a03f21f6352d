"""What a YAML file says, as text with its place: nothing is guessed, nothing is lost."""

from __future__ import annotations

from typing import TypeAlias


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

    __slots__ = ("column", "items", "line", "text")

    def __init__(self, items: list[Node], line: int, column: int, text: str = "") -> None:
        """Keep the items in their order; `text` is how the list was written, where that is one line."""
        self.items, self.line, self.column, self.text = items, line, column, text


class Pairs:
    """A mapping in the order it was written; the reader has refused doubled keys."""

    __slots__ = ("column", "line", "pairs", "text")

    def __init__(self, pairs: list[tuple[Leaf, Node]], line: int, column: int, text: str = "") -> None:
        """Keep each key (a Leaf) with its value; `text` is how the mapping was written, where that is one line."""
        self.pairs, self.line, self.column, self.text = pairs, line, column, text


Node: TypeAlias = Leaf | Items | Pairs

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
