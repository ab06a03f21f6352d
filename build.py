"""丰碑, told in one page: YAML records and Markdown prose become a public site that needs no server.

docs/ theme/ ── prose ──→ shell and prose pages ──┐
profiles/ memorials/ offers/ ── load ──→ records ── intake ──┬── pages of lines ──→ *.html
                                                             ├── link ──→ catalogue ── pages ──→ *.html
                                                             └── search ──→ find/*.js
the staged site ── checks ──→ problems ── publish ──→ site/
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from fengbei import (
    RELEASED,
    checks,
    commands,
    feeds,
    images,
    intake,
    link,
    load,
    pages,
    preview,
    prose,
    publish,
    scripts,
    search,
    workers,
)  # fmt: skip
from fengbei.commands import Order, Result
from fengbei.intake import Intake, Making, Printer, Read
from fengbei.kinds import all_kinds
from fengbei.problems import Problem, Problems, Spot
from fengbei.site import BEGINNING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from fengbei.catalogue import Pictures
    from fengbei.progress import Progress
    from fengbei.record import Record
    from fengbei.workers import Work


def open_site(order: Order) -> Read:
    """Read the settings and the tables of a site."""
    problems = Problems()
    site = load.open_site(order.root, all_kinds(), problems)
    regions = load.regions(site, problems)
    index, seen = search.Index(all_kinds(), regions, site.placed), checks.Checks(site.address)
    got = Read(site, regions, problems, index, intake.base_of(site), order.shard, seen=seen)
    if not order.fresh:
        intake.recall(got)
    return got


def read(got: Read, order: Order, progress: Progress, making: Making | None) -> None:
    """Read every record, make the pages of the lines, follow every link, and note everything that is wrong.

    The kinds that come by the hundred thousand are read after the others, whose names their pages need.
    """
    site, latest = got.site, min(order.day or RELEASED, RELEASED)
    first, bulk = ([kind for kind in all_kinds() if kind.bulk is much] for much in (False, True))
    events: list[link.Ahead] = []

    def take(reader: Intake, kinds: list[type[Record]]) -> None:
        for digest in intake.gather(reader, kinds, got, making, order.crew, progress):
            got.take(digest)
            events.extend(digest.ahead)

    with progress.stage("load", "读取记录"):
        take(Intake(got.regions, latest, placed=site.placed), first)
        reader = Intake(got.regions, latest, known=link.join(got.notes)[0], placed=site.placed)
        if making and "pages" in order.stages:
            reader.writer = making.stage.writer
            shell = making.texts.shell
            reader.pages = pages.Pages(site, shell, all_kinds(), reader.known, {}, got.regions, latest)
        take(reader, bulk)
    if order.shard:
        return  # whom its records point at may lie in another
    with progress.stage("link", "核对链接"):
        got.catalogue, wrong = link.join(got.notes)
        got.problems.extend(wrong)
        newest = order.day or got.catalogue.newest
        got.problems.extend(link.in_future(events, order.day or max(newest or RELEASED, RELEASED)))
        got.day = newest or BEGINNING
        got.rare = link.rare(got.notes, got.catalogue.shown(got.day))


def check(order: Order, progress: Progress) -> Result:
    """Read everything and report; write nothing."""
    got = open_site(order)
    with load.no_collection():
        read(got, order, progress, None)
    got.problems.extend(images.faults(got.pictured, got.site.root, order.jobs))
    return Result(got.problems, done=not refused(got.problems, order))


def refused(problems: Problems, order: Order) -> bool:
    """Say whether the problems are such that no site is made."""
    return bool(problems.errors or (order.strict and problems.warnings))


def build(order: Order, progress: Progress) -> Result:
    """Make the site beside the old one, look at all of it, and only then let it take its place."""
    got = open_site(order)
    result = Result(got.problems)
    try:
        with load.no_collection(), publish.Stage(got.site, order.out, fresh=order.fresh) as stage:
            if order.only == {"search"}:
                build_search(got, order, progress, stage, result)
            else:
                build_all(got, order, progress, stage, result)
    except (prose.ProseError, publish.PublishError, workers.WorkerError) as stopped:
        result.problems.add(Problem(Spot(str(order.out)), "", str(stopped), code="publish"))
    except OSError as fault:
        said = f"读写文件时出错：{fault.strerror or fault}（{fault.filename or order.out}）"
        result.problems.add(Problem(Spot(str(order.out)), "", said, "请看磁盘是否已满、权限是否足够", "publish"))
    return result


def build_all(got: Read, order: Order, progress: Progress, stage: publish.Stage, result: Result) -> None:
    """Make the whole site, or those parts of it that were asked for."""
    with progress.stage("prose", "生成文字页和外壳"):
        texts = prose.render(got.site, order.engine, partial(intake.make_ready, got.site))
    making = Making.begin(got, order.wanted, texts, stage)
    if (last := making.last) is not None and not refused(got.problems, order):
        result.pages, result.done = last.pages, True
        got.problems.extend(last.problems)
        result.survey = last.survey
        return
    if order.shards:
        intake.join_shards(order.shards, making, got)
    making.open(order.crew, shard=bool(order.shard))
    crew = order.crew if "search" in order.stages else workers.Crew()
    with crew.beside(partial(intake.find, making, got)) as search:
        got.give = search.give
        make_all(making, got, search, order=order, progress=progress, result=result)


def make_all(making: Making, got: Read, search: Work, *, order: Order, progress: Progress, result: Result) -> None:
    """Read the records, make what changed (the files of the search beside the rest), and show the new site."""
    stage = making.stage
    read(got, order, progress, making)
    if order.shard:
        got.problems.extend(got.seen.problems)
        if not refused(got.problems, order):
            result.pages, result.written, result.done = len(got.lines), got.written, True
            intake.keep_shard(making, got)
        return
    with progress.stage("images", "处理图片"):
        pictures, wrong = images.images(got.pictured, got.site.root, order.jobs)
        got.problems.extend(wrong)
        intake.add_fonts(got, making.texts)
    if refused(got.problems, order):
        return
    search.give(got.day)
    if "pages" in order.stages:
        stage.made.join(got.lines)
    stage.wrote(got.written)
    lines, got.lines = len(got.lines), publish.Sums()
    result.pages = lines + fill(making, got, search, pictures, order=order, progress=progress)
    if order.only:
        stage.keep_rest()
    with progress.stage("checks", "检查成品"):
        got.problems.extend(got.seen.finish(stage.made, stage.read, stage.removed, got.quiet, stage.made.ones))
        shown = got.catalogue.shown(got.day)
        records = len(shown.cards)
        result.survey = making.survey(got, shown)
        if not order.shrink:
            got.problems.extend(intake.too_few(stage.shrunk(records), order.out))
    if got.problems.errors:
        return
    with progress.stage("publish", "换上新网站"):
        stage.swap(records)
        making.remember(result.pages, got.problems, result.survey)
    result.written, result.done = stage.written, True


def fill(making: Making, got: Read, search: Work, pictures: Pictures, *, order: Order, progress: Progress) -> int:
    """Put every other page and file into the new site, and show each page to the checks. Return how many pages."""
    shares = intake.share(got, making, pictures, order.crew, progress)
    made = pages.Pages(
        got.site, making.texts.shell, all_kinds(), got.catalogue, pictures, got.regions, got.day, got.tally, shares,
        common=making.common, before=making.before,
    )  # fmt: skip
    search.give(intake.closing(making, made.named_lists() if "pages" in order.stages else ()))
    print_all(making, got, made, pictures, order=order, progress=progress)
    if "search" in order.stages:
        making.take_found(search.result(), got.base, progress)
    making.before = made.stand()
    return len(making.known)


def print_all(
    making: Making, got: Read, made: pages.Pages, pictures: Pictures, *, order: Order, progress: Progress
) -> None:
    """Put every page and file into the new site, but those of the search."""
    texts, stage = making.texts, making.stage
    with progress.stage("pages", "生成页面"):
        routes, making.known = intake.sort_out(
            intake.every_page(got, texts, made, order.stages), making.known, stage, got
        )
        rows = intake.lay_all(made, len(routes), got.seen, stage.made, order.crew)
        printer = Printer(routes, stage.writer, got.site.address, rows)
        for batch in printer.printed(order.crew, progress):
            for name in filter(stage.made.__contains__, batch.made):
                got.problems.add(Problem(Spot(name), "", "有两页要写在这同一个地址", code="double"))
            making.take(batch)
            got.seen.merge(batch.checks)
    with progress.stage("files", "放入图片和样式"):
        news = feeds.files(got.site, made.seen, stage.made.ones, got.day)
        assets = prose.assets(texts, got.site, got.day)
        making.put(intake.every_file(assets, pictures, news, order.stages), got.seen)


def build_search(got: Read, order: Order, progress: Progress, stage: publish.Stage, result: Result) -> None:
    """Make the files of the search alone; a record is forgotten once it was taken in, so any number will do."""
    reader = Intake(got.regions, order.day or RELEASED, placed=got.site.placed, linking=False)
    with progress.stage("load", "读取记录"):
        for digest in intake.gather(reader, all_kinds(), got, None, order.crew, progress):
            got.take(digest)
    if got.problems.errors:
        return
    stage.begin()
    with progress.stage("search", "生成检索数据"):
        for name, data in scripts.scripts(got.site.own("theme")):
            stage.write(name, data)
        for name, data in got.index.files(order.day or got.day):
            stage.write(name, data)
    stage.keep_rest(but="find/")
    stage.swap()
    result.written, result.done = stage.written, True


def serve(root: Path, port: int, day: date | None) -> None:
    """Show the site on this machine; records are read while the first pages are already there."""
    problems = Problems()
    site = load.open_site(root, all_kinds(), problems)
    regions = load.regions(site, problems)
    commands.tell(problems, "text", sys.stderr)
    preview.serve(site, regions, port, day)


if __name__ == "__main__":
    commands.leave(commands.run(commands.Work(build, check, serve), sys.argv[1:]))
