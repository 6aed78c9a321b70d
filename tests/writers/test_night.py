"""Drawings by night: colours keep their contrasts to the ground and to one another."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from lxml import html as lxml_html

from briefing.writers.house.chart_style import Style
from briefing.writers.house.colour import READABLE, WHITE, contrast, css_of, rgb_of
from briefing.writers.house.night import EVER_BLACK, NIGHT, by_night, nights, with_nights

CHANNEL = st.integers(0, 255)
MOST = contrast(NIGHT, WHITE)


@given(st.tuples(CHANNEL, CHANNEL, CHANNEL))
def test_a_colour_is_as_far_from_the_night_as_from_white(colour):
    assume(css_of(colour) != EVER_BLACK)
    night = rgb_of(by_night(css_of(colour)))
    wanted = min(contrast(colour, WHITE), MOST)
    assert contrast(night, NIGHT) == pytest.approx(wanted, rel=0.03)


@given(st.tuples(CHANNEL, CHANNEL, CHANNEL))
@example((179, 107, 137))
@example((177, 104, 135))
@example((173, 97, 129))
def test_words_can_be_read_on_every_colour(ground):
    """On the middle of a ramp, too, where neither ink nor white can."""
    words = Style().on(css_of(ground))
    assert contrast(rgb_of(words), ground) >= READABLE
    night = rgb_of(by_night(css_of(ground)))
    assert contrast(rgb_of(by_night(words)), night) >= READABLE * 0.99


@pytest.mark.parametrize("ground", ["#ffffff", *Style().ramp, "#8a3b12", "#b36b89"])
def test_what_is_read_on_a_bar_is_read_on_it_by_night(ground):
    words = Style().on(ground)
    day = contrast(rgb_of(words), rgb_of(ground))
    night = contrast(rgb_of(by_night(words)), rgb_of(by_night(ground)))
    assert night >= min(day, 4.5) * 0.95


def test_white_becomes_the_ground_and_black_white():
    assert rgb_of(by_night("#ffffff")) == NIGHT
    assert by_night("#000000") == "#ffffff"


def test_each_colour_of_a_drawing_can_be_changed_by_the_page(screen):
    drawing = '<path fill="#222222" stroke="none"/><text fill="#8a3b12">#222222</text>'
    assert with_nights(drawing) == (
        '<path fill="var(--c-222222, #222222)" stroke="none"/>'
        '<text fill="var(--c-8a3b12, #8a3b12)">#222222</text>'
    )
    assert nights(drawing).keys() == {"#222222", "#8a3b12"}
    page = lxml_html.fromstring(screen)
    inside = {
        one.partition("(--c-")[2][:6]
        for one in page.xpath("//*[@class='drawing']//@fill | //*[@class='drawing']//@stroke")
        if one.startswith("var")
    }
    assert len(inside) > 3
    assert all(f"--c-{one}: #" in screen for one in inside)
