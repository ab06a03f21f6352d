"""What the find page asks: small script files made from the records that may be seen."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING

from fengbei import chinese
from fengbei.search import people, rows, tables, texts
from fengbei.search.pack import packed
from fengbei.search.taking import Taken, take

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from fengbei.record import Record
    from fengbei.regions import Regions
    from fengbei.search.rows import Person

__all__ = ["Index", "Taken", "take"]

FORMAT = 3  # of the files in find/; the page refuses another
FOLDER = "find"


class Index:
    """Takes in the records one by one, and gives out the files of the search."""

    def __init__(self, kinds: Sequence[type[Record]], regions: Regions) -> None:
        """Begin an empty index."""
        self.regions = regions
        self.letters = {kind.kind_id: rows.base36(10 + at) for at, kind in enumerate(kinds)}
        self.kinds = {kind.kind_id: kind for kind in kinds}
        self.people: list[Person] = []
        self.later: list[tuple[date, Person]] = []  # not before its day
        self.texts: list[tuple[date | None, texts.Text]] = []
        self.names: dict[str, str] = {}  # of what people rest in: id to name
        self.said: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, taken: Taken | None) -> None:
        """Take in what was taken of one record."""
        if taken is None:
            return
        if taken.opens:
            self.later += [(taken.opens, person) for person in taken.people]
        else:
            self.people += taken.people
        if taken.text:
            self.texts.append((taken.opens, taken.text))
        if taken.named:
            self.names[taken.named[0]] = taken.named[1]
        if taken.county:
            self.said[taken.county[0]][taken.county[1]] += 1

    def add_page(self, name: str, title: str, body: str, label: str = "文字页") -> None:
        """Take in a page of no record: its address, its title and its words."""
        self.texts.append((None, texts.Text("page", name, title, name, label, body)))

    def files(self, day: date) -> Iterator[tuple[str, bytes]]:
        """Go through the files of the search as it stands on a day: address and bytes."""
        named = self.people + [person for opens, person in self.later if opens <= day]
        found = [text for opens, text in self.texts if opens is None or opens <= day]
        counties = sorted({person.county for person in named})
        numbers = {code: at for at, code in enumerate(counties)}
        facets = {key: sorted({getattr(person, key) for person in named} - {""}) for key in ("period", "rest")}
        digits = rows.Digits(self.letters, rows.digits(counties), *(rows.digits(facets[key]) for key in facets))
        parts = [*people.shards(named, numbers, digits), *texts.shards(found)]
        used = {char for person in named for char in chinese.fold(person.name) if chinese.is_han(char)}
        said = {code: [name for name, _ in words.most_common(3)] for code, words in self.said.items()}
        where = tables.places(numbers, said, self.regions)
        parts.append(("places", packed("places", where)))
        used |= {char for char in where.decode() if chinese.is_han(char)}
        likely, rare = tables.sounds(used)
        parts.append(("sounds", packed("sounds", likely)))
        parts.append(("rare", packed("rare", rare)))
        parts += [(f"look-{at}", packed(f"look-{at}", data)) for at, data in enumerate(tables.looks(used))]
        old, older = tables.old_forms()
        parts.append(("old", packed("old", old)))
        parts.append(("older", packed("older", older)))
        for name, data in parts:
            yield f"{FOLDER}/{name}.js", data
        build = blake2b(digest_size=8)
        for _, data in parts:
            build.update(data)
        yield f"{FOLDER}/meta.js", self.meta(len(named), len(found), build.hexdigest(), facets)

    def meta(self, named: int, found: int, build: str, facets: Mapping[str, list[str]]) -> bytes:
        """Return the one file that is read first: what there is, and the small tables."""
        said = {
            "format": FORMAT,
            "build": build,
            "rows": named,
            "texts": found,
            "kinds": {self.letters[key]: [key, kind.page, kind.label] for key, kind in self.kinds.items()},
            "compound": sorted(chinese.COMPOUND),
            "periods": facets["period"],
            "rests": [self.names.get(rest, rest) for rest in facets["rest"]],
            "home": self.regions.home,
            "looks": tables.LOOKS,
            "soft": chinese.soft(),
        }
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        return packed("meta", text.encode())
