"""Sampling error: when two estimates differ by more than it."""

from fractions import Fraction

import pytest

from briefing.core.sampling import SamplingError, is_significant


def moe(margin: str, level: int = 90) -> SamplingError:
    return SamplingError.of_margin(Fraction(margin), level)


@pytest.mark.parametrize(
    ("difference", "one", "other", "expected"),
    [
        # Census Bureau's worked example of the kind: margins of 2.6 and 2.7 make one of 3.75.
        ("0.8", moe("2.6"), moe("2.7"), False),
        ("3.7", moe("2.6"), moe("2.7"), False),
        ("3.8", moe("2.6"), moe("2.7"), True),
        ("-3.8", moe("2.6"), moe("2.7"), True),
        ("2.7", moe("2.6"), None, True),
        ("2.6", None, moe("2.6"), False),
        ("0", moe("0"), moe("0"), False),
        ("0.1", moe("0"), moe("0"), True),
        ("5", None, None, None),
    ],
)
def test_a_difference_within_the_margin_is_not_significant(difference, one, other, expected):
    assert is_significant(Fraction(difference), one, other) is expected


def test_the_stricter_level_decides():
    assert is_significant(Fraction(3), moe("1.645", 90), moe("1.645", 90)) is True
    assert is_significant(Fraction(3), moe("1.645", 90), moe("2.576", 99)) is False


def test_a_margin_leads_back_to_itself():
    assert moe("2.6", 95).margin == Fraction("2.6")
