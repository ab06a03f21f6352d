"""Ids become records: every link is followed once, in both directions."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from functools import cache
from itertools import chain, groupby
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from fengbei import catalogue, fonts
from fengbei.catalogue import VISIBLE, WITHDRAWN, Catalogue, Key, Register, make_card
from fengbei.fields import Day, Entry, Name, Place
from fengbei.problems import Problem, Spot, nearest
from fengbei.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from fengbei.catalogue import Card, Deck
    from fengbei.regions import Regions


class Pointer(NamedTuple):
    """A link as it was written: the field, the heading at its other end, the kind and id, and where it stands."""

    label: str
    back: str
    to: str
    id: str
    line: int
    column: int


class Noted(NamedTuple):
    """What linking needs of a record: its card, where its id was written, whom it points at."""

    card: Card
    file: str
    line: int
    row: int  # the line and column of its id
    column: int
    pointers: tuple[Pointer, ...]
    rare: str = ""  # characters of its names and places that many screens lack


Way: TypeAlias = tuple[str, str, str, str]  # field, heading at the other end, kind, id


def note(record: Record, regions: Regions, place: str = "") -> Noted | None:
    """Return what linking needs of a record, which may have a place; None where its id or its name could not be read.

    `place` is the address of the place of a record that has no page.
    """
    if record.id is None or record.name is None:
        return None
    node = record.at.get("id")
    row, column = (node.line, node.column) if node else (record.line, record.column)
    pointers = tuple(
        Pointer(field.label, record.back_label(field, to), to, intern(ref.id), ref.line, ref.column)
        for field, to, ref in record.refs()
    )
    return Noted(make_card(record, regions, place), record.file, record.line, row, column, pointers, rare_of(record))


@cache
def naming(kind: str) -> tuple[str, ...]:
    """Return the keys of a kind's fields that hold names and places besides the name."""
    fields = Record.kinds[kind].fields.items()
    return tuple(key for key, field in fields if isinstance(field, Name | Place) or field.role == "alias")


def rare_of(record: Record) -> str:
    """Return the rare characters of a record's names and places."""
    said, known = [str(record.name)], record.__dict__
    for key in naming(record.kind_id):
        if (value := known.get(key)) is not None:
            said += map(words_of, value if isinstance(value, list) else (value,))
    return "".join(sorted(fonts.rare_in("".join(said))))


def words_of(value: Any) -> str:
    """Return a name or a place as it is written."""
    return str(value.name) if isinstance(value, Entry) else getattr(value, "text", "") or str(value)  # type: ignore[attr-defined]


class Notes(NamedTuple):
    """What linking needs of the records of a file, packed: millions of them are held at once."""

    file: str
    deck: Deck
    spots: array[int]  # three numbers a record: its line, line and column of its id
    pointers: dict[Way, array[int]]  # by where they lead, three numbers each: place of the record, line and column
    rare: tuple[tuple[int, str], ...]  # characters that many screens lack, by the place of the record

    def spot(self, place: int) -> Spot:
        """Return where the id of a record was written."""
        return Spot(self.file, *self.spots[3 * place + 1 : 3 * place + 3])


def pack(notes: Sequence[Noted]) -> Notes | None:
    """Return what was noted of the records of a file, all of one kind; None for none."""
    if not notes:
        return None
    cards, named, *spots, pointing, chars = zip(*notes, strict=True)
    pointers: dict[Way, array[int]] = {}
    for place, (label, back, to, record_id, *spot) in ((at, one) for at, said in enumerate(pointing) for one in said):
        pointers.setdefault((label, back, to, record_id), array("I")).extend((place, *spot))
    rare = tuple((place, said) for place, said in enumerate(chars) if said)
    deck = catalogue.pack(cards[0].kind, cards)
    return Notes(named[0], deck, array("I", chain.from_iterable(zip(*spots, strict=True))), pointers, rare)


def rare(every: Iterable[Notes], seen: Catalogue) -> dict[str, Spot]:
    """Return every rare character of what may be shown, and the first record that has it."""
    found: dict[str, Spot] = {}
    for first, notes in zip(seen.register.firsts, every, strict=False):
        for place, chars in notes.rare:
            if first + place not in seen.hidden:
                for char in chars:
                    found.setdefault(char, notes.spot(place))
    return found


