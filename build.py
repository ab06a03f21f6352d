"""丰碑, told in one page: YAML records and Markdown prose become a public site that needs no server.

profiles/ memorials/ offers/ ── load ──→ records ── link ──→ catalogue ──┬── pages ──→ *.html
docs/ theme/ ── prose ──→ shell and prose pages ─────────────────────────┘
the staged site ── checks ──→ problems ── publish ──→ site/
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fengbei import RELEASED, checks, commands, images, link, load, pages, preview, prose, publish, search
from fengbei.commands import Order, Result
from fengbei.kinds import all_kinds
from fengbei.problems import Problem, Problems, Spot
from fengbei.regions import Regions, TableError
from fengbei.site import BEGINNING, Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from fengbei.catalogue import Catalogue, Pictures
    from fengbei.progress import Progress
    from fengbei.record import Record


@dataclass(slots=True)
class Read:
    """Everything that was read: the site, its records, who points at whom, and what is wrong."""

    site: Site
    regions: Regions
    records: list[Record]
    catalogue: Catalogue
    problems: Problems
    day: date


def read(order: Order, progress: Progress) -> Read:
    """Read every record, follow every link, and note everything that is wrong."""
    problems = Problems()
    site = load.open_site(order.root, all_kinds(), problems)
    regions = read_regions(site, problems)
    with progress.stage("load", "读取记录"):
        records = []
        for sheet in progress.count(load.load(site.root, all_kinds(), regions), "已读文件"):
            records += sheet.records
            problems.extend(sheet.problems)
    with progress.stage("link", "核对链接"):
        catalogue, wrong = link.link(records, regions)
        problems.extend(wrong)
        newest = order.day or catalogue.newest
        problems.extend(link.ahead(records, order.day or max(newest or RELEASED, RELEASED)))
    return Read(site, regions, records, catalogue, problems, newest or BEGINNING)


def read_regions(site: Site, problems: Problems) -> Regions:
    """Read the table of regions, and the site's own after it."""
    try:
        return Regions.read(*site.region_tables)
    except TableError as wrong:
        problems.add(Problem(Spot(wrong.file, wrong.line), "", wrong.message, code="regions"))
        return Regions.read()


def check(order: Order, progress: Progress) -> Result:
    """Read everything and report; write nothing."""
    problems = read(order, progress).problems
    return Result(problems, done=not (problems.errors or (order.strict and problems.warnings)))


def build(order: Order, progress: Progress) -> Result:
    """Make the site beside the old one, look at all of it, and only then let it take its place."""
    if order.only == {"search"}:
        with load.no_collection():
            return build_search(order, progress)
    got = read(order, progress)
    result = Result(got.problems)
    with progress.stage("images", "处理图片"):
        pictures, wrong = images.images(got.records, got.site.root)
        result.problems.extend(wrong)
    if result.problems.errors or (order.strict and result.problems.warnings):
        return result
    try:
        with progress.stage("prose", "生成文字页和外壳"):
            texts = prose.render(got.site, order.engine)
        stage = publish.Stage(got.site, order.out)
    except (prose.ProseError, publish.PublishError) as refused:
        result.problems.add(Problem(Spot(str(order.out)), "", str(refused), code="publish"))
        return result
    seen = checks.Checks(absolute=got.site.address)
    result.pages = fill(stage, seen, got, texts, pictures, order=order, progress=progress)
    with progress.stage("checks", "检查成品"):
        result.problems.extend(seen.finish(stage.made))
    if result.problems.errors:
        stage.discard()
        return result
    with progress.stage("publish", "换上新网站"):
        stage.swap()
    result.written, result.done = stage.written, True
    return result


def fill(  # noqa: PLR0913 - the staged site is made from all of these
    stage: publish.Stage,
    seen: checks.Checks,
    got: Read,
    texts: prose.Prose,
    pictures: Pictures,
    *,
    order: Order,
    progress: Progress,
) -> int:
    """Put every page and file into the new site, and show each page to the checks. Return how many pages."""
    count, wanted = 0, order.only or frozenset(commands.STAGES)
    made = pages.Pages(got.site, texts.shell, all_kinds(), got.catalogue, pictures, got.regions, got.day)
    with progress.stage("pages", "生成页面"):
        for page in progress.count(every_page(got, texts, made, wanted), "已成页面", len(got.records)):
            seen.look(page.path, page.html)
            stage.write(page.path, page.html.encode())
            count += 1
    with progress.stage("files", "放入图片和样式"):
        for name, data in every_file(texts, pictures, wanted):
            stage.write(name, data)
    if "search" in wanted:
        put_search(got, texts, stage, progress)
    if order.only:
        stage.keep_rest()
    return count


def every_page(got: Read, texts: prose.Prose, made: pages.Pages, wanted: frozenset[str]) -> Iterator[pages.Page]:
    """Go through every page of the site: those of the records, and those of docs/."""
    if "pages" in wanted:
        yield from made.every(got.records)
    for name, text in texts.pages.items() if "prose" in wanted else ():
        yield pages.Page(name, text.fill(home=made.home()) if text.holes else text.fill())


def every_file(texts: prose.Prose, pictures: Pictures, wanted: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    """Go through what the pages need besides: pictures, styles, scripts."""
    if "images" in wanted:
        yield from ((picture.href, picture.data) for picture in pictures.values())
    if "prose" in wanted:
        yield from texts.assets.items()


def put_search(got: Read, texts: prose.Prose, stage: publish.Stage, progress: Progress) -> None:
    """Put the files of the search into the new site."""
    with progress.stage("search", "生成检索数据"):
        index = search.Index(all_kinds(), got.regions)
        for record in got.records:
            index.add(record)
        for name in sorted(texts.pages.keys() - {"404.html"}):
            index.add_page(*prose.words_of(name, texts.pages[name]))
        for name, data in index.files(got.day):
            stage.write(name, data)


def build_search(order: Order, progress: Progress) -> Result:
    """Make the files of the search alone; a record is forgotten once it was taken in, so any number will do."""
    result = Result(Problems())
    site = load.open_site(order.root, all_kinds(), result.problems)
    regions = read_regions(site, result.problems)
    index = search.Index(all_kinds(), regions)
    with progress.stage("load", "读取记录"):
        for sheet in progress.count(load.load(site.root, all_kinds(), regions), "已读文件"):
            result.problems.extend(sheet.problems)
            with progress.spent("search"):
                for record in sheet.records:
                    index.add(record)
    progress.stages["load"] = round(progress.stages["load"] - progress.stages.get("search", 0), 3)
    if result.problems.errors:
        return result
    try:
        stage = publish.Stage(site, order.out)
    except publish.PublishError as refused:
        result.problems.add(Problem(Spot(str(order.out)), "", str(refused), code="publish"))
        return result
    with progress.stage("search", "生成检索数据"):
        for name, data in search.scripts(site.own("theme")):
            stage.write(name, data)
        for name, data in index.files(order.day or index.newest or BEGINNING):
            stage.write(name, data)
    stage.keep_rest(but="find/")
    stage.swap()
    result.written, result.done = stage.written, True
    return result


def serve(root: Path, port: int, day: date | None) -> None:
    """Show the site on this machine; records are read while the first pages are already there."""
    problems = Problems()
    site = load.open_site(root, all_kinds(), problems)
    regions = read_regions(site, problems)
    commands.tell(problems, "text", sys.stderr)
    preview.serve(site, regions, port, day)


if __name__ == "__main__":
    sys.exit(commands.run(commands.Work(build, check, serve), sys.argv[1:]))
