"""The map of the site for search engines (sitemaps.org): one index, and files of at most 50,000 addresses."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from fengbei.catalogue import PLACED
from fengbei.feeds.xml import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fengbei.catalogue import Catalogue
    from fengbei.site import Site

MOST = 50_000  # addresses a file, as the protocol allows
UNLISTED = {"404.html", "parts.html"}  # what nobody looks for: no page here, and the parts of pages
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
Place = tuple[str, str]  # an address below the site's top, and the day it last changed, "" where nobody said


def maps(site: Site, seen: Catalogue, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Go through the files of the map, the index last: records and other pages apart. Each file is made alone."""
    names = []
    others = ((page, "") for page in sorted(page for page in pages if is_other(page)))
    register = seen.register  # whoever has but a place on a page is found by that page
    own = (number for number in seen.cards.numbers if not register.flags[number] & PLACED)
    records = ((register.address(number), said_of(register.edited[number])) for number in own)
    for stem, places in (("pages", others), ("records", records)):
        for number, portion in enumerate(portions(places), 1):
            names.append(f"sitemaps/{stem}-{number}.xml")
            yield names[-1], urlset(site, portion)
    listed = "".join(f"<sitemap><loc>{text(site.at(name))}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", f'{DECLARATION}<sitemapindex xmlns="{NAMESPACE}">\n{listed}</sitemapindex>\n'.encode()


def said_of(day: int) -> str:
    """Return a day of a register's column as it is written, "" for none."""
    return date.fromordinal(day).isoformat() if day else ""


def portions(places: Iterator[Place]) -> Iterator[list[Place]]:
    """Go through the places in portions that fit a file."""
    while portion := list(islice(places, MOST)):
        yield portion


def urlset(site: Site, places: Iterable[Place]) -> bytes:
    """Return one file of addresses."""
    top = text(site.at(""))
    listed = "".join(
        f"<url><loc>{top}{href}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>\n"
        for href, changed in places
    )
    return f'{DECLARATION}<urlset xmlns="{NAMESPACE}">\n{listed}</urlset>\n'.encode()


def is_other(page: str) -> bool:
    """Say whether a file is a page and no record's: ids have no underscore, and none is `index`."""
    if not page.endswith(".html") or page in UNLISTED:
        return False
    return "/list_" in page or "/" not in page or page.endswith("/index.html") or page.startswith("calendar/")
