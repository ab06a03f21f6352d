"""The event stream of libyaml becomes text with places; what could be misread is refused."""

from __future__ import annotations

from typing import Any

import yaml

from fengbei.fields import Block, Items, Leaf, Node, Pairs
from fengbei.load.complaints import syntax
from fengbei.load.text import BAD, Refused, bad_character
from fengbei.problems import character, excerpt

DEEPEST = 32  # levels; PyYAML's own loader dies of a segfault at about 25,000


LONGEST_SCALAR = 1_000_000  # characters; the fields have their own, smaller limits


NESTED_KEYS = 400  # keys of one mapping: a record has about fifty


def parse(text: str) -> Node:
    """Return what the YAML says, as text with places. Refused stands where it cannot go on."""
    loader: Any = yaml.CSafeLoader(text)
    loader.said = text
    try:
        return read_stream(loader)
    except yaml.MarkedYAMLError as wrong:
        raise syntax(wrong, text) from None
    except yaml.reader.ReaderError as wrong:
        raise bad_character(text, min(wrong.position, len(text) - 1)) from None
    finally:
        loader.dispose()


def read_stream(loader: Any) -> Node:
    """Return the one document of a stream."""
    loader.get_event()  # StreamStart
    event = loader.get_event()
    if isinstance(event, yaml.StreamEndEvent):
        raise Refused(1, 1, "文件里没有记录", "请写一条记录，或删去这个文件", "empty")
    node = read_node(loader, loader.get_event(), 1)
    loader.get_event()  # DocumentEnd
    event = loader.get_event()
    if not isinstance(event, yaml.StreamEndEvent):
        raise refusal(event, "一个文件里写了两份文档（---）", "几条记录请写成一个列表，每条以 - 开头", "multi")
    return node


def refusal(event: Any, message: str, hint: str, code: str) -> Refused:
    """Return a refusal that stands at an event."""
    mark = event.start_mark
    return Refused(mark.line + 1, mark.column + 1, message, hint, code)


def read_node(loader: Any, event: Any, depth: int) -> Node:
    """Return the node that begins with this event."""
    kind = type(event)
    if kind is yaml.AliasEvent:
        raise refusal(event, "不能用 * 引用（YAML 别名）", "请把内容直接写出来；以 * 开头的文字请加引号", "alias")
    if event.anchor is not None:
        raise refusal(event, "不能用 & 锚点（YAML 锚）", "请把内容直接写出来；以 & 开头的文字请加引号", "anchor")
    if event.tag is not None:
        raise refusal(event, "不能用 ! 标签（YAML 标签）", "以 ! 开头的文字请加引号", "tag")
    mark = event.start_mark
    if kind is yaml.ScalarEvent:
        return read_scalar(loader, event, mark)
    if depth > DEEPEST:
        raise refusal(event, f"嵌套超过 {DEEPEST} 层", "请检查括号和缩进", "depth")
    if kind is yaml.SequenceStartEvent:
        items = []
        while not isinstance(event := loader.get_event(), yaml.SequenceEndEvent):
            items.append(read_node(loader, event, depth + 1))
        return Items(items, mark.line + 1, mark.column + 1)
    return Pairs(read_pairs(loader, depth), mark.line + 1, mark.column + 1)


def read_scalar(loader: Any, event: Any, mark: Any) -> Leaf:
    """Return one scalar; escapes may not bring in what the file itself may not hold."""
    text = event.value
    if len(text) > LONGEST_SCALAR:
        raise refusal(event, f"一个值有 {len(text):,} 字，最多 {LONGEST_SCALAR:,}", "请分开写", "size")
    if event.style == '"' and (found := BAD.search(text)):
        message = f"引号里有看不见或不能用的字符 {character(found[0])}"
        raise refusal(event, message, "请删去这个字符", "character")
    if event.style == "|":
        return Block(text, mark.line + 1, mark.column + 1, indent_of(text, loader.said, mark.index))
    return Leaf(text, mark.line + 1, mark.column + 1)


def indent_of(text: str, said: str, at: int) -> int:
    """Return by how many columns the text is indented whose | stands at an offset of the file."""
    for row in text.split("\n"):
        begin = said.find("\n", at) + 1
        at = said.find("\n", begin)
        if row or at < 0:
            return max(0, len(said[begin : at if at >= 0 else None].removesuffix("\r")) - len(row))
    return 0


def read_pairs(loader: Any, depth: int) -> list[tuple[Leaf, Node]]:
    """Return the pairs of a mapping whose start was just read; a doubled key is refused."""
    pairs: list[tuple[Leaf, Node]] = []
    seen: dict[str, int] = {}
    while not isinstance(event := loader.get_event(), yaml.MappingEndEvent):
        key = read_node(loader, event, depth + 1)
        if not isinstance(key, Leaf):
            raise refusal(event, "键必须是一个词", "括号里的内容请加引号", "key")
        if not event.style and key.text == "<<":  # a quoted one is a word
            raise refusal(event, "不能用 << 合并键", "请把内容直接写出来", "merge")
        if key.text in seen:
            message = f"{excerpt(key.text)}写了两次，第一次在第 {seen[key.text]} 行"
            raise refusal(event, message, "请删去其中一处", "twice")
        if len(pairs) >= NESTED_KEYS:
            raise refusal(event, f"一条记录超过 {NESTED_KEYS} 个键", "请检查缩进，或写成列表", "keys")
        seen[key.text] = key.line
        pairs.append((key, read_node(loader, loader.get_event(), depth + 1)))
    return pairs
