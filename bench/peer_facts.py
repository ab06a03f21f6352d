"""The people of a site as other generators are given them: the facts our page of a martyr shows, as plain words."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import yaml

from bench.places import regions
from fengbei.load import no_collection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Facts = dict[str, str]
LABELS = {
    "aliases": "别名", "gender": "性别", "born": "出生", "died": "牺牲", "unit": "部队", "post": "职务",
    "summary": "牺牲情形", "source": "资料来源",
}  # fmt: skip
SHOWN = ("name", "place", "county", "cemetery", "story", *LABELS)  # everything a page must say


def people(corpus: Path) -> Iterator[Facts]:
    """Go through the martyrs of a site made by make.py; what is not known is "".

    Keys: those of LABELS, and id, code (six digits), slug (id without code), name, county, place, facility (id),
    cemetery (its name), story (paragraphs, an empty line between).
    """
    places = {one["id"]: one["name"] for one in facilities(corpus)}
    for path in sorted((corpus / "profiles" / "martyrs").rglob("*.yml")):
        said = read(path)
        yield from (person(one, places) for one in (said if isinstance(said, list) else [said]))


def read(path: Path) -> Any:
    """Return what a YAML file says; every value is a string."""
    with no_collection():
        return yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506 - strings only


def person(said: dict[str, Any], places: dict[str, str]) -> Facts:
    """Return the facts of one record."""
    code = said["native_place"]["code"]
    region = regions().get(code)
    kept = {key: said.get(key, "") for key in ("id", "name", "gender", "born", "died", "unit", "post", "summary")}
    return {
        **kept,
        "code": code,
        "slug": said["id"].removeprefix(f"{code}-"),
        "county": region.name if region else code,
        "place": said["native_place"]["text"],
        "aliases": "、".join(f"{one['name']}（{one['kind']}）" for one in said.get("aliases", ())),
        "facility": said.get("facility", ""),
        "cemetery": places.get(said.get("facility", ""), ""),
        "story": said.get("story", "").strip(),
        "source": "；".join(f"{one['title']}，{one['publisher']}，{one['date']}年" for one in said["sources"]),
    }


def facilities(corpus: Path) -> Iterator[Facts]:
    """Go through the cemeteries of a site: id, name, region, intro."""
    for path in sorted((corpus / "memorials" / "facilities").glob("*.yml")):
        said = read(path)
        yield {**{key: said[key] for key in ("id", "name", "intro")}, "region": said["region"]["text"]}


def missing(page: str, facts: Facts) -> list[str]:
    """Return the keys of what a page should say of a person and does not; a story is asked for by paragraph."""
    text = html.unescape(page)
    return [key for key in SHOWN if any(part and part not in text for part in facts[key].split("\n\n"))]


def some(corpus: Path) -> Iterable[Facts]:
    """Return two people to look up in a finished site: the first and the last of all."""
    everyone = people(corpus)
    first = last = next(everyone)
    for last in everyone:  # noqa: B007 - the last one is wanted
        pass
    return first, last
