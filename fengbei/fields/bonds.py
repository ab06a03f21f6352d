"""Fields made of other fields, or pointing at other records: links, parts, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from fengbei.fields.base import Field, Ref, Step
from fengbei.fields.nodes import Items, Leaf, Pairs, is_empty, shape
from fengbei.fields.words import Id
from fengbei.problems import excerpt, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fengbei.fields.base import Desk, Dimension, Schema
    from fengbei.fields.nodes import Node
    from fengbei.regions import Regions


class Link(Field[Ref]):
    """The id of another record; the other one lists this one under `back`."""

    json: ClassVar[Schema] = {"type": "string", "pattern": Id.json["pattern"]}

    def __init__(self, label: str, *, to: str, back: str = "", **options: Any) -> None:
        """Declare a link to a kind; `back` is the heading under which the target lists us."""
        super().__init__(label, **options)
        self.to, self.back = to, back

    def read(self, node: Node, desk: Desk) -> Ref | None:
        """Return the id; whether it exists is seen when all records are read."""
        said = self.text(node, desk)
        return Ref(said, node.line, node.column) if said else None

    def show(self, value: Ref) -> str:
        """Return the id; pages show the name instead."""
        return value.id

    def refs(self, value: Ref) -> Iterable[tuple[str, Ref]]:
        """Return the one reference."""
        return ((self.to, value),)

    def paths(self, value: Ref, dimension: str, regions: Regions) -> Iterable[tuple[Step, ...]]:
        """Return the list of the target; its name is filled in when it is known."""
        del dimension, regions
        return ((Step(value.id, "", (value.id,)),),)


class Entry:
    """What a Parts field read: an attribute for each part, None where it is missing."""

    def __init__(self, values: dict[str, Any]) -> None:
        """Keep the values under their keys."""
        self.__dict__.update(values)


class Parts(Field[Entry]):
    """A small mapping with fields of its own, such as a source or an honour."""

    json: ClassVar[Schema] = {"type": "object"}

    def __init__(self, label: str, *, short: str = "", **options: Any) -> None:
        """Declare the parts: Field arguments are options, Field values are parts.

        `short` names the part that may be written alone, without its key.
        """
        parts = {key: part for key, part in options.items() if isinstance(part, Field)}
        super().__init__(label, **{k: v for k, v in options.items() if k not in parts})
        self.parts, self.short = parts, short
        self.known: dict[str, Field[Any]] = {}
        for key, part in parts.items():
            part.key = key
            self.known[key] = self.known[part.label] = part

    def read(self, node: Node, desk: Desk) -> Entry | None:
        """Return the entry; a part of class P2 is checked and then left out."""
        if isinstance(node, Leaf) and self.short:
            node = Pairs([(Leaf(self.short, node.line, node.column), node)], node.line, node.column)
        if not isinstance(node, Pairs):
            hint = f"请写成 {{{', '.join(f'{key}: …' for key in self.parts)}}}"
            desk.refuse(node, self.label, f"这里写成了{shape(node)}", hint, code="type")
            return None
        values: dict[str, Any] = dict.fromkeys(self.parts)
        for key, value in node.pairs:
            if (part := self.known.get(key.text)) is None:
                hint = nearest(key.text, self.known) or f"可写：{'、'.join(self.parts)}"
                desk.refuse(key, self.label, f"没有{excerpt(key.text)}这一项", hint, code="key")
            elif not is_empty(value):
                read = part.read(value, desk)
                values[part.key] = None if part.privacy == "P2" else read
        self.miss(node, desk)
        return Entry(values)

    def miss(self, node: Pairs, desk: Desk) -> None:
        """Say which required parts are missing or empty."""
        given = {self.known[k.text].key for k, v in node.pairs if k.text in self.known and not is_empty(v)}
        for key, part in self.parts.items():
            if part.required and key not in given:
                desk.refuse(node, self.label, f"缺少{part.label}", f"请补上 {key}: …", code="required")

    def show(self, value: Entry) -> str:
        """Return the first part, the others after it in brackets."""
        said = [part.show(got) for key, part in self.parts.items() if (got := getattr(value, key)) is not None]
        return said[0] + (f"（{'，'.join(said[1:])}）" if said[1:] else "") if said else ""

    def data(self, value: Entry) -> Any:
        """Return what the parts mean, or the part that may stand alone."""
        if any(part.means for part in self.parts.values()):
            given = {
                part.means: (part, got) for key, part in self.parts.items() if (got := getattr(value, key)) is not None
            }
            return {means: part.data(got) for means, (part, got) in given.items() if means}
        return getattr(value, self.short) if self.short else self.show(value)

    def words(self, value: Entry) -> Iterable[str]:
        """Return the words of every part."""
        for key, part in self.parts.items():
            if (got := getattr(value, key)) is not None:
                yield from part.words(got)

    def refs(self, value: Entry) -> Iterable[tuple[str, Ref]]:
        """Return the references of every part."""
        for key, part in self.parts.items():
            if (got := getattr(value, key)) is not None:
                yield from part.refs(got)

    def schema(self) -> Schema:
        """Return the parts, under their keys and their Chinese labels."""
        known = {name: part.schema() for name, part in self.known.items()}
        needed = [
            {"anyOf": [{"required": [key]}, {"required": [part.label]}]}
            for key, part in self.parts.items()
            if part.required
        ]
        mapping = {**super().schema(), "properties": known, "additionalProperties": False}
        if needed:
            mapping["allOf"] = needed
        if not self.short:
            return mapping
        return {"title": self.label, "anyOf": [{"type": "string"}, mapping]}


class Many(Field[list[Any]]):
    """A list of values of one field type; a single value may stand without its dash."""

    json: ClassVar[Schema] = {"type": ["array", "string"]}

    def __init__(self, item: Field[Any], **options: Any) -> None:
        """Declare the list; label, privacy and the rest come from the item."""
        names = ("required", "privacy", "search", "facet", "column", "near", "role", "means", "help", "example")
        same = {name: getattr(item, name) for name in names}
        super().__init__(item.label, **{**same, **options})
        self.item = item
        self.fact = item.fact

    def __set_name__(self, owner: type, name: str) -> None:
        """Give the item the same key."""
        self.key = self.item.key = name

    def read(self, node: Node, desk: Desk) -> list[Any] | None:
        """Return what could be read; every bad item is named."""
        nodes = node.items if isinstance(node, Items) else [node]
        read = [self.item.read(item, desk) for item in nodes if not is_empty(item)]
        return [value for value in read if value is not None] or None

    def show(self, value: list[Any]) -> str:
        """Return the items, a 、 between them, or a ； where they have commas of their own."""
        shown = [self.item.show(item) for item in value]
        return ("；" if any("，" in text or "（" in text for text in shown) else "、").join(shown)

    def data(self, value: list[Any]) -> list[Any]:
        """Return the items that are certain."""
        return [said for item in value if (said := self.item.data(item)) is not None]

    def words(self, value: list[Any]) -> Iterable[str]:
        """Return the words of every item."""
        for item in value:
            yield from self.item.words(item)

    def refs(self, value: list[Any]) -> Iterable[tuple[str, Ref]]:
        """Return the references of every item."""
        for item in value:
            yield from self.item.refs(item)

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """Return the item's ways to browse."""
        return self.item.dimensions

    def fixed(self, regions: Regions) -> Iterable[tuple[Step, ...]]:
        """Return the item's lists that exist even when empty."""
        return self.item.fixed(regions)

    def paths(self, value: list[Any], dimension: str, regions: Regions) -> Iterable[tuple[Step, ...]]:
        """Return the lists of every item, each once."""
        every = (path for item in value for path in self.item.paths(item, dimension, regions))
        return tuple(dict.fromkeys(every))

    def schema(self) -> Schema:
        """Return a list of the item, or the item alone."""
        item = self.item.schema()
        return {"title": self.label, "anyOf": [{"type": "array", "items": item}, item]}

    def explain(self) -> str:
        """Return the item's help, saying that there may be several."""
        return f"{self.item.explain()}（可写多项）"
