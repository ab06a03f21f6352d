"""Two small signs at the door of the site: for robots, and for browsers that would search it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fengbei.feeds.xml import attribute, text

if TYPE_CHECKING:
    from fengbei.site import Site

SHORT = 16  # characters of a ShortName, as the OpenSearch description document 1.1 allows


def robots(site: Site) -> bytes:
    """Return robots.txt: everything may be read, and where the map of the site is."""
    said = "User-agent: *\nAllow: /\n"
    if site.address:
        said += f"\nSitemap: {site.at('sitemap.xml')}\n"
    return said.encode()


def search_form(site: Site) -> bytes:
    """Return the OpenSearch description of the find page; only for a site with an address of its own."""
    about = site.description or site.name
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{text(site.name[:SHORT])}</ShortName>\n"
        f"<Description>{text(about[:1024])}</Description>\n"
        f'<Url type="text/html" template={attribute(site.at("find.html?q={searchTerms}"))}/>\n'
        "<Language>zh-CN</Language>\n<InputEncoding>UTF-8</InputEncoding>\n</OpenSearchDescription>\n"
    ).encode()
