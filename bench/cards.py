"""The people of a site made by make.py as plain cards: what any search engine is given of them."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from bench import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FIELD = re.compile(r"^(?:- |  )?(id|native_place|born|died|unit): (.+)$", re.MULTILINE)
_PLACE = re.compile(r"text: ([^,}]+)")
_NEXT = re.compile(r"\n(?=- id: )")


class Card(NamedTuple):
    """One person in words: `county` is its name of today, `place` the native place as it is written."""

    id: str
    name: str
    aliases: str
    county: str
    place: str
    years: str
    unit: str

    @property
    def page(self) -> str:
        """Return the card as a page of HTML: the name is its title, its county a filter of Pagefind."""
        name, county, *rest = map(escape, (self.name, self.county, self.place, self.years, self.unit))
        aliases = f'<p data-pagefind-weight="5">{escape(self.aliases)}</p>' if self.aliases else ""
        filtered = f'<p data-pagefind-filter="county">{county}</p>' if county else ""
        said = "".join(f"<p>{text}</p>" for text in rest if text)
        return (
            f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{name}</title></head>'
            f"<body><main data-pagefind-body><h1>{name}</h1>{aliases}{filtered}{said}</main></body></html>"
        )


def read(folder: Path) -> Iterator[Card]:
    """Go through the martyrs of a site; ValueError where they are not written as make.py writes."""
    for person, record in zip(corpus.read(folder), _records(folder), strict=True):
        said: dict[str, str] = {}
        for key, value in _FIELD.findall(record):
            said.setdefault(key, value.strip('"'))
        place = _PLACE.search(said.get("native_place", ""))
        years = " ".join(said[key] for key in ("born", "died") if key in said)
        words = (place[1] if place else "", years, said.get("unit", ""))
        yield Card(person.id, person.name, " ".join(person.aliases), person.county, *words)


def _records(folder: Path) -> Iterator[str]:
    """Go through the records of the martyrs as text, in the order of corpus.read."""
    for path in sorted((folder / "profiles" / "martyrs").rglob("*.yml")):
        yield from _NEXT.split(path.read_text(encoding="utf-8"))
