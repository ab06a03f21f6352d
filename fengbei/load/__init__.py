"""YAML files become records: every value with its place, every mistake named at once."""

from __future__ import annotations

import gc
import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from fengbei import files
from fengbei.fields import Desk, Items, Leaf, Node, Pairs
from fengbei.load import events, plain
from fengbei.load.pieces import Piece, cut
from fengbei.load.strays import RECORDS, strays
from fengbei.load.text import LONGEST_FILE, Refused, decode
from fengbei.problems import Problem, Spot, excerpt
from fengbei.record import Record, personal, read_record
from fengbei.regions import Regions, TableError
from fengbei.site import ALL, NONE, STORY, Site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from fengbei.problems import Problems


__all__ = ["LONGEST_FILE", "Piece", "Sheet", "cut", "load", "no_collection", "open_site", "read_sheet", "regions"]

MOURNING = re.compile(r"(?:\d{4}-)?(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")  # MM-DD or YYYY-MM-DD
HOST = re.compile(r"https?://([^\s/\"'?#<>)\]}]+)")
WHOLE = Piece(0, LONGEST_FILE + 1, 1, "")


@dataclass(slots=True)
class Sheet:
    """One input file: its records and everything wrong with them."""

    file: str
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    hosts: Counter[str] = field(default_factory=Counter)  # that the file names, each with how often


def open_site(root: Path, kinds: Sequence[type[Record]], problems: Problems) -> Site:
    """Return the site of a folder, with what its mkdocs.yml says; a missing folder is a problem."""
    if not files.is_folder(root):
        problems.add(Problem(Spot(str(root)), "", "没有这个文件夹", "请核对 --root", code="root"))
    elif not any(True for kind in kinds for _ in files.walk_in(root, kind.folder, *RECORDS)):
        problems.add(
            Problem(Spot(str(root)), "", "没有找到记录", "记录放在 profiles/、memorials/、offers/ 之下", "root")
        )
    problems.extend(strays(root, kinds))
    bare = Site(root, "")
    path = bare.own("mkdocs.yml")
    try:
        said = yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506 - strings only
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as wrong:
        problems.add(Problem(Spot("mkdocs.yml"), "", f"读不懂 mkdocs.yml：{excerpt(str(wrong), 120)}", code="settings"))
        return bare
    site = settings(root, said if isinstance(said, dict) else {}, problems)
    problems.extend(wrong_pages(site, kinds))
    return site


def settings(root: Path, said: dict[str, Any], problems: Problems) -> Site:
    """Return the site as mkdocs.yml describes it."""
    extra = said.get("extra") or {}
    own = extra.get("fengbei") if isinstance(extra, dict) else None
    own = own if isinstance(own, dict) else {}
    rows = str(own.get("rows") or 200)
    if not (rows.isdigit() and 10 <= int(rows) <= 2000):
        problems.add(Problem(Spot("mkdocs.yml"), "rows", f"{excerpt(rows)}不能作每页行数", "写 10 到 2000", "settings"))
        rows = "200"
    name, address, about = (str(said.get(key) or "") for key in ("site_name", "site_url", "site_description"))
    site = Site(root, name, address, about, int(rows), own)
    for day in site.mourning:
        if not MOURNING.fullmatch(day):
            hint = "写 12-13（每年）或 2026-12-13（这一年），月、日都用两位"
            problems.add(Problem(Spot("mkdocs.yml"), "mourning", f"{excerpt(day)}不是日期", hint, "settings"))
    return site


def wrong_pages(site: Site, kinds: Sequence[type[Record]]) -> Iterator[Problem]:
    """Complain of what `pages` says of kinds that there are not, or that cannot be as it says."""
    said = site.settings.get("pages") or {}
    many = [kind.page for kind in kinds if kind.bulk]
    every = [kind.page for kind in kinds]
    story = f"{'、'.join(many)} 可以写 story（有事迹的才单独成页），" if many else ""
    hint = f"写成 {{{every[0]}: none}}（都不单独成页）；{story}all（每条一页）是不写时的做法"
    pairs = said.items() if isinstance(said, dict) else [(str(said), "")]
    for page, how in pairs:
        if page not in {ALL: every, NONE: every, STORY: many}.get(str(how), ()):
            yield Problem(Spot("mkdocs.yml"), "pages", f"{excerpt(f'{page}: {how}')}做不到", hint, "settings")


def regions(site: Site, problems: Problems) -> Regions:
    """Read the table of regions, and the site's own after it."""
    try:
        return Regions.read(*site.region_tables)
    except TableError as wrong:
        problems.add(Problem(Spot(wrong.file, wrong.line), "", wrong.message, code="regions"))
        return Regions.read()


def load(root: Path, kinds: Iterable[type[Record]], regions: Regions) -> Iterator[Sheet]:
    """Go through every input file of every kind, in name order."""
    for kind in kinds:
        for path in files.walk_in(root, kind.folder, *RECORDS):
            yield read_sheet(path, path.relative_to(root).as_posix(), kind, regions)


def read_sheet(
    path: Path, name: str, kind: type[Record], regions: Regions, values: dict[Any, Any] | None = None,
    piece: Piece = WHOLE,
) -> Sheet:  # fmt: skip
    """Return the records of one file, or of a piece of it. Whatever is wrong with it stands on the sheet.

    `values` holds what words were read as in other files of the same kind and regions, and takes in more.
    """
    desk = Desk(name, regions, {} if values is None else values)
    sheet = Sheet(name, problems=desk.problems)
    try:
        with no_collection():
            text = decode(path, piece.begin, piece.end)
            above = piece.line - 1
            if (node := plain.parse(text, above)) is None:
                node = events.parse("\n" * above + text)
            else:
                desk.suspects = [line + above for line in personal.lines(text)]
            if "://" in text:
                sheet.hosts.update(host.lower() for host in HOST.findall(text))
            if "#" in text:
                personal.comments("\n" * above + text, desk)
            for item in node.items if isinstance(node, Items) else [node]:
                if isinstance(item, Pairs):
                    sheet.records.append(read_record(kind, item, desk))
                else:
                    refuse_shape(item, desk)
    except Refused as refused:
        refused.line += piece.line - 1 if refused.code in {"encoding", "character"} else 0
        desk.problems.append(refused.problem(name))
    except OSError as fault:
        desk.problems.append(Problem(Spot(name), "", f"读不了这个文件：{fault.strerror}", code="io"))
    return sheet


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep the garbage collector out while many small objects are made: 3.7 times as fast."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # what was read stays; looking it over again and again would cost a third of the time
        if enabled:
            gc.enable()


def refuse_shape(node: Node, desk: Desk) -> None:
    """Say that something other than a record stands where a record should."""
    colon = isinstance(node, Leaf) and "：" in node.text
    hint = "键后写英文冒号和一个空格，如 name: 张三" if colon else "请写成“键: 值”，每行一项"
    desk.refuse(node, "", "这里不是一条记录", hint, "shape")
