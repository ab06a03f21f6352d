"""What was asked for on the command line, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from fengbei.workers import Crew

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from fengbei.catalogue import Survey
    from fengbei.problems import Problems
    from fengbei.progress import Progress

STAGES = ("pages", "search", "images", "prose")


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for: the folders, the day, and how strict to be."""

    root: Path
    out: Path
    day: date | None
    engine: str
    jobs: int
    only: frozenset[str]
    strict: bool
    fresh: bool = False  # take nothing over from earlier builds
    cluster: str = ""  # the address of a Dask cluster that does the work
    shrink: bool = False  # far fewer records than before are meant
    shard: tuple[int, int] | None = None  # which of how many parts of the rolls is read; only its lines' pages are made
    shards: Path | None = None  # the folder of the shards that other machines have made

    @property
    def stages(self) -> frozenset[str]:
        """Return the parts of the site that are wanted."""
        return self.only or frozenset(STAGES)

    @property
    def crew(self) -> Crew:
        """Return who does the work."""
        return Crew(self.jobs, self.cluster)

    @property
    def wanted(self) -> tuple[str, ...]:
        """Return names for what the site depends on besides its files."""
        return (str(self.day), self.engine, *sorted(self.stages), *map(str, self.shard or ()))


@dataclass(slots=True)
class Result:
    """What a run did: its problems, the pages of the site, the files that were written."""

    problems: Problems
    pages: int = 0
    written: int = 0
    done: bool = False
    survey: Survey | None = None  # None where no whole site was made


class Build(Protocol):
    """A function that makes or checks the site."""

    def __call__(self, order: Order, progress: Progress) -> Result:
        """Carry out the order, telling the progress."""
        ...


class Serve(Protocol):
    """A function that shows the site on this machine until it is interrupted."""

    def __call__(self, root: Path, port: int, day: date | None) -> None:
        """Serve the site of a folder on a port."""
        ...


@dataclass(frozen=True, slots=True)
class Work:
    """The three functions that do the work of the commands."""

    build: Build
    check: Build
    serve: Serve
