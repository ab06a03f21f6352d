"""Records of which more is told than facts, where their kind has no pages: all of the page at the place on a sheet.

The template is that of the page. What a page has once a sheet may have a hundred times, so the piece is fitted in.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fengbei.pages import heads
from fengbei.pages.frame import slim
from fengbei.pages.views import root_of, view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fengbei.catalogue import Card, Catalogue, Pictures
    from fengbei.pages.frame import Frame
    from fengbei.pages.lists import Shelf
    from fengbei.record import Record

TAG = re.compile(r"<[a-z][^<>]*>")
ID = re.compile(r'\sid="([^"]*)"')
NAMING = re.compile(r'(\shref="#|\s(?:id|for|aria-labelledby|aria-describedby)=")([^"]*)')
HEADING = re.compile(r"<(/?)h([1-5])(?=[\s>])")
SCRIPT = re.compile(r'<script src="([^"]*)" defer></script>\n?')


class Told(NamedTuple):
    """What stands at the place of a record: its HTML, what it says to machines, the scripts it needs."""

    html: str
    data: str
    scripts: tuple[str, ...]


class Tellers:
    """Makes what stands at the places of records of which more is told."""

    def __init__(self, frame: Frame, shelves: Mapping[str, Shelf], seen: Catalogue, pictures: Pictures) -> None:
        """Take in what a page is made from; `seen` is what of the catalogue may be shown."""
        self.frame, self.shelves, self.seen, self.pictures = frame, shelves, seen, pictures

    def tell(self, record: Record, card: Card) -> Told:
        """Return what the page of a record would say, but the way to it and who is near: the sheet shows these."""
        site, state = self.frame.site, record.over if card.ended(self.frame.day) else ""
        whole = view(record, card, self.seen, self.shelves[card.kind], self.pictures, state=state, shared=None)
        page = replace(whole, crumbs=(), near=(), previous=None, next=None)
        template = self.frame.templates.record(card.kind)
        body = template.render(page=page, root=root_of(card.sheet), site=site, day=self.frame.day)
        html, scripts = fitted(slim(body, card.sheet), card.anchor)
        picture = page.portrait or next(iter(page.pictures), None)
        node = {"@id": f"#{card.anchor}", **heads.of_record(record, card, self.seen, site, picture)}
        return Told(html, heads.in_short(node), scripts)


def fitted(html: str, anchor: str) -> tuple[str, tuple[str, ...]]:
    """Return what a page says so that it may stand on a sheet, and the addresses of its scripts.

    Its headings go a step down, for the sheet has its own above; its ids, and what names them, begin with the anchor,
    so that no two records have the same; no id of a record has an underscore.
    """
    scripts = tuple(SCRIPT.findall(html))
    bare = SCRIPT.sub("", html)
    ids = {name for tag in TAG.findall(bare) for name in ID.findall(tag)}

    def named(found: re.Match[str]) -> str:
        return f"{found[1]}{anchor}_{found[2]}" if found[2] in ids else found[0]

    apart = TAG.sub(lambda tag: NAMING.sub(named, tag[0]), bare) if ids else bare
    return HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + 1}", apart), scripts
