"""What a build did and found is kept in .work/, for the one who asks later; it is never published."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

from fengbei.catalogue import Survey
from fengbei.problems import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from fengbei.commands.order import Result
    from fengbei.progress import Progress

PAGE = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>生成报告</title>
<h1>生成报告</h1>
<p>{said}</p>
<table><caption>栏目</caption><tr><th>栏目<th>条数<th>最近一次更新<th>注意{columns}</table>
<table><caption>各步用时（秒）</caption>{stages}</table>
<table><caption>问题的种类</caption>{codes}</table>
<table><caption>问题</caption>{problems}</table>
<table><caption>资料和文字页里写到的外站，和写到的次数</caption>{hosts}</table>
</html>
"""


def keep(work: Path, result: Result, progress: Progress) -> None:
    """Write the report of a build as JSON and as a page; a full disk costs the report alone."""
    told = report(result, progress, date.today())  # noqa: DTZ011 - of the one who reads it; nothing of it is published
    with suppress(OSError):
        work.mkdir(parents=True, exist_ok=True)
        (work / "report.json").write_text(json.dumps(told, ensure_ascii=False, indent=1))
        (work / "report.html").write_text(page(told))


def report(result: Result, progress: Progress, today: date) -> dict[str, Any]:
    """Return what is to be said of a build on the day it is read."""
    found, survey = list(result.problems), result.survey or Survey()
    return {
        "done": result.done, "pages": result.pages, "written": result.written, "seconds": progress.seconds,
        "stages": dict(progress.stages), "errors": result.problems.errors, "warnings": result.problems.warnings,
        "columns": [
            {
                "column": column.label, "records": column.records, "newest": str(column.newest or ""),
                "said": column.said(today),
            }
            for column in survey.columns
        ],
        "hosts": dict(survey.hosts),
        "codes": dict(sorted(Counter(problem.code for problem in found).items())),
        "problems": [problem.as_dict() for problem in found],
    }  # fmt: skip


def page(told: Mapping[str, Any]) -> str:
    """Return the report as a page."""
    ended = "换上了新网站" if told["done"] else "网站没有改动"
    counts = f"{told['pages']} 页，写了 {told['written']} 个文件，{told['errors']} 处错误，{told['warnings']} 处提醒"
    where = [(f"{p['file']}:{p['line']}:{p['column']}", p["field"], p["message"], p["hint"]) for p in told["problems"]]
    return PAGE.format(
        said=f"{ended}：{counts}",
        columns=rows(column.values() for column in told["columns"]),
        hosts=rows(told["hosts"].items()),
        stages=rows(told["stages"].items()),
        codes=rows(told["codes"].items()),
        problems=rows(where),
    )


def rows(values: Iterable[Iterable[object]]) -> str:
    """Return rows of a table."""
    return "".join(f"<tr>{''.join(f'<td>{escape(printable(str(each)))}' for each in row)}" for row in values)
