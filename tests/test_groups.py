"""Lists of records: what is asked of their places."""

from __future__ import annotations

from array import array

import pytest

from fengbei.pages import groups


@pytest.mark.parametrize("few", [0, 20])
@pytest.mark.parametrize("wanted", [set(), {1}, {2}, {5}, {9}, {10}, {3, 4}, {3, 5}])
def test_whether_some_stand_in_a_list_is_known_looked_up_or_gone_through(
    wanted: set[int], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "FEW", few)
    assert groups.has_any(array("I", (2, 5, 9)), wanted) is bool(wanted & {2, 5, 9})
    assert groups.has_any(array("I"), wanted) is False
