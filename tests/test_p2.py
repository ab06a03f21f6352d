"""What is internal stays inside: no byte of the finished site comes from a field of class P2."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from fengbei.fields import Choice, Day, Link, Many, Number, Parts, Place, Prose, Text
from fengbei.kinds import all_kinds
from tests.support import build, put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fengbei.fields import Field
    from fengbei.record import Record

PLAIN: dict[type[Field[Any]], str] = {  # what a field of each type accepts
    Choice: "", Day: "1949-05-01", Number: "12", Place: "湖南省长沙市望城区", Prose: "测试。", Text: "测试",
}  # fmt: skip


def marker(kind: type[Record], *path: str) -> str:
    """Return a word that stands for one field and can survive any spelling on the way."""
    return f"zq{kind.kind_id}{''.join(path)}qz".replace("_", "")


def plain(field: Field[Any]) -> Any:
    """Return a value that a required field accepts."""
    if isinstance(field, Many):
        return [plain(field.item)]
    if isinstance(field, Parts):
        return {key: plain(part) for key, part in field.parts.items() if part.required}
    if isinstance(field, Link):
        return f"a-{field.to}"
    if isinstance(field, Choice):
        return field.options[0]
    return next((said for kind, said in PLAIN.items() if isinstance(field, kind)), "测试")


def secrets(kind: type[Record]) -> Iterator[tuple[str, Any, str]]:
    """Go through the fields that hold something internal: key, value with its marker, the marker."""
    for key, field in kind.fields.items():
        item = field.item if isinstance(field, Many) else field
        if field.privacy == "P2":
            yield key, marker(kind, key), marker(kind, key)
        elif isinstance(item, Parts):
            hidden = {name: marker(kind, key, name) for name, part in item.parts.items() if part.privacy == "P2"}
            shown = {name: plain(part) for name, part in item.parts.items() if part.required}
            for word in hidden.values():
                yield key, [shown | hidden] if item is not field else shown | hidden, word


def full(kind: type[Record]) -> dict[str, Any]:
    """Return a record of a kind with all it needs, and a marker in everything internal."""
    needed = {key: plain(field) for key, field in kind.fields.items() if field.required}
    return {**needed, "id": f"a-{kind.kind_id}", **{key: said for key, said, _ in secrets(kind)}}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site that has one record of every kind."""
    said = {f"{kind.folder}/a.yml": json.dumps(full(kind), ensure_ascii=False) for kind in all_kinds()}
    root = put(tmp_path_factory.mktemp("p2"), said)
    done = build(root)
    assert done.returncode == 0, done.stderr
    return root / "site"


def test_every_kind_has_something_internal_to_lose() -> None:
    assert [kind for kind in all_kinds() if not list(secrets(kind))] == []


def test_a_part_of_a_field_may_be_internal_too() -> None:
    words = [word for kind in all_kinds() for _, _, word in secrets(kind)]
    assert len(words) > len(all_kinds())


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.kind_id)
def test_nothing_internal_is_in_any_byte_or_name_of_the_site(kind: type[Record], out: Path) -> None:
    words = [word.encode() for _, _, word in secrets(kind)]
    assert (out / kind.page / f"a-{kind.kind_id}.html").is_file()
    for path in sorted(out.rglob("*")):
        held = str(path.relative_to(out)).encode() + (path.read_bytes() if path.is_file() else b"")
        assert [word for word in words if word in held.lower()] == [], path
