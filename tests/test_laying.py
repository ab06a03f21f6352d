"""Rows that are set beforehand are those that every page would set, and are guarded as all else."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

import build as program
from fengbei import commands
from fengbei.catalogue import Picked
from fengbei.intake import laying
from fengbei.intake.printing import Printer
from fengbei.pages import Page, Route, beforehand
from fengbei.pages.rows import Scroll, Strip
from tests.support import put
from tests.test_changes import CEMETERY, DAY, PLACE, bytes_of, line

if TYPE_CHECKING:
    from pathlib import Path

    from fengbei.checks import Rows
    from fengbei.pages import Pages
    from fengbei.pages.beforehand import Portion

NUMBER = "138 0013 8000"
SITE = {
    "profiles/martyrs/430121.yml": "".join(
        line(number, {3: "  status: 撤回\n", 5: "  publish_from: 2030-01-01\n", 6: "  status: 草稿\n"}.get(number, ""))
        for number in range(1, 12)
    ),
    "profiles/martyrs/zhang-san.yml": "id: zhang-san\nname: 张三\nstory: 测试的事迹。\nsources: [{title: 测试县志}]\n",
    CEMETERY: PLACE,
    CEMETERY.replace("ceshi", "yi"): PLACE.replace("ceshi", "yi").replace("测试烈士陵园", "一号陵园"),
}


def made(root: Path, name: str) -> dict[str, bytes]:
    """Build a site in this process, and return its files."""
    work = commands.Work(program.build, program.check, program.serve)
    out = root.parent / name
    asked = ["--root", str(root), "--out", str(out), "--date", DAY]
    assert commands.run(work, ["build", *asked, "--fresh", "--jobs", "1"]) == 0
    return bytes_of(out)


def test_rows_set_beforehand_are_those_that_every_page_would_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a worker on another machine sets them, to whom only what the pages are made from travels."""
    root = put(tmp_path / "data", SITE)
    monkeypatch.setattr(beforehand, "FEW", 10_000)
    plain = made(root, "plain")
    lay, laid = laying.lay, list[str]()

    def lay_elsewhere(pages: Pages, address: str, portion: Portion) -> list[laying.Laid]:
        found = lay(pickle.loads(pickle.dumps(pages)), address, portion)  # noqa: S301 - our own
        laid.extend(each.scroll for each in found)
        return found

    monkeypatch.setattr(beforehand, "FEW", 0)
    monkeypatch.setattr(laying, "lay", lay_elsewhere)
    assert made(root, "laid") == plain
    assert {"rows of martyrs", "names of martyrs", "rows of facilities", "remembered"} <= {*laid}


class Nowhere:
    """Writes nothing."""

    @staticmethod
    def write(name: str, data: bytes) -> tuple[str, bool]:
        return f"{name} {len(data)}", True


@pytest.mark.parametrize(
    ("text", "row", "rows", "found"),
    [
        ("", NUMBER, {}, True),  # a scroll that nobody looked at
        ("", NUMBER, {"rows of a": bytes(8)}, False),  # told when it was learned
        (NUMBER, "", {"rows of a": bytes(8)}, True),
    ],
)
def test_a_page_is_guarded_but_for_rows_that_were_guarded(text: str, row: str, rows: Rows, *, found: bool) -> None:
    scroll = Scroll("rows of a", [Strip.of([f"<li>{row}</li>\n"])])
    page = Page("a/1.html", f"<title>甲</title>{text}<ul>", pieces=Picked(scroll, [0]), rest="</ul>")
    batch = Printer([Route(page.path, "", lambda: page)], Nowhere(), "", rows).print(range(1))  # type: ignore[arg-type]
    assert ("personal" in {problem.code for problem in batch.checks.problems}) is found
