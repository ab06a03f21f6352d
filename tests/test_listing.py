"""A file that has not changed is not read to find that out; one that has is, however quickly it changed."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from fengbei.files import TICK
from fengbei.intake import pieces
from fengbei.intake.listing import Listing
from tests.support import MARTYR, PERSON, kind, put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from fengbei.intake import Source
    from fengbei.record import Record


def said(root: Path, kept: Path, *, keep: bool = True) -> list[str]:
    """Return the names of the bytes of a site's files, as a build would learn them."""
    listing = Listing(root, kept)
    names = [source.said for source in listing.sources(kind("martyr"))]
    if keep:
        listing.keep()
    return names


def aged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let some seconds pass."""
    later = time.time_ns() + 2 * TICK
    monkeypatch.setattr(time, "time_ns", lambda: later)


def test_a_file_of_the_same_size_and_times_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, kept = put(tmp_path / "site", {MARTYR: PERSON}), tmp_path / "kept"
    aged(monkeypatch)
    before = said(root, kept)
    monkeypatch.setattr("fengbei.intake.listing.pieces", lambda *_: 1 / 0)
    assert said(root, kept) == before


def test_a_file_that_kept_its_size_and_its_date_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, kept = put(tmp_path / "site", {MARTYR: PERSON}), tmp_path / "kept"
    aged(monkeypatch)
    before, about = said(root, kept), (root / MARTYR).stat()
    put(root, {MARTYR: PERSON.replace("张三", "张四")})
    os.utime(root / MARTYR, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert said(root, kept) != before


def test_a_file_read_in_the_tick_of_its_change_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, kept = put(tmp_path / "site", {MARTYR: PERSON}), tmp_path / "kept"
    said(root, kept)
    read: list[str] = []

    def noted(path: Path, name: str, sort: type[Record]) -> Iterator[Source]:
        read.append(name)
        return pieces(path, name, sort)

    monkeypatch.setattr("fengbei.intake.listing.pieces", noted)
    said(root, kept)
    assert read == [MARTYR]


def test_what_cannot_be_trusted_counts_as_nothing(tmp_path: Path) -> None:
    root, kept = put(tmp_path / "site", {MARTYR: PERSON}), tmp_path / "kept"
    before = said(root, kept)
    (kept / "files").write_bytes(b"\x80\x04nonsense")
    assert said(root, kept, keep=False) == before
