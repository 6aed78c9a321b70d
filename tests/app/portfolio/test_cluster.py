"""On many machines: a real scheduler, two workers as processes of which one is killed, and the same bytes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Self

import pytest
from places import ROOT
from portfolios import portfolio
from test_across import FILES, SCHOOLS
from test_workers import files

from briefing.app.build import bench, pipeline
from briefing.app.build.incremental import Failure, Outcome, build_each, where
from briefing.app.build.opened_project import open_project
from briefing.app.build.outcome import How
from briefing.app.build.remote_making import (
    Order,
    OtherVersions,
    files_of,
    lost_elsewhere,
    make_ordered,
)
from briefing.app.build.versions import differences, versions_here
from briefing.app.cli import main as cli
from briefing.app.portfolio import dask_cluster
from briefing.core.budgets import allow
from briefing.core.problems import UnusableInput
from briefing.core.workspace import Kind

has_dask = pytest.mark.skipif(
    find_spec("distributed") is None, reason="the extra 'dask' is not installed"
)


@pytest.fixture
def cluster(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler with two workers, and the workers' processes."""
    folder = tmp_path_factory.mktemp("cluster")
    said = folder / "scheduler.json"
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}

    def start(module: str, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{module}", *words]
        return subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    started = [
        start("dask_scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(said))
    ]
    started += [
        start(
            "dask_worker",
            "--scheduler-file",
            str(said),
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
        )
        for _ in range(2)
    ]
    try:
        until = time.monotonic() + 30
        while not said.exists() and time.monotonic() < until:
            time.sleep(0.1)
        yield json.loads(said.read_text())["address"].replace("tcp://", "dask://"), started[1:]
    finally:
        for one in started:
            one.kill()
            one.wait()


@has_dask
def test_a_lost_worker_costs_no_brief_and_no_byte(tmp_path: Path, cluster):
    address, workers = cluster
    three = {name: text for name, text in FILES.items() if name != "school-cedar"}
    project = portfolio(tmp_path, SCHOOLS, **three)
    left = [workers[0]]

    def kill_one(_: object) -> None:
        while left:
            left.pop().send_signal(signal.SIGKILL)

    found = {}
    for name, how in (("here", How(1)), ("there", How(cluster=address, tick=kill_one))):
        said = list[str]()
        workspace, folder, briefs, _ = where((), project, tmp_path / name)
        results = list(build_each(workspace, folder, briefs, say=said.append, how=how))
        assert all(isinstance(one, Outcome) for one in results), results
        found[name] = said, [one.brief for one in results], files(folder)
    assert workers[0].poll() is not None
    assert workers[1].poll() is None
    here, there = found["here"], found["there"]
    drawings = {path for path in here[2] if "charts" in path}
    assert {path: here[2][path] for path in here[2].keys() - drawings} == there[2]
    assert here[:2] == there[:2]


def test_without_dask_the_command_that_installs_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
):
    monkeypatch.setattr(dask_cluster, "find_spec", lambda _: None)
    project = str(portfolio(tmp_path, SCHOOLS, **FILES))
    arguments = ["build", "--project", project, "--on"]
    assert cli.main([*arguments, "dask://host:8786"]) == 2
    assert (
        'Dask is not installed (pip install "policy-briefing[dask]") [no-dask]'
        in capsys.readouterr().err
    )
    assert cli.main([*arguments, "host:8786"]) == 2
    assert (
        "'host:8786' is no address of a cluster (--on dask://host:8786)" in capsys.readouterr().err
    )
    assert cli.main([*arguments, "dask://host:8786", "--jobs", "2"]) == 2
    assert "'--jobs' and '--memory' are of this machine" in capsys.readouterr().err
    assert not (tmp_path / "output/regions").exists()


@has_dask
def test_no_scheduler_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dask_cluster, "_CONNECTING", 0.5)
    with pytest.raises(UnusableInput, match="no scheduler answers"):
        dask_cluster.Cluster("dask://127.0.0.1:9")


