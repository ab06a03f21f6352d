"""Three engines of search that find_peers.py compares: each builds its index of the people, and answers questions."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, NamedTuple

from bench import browser, find_quality

if TYPE_CHECKING:
    from bench.cards import Card
    from bench.scores import Answer

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = ("pagefind@1.6.0", "minisearch@7.2.0")  # the newest of November 2026
PAGEFIND = Path("node_modules") / "@pagefind" / "linux-x64" / "bin" / "pagefind_extended"
IN_PAGE = """async ([number, q, filters]) => {
  const { createInstance } = await import(`/pagefind/pagefind.js?${number}`);
  const engine = createInstance({}), start = performance.now();
  const { results } = await engine.search(q, { filters });
  const hits = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  const ms = performance.now() - start;
  await engine.destroy();
  return { urls: hits.map((hit) => hit.url), ms };
}"""  # a new module and a new worker for each question: nothing of the one before is kept


class Build(NamedTuple):
    """What an index is and what it cost: bytes and files of it, seconds of processor, bytes of memory at the peak."""

    bytes: int
    files: int
    cpu: float
    peak: int


def install(folder: Path) -> None:
    """Bring the peers into a folder, where they are not there. CalledProcessError where npm fails."""
    if not (folder / PAGEFIND).exists() or not (folder / "node_modules" / "minisearch").exists():
        folder.mkdir(parents=True, exist_ok=True)
        npm = ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", *VERSIONS]
        subprocess.run(npm, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def cost(order: list[str]) -> tuple[float, int]:
    """Run a command; return its seconds of processor and bytes of memory, with its children. SystemExit if it fails."""
    with TemporaryFile() as said:
        process = subprocess.Popen(order, stdout=subprocess.DEVNULL, stderr=said)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"{order[0]} ended with {process.returncode}\n{said.read().decode()[-2000:]}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def built(paths: list[Path], cost: tuple[float, int]) -> Build:
    """Return the figures of an index that lies in these files."""
    return Build(sum(path.stat().st_size for path in paths), len(paths), *cost)


def answer(asked: dict[str, Any], ids: list[str], size: int, ms: float) -> Answer:
    """Return an answer in the shape that find.mjs gives."""
    hits = [{"id": one, "kind": "martyr", "why": [], "strong": False} for one in ids]
    return {"q": asked["q"], "hits": hits, "bytes": size, "requests": 0, "ms": ms}  # type: ignore[typeddict-item]


class Fengbei:
    """Ours."""

    name = "fengbei"

    def __init__(self, folder: Path, work: Path) -> None:
        """Build from the records of that folder."""
        self.folder, self.site = folder, work / self.name

    def build(self, _: list[Card]) -> Build:
        """Build the search of the site."""
        shutil.rmtree(self.site, ignore_errors=True)
        order = [sys.executable, str(ROOT / "build.py"), "build", "--only", "search"]
        spent = cost([*order, "--root", str(self.folder), "--out", str(self.site)])
        return built([path for path in (self.site / "find").rglob("*") if path.is_file()], spent)

    def ask(self, asked: list[dict[str, Any]]) -> list[Answer]:
        """Ask in Node, each question by a new visitor."""
        lines = [json.dumps(one, ensure_ascii=False) for one in asked]
        return find_quality.ask(self.site, lines, ROOT / "bench" / "find.mjs", "peers", options=[])


class Pagefind:
    """Pagefind, extended, of the npm package."""

    name = "pagefind"

    def __init__(self, modules: Path, work: Path) -> None:
        """Use the program that npm brought into `modules`."""
        self.program, self.site = modules / PAGEFIND, work / self.name

    def build(self, cards: list[Card]) -> Build:
        """Write a page for each person, and index them."""
        shutil.rmtree(self.site, ignore_errors=True)
        for folder in {self.site / card.id[:6] for card in cards}:
            folder.mkdir(parents=True)
        for card in cards:
            (self.site / card.id[:6] / f"{card.id}.html").write_text(card.page, encoding="utf-8")
        spent = cost([str(self.program), "--site", str(self.site), "--silent"])
        (self.site / "ask.html").write_text('<!doctype html><html lang="zh-CN"><title>ask</title>', encoding="utf-8")
        bundle = self.site / "pagefind"
        parts = [bundle / name for name in ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")]
        return built(
            [*parts, *(path for path in bundle.rglob("*") if path.suffix.startswith((".pf_", ".pagefind")))], spent
        )

    def ask(self, asked: list[dict[str, Any]]) -> list[Answer]:
        """Ask in Chromium; the county asked for is a filter."""
        answers = []
        with browser.served(self.site) as (address, wire), browser.chromium() as chromium:
            page = chromium.new_page()
            page.goto(f"{address}ask.html")
            for number, one in enumerate(asked):
                wire.read()
                filters = {"county": one["place"]} if one.get("place") else {}
                found = page.evaluate(IN_PAGE, [number, one["q"], filters])
                ids = [url.rpartition("/")[2].removesuffix(".html") for url in found["urls"]]
                answers.append(answer(one, ids, wire.read()[0], found["ms"]))
        return answers


class MiniSearch:
    """MiniSearch of the npm package, in Node."""

    name = "minisearch"

    def __init__(self, modules: Path, work: Path) -> None:
        """Use the library that npm brought into `modules`."""
        self.modules, self.work = modules, work
        self.index = work / "minisearch.json"
        self.order = ["node", str(ROOT / "bench" / "minisearch.mjs"), "--modules", str(modules)]

    def build(self, cards: list[Card]) -> Build:
        """Index the people, and write the index."""
        self.work.mkdir(parents=True, exist_ok=True)
        listed = self.work / "cards.jsonl"
        lines = (json.dumps(card._asdict(), ensure_ascii=False) for card in cards)
        listed.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        spent = cost([*self.order, "--index", str(self.index), "--cards", str(listed)])
        return built([self.index], spent)

    def ask(self, asked: list[dict[str, Any]]) -> list[Answer]:
        """Ask in Node; the first question needs the whole index and the library."""
        questions = self.work / "questions.jsonl"
        lines = (json.dumps(one, ensure_ascii=False) for one in asked)
        questions.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        order = [*self.order, "--index", str(self.index), "--queries", str(questions)]
        done = subprocess.run(order, check=True, capture_output=True, text=True)  # noqa: S603
        library = self.modules / "node_modules" / "minisearch" / "dist" / "umd" / "index.js"
        size = sum(len(gzip.compress(path.read_bytes(), 6)) for path in (self.index, library))
        said = [json.loads(line) for line in done.stdout.splitlines()]
        return [answer(one, found["ids"], size, found["ms"]) for one, found in zip(asked, said, strict=True)]
