"""A body becomes a page: it is set into the shell, with a head that says what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import escape

from fengbei.catalogue import Picked
from fengbei.pages import heads
from fengbei.pages.rows import MARK, Scroll
from fengbei.pages.views import root_of
from fengbei.site import base_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from fengbei.pages.templates import Templates
    from fengbei.shell import Shell
    from fengbei.site import Site


HIDDEN = {"withdrawn", "parts"}  # what search engines need not know
# Breaks between blocks: tags of templates leave them, and no reader sees them. Between words they stay, one each.
BLOCK = r"</?(?:a[rs]|d[dilt]|fi|fo|h[1-6e]|li|na|[ou]l|p[ >]|se|ta|tr|tb|te)"
BARE = re.compile(rf">\s*\n\s*(?={BLOCK})")
EMPTY = re.compile(r">[ \t]*\n\s*\n\s*<")


class Page(NamedTuple):
    """A finished page: its address below the site's top, its HTML, and what of it the shell frames."""

    path: str
    text: str  # its HTML; where rows stand in it, what stands before them
    body: str = ""
    frame: str = ""  # what a page made from pieces shares with others of its kind
    pieces: Sequence[str] = ()  # what fills the frame; where there is none, the rows of a roll, which `body` leaves out
    rest: str = ""  # what stands behind the rows

    @property
    def bare(self) -> str:
        """Return the HTML without the rows."""
        return self.text + self.rest

    @property
    def html(self) -> str:
        """Return the whole HTML."""
        return f"{self.text}{''.join(self.pieces)}{self.rest}" if self.rest else self.text

    @property
    def laid(self) -> tuple[Scroll, Sequence[int]] | None:
        """Return the scroll that the rows are of, and their places in it, where they were set beforehand."""
        rows = self.pieces
        return (rows.every, rows.places) if isinstance(rows, Picked) and isinstance(rows.every, Scroll) else None

    @property
    def data(self) -> bytes:
        """Return the whole HTML as bytes: rows that were set beforehand are such already."""
        if not self.laid:
            return self.html.encode()
        scroll, places = self.laid
        return b"".join((self.text.encode(), *scroll.coded(places), self.rest.encode()))

    @property
    def picked(self) -> tuple[str, Sequence[int]]:
        """Return the name of the scroll that the rows are of, "" for none, and their places in it."""
        return (self.laid[0].name, self.laid[1]) if self.laid else ("", ())


def slim(body: str, path: str) -> str:
    """Return a body without the lines that tags of templates leave empty, the way to its own folder not said again."""
    root, folder = root_of(path), path.partition("/")[0]
    if root:
        body = body.replace(f'"{root}{folder}/', '"' + root.removesuffix("../"))
    return EMPTY.sub(">\n<", BARE.sub(">", body))


@dataclass(slots=True)
class Frame:
    """What every page shares: the shell, the templates, the site and the day it is built for."""

    site: Site
    shell: Shell
    templates: Templates
    day: date

    def set(self, path: str, title: str, head: str, kind: str, body: str) -> Page:
        """Return the body set into the shell at an address."""
        html = self.shell.fill(base=base_of(path), title=str(escape(title)), head=head, kind=kind, body=body)
        return Page(path, html, body)

    def list(
        self, template: str, path: str, title: str, rows: Sequence[str] = (), also: str = "", **values: object
    ) -> Page:
        """Return a page made with one of the templates of lists/.

        `rows` are set in where it says `rows_here`, `also` at the end of the head.
        """
        body = self.templates.list(template).render(
            root=root_of(path), site=self.site, day=self.day, title=title, rows_here=MARK, **values
        )
        head = heads.HIDDEN if template in HIDDEN else heads.shared(self.site, title)
        head += f"\n{self.head(path, title, values)}{also}"
        if not rows:
            return self.set(path, title, head, template, slim(body, path))
        before, _, after = body.rpartition(MARK)
        before, after = slim(before, path), slim(after, path)
        page = self.set(path, title, head, template, f"{before}{MARK}{after}")
        text, _, rest = page.text.rpartition(MARK)
        return Page(path, text, before + after, "", rows, rest)

    def head(self, path: str, title: str, values: Mapping[str, Any]) -> str:
        """Return the head of a list: what it is a list of, how many stand in it, the way to it."""
        total = getattr(values.get("page"), "total", 0)
        about = f"{self.site.name}：{title}" + (f"，共 {total} 条" if total else "")
        way = values.get("crumbs", ())
        return heads.head(self.site, path, about, [heads.of_crumbs(way, path)] if len(way) > 2 else [])
