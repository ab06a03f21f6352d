"""What the dictionaries and the calendar said lasts from one build to the next.

To load the dictionaries takes time and much memory, to work out a year of the calendar time; after a first build nearly
all that is asked of them was asked before.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Thing = TypeVar("Thing")
Said = TypeVar("Said")
Learned: TypeAlias = dict[str, dict[Any, Any]]  # by the name of the table: what it says

MOST = 1 << 16  # entries of a table; a nation has more units and townships than need be remembered
EVERY: dict[str, Lasting[Any, Any]] = {}


class Lasting(dict[Thing, Said], Generic[Thing, Said]):
    """A table that is filled as its entries are asked for; what it says depends on the program alone."""

    def __init__(self, name: str, work: Callable[[Thing], Said]) -> None:
        """Begin an empty table, known by a name, of what `work` returns."""
        super().__init__()
        self.work, self.fresh = work, dict[Thing, Said]()
        EVERY[name] = self

    def __missing__(self, thing: Thing) -> Said:
        """Work it out, and keep it where there is room."""
        said = self.work(thing)
        if len(self) < MOST:
            self[thing] = self.fresh[thing] = said
        return said

    def take(self, entries: Mapping[Thing, Said]) -> None:
        """Take in entries that were worked out elsewhere, as far as there is room."""
        self.update(islice(entries.items(), max(0, MOST - len(self))))


def learned() -> Learned:
    """Return what was worked out here since this was last asked."""
    found = {name: table.fresh for name, table in EVERY.items() if table.fresh}
    for name in found:
        EVERY[name].fresh = {}
    return found


def known() -> Learned:
    """Return everything that was worked out or recalled."""
    return {name: dict(table) for name, table in EVERY.items()}


def recall(said: Learned) -> None:
    """Take in what was worked out by an earlier build."""
    for name, entries in said.items():
        EVERY[name].take(entries)


def learn(said: Learned) -> None:
    """Take in what was worked out by another process."""
    recall(said)
    for name, entries in said.items():
        EVERY[name].fresh.update(entries)
