"""A long roll is cut into pieces that can be read apart: by several processes, and again only where it changed.

Where a piece begins depends on the words of its first line alone, so a record that is added or removed moves no other
cut. A file is cut only if no value in it can go on over a line that begins with a dash; any doubt leaves it whole.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from zlib import crc32

SHORT = 64_000  # bytes of a file that is not cut
CUT = 256  # records of a piece, on average
ITEM = re.compile(rb"\n(- [^\n]*)")  # the first of a file needs no cut
LIST = re.compile(rb"(?:[ ]*(?:#[^\n]*)?\n)*- ")
QUOTED = re.compile(rb"(?:\"[^\"\n]*+\"|'[^'\n]*+'|\n)*+")  # marks alone: each is closed on its line
DOUBTS = (b"\r", b"\t", b"\n---", b"\n...", b"\n%")  # line ends and indents of another kind; documents; directives


class Piece(NamedTuple):
    """A part of a file: from which byte to which, the number of its first line, a name that it keeps."""

    begin: int
    end: int
    line: int
    name: str


def cut(data: bytes) -> list[Piece]:
    """Return the pieces of a file; one, without a name, of a file that is short or not surely a plain list."""
    whole = [Piece(0, len(data), 1, "")]
    if len(data) < SHORT or not LIST.match(data) or any(doubt in data for doubt in DOUBTS) or goes_on(data):
        return whole
    try:
        data.decode()
    except UnicodeDecodeError:
        return whole  # one message, not one a piece
    begins = [0, *(found.start(1) for found in ITEM.finditer(data) if is_cut(found[1]))]
    ends = [*begins[1:], len(data)]
    line, pieces, names = 1, list[Piece](), set[str]()
    for begin, end in zip(begins, ends, strict=True):
        name = data[begin : data.find(b"\n", begin)].decode() if begin else "-"
        while name in names:
            name += "'"
        names.add(name)
        pieces.append(Piece(begin, end, line, name))
        line += data.count(b"\n", begin, end)
    return pieces


def goes_on(data: bytes) -> bool:
    """Say whether a bracket or a quotation mark may be left open at the end of a line, or stands in one of its kind."""
    for left, right in (b"[]", b"{}"):
        marks = only(data, bytes((left, right)) + b"\n")
        if bytes((left, left)) in marks or bytes((left, ord("\n"))) in marks:
            return True
    return not QUOTED.fullmatch(only(data, b"\"'\n"))


def only(data: bytes, wanted: bytes) -> bytes:
    """Return the bytes that are wanted, without all others: what is left is searched in no time."""
    return data.translate(None, bytes(set(range(256)).difference(wanted)))


def is_cut(line: bytes) -> bool:
    """Say whether a piece begins with a line."""
    return not crc32(line) % CUT
