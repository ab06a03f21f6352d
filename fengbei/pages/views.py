"""What a record's template is given: facts with their sources, links both ways, neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from fengbei import chinese
from fengbei.fields import Many, Name, Picture, Place
from fengbei.pages.facts import (
    Dispute,
    Erratum,
    Fact,
    Section,
    Shown,
    SourceShown,
    disputes_of,
    errata_of,
    facts_of,
    sections_of,
    sources_of,
)
from fengbei.record import Record, links_of
from fengbei.site import base_of, list_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fengbei.catalogue import Card, Catalogue, Key, Pictures, Shared, Size
    from fengbei.pages.groups import Cards
    from fengbei.pages.lists import Shelf

FEW = 4  # neighbours named on a record's page; the rest stand on the roll linked beside them
MANY = 200  # records named under a back link before the page points to the roll instead


class Crumb(NamedTuple):
    """One step of the way from the home page; the last has no address."""

    name: str
    href: str


class Near(NamedTuple):
    """A roll the record stands in, with its closest neighbours there."""

    label: str
    name: str
    href: str
    total: int
    cards: Cards


class PictureShown(NamedTuple):
    """A picture as it stands on the page: its sizes, what shows until it has come, words, where it is from."""

    sizes: tuple[Size, ...]
    veil: str
    alt: str
    source: str
    year: str
    permission: str

    @property
    def whole(self) -> Size:
        """Return the size for the full view."""
        return self.sizes[-1]

    @property
    def usual(self) -> Size:
        """Return the size for a browser that cannot choose."""
        return self.sizes[min(1, len(self.sizes) - 1)]


class Back(NamedTuple):
    """The records that point at this one, under the heading their link gives."""

    label: str
    total: int
    cards: tuple[Card, ...]
    roll: str  # where all of them stand, if here are only the first


@dataclass(slots=True)
class RecordView:
    """Everything a template of records/ may use, as `page`. Addresses need `root` before them."""

    record: Record
    kind: str
    label: str
    id: str
    path: str
    name: str
    heading: str
    pinyin: str
    summary: str
    state: str
    updated: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[Fact, ...]
    by: dict[str, Fact]
    sections: tuple[Section, ...]
    line: tuple[Shown, ...]
    sources: tuple[SourceShown, ...]
    disputed: tuple[Dispute, ...]
    errata: tuple[Erratum, ...]
    links: dict[str, list[Card]]
    backs: tuple[Back, ...]
    near: tuple[Near, ...]
    portrait: PictureShown | None
    pictures: tuple[PictureShown, ...]
    previous: Card | None
    next: Card | None
    shared: Shared | None

    @property
    def placed(self) -> str:
        """Return the anchor of the record's place on a sheet, "" where it has a page."""
        return self.path.partition("#")[2]


def view(  # noqa: PLR0913 - what a page is made from
    record: Record, card: Card, seen: Catalogue, shelf: Shelf, pictures: Pictures, *, state: str, shared: Shared | None
) -> RecordView:
    """Return what the record's template is given. `seen` holds only what may be shown."""
    facts = tuple(facts_of(record, seen, shelf))
    before, after = shelf.beside(card)
    return RecordView(
        record=record,
        kind=card.kind,
        label=record.label,
        id=card.id,
        path=card.href,
        name=card.name,
        heading=card.heading,
        pinyin=reading(record),
        summary=card.summary,
        state=state,
        updated=record.updated.show() if record.updated else "",
        crumbs=crumbs_of(record, card),
        facts=facts,
        by={fact.key: fact for fact in facts},
        sections=tuple(sections_of(record)),
        line=tuple(line_of(record)),
        sources=tuple(sources_of(record)),
        disputed=tuple(disputes_of(record)),
        errata=tuple(errata_of(record)),
        links=links_shown(record, seen),
        backs=backs_of(card, seen),
        near=tuple(shelf.near(card)),
        portrait=next(pictures_shown(record, pictures, alone=True), None),
        pictures=tuple(pictures_shown(record, pictures, alone=False)),
        previous=next(iter(before), None),
        next=next(iter(after), None),
        shared=shared,
    )


def pictures_shown(record: Record, pictures: Pictures, *, alone: bool) -> Iterator[PictureShown]:
    """Go through the record's portrait (`alone`), or through its other pictures."""
    for key, field in record.fields.items():
        item = field.item if isinstance(field, Many) else field
        if isinstance(item, Picture) and (value := record.__dict__.get(key)) and alone == (item is field):
            for entry in [value] if item is field else value:
                if made := pictures.get((record.file, entry.file)):
                    words = (entry.alt or "", entry.source or "", entry.year or "", entry.permission or "")
                    yield PictureShown(made.sizes, made.veil, *words)


def line_of(record: Record) -> Iterator[Shown]:
    """Go through the dates of the line of a life that are known."""
    for key in record.life:
        if (day := record.__dict__.get(key)) is not None and not day.unknown:
            yield Shown(record.fields[key].label, "", record.fields[key].show(day), ())


def reading(record: Record) -> str:
    """Return the pinyin of a person's name with tone marks, or ""."""
    if not isinstance(record.fields["name"], Name):
        return ""
    return str(record.__dict__.get("pinyin") or chinese.name_pinyin(str(record.name)))


def links_shown(record: Record, seen: Catalogue) -> dict[str, list[Card]]:
    """Return for each field of links the cards it leads to, as far as they may be shown."""
    shown: dict[str, list[Card]] = {key: [] for key in record.own if any(True for _ in links_of(record.fields[key]))}
    for field, to, ref in record.refs():
        if card := seen.cards.get((to, ref.id)):
            shown[field.key].append(card)
    return shown


def backs_of(card: Card, seen: Catalogue) -> tuple[Back, ...]:
    """Return who points at a record, heading by heading."""
    found = ((label, cards) for label, cards in seen.look_back(card.key) if cards)
    return tuple(
        Back(label, len(cards), tuple(cards[:MANY]), roll_of(cards[0], card.key) if len(cards) > MANY else "")
        for label, cards in found
    )


def roll_of(card: Card, target: Key) -> str:
    """Return the address of the roll on which a card stands with all that point at a record, or ""."""
    kind = Record.kinds[card.kind]
    ways = {kept.address for kept in kind.fields.values() if any(link.to == target[0] for link in links_of(kept))}
    found = (key for key, path in card.lists if key in ways and path[-1].slug == target[1])
    return next((list_path(kind.page, key, target[1]) for key in found), "")


def crumbs_of(record: Record, card: Card) -> tuple[Crumb, ...]:
    """Return the way from the home page: the kind, then the place where there is one."""
    crumbs = [Crumb("首页", "index.html"), Crumb(record.label, f"{record.page}/index.html")]
    for field in record.fields.values():
        if isinstance(field, Place) and field.facet and field.column:
            for dimension, path in card.lists:
                if dimension == field.address:
                    crumbs += [Crumb(s.label, list_path(record.page, dimension, s.slug)) for s in path]
                    break
            break
    return (*crumbs, Crumb(card.name, ""))


def root_of(path: str) -> str:
    """Return what stands before every address on a page: "", "../", "../../"."""
    base = base_of(path)
    return "" if base == "." else f"{base}/"
