"""Titles of sums and means say how long they are in the periods of their series: four quarters."""

import pytest

from briefing.analysis.metrics.formula import counted
from briefing.core.period_notation import parse_period
from briefing.language.base import language_of

ENGLISH = language_of("en", "en_US")


@pytest.mark.parametrize(
    ("period", "count", "words"),
    [
        ("2024", 5, "5 years"),
        ("2023/24", 1, "1 year"),
        ("2024 H1", 2, "2 half-years"),
        ("2024-Q4", 4, "4 quarters"),
        ("FY2024 Q1", 4, "4 quarters"),
        ("2024-12", 12, "12 months"),
        ("2024-W05", 3, "3 weeks"),
        ("2024-01-31", 1, "1 day"),
        ("Jan-Mar 2024", 2, "2 periods"),
        ("2020–23", 2, "2 periods"),
    ],
)
def test_so_many_periods_in_their_own_word(period, count, words):
    assert ENGLISH.title(counted(parse_period(period), count)) == words
