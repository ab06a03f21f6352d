"""The bench of whole builds: what it reads, what it compares, what it changes."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from bench import budget, changes, floor, output, peer_facts, results, running
from bench.budget import Budget
from bench.results import Row
from tests.support import HOUSE, put

if TYPE_CHECKING:
    from pathlib import Path

ROLL = "- id: 430121-0001\n  name: 张三\n  post: 战士\n- id: 430121-0002\n  name: 李四\n  post: 班长\n  remark: 测试\n"


def row(wall: float, *, peak: float = 100, stages: dict[str, float] | None = None) -> Row:
    """Return a run that took so many seconds and MB."""
    return Row(wall, 2 * wall, peak, 1200, 1100, 5_000_000, 4500, 0.5, stages=stages or {})


def process(proc: Path, pid: int, parent: int, *, pss: int, highest: int) -> None:
    """Put a process into a /proc of our own."""
    put(
        proc / str(pid),
        {
            "stat": f"{pid} (a (b) c) S {parent} 1 1",
            "smaps_rollup": f"00-ff ---p 00000000 00:00 0 [rollup]\nRss: 9999 kB\nPss: {pss:>8} kB\nPss_Anon: 1 kB\n",
            "status": f"Name:\tx\nVmHWM:\t{highest:>8} kB\nVmRSS:\t1 kB\n",
        },
    )


def test_the_stages_stand_in_the_last_line() -> None:
    printed = 'something\n{"pages": 3, "stages": {"load": 0.5, "pages": 2}}\n\n'
    assert results.stages_of(printed) == {"load": 0.5, "pages": 2.0}


@pytest.mark.parametrize("printed", ["", "完成：3 页\n", "[1]\n", '{"stages": null}\n', '{"pages": 3}\n'])
def test_a_build_that_names_no_stages_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match="no stages"):
        results.stages_of(printed)


def test_descendants_are_children_and_their_children() -> None:
    assert running.descendants(10, {10: 1, 11: 10, 12: 10, 13: 12, 14: 1, 15: 14}) == [10, 11, 12, 13]


def test_the_memory_of_a_tree_is_the_sum_of_its_shares(tmp_path: Path) -> None:
    process(tmp_path, 10, 1, pss=300, highest=400)
    process(tmp_path, 11, 10, pss=200, highest=250)
    process(tmp_path, 12, 1, pss=7000, highest=7000)
    assert running.tree_memory(10, tmp_path) == 500


def test_the_memory_of_a_tree_is_never_less_than_the_highest_of_one_process(tmp_path: Path) -> None:
    process(tmp_path, 10, 1, pss=300, highest=900)
    assert running.tree_memory(10, tmp_path) == 900


def test_a_process_that_has_ended_holds_nothing(tmp_path: Path) -> None:
    assert running.tree_memory(10, tmp_path) == 0


def test_the_cost_of_a_run_includes_what_it_starts(tmp_path: Path) -> None:
    child = "import time; held = bytearray(60_000_000); time.sleep(1)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); print('done')"
    cost, printed = running.run(["python3", "-c", parent], tmp_path / "log")
    assert printed == "done\n"
    assert cost.wall_s > 1
    assert cost.peak_mb > 60_000_000 / 2**20


def test_a_program_that_fails_is_named_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(running.Failed, match=r"(?s)ended with 3.*oh dear"):
        running.run(["python3", "-c", "import sys; print('oh dear'); sys.exit(3)"], tmp_path / "log")


def test_a_median_is_taken_of_every_number_and_stage() -> None:
    rows = [row(4, stages={"load": 1}), row(2, stages={"load": 3}), row(3, stages={"load": 2, "search": 1})]
    middle = results.medians(rows)
    assert (middle.wall_s, middle.cpu_s, middle.stages) == (3, 6, {"load": 2, "search": 0})
    assert middle.noise == pytest.approx(2 / 3)


def test_ratios_compare_with_the_same_size_only() -> None:
    measured = {(1000, "full"): row(1), (1000, "hugo-md"): row(2, peak=400), (10, "hugo-md"): row(1)}
    found = results.ratios(measured, "full", ["hugo-md", "mkdocs"])
    assert found == {(1000, "hugo-md"): {"wall_s": 0.5, "cpu_s": 0.5, "peak_mb": 0.25}}


def test_a_budget_kept_is_not_named() -> None:
    assert budget.exceeded([Budget((1000, "full"), "wall_s", 3)], {(1000, "full"): row(3)}) == []


def test_a_budget_exceeded_says_what_and_by_how_much() -> None:
    said = budget.exceeded([Budget((1000, "full"), "wall_s", 3)], {(1000, "full"): row(5.2)})
    assert said == ["1000 full: wall_s ≤ 3, found 5.20"]


def test_a_budget_may_be_a_multiple_of_another_generator() -> None:
    limit = Budget((1000, "full"), "wall_s", 0.9, (1000, "hugo-json"))
    said = budget.exceeded([limit], {(1000, "full"): row(5), (1000, "hugo-json"): row(4)})
    assert said == ["1000 full: wall_s ≤ 0.9 × 1000 hugo-json, found 1.25"]


def test_sizes_are_compared_by_the_time_per_person() -> None:
    limit = Budget((1000, "full"), "wall_s", 1.15, (100, "full"))
    assert budget.exceeded([limit], {(1000, "full"): row(11), (100, "full"): row(1)}) == []
    assert budget.exceeded([limit], {(1000, "full"): row(12), (100, "full"): row(1)}) != []


def test_a_budget_nothing_was_measured_for_is_told_apart() -> None:
    limits = [Budget((1000, "none"), "wall_s", 3), Budget((10, "none"), "wall_s", 3)]
    measured = {(1000, "full"): row(99)}
    assert budget.exceeded(limits, measured) == []
    assert budget.unmeasured(limits, measured) == ["1000 none: wall_s ≤ 3"]


def test_a_budget_that_means_nothing_is_refused(tmp_path: Path) -> None:
    put(tmp_path, {"budget.toml": "[1000.full]\nseconds = 3\n"})
    with pytest.raises(ValueError, match=r"1000\.full\.seconds"):
        budget.read(tmp_path / "budget.toml")


def test_the_budgets_of_the_house_are_read() -> None:
    path = HOUSE / "bench" / "budget.toml"
    budgets = budget.read(path)
    assert Budget((100_000, "full"), "wall_s", 0.9, (100_000, "hugo-json")) in budgets
    assert Budget((1_000_000, "full"), "wall_s", 1.15, (100_000, "full")) in budgets
    assert {str(one.case[0]) for one in budgets} == set(tomllib.loads(path.read_text()))


def test_a_change_of_the_linked_site_leaves_the_corpus_alone(tmp_path: Path) -> None:
    corpus = put(tmp_path / "corpus", {"profiles/martyrs/430121.yml": ROLL, ".work/cache": "old"})
    changes.link_tree(corpus, tmp_path / "data")
    changes.CHANGES["record"](tmp_path / "data", 7)
    assert "测试职务7" in changes.roll(tmp_path / "data").read_text()
    assert changes.roll(corpus).read_text() == ROLL
    assert not (tmp_path / "data" / ".work").exists()


def test_an_edit_changes_one_line_of_the_last_record() -> None:
    assert changes.edited(ROLL, 7) == ROLL.replace("班长", "测试职务7")


def test_a_record_added_and_removed_again_leaves_the_roll_as_it_was() -> None:
    longer = changes.added(ROLL, 7)
    assert "- id: 430121-900007\n  name: 欧阳新增\n  post: 班长\n" in longer
    assert changes.removed(longer, 7) == ROLL


def test_only_pages_of_people_without_a_story_count_as_lean() -> None:
    sizes = {"martyrs/430121/0001.html": 100, "martyrs/430121/0002.html": 300, "martyrs/ceshi-0001.html": 9000}
    made = output.weigh([*sizes.items(), ("index.html", 50), ("css/site.css", 7)])
    assert made == output.Output(files=5, pages=4, bytes=9457, page_bytes=200)


def test_the_floor_writes_files_of_the_same_names_and_sizes(tmp_path: Path) -> None:
    listed = [("a/b/1.html", 5), ("a/2.html", 0), ("index.html", 3)]
    floor.write(str(tmp_path), [f"{size}\t{name}" for name, size in listed])
    assert sorted(output.listing(tmp_path)) == sorted(listed)


def test_a_fact_that_a_page_does_not_say_is_named() -> None:
    facts = dict.fromkeys(peer_facts.SHOWN, "") | {"name": "张三", "died": "1934", "story": "一。\n\n二“是”。"}
    assert peer_facts.missing("<h1>张三</h1><p>一。</p><p>二&ldquo;是&rdquo;。</p>", facts) == ["died"]
