"""What the page must know to read a query: how characters sound, old forms, names of places."""

from __future__ import annotations

from collections import defaultdict
from math import log2
from typing import TYPE_CHECKING

from fengbei import chinese

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fengbei.regions import Regions

FIRST_ROW, LAST_ROW = 0xB0, 0xF7  # GB 2312: the characters that any input method offers
READINGS = 2  # a third reading of a character is hardly ever that of a name


def common() -> Iterator[str]:
    """Go through the 6,763 characters of GB 2312, the likeliest in a query."""
    for row in range(FIRST_ROW, LAST_ROW + 1):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue


def sounds(used: Iterable[str]) -> bytes:
    """Return how every likely character sounds.

    A line a syllable: its spelling, its merged and its loose class; after an empty line, for each syllable in the
    same order, the code points of its characters as rising differences (7 bits a byte, the lowest first), then 0.
    """
    table: dict[str, set[int]] = defaultdict(set)
    for char in {*common(), *used}:
        for syllable in chinese.readings(char)[:READINGS]:
            table[syllable].add(ord(char))
    heads = [f"{s} {chinese.merged(s)} {chinese.loose(s)}" for s in sorted(table)]
    return grouped(heads, [table[syllable] for syllable in sorted(table)])


def shapes(used: Iterable[str]) -> bytes:
    """Return which likely characters share a part, in the form of `sounds`: a line a part says how rare it is."""
    chars = sorted({*common(), *used})
    table: dict[str, set[int]] = defaultdict(set)
    for char in chars:
        for part in chinese.parts(char):
            table[part].add(ord(char))
    shared = sorted(part for part, codes in table.items() if len(codes) > 1)
    heads = [str(round(log2(len(chars) / len(table[part])))) for part in shared]
    return grouped(heads, [table[part] for part in shared])


def grouped(heads: list[str], groups: list[set[int]]) -> bytes:
    """Return heads, a line each, an empty line, and the code points of each group as rising differences."""
    body = bytearray()
    for group in groups:
        last = 0x3400 - 1  # the first Chinese character of Unicode, less one: no difference is 0
        for code in sorted(group):
            if code > last:
                body += varint(code - last)
                last = code
        body.append(0)
    return "\n".join(heads).encode() + b"\n\n" + bytes(body)


def varint(number: int) -> bytes:
    """Return a number in 7-bit bytes, the lowest first, all but the last marked."""
    out = bytearray()
    while number >= 128:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def old_forms() -> bytes:
    """Return the characters that fold into another one: pairs, one after the other."""
    han = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFAD9))
    pairs = (
        f"{char}{folded}" for code in han if len(folded := chinese.fold(char := chr(code))) == 1 and folded != char
    )
    return "".join(pairs).encode()


def places(numbers: Mapping[str, int], said: Mapping[str, Iterable[str]], regions: Regions) -> bytes:
    """Return the names of places: a line a code, the counties of the index first and in their order.

    `said` holds, for codes that the table of regions does not know, the words the records use.
    """
    former: dict[str, list[str]] = defaultdict(list)
    for old in regions.formers:
        for code in old.codes:
            former[code].append(old.name)
    lines = []
    wider = {code[:length] + "0" * (6 - length) for code in numbers for length in (2, 4)}
    inner = [r.code for p in regions.children(regions.home) for r in (p, *regions.children(p.code))]
    for code in (*sorted(numbers, key=numbers.__getitem__), *sorted({*wider, *inner} - {*numbers, "000000"})):
        unit = regions.get(code)
        own = [unit.name, *unit.nicknames] if unit else []
        names = dict.fromkeys((*own, *former[code], *said.get(code, ())))
        lines.append("\t".join((code, *names)))
    return "\n".join(lines).encode()
