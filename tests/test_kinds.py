"""A kind of record is one class in one file: nothing else names it, and adding the file adds the kind."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from fengbei.kinds import all_kinds
from fengbei.record import links_of
from tests.support import FACILITY, HOUSE, PLACE, build, put, run_program

if TYPE_CHECKING:
    from pathlib import Path

    from fengbei.record import Record

LONGEST = 40  # lines of a new kind
MONUMENT = '''"""碑刻: an inscribed stone."""

from fengbei.fields import Choice, Day, Link, Prose, Text
from fengbei.record import Record


class Monument(Record):
    """An inscribed stone."""

    folder, page, label, title, tab = "memorials/monuments", "monuments", "碑刻", "{name}", 7

    name = Text("名称", required=True, search=10)
    script = Choice("书体", "篆/隶/楷/行/草", required=True, facet="按书体", column=True)
    carved = Day("刻立", facet="按年份", column=True)
    place = Link("所在设施", to="facility", back="碑刻", facet="按设施")
    wording = Prose("碑文")
'''
STONES = "\n".join(
    f"- {{id: stone-{n}, name: 测试碑{n}, script: 楷, carved: 1950, place: ceshi, sources: [{{title: 测试志}}]}}"
    for n in range(205)  # five more than a page of a roll has rows
)


def program_files() -> list[Path]:
    """Return the files of the program that may not know a kind."""
    inner = [p for p in sorted((HOUSE / "fengbei").rglob("*.py")) if p.parent.name != "kinds"]
    return [HOUSE / "build.py", *inner]


HAN = "[\u4e00-\u9fff]"


def words_of(kind: type[Record]) -> str:
    """Return the pattern of a kind's names as whole words: 烈士纪念日 is a day, not the kind."""
    return rf"\b{kind.kind_id}\b|(?<!{HAN}){kind.label}(?!{HAN})|\b{kind.folder}\b(?=/\w)"


@pytest.mark.parametrize("path", program_files(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_kind_is_named_outside_its_own_file(path: Path) -> None:
    names = "|".join(words_of(kind) for kind in all_kinds())
    assert re.findall(names, path.read_text()) == []


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program with one kind more, one file added and nothing else changed."""
    copy = tmp_path_factory.mktemp("house")
    for name in ("fengbei", "theme", "docs"):
        shutil.copytree(HOUSE / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "mkdocs.yml"):
        shutil.copy(HOUSE / name, copy / name)
    return put(copy, {"fengbei/kinds/monument.py": MONUMENT})


@pytest.fixture(scope="module")
def stones(house: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of a roll of the new kind."""
    root = put(tmp_path_factory.mktemp("stones"), {"memorials/monuments/all.yml": STONES, FACILITY: PLACE})
    done = build(root, house=house)
    assert done.returncode == 0, done.stderr
    return root / "site"


def test_a_new_kind_is_short() -> None:
    assert len(MONUMENT.splitlines()) <= LONGEST


def test_a_new_kind_has_its_pages(stones: Path) -> None:
    page = (stones / "monuments/stone-7.html").read_text()
    assert "测试碑7" in page
    assert "书体" in page


def test_a_new_kind_has_its_lists(stones: Path) -> None:
    assert "按书体" in (stones / "monuments/index.html").read_text()
    assert (stones / "monuments/list_carved/1950.html").is_file()


def test_a_new_kind_is_paged(stones: Path) -> None:
    second = [path for path in (stones / "monuments/list_script").iterdir() if path.name.endswith("_2.html")]
    assert len(second) == 1


def test_a_new_kind_is_linked_both_ways(stones: Path) -> None:
    assert 'href="../facilities/ceshi.html"' in (stones / "monuments/stone-7.html").read_text()
    assert 'href="../monuments/stone-0.html"' in (stones / "facilities/ceshi.html").read_text()


def test_a_new_kind_is_on_the_list_of_everything(stones: Path) -> None:
    assert "monuments/index.html" in (stones / "everything.html").read_text()


def test_a_new_kind_is_checked(house: Path, tmp_path: Path) -> None:
    root = put(tmp_path, {"memorials/monuments/a.yml": "id: a\nname: 测试碑\nscript: 宋\nsources: [{title: 志}]"})
    done = build(root, "check", house=house)
    assert "memorials/monuments/a.yml:3:9: 「书体」没有“宋”这一项" in done.stdout


def test_a_new_kind_has_its_blank_form(house: Path) -> None:
    done = run_program("new", "monument", house=house)
    assert done.stdout.startswith("# 碑刻：存入 memorials/monuments/")
    assert "script:" in done.stdout


def test_a_new_kind_has_its_schema(house: Path) -> None:
    code = (
        "import json; from fengbei import forms; from fengbei.kinds import all_kinds\n"
        "print(json.dumps({kind.kind_id: forms.schema(kind) for kind in all_kinds()}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=house, capture_output=True, text=True, check=True)
    record = json.loads(done.stdout)["monument"]["definitions"][".record"]
    assert {"script", "书体", "sources", "来源"} <= record["properties"].keys()


def test_kinds_stand_in_the_order_of_the_tabs() -> None:
    tabs = [kind.tab for kind in all_kinds()]
    assert tabs == sorted(tabs)


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.kind_id)
def test_every_link_of_a_kind_leads_to_a_kind(kind: type[Record]) -> None:
    known = {each.kind_id for each in all_kinds()}
    assert {link.to for field in kind.fields.values() for link in links_of(field)} <= known
