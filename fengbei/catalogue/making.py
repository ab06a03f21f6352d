"""A record becomes a card: its row, its lists, its days; what many records say alike is made once."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from itertools import chain
from sys import intern
from typing import TYPE_CHECKING, Any

from fengbei import chinese
from fengbei.catalogue.cards import Anniversary, Card, Corrected, Listed, listed
from fengbei.fields import Day, Place
from fengbei.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fengbei.fields import Field
    from fengbei.regions import Regions


def make_card(record: Record, regions: Regions, address: str = "") -> Card:
    """Return the card of a record whose id and name were read; `address` is that of its place, where it has no page."""
    when = record.when
    return Card(
        kind=record.kind_id,
        id=str(record.id),
        name=str(record.name),
        summary=record.summary or "",
        place=place_of(record),
        texts=tuple(texts_of(record)),
        order=order_of(record),
        lists=lists_of(record, regions),
        days=tuple(anniversaries(record)),
        when=intern(when.show()) if when else "",
        starts=when.earliest if when else None,
        until=record.until,
        visible=record.visible,
        withdrawn=record.withdrawn,
        opens=record.publish_from.latest if record.publish_from else None,
        updated=newest_date(record),
        edited=edited(record),
        errata=tuple(corrections(record)) if record.errata else (),
        address=address,
    )


def place_of(record: Record) -> str:
    """Return the county or prefecture of the first place a reader would name the record by."""
    for key, kept in shown_in_rows(record.kind_id):
        if isinstance(kept, Place) and (value := record.__dict__.get(key)):
            return intern(kept.brief(value))
    return ""


def texts_of(record: Record) -> Iterator[str]:
    """Go through the texts of the columns of a record's row."""
    for key, kept in shown_in_rows(record.kind_id):
        value = record.__dict__.get(key)
        yield "" if value is None else intern(kept.brief(value))


@cache
def shown_in_rows(kind: str) -> tuple[tuple[str, Field[Any]], ...]:
    """Return the fields of a kind that are the columns of its rolls."""
    return tuple((key, kept) for key, kept in Record.kinds[kind].fields.items() if kept.column)


def order_of(record: Record) -> bytes:
    """Return what a record is sorted by: the newest first, or the name in pinyin order; the id comes last."""
    if record.newest_first and record.when and record.when.latest:
        first = f"{date.max.toordinal() - record.when.latest.toordinal():07}"
    else:
        first = "\1".join(chinese.sort_key(str(record.name)))
    return f"{first}\0{record.id}".encode()  # a syllable ends before any letter, a name before any syllable


def lists_of(record: Record, regions: Regions) -> tuple[Listed, ...]:
    """Return the lists a record stands in."""
    found = [
        listed_under(kept, value, regions) if isinstance(value, list) else known_lists(kept, kept.filed(value), regions)
        for kept in ways(record.kind_id)
        if (value := record.__dict__.get(kept.key)) is not None
    ]
    return tuple(chain.from_iterable(found))


@cache
def ways(kind: str) -> tuple[Field[Any], ...]:
    """Return the fields by which one leafs through a kind."""
    return tuple(kept for kept in Record.kinds[kind].fields.values() if kept.dimensions)


def listed_under(kept: Field[Any], value: Any, regions: Regions) -> tuple[Listed, ...]:
    """Return the lists a value stands in, each with its dimension."""
    dimensions = (dimension.key for dimension in kept.dimensions)
    return tuple(listed(key, *path) for key in dimensions for path in kept.paths(value, key, regions))


known_lists = lru_cache(maxsize=1 << 17)(listed_under)  # one place, unit or year stands on thousands of records


def anniversaries(record: Record) -> Iterator[Anniversary]:
    """Go through the days of the year on which the record is remembered."""
    for key, label in remembered(record.kind_id):
        day = record.__dict__.get(key)
        if day and day.month and day.day and day.year and not day.circa:
            yield Anniversary(day.month, day.day, day.year, label, day.lunar if day.lunar and day.lunar.day else None)


@cache
def remembered(kind: str) -> tuple[tuple[str, str], ...]:
    """Return the fields of a kind whose days of the year are remembered: key and label."""
    fields = Record.kinds[kind].fields.items()
    return tuple((key, kept.label) for key, kept in fields if isinstance(kept, Day) and kept.anniversary)


def newest_date(record: Record) -> date | None:
    """Return the newest day on which somebody worked on the record or wrote its source."""
    known = record.__dict__
    said = [known.get("updated"), known.get("published")]
    said += [entry.date for key in ("sources", "errata") for entry in known.get(key, ())]
    if "reviewed" in known:
        said.append(known["reviewed"].date)
    return max([day.earliest for day in said if day and day.earliest], default=None)


def edited(record: Record) -> date | None:
    """Return the newest day on which somebody worked on the record itself, as far as it says so."""
    known = record.__dict__
    said = [known.get("updated"), *(entry.date for entry in known.get("errata", ()))]
    if "reviewed" in known:
        said.append(known["reviewed"].date)
    return max([day.earliest for day in said if day and day.earliest], default=None)


def corrections(record: Record) -> Iterator[Corrected]:
    """Go through the corrections of a record that say when they were made."""
    for entry in record.errata or ():
        if entry.date and entry.date.earliest:
            label = record.named[entry.field].label if entry.field in record.named else entry.field
            yield Corrected(entry.date.earliest, label, entry.old or "", entry.new or "", entry.reason or "")