def unshown(chars: str, where: Mapping[str, Spot], *, fonts_there: bool) -> Iterator[Problem]:
    """Go through characters that no font has, each at the first record that has it."""
    hint = "请在“生僻字”栏写出拆字，如 {字: 𫞩, 拆字: ⿰王里}，页面会写在旁边"
    if not fonts_there:
        hint = "请安装 fonts-noto-cjk、fonts-hanazono，或在 mkdocs.yml 的 extra.fengbei.fonts 写明字体文件"
    for char in chars:
        message = f"“{char}”（U+{ord(char):04X}）没有字体可用，许多屏幕上看不到这个字"
        yield Problem(where[char], "", message, hint, code="glyph", level="warning")


def link(records: Iterable[Record], regions: Regions) -> tuple[Catalogue, list[Problem]]:
    """Return the catalogue of the records, and every doubled id and link to nobody."""
    every = (noted for record in records if (noted := note(record, regions)))
    files = groupby(every, key=lambda noted: (noted.file, noted.card.kind))
    return join([notes for _, noted in files if (notes := pack([*noted]))])


def join(every: Sequence[Notes]) -> tuple[Catalogue, list[Problem]]:
    """Return the catalogue of what was noted, and every doubled id and link to nobody."""
    register = Register(notes.deck for notes in every)
    joined = Catalogue(register, {}, frozenset(register.doubled))
    problems = [doubled(register, every, number, first) for number, first in register.doubled.items()]
    backs: dict[Key, dict[str, array[int]]] = defaultdict(dict)
    for first, notes in zip(register.firsts, every, strict=False):
        for way, held in notes.pointers.items():
            problems += follow(joined, notes, first, way, held, backs)
    joined.backs = dict(backs)
    return joined, problems


def follow(
    joined: Catalogue, notes: Notes, first: int, way: Way, held: array[int], backs: dict[Key, dict[str, array[int]]]
) -> Iterator[Problem]:
    """Enter the links of a file that lead one way at their target, or say that there is no such record."""
    label, back, kind, record_id = way
    flags, hidden, target = joined.register.flags, joined.hidden, joined.cards.number((kind, record_id))
    sources = [first + place for place in held[::3]]
    if target < 0:
        ids = [*joined.register.known.get(kind, ())]
        hint = nearest(record_id, ids).replace("是否想写", "是") if ids else ""
        for number, *spot in zip(sources, held[1::3], held[2::3], strict=True):
            if number not in hidden:
                said = f"没有编号为“{record_id}”的记录"
                yield Problem(Spot(notes.file, *spot), label, said, hint, code="link")
        return
    if not flags[target] & VISIBLE:
        for number, *spot in zip(sources, held[1::3], held[2::3], strict=True):
            if number not in hidden and flags[number] & (VISIBLE | WITHDRAWN) == VISIBLE:
                said = f"“{record_id}”是草稿或已撤回，页面上不显示这个链接"
                yield Problem(Spot(notes.file, *spot), label, said, code="link", level="warning")
    if back:
        known = backs[kind, record_id].setdefault(back, array("I"))
        known.extend(number for number in sources if number not in hidden)


class Ahead(NamedTuple):
    """An event that seems to lie in the future: its day, as it was written, and where."""

    day: date
    text: str
    spot: Spot
    label: str


def ahead(record: Record, after: date) -> Iterator[Ahead]:
    """Go through the events of a record that lie after a day."""
    for key in happened(record.kind_id):
        day = record.__dict__.get(key)
        if day and day.earliest and day.earliest > after:
            node = record.at[key]
            yield Ahead(day.earliest, day.text, Spot(record.file, node.line, node.column), record.fields[key].label)


@cache
def happened(kind: str) -> tuple[str, ...]:
    """Return the fields of a kind that tell when something happened."""
    return tuple(key for key, field in Record.kinds[kind].fields.items() if isinstance(field, Day) and not field.ahead)


def in_future(events: Iterable[Ahead], latest: date) -> Iterator[Problem]:
    """Go through the events that lie after the latest day on which anything can have happened."""
    for event in events:
        if event.day > latest:
            hint = f"本站的日期是 {latest.isoformat()}，请核对年份"
            yield Problem(event.spot, event.label, f"日期 {event.text} 还没有到", hint, "future")


def doubled(register: Register, every: Sequence[Notes], number: int, first: int) -> Problem:
    """Return the problem of an id, or an address, that another record already has."""
    notes, place = written(register, every, number)
    before, there = written(register, every, first)
    message = f"编号“{register.ids[number]}”已用于 {before.file} 第 {before.spots[3 * there]} 行的记录"
    return Problem(notes.spot(place), "编号", message, "请改用另一个编号", code="double")


def written(register: Register, every: Sequence[Notes], number: int) -> tuple[Notes, int]:
    """Return of the record with a number what was noted of its file, and its place there."""
    at = bisect_right(register.firsts, number) - 1
    return every[at], number - register.firsts[at]
