"""Names for everything a page is made from: while the names stay the same, so does the page."""

from __future__ import annotations

import sys
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from fengbei import files, fonts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fengbei.site import Site

HOUSE = Path(__file__).resolve().parent.parent
MAKERS = (
    "pypinyin",
    "opencc-python-reimplemented",
    "opencc",
    "lunar_python",
    "PyYAML",
    "Jinja2",
    "markdown-it-py",
    "nh3",
    "pillow",
)
PROGRAM = (".py", ".txt", ".tsv", ".csv", ".json", ".yml", ".toml")


def base_of(site: Site) -> str:
    """Return a name for the program and what the publisher set: everything that is made depends on it."""
    return name_of((program(), settings(site)))


def program() -> str:
    """Return a name for the program itself, and for the libraries that pages are made with."""
    said = [sys.version, *(f"{name} {installed(name)}" for name in MAKERS)]
    for path in files.walk(HOUSE, *PROGRAM):
        said += [path.relative_to(HOUSE).as_posix(), files.digest(path.read_bytes())]
    return name_of(said)


def installed(package: str) -> str:
    """Return the version of an installed package, or ""."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def settings(site: Site) -> str:
    """Return a name for what the publisher set, and for the tables of regions that the site brings along."""
    said = [site.name, site.address, site.description, str(site.rows), repr(dict(site.settings))]
    said += [files.digest(path.read_bytes()) for path in site.region_tables if files.is_file(path)]
    used = filter(files.is_file, map(Path, site.fonts or fonts.DEBIAN))
    said += [f"{path} {path.stat().st_mtime_ns}" for path in used]
    return name_of(said)


def name_of(said: Iterable[str]) -> str:
    """Return one name for many."""
    return blake2b("\n".join(said).encode(), digest_size=16).hexdigest()
