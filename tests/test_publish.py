"""A site takes its predecessor's place whole or not at all, and never a place that is not its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fengbei.publish import OURS, PublishError, Stage
from fengbei.site import Site
from tests.support import put

if TYPE_CHECKING:
    from pathlib import Path


def begun(root: Path, out: Path) -> Stage:
    stage = Stage(Site(root, "测试"), out)
    stage.begin()
    return stage


def publish(root: Path, out: Path, **said: str) -> Stage:
    stage = begun(root, out)
    for name, text in said.items():
        stage.write(name, text.encode())
    stage.swap()
    return stage


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
