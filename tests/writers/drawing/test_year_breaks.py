"""Where a year ends on an axis of months or quarters there is a small stroke: a name stands between two of them."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from handmade import panel, planned, series

from briefing.core.period_notation import parse_period
from briefing.writers.drawing.axes import year_breaks
from briefing.writers.drawing.drawing import picture
from briefing.writers.house.chart_style import Style


def strokes(first: str, count: int, apart: float) -> list[float]:
    """Where strokes stand below so many periods, at such a distance from one another."""
    periods = [parse_period(first)]
    while len(periods) < count:
        periods.append(periods[-1].preceding(-1))
    drawn: list[float] = []
    canvas = SimpleNamespace(
        style=Style(), line=lambda points, _colour, _width: drawn.append(points[0][0])
    )
    year_breaks(canvas, periods, [apart * place for place in range(count)])
    return drawn


def test_a_stroke_stands_between_december_and_january():
    assert strokes("2023-10", 24, 10) == [25, 145]
    assert strokes("2023-Q3", 4, 20) == [30]


@pytest.mark.parametrize(("first", "count"), [("2015", 9), ("2024-01", 12), ("2024-01", 1)])
def test_there_is_none_of_years_or_within_one_year(first, count):
    assert strokes(first, count, 10) == []


def test_many_years_close_together_have_none():
    assert len(strokes("1990-01", 240, 1)) == 19
    assert strokes("1990-01", 240, 0.5) == []


def drawn(chart: dict, start: str, count: int) -> int:
    """How many strokes in the colour of the breaks a chart of so many months has."""
    months = [5 + n % 3 for n in range(count)]
    lookup = {
        "d.x": series("d.x", months, start=start),
        "d.y": panel("d.y", {"A": months, "B": months}, start=start),
    }
    last = lookup["d.x"].periods[-1]
    found, told = planned(lookup, str(last), x={**chart, "last": count})
    assert told == []
    return picture(found["x"], "x", replace(Style(), mute="#123456")).svg.count("#123456")


@pytest.mark.parametrize(
    "chart", [{"line": "d.x"}, {"column": "d.x"}, {"range": "d.x"}, {"area": "d.y"}]
)
def test_each_chart_over_time_has_them(chart):
    within = drawn(chart, "2024-01", 12)
    assert drawn(chart, "2023-10", 12) - within == 1
    assert drawn(chart, "2023-12", 12) - within == 1
    assert drawn(chart, "2023-10", 16) - drawn(chart, "2024-01", 16) == 1, "two years against one"
