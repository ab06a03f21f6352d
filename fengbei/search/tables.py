"""What the page must know to read a query: how characters sound, old forms, names of places."""

from __future__ import annotations

from collections import defaultdict
from math import log2
from typing import TYPE_CHECKING

from fengbei import chinese

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fengbei.regions import Regions

FIRST_ROW, LEVEL_2, LAST_ROW = 0xB0, 0xD8, 0xF7  # GB 2312: the common characters, then the less common
READINGS = 2  # a third reading of a character is hardly ever that of a name


def gb2312(first: int, last: int) -> set[str]:
    """Return the characters of some rows of GB 2312."""
    cells = ((row, cell) for row in range(first, last + 1) for cell in range(0xA1, 0xFF))
    return {text for pair in cells if len(text := bytes(pair).decode("gb2312", "ignore")) == 1}


def likely(used: Iterable[str]) -> set[str]:
    """Return the characters of the names, and the 3,755 that any input method offers first."""
    return gb2312(FIRST_ROW, LEVEL_2 - 1) | set(used)


def rare(used: Iterable[str]) -> set[str]:
    """Return the other characters of GB 2312, read only when a query holds one."""
    return gb2312(LEVEL_2, LAST_ROW) - set(used)


def sounds(chars: Iterable[str]) -> bytes:
    """Return how each character sounds: for each syllable the characters that read so first, and those that may.

    A head says the spelling and its fine, merged and loose class; the second half of the heads, led by a "+", is
    that of second readings.
    """
    first: dict[str, set[int]] = defaultdict(set)
    second: dict[str, set[int]] = defaultdict(set)
    for char in chars:
        for number, syllable in enumerate(chinese.readings(char)[:READINGS]):
            (second if number else first)[syllable].add(ord(char))
    heads = [head(syllable) for syllable in sorted(first)] + ["+" + head(syllable) for syllable in sorted(second)]
    return grouped(heads, [first[s] for s in sorted(first)] + [second[s] for s in sorted(second)])


def head(syllable: str) -> str:
    """Return a syllable with its classes."""
    return f"{syllable} {chinese.fine(syllable)} {chinese.merged(syllable)} {chinese.loose(syllable)}"


def shapes(chars: Iterable[str]) -> bytes:
    """Return which characters share a part, in the form of `sounds`: a head says how rare the part is."""
    table: dict[str, set[int]] = defaultdict(set)
    count = 0
    for char in chars:
        count += 1
        for part in chinese.parts(char):
            table[part].add(ord(char))
    shared = sorted(part for part, codes in table.items() if len(codes) > 1)
    heads = [str(round(log2(count / len(table[part])))) for part in shared]
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
        names = dict.fromkeys((*own, *former[code], *filter(None, (code[6:],)), *said.get(code, ())))
        lines.append("\t".join((code, *names)))
    return "\n".join(lines).encode()
