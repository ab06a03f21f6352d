"""What is new, to subscribe to: Atom (RFC 4287) and JSON Feed 1.1, of some kinds and of the corrections."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from fengbei.catalogue import CORRECTED
from fengbei.feeds.xml import attribute, text
from fengbei.record import Record, is_event

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from fengbei.catalogue import Card, Catalogue
    from fengbei.site import Site

MOST = 50  # entries of a feed: readers ask daily, and nothing here is as frequent as that
MIDNIGHT = "T00:00:00+08:00"  # records know days, not hours; those of Beijing


class Entry(NamedTuple):
    """Something new: a name for ever, title, address, words, the day it came out and the day it last changed."""

    id: str
    title: str
    href: str
    words: str
    published: date
    updated: date


def news(site: Site, seen: Catalogue, day: date) -> Iterator[tuple[str, bytes]]:
    """Go through the feeds, each in both forms: of every kind that has one, and of what was corrected."""
    for kind in Record.kinds.values():
        if kind.feed:
            entries = [entry_of(site, card, day) for card in seen.of(kind.kind_id)]
            yield from both(site, kind.page, kind.label, entries, day)
    yield from both(site, "corrections", "勘误", [*corrections(site, seen)], day)


def both(site: Site, stem: str, label: str, entries: Sequence[Entry], day: date) -> Iterator[tuple[str, bytes]]:
    """Go through the two forms of a feed of the newest entries."""
    newest = sorted(entries, key=lambda entry: (entry.published, entry.id), reverse=True)[:MOST]
    yield f"feeds/{stem}.xml", atom(site, stem, label, newest, day)
    yield f"feeds/{stem}.json", json_feed(site, stem, label, newest)


def entry_of(site: Site, card: Card, day: date) -> Entry:
    """Return the entry of a record. An event that lies ahead came out when it was last edited, not when it begins."""
    edited = card.edited or card.updated
    published = (edited if is_event(Record.kinds[card.kind]) else card.starts) or edited or card.starts or day
    words = card.summary or "；".join(f"{label}：{said}" for label, said in card.cells if said)
    return Entry(name_of(site, card.kind, card.id), card.heading, card.href, words, published, edited or published)


def corrections(site: Site, seen: Catalogue) -> Iterator[Entry]:
    """Go through the entries of all corrections."""
    for card in seen.flagged(CORRECTED):
        for number, said in enumerate(card.errata):
            words = f"“{said.old}”改为“{said.new}”。" if said.old and said.new else said.new or said.old
            if said.reason:
                words = f"{words}理由：{said.reason}"
            key = name_of(site, card.kind, card.id, str(number))
            yield Entry(key, f"{card.heading}：{said.label}", card.href, words, said.day, said.day)


def name_of(site: Site, *parts: str) -> str:
    """Return a name for ever of something of the site; it does not change with the site's address."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, '/'.join((site.name, *parts)))}"


def from_here(site: Site, href: str) -> str:
    """Return an address as a feed gives it: whole, or from the folder of the feeds where the site has none."""
    return site.at(href) if site.address else f"../{href}"


def atom(site: Site, stem: str, label: str, entries: Sequence[Entry], day: date) -> bytes:
    """Return the feed in Atom."""
    newest = max((entry.updated for entry in entries), default=day)
    listed = "".join(
        f"<entry><id>{entry.id}</id><title>{text(entry.title)}</title>"
        f"<link href={attribute(from_here(site, entry.href))}/>"
        f"<published>{entry.published}{MIDNIGHT}</published><updated>{entry.updated}{MIDNIGHT}</updated>"
        f"<summary>{text(entry.words)}</summary></entry>\n"
        for entry in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
        f"<id>{name_of(site, stem)}</id><title>{text(f'{site.name}：{label}')}</title>"
        f"<updated>{newest}{MIDNIGHT}</updated><author><name>{text(site.name)}</name></author>\n"
        f'<link rel="self" href={attribute(from_here(site, f"feeds/{stem}.xml"))}/>\n'
        f"<link href={attribute(from_here(site, 'index.html'))}/>\n{listed}</feed>\n"
    ).encode()


def json_feed(site: Site, stem: str, label: str, entries: Sequence[Entry]) -> bytes:
    """Return the feed in JSON."""
    items = [
        {
            "id": entry.id,
            "url": from_here(site, entry.href),
            "title": entry.title,
            "content_text": entry.words,
            "date_published": f"{entry.published}{MIDNIGHT}",
            "date_modified": f"{entry.updated}{MIDNIGHT}",
        }
        for entry in entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{site.name}：{label}",
        "language": "zh-CN",
        "home_page_url": from_here(site, "index.html"),
        "feed_url": from_here(site, f"feeds/{stem}.json"),
        "items": items,
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()
