"""The command line: what a clerk types, and what the program answers."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from fengbei import VERSION, forms
from fengbei.kinds import all_kinds
from fengbei.progress import Progress, peak_mb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fengbei.problems import Problems

STAGES = ("pages", "search", "images", "prose")
INTERRUPTED = 130  # what a shell expects of a program ended by Ctrl-C


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for: the folders, the day, and how strict to be."""

    root: Path
    out: Path
    day: date | None
    engine: str
    jobs: int
    only: frozenset[str]
    strict: bool


@dataclass(slots=True)
class Result:
    """What a run did: its problems, the pages of the site, the files that were written."""

    problems: Problems
    pages: int = 0
    written: int = 0
    done: bool = False


class Build(Protocol):
    """A function that makes or checks the site."""

    def __call__(self, order: Order, progress: Progress) -> Result:
        """Carry out the order, telling the progress."""
        ...


class Serve(Protocol):
    """A function that shows the site on this machine until it is interrupted."""

    def __call__(self, root: Path, port: int, day: date | None) -> None:
        """Serve the site of a folder on a port."""
        ...


def day_of(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """Return the day the site is built for: the argument, else SOURCE_DATE_EPOCH, else None."""
    del context
    if value:
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise click.BadParameter("日期写作 2026-04-05", param=parameter) from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else None


def stages_of(context: click.Context, parameter: click.Parameter, value: str | None) -> frozenset[str]:
    """Return the stages named, separated by commas."""
    del context
    names = frozenset((value or "").split(",")) - {""}
    if names - set(STAGES):
        raise click.BadParameter(f"可写：{','.join(STAGES)}", param=parameter)
    return names


@dataclass(frozen=True, slots=True)
class Work:
    """The three functions that do the work of the commands."""

    build: Build
    check: Build
    serve: Serve


ROOT = click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=Path(),
    show_default="当前文件夹",
    help="网站资料所在的文件夹",
)
DATE = click.option("--date", "day", callback=day_of, metavar="YYYY-MM-DD", help="网站是为哪一天生成的")
KINDS = {kind.kind_id: kind for kind in all_kinds()}


@click.group(help="丰碑：把 YAML 记录做成纪念网站。", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, message="丰碑 %(version)s")
def main() -> None:
    """Only the commands do something."""


@main.command("build", help="生成网站；有错误时旧网站原样不动。")
@ROOT
@click.option("--out", type=click.Path(path_type=Path), default=None, help="网站写到哪里（默认 ROOT/site）")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=lambda: os.cpu_count() or 1,
    show_default="处理器的核数",
    help="同时使用的进程数",
)
@click.option("--strict", is_flag=True, help="有提醒也算失败")
@click.option("--json", "as_json", is_flag=True, help="完成后在标准输出打印一个 JSON 对象")
@click.option("--only", callback=stages_of, metavar="STAGE[,STAGE]", help="只做其中几步")
@click.option("--engine", type=click.Choice(["mkdocs", "properdocs"]), default="mkdocs", help="文字页由谁生成")
@DATE
@click.pass_obj
def build_site(work: Work, /, root: Path, out: Path | None, *, as_json: bool, **more: Any) -> None:
    """Build, and say what was done."""
    progress = Progress()
    result = work.build(Order(root=root, out=out or root / "site", **more), progress)
    tell(result.problems, "text", sys.stderr)
    if as_json:
        done = {"pages": result.pages, "written": result.written, "seconds": progress.seconds}
        click.echo(json.dumps({**done, "peak_mb": peak_mb(), "stages": progress.stages}))
    elif result.done:
        progress.say(f"完成：{result.pages} 页，写了 {result.written} 个文件，{progress.seconds:.1f} 秒")
    sys.exit(0 if result.done else 1)


@main.command("check", help="只检查记录，什么也不写。")
@ROOT
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="报告的形式")
@click.option("--strict", is_flag=True, help="有提醒也算失败")
@DATE
@click.pass_obj
def check_site(work: Work, /, root: Path, form: str, *, strict: bool, day: date | None) -> None:
    """Check, and say what is wrong."""
    order = Order(root, root / "site", day, "mkdocs", os.cpu_count() or 1, frozenset(), strict)
    result = work.check(order, Progress(quiet=form == "json"))
    tell(result.problems, form, sys.stdout)
    sys.exit(0 if result.done else 1)


@main.command("serve", help="本机预览：改了记录、模板或文字，页面自动更新。")
@ROOT
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="端口")
@DATE
@click.pass_obj
def serve_site(work: Work, /, root: Path, port: int, day: date | None) -> None:
    """Show the site on this machine."""
    work.serve(root, port, day)


@main.command("new", help=f"在标准输出打印一张空白表。KIND：{'、'.join(KINDS)}")
@click.argument("kind", type=click.Choice(list(KINDS)))
def new_form(kind: str) -> None:
    """Print the blank form of a kind."""
    click.echo(forms.blank(KINDS[kind]), nl=False)


def tell(problems: Problems, form: str, stream: Any) -> None:
    """Print the problems: a line each and a count, or a JSON list."""
    found = list(problems)
    if form == "json":
        click.echo(json.dumps([problem.as_dict() for problem in found], ensure_ascii=False, indent=1))
        return
    for problem in found:
        colour = "red" if problem.level == "error" else "yellow"
        click.secho(str(problem), fg=colour, file=stream)
    if found:
        count = f"{problems.errors} 处错误，{problems.warnings} 处提醒"
        click.echo(f"{count}{'；网站没有改动' if problems.errors else ''}", file=stream)
    elif stream is sys.stdout:
        click.echo("没有发现问题", file=stream)


def run(work: Work, arguments: Sequence[str]) -> int:
    """Run the program; without a command it builds. Return the exit code."""
    words = list(arguments)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help", "--version")):
        words.insert(0, "build")
    try:
        main(words, prog_name="build.py", standalone_mode=False, obj=work)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断；网站没有改动", err=True)
        return INTERRUPTED
    except SystemExit as end:
        return int(end.code or 0)
    return 0
