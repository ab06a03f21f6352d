"""The reader and the Markdown door are given what nobody would write: none of it may crash, hang or get through.

`python -m tests.fuzz reader 1000000` and `python -m tests.fuzz markdown 200000`; `make test` does a few thousand.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from fengbei import load
from fengbei.pages.markdown import TAGS, to_html
from tests.payloads import PROSE
from tests.small import CAMPAIGN, LI_SI, roll
from tests.support import kind, regions
from tests.test_injection import Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SLOW = 2.0  # seconds that no input may take
LONGEST = 4000  # bytes of an input
YAML = [LI_SI, CAMPAIGN, roll(3), "- id: a\n  name: 甲\n  died: 民国三十七年八月十五\n  sources: [{title: 乙}]\n"]
TOKENS = [
    *(
        "'",
        '"',
        "\n",
        "\r\n",
        "\t",
        ": ",
        "- ",
        "  ",
        "[",
        "]",
        "{",
        "}",
        "#",
        "&a ",
        "*a",
        "!!python/object:a ",
        "<<: ",
        "|\n",
        ">-\n",
    ),
    *(
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "\\x00",
        "\0",
        "\ufeff",
        "\u202e",
        "\u200b",
        "\ud7ff",
        "\ue000",
        "：",
        "　",
        "0",
        "1:20",
        "～",
        "约",
    ),
    *(
        "id: ",
        "name: ",
        "died: ",
        "sources: ",
        "status: ",
        "1934-02-30",
        "民国",
        "13800138000",
        "𠮷",
        "e\u0301",
        "\x85",
        "\u2028",
    ),
]
MARKS = [
    "*",
    "_",
    "`",
    "[",
    "](",
    ")",
    "<",
    ">",
    "#",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "|",
    "---",
    "&#x",
    ";",
    "\\",
    "![",
    "://",
    *PROSE,
]


def mutated(seeds: Sequence[bytes], tokens: Sequence[bytes], chance: random.Random) -> bytes:
    """Return a seed with some of it cut out, doubled, changed, or set into another."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.randint(1, 6)):
        at, end = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
        match chance.randint(0, 5):
            case 0:
                del data[at : min(end, at + 40)]
            case 1:
                data[at:at] = data[at : min(end, at + 200)] * chance.randint(1, 3)
            case 2 if data:
                data[min(at, len(data) - 1)] = chance.randint(0, 255)
            case 3:
                other = chance.choice(seeds)
                data[at:end] = other[at:end]
            case _:
                data[at:at] = chance.choice(tokens) * chance.choice((1, 1, 1, 2, 50))
    return bytes(data[:LONGEST])


def encoded(words: Sequence[str]) -> list[bytes]:
    """Return words as UTF-8."""
    return [word.encode() for word in words]


def reader(folder: Path) -> Callable[[bytes], str]:
    """Return a function that reads bytes as a file of records, and says what is wrong with that."""
    path, of, table = folder / "a.yml", kind("martyr"), regions()

    def attempt(data: bytes) -> str:
        path.write_bytes(data)
        sheet = load.read_sheet(path, "a.yml", of, table)
        said = [str(problem) for problem in sheet.problems]
        strange = [line for line in said if not line.startswith("a.yml:") or not line.isprintable()]
        return f"told badly: {strange[:3]}" if strange else ""

    return attempt


def markdown(data: bytes) -> str:
    """Make a text of a record into HTML, and say what is wrong with that."""
    shape = Shape(to_html(data.decode(errors="replace")))
    strange = {tag for tag, _ in shape.seen} - TAGS
    return f"{shape.evil} {strange}" if shape.evil or strange else ""


def fuzz(target: str, runs: int, seed: int, seconds: float = float("inf")) -> tuple[int, list[str]]:
    """Try a target so often, or for so many seconds. Return how often, and what went wrong, with the input."""
    chance = random.Random(seed)  # noqa: S311 - the same inputs in every run
    wrong: list[str] = []
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        attempt = reader(Path(folder)) if target == "reader" else markdown
        seeds, tokens = (encoded(YAML), encoded(TOKENS)) if target == "reader" else (encoded(PROSE), encoded(MARKS))
        for run in range(runs):
            data = mutated(seeds, tokens, chance)
            begun = time.process_time()
            try:
                said = attempt(data)
            except Exception as fault:  # noqa: BLE001 - any is a finding
                said = f"{type(fault).__name__}: {fault}"
            if said or time.process_time() - begun > SLOW:
                wrong.append(f"{said or 'slow'}: {data!r}")
            if time.monotonic() > end:
                return run + 1, wrong
    return runs, wrong


if __name__ == "__main__":
    count, faults = fuzz(sys.argv[1], int(sys.argv[2]), seed=int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    sys.stdout.write("\n".join([*faults[:20], f"{count} runs, {len(faults)} wrong\n"]))
    sys.exit(bool(faults))
