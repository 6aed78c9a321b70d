"""Colours: whatever the brand's accent, words in it can be read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.render.palette import contrast, palette


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
