"""The facts of a record with their sources, its passages, and what its sources do not agree on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fengbei.fields import Link, Many, Prose
from fengbei.pages.markdown import to_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from fengbei.catalogue import Catalogue
    from fengbei.fields import Field
    from fengbei.pages.lists import Shelf
    from fengbei.record import Record


class Shown(NamedTuple):
    """One statement of a fact: words, the page they lead to, a note, the numbers of its sources."""

    text: str
    href: str
    note: str
    marks: tuple[int, ...]


class Fact(NamedTuple):
    """A row of the table of facts: several statements where the sources differ."""

    key: str
    label: str
    shown: tuple[Shown, ...]


class Section(NamedTuple):
    """A passage of several paragraphs under its heading."""

    key: str
    label: str
    html: Markup


class SourceShown(NamedTuple):
    """A source as it is printed; `url` is "" where only a copy elsewhere was seen."""

    number: int
    title: str
    publisher: str
    date: str
    page: str
    url: str
    note: str


class Dispute(NamedTuple):
    """A fact on which sources differ, all statements side by side."""

    label: str
    values: tuple[str, ...]
    note: str


class Erratum(NamedTuple):
    """A correction: when, of what, from which words to which, and why."""

    date: str
    label: str
    old: str
    new: str
    reason: str
    source: str


def facts_of(record: Record, seen: Catalogue, shelf: Shelf) -> Iterator[Fact]:
    """Go through the kind's own facts that the record has, in the order they are declared."""
    cited = citations(record)
    for key in ("glyphs", *record.own):  # a character no screen shows is explained first
        if record.fields[key].fact and key in record.__dict__:
            fact = fact_of(record, key, cited.get(key, ()), seen, shelf)
            if fact:
                yield fact


def fact_of(record: Record, key: str, cited: tuple[int, ...], seen: Catalogue, shelf: Shelf) -> Fact | None:
    """Return a fact that a record has, with the numbers of its sources; None where nothing of it can be shown."""
    field = record.fields[key]
    if key in record.witnesses:
        said = record.witnesses[key]
        shown = tuple(Shown(field.show(w.value), "", w.note, (w.source,) if w.source else ()) for w in said)
    else:
        shown = tuple(statements(field, record.__dict__[key], cited, seen, shelf))
    return Fact(key, field.label, shown) if shown else None


def statements(field: Field[Any], value: Any, marks: tuple[int, ...], seen: Catalogue, shelf: Shelf) -> Iterator[Shown]:
    """Go through what is said of one fact; links lead to pages, places and choices to rolls."""
    item = field.item if isinstance(field, Many) else field
    if isinstance(item, Link):
        refs = [ref for _, ref in field.refs(value)]
        for card in (seen.cards.get((item.to, ref.id)) for ref in refs):
            if card:
                yield Shown(card.name, card.href, "", marks)
    elif isinstance(field, Many):
        for number, each in enumerate(value):
            yield Shown(item.show(each), "", "", marks if number == len(value) - 1 else ())
    else:
        yield shelf.statement(field, value, marks)


def citations(record: Record) -> dict[str, tuple[int, ...]]:
    """Return the numbers of the sources that support each field."""
    found: dict[str, tuple[int, ...]] = {}
    for number, source in enumerate(record.sources or [], 1):
        for word in source.supports or []:
            if word in record.named:
                key = record.named[word].key
                found[key] = (*found.get(key, ()), number)
    return found


def sections_of(record: Record) -> Iterator[Section]:
    """Go through the record's passages of prose."""
    for key in record.own:
        field = record.fields[key]
        if isinstance(field, Prose) and (text := record.__dict__.get(key)):
            yield Section(key, field.label, to_html(text))


def sources_of(record: Record) -> Iterator[SourceShown]:
    """Go through the sources; the address of a copied page is never printed."""
    for number, source in enumerate(record.sources or [], 1):
        yield SourceShown(
            number=number,
            title=source.title or "",
            publisher=source.publisher or "",
            date=source.date.show() if source.date else "",
            page=source.page or "",
            url="" if source.mirror == "是" else source.url or "",
            note=source.note or "",
        )


def disputes_of(record: Record) -> Iterator[Dispute]:
    """Go through the facts that the sources do not agree on."""
    for entry in record.disputed or []:
        yield Dispute(label_of(record, entry.field), tuple(entry.values or ()), entry.note or "")


def errata_of(record: Record) -> Iterator[Erratum]:
    """Go through the corrections, the newest first."""
    for entry in reversed(record.errata or []):
        yield Erratum(
            entry.date.show() if entry.date else "",
            label_of(record, entry.field),
            *(getattr(entry, part) or "" for part in ("old", "new", "reason", "source")),
        )


def label_of(record: Record, word: str) -> str:
    """Return a field's label, whether it was named by key or by label."""
    return record.named[word].label if word in record.named else word
