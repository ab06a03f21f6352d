"""The same records under MkDocs and under ProperDocs, in any folder, give the same pages."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.conftest import HOUSE, run_program

if TYPE_CHECKING:
    from pathlib import Path

OURS = ("docs", "theme", "profiles", "memorials", "offers", "mkdocs.yml")


def copy_of_the_sources(target: Path) -> Path:
    target.mkdir()
    for name in OURS:
        source = HOUSE / name
        copy = shutil.copytree if source.is_dir() else shutil.copyfile
        copy(source, target / name)
    return target


def pages(site: Path) -> dict[str, bytes]:
    return {str(p.relative_to(site)): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


def test_mkdocs_and_properdocs_give_identical_sites(sample_site: Path, tmp_path: Path) -> None:
    root = copy_of_the_sources(tmp_path / "elsewhere")
    done = run_program("build", "--root", str(root), "--out", str(tmp_path / "site"), "--engine", "properdocs")
    assert done.returncode == 0, done.stderr
    assert pages(tmp_path / "site") == pages(sample_site)
