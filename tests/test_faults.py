"""A build that is killed, starved or not alone leaves the old site or the new one; the next build makes it whole.

A sample, the same in each run; `python -m tests.faults --long` tries every step.
"""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.faults import Range

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(not shutil.which("strace"), reason="strace makes system calls fail")
def test_whatever_strikes_a_build_the_site_is_whole(tmp_path: Path) -> None:
    shots = Range(tmp_path, thorough=False, chance=random.Random(1)).shots()  # noqa: S311 - no secret: which steps are tried
    wrong = {what: said for what, attempt in shots if (said := attempt())}
    assert wrong == {}
