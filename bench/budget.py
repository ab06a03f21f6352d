"""Budgets: what a build may cost, read from budget.toml and held against what was measured."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from bench.results import Case, Row

WHAT = ("wall_s", "cpu_s", "peak_mb", "files", "bytes", "page_bytes")


@dataclass(frozen=True, slots=True)
class Budget:
    """One limit: `what` of a case may be `most`.

    With `of` it may be `most` times what that other case needs; if `of` is another size, both are counted per person.
    """

    case: Case
    what: str
    most: float
    of: Case | None = None

    def __str__(self) -> str:
        """Return the limit in words."""
        said = f"{self.case[0]} {self.case[1]}: {self.what} ≤ {self.most:,.10g}"
        if self.of is None:
            return said
        each = " a person" if self.of[0] != self.case[0] else ""
        return f"{said} × {self.of[0]} {self.of[1]}{each}"

    def found(self, measured: Mapping[Case, Row]) -> float | None:
        """Return what is held against `most`; None where a case was not measured."""
        mine = measured.get(self.case)
        other = measured.get(self.of) if self.of else None
        if mine is None or (self.of and other is None):
            return None
        value = float(getattr(mine, self.what))
        if self.of is None or other is None:
            return value
        return (value / self.case[0]) / (float(getattr(other, self.what)) / self.of[0])


def read(path: Path) -> list[Budget]:
    """Return the budgets of a file. ValueError names an entry that means nothing."""
    said: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        one for size, cases in said.items() for case, limits in cases.items() for one in _limits(size, case, limits)
    ]


def _limits(size: str, case: str, limits: dict[str, Any]) -> Iterator[Budget]:
    """Go through the limits of one case; a table among them is named after the case or the size to compare with."""
    here = (int(size), case)
    for key, said in limits.items():
        inner = said if isinstance(said, dict) else {key: said}
        of = None if inner is not said else (int(key), case) if key.isdigit() else (here[0], key)
        for what, most in inner.items():
            if what not in WHAT or not isinstance(most, int | float):
                raise ValueError(f"{size}.{case}.{key}: {what} = {most!r}; known are {', '.join(WHAT)}")
            yield Budget(here, what, float(most), of)


def exceeded(budgets: Iterable[Budget], measured: Mapping[Case, Row]) -> list[str]:
    """Return a line for each budget that is exceeded."""
    pairs = ((one, one.found(measured)) for one in budgets)
    return [
        f"{one}, found {found:,.{0 if found >= 1000 else 2}f}"
        for one, found in pairs
        if found is not None and found > one.most
    ]


def unmeasured(budgets: Iterable[Budget], measured: Mapping[Case, Row]) -> list[str]:
    """Return a line for each budget of a measured size that nothing was measured for."""
    sizes = {size for size, _ in measured}
    return [str(one) for one in budgets if one.case[0] in sizes and one.found(measured) is None]
