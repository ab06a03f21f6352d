"""A place: the source's words, and the administrative unit of today they lie in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from fengbei import chinese
from fengbei.fields.base import Field, Step
from fengbei.fields.facts import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fengbei.fields.base import Desk, Schema
    from fengbei.fields.nodes import Node
    from fengbei.regions import Region, Regions

TOWNSHIP = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:街道|镇|乡|办事处)")


@dataclass(frozen=True, slots=True)
class Where:
    """A place: the source's words, and the unit of today it lies in as far as that is certain."""

    text: str
    line: tuple[Region, ...]
    township: str
    today: str

    def __hash__(self) -> int:
        """Return a hash of the words: places are looked up by the hundred thousand."""
        return hash(self.text)

    @property
    def code(self) -> str:
        """Return the code of the smallest certain unit, or ""."""
        return self.line[-1].code if self.line else ""


class Place(Field[Where]):
    """A place in the source's words, resolved to the administrative units of today."""

    json: ClassVar[Schema] = {"type": ["string", "object"]}
    names: ClassVar[dict[str, str]] = {"text": "原文", "code": "区划代码", "township": "乡镇", "village": "村"}

    def read(self, node: Node, desk: Desk) -> Where | None:
        """Return the place; a code that does not exist is refused, an unknown name is kept."""
        parts = parts_of(node, desk, self.label, self.names)
        if parts is None:
            return None
        said = {key: " ".join(leaf.text.split()) for key, leaf in parts.items()}
        match = desk.regions.find(said.get("text", ""))
        code = match.region.code if match.region else ""
        if said.get("text") == "全省":
            code = desk.regions.home
        if "code" in said:
            present = desk.regions.present(said["code"])
            if len(present) != 1:
                hint = "查 handbook 的区划代码表；县级写六位，如 430121"
                self.refuse(parts["code"], desk, "不是现行的区划代码", hint)
                return None
            code = present[0].code
        line = desk.regions.line(code) if code else ()
        today = desk.regions.today(match.former) if match.former else ""
        name = TOWNSHIP.match(match.rest) if len(line) == 3 else None
        township = said.get("township") or (name[0] if name else "")
        text = said.get("text") or "".join(r.name for r in line) + township
        return Where(text + said.get("village", ""), line, township, today)

    def show(self, value: Where) -> str:
        """Return the source's words, and 今属 where the unit has another name today."""
        return f"{value.text}（{value.today}）" if value.today and "今" not in value.text else value.text

    def data(self, value: Where) -> str | None:
        """Return the source's words."""
        return None if value.text == "不详" else value.text

    def brief(self, value: Where) -> str:
        """Return the county and township of today, else the source's words."""
        return f"{value.line[-1].name}{value.township}" if len(value.line) > 1 else value.text

    def words(self, value: Where) -> Iterable[str]:
        """Return the source's words, every unit's name, and the old name's present ones."""
        return (value.text, *(unit.name for unit in value.line), value.township, value.today)

    def fixed(self, regions: Regions) -> Iterable[tuple[Step, ...]]:
        """Return prefecture › county, so that an empty county says that it is empty."""
        for prefecture in regions.children(regions.home):
            yield (unit_step(prefecture),)
            for county in regions.children(prefecture.code):
                yield (unit_step(prefecture), unit_step(county))

    def paths(self, value: Where, dimension: str, regions: Regions) -> Iterable[tuple[Step, ...]]:
        """Return prefecture › county › township at home, the province elsewhere."""
        del dimension
        if not value.line:
            whole = value.text == "全国"
            return ((Step("cn", "全国", (7, "")) if whole else Step("unknown", "待考", (9, "")),),)
        if value.line[0].code != regions.home or len(value.line) == 1:
            return ((unit_step(value.line[0], rank=8),),)
        steps = [unit_step(unit) for unit in value.line[1:]]
        if value.township and len(value.line) > 2:
            slug = f"{value.code}-{chinese.slug(value.township)}"
            steps.append(Step(slug, value.township, chinese.sort_key(value.township)))
        return (tuple(steps),)


def unit_step(unit: Region, rank: int = 0) -> Step:
    """Return the list of one administrative unit."""
    return Step(unit.code, unit.name, (rank, unit.code))
