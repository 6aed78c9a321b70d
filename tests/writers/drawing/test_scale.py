"""Scales: round ticks that hold the data, labels that keep apart, lines that meet boxes."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.base import language_of
from briefing.writers.drawing.scale import Box, domain, spread, ticks

LANGUAGE = language_of("en", "en_US")
VALUES = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 3))


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (0, 100, ("0", "20", "40", "60", "80", "100")),
        (0, 9.6, ("0", "2", "4", "6", "8", "10")),
        (-1.6, 1.2, ("−2", "−1", "0", "1")),
        (0, 2051, ("0", "500", "1,000", "1,500", "2,000")),
        (0, 0.4, ("0.0", "0.1", "0.2", "0.3", "0.4")),
    ],
)
def test_ticks_are_round(low, high, texts):
    assert ticks(low, high, LANGUAGE.number_form).texts == texts


def test_ticks_are_written_in_the_form_of_their_locale():
    german = language_of("en", "de_DE").number_form
    assert ticks(0, 2051, german).texts[-2:] == ("1.500", "2.000")
    assert ticks(0, 0.4, german).texts[1] == "0,1"


@given(st.lists(VALUES, min_size=1, max_size=9), st.booleans())
def test_ticks_span_the_data_up_to_a_quarter_of_a_step(values, from_zero):
    low, high = domain(values, from_zero=from_zero)
    found = ticks(low, high, LANGUAGE.number_form).values
    assert 2 <= len(found) <= 8
    step = found[1] - found[0]
    assert found[0] - Fraction(low) <= step / 4
    assert Fraction(high) - found[-1] <= step / 4
    assert len(set(ticks(low, high, LANGUAGE.number_form).texts)) == len(found)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 12)), min_size=1, max_size=8))
def test_labels_keep_apart_and_in_order(items):
    wanted, sizes = [item[0] for item in items], [item[1] for item in items]
    placed = spread(wanted, sizes, 0, 100)
    order = sorted(range(len(items)), key=lambda index: (wanted[index], index))
    for lower, upper in pairwise(order):
        gap = (placed[upper] - sizes[upper] / 2) - (placed[lower] + sizes[lower] / 2)
        assert gap >= -1e-6
    for where, size in zip(placed, sizes, strict=True):
        assert where - size / 2 >= -1e-6
        assert where + size / 2 <= 100 + 1e-6


def test_labels_with_room_stay_where_they_belong():
    assert spread([10, 50, 90], [8, 8, 8], 0, 100) == [10, 50, 90]


@given(*[st.floats(-20, 20)] * 4)
def test_a_line_cuts_a_box_if_a_point_of_it_lies_inside(x1, y1, x2, y2):
    box = Box(-5, -5, 5, 5)
    steps = [(x1 + (x2 - x1) * n / 200, y1 + (y2 - y1) * n / 200) for n in range(201)]
    inside = any(abs(x) < 4.999 and abs(y) < 4.999 for x, y in steps)
    assert not inside or box.is_cut_by((x1, y1), (x2, y2))
    near = any(abs(x) < 5.6 and abs(y) < 5.6 for x, y in steps)
    assert near or not box.is_cut_by((x1, y1), (x2, y2))
