"""Two workers of a cluster make the very site that one process makes, and so does one when the other is killed."""

from __future__ import annotations

import filecmp
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.support import HOUSE, build, put
from tests.test_workers import differences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PEOPLE, FILES = 150, 12
PERSON = (
    "- id: {0}-{1:04}\n  name: 测试甲\n  native_place: 湖南省长沙县\n  died: {2}年\n  sources: [{{title: 测试县志}}]\n"
)
CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        print(cluster.scheduler_address, *(nanny.pid for nanny in cluster.workers.values()), flush=True)
        sys.stdin.read()
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of some files, built once by one process beside it."""
    files = {
        f"profiles/martyrs/4301{20 + file}.yml": "".join(
            PERSON.format(430120 + file, number, 1927 + number % 20) for number in range(1, PEOPLE + 1)
        )
        for file in range(1, FILES + 1)
    }
    root = put(tmp_path_factory.mktemp("cluster") / "data", files)
    done = build(root, "build", "--out", str(root.parent / "alone"), "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[list[str]]:
    """Begin a cluster on this machine: its address, and the numbers of its two workers' processes."""
    script = put(tmp_path, {"cluster.py": CLUSTER}) / "cluster.py"
    env = {**os.environ, "PYTHONPATH": str(HOUSE)}
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env) as running:
        assert running.stdout
        yield running.stdout.readline().split()
        running.communicate("")


def test_a_cluster_makes_the_same_bytes(site: Path, cluster: list[str]) -> None:
    out = site.parent / "together"
    done = build(site, "build", "--out", str(out), "--cluster", cluster[0], "--fresh")
    assert done.returncode == 0, done.stderr[-2000:]
    assert differences(filecmp.dircmp(site.parent / "alone", out)) == []


def test_a_worker_that_is_killed_is_not_missed(site: Path, cluster: list[str]) -> None:
    out = site.parent / "bereft"
    command = [sys.executable, str(HOUSE / "build.py"), "--root", str(site), "--out", str(out)]
    with subprocess.Popen([*command, "--cluster", cluster[0], "--fresh"], stderr=subprocess.PIPE) as running:
        while not any((site.parent / ".bereft.new").glob("martyrs/*/*.html")) and running.poll() is None:
            time.sleep(0.005)
        assert running.poll() is None, "the build was over before a worker could be killed"
        os.kill(int(cluster[1]), signal.SIGKILL)
        assert running.wait() == 0
    assert differences(filecmp.dircmp(site.parent / "alone", out)) == []


def test_a_cluster_that_does_not_answer_is_named(site: Path) -> None:
    done = build(site, "build", "--out", str(site.parent / "none"), "--cluster", "tcp://127.0.0.1:9", "--fresh")
    assert done.returncode == 1
    assert "连不上 tcp://127.0.0.1:9" in done.stderr
    assert "Traceback" not in done.stderr
