"""The part of the schema.org vocabulary that our pages use, and a check of data against it.

The names are those of schema.org, release 30.0 (https://schema.org/docs/developers.html, CC BY-SA 3.0): the types with
what they are kinds of, the properties with the types that have them and what they may hold. Whoever uses another type
or property enters it here after looking it up there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PARENTS = {
    "Person": "Thing", "Organization": "Thing", "Place": "Thing", "Event": "Thing", "CreativeWork": "Thing",
    "Intangible": "Thing", "CivicStructure": "Place", "Cemetery": "CivicStructure",
    "LandmarksOrHistoricalBuildings": "Place", "Article": "CreativeWork", "WebSite": "CreativeWork",
    "Offer": "Intangible", "Audience": "Intangible", "ListItem": "Intangible", "ItemList": "Intangible",
    "BreadcrumbList": "ItemList", "StructuredValue": "Intangible", "ContactPoint": "StructuredValue",
    "PostalAddress": "ContactPoint", "GeoCoordinates": "StructuredValue",
}  # fmt: skip
DAY = "Date"
PROPERTIES = {
    "name": ("Thing", "Text"), "alternateName": ("Thing", "Text"), "url": ("Thing", "URL"),
    "image": ("Thing", "URL ImageObject"), "gender": ("Person", "Text"), "birthDate": ("Person", DAY),
    "deathDate": ("Person", DAY), "deathPlace": ("Person", "Place"), "jobTitle": ("Person", "Text"),
    "memberOf": ("Person Organization", "Organization"), "award": ("Person Organization CreativeWork", "Text"),
    "address": ("Place Person Organization", "PostalAddress Text"), "geo": ("Place", "GeoCoordinates"),
    "addressRegion": ("PostalAddress", "Text"), "streetAddress": ("PostalAddress", "Text"),
    "latitude": ("GeoCoordinates Place", "Number"), "longitude": ("GeoCoordinates Place", "Number"),
    "startDate": ("Event", DAY), "endDate": ("Event", DAY), "organizer": ("Event", "Organization Person"),
    "location": ("Event Organization", "Place PostalAddress Text"), "audience": ("Event CreativeWork", "Audience"),
    "audienceType": ("Audience", "Text"), "about": ("Event CreativeWork", "Thing"),
    "datePublished": ("CreativeWork", DAY), "offeredBy": ("Offer", "Organization Person"),
    "category": ("Offer", "Text"), "areaServed": ("Offer Organization", "Place Text"), "validFrom": ("Offer", DAY),
    "validThrough": ("Offer", DAY), "itemListElement": ("ItemList", "ListItem"), "position": ("ListItem", "Integer"),
    "item": ("ListItem", "URL Thing"), "inLanguage": ("CreativeWork", "Text"),
}  # fmt: skip
ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def line(kind: str) -> Iterator[str]:
    """Go through a type and everything it is a kind of."""
    yield kind
    while kind in PARENTS:
        kind = PARENTS[kind]
        yield kind


def faults(node: dict[str, Any], at: str = "") -> Iterator[str]:
    """Go through what in a node, and in what it leads to, the vocabulary does not know."""
    kind = node.get("@type", "")
    if kind != "Thing" and kind not in PARENTS:
        yield f"{at}: no type {kind!r}"
        return
    for name, value in node.items():
        if name.startswith("@"):
            continue
        domain, ranges = PROPERTIES.get(name, ("", ""))
        if not set(line(kind)) & set(domain.split()):
            yield f"{at}/{kind} has no {name}"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from wrong(one, ranges.split(), f"{at}/{kind}.{name}")


def wrong(value: Any, ranges: list[str], at: str) -> Iterator[str]:
    """Go through what is wrong with one value of a property that may hold these types."""
    if isinstance(value, dict):
        if not set(line(value.get("@type", ""))) & set(ranges):
            yield f"{at} may be no {value.get('@type')}"
        yield from faults(value, at)
        return
    plain = {
        "Text": isinstance(value, str) and bool(value.strip()),
        "URL": isinstance(value, str) and not re.search(r"[\s<>\"]", value),
        "Date": isinstance(value, str) and bool(ISO.fullmatch(value)),
        "Integer": isinstance(value, int),
        "Number": isinstance(value, int | float),
    }
    if not any(plain.get(each, False) for each in ranges):
        yield f"{at} may not be {value!r}"
