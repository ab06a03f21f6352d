"""A mapping becomes a record, and everything wrong with it is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fengbei.fields import Field, Items, Many, Pairs, is_empty
from fengbei.problems import excerpt, nearest
from fengbei.record import personal
from fengbei.record.privacy import FORBIDDEN, keep_public
from fengbei.record.record import Record, Witness

if TYPE_CHECKING:
    from fengbei.fields import Desk, Leaf, Node


KEPT = 1 << 17  # values that are kept, for many records say the same: a place, a year, a source
WITNESS = {
    "value": "value", "值": "value", "说法": "value", "source": "source", "来源": "source",
    "note": "note", "说明": "note", "preferred": "preferred", "采用": "preferred",
}  # fmt: skip


def read_record(kind: type[Record], node: Pairs, desk: Desk) -> Record:
    """Return the record as far as it can be read; the desk holds all that is wrong with it."""
    record = kind(desk.file, node.line, node.column)
    said, at, named, values = record.__dict__, record.at, kind.named, desk.values
    personal.look(node, named, desk)
    for key, value in node.pairs:
        if (field := named.get(key.text)) is None:
            refuse_key(kind, key, desk)
        elif field.key in at:
            desk.refuse(key, field.label, "同一栏目写了两次（键名和中文名算同一栏）", "删去其中一处", "twice")
        else:
            at[field.key] = value
            if field.often and (known := values.get((field, type(value), value.text))) is not None:
                said[field.key] = known
            elif not is_empty(value):
                read_value(record, field, value, desk)
    for name in kind.needed:
        if name not in said:
            refuse_missing(record, kind.fields[name], node, desk)
    check_names(record, desk)
    record.derive()
    record.check(desk)
    keep_public(record)
    return record


def read_value(record: Record, field: Field[Any], node: Node, desk: Desk) -> None:
    """Set the field from one value, or from several witnesses."""
    if is_witnessed(field, node):
        witnesses = [w for item in node.items if (w := read_witness(field, item, desk))]  # type: ignore[union-attr]
        if witnesses:
            record.witnesses[field.key] = witnesses
            preferred = next((w for w in witnesses if w.preferred), witnesses[0])
            record.__dict__[field.key] = preferred.value
        return
    noted = len(desk.problems)
    value = field.read(node, desk)
    if value is None:
        return
    record.__dict__[field.key] = value
    often = field.often and field.key not in record.pointing  # a link keeps its place
    if often and node.text and noted == len(desk.problems):
        if len(desk.values) >= KEPT:
            desk.values.clear()
        desk.values[field, type(node), node.text] = value


def check_names(record: Record, desk: Desk) -> None:
    """Refuse the name of a field that the kind does not have, in 存疑, 勘误 and the sources."""
    known = record.__dict__
    said = [(key, entry.field) for key in ("disputed", "errata") for entry in known.get(key, ())]
    said += [("sources", word) for entry in known.get("sources", ()) for word in entry.supports or ()]
    for key, word in said:
        if word and word not in record.named:
            hint = nearest(word, record.named) or "写栏目的键或中文名，如 died 或 牺牲"
            desk.refuse(record.at[key], record.fields[key].label, f"没有{excerpt(word)}这一栏", hint, "key")


def is_witnessed(field: Field[Any], node: Node) -> bool:
    """Say whether the node is a list of statements rather than a value of the field."""
    if isinstance(field, Many) or not isinstance(node, Items):
        return False
    return all(
        isinstance(item, Pairs) and any(key.text in ("value", "值", "说法") for key, _ in item.pairs)
        for item in node.items
    )


def read_witness(field: Field[Any], node: Node, desk: Desk) -> Witness | None:
    """Return one statement of a fact, or None after saying what is wrong."""
    said: dict[str, Node] = {}
    for key, value in node.pairs if isinstance(node, Pairs) else ():
        if (part := WITNESS.get(key.text)) is None:
            hint = nearest(key.text, WITNESS) or "可写：value、source、note、preferred"
            desk.refuse(key, field.label, f"没有{excerpt(key.text)}这一项", hint, "key")
        else:
            said[part] = value
    read = field.read(said["value"], desk)
    if read is None:
        return None
    number = plain(said.get("source"))
    if number and not (number.isascii() and number.isdigit()):
        desk.refuse(said["source"], field.label, f"{excerpt(number)}不是来源的序号", "写 sources 中的第几条，如 1")
    source = int(number) if number.isascii() and number.isdigit() else None
    return Witness(read, source, plain(said.get("note")), plain(said.get("preferred")) in ("是", "true", "yes"))


def plain(node: Node | None) -> str:
    """Return the words of a small part, or ""."""
    return getattr(node, "text", "").strip()


def refuse_key(kind: type[Record], key: Leaf, desk: Desk) -> None:
    """Say that there is no such field, or that such data must not be here at all."""
    if key.text in FORBIDDEN:
        message = f"{FORBIDDEN[key.text]}不得写入本资料库"
        desk.refuse(key, key.text, message, "请删去这一栏，并清除已提交的历史", code="p3")
        return
    hint = nearest(key.text, kind.named) or f"{kind.label}的栏目见 handbook"
    desk.refuse(key, key.text, f"{kind.label}没有这一栏", hint, code="key")


def refuse_missing(record: Record, field: Field[Any], node: Pairs, desk: Desk) -> None:
    """Say that a required field is missing, unless its value was already refused."""
    given = record.at.get(field.key)
    if given is None:
        hint = f"请加一行 {field.key}: {field.example or '…'}"
        desk.refuse(node, field.label, "缺少必填栏目", hint, code="required")
    elif is_empty(given):
        desk.refuse(given, field.label, "必填栏目是空的", "请填写", code="required")
