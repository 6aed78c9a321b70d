"""Which side is the better one is shown in colours of its own, where the data say so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import panel, planned

from briefing.core.plot import Plot
from briefing.core.unit import Unit
from briefing.writers.drawing.drawing import picture
from briefing.writers.house.chart_style import Style
from briefing.writers.house.colour import WHITE, contrast, rgb_of

NOTE = "Blue: better; orange: worse."
KINDS = {
    "diverging": {"since": 2015},
    "dumbbell": {"since": 2015},
    "waterfall": {"since": 2015},
}


def measure(better: str, *, mixed: bool = False):
    unit = Unit("t")
    made = panel("d.x", {"A": [10, 30], "B": [40, 20], "C": [5, 5]}, total=[55, 55], unit=unit)
    members = {name: replace(one, better=better) for name, one in made.members.items()}
    if mixed:
        members["A"] = replace(members["A"], better="")
    return replace(made, members=members)


def plot_of(kind: str, better: str, **more) -> Plot:
    found, told = planned({"d.x": measure(better, **more)}, "2016", x={kind: "d.x", **KINDS[kind]})
    assert told == []
    return found["x"]


@pytest.mark.parametrize("kind", KINDS)
def test_sides_have_their_colours_where_it_is_declared_and_a_note_says_so(kind):
    style = Style()
    for better in ("higher", "lower"):
        plot = plot_of(kind, better)
        assert NOTE in plot.notes
        drawn = picture(plot, "x", style).svg
        assert style.good in drawn
        assert style.bad in drawn
        assert style.accent not in drawn
    for plot in (plot_of(kind, ""), plot_of(kind, "lower", mixed=True)):
        assert NOTE not in plot.notes
        assert style.good not in (drawn := picture(plot, "x", style).svg)
        assert style.bad not in drawn


def test_which_side_is_which():
    plot = plot_of("diverging", "lower")
    assert [plot.side_of(size) for size in (-1, 0, 1)] == ["good", "", "bad"]
    assert replace(plot, better="higher").side_of(-1) == "bad"
    assert replace(plot, better="").side_of(1) == ""


def test_the_colours_can_be_seen_on_white_and_differ_in_blue_and_not_in_red_and_green_alone():
    style = Style()
    good, bad = rgb_of(style.good), rgb_of(style.bad)
    assert min(contrast(good, WHITE), contrast(bad, WHITE)) >= 3
    assert abs(good[2] - bad[2]) > 128
