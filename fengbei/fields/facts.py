"""Fields that hold a measurable fact: a number, a day, a place, something true as of a date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from fengbei import chinese
from fengbei.fields.base import Field, Step
from fengbei.fields.nodes import Leaf, Pairs
from fengbei.problems import excerpt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fengbei.fields.base import Desk, Schema
    from fengbei.fields.nodes import Node
    from fengbei.regions import Regions


def parts_of(node: Node, desk: Desk, label: str, names: dict[str, str]) -> dict[str, Leaf] | None:
    """Return the small mapping a fact may be written as; `names` gives key and Chinese key."""
    if isinstance(node, Leaf):
        return {next(iter(names)): node}
    if not isinstance(node, Pairs):
        desk.refuse(node, label, "这里写成了一个列表", "这里只写一个值", code="type")
        return None
    known = {**{key: key for key in names}, **{word: key for key, word in names.items()}}
    found: dict[str, Leaf] = {}
    for key, value in node.pairs:
        name = known.get(key.text)
        if name is None or not isinstance(value, Leaf):
            desk.refuse(key, label, f"不认识{excerpt(key.text)}", f"这里可写：{'、'.join(names)}", "key")
            return None
        found[name] = value
    return found


class Count(NamedTuple):
    """A number with what the source adds to it."""

    value: float
    note: str
    as_of: chinese.Day | None


class Number(Field[Count]):
    """A number of something, with its unit, perhaps true only as of a date."""

    json: ClassVar[Schema] = {"type": ["number", "string", "object"]}
    grammar = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,4})?")
    names: ClassVar[dict[str, str]] = {"value": "数值", "as_of": "截至", "note": "说明"}

    def __init__(self, label: str, *, unit: str = "", **options: Any) -> None:
        """Declare a number counted in `unit`."""
        super().__init__(label, **options)
        self.unit = unit

    def read(self, node: Node, desk: Desk) -> Count | None:
        """Return the number, or None after saying how one is written."""
        parts = parts_of(node, desk, self.label, self.names)
        if parts is None or (leaf := parts.get("value")) is None:
            return None
        if not self.grammar.fullmatch(leaf.text.strip()):
            self.refuse(leaf, desk, "不是数字", "只写数字，如 18523；“余”“约”写在 note")
            return None
        as_of = read_day(parts["as_of"], desk, self.label) if "as_of" in parts else None
        note = parts["note"].text.strip() if "note" in parts else ""
        return Count(float(leaf.text.replace(",", "")), note, as_of)

    def show(self, value: Count) -> str:
        """Return the number with its unit and date: 18,523名（截至2007年12月）."""
        number = f"{value.value:,.4f}".rstrip("0").rstrip(".")
        since = f"（截至{value.as_of.show()}）" if value.as_of else ""
        loose = value.note in {"余", "多", "左右"}
        note = f"（{value.note}）" if value.note and not loose else ""
        return f"{number}{value.note if loose else ''}{self.unit}{note}{since}"

    def data(self, value: Count) -> float | None:
        """Return the number, None where the source says that it is only about right."""
        return None if value.note else int(value.value) if value.value.is_integer() else value.value

    def words(self, value: Count) -> Iterable[str]:
        """Return nothing: nobody searches by a number."""
        del value
        return ()


class Stated(NamedTuple):
    """Words that were true on a certain date."""

    text: str
    as_of: chinese.Day | None


class Dated(Field[Stated]):
    """A line that may go out of date, such as opening hours: text and 截至."""

    json: ClassVar[Schema] = {"type": ["string", "object"]}
    names: ClassVar[dict[str, str]] = {"text": "内容", "as_of": "截至"}

    def read(self, node: Node, desk: Desk) -> Stated | None:
        """Return the words and the day they were true."""
        parts = parts_of(node, desk, self.label, self.names)
        if parts is None or "text" not in parts:
            return None
        as_of = read_day(parts["as_of"], desk, self.label) if "as_of" in parts else None
        return Stated(" ".join(parts["text"].text.split()), as_of)

    def show(self, value: Stated) -> str:
        """Return the words, then the date they were true."""
        return f"{value.text}（截至{value.as_of.show()}）" if value.as_of else value.text


def read_day(node: Leaf, desk: Desk, label: str) -> chinese.Day | None:
    """Return the partial date a leaf says, or None after saying how one is written."""
    try:
        day = chinese.parse_day(node.text)
    except chinese.DayError as wrong:
        desk.refuse(node, label, wrong.message, wrong.hint, code="date")
        return None
    if day.era and not day.unknown:
        said = f"纪年{excerpt(day.text)}已换算为 {day.iso()}"
        desk.warn(node, label, said, "请核对；页面同时显示原文", code="era")
    return day


class Day(Field[chinese.Day]):
    """A partial date: any part may be missing, and the source's own words are kept."""

    def __init__(self, label: str, *, anniversary: bool = False, ahead: bool = False, **options: Any) -> None:
        """Declare a date.

        `anniversary` puts the day on the calendar of remembrance; `ahead` says that it may lie in
        the future, as the start of an event may and a birth may not.
        """
        super().__init__(label, **options)
        self.anniversary, self.ahead = anniversary, ahead

    def read(self, node: Node, desk: Desk) -> chinese.Day | None:
        """Return the date, or None after saying how one is written."""
        if self.text(node, desk) is None or not isinstance(node, Leaf):
            return None
        return read_day(node, desk, self.label)

    def show(self, value: chinese.Day) -> str:
        """Return the date in full, unknown parts left out."""
        return value.show()

    def data(self, value: chinese.Day) -> str | None:
        """Return the date in ISO 8601 as far as it is certain: a day, a month or a year."""
        said = value.iso()
        bounds = (value.earliest, value.latest)
        certain = said and not value.circa and all(day and day.isoformat().startswith(said) for day in bounds)
        return said if certain else None

    def brief(self, value: chinese.Day) -> str:
        """Return the year."""
        return value.short()

    def paths(self, value: chinese.Day, dimension: str, regions: Regions) -> Iterable[tuple[Step, ...]]:
        """Return decade › year; a day without a year stands in no list."""
        del dimension, regions
        if value.year is None:
            return ()
        decade = value.year // 10 * 10
        return (
            (
                Step(f"{decade}s", f"{decade}—{decade + 9}年", (decade,)),
                Step(str(value.year), f"{value.year}年", (value.year,)),
            ),
        )
