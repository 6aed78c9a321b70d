"""Colours: whatever the brand's accent, words in it can be read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.writers.house.colour import contrast
from briefing.writers.house.palette import contrast_problem, palette


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def test_contrast_is_that_of_wcag():
    assert contrast((0, 0, 0), (255, 255, 255)) == 21
    assert round(contrast(rgb("#767676"), (255, 255, 255)), 2) == 4.54


@given(st.from_regex(r"#[0-9a-fA-F]{6}", fullmatch=True))
def test_words_in_the_accent_can_be_read(accent):
    made = palette(accent)
    assert made.accent == accent.lower()
    for ground in (made.tint, "#ffffff"):
        assert contrast(rgb(made.ink), rgb(ground)) >= 4.5
    for ground in (made.dusk, "#16181b"):
        assert contrast(rgb(made.glow), rgb(ground)) >= 4.5


def test_what_is_no_colour_never_reaches_the_style():
    assert palette("red;}</style>").accent == "#7a3b10"


@pytest.mark.parametrize(
    ("accent", "problem"),
    [
        ("#7a3b10", None),
        ("#000000", None),
        ("red", None),
        ("#ffee00", "a contrast of 1.20:1 on white, and words need 4.5:1"),
        ("#767676", "a contrast of 4.16:1 on its tint, and words need 4.5:1"),
    ],
)
def test_an_accent_that_cannot_be_read_is_told_with_its_contrast(accent, problem):
    found = contrast_problem(accent)
    assert (found is None) if problem is None else (f"the accent {accent} has {problem}" in found)


@given(st.from_regex(r"#[0-9a-fA-F]{6}", fullmatch=True))
def test_the_advice_is_a_darker_accent_without_a_problem(accent):
    if found := contrast_problem(accent):
        advised = re.search(r"is (#[0-9a-f]{6})$", found)[1]
        assert contrast_problem(advised) is None
        assert all(new <= old for new, old in zip(rgb(advised), rgb(accent), strict=True))
