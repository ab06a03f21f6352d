"""Ids become records: every link is followed once, in both directions."""

from __future__ import annotations

from functools import cache
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from fengbei import fonts
from fengbei.catalogue import Catalogue, make_card
from fengbei.fields import Day, Entry, Name, Place
from fengbei.problems import Problem, Spot, nearest
from fengbei.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from fengbei.catalogue import Card
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

    @property
    def spot(self) -> Spot:
        """Return where its id was written."""
        return Spot(self.file, self.row, self.column)


def note(record: Record, regions: Regions) -> Noted | None:
    """Return what linking needs of a record; None where its id or its name could not be read."""
    if record.id is None or record.name is None:
        return None
    node = record.at.get("id")
    row, column = (node.line, node.column) if node else (record.line, record.column)
    pointers = tuple(
        Pointer(field.label, record.back_label(field, to), to, intern(ref.id), ref.line, ref.column)
        for field, to, ref in record.refs()
    )
    return Noted(make_card(record, regions), record.file, record.line, row, column, pointers, rare_of(record))


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


def rare(notes: Iterable[Noted], day: date) -> dict[str, Spot]:
    """Return every rare character of what may be shown on a day, and the first record that has it."""
    found: dict[str, Spot] = {}
    for noted in notes:
        if noted.rare and noted.card.shown(day):
            for char in noted.rare:
                found.setdefault(char, noted.spot)
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
    return join(noted for record in records if (noted := note(record, regions)))


def join(notes: Iterable[Noted]) -> tuple[Catalogue, list[Problem]]:
    """Return the catalogue of what was noted, and every doubled id and link to nobody."""
    catalogue, problems = Catalogue(), list[Problem]()
    written: dict[tuple[str, str], Noted] = {}
    for noted in notes:
        key = lower = noted.card.key
        if key[1] != key[1].lower():
            lower = (key[0], key[1].lower())  # ids that differ in no more would share a file
        if lower in written:
            problems.append(doubled(noted, written[lower]))
        else:
            written[lower] = noted
            catalogue.cards[key] = noted.card
    for noted in written.values():
        for pointer in noted.pointers:
            follow(catalogue, noted, pointer, problems)
    return catalogue, problems


def follow(catalogue: Catalogue, noted: Noted, pointer: Pointer, problems: list[Problem]) -> None:
    """Enter one link at its target, or say that there is no such record."""
    target = catalogue.cards.get((pointer.to, pointer.id))
    spot = Spot(noted.file, pointer.line, pointer.column)
    if target is None:
        ids = [card_id for kind, card_id in catalogue.cards if kind == pointer.to]
        hint = nearest(pointer.id, ids).replace("是否想写", "是") if ids else ""
        message = f"没有编号为“{pointer.id}”的记录"
        problems.append(Problem(spot, pointer.label, message, hint, code="link"))
        return
    source = noted.card
    if source.visible and not target.visible and not source.withdrawn:
        message = f"“{pointer.id}”是草稿或已撤回，页面上不显示这个链接"
        problems.append(Problem(spot, pointer.label, message, code="link", level="warning"))
    if pointer.back:
        catalogue.backs[target.key][pointer.back][source.key] = source


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


def doubled(noted: Noted, first: Noted) -> Problem:
    """Return the problem of an id, or an address, that another record already has."""
    message = f"编号“{noted.card.id}”已用于 {first.file} 第 {first.line} 行的记录"
    return Problem(noted.spot, "编号", message, "请改用另一个编号", code="double")
