"""Measure the search in a real Chromium: python bench/find_speed.py --corpus DIR --site DIR [--per-type 10].

First the work of the main thread for one question, in milliseconds on a processor six times slower (DevTools'
throttling): `cold` by a core that has loaded nothing, which loads over loopback, unpacks and parses what it needs;
`warm` by the same core asked again. Then hostile questions (hostile.py), asked as the find page asks, texts and
details too, by one core after another: the longest time nothing else got its turn, errors and dialogs.

`6x` is DevTools' own throttling by the clock; whatever else the machine does counts sixfold. `cpu*6` is the thread's
processor time without throttling, times six: what to look at on a busy machine. The page is served from a temporary
folder and holds the very scripts and the content policy of the site.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import browser, corpus, hostile, queries, scores  # noqa: E402 - found from a clone, without an installation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, CDPSession

SLOW = 6  # times: DevTools' measure of a cheap phone
DIRECT = ("exact", "traditional", "pinyin", "pinyin_joined")  # ways the index has as they are asked
TARGETS = {"name only": 120, "with county": 150}  # ms, of 95 in a hundred
HOSTILE = 200
TYPES = [name for name in queries.TYPES if name.partition("+")[2] in ("", "county")]


class Work(NamedTuple):
    """Milliseconds of the main thread for one question."""

    cold: float
    warm: float


class Tab:
    """One page with the core in it."""

    def __init__(self, chromium: Browser, address: str, *, rate: int, clock: str) -> None:
        """Open it on a processor so many times slower, its work measured by a clock of DevTools."""
        self.page = chromium.new_page()
        self.dialogs: list[str] = []
        self.errors: list[str] = []
        self.page.on("dialog", self.dialog)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(address)
        self.page.wait_for_function("Boolean(window.bench && window.fengbei && window.fengbeiFind)")
        self.session: CDPSession = self.page.context.new_cdp_session(self.page)
        self.session.send("Performance.enable", {"timeDomain": clock})
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": rate})

    def dialog(self, dialog: Any) -> None:
        """Note a dialog, and close it."""
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def ask(self, way: str, asked: object) -> Any:
        """Return what a way of harness.js answers. RuntimeError where it throws."""
        order = {"expression": f"bench.{way}({json.dumps(asked)})", "awaitPromise": True, "returnByValue": True}
        told = self.session.send("Runtime.evaluate", order)
        if "exceptionDetails" in told:
            raise RuntimeError(json.dumps(told["exceptionDetails"])[:2000])
        return told["result"].get("value")

    def spent(self) -> float:
        """Return the milliseconds of all tasks of the main thread so far."""
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")

    def work(self, way: str, asked: object) -> float:
        """Return the milliseconds of the main thread for one question."""
        before = self.spent()
        self.ask(way, asked)
        return self.spent() - before


@contextmanager
def page(site: Path) -> Iterator[str]:
    """Serve a page with the scripts, the index and the policy of a site, and give its address."""
    policy = re.search(r"<meta .*?>", (ROOT / "theme" / "partials" / "policy.html").read_text(encoding="utf-8"))
    scripts = "".join(
        f'<script defer src="{name}"></script>' for name in ("js/find-core.js", "js/find-load.js", "harness.js")
    )
    with TemporaryDirectory() as made:
        folder = Path(made)
        for name in ("js", "find"):
            (folder / name).symlink_to(site.resolve() / name)
        (folder / "harness.js").symlink_to(ROOT / "bench" / "harness.js")
        head = f'<meta charset="utf-8">{policy[0] if policy else ""}{scripts}'
        (folder / "index.html").write_text(f'<!doctype html><html lang="zh-CN"><head>{head}</head>', encoding="utf-8")
        with browser.served(folder) as (address, _):
            yield address


def measure(chromium: Browser, address: str, asked: list[dict[str, Any]], *, rate: int, clock: str) -> list[Work]:
    """Ask every question cold, then warm; the work of asking nothing is taken off."""
    tab = Tab(chromium, address, rate=rate, clock=clock)
    for one in asked[:3]:
        tab.ask("cold", one)  # the program itself is compiled: a visitor pays that once
    idle = median(tab.work("nothing", {}) for _ in range(20))
    found = [Work(tab.work("cold", one) - idle, tab.work("warm", one) - idle) for one in asked]
    tab.page.close()
    return found


def group(asked: dict[str, Any]) -> tuple[str, str]:
    """Return what is known besides the name, and whether the index has it as it is asked."""
    way = asked["type"].partition("+")[0]
    return "with county" if asked.get("place") else "name only", "direct" if way in DIRECT else "widened"


def table(asked: list[dict[str, Any]], slow: list[Work], plain: list[Work]) -> str:
    """Return the rows: what was known, and how the index could be asked."""
    titles = ("cold 6x p50", "p95", "warm 6x p50", "p95", "cold cpu*6 p50", "p95", "warm cpu*6 p50", "p95")
    lines = [f"{'ms of the main thread':32}{'n':>5}" + "".join(f"{title:>{len(title) + 2}}" for title in titles)]
    for known, target in TARGETS.items():
        for kinds in (("direct",), ("widened",), ("direct", "widened")):
            places = [at for at, one in enumerate(asked) if group(one) in [(known, kind) for kind in kinds]]
            columns = [[slow[at].cold for at in places], [slow[at].warm for at in places]]
            columns += [[SLOW * plain[at].cold for at in places], [SLOW * plain[at].warm for at in places]]
            figures = [scores.centile(column, share) for column in columns for share in (50, 95)]
            cells = "".join(f"{figure:{len(title) + 2}.0f}" for figure, title in zip(figures, titles, strict=True))
            name = kinds[0] if len(kinds) == 1 else f"all (target {target})"
            lines.append(f"{f'{known}, {name}':32}{len(places):5}{cells}")
    return "\n".join(lines)


def attack(chromium: Browser, address: str, rate: int, seed: int) -> str:
    """Ask the hostile questions, and return what came of it as a line."""
    tab = Tab(chromium, address, rate=rate, clock="timeTicks")
    asked = hostile.make(HOSTILE, seed)
    told = [tab.ask("whole", one) for one in asked]
    errors = [*tab.errors, *(error for one in told for error in one["told"])]
    sizes = [len(one["q"].encode("utf-16-le", "surrogatepass")) // 2 for one in asked]
    whole = all(one["size"] == size for one, size in zip(told, sizes, strict=True))
    blocks = [float(one["longest"]) for one in told]
    worst = sorted(range(len(told)), key=lambda at: -blocks[at])[:3]
    tab.page.close()
    longest = ", ".join(f"{blocks[at]:.0f} ms {asked[at]['q'][:24]!a}" for at in worst)
    said = f"longest blocks {longest}, p95 {scores.centile(blocks, 95):.0f} ms"
    rest = (
        f"errors {len(errors)}, dialogs {len(tab.dialogs)}, prototypes {'tainted' if told[-1]['tainted'] else 'clean'}"
    )
    lost = "" if whole else "; some questions did not arrive whole"
    return "\n".join([f"{len(asked)} hostile questions at {rate}x: {said}; {rest}{lost}", *errors[:5]])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the search in a real Chromium.")
    parser.add_argument("--corpus", type=Path, required=True, help="a site made by make.py")
    parser.add_argument("--site", type=Path, required=True, help="the site built from it")
    parser.add_argument("--types", type=queries.chosen, default=TYPES)
    parser.add_argument("--per-type", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    pool = queries.sample(corpus.read(given.corpus), queries.POOL, Random(given.seed))  # noqa: S311 - the same every time
    asked = [json.loads(query.line) for query in queries.make(pool, given.types, given.per_type, given.seed)]
    with page(given.site) as address, browser.chromium() as chromium:
        slow = measure(chromium, address, asked, rate=SLOW, clock="timeTicks")
        plain = measure(chromium, address, asked, rate=1, clock="threadTicks")
        sys.stdout.write(f"{table(asked, slow, plain)}\n")
        for rate in (1, SLOW):
            sys.stdout.write(f"{attack(chromium, address, rate, given.seed)}\n")


if __name__ == "__main__":
    main()
