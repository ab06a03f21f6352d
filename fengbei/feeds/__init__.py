"""What programs fetch of the site: where every page is, what is new, what is remembered when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fengbei.feeds.calendars import calendars
from fengbei.feeds.news import news
from fengbei.feeds.signs import robots, search_form
from fengbei.feeds.sitemaps import maps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from fengbei.catalogue import Catalogue
    from fengbei.site import Site


class Feed(NamedTuple):
    """A file that programs fetch: its address, a name for all it is made from ("" if it is always made), and how."""

    name: str
    stamp: str
    make: Callable[[], bytes]


def files(site: Site, seen: Catalogue, pages: Iterable[str], day: date) -> Iterator[Feed]:
    """Go through the files.

    `seen` holds what may be shown on the `day` the site is built for, `pages` are the addresses of all pages. The bytes
    follow from these alone. Maps of the site and its search form need whole addresses: they exist only where the site
    has one (`site_url`).
    """
    yield from map(always, [("robots.txt", robots(site)), *news(site, seen, day)])
    for name, said, make in calendars(site, seen, day):
        yield Feed(name, said, make)
    if site.address:
        yield from map(always, [("opensearch.xml", search_form(site))])
        yield from map(always, maps(site, seen, pages))


def always(file: tuple[str, bytes]) -> Feed:
    """Return a file that is quicker made than compared with what it was made from."""
    name, data = file
    return Feed(name, "", lambda: data)
