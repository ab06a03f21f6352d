"""Markdown of a record becomes HTML: the one place where text is marked safe."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

TAGS = {
    "p", "br", "strong", "em", "blockquote", "ul", "ol", "li", "a", "h3", "h4", "h5", "hr",
    "table", "thead", "tbody", "tr", "th", "td", "code", "pre", "s", "sup",
}  # fmt: skip
SCHEMES = {"http", "https", "mailto"}
ELSEWHERE = re.compile(r"[\x00-\x20]*[/\\][\x00-\x20]*[/\\]")  # as browsers read it
DEEPER = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h5", "h6": "h5"}  # the page has h1 and h2


@cache
def parser() -> MarkdownIt:
    """Return the parser: CommonMark with tables, raw HTML shown as text, nesting bounded."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - slow to load, and a line has no Markdown

    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table")
    markdown.disable("image")  # pictures come through Picture fields, with source and permission
    return markdown


def to_html(text: str) -> Markup:
    """Return the HTML of a Prose field: known tags only, links by scheme, nothing that loads or runs."""
    import nh3  # noqa: PLC0415 - as above

    tokens = parser().parse(text)
    for token in tokens:
        token.tag = DEEPER.get(token.tag, token.tag)
    html = parser().renderer.render(tokens, parser().options, {})
    clean = nh3.clean(
        html, tags=TAGS, attributes={"a": {"href"}}, attribute_filter=own, url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )  # fmt: skip
    return Markup(clean)  # noqa: S704 - sanitised one line above


def own(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute, None of a link that names a host without a scheme, such as //host."""
    del tag
    return None if name == "href" and ELSEWHERE.match(value) else value
