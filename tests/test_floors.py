"""The floors of the house: imports only go down, and each dependency has one door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
FLOORS = (
    ("problems", "files", "chinese", "locks", "progress", "workers"),
    ("regions", "shell", "scripts", "fonts"),
    ("fields",),
    ("record", "site"),
    ("kinds", "catalogue"),
    ("kept",),
    ("load", "link", "images", "posters", "prose", "pages", "feeds", "search", "checks", "publish", "forms"),
    ("intake", "commands"),
    ("preview",),
    ("build",),
)
DOORS: dict[str, str | tuple[str, ...]] = {
    "pypinyin": "chinese",
    "opencc": "chinese",
    "lunar_python": "chinese",
    "yaml": "load",
    "PIL": ("images", "posters"),  # what comes in as pictures, and what is drawn
    "segno": "posters",
    "fontTools": "fonts",
    "uharfbuzz": "fonts",
    "mkdocs": "prose",
    "properdocs": "prose",
    "jinja2": "pages",
    "icalendar": "feeds",
    "markdown_it": "pages",
    "nh3": "pages",
    "markupsafe": "pages",
    "http": "preview",
    "click": "commands",
    "rjsmin": "scripts",
    "distributed": "workers",
}
LONGEST_MODULE = 250
LONGEST_FUNCTION = 40


def modules() -> list[Path]:
    """Return every Python file of the program."""
    return [HOUSE / "build.py", *sorted((HOUSE / "fengbei").rglob("*.py"))]


def room(path: Path) -> str:
    """Return the module a file belongs to: a package counts as one."""
    if path.name == "build.py":
        return "build"
    inner = path.relative_to(HOUSE / "fengbei").parts
    return inner[0].removesuffix(".py")


def doors(name: str, here: str) -> tuple[str, ...]:
    """Return the modules that may import a dependency."""
    said = DOORS.get(name, here)
    return (said,) if isinstance(said, str) else said


def imports(path: Path) -> set[str]:
    """Return every name a file imports, type-only imports included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def floor(name: str) -> int:
    return next(number for number, names in enumerate(FLOORS) if name in names)


def rooms_used(path: Path) -> set[str]:
    """Return the modules of ours that a file imports."""
    known = {name for names in FLOORS for name in names}
    parts = (name.split(".") for name in imports(path) if name.startswith("fengbei."))
    return {part[1] for part in parts if part[1] in known}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_module_imports_from_lower_floors_only(path: Path) -> None:
    here = room(path)
    if here == "__init__":
        assert not rooms_used(path)
        return
    upward = {name for name in rooms_used(path) - {here} if floor(name) >= floor(here)}
    assert not upward


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_each_dependency_has_one_door(path: Path) -> None:
    tops = {name.split(".")[0] for name in imports(path)}
    strangers = {name for name in tops if room(path) not in doors(name, room(path))}
    assert not strangers


def test_every_module_stands_on_a_floor() -> None:
    known = {name for names in FLOORS for name in names}
    assert {room(path) for path in modules()} - {"__init__"} == known


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_module_is_too_long_to_read(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_function_is_too_long_to_read(path: Path) -> None:
    nodes = [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.FunctionDef)]
    assert [n.name for n in nodes if (n.end_lineno or 0) - n.lineno + 1 > LONGEST_FUNCTION] == []


def test_no_text_is_marked_safe_outside_the_one_audited_module() -> None:
    theme = (HOUSE / "theme").rglob("*.html")
    assert [p.name for p in theme if "safe" in p.read_text() and "|safe" in p.read_text().replace(" ", "")] == []
    markers = [p for p in modules() if "Markup(" in p.read_text()]
    assert [p.name for p in markers] == ["markdown.py"]


LOOKING = frozenset({"is_dir", "is_file", "exists"})  # of Path: from 3.14 on, False where one may not look


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_whether_a_path_leads_anywhere_is_asked_in_one_way(path: Path) -> None:
    """Where one may not look, something may be lost: `files.is_folder` and its like say so on every Python."""
    called = [node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    asked = [call for call in called if isinstance(call, ast.Attribute) and call.attr in LOOKING]
    whom = {ast.unparse(call.value) for call in asked}
    assert whom <= {"files", "entry"}  # a DirEntry knows itself
