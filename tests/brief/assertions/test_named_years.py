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
