"""MkDocs renders the prose of docs/, and once the shell that every record is set into."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from html import unescape
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from fengbei import files
from fengbei.locks import Lock
from fengbei.record import Record
from fengbei.scripts import scripts
from fengbei.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from fengbei.site import Site

ENGINES = ("mkdocs", "properdocs")
# MkDocs and Material print notices about their own future; the handbook says what we do about it.
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONHASHSEED": "0"}
FIRST = ("tokens.css", "base.css")  # the order of the style sheet: values, page, parts, print
LAST = ("print.css",)
TITLE = re.compile(r"<title>(.*?)(?: - [^<]*)?</title>", re.DOTALL)
MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
BLANK = re.compile(r"\s*\n\s*")  # breaks that template tags leave; the shell stands on every page, so bytes count
REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
AROUND = re.compile(r"\s*([{};])\s*")
STYLE = "css/site.css"
MOURNING = "html{filter:grayscale(1)}\n"  # on <html>: on <body> it would unfix what is fixed
KEPT_STYLES = "assets/stylesheets/"  # the one thing of Material's that the public pages load


class ProseError(Exception):
    """MkDocs could not render the prose; the message is its own, with our advice."""


@dataclass(frozen=True, slots=True)
class Prose:
    """What MkDocs made: the shell, the pages with their holes, the files they need."""

    shell: Shell
    pages: dict[str, Shell]
    assets: dict[str, bytes]


def render(site: Site, engine: str = "mkdocs", meanwhile: Callable[[], None] = lambda: None) -> Prose:
    """Return the rendered prose, made anew only when docs/, theme/ or mkdocs.yml changed.

    The engine is a program of its own; what this one has to do anyway can be done `meanwhile`.
    """
    made, stamp = site.work / "prose", site.work / "prose.stamp"
    key = stamp_of(site, engine)
    with Lock(site.work / "prose.lock", wait=True):  # another build of the same site may be at it
        if not files.exists(made / "shell.html") or not files.same(stamp, key.encode()):
            stamp.unlink(missing_ok=True)
            run(site, engine, made, meanwhile)
            stamp.write_text(key)
        return gather(site, made)


def stamp_of(site: Site, engine: str) -> str:
    """Return a name for everything that the rendered prose depends on."""
    seen = [engine, *(installed(name) for name in (*ENGINES, "mkdocs-material"))]
    for folder in ("docs", "theme"):
        for path in everything(site.own(folder)):
            seen += [path.as_posix(), files.digest(path.read_bytes())]
    seen.append(files.digest(site.own("mkdocs.yml").read_bytes()))
    return files.digest("\n".join(seen).encode())


def installed(package: str) -> str:
    """Return the version of an installed package, or ""."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def everything(folder: Path) -> Iterator[Path]:
    """Go through all regular files below a folder, in name order."""
    if files.is_folder(folder):
        yield from (p for p in sorted(folder.rglob("*")) if files.is_file(p) and not p.is_symlink())


def run(site: Site, engine: str, target: Path, meanwhile: Callable[[], None]) -> None:
    """Let the engine build docs/ into a private folder. ProseError says why it could not."""
    site.work.mkdir(parents=True, exist_ok=True)
    (site.work / "empty").mkdir(exist_ok=True)
    docs = site.own("docs")
    config = site.work / "mkdocs.yml"
    theme = site.own("theme").resolve()
    config.write_text(
        f"INHERIT: {quoted(site.own('mkdocs.yml').resolve())}\n"
        f"docs_dir: {quoted((docs if files.is_folder(docs) else site.work / 'empty').resolve())}\n"
        f"theme:\n  custom_dir: {quoted(theme)}\n"
    )
    command = [sys.executable, "-m", engine, "build", "--quiet", "--strict", "--config-file", str(config.resolve())]
    shutil.rmtree(target, ignore_errors=True)
    with tempfile.TemporaryFile("w+") as out:  # not a pipe: nobody empties one meanwhile
        with subprocess.Popen(  # noqa: S603 - our own interpreter, our own arguments
            [*command, "--site-dir", str(target.resolve())],
            env={**os.environ, **QUIET}, stdout=out, stderr=subprocess.STDOUT, text=True, cwd=site.work,
        ) as process:  # fmt: skip
            meanwhile()
        out.seek(0)
        said = out.read().strip()[-2000:]
    if process.returncode:
        raise ProseError(f"{engine} 没能生成文字页，请按下面的提示改正 docs/ 或 mkdocs.yml：\n{said}")


def quoted(path: Path) -> str:
    """Return a path as a YAML scalar."""
    return "'" + str(path).replace("'", "''") + "'"


def gather(site: Site, made: Path) -> Prose:
    """Return what the public site needs of MkDocs' output."""
    theme = site.own("theme")
    pages: dict[str, Shell] = {}
    assets: dict[str, bytes] = {}
    for path in everything(made):
        name = path.relative_to(made).as_posix()
        if path.suffix == ".html" and name != "shell.html":
            pages[name] = Shell(path.read_text())
        elif is_asset(name) and not (name.startswith("js/") and files.is_file(theme / name)):
            assets[name] = path.read_bytes()
    assets |= scripts(theme)
    assets[STYLE] = (style_sheet(theme / "css") + column_names(Record.kinds.values())).encode()
    shell = BLANK.sub("\n", (made / "shell.html").read_text()).replace(">\n<", "><")
    return Prose(Shell(shell), pages, assets)


def is_asset(name: str) -> bool:
    """Say whether the public pages need a file: Material's styles, our own, the pictures of docs/."""
    if name.startswith("assets/"):
        return name.startswith(KEPT_STYLES) and name.endswith(".css")
    if name.startswith(("css/", "search/")):
        return False
    return not name.endswith((".html", ".map", ".xml", ".xml.gz"))


def style_sheet(folder: Path) -> str:
    """Return our style sheet: the parts in their fixed order, one file for the reader."""
    names = [path.name for path in files.walk(folder, ".css")]
    middle = [name for name in names if name not in (*FIRST, *LAST)]
    order = [name for name in (*FIRST, *middle, *LAST) if name in names]
    return "".join(f"{short((folder / name).read_text())}\n" for name in order)


def short(style: str) -> str:
    """Return a style without comments and what white space nobody needs; our strings hold none of `{};`."""
    return AROUND.sub(r"\1", " ".join(REMARK.sub("", style).split()))


def assets(texts: Prose, site: Site, day: date) -> dict[str, bytes]:
    """Return the files the pages need; on a day of mourning the style takes the colours away."""
    if not site.mourns(day):
        return texts.assets
    return texts.assets | {STYLE: texts.assets[STYLE] + MOURNING.encode()}


def column_names(kinds: Iterable[type[Record]]) -> str:
    """Return the names of the columns of rolls as a style: on a phone each cell says its own."""
    return "".join(
        f'[data-kind="{kind.kind_id}"] .rows td:nth-of-type({number}) {{ --column: "{name} "; }}\n'
        for kind in kinds
        for number, name in enumerate(kind.columns, 1)
    )


def words_of(name: str, page: Shell) -> tuple[str, str, str]:
    """Return a prose page's address, title and words, for the search."""
    html = "".join(page.parts[::2])
    title = TITLE.search(html)
    article = MAIN.search(html)
    body = unescape(TAG.sub(" ", article[1])) if article else ""
    return name, unescape(TAG.sub("", title[1])) if title else name, body
