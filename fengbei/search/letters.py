"""The characters of a shard's names: a list of its own, and for each name three places in that list."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from fengbei.search.integers import ascending

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ENCODING = "gb18030"  # two bytes a character; any browser decodes it
FIXED = 3  # characters of a name that have columns of their own
BLANK = " "
PLAIN = 224  # characters of a shard's own list that are one byte; behind them begin those of two
FIRST_ROW, LEVEL_2, LAST_ROW = 0xB0, 0xD8, 0xF7  # GB 2312: the common characters, then the less common


class Letters(NamedTuple):
    """The characters of names: those of one byte, then those of two."""

    chars: str
    places: bytes  # of either part the common ones, as steps through their order
    words: list[str]  # of either part the others


def gb2312(first: int, last: int) -> list[str]:
    """Return the characters of some rows of GB 2312 in its order; the common ones are ordered by their sound."""
    cells = ((row, cell) for row in range(first, last + 1) for cell in range(0xA1, 0xFF))
    return [text for pair in cells if len(text := bytes(pair).decode("gb2312", "ignore")) == 1]


def common() -> list[str]:
    """Return the 3,755 characters that any input method offers first, in an order that any browser knows too."""
    return gb2312(FIRST_ROW, LEVEL_2 - 1)


@cache
def common_places() -> Mapping[str, int]:
    """Return where each of the common characters stands in their order."""
    return {char: at for at, char in enumerate(common())}


def of(listed: Sequence[str]) -> tuple[Letters, list[bytes]]:
    """Return the characters of names, and by their places there the first, second, third ones."""
    begun = "".join([name[:FIXED].ljust(FIXED, BLANK) for name in listed])
    often = Counter(begun)
    chars = sorted(often, key=lambda char: (-often[char], char))
    letters = arranged((chars[:PLAIN], chars[PLAIN:]))
    codes = {char: code_of(at) for at, char in enumerate(letters.chars)}
    return letters, [b"".join([codes[char] for char in begun[at::FIXED]]) for at in range(FIXED)]


def arranged(parts: Iterable[Iterable[str]]) -> Letters:
    """Return the parts of a list, in each the common characters first, in their order."""
    order, chars, places, words = common_places(), "", b"", []
    for part in parts:
        known = sorted((char for char in part if char in order), key=order.__getitem__)
        others = "".join(sorted(char for char in part if char not in order))
        chars += "".join(known) + others
        places += ascending([order[char] for char in known])
        words.append(others)
    return Letters(chars, places, words)


@cache
def code_of(at: int) -> bytes:
    """Return the place of a character in its list as one byte, or two."""
    return bytes((at,)) if at < PLAIN else bytes((PLAIN + (at - PLAIN) // 256, (at - PLAIN) % 256))
