"""Numbers in the form of a locale: separators, groups, minus, percent."""

from fractions import Fraction

import pytest

from briefing.core.number_form import NumberForm, rounded
from briefing.language.locale_data import UnknownLocale, number_form_of

NARROW = "\u202f"
HARD = "\u00a0"


@pytest.mark.parametrize(
    ("locale", "printed"),
    [
        ("en_US", "−1,234,567.89"),
        ("en_GB", "−1,234,567.89"),
        ("en_IN", "−12,34,567.89"),
        ("de_DE", "−1.234.567,89"),
        ("fr_FR", f"−1{NARROW}234{NARROW}567,89"),
        ("de_CH", "−1’234’567.89"),
    ],
)
def test_a_locale_has_its_separators_groups_and_a_true_minus(locale, printed):
    assert number_form_of(locale).format(Fraction("-1234567.89"), 2) == printed


@pytest.mark.parametrize(
    ("locale", "printed"),
    [("en_US", "45%"), ("en_IN", "45%"), ("de_DE", f"45{HARD}%"), ("fr_FR", f"45{HARD}%"),
     ("tr_TR", "%45")],
)  # fmt: skip
def test_the_sign_of_percent_stands_as_the_locale_puts_it(locale, printed):
    assert number_form_of(locale).in_percent("45") == printed


@pytest.mark.parametrize(
    ("value", "digits", "printed"),
    [
        ("0", 0, "0"), ("0", 2, "0.00"), ("0.5", 0, "1"), ("-0.5", 0, "−1"), ("0.04", 1, "0.0"),
        ("-0.04", 1, "0.0"), ("999", 0, "999"), ("1000", 0, "1,000"), ("999.96", 1, "1,000.0"),
        ("0.005", 2, "0.01"), ("12345678", 0, "12,345,678"),
    ],
)  # fmt: skip
def test_a_number_is_rounded_half_away_from_zero_and_has_all_its_decimals(value, digits, printed):
    assert number_form_of("en_US").format(Fraction(value), digits) == printed


def test_india_groups_by_two_beyond_the_thousands():
    form = number_form_of("en_IN")
    assert form.format(Fraction(123456), 0) == "1,23,456"
    assert form.format(Fraction(99999), 0) == "99,999"
    assert form.format(Fraction(1234567890), 0) == "1,23,45,67,890"


def test_a_form_can_be_made_by_hand():
    form = NumberForm(decimal="·", group="_", group_sizes=(4, 4), minus="-", percent=("", " pc"))
    assert form.format(Fraction(-123456789), 0) == "-1_2345_6789"
    assert form.in_percent(form.format(Fraction(1, 2), 1)) == "0·5 pc"


def test_rounding_is_exact_for_values_no_float_holds():
    assert rounded(Fraction(2, 3), 3) == Fraction(667, 1000)
    assert rounded(Fraction(-5, 2), 0) == -3


def test_a_locale_that_is_none_is_refused():
    with pytest.raises(UnknownLocale, match="unknown locale 'xx_YY'"):
        number_form_of("xx_YY")
