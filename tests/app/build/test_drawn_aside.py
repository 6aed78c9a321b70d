"""Charts drawn by a process beside: the same drawings, and drawn here where they cannot be had."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from fractions import Fraction

import pytest

from briefing.app.build import drawn_aside
from briefing.app.build.drawn_aside import DrawnAside
from briefing.app.portfolio.workers import CAN_FORK
from briefing.core.period_notation import parse_period
from briefing.core.plot import Form, Mark, Plot, Track
from briefing.core.problems import UnusableInput
from briefing.core.status import Status
from briefing.core.unit import Unit
from briefing.writers.drawing.painter import Order, draw_here
from briefing.writers.house.chart_style import Style

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="this system does not fork")

TONS = Unit("t")


def plot(form: Form, names: list[str], years: list[str], values: list[int]) -> Plot:
    """Tracks of the same length, one figure after another."""
    marks = [
        Mark("", str(one), Fraction(one), None, Status.NORMAL, labelled=True) for one in values
    ]
    count = len(years)
    tracks = (
        Track(name, tuple(marks[place * count : (place + 1) * count]), TONS)
        for place, name in enumerate(names)
    )
    periods = tuple(map(parse_period, years))
    return Plot(form, "", TONS, periods, tuple(tracks), (), labels=tuple(years), years=tuple(years))


BARS = Order("producers", plot("bar", ["China", "Chile"], ["2024"], [270, 45]), Style())
LINE = Order(
    "prices", plot("line", ["Price"], ["2022", "2023", "2024"], [49, 98, 56]), Style(width=5.0)
)


@pytest.fixture(name="here")
def _here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what this process draws."""
    drawn: list[str] = []

    def draw(order: Order):
        drawn.append(order.name)
        return draw_here(order)

    monkeypatch.setattr(drawn_aside, "draw_here", draw)
    return drawn


def test_the_drawings_are_those_of_this_process_in_whatever_order_they_are_asked_for(here):
    with DrawnAside() as hand:
        hand.expect([BARS, LINE])
        hand.expect([])
        wider = replace(BARS, style=Style(width=6.0))
        found = [hand.draw(one) for one in (LINE, BARS, wider, LINE)]
    assert here == []
    assert found == [draw_here(one) for one in (LINE, BARS, wider, LINE)]


def test_what_the_other_process_cannot_draw_is_told_here(here):
    crowded = replace(LINE, plot=replace(LINE.plot, form="none such"))
    with DrawnAside() as hand:
        hand.expect([crowded, BARS])
        with pytest.raises(KeyError):
            hand.draw(crowded)
        assert hand.draw(BARS) == draw_here(BARS)
    assert here == ["prices"]


def test_what_a_plug_in_draws_is_drawn_here(here):
    theirs = replace(BARS, plot=replace(BARS.plot, drawing="no such plug-in"))
    with DrawnAside() as hand, pytest.raises(UnusableInput):
        hand.draw(theirs)
    assert here == ["producers"]


def test_all_is_drawn_here_when_the_other_process_is_gone(here):
    with DrawnAside() as hand:
        os.kill(hand._process.pid, signal.SIGKILL)
        hand._process.join()
        hand.expect([LINE])
        assert hand.draw(BARS) == draw_here(BARS)
        assert hand.draw(LINE) == draw_here(LINE)
    assert here == ["producers", "prices"]
