"""What was measured: the rows of a run, their medians, and the tables for the eye."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bench.output import Output
    from bench.running import Cost

Case = tuple[int, str]  # people of the corpus, and what was run: full, record, hugo-json …


@dataclass(frozen=True, slots=True)
class Row:
    """One run, or the medians of several: `wall_s`, `cpu_s` and `stages` in seconds, `peak_mb` in MB of 1024 KB.

    `page_bytes` is the mean page of someone without a story; `noise` the spread of `wall_s`, greatest less smallest,
    as a share of the median; `load` what the machine was busy with before the run.
    """

    wall_s: float
    cpu_s: float
    peak_mb: float
    files: float
    pages: float
    bytes: float
    page_bytes: float
    load: float
    noise: float = 0.0
    stages: Mapping[str, float] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """Return the pages a second."""
        return self.pages / self.wall_s


NUMBERS = ("wall_s", "cpu_s", "peak_mb", "files", "pages", "bytes", "page_bytes", "load")


def row(cost: Cost, built: Output, stages: Mapping[str, float]) -> Row:
    """Return the row of one run."""
    return Row(cost.wall_s, cost.cpu_s, cost.peak_mb, *built, load=cost.load, stages=stages)


def stages_of(printed: str) -> dict[str, float]:
    """Return the seconds of each stage from the JSON a build prints last. ValueError where it printed none."""
    lines = printed.split("\n")
    last = next((line for line in reversed(lines) if line.strip()), "")
    try:
        return {str(name): float(seconds) for name, seconds in json.loads(last)["stages"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(f"no stages in the last line of the build: {last[:200]!r}") from wrong


def medians(rows: Sequence[Row]) -> Row:
    """Return the medians of several runs of one case, and how far they lay apart."""
    middle = {name: float(median(getattr(each, name) for each in rows)) for name in NUMBERS}
    walls = [each.wall_s for each in rows]
    keys = dict.fromkeys(key for each in rows for key in each.stages)
    stages = {key: float(median(each.stages.get(key, 0) for each in rows)) for key in keys}
    return Row(**middle, noise=(max(walls) - min(walls)) / middle["wall_s"], stages=stages)


def table(measured: Mapping[Case, Row]) -> str:
    """Return the medians as a table, a line a case."""
    head = f"{'size':>8} {'case':16}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'pages/s':>9}{'pages':>9}"
    lines = [f"{head}{'files':>9}{'MB out':>9}{'B/page':>8}{'noise':>7}{'load':>6}"]
    for (size, case), one in measured.items():
        cost = f"{one.wall_s:9.2f}{one.cpu_s:9.2f}{one.peak_mb:9.0f}{one.rate:9.0f}{one.pages:9.0f}"
        made = f"{one.files:9.0f}{one.bytes / 1e6:9.1f}{one.page_bytes:8.0f}{one.noise:7.0%}{one.load:6.1f}"
        lines.append(f"{size:>8} {case:16}{cost}{made}")
    return "\n".join(lines)


def stage_table(measured: Mapping[Case, Row]) -> str:
    """Return the seconds of each stage of our own builds as a table."""
    ours = {case: one for case, one in measured.items() if one.stages}
    names = list(dict.fromkeys(name for one in ours.values() for name in one.stages))
    lines = [f"{'size':>8} {'stages, s':16}" + "".join(f"{name:>9}" for name in names)]
    for (size, case), one in ours.items():
        lines.append(f"{size:>8} {case:16}" + "".join(f"{one.stages.get(name, 0):9.2f}" for name in names))
    return "\n".join(lines)


def ratios(measured: Mapping[Case, Row], ours: str, peers: Iterable[str]) -> dict[Case, dict[str, float]]:
    """Return, for every size and peer, our full build divided by the peer's: wall, CPU, peak memory."""
    found = {}
    for (size, case), one in measured.items():
        mine = measured.get((size, ours))
        if case in set(peers) and mine:
            pairs = ((name, getattr(mine, name), getattr(one, name)) for name in ("wall_s", "cpu_s", "peak_mb"))
            found[size, case] = {name: ours_is / theirs for name, ours_is, theirs in pairs if theirs}
    return found


def ratio_table(found: Mapping[Case, Mapping[str, float]]) -> str:
    """Return the ratios as a table."""
    lines = [f"{'size':>8} {'ours ÷':16}{'wall':>9}{'CPU':>9}{'memory':>9}"]
    for (size, case), one in found.items():
        lines.append(f"{size:>8} {case:16}" + "".join(f"{value:9.2f}" for value in one.values()))
    return "\n".join(lines)
