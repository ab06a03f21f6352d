"""Write fengbei/chinese/halves.txt: which characters have a common part that makes up half of each.

Needs what tools/make_lookalikes.py needs. That table tells pairs; of a part such as 木 there are thousands, none of
them likely, all of them likelier than any two characters. A line holds the characters half of whose strokes it makes.
Neither a build nor a test runs it.

    python tools/make_halves.py
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from make_lookalikes import alphabet, shares  # noqa: E402 - found from a clone, without an installation

from fengbei.chinese.strokes import strokes  # noqa: E402

TABLE = ROOT / "fengbei" / "chinese" / "halves.txt"
HALF = 0.45  # of the strokes: near enough to a half: 钅 has five of the eleven of 铭
LEAST = 3  # strokes of a part that is seen as one
MANY = 24  # characters; where fewer share a part, the other table has their pairs


def main() -> None:
    """Take the characters apart and write."""
    holders: dict[str, list[str]] = defaultdict(list)
    for char in alphabet():
        for part in shares(char):
            if (strokes(part) or 0) >= max(LEAST, HALF * (strokes(char) or 0)):
                holders[part].append(char)
    lines = (f"{''.join(chars)}\n" for _, chars in sorted(holders.items()) if len(chars) >= MANY)
    TABLE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
