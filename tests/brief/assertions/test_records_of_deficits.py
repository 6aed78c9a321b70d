"""Records beside two figures, and those of deficits: whose the record is, and which way it goes."""

from dataclasses import replace

import pytest
from handmade import series
from verdicts import judged_of

from briefing.core.nature import Nature, NatureFound
from briefing.core.unit import Unit


def verdicts(text, values, title="Trade balance", nature=Nature.BALANCE):
    made = series("net", values, title=title, unit=Unit("EUR"))
    made = replace(made, current=made.periods[-1], found_nature=NatureFound(nature, "said"))
    return [one.verdict for one in judged_of(text, {"net": made})]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The balance was {{ net }}, the largest deficit on record.", [True]),
        ("The balance was {{ net }}, the smallest deficit on record.", [False]),
        ("The balance was {{ net }}, its lowest on record.", [True]),
        ("The balance was {{ net }}, the highest on record.", [False]),
        ("The deficit was put at {{ net }}, a record.", [True]),
        ("The deficit was put at {{ net }}, the lowest balance on record.", [True]),
    ],
)
def test_the_largest_deficit_is_the_lowest_balance(text, found):
    assert verdicts(text, [-4, -9, -12]) == found


def test_what_counts_deficits_is_the_larger_the_higher():
    text = "The deficit was put at {{ net }}, the largest on record."
    assert verdicts(text, [4, 9, 12], title="Deficit") == [True]
    assert verdicts(text, [-4, -9, -12], title="Deficit") == [False]
    assert verdicts(text, [4, 9, 12]) == [True]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It came to {{ net }} from {{ net.before }}, the highest since 2015.", [True]),
        ("It came to {{ net }} from {{ net.before }}, its lowest since 2015.", [False]),
        ("It came to {{ net }} against {{ net.before }}, the highest on record.", [True]),
        ("From {{ net.before }}, the lowest on record, it came to {{ net }}.", [True]),
        ("From {{ net.before }} it came to {{ net }}, the highest on record.", [True]),
    ],
)  # fmt: skip
def test_the_record_is_of_the_figure_that_was_reached(text, found):
    assert verdicts(text, [9, 8, 7, 6, 10], nature=Nature.FLOW) == found


@pytest.mark.parametrize("words", ["up by half", "a rise of half", "down by about half"])
def test_a_part_by_which_something_changed_is_no_share(words):
    made = series("net", [40, 50], title="Share of it", unit=Unit("percent"))
    made = replace(made, current=made.periods[-1])
    assert not judged_of(f"It came to {{{{ net }}}}, {words}.", {"net": made})
    assert [one.verdict for one in judged_of("{{ net }}, by half of all.", {"net": made})] == [True]


def test_a_mark_that_was_passed_for_the_first_time_is_not_told_by_changes():
    text = (
        "It came down to {{ net }}, by {{ net.difference.size }}, %s for the first time since 2016."
    )
    values = [9, 8, 7, 6]
    assert verdicts(text % "below seven", values, nature=Nature.FLOW)[-1] is None
    assert verdicts(text % "a fall", values, nature=Nature.FLOW)[-1] is False
