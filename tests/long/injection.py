"""Long form: a browser opens every word in every kind of page, from a server and from files (half an hour).

`python -m pytest tests/long/injection.py`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import browser
from tests.browser.test_injection import both, server, visit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

__all__ = ["both", "browser", "server"]


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_nothing_runs_anywhere(scheme: str, both: tuple[Path, Path, list[str]], server: str, browser: Browser) -> None:
    top = server if scheme == "http" else both[0].parents[1].as_uri()
    visit(browser, (f"{top}/hostile/site", f"{top}/harmless/site"), both[2])
