"""What the find page asks: small script files made from the records that may be seen."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from functools import cache
from sys import intern
from typing import TYPE_CHECKING, Any

from fengbei import chinese, files
from fengbei.catalogue import newest_date
from fengbei.fields import Entry, Name, Prose
from fengbei.record import Record
from fengbei.search import people, tables, texts
from fengbei.search.pack import packed
from fengbei.site import ROLL, page_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from fengbei.regions import Regions

FORMAT = 2  # of the files in find/; the page refuses another
FOLDER = "find"
COUNTY = re.compile(r"(?:[㐀-鿿]{1,6}?(?:地区|专区|市|州|盟))?([㐀-鿿]{1,7}?(?:县|市|区|旗))")
COUNTY_DEPTH = 2  # province and prefecture stand above a county
NEAR = 10  # years; a wider range than this is no year


class Index:
    """Takes in the records one by one, and gives out the files of the search."""

    def __init__(self, kinds: Sequence[type[Record]], regions: Regions) -> None:
        """Begin an empty index."""
        self.regions = regions
        self.letters = {kind.kind_id: people.base36(10 + at) for at, kind in enumerate(kinds)}
        self.kinds = {kind.kind_id: kind for kind in kinds}
        self.people: list[people.Person] = []
        self.later: list[tuple[date, people.Person]] = []  # not before its day
        self.texts: list[tuple[date | None, texts.Text]] = []
        self.names: dict[str, str] = {}  # of what people rest in: id to name
        self.periods: dict[str, int] = {}
        self.rests: dict[str, int] = {}
        self.newest: date | None = None  # the newest day on which somebody worked on a record
        self.said: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, record: Record) -> None:
        """Take in one record."""
        if not record.visible or record.id is None or record.name is None:
            return
        worked = newest_date(record)
        if worked and (self.newest is None or worked > self.newest):
            self.newest = worked
        opens = record.publish_from.latest if record.publish_from else None
        if isinstance(record.fields["name"], Name):
            for person in self.persons(record):
                if opens:
                    self.later.append((opens, person))
                else:
                    self.people.append(person)
        else:
            self.names[str(record.id)] = str(record.name)
        if body := body_of(record):
            href = page_path(record.page, str(record.id))
            self.texts.append(
                (opens, texts.Text(record.kind_id, str(record.id), record.heading, href, record.label, body))
            )

    def add_page(self, name: str, title: str, body: str) -> None:
        """Take in a page of prose: its address, its title and its words."""
        self.texts.append((None, texts.Text("page", name, title, name, "文字页", body)))

    def persons(self, record: Record) -> Iterator[people.Person]:
        """Go through the rows of one person: the name, and every other name as a row of its own."""
        place = by_role(record, "place")
        county = self.county_of(record, place)
        facet = f"{number(self.periods, by_role(record, 'period'))}.{number(self.rests, by_role(record, 'rest'))}"
        unit = by_role(record, "unit")
        name = str(record.name)
        rest = (
            str(record.id),
            self.letters[record.kind_id],
            intern(county),
            intern(year_of(by_role(record, "born"))),
            intern(year_of(by_role(record, "died"))),
            intern(place.township) if place else "",
            intern(str(unit)[:24]) if unit else "",
            intern("" if facet == "." else facet),
        )
        yield people.Person(name, "", "", *rest)
        for entry in by_role(record, "alias") or []:
            other, kind = (entry.name, entry.kind) if isinstance(entry, Entry) else (entry, "")  # type: ignore[attr-defined]
            if other and other != name:
                yield people.Person(other, name, kind or "曾用名", *rest)

    def county_of(self, record: Record, place: Any) -> str:
        """Return what a person is filed under: the six digits of a county, or of a province and the county's words.

        Where the table of regions ends, the six digits of a roll's id are taken, and the words of the record.
        """
        code = str(place.code) if place else ""
        if place and len(place.line) > COUNTY_DEPTH:
            return code
        roll = ROLL.fullmatch(str(record.id))
        if roll and (not code or roll[1][:2] == code[:2]):
            code = roll[1]
        words = COUNTY.match(beyond(place)) if place and code else None
        if words and code.endswith("00"):
            return code + words[1]
        if words:
            self.said[code][words[1]] += 1
        return code

    def files(self, day: date) -> Iterator[tuple[str, bytes]]:
        """Go through the files of the search as it stands on a day: address and bytes."""
        rows = self.people + [person for opens, person in self.later if opens <= day]
        found = [text for opens, text in self.texts if opens is None or opens <= day]
        counties = sorted({person.county for person in rows})
        numbers = {code: at for at, code in enumerate(counties)}
        parts = [*people.shards(rows, numbers), *texts.shards(found)]
        used = {char for person in rows for char in chinese.fold(person.name) if chinese.is_han(char)}
        said = {code: [name for name, _ in words.most_common(3)] for code, words in self.said.items()}
        where = tables.places(numbers, said, self.regions)
        parts.append(("places", packed("places", where)))
        used |= {char for char in where.decode() if chinese.is_han(char)}
        parts.append(("sounds", packed("sounds", tables.sounds(tables.likely(used)))))
        parts.append(("rare", packed("rare", tables.sounds(tables.rare(used)))))
        parts.append(("shapes", packed("shapes", tables.shapes(tables.likely(used)))))
        parts.append(("old", packed("old", tables.old_forms())))
        for name, data in parts:
            yield f"{FOLDER}/{name}.js", data
        yield f"{FOLDER}/meta.js", self.meta(len(rows), len(found))

    def meta(self, rows: int, found: int) -> bytes:
        """Return the one file that is read first: what there is, and the small tables."""
        said = {
            "format": FORMAT,
            "rows": rows,
            "texts": found,
            "shards": texts.shard_count(found),
            "docs": texts.DOCS,
            "kinds": {self.letters[key]: [key, kind.page, kind.label] for key, kind in self.kinds.items()},
            "compound": sorted(chinese.COMPOUND),
            "periods": list(self.periods),
            "rests": [self.names.get(rest, rest) for rest in self.rests],
            "home": self.regions.home,
            "soft": chinese.soft(),
        }
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        return packed("meta", text.encode())


def scripts(theme: Path) -> Iterator[tuple[str, bytes]]:
    """Go through the scripts that ask the index, so that it can be asked without any page."""
    for path in files.walk(theme / "js", ".js"):
        yield f"js/{path.name}", path.read_bytes()


def by_role(record: Record, role: str) -> Any:
    """Return the value of the field that plays a part in finding people, or None."""
    return record.__dict__.get(record.roles.get(role, ""))


def beyond(place: Any) -> str:
    """Return what the words of a place say beyond the province and prefecture that are known."""
    text = str(place.text)
    for unit in place.line:
        text = text.removeprefix(unit.name).removeprefix(unit.short).lstrip("省市 ")
    return text


def number(known: dict[str, int], value: Any) -> str:
    """Return the number of a value in a table of few values, entering it when it is new."""
    if not value:
        return ""
    return people.base36(known.setdefault(getattr(value, "id", value), len(known)))


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
    told += other_words(record)
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
