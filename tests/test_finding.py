"""In what order the search names people, asked in Node of a small site: what is likelier stands first."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.support import HOUSE, put, run_program

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = """
- {id: a-bing, name: 赵全福, aliases: [{name: 李绍南, kind: 小名}], sources: [{title: 测试名册}]}
- {id: b-yi, name: 李绍南, sources: [{title: 测试名册}]}
- {id: c-ding, name: 罗同志, aliases: [{name: 先生, kind: 别名}], sources: [{title: 测试名册}]}
- {id: d-wu, name: 罗石, native_place: 湖南省长沙市望城区, sources: [{title: 测试名册}]}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of which only the search is built."""
    root = put(tmp_path_factory.mktemp("finding"), {"profiles/martyrs/a.yml": PEOPLE})
    done = run_program("build", "--only", "search", "--root", str(root), "--out", str(root / "site"))
    assert done.returncode == 0, done.stdout
    return root / "site"


@pytest.mark.skipif(not shutil.which("node"), reason="the core runs in Node.js")
@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("李绍南", ["a-bing", "b-yi"]),
        ("李少楠", ["b-yi", "a-bing"]),  # only like it: the name before another name
        ("李绍南烈士", ["a-bing", "b-yi"]),  # what says nothing of whom
        ("李绍南同志", ["a-bing", "b-yi"]),
        ("罗同志", ["c-ding"]),  # but it may be all that is known of a name
        ("罗先生", ["c-ding"]),
        ("先生", ["c-ding"]),
        ("望城区 烈士", ["d-wu"]),  # of nobody but a place
    ],
)
def test_the_likelier_person_stands_first(asked: str, ids: list[str], site: Path, tmp_path: Path) -> None:
    lines = put(tmp_path, {"asked.jsonl": json.dumps({"q": asked})}) / "asked.jsonl"
    command = ["node", str(HOUSE / "bench" / "find.mjs"), "--site", str(site), "--queries", str(lines)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert [hit["id"] for hit in json.loads(done.stdout)["hits"]][: len(ids)] == ids
