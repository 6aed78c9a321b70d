"""Units as people write them."""

import pytest

from briefing.core.problems import QuantityError
from briefing.core.unit import Unit, check_unit, conversion_factor, declare_counts
from briefing.core.unit_codes import normal_code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("%", "percent"),
        ("pp", "percentage point"),
        ("£m", "million GBP"),
        ("€ bn", "billion EUR"),
        ("US$ million", "million USD"),
        ("$", "USD"),
        ("£ per tonne", "GBP/t"),
        ("USD/tonne", "USD/t"),
        ("crore INR", "crore INR"),
        ("₹ crore", "crore INR"),
        ("lakh people", "lakh person"),
        ("km2", "km**2"),
        ("people per km²", "person/km**2"),
        ("tCO2e", "tCO2e"),
        ("per 1,000", "per 1000"),
        ("per 100,000", "per 100000"),
        ("thousands of", "thousand of"),
        ("m", "m"),
        ("k", "k"),
        ("NOK", "NOK"),
        ("households", "household"),
        ("thousand tonnes", "thousand t"),
        ("million m3", "million m**3"),
        ("per 1,000 people", "item/person_1000"),
        ("per 100,000 households", "item/household_100000"),
        ("barrels per day", "barrel/day"),
        ("index (2015=100)", "index"),
        ("Index, 2020 Q1 = 100", "index"),
        ("bps", "basis_point"),
        ("SDR", "XDR"),
        ("CLF", "CLF"),
    ],
)
def test_usual_writings_are_understood(written, code):
    assert normal_code(written) == code


@pytest.mark.parametrize(
    "code", ["million GBP", "crore INR", "SEK/person", "per 1000", "tCO2e", "GWh", "lakh person"]
)
def test_units_that_are(code):
    check_unit(code)


@pytest.mark.parametrize("code", ["furlongs per moon", "thousands of", "per 3", "visitt", "XYZ"])
def test_what_is_no_unit_says_how_to_declare_one(code):
    with pytest.raises(QuantityError) as told:
        check_unit(code)
    assert "units:" in told.value.advice


def test_scales_convert():
    assert conversion_factor(Unit("crore INR"), Unit("million INR")) == 10
    assert conversion_factor(Unit("kt"), Unit("t")) == 1000
    assert conversion_factor(Unit("ktCO2e"), Unit("tCO2e")) == 1000


def test_a_project_counts_what_it_declares():
    declare_counts({"bookloan": 1})
    declare_counts({"bookloan": 1})
    check_unit("bookloan")
    check_unit("thousand bookloan")
    with pytest.raises(QuantityError):
        conversion_factor(Unit("bookloan"), Unit("person"))
    with pytest.raises(QuantityError):
        declare_counts({"two words": 1})
