"""Side by side as one after another: the same results in the same order, and nothing is lost but what was at hand."""

from __future__ import annotations

import gc
import os
import re
import signal
import time
from pathlib import Path

import pytest
from portfolios import for_each, portfolio

from briefing.app.build.bench import Bench
from briefing.app.build.freshness import Freshness
from briefing.app.build.incremental import Failure, Outcome, build_each, where
from briefing.app.build.outcome import How
from briefing.app.cli import main as cli
from briefing.app.cli.arguments import jobs_of, memory_of
from briefing.app.cli.progress_bar import ProgressBar
from briefing.app.portfolio.workers import CAN_FORK, Lost, Workers
from briefing.core.problems import UnusableInput

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="this system forks no processes")


def test_results_come_in_order_whatever_the_order_of_the_work():
    told = []
    workers = Workers(
        lambda number: (number, os.getpid()), 2, told=lambda number, _: told.append(number)
    )
    results = list(workers.results([4, 3, 2, 1, 0]))
    assert [number for number, _ in results] == [0, 1, 2, 3, 4]
    assert os.getpid() not in {process for _, process in results}
    assert sorted(told) == [0, 1, 2, 3, 4]
    assert list(workers.results([])) == []


def test_a_killed_worker_costs_what_it_was_at_and_no_more():
    def work(number: int) -> int:
        if number == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert list(Workers(work, 2).results(range(4))) == [0, Lost("SIGKILL"), 2, 3]


def test_memory_is_held_for_each_worker():
    def work(number: int) -> int:
        return len(bytearray(2 * 10**9 if number else 10))

    assert list(Workers(work, 2, 10**9).results([0, 1])) == [10, Lost("no memory left")]


def test_a_fault_is_raised_in_its_turn_and_leaves_no_process():
    def work(number: int) -> int:
        return 1 // (2 - number)

    workers = Workers(work, 2)
    found = []
    with pytest.raises(ZeroDivisionError):
        found.extend(workers.results(range(9)))
    assert workers._busy == workers._idle == []


def test_an_interrupt_ends_all_at_once():
    def work(_: int) -> None:
        time.sleep(60)

    workers = Workers(work, 2)
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    gc.disable()  # an interrupt that meets a callback of the collector is lost there
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    began = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            list(workers.results([0, 1, 2]))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        gc.enable()
        signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - began < 10


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def test_side_by_side_leaves_the_same_bytes_and_words(tmp_path: Path):
    project = portfolio(tmp_path, for_each("  list: [North, West, 'East, Upper']\n"))
    told = {}
    for jobs in (1, 2):
        said = list[str]()
        workspace, folder, briefs, _ = where((), project, tmp_path / f"out{jobs}")
        results = list(build_each(workspace, folder, briefs, say=said.append, how=How(jobs)))
        told[jobs] = said, [(one.brief, type(one)) for one in results], files(folder)
    assert told[1] == told[2]
    assert told[1][1] == [
        ("regions/north", Outcome),
        ("regions/west", Failure),
        ("regions/east-upper", Outcome),
    ]


def test_one_that_fails_is_told_with_the_others(tmp_path: Path, capsys):
    project = str(portfolio(tmp_path, for_each("  list: [West, North]\n")))
    assert cli.main(["build", "--project", project, "--jobs", "2"]) == 2
    told = capsys.readouterr()
    assert "regions/north: " in told.out
    assert "1 briefs are as they should be, 1 failed: regions/west" in told.out
    assert "west: 'days' has no figure" in told.err


def test_how_far_it_is_stands_on_one_line():
    lines = list[str]()
    bar = ProgressBar(lines.append)
    bar.expect(4)
    bar.tick(Failure("a/b", ()))
    assert lines[0].startswith("[######------------------] 1 of 4, a/b, 0:00 left, 1 failed")
    assert bar.line("a/c", 100) == "[######------------------] 1 of 4, a/c, 5:00 left, 1 failed"
    for _ in range(3):
        bar.tick(Failure("a/b", ()))
    assert lines[-1] == ""


def test_what_options_may_be():
    assert (jobs_of(None), jobs_of("3"), memory_of(""), memory_of("2GB")) == (
        None,
        3,
        None,
        2 * 10**9,
    )
    for read, text in ((jobs_of, "0"), (jobs_of, "many"), (memory_of, "2"), (memory_of, "10MB")):
        with pytest.raises(UnusableInput):
            read(text)


