"""Records of one line: their pages need nothing but the record and the names of what it points at.

By far the most records of a roll are such. What other records would bring to the page (neighbours, who comes before and
after) stands on the rolls it leads to instead, so a page changes only when its own record does, and can be made as soon
as the record is read.

They are made by the hundred thousand. So the template is set once, with a hole for each thing that differs, inside the
shell; and what many records say alike (a birthplace, a year, a source) is set once and kept as the piece of HTML it is.
"""

from __future__ import annotations

from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from markupsafe import escape

from fengbei.fields import Many, Picture, Place, Prose, Ref
from fengbei.pages import heads
from fengbei.pages.facts import citations, fact_of, sources_of
from fengbei.pages.frame import Page
from fengbei.pages.rows import escaped, escaped_all
from fengbei.pages.views import crumbs_of, reading, root_of
from fengbei.record import Record, links_of
from fengbei.shell import Shell
from fengbei.site import base_of, list_path

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from fengbei.catalogue import Card, Catalogue
    from fengbei.fields import Field, Step
    from fengbei.pages.facts import SourceShown
    from fengbei.pages.lists import Shelf
    from fengbei.pages.templates import Templates
    from fengbei.site import Site

    Path: TypeAlias = tuple[Step, ...]

# A record with one of these has a page of its own.
ALSO = ("publish_from", "summary", "pictures", "glyphs", "disputed", "errata")
DOT = "·"  # in the names of some peoples
KEPT = 1 << 17  # pieces kept to be used again, 150 bytes each


class LineView(NamedTuple):
    """Everything the template of a one-line record may use, as `page`: pieces of HTML, some of them perhaps empty."""

    way: str
    name: str
    large: str  # the name, which may break at its dots
    after: str
    kicker: str
    pinyin: str
    others: str
    facts: str
    stands: str
    sources: str
    id: str
    updated: str


def is_line(record: Record) -> bool:
    """Say whether a record is one of many on a roll, with nothing told of it but facts."""
    said = record.__dict__
    kind = record.kind_id
    return record.bulk and record.visible and alone(kind) and told_in(kind).isdisjoint(said)


@cache
def alone(kind: str) -> bool:
    """Say whether nothing that comes in bulk points at a kind, so that it is known early who is pointed at."""
    fields = (field for other in Record.kinds.values() if other.bulk for field in other.fields.values())
    return not any(link.to == kind for field in fields for link in links_of(field))


@cache
def told_in(kind: str) -> frozenset[str]:
    """Return the keys of a kind's fields that take more than a line: prose, pictures, doubts."""
    fields = Record.kinds[kind].fields
    return frozenset((*ALSO, *(key for key, field in fields.items() if isinstance(field, (Prose, Picture)))))


