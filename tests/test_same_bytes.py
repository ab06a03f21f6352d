"""Where, when and by whom a site is built changes no byte of it, and no right of a file that matters."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.faults import SITE, shown
from tests.support import HOUSE, put

if TYPE_CHECKING:
    from pathlib import Path

CELLS: dict[str, tuple[list[str], dict[str, str]]] = {
    "another hash seed, 2 processes": (["--jobs", "2"], {"PYTHONHASHSEED": "1"}),
    "another time zone and language": (["--jobs", "1"], {"PYTHONHASHSEED": "2", "TZ": "Pacific/Apia", "LC_ALL": "C"}),
    "UTF-8 in Chinese, 4 processes": (
        ["--jobs", "4"],
        {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"},
    ),
    "no assertions, old clock": (["--jobs", "3"], {"PYTHONOPTIMIZE": "1", "TZ": "America/St_Johns"}),
}


def built(root: Path, more: list[str], environment: dict[str, str], before: list[str], folder: Path) -> str:
    """Build the site from another working folder; return the sum of its names, rights and bytes."""
    put(root, SITE)
    command = [
        *before,
        sys.executable,
        str(HOUSE / "build.py"),
        "build",
        "--root",
        str(root),
        "--date",
        "2026-04-05",
        *more,
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=folder, env={**os.environ, **environment}, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return shown(root / "site")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the sum of a site built in the plainest way."""
    root = tmp_path_factory.mktemp("plain")
    return built(root, ["--jobs", "1"], {"PYTHONHASHSEED": "0"}, [], root)


@pytest.mark.parametrize("cell", CELLS)
def test_the_bytes_are_the_same(cell: str, plain: str, tmp_path: Path) -> None:
    more, environment = CELLS[cell]
    assert built(tmp_path / "其他 地方" / "a", more, environment, [], tmp_path) == plain


def test_without_a_network_the_site_is_the_same(plain: str, tmp_path: Path) -> None:
    alone = ["unshare", "-n"]
    try:
        subprocess.run([*alone, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this system lets nobody do without a network")
    assert built(tmp_path / "alone", [], {}, alone, tmp_path) == plain


@pytest.mark.parametrize("mask", ["077", "002"])
def test_the_rights_of_the_builder_do_not_hide_the_site(mask: str, plain: str, tmp_path: Path) -> None:
    before = ["sh", "-c", f'umask {mask}; exec "$@"', "sh"]
    assert built(tmp_path / "masked", [], {}, before, tmp_path) == plain
