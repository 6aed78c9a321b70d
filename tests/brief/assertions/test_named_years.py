"""A year that is typed beside a figure says of when it is, and must be the figure's own."""

from dataclasses import replace

import pytest
from handmade import series
from verdicts import judged, judged_of

DEATHS = [41, 44, 40, 38, 36, 30, 31, 29, 33, 35]
"""Of 2015 to 2024."""


def verdicts(text: str) -> list[bool | None]:
    return [one.verdict for one in judged(text, deaths=DEATHS) if "20" in one.phrase]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In 2024 there were {{ deaths }}.", [True]),
        ("In 2023 there were {{ deaths }}.", [False]),
        ("In 2023, {{ deaths }} were counted.", [False]),
        ("They came to {{ deaths }} in 2023.", [False]),
        ("They came to {{ deaths }} (2023).", [False]),
        ("They came to {{ deaths }} during 2024, after {{ deaths.before }} in 2023.", [True, True]),
        ("In 2015 there were {{ deaths.at(2015) }}, and in 2023 there were {{ deaths }}.", [True, False]),
        ("They moved by {{ deaths.change.size }} in 2023.", [False]),
        ("They moved by {{ deaths.change.size }} in 2024.", [True]),
        ("They came to {{ deaths }} in 2023/24.", [False]),
    ],
)  # fmt: skip
def test_a_year_beside_a_figure_is_held_to_it(text, found):
    assert verdicts(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "In 2023 the law was changed, and there were {{ deaths }}.",
        "In 2023 the office promised more; there were {{ deaths }}.",
        "After the act came into force in 2023, there were {{ deaths }}.",
        "They cost {{ deaths }} in 2015 prices.",
        "They shall come to {{ deaths }} in 2030.",
        "In 2023 it was known that {{ deaths }} was too much.",
        "In 2023 fewer than {{ deaths }} were expected.",
    ],
)
def test_a_year_of_something_else_is_left_alone(text):
    assert verdicts(text) == []


def test_a_split_year_touches_both_of_its_years():
    def one(text: str, start: str) -> list[bool | None]:
        made = series("net", [1, 2, 3], start=start)
        made = replace(made, current=made.periods[-1])
        return [found.verdict for found in judged_of(text, {"net": made})]

    assert one("They came to {{ net }} in 2023/24.", "2021/22") == [True]
    assert one("They came to {{ net }} in 2023.", "2021/22") == [True]
    assert one("They came to {{ net }} in 2022.", "2021/22") == [False]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In the second quarter of 2024 they came to {{ net }}.", [True]),
        ("In the first quarter of 2024 they came to {{ net }}.", [False]),
        ("In the second quarter of 2023 they came to {{ net }}.", [False]),
        ("They came to {{ net }} in the third quarter.", [False]),
        ("They came to {{ net }} in Q2 2024, after {{ net.before }} in Q1.", [True, True]),
        ("They came to {{ net }} in March 2024.", [False]),
        ("They came to {{ net }} in May 2024.", []),
        ("They came to {{ net }} in the first half of 2024.", []),
        ("They came to {{ net }} in the second half.", [False]),
        ("They came to {{ net }} in the first quarter of the financial year.", []),
        ("They came to {{ net }} in the second quarter of the year.", [True]),
        ("They came to {{ net }} in the third quarter of this year.", [False]),
        ("In the first quarter of 2023/24 they came to {{ net }}.", []),
        ("They came to {{ net }} in the first quarter of last year.", []),
        ("They came to {{ net }} in Q1 last year.", []),
        ("They came to {{ net }} in the first and second quarters.", []),
        ("They came to {{ net }} in January and February.", []),
        ("They came to {{ net }} in January–March.", []),
        ("They came to {{ net }} in January 2024 prices.", []),
        ("They came to {{ net }} in Q1 2030.", []),
    ],
)
def test_a_quarter_beside_a_figure_is_held_to_it(text, found):
    made = series("net", [1, 2, 3, 4, 5, 6], start="2023-Q1")
    made = replace(made, current=made.periods[-1])
    assert [one.verdict for one in judged_of(text, {"net": made})] == found


def test_a_month_beside_a_figure_is_held_to_it():
    made = series("net", [1, 2, 3], start="2024-02")
    made = replace(made, current=made.periods[-1])
    text = "In March it was {{ net }}, and {{ net }} in April 2024."
    assert [one.verdict for one in judged_of(text, {"net": made})] == [False, True]
    assert not judged_of("It was {{ net }} in the first half.", {"net": made})
    (none,) = judged_of("It was {{ net }} in December.", {"net": made})
    assert none.verdict is False


@pytest.mark.parametrize("start", ["2022", "2021/22", "FY2022", "2023-W05"])
def test_a_month_beside_a_figure_of_no_such_part_is_left_alone(start):
    made = series("net", [1, 2, 3], start=start)
    made = replace(made, current=made.periods[-1])
    assert not judged_of("In March it was {{ net }}, and {{ net }} in Q1.", {"net": made})


def test_half_years_are_held_too():
    made = series("net", [1, 2, 3, 4], start="2023-H1")
    made = replace(made, current=made.periods[-1])
    text = "It was {{ net }} in the first half of 2024, and {{ net.before }} in the first half."
    assert [one.verdict for one in judged_of(text, {"net": made})] == [False, True]
