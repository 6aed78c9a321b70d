"""What numbers are, and so what may be done with them."""

import pytest

from briefing.core.nature import ALLOWED, Nature, Use, allows, why_not
from briefing.core.unit import Unit
from briefing.language.nature_words import nature_of


@pytest.mark.parametrize(
    ("title", "unit", "nature"),
    [
        ("Steel output", "kt", Nature.FLOW),
        ("Births", "person", Nature.FLOW),
        ("Exports", "million USD", Nature.FLOW),
        ("Population", "thousand person", Nature.STOCK),
        ("Hospital beds", "item", Nature.STOCK),
        ("Reserves", "kt", Nature.STOCK),
        ("Unemployment rate", "percent", Nature.RATE),
        ("Physicians per 1,000 people", "item", Nature.RATE),
        ("Life expectancy at birth", "year", Nature.RATE),
        ("Population density", "person/km**2", Nature.RATE),
        ("Gold price", "USD/troy_ounce", Nature.PRICE),
        ("Median rent", "GBP", Nature.PRICE),
        ("Consumer prices", "index", Nature.INDEX),
        ("Retail sales index", "1", Nature.INDEX),
        ("Net migration", "thousand person", Nature.BALANCE),
        ("Trade balance", "million USD", Nature.BALANCE),
        ("Net import reliance", "percent", Nature.RATE),
        ("Quarterly Change", "percent", Nature.CHANGE),
        ("Year-on-year growth, %", "percent", Nature.CHANGE),
        ("Change on year (%)", "percentage point", Nature.CHANGE),
        ("GDP growth", "percent", Nature.RATE),
        ("Change in rents", "percent", Nature.RATE),
        ("Mean temperature", "degC", Nature.INTERVAL),
        ("Something", "t", Nature.FLOW),
        ("Something", "person", Nature.STOCK),
    ],
)
def test_unit_and_title_tell_the_nature(title, unit, nature):
    found = nature_of(title, Unit(unit))
    assert (found.nature, bool(found.reason)) == (nature, True)


def test_a_value_below_zero_makes_an_amount_a_balance_and_the_config_decides():
    assert nature_of("Operating surplus", Unit("million EUR")).nature is Nature.BALANCE
    assert nature_of("Result", Unit("million EUR"), has_negative=True).nature is Nature.BALANCE
    assert nature_of("Result", Unit("million EUR")).nature is Nature.FLOW
    declared = nature_of("Net sales", Unit("t"), declared=Nature.FLOW, has_negative=True)
    assert (declared.nature, declared.reason) == (Nature.FLOW, "the config says so")


def test_only_amounts_are_parts_of_a_whole():
    whole = {Use.SHARE, Use.CONTRIBUTION, Use.CONCENTRATION, Use.STACK}
    assert {nature for nature in Nature if whole & ALLOWED[nature]} == {Nature.FLOW, Nature.STOCK}


def test_only_flows_and_balances_add_over_time_and_only_true_zeros_have_percents():
    over_time = {nature for nature in Nature if allows(nature, Use.SUM_OVER_TIME)}
    assert over_time == {Nature.FLOW, Nature.BALANCE}
    no_percent = {nature for nature in Nature if not allows(nature, Use.PERCENT_CHANGE)}
    assert no_percent == {Nature.BALANCE, Nature.INTERVAL, Nature.ORDINAL, Nature.CHANGE}
    assert {nature for nature in Nature if not allows(nature, Use.RANK)} == {
        Nature.INDEX,
        Nature.ORDINAL,
    }


def test_a_refusal_says_why():
    assert why_not(Nature.RATE, Use.SHARE) == (
        "has no share of a total: rates of parts do not add to the rate of the whole (kind: rate)"
    )
