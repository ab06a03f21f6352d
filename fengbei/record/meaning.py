"""What a record says to machines: its facts as a node of schema.org, as far as they are certain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fengbei.fields import Field
    from fengbei.record.record import Record

Node = dict[str, Any]


class Meaning(NamedTuple):
    """Where a field's value goes: the property, the type of what it leads to ("" for plain words), its property."""

    key: str
    field: Any  # a Field[Any], which mypy would read as the value of one
    name: str
    type: str
    inner: str


def meanings(fields: Iterable[Field[Any]]) -> Iterator[Meaning]:
    """Go through what fields mean; `organizer:Organization` is the name of one."""
    for field in fields:
        if field.means:
            name, _, rest = field.means.partition(":")
            kind, _, inner = rest.partition(".")
            yield Meaning(field.key, field, name, kind, inner or "name")


def node_of(record: Record, only: Iterable[str] | None = None) -> Node:
    """Return the node of a record, of `only` these fields or of all.

    Left out is what is not certain: what sources differ on with none preferred, dates that are about right or cannot
    be said in ISO 8601.
    """
    node: Node = {"@type": record.means, "name": record.name}
    for meaning in record.meanings:
        if only is not None and meaning.key not in only:
            continue
        value = record.__dict__.get(meaning.key)
        if value is None or in_doubt(record, meaning.key):
            continue
        if (said := meaning.field.data(value)) or said == 0:
            enter(node, meaning, said)
    return node


def in_doubt(record: Record, key: str) -> bool:
    """Say whether witnesses differ on a field and none of them is preferred."""
    said = record.witnesses.get(key) or []
    return not any(w.preferred for w in said) and any(w.value != said[0].value for w in said)


def enter(node: Node, meaning: Meaning, said: Any) -> None:
    """Enter what a field says in the node; two fields may speak of one thing, such as an address."""
    if not meaning.type:
        node[meaning.name] = said[0] if isinstance(said, list) and len(said) == 1 else said
        return
    thing = node.setdefault(meaning.name, {"@type": meaning.type})
    thing |= said if isinstance(said, dict) else {meaning.inner: said}
