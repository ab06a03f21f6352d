"""What every kind of record has; a kind is declared by its fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from fengbei.fields import Choice, Day, Field, Flag, Id, Link, Many, Parts, Picture, Text
from fengbei.problems import excerpt
from fengbei.record.meaning import Meaning, meanings, node_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from fengbei.chinese import Day as DayValue
    from fengbei.fields import Desk, Node, Ref
    from fengbei.fields.base import Privacy


RESERVED = {  # what a record has beside its fields
    "folder", "page", "label", "title", "kind_id", "tab", "dated", "ends", "over", "newest_first", "bulk", "life",
    "fields", "roles", "own", "pointing", "needed", "guarded", "columns", "named", "kinds", "file", "line", "column",
    "at", "witnesses", "check", "derive", "heading", "withdrawn", "visible", "when", "until", "back_label", "refs",
    "feed", "fresh", "shared", "means", "meaning", "meanings",
}  # fmt: skip


class WebAddress(Text):
    """The address of a source: http or https, to a named host."""

    grammar = re.compile(r"https?://[^\s/?#@:]+\.[^\s/?#@:]+(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)

    def read(self, node: Node, desk: Desk) -> str | None:
        """Return the address, or None after saying what one looks like."""
        said = super().read(node, desk)
        if said is None or self.grammar.fullmatch(said):
            return said
        desk.refuse(node, self.label, f"{excerpt(said)}不是网址", "网址以 http:// 或 https:// 开头")
        return None


def links_of(field: Field[Any]) -> Iterator[Link]:
    """Go through the links a field is, or is made of."""
    if isinstance(field, Link):
        yield field
    elif isinstance(field, Many):
        yield from links_of(field.item)
    elif isinstance(field, Parts):
        for part in field.parts.values():
            yield from links_of(part)


def is_event(kind: type[Record]) -> bool:
    """Say whether the records of a kind are events: their day may lie ahead."""
    dated = kind.fields.get(kind.dated)
    return isinstance(dated, Day) and dated.ahead


class Witness(NamedTuple):
    """One of several statements of the same fact."""

    value: Any
    source: int | None
    note: str
    preferred: bool


class Record:
    """What every kind of record has. A kind is a subclass; its attributes are its fields."""

    folder: ClassVar[str]
    page: ClassVar[str]
    label: ClassVar[str]
    title: ClassVar[str] = "{name}"
    kind_id: ClassVar[str] = ""
    tab: ClassVar[int] = 99  # the order of the kinds on the site
    dated: ClassVar[str] = ""  # the Day field a list shows and may be sorted by
    ends: ClassVar[str] = ""  # the Day field after which the record is over
    over: ClassVar[str] = "已结束"  # what is said of it then
    newest_first: ClassVar[bool] = False
    feed: ClassVar[bool] = False  # whether readers may subscribe to what is new of the kind
    fresh: ClassVar[int] = 365  # days after which the kind is stale if no record of it was worked on
    bulk: ClassVar[bool] = False  # whether its records come by the hundred thousand: they are read after all others
    shared: ClassVar[bool] = False  # whether a card and a poster are drawn of those of which something is told
    means: ClassVar[str] = "Thing"  # the type of schema.org that a record is
    life: ClassVar[tuple[str, ...]] = ()  # the Day fields of the line of a life
    fields: ClassVar[dict[str, Field[Any]]] = {}
    roles: ClassVar[dict[str, str]] = {}  # by what the index of people takes it for: the key of the field
    own: ClassVar[tuple[str, ...]] = ()  # the keys of the kind's own fields
    pointing: ClassVar[tuple[str, ...]] = ()  # the keys of the fields that hold links
    needed: ClassVar[tuple[str, ...]] = ()  # the keys of the fields that no record may lack
    guarded: ClassVar[tuple[tuple[str, Privacy], ...]] = ()  # the keys of the fields that are not class P0
    columns: ClassVar[tuple[str, ...]] = ()  # the titles of the columns beside the name in a roll
    named: ClassVar[dict[str, Field[Any]]] = {}
    meanings: ClassVar[tuple[Meaning, ...]] = ()  # what the fields that lead to no other record say to machines
    kinds: ClassVar[dict[str, type[Record]]] = {}

    id = Id("编号", required=True, example="yang-kaihui")
    name = Text("名称", required=True, limit=120, search=10)
    status = Choice(
        "状态", "发布/草稿/撤回", help="默认发布；撤回的记录只留一页说明",
        also={"published": "发布", "draft": "草稿", "withdrawn": "撤回"},
    )  # fmt: skip
    publish_from = Day("发布日期起", ahead=True, help="在此日期之前不公开", example="2027-04-01")
    summary = Text("摘要", limit=140, search=2, help="一两句话，不超过 140 字")
    pictures = Many(Picture("图片"))
    tags = Many(Text("标签", search=2))
    glyphs = Many(
        Parts(
            "生僻字", help="字体里没有的字，写出由哪些部分合成",
            char=Text("字", required=True, example="𫞩"), parts=Text("拆字", required=True, example="⿰王里"),
        )
    )  # fmt: skip
    sources = Many(
        Parts(
            "来源", required=True,
            title=Text("标题", required=True), publisher=Text("出版者"), date=Day("日期"),
            page=Text("页码（条款）"), url=WebAddress("网址"), mirror=Flag("转载副本"),
            supports=Many(Text("支持的栏目")), note=Text("说明"),
        )
    )  # fmt: skip
    disputed = Many(
        Parts(
            "存疑", field=Text("栏目", required=True),
            values=Many(Text("各种说法", required=True)), note=Text("说明"),
        )
    )  # fmt: skip
    errata = Many(
        Parts(
            "勘误", date=Day("日期", required=True), field=Text("栏目", required=True),
            old=Text("原文"), new=Text("改为"), reason=Text("理由"), source=Text("依据"),
        )
    )  # fmt: skip
    reviewed = Parts(
        "审核", by=Text("审核单位"), date=Day("日期"), status=Choice("结论", "已审/待审/退回", required=True)
    )
    updated = Day("更新日期", example="2026-11-24")
    remark = Text("备注", privacy="P2", help="内部备注，绝不公开")

    def __init_subclass__(cls) -> None:
        """Gather the kind's fields: id and name, its own in their order, then the common rest."""
        cls.kind_id = cls.__name__.lower()
        own = {key: value for key, value in vars(cls).items() if isinstance(value, Field)}
        if taken := own.keys() & RESERVED:
            raise TypeError(f"{cls.__name__}: {sorted(taken)} cannot be the key of a field")
        common = {key: value for key, value in vars(Record).items() if isinstance(value, Field)}
        first = {key: own.get(key, common[key]) for key in ("id", "name")}
        cls.fields = {**first, **own, **{k: v for k, v in common.items() if k not in own}}
        cls.own = tuple(key for key in own if key not in common)
        cls.roles = {field.role: key for key, field in cls.fields.items() if field.role}
        cls.pointing = tuple(key for key, field in cls.fields.items() if any(True for _ in links_of(field)))
        cls.needed = tuple(key for key, field in cls.fields.items() if field.required)
        cls.guarded = tuple((key, field.privacy) for key, field in cls.fields.items() if field.privacy != "P0")
        cls.meanings = tuple(meanings(field for key, field in cls.fields.items() if key not in cls.pointing))
        cls.columns = tuple(field.label for field in cls.fields.values() if field.column)
        cls.named = {}
        for key, field in cls.fields.items():
            cls.named[key] = cls.named[field.label] = field
            if key in own or key not in vars(cls):
                setattr(cls, key, None)  # for a record that does not say it: to ask the field itself takes longer
        cls.kinds[cls.kind_id] = cls

    def __init__(self, file: str, line: int, column: int) -> None:
        """Begin an empty record that was written at this place."""
        self.file, self.line, self.column = file, line, column
        self.at: dict[str, Node] = {}
        self.witnesses: dict[str, list[Witness]] = {}

    def check(self, desk: Desk) -> None:
        """Check what concerns several fields at once; a kind says what that is."""

    def derive(self) -> None:
        """Fill in what follows from the other fields; a kind says what that is."""

    def meaning(self) -> dict[str, Any]:
        """Return the record as a node of schema.org; a kind may know better what is certain."""
        return node_of(self)

    @property
    def heading(self) -> str:
        """Return the title of the record's page."""
        return self.title.format(name=self.name)

    @property
    def withdrawn(self) -> bool:
        """Say whether only a tombstone of the record may be shown."""
        return self.status == "撤回"

    @property
    def visible(self) -> bool:
        """Say whether the record stands in lists, indexes and links."""
        return self.status in (None, "发布")

    @property
    def when(self) -> DayValue | None:
        """Return the day the record is dated by; a kind says which."""
        return self.__dict__.get(self.dated) if self.dated else None

    @property
    def until(self) -> date | None:
        """Return the last day on which what the record announces holds, if it ends."""
        last = self.__dict__.get(self.ends) if self.ends else None
        return last.latest if last else None

    def back_label(self, field: Field[Any], to: str) -> str:
        """Return the heading under which the target of a link lists this record."""
        return next((link.back for link in links_of(field) if link.to == to), "")

    def refs(self) -> Iterator[tuple[Field[Any], str, Ref]]:
        """Go through every reference: the field, the kind it points at, the id and its place."""
        for key in self.pointing:
            if (value := self.__dict__.get(key)) is not None:
                field = self.fields[key]
                for to, ref in field.refs(value):
                    yield field, to, ref
