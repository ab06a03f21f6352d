"""Fixtures: a temporary site, a small built site of invented people, and the sample site itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.small import SMALL
from tests.support import HOUSE, build, pages, put, run_program

__all__ = ["HOUSE", "Sites", "run_program"]

Sites = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def temporary_site(tmp_path: Path) -> Sites:
    """Return a function that writes files into a fresh site and returns its folder."""
    return lambda files: put(tmp_path / "data", files)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the small site, built for Qingming 2026 into site/ beside its records."""
    root = put(tmp_path_factory.mktemp("small"), SMALL)
    done = build(root, "build", "--date", "2026-04-05")
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="session")
def built(small: Path) -> dict[str, str]:
    """Return every page of the small site: address and HTML."""
    return pages(small / "site")


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of the repository's own records."""
    site = tmp_path_factory.mktemp("sample") / "site"
    done = run_program("build", "--root", str(HOUSE), "--out", str(site))
    assert done.returncode == 0, done.stderr
    return site
