"""Records of one line: their pages need nothing but the record and the names of what it points at.

By far the most records of a roll are such. What other records would bring to the page (neighbours, who comes before and
after) stands on the rolls it leads to instead, so a page changes only when its own record does, and can be made as soon
as the record is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from fengbei.fields import Picture, Prose
from fengbei.pages.facts import Fact, SourceShown, facts_of, sources_of
from fengbei.pages.views import Crumb, crumbs_of, reading
from fengbei.record import Record, links_of
from fengbei.site import list_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fengbei.catalogue import Card, Catalogue
    from fengbei.pages.lists import Shelf

ALSO = ("publish_from", "summary", "pictures", "disputed", "errata")  # a record with one of these has a page of its own


@dataclass(frozen=True, slots=True)
class LineView:
    """Everything the template of a one-line record may use, as `page`. Addresses need `root` before them."""

    id: str
    name: str
    after: str
    kicker: str
    pinyin: str
    others: str
    updated: str
    way: tuple[Crumb, ...]
    facts: tuple[Fact, ...]
    rolls: tuple[Crumb, ...]
    sources: tuple[SourceShown, ...]


def is_line(record: Record) -> bool:
    """Say whether a record is one of many on a roll, with nothing told of it but facts."""
    said = record.__dict__
    kind = record.kind_id
    return record.bulk and record.visible and alone(kind) and not any(key in said for key in told_in(kind))


@cache
def alone(kind: str) -> bool:
    """Say whether nothing that comes in bulk points at a kind, so that it is known early who is pointed at."""
    fields = (field for other in Record.kinds.values() if other.bulk for field in other.fields.values())
    return not any(link.to == kind for field in fields for link in links_of(field))


@cache
def told_in(kind: str) -> tuple[str, ...]:
    """Return the keys of a kind's fields that take more than a line: prose, pictures, doubts."""
    fields = Record.kinds[kind].fields
    return (*ALSO, *(key for key, field in fields.items() if isinstance(field, (Prose, Picture))))


def line_view(record: Record, card: Card, seen: Catalogue, shelf: Shelf) -> LineView:
    """Return what the template is given. `seen` holds the kinds the record may point at."""
    facts = tuple(facts_of(record, seen, shelf))
    alias = record.roles.get("alias")
    return LineView(
        id=card.id,
        name=card.name,
        after=record.heading.removeprefix(card.name),
        kicker=record.__dict__.get(record.roles.get("period", "")) or record.label,
        pinyin=reading(record),
        others="、".join(shown.text for fact in facts if fact.key == alias for shown in fact.shown),
        updated=record.updated.show() if record.updated else "",
        way=crumbs_of(record, card)[:-1],
        facts=facts,
        rolls=tuple(rolls_of(record, card, shelf)),
        sources=tuple(sources_of(record)),
    )


def rolls_of(record: Record, card: Card, shelf: Shelf) -> Iterator[Crumb]:
    """Go through the rolls the card stands in whose field promises company."""
    lists = dict(card.lists)
    for dimension in shelf.dimensions:
        near = record.fields[dimension.field].near
        if near and dimension.key in lists:
            yield Crumb(near, list_path(record.page, dimension.key, lists[dimension.key][-1].slug))
