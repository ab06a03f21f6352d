"""What a page says of itself to machines: to search engines, to those who share it, to programs that read facts."""

from __future__ import annotations

import json
import posixpath
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import escape

from fengbei.catalogue import CARD
from fengbei.record import Record, node_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fengbei.catalogue import Card, Catalogue, Shared
    from fengbei.pages.views import Crumb, PictureShown
    from fengbei.site import Site

Node = dict[str, Any]
CONTEXT = "https://schema.org"
# In a data block `<` could end the block or open a comment; the line separators end a line in older scripts.
ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
NAME = "@@name@@"  # where the name stands in what is said of many lines
HIDDEN = '<meta name="robots" content="noindex">'


def head(site: Site, path: str, description: str, nodes: Sequence[Node] = ()) -> str:
    """Return what every page has: what it is about, its one address where the site has one, its data."""
    said = [f'<meta name="description" content="{escape(description)}">'] if description else []
    if site.address:
        said.append(f'<link rel="canonical" property="og:url" href="{escape(site.at(path))}">')
    if nodes:
        said.append(block(nodes))
    return "\n".join(said)


class Seen(NamedTuple):
    """A picture that stands for a page: its address, its pixels, its words."""

    href: str
    width: int
    height: int
    alt: str


def seen_of(shared: Shared | None, title: str, picture: PictureShown | None) -> Seen | None:
    """Return what stands for a record's page: its card, else its picture."""
    if shared and shared.card:
        return Seen(shared.card, *CARD, f"{title}：分享卡")
    return Seen(picture.whole.jpeg, picture.whole.width, picture.whole.height, picture.alt) if picture else None


def shared(site: Site, title: str, *, kind: str = "website", seen: Seen | None = None) -> str:
    """Return what a page shows where it is shared (the Open Graph protocol); its address is that of `head`.

    A picture needs a whole address, so there is none where the site may stand anywhere.
    """
    said = [("og:title", title), ("og:type", kind), ("og:site_name", site.name)]
    if site.address and seen:
        said += [("og:image", site.at(seen.href)), ("og:image:width", str(seen.width))]
        said += [("og:image:height", str(seen.height)), ("og:image:alt", seen.alt)]
    return "\n".join(f'<meta property="{name}" content="{escape(words)}">' for name, words in said)


def alternate(label: str, href: str) -> str:
    """Return the link by which a browser or a reader of feeds finds a feed."""
    return f'\n<link rel="alternate" type="application/atom+xml" title="{escape(label)}" href="{escape(href)}">'


def reach(site: Site, path: str, target: str) -> str:
    """Return the address of `target` as the data of the page at `path` gives it: whole, else the way from that page."""
    return site.at(target) if site.address else way(target, posixpath.dirname(path))


@lru_cache(maxsize=1 << 14)
def way(target: str, folder: str) -> str:
    """Return the way from a folder to an address; thousands of lists lie in one folder and name the same ones."""
    return posixpath.relpath(target, folder or ".")


def block(nodes: Sequence[Node]) -> str:
    """Return a data block in JSON-LD, which no browser runs and nothing in it can end."""
    data = nodes[0] if len(nodes) == 1 else {"@graph": nodes}
    return f'<script type="application/ld+json">{in_short({"@context": CONTEXT, **data})}</script>'


def in_short(node: Node | str) -> str:
    """Return a node as JSON in few bytes, in which nothing can end the block around it."""
    return JSON.encode(node).translate(ESCAPES)


def of_record(record: Record, card: Card, seen: Catalogue, site: Site, picture: PictureShown | None) -> Node:
    """Return the node of a record with what it points at and what it is pictured by."""
    node = record.meaning()
    for key in record.pointing:
        field = record.fields[key]
        if field.means and (value := record.__dict__.get(key)) is not None:
            cards = (seen.cards.get((to, ref.id)) for to, ref in field.refs(value))
            if things := [of_card(other, card.href, site) for other in cards if other]:
                node[field.means] = things[0] if len(things) == 1 else things
    if site.address:
        node["url"] = posixpath.basename(card.href)
        if picture:
            node["image"] = site.at(picture.whole.jpeg)
    return node


def of_card(card: Card, path: str, site: Site) -> Node:
    """Return the node of another record, as the page at `path` names it."""
    return {"@type": Record.kinds[card.kind].means, "name": card.name, "url": reach(site, path, card.href)}


def of_line(record: Record) -> str:
    """Return the least that can be said of a record of one line: the dates of the life, and a hole for the name."""
    return block([{**node_of(record, record.life), "name": NAME}])


def of_place(record: Record, anchor: str) -> str:
    """Return the node of a record that has a place and no page, "" where it has no type."""
    node = {"@id": f"#{anchor}", **node_of(record, record.life)}
    return in_short(node) if record.means else ""


def begun(record: Record, anchor: str, name: str) -> str:
    """Return how the node of such a record begins: who it is."""
    return f'{{"@id":"#{anchor}","@type":"{record.means}","name":"{in_block(name)}"'


def graph(nodes: Sequence[str]) -> str:
    """Return nodes as one data block, a line after the head; nothing for none."""
    said = f'{{"@context":"{CONTEXT}","@graph":[{",".join(nodes)}]}}'
    return f'\n<script type="application/ld+json">{said}</script>' if nodes else ""


def of_date(record: Record, key: str) -> str:
    """Return what a date says in the data block of a line, after the name."""
    said = {name: value for name, value in node_of(record, (key,)).items() if name not in {"@type", "name"}}
    text = in_short(said)[1:-1]
    return f",{text}" if text else ""


def in_block(words: str) -> str:
    """Return words as they stand in a data block, without their quotes."""
    return in_short(words)[1:-1]


def of_crumbs(crumbs: Iterable[Crumb], path: str) -> Node:
    """Return the way to a page; that it begins at the home page and ends here goes without saying."""
    return {"@type": "BreadcrumbList", "itemListElement": list(steps([*crumbs][1:-1], path))}


def steps(crumbs: Iterable[Crumb], path: str) -> Iterator[Node]:
    """Go through the steps of the way; JSON-LD reads an address in a page as any link of it."""
    folder = posixpath.dirname(path)
    for position, crumb in enumerate(crumbs, 1):
        yield {"@type": "ListItem", "position": position, "name": crumb.name, "item": way(crumb.href, folder)}


def described(card: Card) -> str:
    """Return what a record's page is about: its summary, else the facts of its row."""
    if card.summary:
        return card.summary
    facts = "；".join([f"{label}：{text}" for label, text in card.cells if text])
    return f"{card.heading}。{facts}" if facts else card.heading
