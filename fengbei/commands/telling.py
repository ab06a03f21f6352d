"""What was found wrong is told: a line each for people, JSON or SARIF for programs."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

from fengbei import VERSION
from fengbei.problems import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fengbei.problems import Problem, Problems

FORMS = ("text", "json", "sarif")
SARIF = "2.1.0"  # the OASIS standard that code hosts and editors read


def tell(problems: Problems, form: str, stream: Any) -> None:
    """Print the problems: a line each and a count, a JSON list, or a SARIF log."""
    found = list(problems)
    if form == "json":
        click.echo(json.dumps([problem.as_dict() for problem in found], ensure_ascii=False, indent=1))
        return
    if form == "sarif":
        click.echo(json.dumps(log(found), ensure_ascii=False, indent=1))
        return
    for problem in found:
        colour = "red" if problem.level == "error" else "yellow"
        click.secho(str(problem), fg=colour, file=stream)
    if found:
        count = f"{problems.errors} 处错误，{problems.warnings} 处提醒"
        click.echo(f"{count}{'；网站没有改动' if problems.errors else ''}", file=stream)
    elif stream is sys.stdout:
        click.echo("没有发现问题", file=stream)


def log(found: Sequence[Problem]) -> dict[str, Any]:
    """Return the problems as a SARIF log of one run; columns are counted in characters, files from the root."""
    rules = [{"id": code} for code in sorted({problem.code for problem in found})]
    driver = {"name": "fengbei", "version": VERSION, "language": "zh-CN", "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [result(p) for p in found]}
    return {"$schema": f"https://json.schemastore.org/sarif-{SARIF}.json", "version": SARIF, "runs": [run]}


def result(problem: Problem) -> dict[str, Any]:
    """Return one problem as a result of SARIF."""
    field = f"「{problem.field}」" if problem.field else ""
    said = "；".join(part for part in (problem.message, problem.hint) if part)
    uri = quote(problem.spot.file.encode(errors="surrogateescape"))
    region = {"startLine": problem.spot.line, "startColumn": problem.spot.column}
    where = {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
    return {
        "ruleId": problem.code,
        "level": problem.level,
        "message": {"text": printable(field + said)},
        "locations": [where],
    }
