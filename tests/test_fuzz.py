"""Some thousand inputs that nobody would write, the same in each run; `python -m tests.fuzz` tries a million."""

from __future__ import annotations

import pytest

from tests.fuzz import fuzz


@pytest.mark.parametrize(("target", "runs"), [("reader", 2000), ("markdown", 1000)])
def test_no_input_crashes_hangs_or_gets_through(target: str, runs: int) -> None:
    count, wrong = fuzz(target, runs, seed=7, seconds=30)
    assert wrong == []
    assert count > runs // 20
