"""How a figure went in the years before, and how far it went now, where words say so beside it."""

from dataclasses import replace

import pytest
from handmade import series
from verdicts import judged_of

from briefing.core.unit import Unit


def verdicts(text, values, start="2015"):
    made = series("net", values, title="Sales", unit=Unit("EUR"), start=start)
    made = replace(made, current=made.periods[-1])
    return [one.verdict for one in judged_of(text, {"net": made})]


@pytest.mark.parametrize(
    ("words", "values", "found"),
    [
        ("after two years of decline", [900, 800, 700, 950], [True]),
        ("after two years of decline", [600, 800, 700, 950], [False]),
        ("after two years of decline", [800, 700, 950], [None]),
        ("after years of decline", [900, 800, 700, 950], [True]),
        ("after years of decline", [600, 800, 700, 950], [False]),
        ("following three straight years of growth", [1, 2, 3, 4, 2], [True]),
        ("following three years of growth", [5, 2, 3, 4, 2], [False]),
        ("after two quarters of decline", [900, 800, 700, 950], [None]),
    ],
)
def test_years_before_are_held_to_the_changes_then(words, values, found):
    assert verdicts(f"They came to {{{{ net }}}}, {words}.", values) == found


def test_quarters_are_those_of_quarters():
    text = "They came to {{ net }}, after two quarters of decline."
    assert verdicts(text, [900, 800, 700, 950], start="2023-Q1") == [True]


@pytest.mark.parametrize(
    ("values", "word", "found"),
    [
        ([100, 140], "slightly", [False]),
        ([100, 40], "a little", [False]),
        ([1000, 1004], "slightly", []),
        ([1000, 1004], "sharply", [False]),
        ([1000, 1000], "markedly", [False]),
        ([100, 110], "slightly", []),
        ([100, 140], "sharply", []),
    ],
)
def test_an_adverb_may_not_contradict_the_degree_of_a_verb(values, word, found):
    assert verdicts(f"They {{{{ net.verb }}}} {word}.", values) == found
