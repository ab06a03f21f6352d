"""What the find page asks: small script files made from the records that may be seen."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import cache, partial
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from fengbei import chinese
from fengbei.search import details, integers, people, rows, tables, texts
from fengbei.search.pack import packed
from fengbei.search.sheaf import Sheaf, bundle, gather, lines_of, sheaves
from fengbei.search.taking import PLACED, Taken, take, words_of
from fengbei.search.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from fengbei.record import Record
    from fengbei.regions import Regions

__all__ = [
    "VOUCHERS", "Index", "Part", "Sheaf", "Taken", "Text", "bundle", "gather", "page_of", "sheaves", "take", "words_of",
]  # fmt: skip

FORMAT = 8  # of the files in find/; the page refuses another
FOLDER = "find"
META = "meta"
TEXTS = "texts"
# Parts that vouch for others: their mark is that of all these are made from. How the names of the others begin.
VOUCHED = {copy: (f"{copy}-",) for copy in (*people.COPIES, details.COPY)} | {TEXTS: ("gram-", "docs-", "text-")}
VOUCHERS = frozenset(f"{FOLDER}/{name}.js" for name in VOUCHED)  # take them from `kept` if a part is missing


class Part(NamedTuple):
    """A file of the search."""

    name: str  # its address
    mark: str  # of what it is made from: the same mark, the same bytes
    data: bytes | None  # None where the file of an earlier build may stand


# A writer gives what is packed: blocks, one after another, the bytes of each alike.
Draft = tuple[str, str, "Callable[[], Sequence[bytes]] | None"]  # name, mark, writer, None if the file may stand


class Index:
    """Takes in sheaf after sheaf, and gives out the files of the search."""

    def __init__(self, kinds: Sequence[type[Record]], regions: Regions, placed: Container[str] = ()) -> None:
        """Begin an empty index; of the kinds whose folders are `placed` some have no pages, which a letter tells."""
        self.regions = regions
        self.letters = {kind.kind_id: integers.base36(10 + at) for at, kind in enumerate(kinds)}
        self.placed = {kind.kind_id: kind for kind in kinds if kind.page in placed}
        self.letters |= {f"{key}{PLACED}": self.letters[key].upper() for key in self.placed}
        self.kinds = {kind.kind_id: kind for kind in kinds}
        self.sheaves: list[Sheaf] = []
        self.pages: list[Text] = []
        self.awaited: Callable[[], list[Text]] | None = None  # gives these, once they are needed

    def add(self, sheaf: Sheaf) -> None:
        """Take in what some records bring."""
        self.sheaves.append(sheaf)

    def files(self, day: date) -> Iterator[tuple[str, bytes]]:
        """Go through the files of the search as it stands on a day: address and bytes."""
        for part in self.parts(day, {}):
            if part.data is not None:
                yield part.name, part.data

    def parts(self, day: date, kept: Mapping[str, str]) -> Iterator[Part]:
        """Go through the files of the search as it stands on a day, without those bytes that are there already.

        `kept` holds, by address, the marks of the files that an earlier build has left; they are void where the
        program or the settings have changed since. What is written is the same as without them.
        """
        seen = []
        for name, mark, write in self.drafts(day, kept):
            address = f"{FOLDER}/{name}.js"
            seen.append(f"{address} {mark}")
            stands = write is None or kept.get(address) == mark
            columns = name.partition("-")[0] in people.COPIES
            yield Part(address, mark, None if write is None or stands else packed(name, write(), columns=columns))
        build = marked(*sorted(seen))
        data = packed(META, [self.meta(day, build)])
        address = f"{FOLDER}/{META}.js"
        yield Part(address, build, None if kept.get(address) == build else data)

    def open(self, day: date) -> list[Sheaf]:
        """Return what may be found on a day."""
        return [sheaf for sheaf in self.sheaves if sheaf.opens <= day.isoformat()]

    def found(self, day: date) -> list[Text]:
        """Return the texts that may be found on a day."""
        return [*(Text(*text) for sheaf in self.open(day) for text in sheaf.texts), *self.pages]

    def periods(self, day: date) -> list[str]:
        """Return the periods: the choices there are first, in their order, so that their numbers stay."""
        fields = (kind.fields.get(kind.roles.get("period", "")) for kind in self.kinds.values())
        chosen = (option for field in fields for option in getattr(field, "options", ()))
        used = sorted({period for sheaf in self.open(day) for period in sheaf.periods})
        return list(dict.fromkeys((*chosen, *used)))

    def drafts(self, day: date, kept: Mapping[str, str]) -> Iterator[Draft]:
        """Go through all files but the first, not yet written."""
        open_now = self.open(day)
        periods = {period: at for at, period in enumerate(["", *self.periods(day)])}
        numbers = rows.Numbers({kind: ord(letter) for kind, letter in self.letters.items()}, periods)
        given = marked(FORMAT, numbers.kind, periods)
        for at, copy in enumerate((*people.COPIES, details.COPY)):
            mark = marked(given, *sorted(sheaf.marks[at] for sheaf in open_now))
            held = (sheaf.copies[at] for sheaf in open_now)
            yield from vouched(copy, mark, kept) or copied(copy, held, given, numbers, mark)
        yield from self.table_drafts(open_now)
        yield from self.text_drafts(day, kept)

    def table_drafts(self, open_now: Sequence[Sheaf]) -> Iterator[Draft]:
        """Go through what the page must know to read a query and to show a hit."""
        spoken: dict[str, Counter[str]] = defaultdict(Counter)
        named: dict[str, str] = {}
        for sheaf in open_now:
            named.update(sheaf.named)
            for code, words in sheaf.said.items():
                spoken[code].update(words)
        where = tables.places(
            {county for sheaf in open_now for county in sheaf.counties},
            {code: [name for name, _ in words.most_common(3)] for code, words in spoken.items()},
            self.regions,
        )
        lying = tables.resting({rest for sheaf in open_now for rest in sheaf.rests}, named)
        used = {char for sheaf in open_now for char in sheaf.chars}
        used |= {char for char in where.decode() if chinese.is_han(char)}
        mark = marked(FORMAT, *sorted(used))
        sounds, looks = cache(partial(tables.sounds, used)), cache(partial(tables.looks, used))
        yield "places", marked(where), said(where)
        yield "rests", marked(lying), said(lying)
        yield "sounds", mark, lambda: [sounds()[0]]
        yield "rare", mark, lambda: [sounds()[1]]
        for at in range(tables.LOOKS):
            yield f"look-{at}", mark, partial(nth, looks, at)
        yield "halves", mark, lambda: [tables.halves(used)]
        yield "old", marked(FORMAT, "old"), lambda: [tables.old_forms()[0]]
        yield "older", marked(FORMAT, "older"), lambda: [tables.old_forms()[1]]

    def text_drafts(self, day: date, kept: Mapping[str, str]) -> Iterator[Draft]:
        """Go through the files of the full text; where no text has changed, none is looked into."""
        self.pages = self.awaited() if self.awaited else self.pages
        found = sorted(self.found(day))
        mark = marked(FORMAT, *("\t".join(text) for text in found))
        if stand := vouched(TEXTS, mark, kept):
            yield from stand
            return
        for name, blocks in texts.shards(found):
            yield name, mark if name == TEXTS else marked(*blocks), said(*blocks)

    def meta(self, day: date, build: str) -> bytes:
        """Return the one file that is read first: what there is, and the small tables."""
        told = {
            "format": FORMAT,
            "build": build,
            "rows": sum(sheaf.rows for sheaf in self.open(day)),
            "texts": len(self.found(day)),
            "kinds": {
                **{self.letters[key]: [key, kind.page, kind.label] for key, kind in self.kinds.items()},
                **{
                    self.letters[f"{key}{PLACED}"]: [key, kind.page, kind.label, 1] for key, kind in self.placed.items()
                },
            },
            "compound": sorted(chinese.COMPOUND),
            "periods": ["", *self.periods(day)],
            "home": self.regions.home,
            "looks": tables.LOOKS,
            "near": chinese.near(),
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def page_of(name: str, title: str, body: str, label: str = "文字页") -> Text:
    """Return a page of no record as a text: its address, its title and its words."""
    return Text("page", name, title, name, label, body)


def marked(*values: object) -> str:
    """Return a short name for some values, told in their order."""
    made = blake2b(digest_size=8)
    parts = (value if isinstance(value, bytes) else str(value).encode() for value in values)
    made.update(b"\n".join(parts))
    return made.hexdigest()


def vouched(voucher: str, mark: str, kept: Mapping[str, str]) -> list[Draft]:
    """Return the part of this name and those it vouches for, as they stand; none if it has another mark."""
    if kept.get(f"{FOLDER}/{voucher}.js") != mark:
        return []
    names = ((address.removeprefix(f"{FOLDER}/").removesuffix(".js"), old) for address, old in kept.items())
    return [(name, old, None) for name, old in names if name == voucher or name.startswith(VOUCHED[voucher])]


def copied(copy: str, held: Iterable[bytes], given: str, numbers: rows.Numbers, mark: str) -> Iterator[Draft]:
    """Go through the shards of a copy and the list of their beginnings; the lines are there while they are cut."""
    lines = sorted(line for joined in held for line in lines_of(joined))
    if copy == details.COPY:
        cut, writer = details.shards(lines), partial(details.writer, letters=numbers.kind)
    else:
        cut, writer = people.shards(copy, lines), partial(people.writer, numbers=numbers)
    names = []
    for name, part in cut:
        names.append(name)
        yield name, marked(given, *part), writer(part)
    yield copy, mark, said(people.starts(names))


def said(*blocks: bytes) -> Callable[[], Sequence[bytes]]:
    """Return a way to write what is there already."""
    return lambda: blocks


def nth(made: Callable[[], list[list[bytes]]], at: int) -> list[bytes]:
    """Return one of some parts that are made only where one of them is asked for."""
    return made()[at]
