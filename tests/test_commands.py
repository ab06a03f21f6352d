"""What a clerk types is understood or answered with what to type; the exit code tells the rest."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fengbei import commands
from fengbei.catalogue import Catalogue, survey
from fengbei.commands import Order, Result, Work
from fengbei.locks import Lock
from fengbei.problems import Problem, Problems, Spot
from fengbei.shell import Shell
from tests.small import roll
from tests.support import HOUSE, build, put

if TYPE_CHECKING:
    from fengbei.progress import Progress


class Recorder:
    """Takes orders and remembers them."""

    def __init__(self) -> None:
        self.orders: list[Order] = []
        self.served: list[tuple[Path, int, date | None]] = []
        self.result = Result(Problems(), pages=3, written=2, done=True)

    def make(self, order: Order, progress: Progress) -> Result:  # noqa: ARG002 - as a Build is called
        self.orders.append(order)
        return self.result

    def serve(self, root: Path, port: int, day: date | None) -> None:
        self.served.append((root, port, day))

    def run(self, *words: str) -> int:
        return commands.run(Work(self.make, self.make, self.serve), words)


@pytest.fixture
def clerk(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return Recorder()


def test_without_a_command_the_site_is_built(clerk: Recorder) -> None:
    assert clerk.run() == 0
    assert clerk.run("--strict") == 0
    assert [order.strict for order in clerk.orders] == [False, True]


def test_the_site_stands_beside_its_records(clerk: Recorder) -> None:
    clerk.run("build", "--root", "data")
    assert clerk.orders[0].out == Path("data/site")


def test_the_site_may_stand_elsewhere(clerk: Recorder) -> None:
    clerk.run("build", "--root", "data", "--out", "www")
    assert clerk.orders[0].out == Path("www")


def test_the_day_is_an_argument(clerk: Recorder) -> None:
    clerk.run("build", "--date", "2026-04-05")
    assert clerk.orders[0].day == date(2026, 4, 5)


def test_the_day_is_else_that_of_the_source(clerk: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775347200")
    clerk.run("build")
    assert clerk.orders[0].day == date(2026, 4, 5)


def test_the_clock_is_never_asked(clerk: Recorder) -> None:
    clerk.run("build")
    assert clerk.orders[0].day is None


@pytest.mark.parametrize(
    "words",
    [
        ("biuld",),
        ("build", "--date", "5.4.2026"),
        ("build", "--jobs", "0"),
        ("build", "--only", "everything"),
        ("build", "--root"),
        ("check", "--format", "xml"),
        ("new", "nobody"),
        ("serve", "--port", "99999"),
    ],
)
def test_what_is_not_understood_ends_with_2(words: tuple[str, ...], clerk: Recorder) -> None:
    assert clerk.run(*words) == 2
    assert clerk.orders == []


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("build", "--help"), ("check", "--help"), ("-h",)])
def test_help_is_given_and_nothing_done(words: tuple[str, ...], clerk: Recorder) -> None:
    assert clerk.run(*words) == 0
    assert clerk.orders == []


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_failed_run_ends_with_1(command: str, clerk: Recorder) -> None:
    clerk.result.done = False
    assert clerk.run(command) == 1


def test_an_interrupted_run_ends_as_the_shell_expects(clerk: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(order: Order, progress: Progress) -> Result:
        raise KeyboardInterrupt

    monkeypatch.setattr(clerk, "make", interrupted)
    assert clerk.run("build") == 130


def test_a_build_that_is_interrupted_leaves_the_site_and_nothing_beside_it(tmp_path: Path) -> None:
    put(tmp_path, {"profiles/martyrs/a.yml": "id: li-si\nname: 李四\nsources: [{title: 测试}]\n"})
    assert build(tmp_path).returncode == 0
    before = {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()}
    put(tmp_path, {"profiles/martyrs/430112.yml": roll(4000)})
    order = [sys.executable, str(HOUSE / "build.py"), "build", "--jobs", "2", "--root", str(tmp_path)]
    with subprocess.Popen(order, stderr=subprocess.PIPE, text=True, start_new_session=True) as run:
        assert run.stderr
        assert run.stderr.readline().startswith("生成文字页和外壳")
        while len(workers_of(run.pid)) < 2:
            assert run.poll() is None
        time.sleep(0.3)  # an interrupt in the very moment of a fork is lost: CPython ignores it there
        workers = workers_of(run.pid)
        run.send_signal(signal.SIGINT)
        said = run.stderr.read().splitlines()
    assert (run.returncode, said[-1]) == (130, "已中断；网站仍是完整的一版")
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    assert {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()} == before
    assert not (tmp_path / ".site.new").exists()
    Lock(tmp_path / ".site.lock").release()  # nobody holds it


def workers_of(pid: int) -> list[str]:
    """Return the processes that a process has begun."""
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def test_problems_are_listed_in_json_and_nothing_else(clerk: Recorder, capsys: pytest.CaptureFixture[str]) -> None:
    clerk.result.problems.add(Problem(Spot("a.yml", 2, 3), "姓名", "甲"))
    clerk.run("check", "--format", "json")
    said = capsys.readouterr()
    assert [p["line"] for p in json.loads(said.out)] == [2]
    assert said.err == ""


def test_no_problem_is_an_empty_list_in_json(clerk: Recorder, capsys: pytest.CaptureFixture[str]) -> None:
    clerk.run("check", "--format", "json")
    assert json.loads(capsys.readouterr().out) == []


def test_a_build_tells_its_numbers_in_json(clerk: Recorder, capsys: pytest.CaptureFixture[str]) -> None:
    clerk.run("build", "--json")
    said = json.loads(capsys.readouterr().out)
    assert {"pages": 3, "written": 2}.items() <= said.items()
    assert {"seconds", "peak_mb", "stages"} <= said.keys()


def test_a_check_counts_what_it_found(clerk: Recorder, capsys: pytest.CaptureFixture[str]) -> None:
    clerk.result.problems.add(Problem(Spot("a.yml"), "", "甲"))
    clerk.result.problems.add(Problem(Spot("a.yml"), "", "乙", level="warning"))
    clerk.run("check")
    assert "1 处错误，1 处提醒" in capsys.readouterr().out


def test_a_check_without_findings_says_so(clerk: Recorder, capsys: pytest.CaptureFixture[str]) -> None:
    clerk.run("check")
    assert capsys.readouterr().out == "没有发现问题\n"


def test_a_blank_form_is_printed(clerk: Recorder, capsys: pytest.CaptureFixture[str]) -> None:
    assert clerk.run("new", "martyr") == 0
    assert "name:" in capsys.readouterr().out


def test_the_preview_is_served_on_the_asked_for_port(clerk: Recorder) -> None:
    clerk.run("serve", "--root", "data", "--port", "8123")
    assert clerk.served == [(Path("data"), 8123, None)]


def test_only_some_stages_may_be_asked_for(clerk: Recorder) -> None:
    clerk.run("build", "--only", "pages,search")
    assert clerk.orders[0].only == {"pages", "search"}


def test_problems_are_told_in_sarif_for_code_hosts(tmp_path: Path) -> None:
    put(tmp_path, {"profiles/martyrs/张三 1.yml": "id: zhang-san\nname: 张三\nborn: 1934-02-30\n"})
    done = build(tmp_path, "check", "--format", "sarif")
    assert (done.returncode, done.stderr) == (1, "")
    log = json.loads(done.stdout)
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    wrong = next(r for r in run["results"] if r["message"]["text"].startswith("「出生」"))
    place = wrong["locations"][0]["physicalLocation"]
    assert (wrong["level"], place["region"]) == ("error", {"startLine": 3, "startColumn": 7})
    assert place["artifactLocation"]["uri"] == "profiles/martyrs/%E5%BC%A0%E4%B8%89%201.yml"
    assert {r["ruleId"] for r in run["results"]} == {rule["id"] for rule in run["tool"]["driver"]["rules"]}


def test_a_report_of_each_build_is_kept_and_never_published(tmp_path: Path) -> None:
    put(tmp_path, {"profiles/martyrs/a.yml": "id: zhang-san\nname: 张三\nborn: <b>1934\n"})
    assert build(tmp_path).returncode == 1
    told = json.loads((tmp_path / ".work/report.json").read_text())
    assert (told["done"], told["errors"]) == (False, len(told["problems"]))
    assert "&lt;b&gt;1934" in (tmp_path / ".work/report.html").read_text()
    put(tmp_path, {"profiles/martyrs/a.yml": "id: zhang-san\nname: 张三\nsources: [{title: 测试}]\n"})
    assert build(tmp_path).returncode == 0
    told = json.loads((tmp_path / ".work/report.json").read_text())
    assert told["done"] is True
    assert told["pages"] == len([*(tmp_path / "site").rglob("*.html")])
    assert not [*(tmp_path / "site").rglob("report.*")]


def test_the_report_names_empty_and_stale_columns_and_the_hosts_that_are_linked(tmp_path: Path) -> None:
    person = "id: li-si\nname: 李四\nupdated: 2025-01-02\nsources: [{title: 测试, url: 'https://a.example/1'}]\n"
    put(tmp_path, {"profiles/martyrs/a.yml": person})
    for _ in range(2):  # the second build finds nothing to do, and says the same
        assert build(tmp_path).returncode == 0
        told = json.loads((tmp_path / ".work/report.json").read_text())
        assert told["hosts"]["a.example"] == 1
        columns = {column["column"]: column for column in told["columns"]}
        assert columns["寻亲启事"] == {"column": "寻亲启事", "records": 0, "newest": "", "said": "空栏目"}
        assert (columns["烈士"]["records"], columns["烈士"]["newest"]) == (1, "2025-01-02")
        assert "天没有更新（不宜超过 365 天）" in columns["烈士"]["said"]
        assert "空栏目" in (tmp_path / ".work/report.html").read_text()
    prose = Shell('<a href="http://B.example:8080/x">乙</a>')
    assert survey([], Catalogue(), Counter({"a.example": 3}), [prose]).hosts == (
        ("a.example", 3),
        ("b.example:8080", 1),
    )
