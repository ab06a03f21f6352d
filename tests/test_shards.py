"""A site made in shards, by machines that share nothing, is the site that one machine makes."""

from __future__ import annotations

import filecmp
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support import HOUSE, build, put
from tests.test_workers import differences

if TYPE_CHECKING:
    from pathlib import Path

SHARDS = 3
COUNTIES = ("430121", "430122", "430124", "430181", "430202", "430203", "430204", "430211", "430212", "430223")
CEMETERY = """- {id: ceshi-lingyuan, name: 测试陵园, category: 烈士陵园, level: 县级, region: 湖南长沙县, intro: 测试。,
   sources: [{title: 测试}]}
"""
PERSON = """- {{id: {0}-{1:04}, name: 张{2}, native_place: {0}, died: {3}, facility: ceshi-lingyuan,
   sources: [{{title: 测试}}]}}
"""
TOLD = "- {{id: ceshi-{0}, name: 李{0}, story: 他的事迹。, sources: [{{title: 测试}}]}}\n"


def county(code: str, people: int) -> str:
    """Return the roll of a county."""
    return "".join(PERSON.format(code, number, "一二三"[number % 3], 1927 + number) for number in range(1, people + 1))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the records of some counties, and as many files as make several packs."""
    files = {f"profiles/martyrs/{code}.yml": county(code, 4) for code in COUNTIES}
    files |= {f"profiles/martyrs/ceshi-{number}.yml": TOLD.format(number) for number in range(150)}
    return put(tmp_path / "data", {"memorials/facilities/ceshi-lingyuan.yml": CEMETERY, **files})


def made_in_shards(root: Path, folder: Path) -> Path:
    """Make every shard in a copy of the records of its own; return the folder of the shards."""
    for number in range(1, SHARDS + 1):
        machine = shutil.copytree(root, folder / f"machine-{number}")
        done = build(machine, "build", "--shard", f"{number}/{SHARDS}", "--out", str(folder / "shards" / f"{number}"))
        assert done.returncode == 0, done.stderr
    return folder / "shards"


def test_a_shard_that_is_made_again_holds_no_pack_twice(root: Path, tmp_path: Path) -> None:
    for text in ("他的事迹。", "改过的事迹。", "又改过的事迹。"):
        put(root, {"profiles/martyrs/ceshi-3.yml": TOLD.format(3).replace("他的事迹。", text)})
        done = build(root, "build", "--shard", "1/1", "--out", str(tmp_path / "shard"))
        assert done.returncode == 0, done.stderr
    packs = [path.name.partition("-")[0] for path in (tmp_path / "shard/kept/digests").iterdir()]
    assert len(packs) > 1
    assert len(packs) == len(set(packs))


def test_a_site_of_shards_is_the_site_of_one_machine(root: Path, tmp_path: Path) -> None:
    shards = made_in_shards(root, tmp_path)
    pages = [{str(page.relative_to(shard)) for page in shard.glob("martyrs/**/*.html")} for shard in shards.iterdir()]
    assert all(pages)
    assert sum(map(len, pages)) == len(set.union(*pages))
    (shards / ".1.old").mkdir()  # what stands beside a shard that was made twice is none
    alone = build(shutil.copytree(root, tmp_path / "alone"), "build", "--out", str(tmp_path / "one"))
    joined = build(root, "build", "--shards", str(shards), "--out", str(tmp_path / "site"))
    assert (alone.returncode, joined.returncode) == (0, 0), joined.stderr
    assert differences(filecmp.dircmp(tmp_path / "one", tmp_path / "site")) == []


def test_what_a_shard_has_made_is_not_made_again(root: Path, tmp_path: Path) -> None:
    shards = made_in_shards(root, tmp_path)
    pages = ((shard, page) for shard in shards.iterdir() for page in shard.glob("martyrs/4*/*.html"))
    before = {page.relative_to(shard): page.stat().st_ino for shard, page in pages}
    assert before
    assert build(root, "build", "--shards", str(shards), "--out", str(tmp_path / "site")).returncode == 0
    assert {page: (tmp_path / "site" / page).stat().st_ino for page in before} == before


def test_a_shard_of_other_records_does_no_harm(root: Path, tmp_path: Path) -> None:
    shards = made_in_shards(root, tmp_path)
    put(root, {"profiles/martyrs/430121.yml": county("430121", 3)})
    joined = build(root, "build", "--shards", str(shards), "--out", str(tmp_path / "site"))
    alone = build(shutil.copytree(root, tmp_path / "alone"), "build", "--out", str(tmp_path / "one"), "--fresh")
    assert (alone.returncode, joined.returncode) == (0, 0), joined.stderr
    assert differences(filecmp.dircmp(tmp_path / "one", tmp_path / "site")) == []


def test_a_dead_link_on_the_pages_of_a_shard_stops_the_site(root: Path, tmp_path: Path) -> None:
    shutil.copytree(HOUSE / "theme", root / "theme")
    path = root / "theme" / "records" / "line.html"
    path.write_text(path.read_text().replace("<h1", '<a href="gone.html">无</a><h1', 1))
    shards = made_in_shards(root, tmp_path)
    done = build(root, "build", "--shards", str(shards), "--out", str(tmp_path / "site"))
    assert done.returncode == 1
    assert "gone.html" in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_shard_that_is_not_whole_is_refused_and_no_site_is_made(root: Path, tmp_path: Path) -> None:
    shards = made_in_shards(root, tmp_path)
    next(shards.glob("2/martyrs/4*/*.html")).unlink()
    done = build(root, "build", "--shards", str(shards), "--out", str(tmp_path / "site"))
    assert done.returncode == 1
    assert "shards/2 不完整" in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("said", ["0/3", "4/3", "3", "a/b", "1/0"])
def test_a_shard_that_cannot_be_is_refused(said: str, root: Path) -> None:
    done = build(root, "build", "--shard", said)
    assert done.returncode == 2
    assert "如 3/8" in done.stderr
