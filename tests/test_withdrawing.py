"""A record is withdrawn by one word in its file; everything else stays, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fengbei.kinds import all_kinds
from fengbei.load.withdrawing import RemovalError, withdraw
from tests.support import FACILITY, MARTYR, PERSON, PLACE, build, put

if TYPE_CHECKING:
    from pathlib import Path

REST = "name: 张三\nsources: [{title: 测试县志}]\n"
CASES = {
    "no status": (f"id: zhang-san\n{REST}", f"id: zhang-san\nstatus: 撤回\n{REST}"),
    "a comment": (f"id: zhang-san # 编号\n{REST}", f"id: zhang-san # 编号\nstatus: 撤回\n{REST}"),
    "in Chinese": (f"编号: 'zhang-san'\n{REST}", f"编号: 'zhang-san'\nstatus: 撤回\n{REST}"),
    "published": (f"id: zhang-san\nstatus: 发布 # 审过\n{REST}", f"id: zhang-san\nstatus: 撤回 # 审过\n{REST}"),
    "a draft": (f'id: zhang-san\n状态: "草稿"\n{REST}', f"id: zhang-san\n状态: 撤回\n{REST}"),
    "in a list": (
        "- id: a\n  name: 甲\n- id:  zhang-san\n  name: 张三\n- id: b\n  name: 乙\n",
        "- id: a\n  name: 甲\n- id:  zhang-san\n  status: 撤回\n  name: 张三\n- id: b\n  name: 乙\n",
    ),
    "on one line": (
        "- {id: a, name: 甲}\n- {id: zhang-san, name: 张三}\n",
        "- {id: a, name: 甲}\n- {id: zhang-san, status: 撤回, name: 张三}\n",
    ),
    "last in braces": ("{name: 张三, id: zhang-san}\n", "{name: 张三, id: zhang-san, status: 撤回}\n"),
    "Windows lines": ("id: zhang-san\r\nname: 张三\r\n", "id: zhang-san\r\nstatus: 撤回\r\nname: 张三\r\n"),
    "a byte-order mark": (f"\ufeffid: zhang-san\n{REST}", f"\ufeffid: zhang-san\nstatus: 撤回\n{REST}"),
    "no last line end": ("name: 张三\nid: zhang-san", "name: 张三\nid: zhang-san\nstatus: 撤回\n"),
    "the id in other words": (
        "id: zhang-san\nname: 张三\nstory: |\n  id: zhang-san\n",
        "id: zhang-san\nstatus: 撤回\nname: 张三\nstory: |\n  id: zhang-san\n",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_one_word_is_added_or_changed(case: str, tmp_path: Path) -> None:
    before, after = CASES[case]
    put(tmp_path, {MARTYR: before.encode()})
    assert withdraw(tmp_path, all_kinds(), "zhang-san") == tmp_path / MARTYR
    assert (tmp_path / MARTYR).read_bytes().decode() == after
    assert [path.name for path in (tmp_path / MARTYR).parent.iterdir()] == ["zhang-san.yml"]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("wang-wu", "没有编号是"),
        ("same", "请写明是哪一类，如 martyrs/same"),
        ("gone", "已经撤回"),
        ("odd", "程序不敢改"),
    ],
)
def test_what_cannot_be_withdrawn_is_left_as_it_is(wanted: str, said: str, tmp_path: Path) -> None:
    files = {
        MARTYR: "- id: same\n  name: 甲\n- id: gone\n  name: 乙\n  status: 撤回\n- {\n  id: odd\n  }\n",
        FACILITY: "id: same\nname: 丙\n",
    }
    put(tmp_path, files)
    with pytest.raises(RemovalError, match=said):
        withdraw(tmp_path, all_kinds(), wanted)
    assert {name: (tmp_path / name).read_text() for name in files} == files


def test_two_kinds_with_one_id_are_told_apart(tmp_path: Path) -> None:
    put(tmp_path, {MARTYR: "id: same\nname: 甲\n", FACILITY: "id: same\nname: 丙\n"})
    assert withdraw(tmp_path, all_kinds(), "martyrs/same") == tmp_path / MARTYR
    assert "撤回" not in (tmp_path / FACILITY).read_text()


def test_the_command_says_what_else_must_be_cleared(tmp_path: Path) -> None:
    put(tmp_path, {MARTYR: f"{PERSON}story: 不再公开的事迹。\n", FACILITY: PLACE})
    assert build(tmp_path).returncode == 0
    done = build(tmp_path, "remove", "zhang-san")
    assert done.returncode == 0, done.stderr
    for word in (".site.old", ".spare", "服务器", "快照", "git 历史"):
        assert word in done.stdout
    assert build(tmp_path, "build", "--shrink").returncode == 0
    page = (tmp_path / "site/martyrs/zhang-san.html").read_text()
    assert "已经撤回" in page
    assert "张三" not in page
    seen = [
        path
        for path in (tmp_path / "site").rglob("*")
        if path.is_file() and "不再公开的事迹".encode() in path.read_bytes()
    ]
    assert seen == []
    assert build(tmp_path, "remove", "nobody").returncode == 1
