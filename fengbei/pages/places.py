"""Lines without pages of their own: each has a place on a sheet, which shows what its page would show.

Where a site must have few files (`pages: story`), a record of which nothing is told but facts stands among the hundred
whose numbers begin alike (`site.place_path`). The process that reads a file makes the places, a sheet is put together
from those of all files once the whole catalogue is known.
"""

from __future__ import annotations

import marshal
import zlib
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import escape

from fengbei.pages.facts import fact_of, sources_of
from fengbei.pages.lines import Lines, alike, is_line
from fengbei.pages.rows import escaped, escaped_all
from fengbei.pages.views import reading
from fengbei.shell import Shell
from fengbei.site import NONE, place_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from fengbei.catalogue import Card
    from fengbei.record import Record


class Place(NamedTuple):
    """The place of a record on its sheet: id, HTML without its end, what it says to machines."""

    id: str
    html: str
    data: str


class PlaceView(NamedTuple):
    """Everything the template of a place may use, as `page`: pieces of HTML, some of them perhaps empty."""

    id: str
    anchor: str
    name: str
    after: str
    pinyin: str
    others: str
    facts: str
    sources: str
    updated: str


def pack(places: Iterable[Place]) -> bytes:
    """Return places in few bytes: they are much alike. The same places give the same bytes."""
    return zlib.compress(marshal.dumps([tuple(map(str, place)) for place in places], 2), 1)


def unpack(packed: bytes) -> Iterator[Place]:
    """Go through places that were packed."""
    return (Place(*said) for said in marshal.loads(zlib.decompress(packed)))  # noqa: S302 - packed by our own process


def place_of(record: Record, placed: Mapping[str, str]) -> str:
    """Return the address of the place of a record that has no page; "" of one that has, or has neither.

    `placed` says by the folder of a kind which of its records have no pages (`Site.placed`).
    """
    how = placed.get(record.page)
    if how is None or record.id is None:
        return ""
    has_none = record.visible or record.withdrawn if how == NONE else is_line(record)
    return place_path(record.page, str(record.id)) if has_none else ""


class Places:
    """Makes the places of the lines of one kind."""

    def __init__(self, lines: Lines) -> None:
        """Set one place, with a hole for each thing that differs."""
        self.lines = lines
        marks = PlaceView(*(f"@@{name}@@" for name in PlaceView._fields))
        self.shell = Shell(lines.near(lines.set("place.place", marks)))

    def make(self, entries: Sequence[tuple[Record, Card]]) -> list[Place]:
        """Return the places of one or more records. A hole is filled for all of them before the next one is."""
        lines, alias = self.lines, self.lines.kind.roles.get("alias", "")
        aliases = [record.__dict__.get(alias) for record, _ in entries]
        slots: dict[str, Sequence[str]] = {
            "id": [card.id for _, card in entries],
            "anchor": [card.anchor for _, card in entries],
            "name": escaped_all([card.name for _, card in entries]),
            "after": [escaped(record.heading.removeprefix(card.name)) for record, card in entries],
            "pinyin": escaped_all([reading(record) for record, _ in entries]),
            "others": [escape(f"又名{lines.names(names)}") if names else "" for names in aliases],
            "facts": ["".join(self.facts(record)) for record, _ in entries],
            "sources": [
                lines.kept(("place", alike(record.sources or [])), self.sources, record) for record, _ in entries
            ],
            "updated": [f"，更新于{escape(day.show())}" if (day := record.updated) else "" for record, _ in entries],
        }
        data = [lines.data(record, card) for record, card in entries]
        return [*map(Place, slots["id"], self.shell.filled(slots), data)]

    def facts(self, record: Record) -> Iterator[str]:
        """Go through the facts."""
        said = record.__dict__
        for key in self.lines.told:
            if key in record.witnesses:
                yield self.lines.near(self.fact(record, key))
            elif key in said:
                yield self.lines.kept(("place", key, alike(said[key])), self.fact, record, key)

    def fact(self, record: Record, key: str) -> str:
        """Return one fact; the marks of its sources are left out, for a hundred records share the page."""
        fact = fact_of(record, key, (), self.lines.seen, self.lines.shelf)
        if fact is None:
            return ""
        bare = fact._replace(shown=tuple(shown._replace(marks=()) for shown in fact.shown))
        return self.lines.set("facts.row", bare, self.lines.root) + "\n"

    def sources(self, record: Record) -> str:
        """Return the sources in a row."""
        return "；".join(self.lines.set("place.source", shown) for shown in sources_of(record))
