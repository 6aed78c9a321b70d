"""The screen for large steps lets through all that the exact checks of jumps and slipped marks doubt."""

from fractions import Fraction
from unittest.mock import patch

import pytest
from hypothesis import event, given
from hypothesis import strategies as some

from briefing.core.series import Dataset
from briefing.core.value_table import ValueTable
from briefing.data.checks import plausibility
from briefing.data.checks.step_screen import may_have_jumped, may_have_slipped
from tests.analysis.series import panel, series

levels = some.sampled_from([107, 100, 1, Fraction(1, 8)])
changes = some.one_of(
    some.fractions(Fraction(9, 10), Fraction(11, 10), max_denominator=40),
    some.sampled_from([10, Fraction(1, 10), 100, Fraction(1, 1000), 9, 7, 0, -1, None]),
)


@some.composite
def rows(draw):
    level, steps = draw(levels), draw(some.lists(changes, max_size=9))
    return ["W" if one is None else level * one for one in steps]


def doubted(dataset):
    return [(one.fact.id, one.message) for one in plausibility.jumps(dataset)]


@given(some.lists(rows(), max_size=4), some.sampled_from(["t", "percent"]))
def test_what_exact_checks_doubt_passes_the_screen(values, unit):
    measures = {
        f"m{index}": series(f"m{index}", row, unit) for index, row in enumerate(values) if row
    }
    if values and all(values):
        measures["p"] = panel("Ore", {f"A{index}": row for index, row in enumerate(values)})
    dataset = Dataset("d", measures, ())

    exhaustive = doubted(dataset)  # of few all
    with patch.object(plausibility, "_FEW", 0):
        assert doubted(dataset) == exhaustive
    event("doubted" if exhaustive else "none")


@pytest.mark.parametrize(
    ("values", "slips", "jumps"),
    [
        ([104, 107, 103, 99], False, False),
        ([104, 107, Fraction(107, 10), 99], True, True),
        ([104, "W", Fraction(107, 6), 99], True, False),
        ([1, 3, 9, 27, 81], False, True),
        ([0, 107, 0, 99], False, False),
        ([], False, False),
        ([-5, 900, -7, 9], True, True),
        ([Fraction(1, 10**400), 900, 7, 9], True, True),
        ([10**400, 900, 800, 900], True, True),
    ],
)
def test_steady_rows_are_left_out(values, slips, jumps):
    table = ValueTable.of([series("Ore", values), series("Tin", [10, 11])])
    assert may_have_slipped(table).tolist() == [slips, False]
    assert may_have_jumped(table).tolist() == [jumps, False]
