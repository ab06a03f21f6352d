"""The same question gets the same hits in Node, in Chromium over http and in Chromium from files."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.conftest import HOUSE
from tests.support import build, put

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

ASKED: list[dict[str, object]] = [
    {"q": "罗成教"}, {"q": "楊開慧"}, {"q": "yang kai hui"}, {"q": "lsj"}, {"q": "何孟雄", "place": "酃县"},
    {"q": "毛□建"}, {"q": "菊妹子"}, {"q": "罗盛教 新化 1952"}, {"q": "秋收起义"}, {"q": "欧阳海", "year": 1963},
]  # fmt: skip
IN_PAGE = """async (asked) => {
  const find = fengbeiFind.create(fengbei.load), told = [];
  for (const one of asked) {
    const { hits, texts } = await find.search(one);
    told.push(hits.map((h) => [h.kind, h.id, h.why, h.strong]).concat(texts.map((t) => [t.kind, t.id])));
  }
  return told;
}"""


def in_node(site: Path, folder: Path, asked: list[dict[str, object]]) -> list[list[list[object]]]:
    """Return what bench/find.mjs says of questions, in the shape of IN_PAGE."""
    node = shutil.which("node")
    assert node, "这个测试需要 Node.js"
    lines = folder / "queries.jsonl"
    lines.write_text("".join(json.dumps(one) + "\n" for one in asked), encoding="utf-8")
    command = [node, str(HOUSE / "bench" / "find.mjs"), "--site", str(site), "--queries", str(lines)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answers = [json.loads(line)["hits"] for line in done.stdout.splitlines()]
    return [
        [[h["kind"], h["id"]] if h["why"] == ["文中"] else [h["kind"], h["id"], h["why"], h["strong"]] for h in hits]
        for hits in answers
    ]


@pytest.mark.parametrize("world", ["http", "file"])
def test_the_hits_are_those_of_node(
    world: str, browser: Browser, sample_site: Path, address: str, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto((address if world == "http" else f"{sample_site.as_uri()}/") + "find.html")
    page.locator("#ask-q").focus()  # the core comes when somebody is about to ask
    while not page.evaluate("Boolean(window.fengbeiFind)"):  # the strict policy forbids Playwright to wait in the page
        page.wait_for_timeout(50)
    assert page.evaluate(IN_PAGE, ASKED) == in_node(sample_site, tmp_path, ASKED)
    page.close()


def test_an_old_county_means_no_other_county_of_its_prefecture(tmp_path: Path) -> None:
    person = "- {{id: a-{0}, name: 王德胜, native_place: 湖南省常德市{1}, sources: [{{title: 测试名册}}]}}\n"
    roll = "".join(person.format(*pair) for pair in enumerate(("鼎城区", "武陵区", "桃源县")))
    site = put(tmp_path / "data", {"profiles/martyrs/a.yml": roll})
    assert build(site, "build", "--only", "search").returncode == 0
    hits = in_node(site / "site", tmp_path, [{"q": "王德胜", "place": "常德县"}])[0]
    assert [(hit[1], hit[3]) for hit in hits] == [("a-0", True), ("a-1", True), ("a-2", False)]
