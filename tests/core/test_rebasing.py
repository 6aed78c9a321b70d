"""An index on another base is told from one that was revised."""

from __future__ import annotations

from fractions import Fraction

import pytest

from briefing.core.fact import Cell, Fact
from briefing.core.nature import Nature, NatureFound
from briefing.core.period_notation import parse_period
from briefing.core.quantity import Quantity
from briefing.core.rebasing import is_turned_round, rebase_factor
from briefing.core.series import Series
from briefing.core.spot import Spot
from briefing.core.unit import Unit


def series(values: dict[int, str], nature: Nature = Nature.INDEX) -> Series:
    unit = Unit("index")
    facts = {}
    for row, (year, text) in enumerate(values.items(), 2):
        step = Fraction(1, 10 ** len(text.partition(".")[2]))
        quantity = Quantity.printed(Fraction(text), step, unit)
        origin = Cell(Spot("d.csv", "", row, 2), "", "x", text, "s")
        when = parse_period(str(year))
        facts[when] = Fact(f"d.x@{year}", "Rents", quantity, when, origin)
    return Series("d.x", "Rents", unit, facts, found_nature=NatureFound(nature, ""))


OLD = {2020: "112.3", 2021: "118.4", 2022: "123.2"}


@pytest.mark.parametrize(
    ("new", "factor"),
    [
        ({2021: "96.1", 2022: "100.0", 2023: "104.2"}, 1.232),
        ({2021: "118.4", 2022: "123.2", 2023: "128.0"}, None),
        ({2021: "118.5", 2022: "123.2", 2023: "128.0"}, None),
        ({2021: "96.1", 2022: "103.0", 2023: "104.2"}, None),
        ({2022: "100.0", 2023: "104.2"}, None),
        ({2023: "104.2"}, None),
        ({2020: "224.6", 2021: "236.8", 2022: "246.4"}, 0.5),
    ],
)
def test_one_factor_for_all_common_years(new: dict[int, str], factor: float | None) -> None:
    found = rebase_factor(series(OLD), series(new))
    if factor is None:
        assert found is None
    else:
        assert float(found or 0) == pytest.approx(factor, abs=0.001)


def test_what_is_no_index_has_no_base() -> None:
    new = {2021: "96.1", 2022: "100.0"}
    assert rebase_factor(series(OLD), series(new, Nature.FLOW)) is None


def balance(*values: int) -> Series:
    return series({2021 + step: str(value) for step, value in enumerate(values)}, Nature.BALANCE)


def test_values_that_are_turned_round_are_known():
    old = balance(-61, -40, -31)
    assert is_turned_round(old, balance(61, 40, 31, 24))
    assert is_turned_round(old, balance(60, 42, 31))
    assert not is_turned_round(old, balance(-61, -40, 31))
    assert not is_turned_round(old, balance(61, 40, 3))
    assert not is_turned_round(balance(-61, -40), balance(61, 40))
