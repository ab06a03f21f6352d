"""Some thousand inputs that nobody would write, the same in each run; `python -m tests.fuzz` tries a million.

Those that atheris guides are tried where it is installed (`make fuzz`).
"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest

from tests.fuzz import fuzz
from tests.support import HOUSE


@pytest.mark.parametrize(("target", "runs"), [("reader", 2000), ("markdown", 1000)])
def test_no_input_crashes_hangs_or_gets_through(target: str, runs: int) -> None:
    count, wrong = fuzz(target, runs, seed=7, seconds=30)
    assert wrong == []
    assert count > runs // 20


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed")
@pytest.mark.parametrize("target", ["reader", "markdown"])
def test_inputs_that_reach_new_lines_get_no_further(target: str) -> None:
    command = [sys.executable, "-m", "tests.guided_fuzz", target, "2000", "20"]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
