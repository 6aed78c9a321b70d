"""The screen for rows that are sums of others lets through all that exact sums find."""

from fractions import Fraction
from unittest.mock import patch

from hypothesis import event, given
from hypothesis import strategies as some

from briefing.core.nature import Nature
from briefing.core.value_table import ValueTable
from briefing.data import aggregates
from briefing.data.sum_screen import may_be_sum_of_neighbours, may_be_whole
from tests.analysis.series import series

cells = some.one_of(
    some.integers(-3, 400),
    some.integers(1000, 10**7).map(lambda one: Fraction(one, 10)),
    some.sampled_from([None, 0, 1000, 10**12, Fraction(1, 3), Fraction(10**300)]),
)


@some.composite
def tables(draw):
    """Rows of values, of which one may be the sum of others, exactly or but for a last digit."""
    years = draw(some.integers(1, 5))
    rows = draw(some.lists(some.lists(cells, min_size=years, max_size=years), max_size=7))
    if rows and draw(some.booleans()):
        first = draw(some.integers(0, len(rows) - 1))
        parts = rows[first : first + draw(some.integers(2, 6))]
        off = draw(some.sampled_from([0, 0, 0, 1, Fraction(1, 2), Fraction(1, 10)]))
        whole = [None if None in row else sum(row) + off for row in zip(*parts, strict=True)]
        rows.insert(draw(some.sampled_from([first, first + len(parts), len(rows)])), whole)
    return {f"Row {index}": row for index, row in enumerate(rows)}


def found(members):
    return [
        (one.member, one.what, one.why) for one in aggregates.added_aggregates(members, Nature.FLOW)
    ]


@given(tables())
def test_what_exact_sums_find_passes_the_screen(rows):
    members = {
        name: series("Output", ["W" if one is None else one for one in values], member=name)
        for name, values in rows.items()
    }

    exhaustive = found(members)  # of few rows all
    with patch.object(aggregates, "_FEW", 0):
        assert found(members) == exhaustive
    event("found" if exhaustive else "none")


def test_a_row_that_is_no_sum_is_left_out_and_a_sum_stays_in():
    rows = {"Isle": [9, 4, 5], "North": [500, 600, 700], "A": [300, 350, 300], "B": [200, 250, 400]}
    table = ValueTable.of([series("Output", values, member=name) for name, values in rows.items()])
    assert may_be_sum_of_neighbours(table).tolist() == [False, True, False, False]
    assert may_be_whole(table).tolist() == [False] * 4
    rows["All"] = [1009, 1204, 1405]
    table = ValueTable.of([series("Output", values, member=name) for name, values in rows.items()])
    assert may_be_whole(table).tolist() == [False] * 4 + [True]
