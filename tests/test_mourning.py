"""On a day of mourning the site is without colours: decided by the day it is built for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fengbei.site import Site
from tests.conftest import Sites, run_program
from tests.small import SMALL

MKDOCS = (Path(__file__).parent.parent / "mkdocs.yml").read_text()


def with_days(days: str) -> str:
    """Return the settings with some days of mourning."""
    assert "\n    mourning:" in MKDOCS
    head, _, rest = MKDOCS.partition("\n    mourning:")
    return f"{head}\n    mourning: {days}\n{rest.partition(chr(10))[2]}"


@pytest.mark.parametrize(
    ("day", "grey"), [("2026-12-13", True), ("2027-12-13", True), ("2026-05-19", True), ("2027-05-19", False)]
)
def test_a_day_is_of_every_year_or_of_one(day: str, grey: bool) -> None:  # noqa: FBT001 - a row of the table
    site = Site(Path(), "", settings={"mourning": ["12-13", "2026-05-19"]})
    assert site.mourns(date.fromisoformat(day)) == grey


def test_only_the_style_differs_on_a_day_of_mourning(temporary_site: Sites, tmp_path: Path) -> None:
    root = temporary_site(SMALL | {"mkdocs.yml": with_days('["12-13"]')})
    styles = []
    for day in ("2026-12-12", "2026-12-13"):
        done = run_program("build", "--root", str(root), "--out", str(tmp_path / day), "--date", day)
        assert done.returncode == 0, done.stderr
        styles.append((tmp_path / day / "css/site.css").read_text())
    assert styles[1] == styles[0] + "html{filter:grayscale(1)}\n"
    page = "martyrs/li-si.html"
    assert (tmp_path / "2026-12-12" / page).read_bytes() == (tmp_path / "2026-12-13" / page).read_bytes()


def test_what_is_no_date_is_named(temporary_site: Sites) -> None:
    root = temporary_site(SMALL | {"mkdocs.yml": with_days('["12月13日"]')})
    done = run_program("check", "--root", str(root))
    assert done.returncode == 1
    assert "mourning" in done.stdout + done.stderr
    assert "写 12-13（每年）或 2026-12-13（这一年）" in done.stdout + done.stderr
