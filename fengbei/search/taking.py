"""What the search takes of one record: rows of names, a text, the words of its county. It asks nothing of any other."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from fengbei import chinese
from fengbei.fields import Entry, Name, Prose
from fengbei.record import Record
from fengbei.search.rows import Row
from fengbei.search.texts import Text
from fengbei.site import ROLL, page_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

HAN = "[㐀-鿿]"
ABOVE = rf"(?:(?!县){HAN}){{1,6}}?(?:地区|专区|市|盟|州(?!市|专区|地区))|{HAN}{{2,12}}?自治州"  # the prefecture
TOWN = "(?:街道|办事处|镇|乡)"
# What such a word ends is a township, 枫市乡 no county 枫市; but one may begin with it, 丹徒县镇南乡.
COUNTY = re.compile(rf"(?:{ABOVE})?({HAN}{{1,7}}?(?:县|市|区|旗))(?!{TOWN}(?!{HAN}{{1,6}}{TOWN}))")
COUNTY_DEPTH = 2  # province and prefecture stand above a county
NEAR = 10  # years; a wider range than this is no year
PLACED = "#"  # behind the kind of a record that has a place on a sheet and no page
UNIT = 24  # characters of a unit that are kept


class Taken(NamedTuple):
    """What the search keeps of one record."""

    opens: date | None  # not to be found before this day
    people: tuple[Row, ...]
    text: Text | None
    named: tuple[str, str] | None  # id and name of what people may rest in
    county: tuple[str, str] | None  # a county the table of regions does not know: six digits, and the record's words


def take(record: Record, place: str = "") -> Taken | None:
    """Return what the search takes of a record, None of one that nobody may find. `place` is where it has no page."""
    if not record.visible or record.id is None or record.name is None:
        return None
    opens = record.publish_from.latest if record.publish_from else None
    body = body_of(record)
    href = place or page_path(record.page, str(record.id))
    text = Text(record.kind_id, str(record.id), record.heading, href, record.label, body) if body else None
    if not isinstance(record.fields["name"], Name):
        return Taken(opens, (), text, (str(record.id), str(record.name)), None)
    code, words = county_of(record)
    known = (code, words) if words and not code.endswith(words) else None
    return Taken(opens, tuple(persons(record, code, place)), text, None, known)


def words_of(found: Sequence[Taken]) -> str:
    """Return everything that the search would say of some records, each value apart from the others."""
    rows = ("\t".join(row) for taken in found for row in taken.people)
    return "\n".join((*rows, *("\t".join(taken.text) for taken in found if taken.text)))


def persons(record: Record, county: str, placed: str = "") -> Iterator[Row]:
    """Go through the rows of one person: the name, and every other name as a row of its own."""
    place, unit, rest = (by_role(record, role) for role in ("place", "unit", "rest"))
    name = str(record.name)
    known = (
        str(record.id),
        f"{record.kind_id}{PLACED}" if placed else record.kind_id,
        county,
        year_of(by_role(record, "born")),
        year_of(by_role(record, "died")),
        by_role(record, "period") or "",
        rest.id if rest else "",
        place.township or "" if place else "",
        str(unit)[:UNIT] if unit else "",
    )
    yield Row(name, folded(name), "", "", *known)
    for entry in by_role(record, "alias") or []:
        other, kind = (entry.name, entry.kind) if isinstance(entry, Entry) else (entry, "")  # type: ignore[attr-defined]
        if other and other != name:
            yield Row(other, folded(other), name, kind or "曾用名", *known)


def folded(name: str) -> str:
    """Return the name as it is looked for, "" where it is written so."""
    plain = chinese.fold(name)
    return plain if plain != name else ""


def county_of(record: Record) -> tuple[str, str]:
    """Return what a person is filed under, and the record's own words for a county the table does not know.

    Filed under are the six digits of a county, or of a province and the county's words. Where the table of regions
    ends, the six digits of a roll's id are taken.
    """
    place = by_role(record, "place")
    code = str(place.code) if place else ""
    if place and len(place.line) > COUNTY_DEPTH:
        return code, ""
    roll = ROLL.fullmatch(str(record.id))
    if roll and (not code or roll[1][:2] == code[:2]):
        code = roll[1]
    found = COUNTY.match(beyond(place)) if place and code else None
    words = found[1] if found else ""
    return (code + words if code.endswith("00") else code), words


def by_role(record: Record, role: str) -> Any:
    """Return the value of the field that plays a part in finding people, or None."""
    return record.__dict__.get(record.roles.get(role, ""))


def beyond(place: Any) -> str:
    """Return what the words of a place say beyond the province and prefecture that are known."""
    text = str(place.text)
    for unit in place.line:
        text = text.removeprefix(unit.name).removeprefix(unit.short).lstrip("省市 ")
    return text


def year_of(day: chinese.Day | None) -> str:
    """Return the year of a date, or of a narrow range of years."""
    if day is None:
        return ""
    if day.year is None and day.earliest and day.latest and day.latest.year - day.earliest.year <= NEAR:
        return str(day.earliest.year)
    return str(day.year or "")


def body_of(record: Record) -> str:
    """Return the words a record's page may be found by, "" for one that only stands on a roll."""
    person = isinstance(record.fields["name"], Name)
    told = [str(record.summary or "")]
    told += [str(v) for key in prose_of(record.kind_id) if (v := record.__dict__.get(key))]
    if person and not any(told):
        return ""
    told.append("，".join(other_words(record)))  # a mark between two fields: no word runs from one into the next
    return "\n".join(part for part in told if part)


@cache
def prose_of(kind: str) -> tuple[str, ...]:
    """Return the keys of a kind's passages of prose."""
    return tuple(key for key, field in Record.kinds[kind].fields.items() if isinstance(field, Prose))


def other_words(record: Record) -> Iterator[str]:
    """Go through what else is said in a record: the words of every field that is searched, the name left out."""
    for key, field in record.fields.items():
        if field.search and key != "name" and not isinstance(field, Prose):
            value = record.__dict__.get(key)
            yield from (word for word in field.words(value) if word) if value is not None else ()
