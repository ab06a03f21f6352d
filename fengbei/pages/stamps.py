"""Names for what a page is made from, so that it is made again when, and only when, one of its ingredients changed."""

from __future__ import annotations

import marshal
import re
from array import array
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from fengbei import files
from fengbei.pages.groups import some

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from fengbei.catalogue import Card, Catalogue
    from fengbei.kept import Kept
    from fengbei.pages import Page
    from fengbei.pages.groups import Group
    from fengbei.pages.lists import Shelf
    from fengbei.pages.rolls import ListView
    from fengbei.pages.special import DayOfYear

NAMED = re.compile(r'"((?:parts|lists|records)/[a-z_-]+\.html)"')
DAY = re.compile(r"\bday\b")


class Route(NamedTuple):
    """A page that can be made: its address, a name for all it is made from ("" if it always is), and how."""

    path: str
    stamp: str
    make: Callable[[], Page]


class Stamps:
    """Gives names to the ingredients of pages."""

    def __init__(self, theme: Path, common: str, day: date) -> None:
        """Begin with a name for what all pages are made from; without one, every page is always made."""
        self.theme, self.common, self.day = theme, common, day
        self.faces: dict[str, str] = {}

    def face(self, template: str) -> str:
        """Return a name for a template and all it takes in; for the day, too, if it speaks of it."""
        if template not in self.faces:
            texts = dict(closure(self.theme, template))
            said = [self.common, *(f"{name}\n{text}" for name, text in sorted(texts.items()))]
            if any(DAY.search(text) for text in texts.values()):
                said.append(self.day.isoformat())
            self.faces[template] = blake2b("\n".join(said).encode(), digest_size=16).hexdigest()
        return self.faces[template]

    def name(self, template: str, said: Iterable[object], stamps: Iterable[int]) -> str:
        """Return a name for a page made with a template from some words and from cards with these stamps."""
        return self.named(template, repr(tuple(said)).encode(), stamps) if self.common else ""

    def named(self, template: str, said: bytes, stamps: Iterable[int]) -> str:
        """Return the same of words that are packed; it is asked only where pages are named at all."""
        hashed = blake2b(self.face(template).encode(), digest_size=16)
        hashed.update(said)
        hashed.update(array("Q", stamps).tobytes())
        return hashed.hexdigest()

    def roll(self, page: ListView, stamps: Sequence[int]) -> str:
        """Return a name for a page of a roll; `stamps` are those of all cards of the kind."""
        inner = [] if page.leaf else [group.groups.values() for group in page.groups]
        groups = [page.groups, *inner]
        said = (
            page.path, page.heading, [*map(tuple, page.crumbs)], page.columns, page.first, page.total, page.number,
            page.pages, page.long, [sorted(map(line, each)) for each in groups],
        )  # fmt: skip
        return self.named("lists/roll.html", marshal.dumps(said, 2), some(stamps, page.cards.places))

    def day_of_year(self, entry: DayOfYear) -> str:
        """Return a name for the page of a day of the year."""
        stamps = some(entry.people.register.stamps, entry.people.numbers)
        return self.name("lists/day.html", (entry.month, entry.day, entry.memorials), stamps)

    def record(self, face: str, kept: Kept, card: Card, seen: Catalogue, shelf: Shelf, *, said: object) -> str:
        """Return a name for the page of a record: itself, its neighbours, who points at it, at whom it points."""
        near, beside, backs = list(shelf.near(card)), shelf.beside(card), seen.look_back(card.key)
        words = (
            kept.stamp, said, [(each.label, each.name, each.href, each.total, len(each.cards)) for each in near],
            [(label, len(cards)) for label, cards in backs], [not each for each in beside],
        )  # fmt: skip
        stamps = [card.stamp]
        for places in (*(each.places for each in beside), *(each.cards.places for each in near)):
            stamps += some(shelf.stamps, places)
        for _, cards in backs:
            stamps += some(seen.register.stamps, cards.places)
        stamps += filter(None, map(seen.cards.stamp, kept.targets))
        return self.name(face, words, stamps)


def line(group: Group) -> tuple[object, ...]:
    """Return what another list says of a list."""
    return (group.order, group.label, group.href, group.total, bool(group.groups))


def closure(theme: Path, template: str) -> Iterator[tuple[str, str]]:
    """Go through a template and all it takes in: name and text."""
    waiting, met = [template], set[str]()
    while waiting:
        name = waiting.pop()
        path = theme / name
        if name not in met and files.is_file(path):
            met.add(name)
            text = path.read_text()
            yield name, text
            waiting += NAMED.findall(text)
