"""A pack gives back what was put in; its long pieces are read when they are asked for; a broken one is not used."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from fengbei.intake import packs
from fengbei.intake.digests import Digest
from fengbei.intake.packs import Entry, Extent
from fengbei.intake.store import Store

if TYPE_CHECKING:
    from pathlib import Path


def entry(name: str, text: bytes = b"", found: bytes = b"") -> Entry:
    return Entry(
        f"facts of {name}", "face", {("martyr", name): 7}, frozenset(), pickle.dumps(Digest(name)), text, found
    )


ENTRIES = {"甲.yml": entry("甲.yml", b"0123456789", b"abc"), "乙.yml": entry("乙.yml"), "丙.yml": entry("丙.yml", b"x")}


def whole(kept: Entry) -> Entry:
    """Return an entry with its pieces read."""
    return kept._replace(text=kept.text[:], found=kept.found[:])


def test_entries_come_out_as_they_went_in(tmp_path: Path) -> None:
    packs.write(tmp_path / "pack", ENTRIES)
    assert {name: whole(kept) for name, kept in packs.read(tmp_path / "pack").items()} == ENTRIES


@pytest.mark.parametrize(("part", "said"), [(slice(2, 5), b"234"), (slice(8, 99), b"89"), (slice(5, 5), b"")])
def test_of_a_long_piece_only_that_is_read_which_is_asked_for(tmp_path: Path, part: slice, said: bytes) -> None:
    packs.write(tmp_path / "pack", ENTRIES)
    piece = packs.read(tmp_path / "pack")["甲.yml"].text
    assert isinstance(piece, Extent)
    assert piece[part] == said


def test_a_piece_travels_as_the_place_where_it_lies(tmp_path: Path) -> None:
    packs.write(tmp_path / "pack", ENTRIES | {"丁.yml": entry("丁.yml", b"y" * 100_000)})
    piece = packs.read(tmp_path / "pack")["丁.yml"].text
    packed = pickle.dumps(piece)
    assert len(packed) < 1000
    assert pickle.loads(packed)[:] == b"y" * 100_000  # noqa: S301 - packed one line above


def test_more_files_may_be_read_than_are_left_open(tmp_path: Path) -> None:
    for number in range(2 * packs.OPEN):
        packs.write(tmp_path / str(number), {"甲.yml": entry("甲.yml", str(number).encode())})
    pieces = [packs.read(tmp_path / str(number))["甲.yml"].text for number in range(2 * packs.OPEN)]
    for _ in range(2):
        assert [piece[:] for piece in pieces] == [str(number).encode() for number in range(2 * packs.OPEN)]
    assert len(packs.HANDLES) <= packs.OPEN


@pytest.mark.parametrize("length", [0, 3, 12, 100, -1])
def test_a_pack_that_was_cut_off_has_nothing(tmp_path: Path, length: int) -> None:
    packs.write(tmp_path / "pack", ENTRIES)
    (tmp_path / "pack").write_bytes((tmp_path / "pack").read_bytes()[:length])
    assert packs.read(tmp_path / "pack") == {}


def test_a_pack_in_which_any_byte_was_changed_has_nothing(tmp_path: Path) -> None:
    packs.write(tmp_path / "pack", ENTRIES)
    data = (tmp_path / "pack").read_bytes()
    for at in range(0, len(data), 7):
        (tmp_path / "pack").write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert packs.read(tmp_path / "pack") == {}


def test_a_file_of_another_kind_is_no_pack(tmp_path: Path) -> None:
    (tmp_path / "pack").write_bytes(pickle.dumps(ENTRIES))
    assert packs.read(tmp_path / "pack") == {}
    assert packs.read(tmp_path / "none") == {}


def test_what_was_read_of_a_pack_can_be_asked_for_after_another_took_its_place(tmp_path: Path) -> None:
    Store(tmp_path).write("aa", ENTRIES, dict(ENTRIES))
    store = Store(tmp_path)
    before = store.read("aa")
    store.write("aa", ENTRIES, {"乙.yml": entry("乙.yml", b"new")})
    assert before["甲.yml"].text[:] == b"0123456789"
    assert {name: whole(kept).text for name, kept in store.read("aa").items()} == {
        "甲.yml": b"0123456789", "乙.yml": b"new", "丙.yml": b"x",
    }  # fmt: skip


def test_a_pack_that_was_replaced_can_be_read_by_another_program_until_the_next_time(tmp_path: Path) -> None:
    Store(tmp_path).write("aa", ENTRIES, dict(ENTRIES))
    reader = Store(tmp_path).read("aa")
    for text in (b"new", b"newer", b"newest"):
        store = Store(tmp_path)
        store.write("aa", ENTRIES, {"乙.yml": entry("乙.yml", text)})
        store.tidy()
        if text == b"new":
            assert reader["甲.yml"].text[:] == b"0123456789"
        assert len([*(tmp_path / "digests").iterdir()]) == 2
    assert Store(tmp_path).read("aa")["乙.yml"].text[:] == b"newest"


def test_a_program_that_goes_on_writing_leaves_no_more_than_two_of_a_pack(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for number in range(9):
        store.write("aa", ["甲.yml"], {"甲.yml": entry("甲.yml", str(number).encode())})
    assert len([*(tmp_path / "digests").iterdir()]) == 2


def test_packs_of_no_use_are_removed(tmp_path: Path) -> None:
    for text in (b"1", b"2"):
        Store(tmp_path).write("aa", ENTRIES, dict(ENTRIES))
        Store(tmp_path).write("bb", ENTRIES, ENTRIES | {"乙.yml": entry("乙.yml", text)})
    store = Store(tmp_path)
    store.read("aa")
    store.tidy()
    assert [path.name.partition("-")[0] for path in (tmp_path / "digests").iterdir()] == ["aa"]


def test_a_pack_that_vanishes_while_they_are_listed_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "digests").mkdir()
    (tmp_path / "digests/aa-1").symlink_to(tmp_path / "nowhere")
    assert Store(tmp_path).read("aa") == {}


def test_after_a_build_that_failed_the_newer_pack_counts(tmp_path: Path) -> None:
    for text in (b"older", b"newer"):
        Store(tmp_path).write("aa", ["甲.yml"], {"甲.yml": entry("甲.yml", text)})
    assert len([*(tmp_path / "digests").iterdir()]) == 2
    assert Store(tmp_path).read("aa")["甲.yml"].text[:] == b"newer"