class Lines:
    """Makes the pages of the lines of a kind that lie at one depth of folders."""

    def __init__(
        self, site: Site, shell: Shell, templates: Templates, seen: Catalogue, shelf: Shelf, path: str
    ) -> None:
        """Set the template into the shell, for pages beside `path`. `seen` holds the kinds a record may point at."""
        self.site, kind = site, shelf.kind
        self.kind = kind
        self.templates, self.seen, self.shelf, self.root = templates, seen, shelf, root_of(path)
        self.shorter = (f'"{self.root}{kind.page}/', '"' + self.root.removesuffix("../"))
        marks = LineView(*(f"@@{name}@@" for name in LineView._fields))
        body = templates.line.render(page=marks, root=self.root, site=site)
        page = shell.fill(base=base_of(path), title="@@title@@", head="@@head@@", kind=kind.kind_id, body=body)
        self.page = Shell(self.near(page))
        self.frame = " ".join(self.page.parts[::2])
        self.told = tuple(key for key in kind.own if kind.fields[key].fact)
        self.company = tuple((d.key, near) for d in shelf.dimensions if (near := kind.fields[d.field].near))
        self.place = next((f.address for f in kind.fields.values() if leads(f)), "")
        self.pieces: dict[Hashable, str] = {}
        self.rolls = Shell(self.set("line.stands", "@@rolls@@")).parts[::2]
        self.pinyin, self.others, self.updated = (
            partial(around, Shell(self.set(f"line.{name}", "@@said@@")).parts[::2])
            for name in ("pinyin", "others", "updated")
        )
        sample = kind("", 1, 1)
        self.opened, _, end = heads.of_line(sample).partition(heads.NAME)
        self.closed = end[1:]
        self.dates = all(not meaning.type for meaning in kind.meanings if meaning.key in kind.life)

    def near(self, html: str) -> str:
        """Return HTML with addresses in the folder of the kind written as the shorter way from beside."""
        return html.replace(*self.shorter)

    def make(self, entries: Sequence[tuple[Record, Card]]) -> list[Page]:
        """Return the pages of one or more records. A hole is filled for all of them before the next one is."""
        cards = [card for _, card in entries]
        names = escaped_all([card.name for card in cards])
        large = {card.name: self.set("head.large", card.name) for card in cards if DOT in card.name}
        known = [(record, record.__dict__) for record, _ in entries]
        lists = [dict(card.lists) for card in cards]
        alias, period = (self.kind.roles.get(role, "") for role in ("alias", "period"))
        pieces: dict[str, list[list[str]]] = {  # put together: many pages have the pieces, one page has the whole
            "head": [self.head(record, card) for record, card in entries],
            "pinyin": [self.pinyin(reading(record)) for record, _ in known],
            "others": [self.others(self.names(said[alias]) if said.get(alias) else "") for _, said in known],
            "facts": [list(self.facts(record)) for record, _ in known],
            "stands": [*map(self.stands, lists)],
            "updated": [self.updated(record.updated.show() if record.updated else "") for record, _ in known],
        }
        slots: dict[str, Sequence[str]] = {
            "title": escaped_all([f"{card.title}·{card.id}" for card in cards]),
            "way": [self.way(record, card, ways) for (record, card), ways in zip(entries, lists, strict=True)],
            "name": names,
            "large": [large.get(card.name, name) for card, name in zip(cards, names, strict=True)],
            "after": [escaped(record.heading.removeprefix(card.name)) for record, card in entries],
            "kicker": [escaped(said.get(period) or record.label) for record, said in known],
            "sources": [self.sources(record) for record, _ in known],
            "id": [card.id for card in cards],
        }
        columns = slots | {name: [*map("".join, column)] for name, column in pieces.items()}
        pages = self.page.filled(columns)
        told = zip(zip(*slots.values(), strict=True), *pieces.values(), strict=True)
        return [
            Page(card.href, html, frame=self.frame, pieces=[*whole, *chain.from_iterable(parts)])
            for card, html, (whole, *parts) in zip(cards, pages, told, strict=True)
        ]

    def kept(self, key: Hashable, make: Callable[..., str], *said: Any) -> str:
        """Return the piece of HTML known by a key, made of what is said if it is not."""
        if (piece := self.pieces.get(key)) is None:
            if len(self.pieces) >= KEPT:
                self.pieces.clear()
            piece = self.pieces[key] = self.near(make(*said))
        return piece

    def set(self, macro: str, *values: Any) -> str:
        """Return what a macro of parts/ makes of some values."""
        return str(self.templates.part(macro, *values))

    def head(self, record: Record, card: Card) -> list[str]:
        """Return what the page says of itself to machines, in pieces."""
        name = heads.in_block(card.name)
        about = heads.head(self.site, card.href, heads.described(card)) + "\n"
        if record.witnesses or not self.dates:
            return [about, heads.of_line(record).replace(heads.NAME, name)]
        return [about, self.opened, name, '"', *self.life(record), self.closed]

    def life(self, record: Record) -> list[str]:
        """Return what the dates of a life say to machines, each behind a comma."""
        said = record.__dict__
        keys = [key for key in record.life if key in said]
        return [self.kept(("data", key, said[key]), heads.of_date, record, key) for key in keys]

    def data(self, record: Record, card: Card) -> str:
        """Return what a record without a page says to machines, "" where it has no type."""
        if record.witnesses or not self.dates:
            return heads.of_place(record, card.anchor)
        return heads.begun(record, card.anchor, card.name) + "".join(self.life(record)) + "}" if record.means else ""

    def way(self, record: Record, card: Card, lists: dict[str, Path]) -> str:
        """Return the steps of the way from the home page."""
        return self.kept(
            ("way", lists.get(self.place)), lambda: self.set("crumbs.way", crumbs_of(record, card)[:-1], self.root)
        )

    def names(self, aliases: list[Any]) -> str:
        """Return the other names of a person."""
        field = self.kind.fields[self.kind.roles["alias"]]
        item = field.item if isinstance(field, Many) else field
        return "、".join(map(item.show, aliases))

    def facts(self, record: Record) -> Iterator[str]:
        """Go through the rows of the table of facts."""
        said, marks = record.__dict__, citations(record)
        for key in self.told:
            if key in record.witnesses:
                yield self.near(self.fact(record, key, ()))
            elif key in said:
                cited = marks.get(key, ())
                yield self.kept((key, alike(said[key]), cited), self.fact, record, key, cited)

    def fact(self, record: Record, key: str, cited: tuple[int, ...]) -> str:
        """Return one row of the table of facts."""
        fact = fact_of(record, key, cited, self.seen, self.shelf)
        return self.set("facts.row", fact, self.root) + "\n" if fact else ""

    def stands(self, lists: dict[str, Path]) -> list[str]:
        """Return the rolls a card stands in whose field promises company."""
        rolls = [
            self.kept((near, lists[key][-1].slug), self.roll, key, near, lists[key][-1].slug)
            for key, near in self.company
            if key in lists
        ]
        return [self.rolls[0], *rolls, self.rolls[1]] if rolls else []

    def roll(self, key: str, near: str, slug: str) -> str:
        """Return the link to one roll."""
        return self.set("line.roll", list_path(self.kind.page, key, slug), near, self.root)

    def sources(self, record: Record) -> str:
        """Return the list of sources."""
        return self.kept(alike(record.sources or []), lambda: "".join(map(self.source, sources_of(record))))

    def source(self, shown: SourceShown) -> str:
        """Return one source."""
        return self.set("sources.item", shown) + "\n"


def around(ends: Sequence[str], said: str) -> list[str]:
    """Return words between two pieces of HTML; nothing where there are no words."""
    return [ends[0], escape(said), ends[1]] if said else []


def leads(field: Field[Any]) -> bool:
    """Say whether a field is the place by whose rolls the way to a record leads."""
    return isinstance(field, Place) and bool(field.facet) and field.column


def alike(value: Any) -> Hashable:
    """Return what two values have in common that are shown alike; what holds it holds the value, too."""
    if isinstance(value, Ref):
        return value.id
    return tuple(value) if isinstance(value, list) else value
