"""What the find page asks: small script files made from the records that may be seen."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from fengbei import chinese, files
from fengbei.fields import Entry, Many, Name, Prose
from fengbei.search import people, tables, texts
from fengbei.search.pack import packed
from fengbei.site import ROLL, page_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from fengbei.record import Record
    from fengbei.regions import Regions

FORMAT = 1  # of the files in find/; the page refuses another
FOLDER = "find"
COUNTY = re.compile(r"(?:省|自治区|市|地区|专区|州)?([㐀-鿿]{1,7}?(?:县|市|区|旗|州))(?![㐀-鿿]*(?:县|市|区|旗))")
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
        self.names: dict[str, dict[str, str]] = defaultdict(dict)  # by kind: id to name
        self.periods: dict[str, int] = {}
        self.rests: dict[str, int] = {}
        self.said: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, record: Record) -> None:
        """Take in one record."""
        if not record.visible or record.id is None or record.name is None:
            return
        self.names[record.kind_id][str(record.id)] = str(record.name)
        opens = record.publish_from.latest if record.publish_from else None
        if isinstance(record.fields["name"], Name):
            for person in self.persons(record):
                if opens:
                    self.later.append((opens, person))
                else:
                    self.people.append(person)
        if body := body_of(record):
            href = page_path(record.page, str(record.id))
            self.texts.append((opens, texts.Text(record.heading, href, record.label, body)))

    def add_page(self, text: texts.Text) -> None:
        """Take in a page of prose."""
        self.texts.append((None, text))

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
            county,
            year_of(by_role(record, "born")),
            year_of(by_role(record, "died")),
            place.township if place else "",
            str(unit)[:24] if unit else "",
            "" if facet == "." else facet,
        )
        yield people.Person(name, "", "", *rest)
        for entry in by_role(record, "alias") or []:
            other, kind = (entry.name, entry.kind) if isinstance(entry, Entry) else (entry, "")  # type: ignore[attr-defined]
            if other and other != name:
                yield people.Person(other, name, kind or "曾用名", *rest)

    def county_of(self, record: Record, place: Any) -> str:
        """Return the six digits a person is filed under: of the place, else of the roll."""
        code = str(place.code) if place else ""
        roll = ROLL.fullmatch(str(record.id))
        if len(place.line) < 3 if place else True:
            if roll and (not code or roll[1][:2] == code[:2]):
                code = roll[1]
            if place and code and (words := COUNTY.search(place.text)):
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
        parts.append(("sounds", packed("sounds", tables.sounds(used))))
        parts.append(("shapes", packed("shapes", tables.shapes(used))))
        parts.append(("old", packed("old", tables.old_forms())))
        parts.append(("places", packed("places", tables.places(numbers, said, self.regions))))
        for name, data in parts:
            yield f"{FOLDER}/{name}.js", data
        yield f"{FOLDER}/meta.js", self.meta(len(rows), len(found))

    def meta(self, rows: int, found: int) -> bytes:
        """Return the one file that is read first: what there is, and the small tables."""
        names = {target: named for kind in self.kinds.values() for target, named in self.names.items() if kind}
        rests = [next((named[rest] for named in names.values() if rest in named), rest) for rest in self.rests]
        said = {
            "format": FORMAT,
            "rows": rows,
            "texts": found,
            "shards": texts.SHARDS,
            "docs": texts.DOCS,
            "kinds": {self.letters[key]: [key, kind.page, kind.label] for key, kind in self.kinds.items()},
            "compound": sorted(chinese.COMPOUND),
            "periods": list(self.periods),
            "rests": rests,
            "home": self.regions.home,
        }
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        return packed("meta", text.encode())


def scripts(theme: Path) -> Iterator[tuple[str, bytes]]:
    """Go through the scripts that ask the index, so that it can be asked without any page."""
    for path in files.walk(theme / "js", ".js"):
        yield f"js/{path.name}", path.read_bytes()


def by_role(record: Record, role: str) -> Any:
    """Return the value of the field that plays a part in finding people, or None."""
    for key, field in record.fields.items():
        if field.role == role:
            return record.__dict__.get(key)
    return None


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
    for key, field in record.fields.items():
        value = record.__dict__.get(key)
        if value is None or (person and not isinstance(field, Prose)):
            continue
        item = field.item if isinstance(field, Many) else field
        if isinstance(field, Prose):
            told.append(str(value))
        elif field.search and key != "name":
            told += [word for word in item.words(value) if word] if item is field else list(field.words(value))
    text = "\n".join(part for part in told if part)
    if person and text:
        text = "\n".join((text, *other_words(record)))
    return text


def other_words(record: Record) -> Iterator[str]:
    """Go through what else is said of a person whose page tells a story."""
    for key, field in record.fields.items():
        if field.search and not isinstance(field, Prose) and (value := record.__dict__.get(key)) is not None:
            yield from (word for word in field.words(value) if word)
