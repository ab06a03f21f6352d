"""The real command over the whole hostile corpus: every file as its manifest says, quickly, and without a traceback."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest

from tests.small import picture, roll
from tests.support import HOUSE, build, measured, put
from tests.test_hostile import BYTES, FIELDS, FOLDER, HOSTILE, SOURCE, Row, rows

if TYPE_CHECKING:
    from pathlib import Path

SECONDS, MB = 2.0, 300  # that no input may take; the program itself takes 0.4 and 75
NOBODY = 65534
MANY = 10_000
Said = dict[str, list[dict[str, Any]]]


def report(root: Path) -> Said:
    """Return what the command says of each file of a site."""
    done = build(root, "check", "--format", "json")
    assert (done.returncode, done.stderr) == (1, "")
    said: Said = defaultdict(list)
    for problem in json.loads(done.stdout):
        said[problem["file"]].append(problem)
    return said


def at(said: list[dict[str, Any]], level: str) -> set[int]:
    return {problem["line"] for problem in said if problem["level"] == level}


def held(row: Row, said: list[dict[str, Any]]) -> bool:
    """Say whether a file earned what the manifest says, on a line that differs from a plain record."""
    refused = bool(at(said, "error") & row.odd.keys())
    if row.must == "REJECT":
        return refused
    if row.must == "WARN":
        return not at(said, "error") and bool(at(said, "warning") & row.odd.keys())
    return not at(said, "error") or (row.group == "xss" and refused)  # a payload may be refused where it stands


def test_one_run_says_of_every_file_what_its_manifest_says(tmp_path: Path) -> None:
    every = [row for row in rows(*FIELDS, *BYTES, "path", "xss") if row.note != "see _a" and "hn-dup" not in row.note]
    files = {row.file: row.data for row in every}
    said = report(put(tmp_path, {**files, **{f"{FOLDER}/{row}/a.png": picture() for row in every}}))
    doubled = {"id_dup_a", "id_dup_b"}  # the second of the two is refused, and names the first
    missed = [(str(row), row.note, said[row.file]) for row in every if not held(row, said[row.file])]
    assert [row for row in missed if row[0] not in doubled] == []
    assert len(every) > 250


def one(row: Row, root: Path) -> Path:
    """Return a site of one row of the corpus: a record, or a record with a picture."""
    if row.group != "image":
        return put(root, {row.file: row.data})
    name = row.path.rpartition("/")[2]
    record = f"id: a\nname: 张三\nportrait: {{file: {name}, alt: 像, source: 测试}}\n{SOURCE}\n"
    return put(root, {f"{FOLDER}/a.yml": record, f"{FOLDER}/{name}": (HOSTILE / row.path).read_bytes()})


def assert_alone(row: Row, root: Path) -> None:
    """Run the command over one row: it ends as it must, quickly, in little memory."""
    done = measured("check", "--root", str(one(row, root)), "--format", "json")
    assert (done.err, done.seconds < SECONDS, done.mb < MB) == ("", True, True), done
    levels = {problem["level"] for problem in json.loads(done.out)}
    if row.must == "REJECT":
        assert (done.code, "error" in levels) == (1, True)
    else:
        assert "error" not in levels or row.group == "xss"


@pytest.mark.parametrize("row", [*rows("bomb"), *(r for r in rows("image") if "bomb" in r.path)], ids=str)
def test_nothing_that_swells_keeps_the_command_busy(row: Row, tmp_path: Path) -> None:
    assert_alone(row, tmp_path)


REFUSED = (  # of what make_fs.sh makes
    "link_out.yml", "link_dir", "loop_a", "loop_b", "up", "dangling.yml", "inside", "fifo.yml", "sparse.yml",
    "new line.yml", "esc<U+001B>[31m.yml", "bad<U+DCFF>.yml", "gbk<U+DCD5><U+DCC5>.yml", "e\u0301.yml", "\u00e9.yml",
    "Case.yml", "case.yml", "zhang - 副本.yml", "zhang (1).yml", "unreadable.yml", "device.yml", "socket.yml",
    "con.yml",
)  # fmt: skip


@pytest.fixture
def bad_disk(tmp_path: Path) -> Path:
    """Return a site with everything a file system can hold that a record is not."""
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    subprocess.run(["bash", str(HOSTILE / "make_fs.sh"), str(folder)], check=True, capture_output=True)
    put(folder, {"con.yml": "id: n\nname: 甲\n"})
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind(str(folder / "socket.yml"))
    if os.geteuid() == 0:
        os.mknod(folder / "device.yml", 0o20666, os.makedev(1, 3))
    for path in (tmp_path, *tmp_path.parents):
        if path.stat().st_uid == os.geteuid() and not path.stat().st_mode & stat.S_ISVTX:
            path.chmod(path.stat().st_mode | 0o055)  # a folder under test may be looked into by others
    return tmp_path


def test_only_regular_files_are_read_and_everything_else_is_named(bad_disk: Path) -> None:
    root = os.geteuid() == 0
    as_nobody = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"] if root else []
    program = [sys.executable, str(HOUSE / "build.py"), "check", "--root", str(bad_disk), "--format", "json"]
    done = subprocess.run([*as_nobody, *program], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (1, "")
    said = {(p["file"].removeprefix(f"{FOLDER}/"), p["level"]) for p in json.loads(done.stdout)}
    expected = {name for name in REFUSED if root or name != "device.yml"}
    assert {name for name in expected if (name, "error") not in said} == set()
    assert ("zhang.yml.txt", "warning") in said
    assert any("深层目录" in name for name, _ in said)
    litter = [p["message"] for p in json.loads(done.stdout) if p["code"] == "litter"]
    assert litter == [f"忽略了系统或编辑器留下的 8 个文件，如 {FOLDER}/#zhang.yml#"]


def test_a_folder_that_is_a_link_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    put(tmp_path, {"elsewhere/martyrs/a.yml": f"id: a\nname: 张三\n{SOURCE}\n"})
    site = put(tmp_path / "site", {"offers/.keep": ""})
    (site / "profiles").symlink_to(tmp_path / "elsewhere")
    assert ("profiles", "这是符号链接，不会读它") in {(p["file"], p["message"]) for p in report(site)["profiles"]}


def test_ten_thousand_problems_cost_at_most_half_as_much_again_as_none(tmp_path: Path) -> None:
    files = {f"{FOLDER}/{n}.yml": roll(100).replace("430112-", f"43{n:04}-") for n in range(1000, 1000 + MANY // 100)}
    wrong = {name: said.replace("native_place: 湖南省长沙市望城区", "born: 1934-02-30") for name, said in files.items()}
    plain, broken = put(tmp_path / "plain", files), put(tmp_path / "broken", wrong)
    clean, done = [], []
    for _ in range(2):  # in turn, and the better of two of each: another program may have taken the machine
        clean.append(measured("check", "--root", str(plain)).seconds)
        done.append(measured("check", "--root", str(broken), "--format", "json"))
    assert all(len(json.loads(one.out)) >= MANY for one in done)
    assert min(one.seconds for one in done) <= 1.5 * min(clean)


def test_a_folder_that_may_not_be_read_is_one_line(tmp_path: Path) -> None:
    if os.geteuid():
        pytest.skip("只有管理员能换成别的用户")
    site = put(tmp_path / "shut/site", {f"{FOLDER}/a.yml": ""})
    site.parent.chmod(0o700)
    command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", sys.executable]
    program = [*command, str(HOUSE / "build.py"), "check", "--root", str(site)]
    done = subprocess.run(program, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert done.stderr.startswith("读写文件时出错：")
