"""Files are walked in order, written only when they differ, and swapped in one step."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from fengbei import files
from fengbei.publish import disk
from fengbei.workers import spread
from tests.support import put


def names(folder: Path, *suffixes: str) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in files.walk(folder, *suffixes)]


def test_files_are_walked_in_the_order_of_their_names(tmp_path: Path) -> None:
    put(tmp_path, {"b.yml": "", "a/z.yml": "", "a/b.yml": "", "c.yaml": ""})
    assert names(tmp_path, ".yml", ".yaml") == ["a/b.yml", "a/z.yml", "b.yml", "c.yaml"]


def test_only_the_asked_for_suffixes_are_walked_whatever_their_case(tmp_path: Path) -> None:
    put(tmp_path, {"a.YML": "", "b.txt": "", "c.yml.bak": ""})
    assert names(tmp_path, ".yml") == ["a.YML"]


def test_hidden_files_and_locks_of_an_office_program_are_left_alone(tmp_path: Path) -> None:
    put(tmp_path, {".a.yml": "", "~$b.yml": "", "._c.yml": "", ".git/d.yml": "", "e.yml": ""})
    assert names(tmp_path, ".yml") == ["e.yml"]


def test_links_are_never_followed(tmp_path: Path) -> None:
    put(tmp_path, {"out/a.yml": "", "in/b.yml": ""})
    (tmp_path / "in" / "file.yml").symlink_to(tmp_path / "out" / "a.yml")
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    assert names(tmp_path / "in", ".yml") == ["b.yml"]


def test_a_folder_named_like_a_file_is_walked_as_a_folder(tmp_path: Path) -> None:
    put(tmp_path, {"a.yml/b.yml": ""})
    assert names(tmp_path, ".yml") == ["a.yml/b.yml"]


@pytest.mark.parametrize(
    "name",
    ["con", "NUL.yml", "com1.x.yml", "a.", "a ", "a:b", 'a"', "a?", "a\\b", "a\nb", "a\x1b", "a\udcff", "a\u200b"],
)
def test_a_name_that_some_system_cannot_hold_is_unfit(name: str) -> None:
    assert files.unfit(name)


@pytest.mark.parametrize("name", ["张三.yml", "-rf.yml", "430121-0001.yml", "icon.yml", "a b (1).yml", "é.yml"])
def test_an_ordinary_name_is_fit(name: str) -> None:
    assert files.unfit(name) == ""


def test_twins_by_case_or_by_normal_form_are_neither_read(tmp_path: Path) -> None:
    put(tmp_path, {"A.yml": "", "a.yml": "", "\u00e9.yml": "", "e\u0301.yml": "", "b.yml": ""})
    assert names(tmp_path, ".yml") == ["b.yml"]


def test_folders_are_followed_so_deep_and_no_deeper(tmp_path: Path) -> None:
    put(tmp_path, {f"{'a/' * 15}x.yml": "", f"{'b/' * 16}x.yml": ""})
    assert len(names(tmp_path, ".yml")) == 1
    assert [found.fault for found in files.look(tmp_path) if found.fault] == ["文件夹套了 16 层以上"]


def test_a_pipe_or_a_link_is_not_read_and_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    for name in ("pipe", "link"):
        with pytest.raises(OSError, match=r".+"):
            files.read(tmp_path / name, 10)


def test_a_file_too_large_is_not_read_at_all(tmp_path: Path) -> None:
    put(tmp_path, {"a": "123"})
    assert files.read(tmp_path / "a", 3) == b"123"
    with pytest.raises(files.TooLargeError) as wrong:
        files.read(tmp_path / "a", 2)
    assert wrong.value.size == 3


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert names(tmp_path / "nowhere", ".yml") == []


def test_the_same_bytes_have_the_same_name() -> None:
    assert files.digest(b"a") == files.digest(b"a") != files.digest(b"b")


def test_a_file_is_the_same_when_its_bytes_are(tmp_path: Path) -> None:
    put(tmp_path, {"a": "甲"})
    assert files.same(tmp_path / "a", "甲".encode())
    assert not files.same(tmp_path / "a", "乙".encode())
    assert not files.same(tmp_path / "b", b"")


def test_a_file_is_written_only_when_it_says_something_else(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.txt"
    assert files.write_if_changed(path, "甲")
    before = path.stat().st_mtime_ns
    assert not files.write_if_changed(path, "甲")
    assert path.stat().st_mtime_ns == before
    assert files.write_if_changed(path, "乙")


def test_a_second_name_costs_no_second_copy(tmp_path: Path) -> None:
    put(tmp_path, {"a": "甲"})
    files.link_or_copy(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a").samefile(tmp_path / "b")


def test_several_processes_may_write_the_same_file(tmp_path: Path) -> None:
    path, data = tmp_path / "kept/a", b"a" * 1_000_000

    def write(times: int) -> int:
        for _ in range(times):
            files.write_whole(path, data)
        return path.stat().st_size

    assert list(spread(write, [50] * 4, 4)) == [len(data)] * 4
    assert names(tmp_path, "") == ["kept/a"]


def test_what_stands_at_a_path(tmp_path: Path) -> None:
    put(tmp_path, {"a": "甲"})
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "way").symlink_to(tmp_path)
    asked = ("", "a", "way", "b", "a/b", "loop", "nul\0")
    said = [(files.exists(path), files.is_folder(path), files.is_file(path)) for path in map(tmp_path.joinpath, asked)]
    folder, file, nothing = (True, True, False), (True, False, True), (False, False, False)
    assert said == [folder, file, folder, *[nothing] * 4]


def test_where_one_may_not_look_nobody_says_that_nothing_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def shut(path: Path) -> None:
        raise PermissionError(errno.EACCES, "shut", str(path))

    monkeypatch.setattr(Path, "stat", shut)
    for ask in (files.exists, files.is_folder, files.is_file):
        with pytest.raises(PermissionError):
            ask(Path("somewhere"))


def test_two_folders_change_places(tmp_path: Path) -> None:
    put(tmp_path, {"one/a": "甲", "two/b": "乙"})
    if disk.exchange(tmp_path / "one", tmp_path / "two"):
        assert (tmp_path / "one" / "b").read_text() == "乙"
        assert (tmp_path / "two" / "a").read_text() == "甲"


def test_what_the_disk_cannot_have_is_an_error(tmp_path: Path) -> None:
    disk.flush(tmp_path)
    disk.flush_names(tmp_path)
    for wait in (disk.flush, disk.flush_names):
        with pytest.raises(FileNotFoundError):
            wait(tmp_path / "nowhere")
