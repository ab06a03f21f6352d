"""The command line: what a clerk types, and what the program answers."""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from fengbei import VERSION, forms, load, publish
from fengbei.commands import report
from fengbei.commands.options import day_of, shard_of, stages_of
from fengbei.commands.order import STAGES, Order, Result, Work
from fengbei.commands.poster import make_posters
from fengbei.commands.telling import FORMS, tell
from fengbei.kinds import all_kinds
from fengbei.load import withdrawing
from fengbei.problems import Problems
from fengbei.progress import ASKED, Progress, halt, peak_mb

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fengbei.site import Site

__all__ = ["STAGES", "Order", "Result", "Work", "leave", "main", "run", "tell"]

INTERRUPTED = 130  # what a shell expects of a program ended by Ctrl-C
TERMINATED = 143  # and of one that was asked to end


ROOT = click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=Path(),
    show_default="当前文件夹",
    help="网站资料所在的文件夹",
)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
DATE = click.option("--date", "day", callback=day_of, metavar="YYYY-MM-DD", help="网站是为哪一天生成的")
KINDS = {kind.kind_id: kind for kind in all_kinds()}


@click.group(help="丰碑：把 YAML 记录做成纪念网站。", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, message="丰碑 %(version)s")
def main() -> None:
    """Only the commands do something."""


main.add_command(make_posters)


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
@click.option("--cluster", default="", metavar="ADDRESS", help="由 Dask 集群来做，如 tcp://10.0.0.1:8786")
@click.option("--shard", callback=shard_of, metavar="I/N", help="只读名录的第 I 份（共 N 份），做出这一份的页面")
@click.option("--shards", type=FOLDER, metavar="DIR", help="用各份（--shard）已经做好的，它们都放在这个文件夹里")
@click.option("--fresh", is_flag=True, help="从头做起，不用上次留下的东西")
@click.option("--shrink", is_flag=True, help="记录比现在的网站少一成以上也照做")
@click.option("--engine", type=click.Choice(["mkdocs", "properdocs"]), default="mkdocs", help="文字页由谁生成")
@DATE
@click.pass_obj
def build_site(work: Work, /, root: Path, out: Path | None, *, as_json: bool, **more: Any) -> None:
    """Build, and say what was done."""
    progress = Progress()
    if more["cluster"]:
        root, out = root.resolve(), (out or root / "site").resolve()  # its workers run in other folders
    result = work.build(Order(root=root, out=out or root / "site", **more), progress)
    report.keep(root / ".work", result, progress)
    tell(result.problems, "text", sys.stderr)
    if as_json:
        done = {"pages": result.pages, "written": result.written, "seconds": progress.seconds}
        click.echo(json.dumps({**done, "peak_mb": peak_mb(), "stages": progress.stages}))
    elif result.done and not progress.stages.get("publish"):
        progress.say(f"没有变化：{result.pages} 页，{progress.seconds:.1f} 秒")
    elif result.done:
        progress.say(f"完成：{result.pages} 页，写了 {result.written} 个文件，{progress.seconds:.1f} 秒")
    sys.exit(0 if result.done else 1)


@main.command("check", help="只检查记录，什么也不写。")
@ROOT
@click.option("--format", "form", type=click.Choice(FORMS), default="text", help="报告的形式")
@click.option("--strict", is_flag=True, help="有提醒也算失败")
@DATE
@click.pass_obj
def check_site(work: Work, /, root: Path, form: str, *, strict: bool, day: date | None) -> None:
    """Check, and say what is wrong."""
    order = Order(root, root / "site", day, "mkdocs", os.cpu_count() or 1, frozenset(), strict)
    result = work.check(order, Progress(quiet=form != "text"))
    tell(result.problems, form, sys.stdout)
    sys.exit(0 if result.done else 1)


OUT = click.option("--out", type=click.Path(path_type=Path), default=None, help="网站在哪里（默认 ROOT/site）")


