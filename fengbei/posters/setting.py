"""Text is broken into lines by the rules of Chinese punctuation, and made as large as its room allows; none is cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fengbei.posters.type import Type

TOKEN = re.compile(r"[0-9]+[年月日岁名人米处所]|[A-Za-z0-9.,:/%@_'-]+|.", re.DOTALL)  # words, numbers, dates stay whole
NOT_FIRST = frozenset("，。、；：？！）》〉”’」』】…—·％,.;:?!)％℃")
ONE_COLUMN = 9  # characters; a longer name is written in several columns
NOT_LAST = frozenset("（《〈“‘「『【([")
PART = re.compile(r"[^·]+·?")  # of a name that is written with dots
BRACKET = re.compile(r"[^（]+|（[^（]+")


class Lines(NamedTuple):
    """Text that was fitted: size, lines, and the way from one line to the next, in pixels."""

    size: int
    lines: tuple[str, ...]
    step: float

    @property
    def height(self) -> float:
        """Return how high the lines stand."""
        return self.step * (len(self.lines) - 1) + self.size


def broken(text: str, width: float, size: int, hand: Type) -> list[str]:
    """Return the lines of a paragraph; none begins with a closing mark or ends with an opening one."""
    lines: list[list[str]] = [[]]
    room = width
    for token in TOKEN.findall(text.strip()):
        long = hand.width(token, size)
        if long <= room or not lines[-1]:
            lines[-1].append(token)
            room -= long
            continue
        carried = [token]
        while len(lines[-1]) > 1 and (carried[0][0] in NOT_FIRST or lines[-1][-1] in NOT_LAST):
            carried.insert(0, lines[-1].pop())
        lines.append(carried)
        room = width - sum(hand.width(each, size) for each in carried)
    return ["".join(line) for line in lines]


def fit(text: str, room: tuple[float, float], sizes: Sequence[int], hand: Type, leading: float = 1.7) -> Lines:
    """Return the text at the largest of some sizes that fits; below the smallest it goes on shrinking."""
    size = sizes[0]
    paragraphs = [p for p in text.splitlines() if p.strip()]
    smaller = [*sizes, *range(sizes[-1] - 1, 7, -1)]
    for size in smaller:
        lines = [line for p in paragraphs for line in broken(p, room[0], size, hand)]
        found = Lines(size, tuple(lines), size * leading)
        if found.height <= room[1] and all(hand.width(line, size) <= room[0] for line in lines):
            return found
    return Lines(size, tuple(lines), size * leading)


def headed(text: str, room: tuple[float, float], sizes: Sequence[int], hand: Type, leading: float) -> Lines:
    """Return a heading at the largest size that fits, its lines of like length, cut where its parts meet.

    A heading of two lines whose last is a single character looks like a slip.
    """
    got = fit(text, room, sizes, hand, leading)
    if len(got.lines) < 2 or "\n" in text:
        return got
    width = hand.width(text, got.size) / len(got.lines)
    for parts in (PART.findall(text), BRACKET.findall(text)):
        if len(parts) == len(got.lines) and max(hand.width(part, got.size) for part in parts) <= room[0]:
            return got._replace(lines=tuple(parts))
    while width < room[0]:
        lines = broken(text, width, got.size, hand)
        if len(lines) == len(got.lines) and max(hand.width(line, got.size) for line in lines) <= room[0]:
            return got._replace(lines=tuple(lines))
        width += got.size / 4
    return got


def columns(name: str, room: tuple[float, float], largest: int) -> tuple[int, list[str], float]:
    """Return how a name is written down: size, columns from the right, the way from one character to the next."""
    lines = split(name)
    long = max(map(len, lines))
    size = max(8, int(min(largest, room[1] / (long * 1.06), room[0] / (len(lines) * 1.3))))
    step = min(size * 1.32, (room[1] - size) / (long - 1)) if long > 1 else size
    return size, lines, step


def split(name: str) -> list[str]:
    """Return a name in columns: one if it is short, else cut before a bracket, after dots or into equal parts."""
    if len(name) <= ONE_COLUMN:
        return [name]
    before, mark, rest = name.partition("（")
    if mark and 1 < len(before) <= ONE_COLUMN + 2 and len(rest) <= ONE_COLUMN + 2:
        return [before, mark + rest]
    parts = PART.findall(name)
    if len(parts) > 1 and max(map(len, parts)) <= ONE_COLUMN:
        return packed(parts)
    count = -(-len(name) // ONE_COLUMN)
    long = -(-len(name) // count)
    lines = [name[at : at + long] for at in range(0, len(name), long)]
    for number in range(1, len(lines)):
        while lines[number] and lines[number][0] in NOT_FIRST:
            lines[number - 1], lines[number] = lines[number - 1] + lines[number][0], lines[number][1:]
        while lines[number - 1][-1:] and lines[number - 1][-1] in NOT_LAST:
            lines[number - 1], lines[number] = lines[number - 1][:-1], lines[number - 1][-1] + lines[number]
    return [line for line in lines if line]


def packed(parts: Sequence[str]) -> list[str]:
    """Return the parts of a name in as few columns as hold them."""
    lines = [""]
    for part in parts:
        if lines[-1] and len(lines[-1]) + len(part) > ONE_COLUMN:
            lines.append("")
        lines[-1] += part
    return lines
