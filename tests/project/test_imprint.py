"""Numbers of publications are checked by their check digits, embargoes by day, time and zone."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from briefing.core.problems import Refusal
from briefing.project.imprint_schema import Imprint, moment_of_embargo


@pytest.mark.parametrize(
    ("key", "given", "kept"),
    [
        ("issn", "0317-8471", "0317-8471"),
        ("issn", "2434561x", "2434-561X"),
        ("isbn", "978-0-306-40615-7", "978-0-306-40615-7"),
        ("isbn", "9780306406157", "9780306406157"),
        ("doi", "https://doi.org/10.1787/x-en", "10.1787/x-en"),
        ("doi", "doi:10.1787/x-en", "10.1787/x-en"),
    ],
)
def test_a_right_number_is_kept(key: str, given: str, kept: str):
    assert getattr(Imprint(**{key: given}), key) == kept


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("issn", "0317-8472"),
        ("issn", "0317-847"),
        ("isbn", "978-0-306-40615-8"),
        ("isbn", "0-306-40615-2"),
        ("doi", "11.1787/x"),
        ("doi", "x"),
    ],
)
def test_a_wrong_number_is_refused(key: str, given: str):
    with pytest.raises((ValidationError, Refusal), match="is no"):
        Imprint(**{key: given})


def test_what_a_brief_says_takes_the_place_of_single_keys():
    both = Imprint(number="2", licence="").over(Imprint(series="Briefs", number="1", licence="CC0"))
    assert (both.series, both.number, both.licence) == ("Briefs", "2", "")


def test_an_embargo_ends_in_its_zone():
    assert moment_of_embargo("2025-07-01 09:00 Europe/London").utcoffset().total_seconds() == 3600
    assert moment_of_embargo("2025-02-01  09:00 Europe/London").utcoffset().total_seconds() == 0


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-01",
        "2025-02-01 09:00",
        "2025-02-30 09:00 UTC",
        "2025-02-01 25:00 UTC",
        "2025-02-01 09:00 Europe/Londn",
        "",
    ],
)
def test_no_embargo_ends_there(text: str):
    with pytest.raises(Refusal):
        moment_of_embargo(text)


def test_a_zone_is_named_by_near_words():
    with pytest.raises(Refusal) as told:
        moment_of_embargo("2025-02-01 09:00 Europe/Londn")
    assert "Europe/London" in told.value.advice
