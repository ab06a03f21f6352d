"""A kind explains itself: the blank form, the JSON Schema for editors, the table of its fields."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from fengbei.fields import Choice, Day, Field, Flag, Link, Many, Number, Parts, Place, Prose
from fengbei.record.reading import WITNESS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fengbei.record import Record

ADDRESS = "http://json-schema.org/draft-07/schema#"  # what yaml-language-server reads best
COMMENT = 60  # characters of a comment line in a form
TYPED = {"string": ["string", "number", "null"]}  # what an editor's YAML reads where we read only text

SHAPES: tuple[tuple[type[Field[Any]], str], ...] = (
    (Flag, "是 / 否"), (Choice, "选项"), (Day, "日期"), (Place, "地点"), (Link, "编号"),
    (Number, "数字"), (Prose, "长文（Markdown）"), (Parts, "一组"),
)  # fmt: skip


def blank(kind: type[Record]) -> str:
    """Return an empty record of the kind as YAML, each field explained in a comment."""
    lines = [f"# {kind.label}：存入 {kind.folder}/编号.yml；一个文件也可写多条，每条前加“- ”。"]
    lines.append("# 标 * 的必填；不用的栏目可以删去。")
    for key, field in kind.fields.items():
        mark = "*" if field.required else ""
        words = f"{field.label}{mark}：{shape(field)}。{secret(field)}{help_of(field)}"
        lines += [f"# {line}" for line in textwrap.wrap(words, COMMENT)]
        lines += example(key, field)
    return "\n".join(lines) + "\n"


def help_of(field: Field[Any]) -> str:
    """Return the field's explanation where it says more than the label."""
    said = field.explain()
    return "" if said in (field.label, f"{field.label}（可写多项）") else said


def secret(field: Field[Any]) -> str:
    """Return what happens to a field that is not simply public."""
    return {"P0": "", "P1": "审核通过后公开。", "P2": "不公开。"}[field.privacy]


def example(key: str, field: Field[Any]) -> Iterator[str]:
    """Go through the lines of an empty field."""
    item = field.item if isinstance(field, Many) else field
    if isinstance(item, Parts):
        first = "  - " if isinstance(field, Many) else "    "
        yield f"{key}:"
        for number, (name, part) in enumerate(item.parts.items()):
            mark = " *" if part.required else ""
            yield f"{first if number == 0 else '    '}{name}:  # {part.label}{mark}"
    elif isinstance(field, Prose):
        yield f"{key}: |"
        yield ""
    else:
        yield f"{key}:" + (f"  # 如 {field.example}" if field.example else "")


def shape(field: Field[Any]) -> str:
    """Return the word for the kind of value a field takes."""
    if isinstance(field, Many):
        return f"{shape(field.item)}，可写多项"
    return next((word for kind, word in SHAPES if isinstance(field, kind)), "文字")


def schema(kind: type[Record]) -> dict[str, Any]:
    """Return the JSON Schema (draft 7) of the kind's files: one record, or a list of them."""
    required = [
        {"anyOf": [{"required": [key]}, {"required": [field.label]}]}
        for key, field in kind.fields.items()
        if field.required
    ]
    record = {
        "type": "object",
        "properties": {name: {"$ref": f"#/definitions/{field.key}"} for name, field in kind.named.items()},
        "additionalProperties": False,
        "allOf": required,
    }
    values = {f"{key}.value": as_typed(field.schema()) for key, field in kind.fields.items()}
    return {
        "$schema": ADDRESS,
        "title": kind.label,
        "anyOf": [{"$ref": "#/definitions/.record"}, {"type": "array", "items": {"$ref": "#/definitions/.record"}}],
        "definitions": {".record": record, **{key: witnessed(f) for key, f in kind.fields.items()}, **values},
    }


def witnessed(field: Field[Any]) -> dict[str, Any]:
    """Return the schema of a field that may also be given by several witnesses."""
    value = {"$ref": f"#/definitions/{field.key}.value"}
    named = {"title": field.label, "description": field.explain()}
    if isinstance(field, Many):
        return {**named, "anyOf": [value]}
    shapes = {
        "value": value,
        "source": {"type": ["string", "integer"], "pattern": "^[0-9]+$", "description": "sources 中的第几条"},
        "note": {"type": TYPED["string"]},
        "preferred": {"enum": ["是", "否", True, False], "description": "采用这一说"},
    }
    witness = {
        "type": "object",
        "properties": {name: shapes[part] for name, part in WITNESS.items()},
        "additionalProperties": False,
        "anyOf": [{"required": [name]} for name, part in WITNESS.items() if part == "value"],
    }
    return {**named, "anyOf": [value, {"type": "array", "items": witness}]}


def as_typed(schema: Any) -> Any:
    """Return a schema that takes what an editor makes of bare words: a number of 1949, nothing of an empty value."""
    if isinstance(schema, list):
        return [as_typed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    typed = {key: value if key in ("enum", "type") else as_typed(value) for key, value in schema.items()}
    if "enum" in typed:
        typed.pop("type", None)
        flags = [True, False] if "true" in typed["enum"] else []
        typed["enum"] = [*typed["enum"], *flags, None]
    elif "type" in typed:
        said = [typed["type"]] if isinstance(typed["type"], str) else typed["type"]
        typed["type"] = list(dict.fromkeys(name for word in said for name in TYPED.get(word, [word, "null"])))
    return typed


def table(kind: type[Record]) -> str:
    """Return the kind's fields as a Markdown table for the handbook."""
    rows = ["| 键 | 中文键 | 写法 | 必填 | 公开 | 说明 |", "|---|---|---|---|---|---|"]
    for key, field in kind.fields.items():
        public = {"P0": "公开", "P1": "审核后", "P2": "不公开"}[field.privacy]
        cells = (f"`{key}`", field.label, shape(field), "●" if field.required else "", public, told(field))
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows) + "\n"


def told(field: Field[Any]) -> str:
    """Return a field's explanation and example for one cell of a table."""
    said = help_of(field)
    item = field.item if isinstance(field, Many) else field
    if isinstance(item, Parts):
        parts = "、".join(f"`{k}` {p.label}{'●' if p.required else ''}" for k, p in item.parts.items())
        said = f"{said}；{parts}" if said else parts
    if field.example:
        said = f"{said}；例：{field.example}" if said else f"例：{field.example}"
    return said
