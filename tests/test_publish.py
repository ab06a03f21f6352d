"""A site takes its predecessor's place whole or not at all, and never a place that is not its own."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from fengbei.publish import (
    MANY,
    NO_SUM,
    OURS,
    SUMS,
    PublishError,
    Stage,
    Sums,
    Tree,
    blocks_of,
    disk,
    faults,
    remove,
    rollback,
    sum_of,
    tree,
)
from fengbei.site import Site
from fengbei.workers import Crew
from tests.support import HOUSE, MARTYR, PERSON, put

if TYPE_CHECKING:
    from pathlib import Path


def begun(root: Path, out: Path, crew: Crew | None = None) -> Stage:
    stage = Stage(Site(root, "测试"), out)
    stage.begin(crew)
    return stage


def publish(root: Path, out: Path, crew: Crew | None = None, **said: str) -> Stage:
    with begun(root, out, crew) as stage:
        for name, text in said.items():
            stage.write(name, text.encode())
        stage.swap()
    return stage


def without_copy(root: Path, out: Path, **said: str) -> None:
    """Publish a first site, of which no copy could be made: no file there can have two names."""
    publish(root, out, None, **said)
    remove(out.with_name(f".{out.name}.spare"))


def sums_of(said: dict[str, str]) -> Sums:
    return Sums(blocks_of(said))


def texts(folder: Path) -> dict[str, str]:
    return {p.name: p.read_text() for p in sorted(folder.iterdir()) if p.name not in OURS}


def test_a_new_site_appears_whole(tmp_path: Path) -> None:
    publish(tmp_path, tmp_path / "site", a="甲", b="乙")
    assert texts(tmp_path / "site") == {"a": "甲", "b": "乙"}


def test_nothing_is_seen_before_the_swap(tmp_path: Path) -> None:
    publish(tmp_path, tmp_path / "site", a="甲")
    begun(tmp_path, tmp_path / "site").write("a", "乙".encode())
    assert texts(tmp_path / "site") == {"a": "甲"}


def test_a_page_that_is_no_more_is_gone(tmp_path: Path) -> None:
    publish(tmp_path, tmp_path / "site", a="甲", b="乙")
    publish(tmp_path, tmp_path / "site", a="甲")
    assert texts(tmp_path / "site") == {"a": "甲"}


def test_the_last_site_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    publish(tmp_path, tmp_path / "site", a="甲")
    publish(tmp_path, tmp_path / "site", a="乙")
    assert texts(tmp_path / ".site.old") == {"a": "甲"}


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    publish(tmp_path, tmp_path / "site", a="甲", b="乙")
    assert publish(tmp_path, tmp_path / "site", a="甲", b="丙", c="丁").written == 2


def test_a_changed_page_leaves_the_kept_site_as_it_was(tmp_path: Path) -> None:
    for text in ("甲", "乙", "丙"):
        publish(tmp_path, tmp_path / "site", a="同", b=text)
    assert texts(tmp_path / ".site.old") == {"a": "同", "b": "乙"}


def test_a_site_thrown_away_leaves_no_trace(tmp_path: Path) -> None:
    publish(tmp_path, tmp_path / "site", a="甲")
    stage = begun(tmp_path, tmp_path / "site")
    stage.write("a", "乙".encode())
    stage.discard()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site"]


def test_what_a_broken_run_left_behind_is_cleared(tmp_path: Path) -> None:
    put(tmp_path, {".site.new/rest": "甲"})
    publish(tmp_path, tmp_path / "site", a="乙")
    assert texts(tmp_path / "site") == {"a": "乙"}


CREWS = pytest.mark.parametrize("crew", [Crew(1), Crew(2)], ids=["one process", "two"])


@CREWS
def test_of_a_first_site_a_copy_is_made_that_the_next_one_begins_with(
    tmp_path: Path, crew: Crew, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "PORTION", 1)
    out, copy = tmp_path / "site", tmp_path / ".site.spare"
    publish(tmp_path, out, crew, **{"a": "甲", "b/c": "乙"})
    assert Tree.open(copy).sums == Tree.open(out).sums != {}
    assert (copy / "b/c").samefile(out / "b/c")
    publish(tmp_path, out, None, **{"a": "改", "b/c": "乙"})
    assert [*faults(out)] == [*faults(tmp_path / ".site.old")] == []
    assert (out / "b/c").samefile(tmp_path / ".site.old/b/c")
    assert not copy.exists()


def test_where_no_file_can_have_two_names_there_is_no_copy_and_the_next_site_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    publish(tmp_path, tmp_path / "site", a="甲", b="乙")
    assert not Tree.open(tmp_path / ".site.spare").sums
    publish(tmp_path, tmp_path / "site", a="甲", b="改")
    assert texts(tmp_path / "site") == {"a": "甲", "b": "改"}


def test_a_disk_that_could_not_take_what_was_written_early_keeps_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk tells of such a fault but once: the last look would find nothing wrong."""

    def refuse(_: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    out = tmp_path / "site"
    publish(tmp_path, out, None, a="甲")
    with begun(tmp_path, out, Crew(2)) as stage:
        stage.write("a", "改".encode())
        with monkeypatch.context() as early:
            early.setattr(disk, "flush", refuse)
            stage.wrote(MANY)
        with pytest.raises(OSError, match=os.strerror(errno.EIO)):
            stage.swap()
    assert texts(out) == {"a": "甲"}
    assert stage.written == MANY + 1


def test_a_copy_that_was_broken_off_is_not_begun_with(tmp_path: Path) -> None:
    publish(tmp_path, tmp_path / "site", a="甲", b="乙")
    (tmp_path / ".site.spare" / SUMS).unlink()
    (tmp_path / ".site.spare/b").unlink()
    publish(tmp_path, tmp_path / "site", a="改", b="乙")
    assert texts(tmp_path / "site") == {"a": "改", "b": "乙"}


@CREWS
def test_the_second_site_takes_over_what_stays_while_it_is_made(tmp_path: Path, crew: Crew) -> None:
    out = tmp_path / "site"
    without_copy(tmp_path, out, a="甲", b="乙", c="丙")
    publish(tmp_path, out, crew, a="甲", b="新")
    assert texts(out) == {"a": "甲", "b": "新"}
    assert texts(tmp_path / ".site.old") == {"a": "甲", "b": "乙", "c": "丙"}
    assert (out / "a").samefile(tmp_path / ".site.old/a")
    assert [*faults(out)] == []


@CREWS
def test_a_file_that_was_taken_away_and_is_not_wanted_any_more_stops_nothing(tmp_path: Path, crew: Crew) -> None:
    out = tmp_path / "site"
    without_copy(tmp_path, out, a="甲", b="乙")
    (out / "b").unlink()
    publish(tmp_path, out, crew, a="甲")
    assert texts(out) == {"a": "甲"}


@CREWS
def test_a_file_that_was_taken_away_and_is_wanted_is_not_passed_over(tmp_path: Path, crew: Crew) -> None:
    without_copy(tmp_path, tmp_path / "site", a="甲", b="乙")
    (tmp_path / "site/b").unlink()
    with pytest.raises(FileNotFoundError):
        publish(tmp_path, tmp_path / "site", crew, a="甲", b="乙")


def test_who_throws_a_site_away_ends_what_was_taking_over(tmp_path: Path) -> None:
    said = {f"f{number}": "字" for number in range(500)}
    without_copy(tmp_path, tmp_path / "site", **said)
    with begun(tmp_path, tmp_path / "site", Crew(2)):
        pass
    assert {path.name for path in tmp_path.iterdir()} == {"site"}
    assert len(texts(tmp_path / "site")) == 500


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    put(tmp_path, {"site/mine.txt": "甲"})
    with pytest.raises(PublishError, match="有别的文件"):
        publish(tmp_path / "data", tmp_path / "site", a="乙")
    assert texts(tmp_path / "site") == {"mine.txt": "甲"}


def test_the_records_themselves_are_never_replaced(tmp_path: Path) -> None:
    root = put(tmp_path / "data", {"profiles/a.yml": ""})
    for out in (root, tmp_path):
        with pytest.raises(PublishError, match="有网站的资料"):
            publish(root, out, a="乙")


def test_a_folder_of_records_inside_the_site_is_not_replaced_either(tmp_path: Path) -> None:
    root = put(tmp_path / "data", {"profiles/a.yml": ""})
    with pytest.raises(PublishError):
        publish(root, root / "profiles", a="乙")


def test_a_file_or_a_link_is_no_target(tmp_path: Path) -> None:
    put(tmp_path, {"file": "甲", "real/.keep": ""})
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(PublishError, match="不是文件夹"):
        publish(tmp_path / "data", tmp_path / "file", a="乙")
    with pytest.raises(PublishError):
        publish(tmp_path / "data", tmp_path / "link", a="乙")


def test_an_empty_folder_may_become_the_site(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish(tmp_path / "data", tmp_path / "site", a="甲")
    assert texts(tmp_path / "site") == {"a": "甲"}


def test_several_builds_of_one_site_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    put(tmp_path / "data", {MARTYR: PERSON})
    command = [sys.executable, str(HOUSE / "build.py"), "--root", str(tmp_path / "data"), "--out"]
    running = [
        subprocess.Popen([*command, str(tmp_path / f"out{number}")], stderr=subprocess.PIPE, text=True)
        for number in range(4)
    ]
    assert [one.communicate()[1] for one in running if one.wait()] == []
    first, *others = (whole(tmp_path / f"out{number}") for number in range(4))
    assert [other == first for other in others] == [True, True, True]


def test_a_second_build_of_the_same_folder_is_told_who_is_at_it(tmp_path: Path) -> None:
    with begun(tmp_path, tmp_path / "site"), pytest.raises(PublishError, match=f"进程号 {os.getpid()}"):
        Stage(Site(tmp_path, "测试"), tmp_path / "site")
    publish(tmp_path, tmp_path / "site", a="甲")


def test_an_older_site_can_be_shown_again_and_the_newer_one_after_it(tmp_path: Path) -> None:
    site = Site(tmp_path, "测试")
    for text in ("甲", "乙"):
        publish(tmp_path, tmp_path / "site", a=text)
    for text in ("甲", "乙"):
        rollback(site, tmp_path / "site")
        assert texts(tmp_path / "site") == {"a": text}
    with pytest.raises(PublishError, match="没有可以退回"):
        rollback(site, tmp_path / "site", 2)


def test_as_many_older_sites_are_kept_as_the_publisher_wants(tmp_path: Path) -> None:
    for text in "甲乙丙丁":
        with Stage(Site(tmp_path, "测试", settings={"releases": "2"}), tmp_path / "site") as stage:
            stage.begin()
            stage.write("a", text.encode())
            stage.swap()
    assert [texts(tmp_path / name) for name in ("site", ".site.old", ".site.old2", ".site.spare")] == [
        {"a": text} for text in "丁丙乙甲"
    ]


def test_a_site_that_was_tampered_with_is_found_out(tmp_path: Path) -> None:
    publish(tmp_path, tmp_path / "site", a="甲", b="乙", c="丙")
    assert list(faults(tmp_path / "site")) == []
    (tmp_path / "site/a").write_text("改")
    (tmp_path / "site/b").unlink()
    (tmp_path / "site/d").write_text("多")
    assert [name for name, _ in faults(tmp_path / "site")] == ["a", "b", "d"]


@pytest.mark.parametrize("moment", ["begun", "settled", "exchanged"])
def test_the_next_build_heals_what_a_killed_one_left(tmp_path: Path, moment: str) -> None:
    for text in ("甲", "乙", "丙"):
        publish(tmp_path, tmp_path / "site", a=text, same="同")
    stage = begun(tmp_path, tmp_path / "site")
    stage.write("a", "丁".encode())
    if moment != "begun":
        stage.settle(1)
    if moment == "exchanged":
        disk.exchange(stage.folder, stage.out)
    stage.lock.release()  # as the kernel does when a process is killed
    shown = {"a": "丁"} if moment == "exchanged" else {"a": "丙", "same": "同"}
    assert texts(tmp_path / "site") == shown
    publish(tmp_path, tmp_path / "site", a="戊", same="同")
    assert texts(tmp_path / "site") == {"a": "戊", "same": "同"}
    assert texts(tmp_path / ".site.old") == shown
    assert not (tmp_path / ".site.new").exists()
    assert list(faults(tmp_path / "site")) == []


def whole(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_disk_has_the_new_site_before_it_is_shown_and_the_names_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_copy(tmp_path, tmp_path / "site", a="甲")
    seen: list[tuple[str, str]] = []

    def note(folder: Path) -> None:
        seen.append((folder.name, (tmp_path / "site/a").read_text()))

    monkeypatch.setattr(disk, "flush", note)
    monkeypatch.setattr(disk, "flush_names", note)
    publish(tmp_path, tmp_path / "site", a="乙")
    assert seen == [(".site.new", "甲"), (tmp_path.name, "乙")]
    assert rollback(Site(tmp_path, "测试"), tmp_path / "site") == 0
    assert seen[2:] == [(tmp_path.name, "甲")]


@pytest.mark.parametrize(
    "spare",
    [
        {"a": "1"},
        {"a": "1", "b": "2"},
        {"a": "1", "b": "3", "c": "4"},
        {"0": "1", "a": "1", "b": "2"},
        {"c d": "2"},
        {},
    ],
)
def test_what_is_known_of_a_folder_does_not_depend_on_one_like_it(tmp_path: Path, spare: dict[str, str]) -> None:
    (tmp_path / "live").mkdir()
    live = Tree(tmp_path / "live")
    live.close(sums_of({"a": "1" * 64, "b": "2" * 64}))
    sums = {name: said * 64 for name, said in spare.items()}
    Tree(tmp_path).close(sums_of(sums))
    tree = Tree.open(tmp_path, live)
    assert tree.sums == Tree.open(tmp_path).sums == sums
    assert tree.missing == [name for name, said in live.sums.items() if sums.get(name) != said]


@pytest.mark.parametrize("how", ["cut short", "line ends", "none of ours"])
def test_a_site_whose_sums_were_damaged_is_made_whole_again(tmp_path: Path, how: str) -> None:
    publish(tmp_path, tmp_path / "site", None, **{"a": "甲", "b/c": "乙", "gone": "丙"})
    publish(tmp_path, tmp_path / "site", None, **{"a": "甲", "b/c": "改", "gone": "丙"})
    for folder in (tmp_path / "site", tmp_path / ".site.old"):
        said = (folder / SUMS).read_bytes()
        damaged = {"cut short": said[:-3], "line ends": said.replace(b"\n", b"\r\n"), "none of ours": b"x\n"}
        (folder / SUMS).write_bytes(damaged[how])
    for text in ("新", "更新"):
        publish(tmp_path, tmp_path / "site", None, **{"a": "甲", "b/c": text})
        assert [*faults(tmp_path / "site")] == []
        assert (tmp_path / "site/b/c").read_text() == text


def test_all_files_are_there_if_each_stands_in_the_site_shown_or_in_the_one_begun(tmp_path: Path) -> None:
    publish(tmp_path, tmp_path / "site", a="甲", b="甲")
    publish(tmp_path, tmp_path / "site", a="甲", b="乙")
    publish(tmp_path, tmp_path / "site", a="甲", b="丙")
    with Stage(Site(tmp_path, "测试"), tmp_path / "site") as stage:
        stage.begin()
        a, old, shown = sum_of("甲".encode()), sum_of("甲".encode()), sum_of("丙".encode())
        assert stage.has_all(blocks_of({"a": a, "b": shown}))
        assert stage.has_all(blocks_of({"b": shown}))
        assert stage.has_all(blocks_of({"a": a, "b": old}))  # the one begun is the one before last
        assert not stage.has_all(blocks_of({"a": a, "b": sum_of("丁".encode())}))
        assert not stage.has_all(blocks_of({"c": a}))
        assert not stage.has_all(blocks_of({"c": NO_SUM}))