def test_other_versions_make_nothing():
    here = versions_here()
    assert {"program", "typefaces", "Python", "pages", "jinja2"} <= here.keys()
    other = {**here, "jinja2": "0", "extra": "1"}
    assert differences(other, here) == [
        "extra missing there, 1 here",
        f"jinja2 {here['jinja2']} there, 0 here",
    ]
    with pytest.raises(OtherVersions, match="jinja2"):
        make_ordered(Order("a", (), (), "", "", tuple(other.items())), [])
    with pytest.raises(ValueError, match="came otherwise"):
        make_ordered(Order("a", (("x", "0" * 64),), (), "", "", tuple(here.items())), [b""])


def test_a_brief_takes_as_long_on_a_worker_as_it_may_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def endless(*_: object) -> None:
        while True:
            time.sleep(0.01)

    project = open_project(portfolio(tmp_path, SCHOOLS, **FILES), ["regions/ash"])
    files = files_of(project, project.briefs["regions/ash"])
    order = Order(
        "regions/ash", tuple(files.items()), (), "", "", tuple(versions_here().items()), 1
    )
    contents = [project.workspace.read(path, Kind.DATA).content for path in files]
    monkeypatch.setattr(pipeline, "prepare", endless)
    with ThreadPoolExecutor(1) as thread:
        answer = thread.submit(make_ordered, order, contents).result(20)
    allow("")
    assert isinstance(answer.result, Failure)
    (problem,) = answer.result.problems
    assert problem.code == "budget-spent"
    assert "a brief may have 1 seconds of time" in problem.message


def test_a_worker_whose_brief_takes_no_notice_of_its_limit_ends():
    code = (
        "import ctypes; from briefing.app.build import remote_making as r; r.GRACE = 0\n"
        "with r._ended_after(1): ctypes.PyDLL(None).sleep(30)"
    )
    began = time.monotonic()
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert ended.returncode == 1
    assert time.monotonic() - began < 20


def test_a_brief_with_which_workers_ended_is_told_without_words_of_the_cluster():
    class KilledWorker(Exception):
        allowed_failures = 3

    class Ended:
        status = "error"

        def exception(self) -> Exception:
            return KilledWorker("Attempted to run task 'make_ordered-1' on tcp://10.0.0.1:9")

    lost = dask_cluster._result_of(Ended())
    assert lost == dask_cluster.Lost("4 workers ended while they were at it")
    (problem,) = lost_elsewhere("regions/ash", lost.how).problems
    assert str(problem).startswith("regions/ash: no worker of the cluster made it: 4 workers ended")
    assert "--timeout" in problem.advice


class Workers:
    """A cluster whose one worker has another version, or gives up."""

    def __init__(self, _: str) -> None:
        self.answers = {"tcp://one": {**versions_here(), "Python": "2.7"}}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def ask_each(self, _: object) -> dict[str, dict[str, str]]:
        return self.answers


def test_a_worker_of_other_versions_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bench, "Cluster", Workers)
    project = portfolio(tmp_path, SCHOOLS, **FILES)
    workspace, folder, briefs, _ = where((), project, None)
    with pytest.raises(UnusableInput, match="the worker tcp://one would make other bytes: Python"):
        list(build_each(workspace, folder, briefs, how=How(cluster="dask://a:1")))
    assert not list(folder.rglob("*.pdf"))


def test_what_no_worker_makes_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def lost(workers: dask_cluster.RemoteWorkers, order: list[int]) -> Iterator[dask_cluster.Lost]:
        for number in order:
            workers.told(number, dask_cluster.Lost("KilledWorker: it ended four times"))
            yield dask_cluster.Lost("KilledWorker: it ended four times")

    monkeypatch.setattr(bench, "Cluster", Workers)
    monkeypatch.setattr(bench, "differences", lambda *_: [])
    monkeypatch.setattr(dask_cluster.RemoteWorkers, "results", lost)
    project = portfolio(tmp_path, SCHOOLS, **FILES)
    workspace, folder, briefs, _ = where(["regions/ash"], project, None)
    (failed,) = build_each(workspace, folder, briefs, how=How(cluster="dask://a:1"))
    assert isinstance(failed, Failure)
    assert str(failed.problems[0]).startswith(
        "regions/ash: no worker of the cluster made it: KilledWorker"
    )
