"""In what prices money is told: read from titles and units as offices write them."""

import pytest

from briefing.core.prices import Prices, prices_in, split_prices
from briefing.core.unit_codes import normal_code


@pytest.mark.parametrize(
    ("title", "prices"),
    [
        ("GDP (constant 2015 US$)", Prices("constant", "2015")),
        ("GDP (current US$)", Prices("current")),
        ("GDP, PPP (constant 2017 international $)", Prices("constant", "2017", is_parity=True)),
        ("GDP, PPP (current international $)", Prices("current", is_parity=True)),
        ("Real GDP", Prices("constant")),
        ("Real GDP, 2012 = 100", Prices("constant", "2012")),
        ("Gross domestic product, chained 2005 dollars", Prices("chained", "2005")),
        ("Chain linked volumes (2010), million euro", Prices("chained", "2010")),
        ("Exports, 2018 prices", Prices("constant", "2018")),
        ("Spending in 2023-24 prices", Prices("constant", "2023-24")),
        ("GDP at market prices, current prices", Prices("current")),
        ("Nominal wages", Prices("current")),
        ("Real estate sales", None),
        ("Sales of chain stores", None),
        ("Current account balance", None),
        ("Current expenditure on health", None),
        ("Price of copper in 2015", None),
        ("Public debt", None),
    ],
)
def test_titles(title, prices):
    assert prices_in(title, "in its title") == prices


@pytest.mark.parametrize(
    ("unit", "code", "prices"),
    [
        ("constant 2015 US$", "USD", Prices("constant", "2015")),
        ("million constant 2015 US$", "million USD", Prices("constant", "2015")),
        ("2015 USD", "USD", Prices("constant", "2015")),
        ("£ million, 2023-24 prices", "million GBP", Prices("constant", "2023-24")),
        ("current US$", "USD", Prices("current")),
        ("billion chained 2012 dollars", "billion USD", Prices("chained", "2012")),
        ("million EUR, chain linked volumes (2010)", "million EUR", Prices("chained", "2010")),
        ("current international $", "USD", Prices("current", is_parity=True)),
        ("million USD", "million USD", None),
        ("index, 2015 = 100", "index", None),
        ("USD/kg", "USD/kg", None),
    ],
)
def test_units(unit, code, prices):
    rest, found = split_prices(unit)
    assert (normal_code(rest), found) == (code, prices)


def test_prices_say_what_they_are_and_why():
    found = prices_in("GDP (constant 2015 US$)", "in its title")
    assert found is not None
    assert str(found) == "constant prices of 2015"
    assert found.reason == "'constant 2015 US$' in its title"
    assert str(Prices("current", is_parity=True)) == "current prices, at purchasing power parity"
