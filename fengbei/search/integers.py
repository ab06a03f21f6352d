"""How whole numbers are written in the index."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def base36(number: int, width: int = 1) -> str:
    """Return a number in the digits JavaScript's parseInt(…, 36) reads."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
    return text.rjust(width, "0")


@cache
def varint(number: int) -> bytes:
    """Return a number in 7-bit bytes, the lowest first, all but the last marked."""
    out = bytearray()
    while number >= 128:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def varints(numbers: Iterable[int]) -> bytes:
    """Return numbers one after another."""
    return b"".join(map(varint, numbers))


def stepped(numbers: Iterable[int]) -> list[int]:
    """Return ascending numbers as the steps between them, the first from 0."""
    steps, last = [], 0
    for number in numbers:
        steps.append(number - last)
        last = number
    return steps


def ascending(numbers: Sequence[int]) -> bytes:
    """Return how many ascending numbers there are, and the steps between them."""
    return varint(len(numbers)) + varints(stepped(numbers))
