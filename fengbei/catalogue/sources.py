"""What the records of a site cite: each source once, with the first who cite it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fengbei.catalogue.cards import Key
    from fengbei.record import Record

CITING = 20  # records named under one source; a register is cited by thousands

SourceKey = tuple[str, str, str]  # publisher, title, date


@dataclass(slots=True)
class Cited:
    """A source of the site, with the first records that cite it and the count of all."""

    title: str
    publisher: str
    date: str
    url: str
    total: int = 0
    keys: list[Key] = field(default_factory=list)

    def count(self, key: Key) -> None:
        """Count one more record."""
        self.total += 1
        if len(self.keys) < CITING:
            self.keys.append(key)

    def add(self, other: Cited) -> None:
        """Count the records that cite the source elsewhere, too."""
        self.total += other.total
        self.keys += other.keys[: CITING - len(self.keys)]


def cite(record: Record, key: Key, found: dict[SourceKey, Cited]) -> None:
    """Count a record under each of its sources."""
    for entry in record.sources or []:
        said = entry.date.show() if entry.date else ""
        source = (entry.publisher or "", entry.title or "", said)
        if source not in found:
            found[source] = Cited(source[1], source[0], said, "" if entry.mirror == "是" else entry.url or "")
        found[source].count(key)


def add_up(tally: dict[SourceKey, Cited], more: Mapping[SourceKey, Cited]) -> None:
    """Count sources that are cited elsewhere, too."""
    for source, cited in more.items():
        if source in tally:
            tally[source].add(cited)
        else:
            tally[source] = replace(cited, keys=[*cited.keys])
