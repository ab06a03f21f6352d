"""Write the stroke table fengbei/chinese/strokes.txt.

The counts are the first value of kTotalStrokes in Unihan. Characters of one count stand in the order of the
通用规范汉字表 (kTGH: by 横竖撇点折 within each of its three levels), the others after them by code point.
Both come from the Unihan files of Debian's package `unicode-data` (`apt-get install unicode-data`,
/usr/share/unicode/), Copyright Unicode, Inc., Unicode License. The table holds the URO block, Extension A, and
those of the 8,105 characters of the 通用规范汉字表 that lie beyond them.
"""

from __future__ import annotations

import bz2
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

UNIHAN = Path("/usr/share/unicode")
TABLE = Path(__file__).parent.parent / "fengbei" / "chinese" / "strokes.txt"
BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
LAST = 10_000  # after the last number of kTGH, 8105


def values(folder: Path, file: str, key: str) -> Iterator[tuple[int, str]]:
    """Yield code point and first value of every line of one Unihan property."""
    with bz2.open(folder / file, "rt", encoding="utf-8") as lines:
        for line in lines:
            if match := re.match(rf"U\+([0-9A-F]+)\t{key}\t(\S+)", line):
                yield int(match[1], 16), match[2]


def table(folder: Path) -> str:
    """Return the table: one line per stroke count, the count and then its characters."""
    places = {
        code: int(value.partition(":")[2]) for code, value in values(folder, "Unihan_OtherMappings.txt.bz2", "kTGH")
    }
    lines: dict[int, list[int]] = defaultdict(list)
    for code, count in values(folder, "Unihan_IRGSources.txt.bz2", "kTotalStrokes"):
        if code in places or any(code in block for block in BLOCKS):
            lines[int(count)].append(code)
    for codes in lines.values():
        codes.sort(key=lambda code: (places.get(code, LAST), code))
    return "".join(f"{count} {''.join(map(chr, lines[count]))}\n" for count in sorted(lines))


if __name__ == "__main__":
    TABLE.write_text(table(Path(sys.argv[1]) if len(sys.argv) > 1 else UNIHAN), encoding="utf-8")
