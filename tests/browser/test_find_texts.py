"""What stands in a text is found, and marked where it stands: asked in Node of the files of a small site."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.conftest import HOUSE
from tests.support import build, put

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

BODIES = {
    "甲": "第４７军一三九师。Edgar Snow 说：「萬里長征」，到了陝北・保安。一九三〇年，红四方面军。",
    "乙": "湘江边，战役中，江战。湘江战，第147军，四十七军。Edgar Allan, Snow",
    "丙": "到了陕北、保安，井冈山。湘江\n    战役",
    "丁": "抗日军政大学，政大学生",
    "戊": "抗日军政大学生",
}
ASKED = [  # question, whose texts, what is marked in the first
    ("湘江战役", "丙", ["湘江 战役"]),
    ("湘江 战役", "乙丙", ["湘江", "战役", "湘江"]),
    ("47军", "甲乙", ["４７军"]),
    ("４７軍", "甲乙", ["４７军"]),
    ("第四十七军", "甲", ["第４７军"]),
    ("139师", "甲", ["一三九师"]),
    ("1930年", "甲", ["一九三〇年"]),
    ("万里长征", "甲", ["萬里長征"]),
    ("萬里長征", "甲", ["萬里長征"]),
    ("edgar snow", "甲乙", ["Edgar", "Snow"]),
    ('"edgar snow"', "甲", ["Edgar Snow"]),
    ("红四方面军", "甲", ["红四方面军"]),
    ("陕北保安", "甲", ["陝北・保安"]),
    ("「陕北、保安」", "丙", ["陕北、保安"]),
    ("陕北、保安", "甲丙", ["陝北", "保安"]),
    ("抗日军政大学生", "戊", ["抗日军政大学生"]),  # 丁 holds every four of it, not the whole
    ("山冈井", "", []),
    ("，。「", "", []),
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """Return what is shown for each question."""
    folder = tmp_path_factory.mktemp("texts")
    lines = [
        f"- id: t-{number}\n  name: {name}\n  type: 其他\n  start: 2026-01-01\n  organizer: 测试\n"
        f"  agenda: |\n    {body}\n  sources: [{{title: 测试}}]\n"
        for number, (name, body) in enumerate(BODIES.items())
    ]
    put(folder, {"memorials/campaigns/t.yml": "".join(lines)})
    assert build(folder, "build", "--only", "search").returncode == 0
    return dict(zip([question for question, *_ in ASKED], ask(folder / "site", folder), strict=True))


def ask(site: Path, folder: Path) -> list[list[dict[str, Any]]]:
    """Return what bench/find.mjs shows of each question."""
    node = shutil.which("node")
    assert node, "这个测试需要 Node.js"
    asked = folder / "queries.jsonl"
    asked.write_text("".join(json.dumps({"q": question}) + "\n" for question, *_ in ASKED), encoding="utf-8")
    command = [node, str(HOUSE / "bench" / "find.mjs"), "--site", str(site), "--queries", str(asked), "--texts", "9"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [json.loads(line)["shown"] for line in done.stdout.splitlines()]


@pytest.mark.parametrize(("question", "whose", "marks"), ASKED)
def test_whatever_stands_in_a_text_is_found_and_marked(
    question: str, whose: str, marks: list[str], answers: dict[str, list[dict[str, Any]]]
) -> None:
    shown = sorted(answers[question], key=lambda text: list(BODIES).index(text["title"]))
    assert "".join(text["title"] for text in shown) == whose
    assert [mark for text in shown[:1] for mark in text["words"][1::2]] == marks


def test_further_texts_come_where_one_asks_for_them(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}find.html?q=牺牲")
    texts = page.locator('[data-slot="texts"] > *')
    expect(texts).to_have_count(6)
    page.locator('[data-slot="texts"] + .more').click()
    expect(texts.nth(6).locator("a")).to_be_focused()
    assert texts.count() > 6
    page.close()
