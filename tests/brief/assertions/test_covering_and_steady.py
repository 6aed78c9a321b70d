"""Surpluses that cover, figures that hold steady, new highs, and what a figure was last year."""

from __future__ import annotations

import pytest
from verdicts import judged, verdict

OUT, IMPORTS, EXPORTS = [50, 60, 58, 45, 70, 72], [30, 35, 40, 48, 52, 55], [60, 50, 40, 48, 45, 40]
BEDS = [40, 42, 45, 45, 45, 45]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Output covers imports: {{ out }} against {{ imports }}.", True),
        ("Exports ({{ exports }}) cover imports ({{ imports }}).", False),
        ("Exports, at {{ exports }}, make up for imports of {{ imports }}.", False),
        ("Beds ({{ beds }}) cover cots ({{ cots }}).", True),
        ("Beds ({{ beds }}) more than cover cots ({{ cots }}).", False),
        ("Imports outweigh exports: {{ imports }} and {{ exports }}.", True),
        ("Exports dwarf imports: {{ exports }} and {{ imports }}.", False),
        ("Imports exceed exports: {{ imports }} and {{ exports }}.", True),
        ("Beds held steady at {{ beds }}.", True),
        ("Imports held steady at {{ imports }}.", False),
        ("Imports stayed at {{ imports }}.", False),
        ("Beds stayed at {{ beds }}.", True),
        ("Imports are off {{ imports.change.size }}.", False),
        ("Exports are off {{ exports.change.size }}.", True),
        ("Exports reached a new high of {{ exports }}.", False),
        ("Imports reached a new high of {{ imports }}.", True),
        ("Output is above last year's {{ out.before }}, at {{ out }}.", True),
        ("Output is below last year's {{ out.before }}, at {{ out }}.", False),
        ("Beds are fewer than a year ago: {{ beds }} after {{ beds.before }}.", False),
        ("Beds are as many as a year ago: {{ beds }} after {{ beds.before }}.", True),
    ],
)
def test_it_is_held_to_both_figures(text, holds):
    series = {"out": OUT, "imports": IMPORTS, "exports": EXPORTS, "beds": BEDS, "cots": BEDS}
    assert verdict(text, **series) is holds


@pytest.mark.parametrize(("last", "holds"), [(51, True), (52, False), (None, None)])
def test_steady_is_what_moved_by_a_fiftieth_at_most(last, holds):
    assert verdict("Stocks held steady at {{ stocks }}.", stocks=[50, last]) is holds


@pytest.mark.parametrize(
    "text",
    ["It is held at {{ beds }}.", "The survey covers {{ beds }}.", "It is kept at {{ beds }}."],
)
def test_words_that_assert_nothing_of_the_past_are_left_alone(text):
    assert judged(text, beds=[40, 45]) == ()
