"""Colours of drawings on a dark ground: each with the contrast to it that it has to white by day.

Contrasts are ratios, so that any two colours keep the contrast that they have to one another: what
could be read on a bar can be read on it by night.
"""

from __future__ import annotations

import re
from functools import cache

from briefing.writers.house.colour import BLACK, RGB, WHITE, contrast, css_of, mixed, rgb_of

NIGHT: RGB = (22, 24, 27)
"""The ground of a page on a dark screen."""
EVER_BLACK = "#010101"
"""Of words that are black by night, too: on colours in the middle, from which white is not far enough."""
_COLOUR = re.compile(r'\b(fill|stroke)="(#[0-9a-f]{6})"')
_STEPS = 12
"""Halvings: a 4,096th of the way between two colours is less than one step of a channel."""


@cache
def by_night(colour: str) -> str:
    """The colour ``#rrggbb`` as it is on the dark ground: of the same hue, as far from it as from white."""
    if colour == EVER_BLACK:
        return css_of(BLACK)
    day = rgb_of(colour)
    wanted = contrast(day, WHITE)
    # From the ground through a lighter colour to white the contrast to the ground only grows.
    start = day if contrast(day, WHITE) < contrast(NIGHT, WHITE) else NIGHT
    low, high = (NIGHT, start) if contrast(start, NIGHT) >= wanted else (start, WHITE)
    least, most = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (least + most) / 2
        if contrast(mixed(high, low, middle), NIGHT) < wanted:
            least = middle
        else:
            most = middle
    return css_of(mixed(high, low, most))


def nights(drawings: str) -> dict[str, str]:
    """The colours of drawings, each with what it is by night."""
    return {day: by_night(day) for day in sorted({found[1] for found in _COLOUR.findall(drawings)})}


def with_nights(svg: str) -> str:
    """A drawing whose colours a page can change: ``var(--c-222222, #222222)``."""
    return _COLOUR.sub(lambda one: f'{one[1]}="var(--c-{one[2][1:]}, {one[2]})"', svg)