def test_a_full_disk_costs_what_it_was_at_and_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    project = portfolio(tmp_path, for_each("  list: [North, 'East, Upper']\n"))
    usual = os.fsync

    def full(handle: int) -> None:
        if ".north." in str(Path(f"/proc/self/fd/{handle}").readlink()):
            raise OSError(28, "No space left on device")
        usual(handle)

    monkeypatch.setattr(os, "fsync", full)
    workspace, folder, briefs, _ = where((), project, None)
    failed, built = build_each(workspace, folder, briefs, how=How(2))
    assert isinstance(failed, Failure)
    assert isinstance(built, Outcome)
    (problem,) = failed.problems
    assert "cannot write: No space left on device (the last good files are untouched" in str(
        problem
    )
    assert [one.name for one in folder.rglob("*north*")] == []
    assert {"east-upper.pdf", "index.html"} <= {one.name for one in folder.rglob("*")}


def test_an_index_that_finds_no_place_hides_no_brief_that_was_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
):
    project = portfolio(tmp_path, for_each("  list: [North]\n"))
    usual = os.fsync

    def full(handle: int) -> None:
        if ".index." in str(Path(f"/proc/self/fd/{handle}").readlink()):
            raise OSError(28, "No space left on device")
        usual(handle)

    monkeypatch.setattr(os, "fsync", full)
    assert cli.main(["build", "--project", str(project)]) == 2
    told = capsys.readouterr()
    assert "regions/: north.html, north.pdf" in told.out
    assert "1 briefs are as they should be, 1 failed: regions/index" in told.out
    assert "regions: cannot write: No space left on device" in told.err
    monkeypatch.undo()
    assert cli.main(["build", "--project", str(project)]) == 0
    index = project / "output/regions/index.json"
    assert '"120"' in index.read_text("utf-8")
    data = project / "data/waits.csv"
    data.write_text(data.read_text("utf-8").replace("North,100,120", "North,100,130"), "utf-8")
    monkeypatch.setattr(os, "fsync", full)
    assert cli.main(["build", "--project", str(project)]) == 2
    monkeypatch.undo()
    assert '"120"' in index.read_text("utf-8"), "the last good one is untouched"
    assert cli.main(["build", "--project", str(project)]) == 0
    assert '"130"' in index.read_text("utf-8"), "one that is behind its briefs is written again"
    capsys.readouterr()
    assert cli.main(["build", "--project", str(project)]) == 0
    assert "up to date" in capsys.readouterr().out


def test_a_brief_that_takes_more_memory_than_it_may_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    project = portfolio(tmp_path, for_each("  list: [North, 'East, Upper']\n"))
    usual = Bench.build

    def hungry(bench: Bench, found: Freshness) -> object:
        if found.brief == "regions/north":
            bytearray(90 * 10**9)
        return usual(bench, found)

    monkeypatch.setattr(Bench, "build", hungry)
    workspace, folder, briefs, _ = where((), project, None)
    mine = re.search(r"VmData:\s+(\d+) kB", Path("/proc/self/status").read_text())
    how = How(2, memory=int(mine[1]) * 1024 + 2 * 10**9)  # a worker begins with all of this process
    lost, built = build_each(workspace, folder, briefs, how=how)
    assert isinstance(built, Outcome)
    assert isinstance(lost, Failure)
    assert str(lost.problems[0]) == (
        "regions/north: the process that built it ended: no memory left "
        "(give it more memory (--memory), or build fewer at once (--jobs))"
    )


def test_what_takes_longer_than_it_may_is_ended_and_keeps_no_other():
    def work(number: int) -> int:
        if number == 0:
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
            time.sleep(60)
        return number

    began = time.monotonic()
    found = list(Workers(work, 2, seconds=0.5).results(range(4)))
    assert found == [Lost("SIGKILL", is_late=True), 1, 2, 3]
    assert time.monotonic() - began < 20


def test_a_brief_that_hangs_is_named_and_keeps_no_other_from_being_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
):
    project = str(portfolio(tmp_path, for_each("  list: [North, 'East, Upper']\n")))
    usual = Bench.build

    def stuck(bench: Bench, found: Freshness) -> object:
        if found.brief == "regions/north":
            time.sleep(60)
        return usual(bench, found)

    monkeypatch.setattr(Bench, "build", stuck)
    monkeypatch.setattr("briefing.app.build.bench.GRACE", 1)
    assert cli.main(["build", "--project", project, "--jobs", "2", "--timeout", "3"]) == 2
    told = capsys.readouterr()
    assert "regions/north: a brief may have 3 seconds of time" in told.err
    assert "[budget-spent]" in told.err
    assert "1 briefs are as they should be, 1 failed: regions/north" in told.out