@main.command("rollback", help="退回上一版网站；再退一次，又回到现在这一版。")
@ROOT
@OUT
@click.option("--to", "number", type=click.IntRange(1), default=1, show_default=True, help="往回第几版")
def roll_back(root: Path, out: Path | None, number: int) -> None:
    """Show an older site again."""
    target = out or root / "site"
    try:
        records = publish.rollback(site_of(root), target, number)
    except publish.PublishError as wrong:
        click.secho(str(wrong), fg="red", err=True)
        sys.exit(1)
    click.echo(f"{target} 已换成旧的一版，共 {records} 条记录；要换回来，再运行一次")


@main.command("verify", help="核对网站的每个文件是否与生成时一样。")
@ROOT
@OUT
def verify_site(root: Path, out: Path | None) -> None:
    """Say which files are missing, changed or strange."""
    target = out or root / "site"
    try:
        wrong = list(publish.faults(target))
    except publish.PublishError as fault:
        click.secho(str(fault), fg="red", err=True)
        sys.exit(1)
    for name, said in wrong:
        click.secho(f"{target / name}: {said}", fg="red")
    click.echo(f"{len(wrong)} 个文件不对；请加 --fresh 重新生成" if wrong else "每个文件都与生成时一样")
    sys.exit(1 if wrong else 0)


LEFT = (
    "还要做的：",
    "1. 重新生成，换上没有它的网站：python build.py build（记录少了一成以上时加 --shrink）",
    "2. 网站旁边的旧版里还有它，生成之后删去：{old}",
    "3. 服务器、镜像、CDN、备份和 U 盘上的旧版，一一换新；请搜索引擎删去快照",
    "4. 资料文件里仍有原文；必须彻底删除的，只留 id、name、status、sources，再请管理仓库的同志清除 git 历史",
)


@main.command("remove", help="撤回一条记录：资料里写上“撤回”，其余不动；并说明还要清除什么。")
@ROOT
@OUT
@click.argument("record_id", metavar="编号")
def remove_record(root: Path, out: Path | None, record_id: str) -> None:
    """Withdraw a record, and say what else must be cleared."""
    try:
        path = withdrawing.withdraw(root, all_kinds(), record_id)
    except withdrawing.RemovalError as wrong:
        click.secho(str(wrong), fg="red", err=True)
        sys.exit(1)
    target = out or root / "site"
    older = (target.with_name(f".{target.name}.{word}") for word in ("old*", "spare"))  # the next build fills them
    click.echo(f"{path}: 已写上“撤回”，网站上只会留一页说明")
    click.echo("\n".join(LEFT).format(old="、".join(map(str, older))))


def site_of(root: Path) -> Site:
    """Return the settings of a site."""
    return load.open_site(root, all_kinds(), Problems())


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


def run(work: Work, arguments: Sequence[str]) -> int:
    """Run the program; without a command it builds. Return the exit code."""
    words = list(arguments)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help", "--version")):
        words.insert(0, "build")
    ASKED.clear()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, halt)
    try:
        main(words, prog_name="build.py", standalone_mode=False, obj=work)
    except click.exceptions.Exit as finished:
        return finished.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return 2
    except (click.Abort, KeyboardInterrupt) as stopped:
        click.echo("已中断；网站仍是完整的一版", err=True)  # the old one, or the new one after the swap
        ended = signal.SIGTERM.name in (str(stopped), str(stopped.__cause__))  # click wraps it
        return TERMINATED if ended else INTERRUPTED
    except OSError as fault:
        click.secho(f"读写文件时出错：{fault.strerror or fault}（{fault.filename or ''}）", fg="red", err=True)
        return 1
    except SystemExit as finished:
        return int(finished.code or 0)
    return 0


def leave(code: int) -> NoReturn:
    """End the program with an exit code, at once: to give back millions of small things one by one takes seconds."""
    with suppress(OSError):  # nobody may be reading any more
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)
