"""What the last look for personal data costs: python -m bench.scan [SITE] [--rounds 3].

Every text file of a finished site is shown to the very check that a build shows it to, once a round; the time of the
check alone counts, for a build scans what it has just made and reads nothing back. Without SITE the folder site/.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

from fengbei.checks.private import TEXTS, leaks


def scanned(site: Path) -> tuple[int, float, int]:
    """Return the bytes that were looked at, the seconds of one core it took, and how many things were found."""
    size, seconds, found = 0, 0.0, 0
    for path in sorted(site.rglob("*")):
        if path.suffix in TEXTS and path.is_file():
            data = path.read_bytes()
            begun = time.process_time()
            found += len([*leaks(data)])
            seconds += time.process_time() - begun
            size += len(data)
    return size, seconds, found


def main() -> int:
    """Scan the site some times; tell the median."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("site", type=Path, nargs="?", default=Path("site"))
    asked.add_argument("--rounds", type=int, default=3)
    options = asked.parse_args()
    rounds = [scanned(options.site) for _ in range(options.rounds)]
    size, found = rounds[0][0], rounds[0][2]
    seconds = statistics.median(each[1] for each in rounds)
    sys.stdout.write(f"{size / 1e9:.3f} GB, {found} found, {seconds:.2f} s, {seconds / size * 1e9:.1f} s a GB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
