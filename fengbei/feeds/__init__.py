"""What programs fetch of the site: where every page is, what is new, what is remembered when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fengbei.feeds.calendars import calendars
from fengbei.feeds.news import news
from fengbei.feeds.signs import robots, search_form
from fengbei.feeds.sitemaps import maps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from fengbei.catalogue import Catalogue
    from fengbei.site import Site


def files(site: Site, seen: Catalogue, pages: Iterable[str], day: date) -> Iterator[tuple[str, bytes]]:
    """Go through the files: name and bytes.

    `seen` holds what may be shown on the `day` the site is built for, `pages` are the addresses of all pages. The bytes
    follow from these alone. Maps of the site and its search form need whole addresses: they exist only where the site
    has one (`site_url`).
    """
    yield "robots.txt", robots(site)
    yield from news(site, seen, day)
    yield from calendars(site, seen, day)
    if site.address:
        yield "opensearch.xml", search_form(site)
        yield from maps(site, seen.cards.values(), pages)
