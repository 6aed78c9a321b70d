"""Two figures are compared where they are alike; in what they are not is told of both sides."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import series

from briefing.core.comparing import Standing, months_of, standing_of, unlike
from briefing.core.frequency import Frequency
from briefing.core.nature import Nature, NatureFound
from briefing.core.period_notation import parse_period
from briefing.core.prices import Prices
from briefing.core.title import Title
from briefing.core.unit import Unit

Y2024, Y2023 = parse_period("2024"), parse_period("2023")
USD, TONS = Unit("million USD"), Unit("t")
REAL, CHAINED, NOMINAL = Prices("constant", "2015"), Prices("chained"), Prices("current")
ONE = Standing("d.one", USD, Y2024, Nature.FLOW, 12, title="Exports")


def other(**more: object) -> Standing:
    return replace(ONE, what="d.other", **more)  # type: ignore[arg-type]


def told(one: Standing, two: Standing, how: str = "quotient"):
    """What is unlike in two figures; the other way round it is the same with its sides changed."""
    found, turned = unlike(one, two, how), unlike(two, one, how)  # type: ignore[arg-type]
    if found is None:
        assert turned is None
        return None
    assert turned is not None
    assert (turned.code, turned.one, turned.other) == (found.code, found.other, found.one)
    return found.code, found.why, found.one, found.other


def months(count: int) -> Title:
    return Title("side_months", {"count": count})


def test_what_is_alike_is_compared() -> None:
    for how in ("quotient", "difference"):
        assert told(ONE, other(), how) is None
        assert told(ONE, other(unit=TONS), how) is None


@pytest.mark.parametrize(("period", "is_unlike"), [(Y2023, True), (Y2024, False), (None, False)])
def test_figures_of_two_periods_are_unlike(period, is_unlike: bool) -> None:
    found = told(ONE, other(period=period))
    assert found == (
        ("unlike-periods", "'d.one' is of 2024 and 'd.other' of 2023",
         Title("side_period", {"when": Y2024}), Title("side_period", {"when": Y2023}))
        if is_unlike else None
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "two", "why"),
    [
        (REAL, CHAINED, "'d.one' is at constant prices of 2015 and 'd.other' at chained prices"),
        (REAL, NOMINAL, "'d.one' is at constant prices of 2015 and 'd.other' at current prices"),
        (REAL, None, "'d.one' is at constant prices of 2015 and 'd.other' at prices that nobody has said"),
        (REAL, replace(REAL, base="2010"), "'d.one' is at constant prices of 2015 and 'd.other' at constant prices of 2010"),
        (REAL, replace(REAL, is_parity=True), "'d.one' is at constant prices of 2015 and 'd.other' at constant prices of 2015, at purchasing power parity"),
        (NOMINAL, replace(NOMINAL, is_parity=True), "'d.one' is at current prices and 'd.other' at current prices, at purchasing power parity"),
        (REAL, replace(REAL, reason="another"), None),
        (NOMINAL, None, None),
        (None, None, None),
    ],
)  # fmt: skip
def test_money_at_two_kinds_of_prices_is_unlike(one, two, why) -> None:
    found = told(replace(ONE, prices=one), other(prices=two))
    if why is None:
        assert found is None
        return
    assert found is not None
    assert found[:2] == ("unlike-prices", why)
    assert found[2] == one.title
    assert found[3] == (two.title if two else Title("prices_unsaid"))
    assert told(replace(ONE, prices=one), other(unit=TONS, prices=two)) is None


def test_flows_over_two_lengths_of_time_are_unlike() -> None:
    assert told(ONE, other(months=3)) == (
        "unlike-lengths", "'d.one' covers 12 months and 'd.other' 3 months", months(12), months(3),
    )  # fmt: skip
    assert told(other(months=1), replace(ONE, months=3))[1] == (
        "'d.other' covers 1 month and 'd.one' 3 months"
    )
    assert told(ONE, other(months=None)) is None
    assert told(ONE, other(months=3, unit=TONS)) is None, "a price of each ton is of any time"
    assert told(ONE, other(months=3, unit=Unit("thousand USD"))) is not None


@pytest.mark.parametrize(
    ("count", "how", "is_unlike"),
    [(3, "quotient", True), (1, "quotient", True), (12, "quotient", False), (None, "quotient", False),
     (3, "difference", False)],
)  # fmt: skip
def test_a_level_is_compared_with_the_flow_of_a_year(count, how: str, is_unlike: bool) -> None:
    level = replace(ONE, what="d.debt", nature=Nature.STOCK, months=None)
    found = told(level, other(months=count), how)
    said = f"'d.debt' is a level and 'd.other' covers {count} month{'s' if count != 1 else ''}"
    wanted = ("unlike-lengths", said, Title("side_level"), months(count or 0))
    assert found == (wanted if is_unlike else None)


@pytest.mark.parametrize(
    ("more", "how", "is_unlike"),
    [
        ({"definition": "heads"}, "quotient", True),
        ({"definition": "heads"}, "difference", True),
        ({"definition": "heads", "title": "EXPORTS"}, "quotient", True),
        ({"definition": "heads", "title": "Imports"}, "quotient", False),
        ({"definition": "heads", "title": "Imports"}, "difference", True),
        ({"definition": "heads", "title": "Imports", "unit": TONS}, "difference", False),
        ({"definition": "herds"}, "quotient", False),
        ({"definition": ""}, "quotient", False),
    ],
)
def test_one_thing_that_is_counted_in_two_ways_is_unlike(more, how: str, is_unlike: bool) -> None:
    found = told(replace(ONE, definition="herds"), other(**more), how)
    assert found == (
        ("unlike-definitions", "'d.one' counts herds, 'd.other' heads",
         Title("side_definition", {"definition": "herds"}),
         Title("side_definition", {"definition": "heads"}))
        if is_unlike else None
    )  # fmt: skip


def test_the_first_thing_that_is_unlike_is_told_with_what_to_do() -> None:
    found = unlike(ONE, other(period=Y2023, months=3), "quotient")
    assert found is not None
    assert found.code == "unlike-periods"
    assert found.message == (
        "'d.one' is of 2024 and 'd.other' of 2023: they cannot be compared as if they were alike"
    )
    assert found.advice("across: true") == (
        "take figures of one period, or write 'across: true' to print both sides"
    )


@pytest.mark.parametrize(
    ("frequency", "count"),
    [(Frequency.ANNUAL, 12), (Frequency.YEAR_ENDING, 12), (Frequency.HALF_YEARLY, 6),
     (Frequency.ROLLING_QUARTER, 3), (Frequency.MONTHLY, 1), (Frequency.WEEKLY, None),
     (Frequency.DAILY, None), (Frequency.SPAN, None)],
)  # fmt: skip
def test_a_period_covers_so_many_months(frequency: Frequency, count: int | None) -> None:
    assert months_of(frequency) == count


def test_a_figure_stands_on_what_its_series_says() -> None:
    line = series("d.x", [1, 2], start="2024-Q1", unit=USD, title="Exports")
    line = replace(line, prices=REAL, definition="herds")
    fact = line.facts[parse_period("2024-Q2")]
    assert standing_of(fact, line) == Standing(
        fact.id, USD, fact.period, line.nature, 3, REAL, "herds", "Exports"
    )
    summed = replace(line, months=12)
    assert standing_of(fact, summed).months == 12
    stock = replace(line, found_nature=NatureFound(Nature.STOCK, "the test says so"))
    assert standing_of(fact, stock).months is None
    balance = replace(line, found_nature=NatureFound(Nature.BALANCE, "the test says so"))
    assert standing_of(fact, balance).months == 3
    undated = standing_of(replace(fact, period=None), line)
    assert (undated.period, undated.months) == (None, None)
    named = standing_of(replace(fact, measure="Sales"), line)
    assert named.title == "Sales"


def test_what_is_derived_in_another_unit_stands_on_that() -> None:
    line = replace(series("d.x", [1, 2], unit=USD), prices=REAL, definition="herds")
    fact = line.facts[parse_period("2016")]
    percent = replace(fact, quantity=fact.quantity.with_unit(Unit("percent")))
    found = standing_of(percent, line)
    assert (found.unit, found.nature, found.months) == (Unit("percent"), Nature.RATE, None)
    assert (found.prices, found.definition) == (None, "")
    tons = replace(fact, quantity=fact.quantity.with_unit(TONS))
    assert standing_of(tons, line).nature is line.nature
