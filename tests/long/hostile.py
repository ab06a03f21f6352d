"""Long form: every file of the hostile corpus alone, through the real command, each measured (ten minutes).

`python -m pytest tests/long/hostile.py`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_hostile import BYTES, FIELDS, Row, rows
from tests.test_hostile_command import assert_alone

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("row", rows(*FIELDS, *BYTES, "path", "xss", "bomb", "image"), ids=str)
def test_a_file_alone_ends_as_it_must(row: Row, tmp_path: Path) -> None:
    if str(row) in ("id_dup_a", "id_dup_b", "id_case_a"):
        return  # wrong only beside its twin
    assert_alone(row, tmp_path)
