"""Precision is the column's, never the cell's."""

from fractions import Fraction

import pytest

from briefing.core.frequency import Frequency
from briefing.core.interval import Interval
from briefing.core.period import Period
from briefing.core.unit import Unit
from briefing.data.column_precision import with_column_precision
from briefing.language.notation import parse_number


def halves(texts: list[str], limits: Interval | None = None, declared=None) -> list[str]:
    from briefing.core.fact import Fact

    facts = {}
    for year, text in enumerate(texts, 2000):
        when = Period(Frequency.ANNUAL, year)
        quantity = parse_number(text, unit=Unit("t"), precision=declared).quantity
        facts[when] = Fact(f"x[{year}]", "X", quantity, when, origin=None)  # type: ignore[arg-type]
    with_column_precision([facts], limits or Interval(), declared)
    return [
        ""
        if one.quantity.value is None
        else str(float(one.quantity.rounding.high - one.quantity.value))
        for one in facts.values()
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["118.7", "120", "123.4"], ["0.05", "0.05", "0.05"]),
        (["800", "900", "1,000", "1,437"], ["0.5"] * 4),
        (["800", "900", "1,000", "1,400"], ["50.0"] * 4),
        (["390,000", "1,440", "0.3"], ["5.0", "5.0", "0.05"]),
        (["1,000", "1,000"], ["500.0", "500.0"]),
        (["5"], ["0.5"]),
        (["0", "12.5"], ["0.05", "0.05"]),
        (["W", "12.5", ">10"], ["", "0.05", ""]),
        ([], []),
    ],
)
def test_every_value_is_as_exact_as_its_column(texts, expected):
    assert halves(texts) == expected


def test_a_declared_precision_holds_and_limits_cut():
    assert halves(["45,200", "45,000"], declared=Fraction(1000)) == ["500.0", "500.0"]
    assert halves(["99.9", "100"], Interval(Fraction(0), Fraction(100))) == ["0.05", "0.0"]
