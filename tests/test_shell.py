"""The shell is a page with holes; all are filled, and nothing that fills one is cut again."""

from __future__ import annotations

import pytest

from fengbei.shell import Shell


def test_every_hole_is_filled() -> None:
    assert Shell("<t>@@title@@</t>@@body@@").fill(title="甲", body="乙") == "<t>甲</t>乙"


def test_a_hole_may_be_used_twice() -> None:
    assert Shell("@@base@@/a @@base@@/b").fill(base="..") == "../a ../b"


def test_a_hole_left_open_is_named() -> None:
    with pytest.raises(KeyError, match="body"):
        Shell("@@title@@@@body@@").fill(title="甲")


def test_a_page_without_holes_stays_as_it_is() -> None:
    shell = Shell("<p>a@@b</p>")
    assert shell.fill() == "<p>a@@b</p>"
    assert shell.holes == frozenset()


def test_what_fills_a_hole_is_not_cut_again() -> None:
    assert Shell("@@body@@").fill(body="@@title@@") == "@@title@@"


def test_a_shell_serves_page_after_page() -> None:
    shell = Shell("@@body@@")
    assert [shell.fill(body=text) for text in "甲乙"] == ["甲", "乙"]


def test_a_shell_knows_its_holes() -> None:
    assert Shell("@@base@@ @@title@@ @@base@@").holes == {"base", "title"}
