"""Work that takes too long ends at its place, whatever holds on to it."""

from __future__ import annotations

import contextlib
import threading
import time

import pytest

from briefing.app.build.pipeline import open_project
from briefing.core.budgets import Budget, allow, allow_also
from briefing.core.doing import Doing
from briefing.core.problems import Place, Problem, UnusableInput
from briefing.core.time_limit import within_time
from briefing.project import loading


def dawdle(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(Exception):
            time.sleep(0.01)


def test_work_that_takes_too_long_is_told_with_its_place_and_step():
    place = Place("config/b.yaml")
    with pytest.raises(UnusableInput) as found, within_time(place, 0.05), Doing("data set 'd'"):
        dawdle(5)
    (problem,) = found.value.problems
    assert problem.code == "budget-spent"
    assert str(problem).startswith("config/b.yaml: a brief may have 600 seconds")
    assert "at data set 'd'" in str(problem)


def test_work_within_its_time_is_left_alone():
    with within_time(Place("b"), 5):
        dawdle(0.02)
    dawdle(0.02)


def test_a_limit_goes_on_after_one_within_it():
    def work() -> None:
        with within_time(Place("inner"), 5):
            dawdle(0.02)
        dawdle(5)

    with pytest.raises(UnusableInput, match="outer"), within_time(Place("outer"), 0.2):
        work()


def test_a_limit_within_a_limit_ends_no_later_and_says_its_own_words():
    spent = Problem(None, "own words", code="damaged-pdf")
    outer, inner = within_time(Place("outer"), 0.1), within_time(seconds=60, spent=spent)
    with pytest.raises(UnusableInput, match="own words"), outer, inner:
        dawdle(5)


def test_work_in_another_thread_ends_too_and_what_follows_is_left_alone():
    found, after = list[str](), list[float]()

    def work() -> None:
        try:
            with within_time(Place("elsewhere"), 0.1):
                dawdle(20)
        except UnusableInput as error:
            found.append(str(error))
        with within_time(Place("elsewhere"), 0.05):
            after.append(1.0)
        dawdle(0.1)
        after.append(2.0)

    began = time.monotonic()
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(10)
    assert time.monotonic() - began < 5
    assert found[0].startswith("elsewhere: a brief may have 600 seconds")
    assert after == [1, 2]


def test_the_config_has_its_time_too(tmp_path, monkeypatch):
    (tmp_path / "config").mkdir()
    (tmp_path / "config/project.yaml").write_text("a: 1\n")
    (tmp_path / "config/b.yaml").write_text("a: 1\n")
    monkeypatch.setattr(loading, "read_yaml", lambda *_: dawdle(20))
    allow_also(Budget.SECONDS, 1)
    try:
        with pytest.raises(UnusableInput) as found:
            open_project(tmp_path)
    finally:
        allow("")
    words = "config: the config may have 1 seconds of time, and this one has more, at reading config, at config/project.yaml"
    assert str(found.value).startswith(words)
