"""Chinese characters in the order of their strokes (姓氏笔画), from the table strokes.txt."""

from __future__ import annotations

from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("strokes.txt")
LINE = 10_000  # more than the characters of any one stroke count
UNCOUNTED = 99 * LINE  # after every counted character


@cache
def _places() -> dict[str, int]:
    """Return each character's place: its stroke count times `LINE`, and its place among those of the same count."""
    lines = (line.split(" ") for line in TABLE.read_text(encoding="utf-8").splitlines())
    return {char: int(count) * LINE + place for count, chars in lines for place, char in enumerate(chars)}


def strokes(char: str) -> int | None:
    """Return the stroke count of `char`, None where the table has none."""
    place = _places().get(char)
    return None if place is None else place // LINE


def stroke_key(name: str) -> tuple[int, ...]:
    """Return a key that sorts names by the strokes of their characters, one by one; uncounted characters last."""
    places = _places()
    return tuple(places.get(char) or UNCOUNTED + ord(char) for char in name)
