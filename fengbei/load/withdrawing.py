"""A record is withdrawn where it stands in its file: one word is changed or added, every other byte is kept."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

from fengbei import files
from fengbei.fields import Items, Leaf, Pairs
from fengbei.load import events
from fengbei.load.text import LONGEST_FILE, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from fengbei.record import Record

RECORDS = (".yml", ".yaml")
WITHDRAWN = "撤回"
MARK = b"\xef\xbb\xbf"  # that some editors put before UTF-8
SCALAR = re.compile(r"""'(?:[^'\n]|'')*'|"(?:[^"\\\n]|\\.)*"|[^\s,\]}#][^\n,\]}#]*?(?=[ \t]*(?:[\n\r,\]}]| #|$))""")
KEY = re.compile(r"""^([ \t]*(?:-[ ]+)*)["']?[^\s"':,{}]+["']?:[ ]+$""")  # of a block, up to its value
REST = re.compile(r"[ \t]*(?:#[^\n]*)?\r?(?:\n|$)")  # nothing but a comment


class RemovalError(Exception):
    """The record cannot be withdrawn; the message says why and what to do."""


def withdraw(root: Path, kinds: Iterable[type[Record]], wanted: str) -> Path:
    """Make a tombstone of the record with an id, and return its file. RemovalError where that cannot be done.

    `wanted` is the id, or where several kinds have it, the folder of the pages and the id: `martyrs/zhang-san`.
    """
    page, _, record_id = wanted.rpartition("/")
    found = [
        (kind, path, text) for kind in kinds if page in ("", kind.page) for path, text in holding(root, kind, record_id)
    ]
    hits = [(kind, path, text, node) for kind, path, text in found for node in records(text, kind, record_id)]
    if not hits:
        raise RemovalError(f"没有编号是“{record_id}”的记录")
    if len(hits) > 1:
        named = "、".join(f"{kind.page}/{record_id}（{path}）" for kind, path, *_ in hits)
        raise RemovalError(f"有几条记录是这个编号：{named}；请写明是哪一类，如 {hits[0][0].page}/{record_id}")
    kind, path, text, node = hits[0]
    changed = with_status(text, node, kind)
    if not same_but_status(text, changed, kind, record_id):
        raise RemovalError(f"{path} 的写法特别，程序不敢改；请在这条记录里手工写上 status: {WITHDRAWN}")
    replace(path, changed)
    return path


def holding(root: Path, kind: type[Record], record_id: str) -> Iterator[tuple[Path, str]]:
    """Go through the files of a kind that name an id, with their text."""
    for path in files.walk_in(root, kind.folder, *RECORDS):
        data = files.read(path, LONGEST_FILE)
        if record_id.encode() in data:
            try:
                yield path, data.removeprefix(MARK).decode()
            except UnicodeDecodeError:
                continue


def records(text: str, kind: type[Record], record_id: str) -> Iterator[Pairs]:
    """Go through the records of a text that have an id. A text that cannot be read has none."""
    try:
        node = events.parse(text)
    except Refused:
        return
    for item in node.items if isinstance(node, Items) else [node]:
        if isinstance(item, Pairs) and (leaf := value_of(item, kind, "id")) and leaf.text.strip() == record_id:
            yield item


def value_of(node: Pairs, kind: type[Record], key: str) -> Leaf | None:
    """Return the value of a field that is written by its key or its label, if it is a plain one."""
    names = {key, kind.fields[key].label}
    value = next((value for name, value in node.pairs if name.text in names), None)
    return value if isinstance(value, Leaf) else None


def with_status(text: str, node: Pairs, kind: type[Record]) -> str:
    """Return the text in which a record is withdrawn."""
    if old := value_of(node, kind, "status"):
        if old.text.strip() in (WITHDRAWN, "withdrawn"):
            raise RemovalError("这条记录已经撤回")
        begin, end = place(text, old)
        return text[:begin] + WITHDRAWN + text[end:]
    if (leaf := value_of(node, kind, "id")) is None:
        return text
    begin, end = place(text, leaf)
    start = text.rfind("\n", 0, begin) + 1
    block, rest = KEY.match(text[start:begin]), REST.match(text, end)
    if not (block and rest):
        return f"{text[:end]}, status: {WITHDRAWN}{text[end:]}"
    ending = "\r\n" if rest[0].endswith("\r\n") else "\n"
    line = f"{' ' * len(block[1])}status: {WITHDRAWN}{ending}"
    return text[: rest.end()] + ("" if rest[0].endswith("\n") else ending) + line + text[rest.end() :]


def place(text: str, leaf: Leaf) -> tuple[int, int]:
    """Return where a value begins and ends. RemovalError for one that goes over several lines."""
    lines = text.splitlines(keepends=True)
    begin = sum(map(len, lines[: leaf.line - 1])) + leaf.column - 1
    if not (found := SCALAR.match(text, begin)):
        raise RemovalError(f"第 {leaf.line} 行的写法特别，程序不敢改；请手工写上 status: {WITHDRAWN}")
    return found.span()


def same_but_status(old: str, new: str, kind: type[Record], record_id: str) -> bool:
    """Say whether a changed text says what it said, but for the status of one record."""
    try:
        nodes = [events.parse(text) for text in (old, new)]
    except Refused:
        return False
    before, after = ([*node.items] if isinstance(node, Items) else [node] for node in nodes)
    if len(before) != len(after):
        return False
    told = [(said(one, kind), said(other, kind)) for one, other in zip(before, after, strict=True)]
    differing = [(one, other) for one, other in told if one != other]
    if len(differing) != 1:
        return False
    one, other = differing[0]
    return (
        other.get("status") == WITHDRAWN
        and {**one, "status": ""} == {**other, "status": ""}
        and other["id"] == record_id
    )


def said(node: object, kind: type[Record]) -> dict[str, object]:
    """Return what a record says, without the places."""
    keys = {field.label: key for key, field in kind.fields.items()}
    return {keys.get(k.text, k.text): bare(v) for k, v in node.pairs} if isinstance(node, Pairs) else {"": bare(node)}


def bare(node: object) -> object:
    """Return a value without the places."""
    if isinstance(node, Pairs):
        return [(key.text, bare(value)) for key, value in node.pairs]
    return [bare(item) for item in node.items] if isinstance(node, Items) else getattr(node, "text", "")


def replace(path: Path, text: str) -> None:
    """Write a file anew in one step, with the rights it had."""
    mark = MARK if path.read_bytes().startswith(MARK) else b""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(mark + text.encode())
    shutil.copymode(path, fresh)
    os.replace(fresh, path)
