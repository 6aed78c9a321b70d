"""Colours of a page: the one accent of the brand to its tints, dark enough to read."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from briefing.writers.house.colour import (
    BLACK,
    READABLE,
    RGB,
    WHITE,
    contrast,
    css_of,
    mixed,
    rgb_of,
)

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_FALLBACK = "#7a3b10"
_NIGHT: RGB = (22, 24, 27)


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as CSS writes them."""

    accent: str
    """As the brand has it: for surfaces and rules."""
    ink: str
    """For words in the accent on white or on its tint: darkened until they can be read."""
    tint: str
    """Behind boxes."""
    rule: str
    """Thin lines in boxes."""
    glow: str
    """For words on a dark screen: lightened until they can be read."""
    dusk: str
    """Behind boxes on a dark screen."""


def palette(accent: str) -> Palette:
    """The palette of an accent ``#rrggbb``."""
    base = rgb_of(accent if _HEX.fullmatch(accent) else _FALLBACK)
    tint, dusk = _tint(base), mixed(base, _NIGHT, 0.18)
    return Palette(
        accent=css_of(base),
        ink=css_of(_readable(base, BLACK, tint)),
        tint=css_of(tint),
        rule=css_of(mixed(base, WHITE, 0.28)),
        glow=css_of(_readable(base, WHITE, dusk)),
        dusk=css_of(dusk),
    )


def contrast_problem(accent: str) -> str | None:
    """Why words in an accent ``#rrggbb`` cannot be read on paper, and the nearest one that can be.

    ``None`` where they can: on white and on the tint of the accent. The pages are safe either
    way, because they set words in :attr:`Palette.ink`; then the accent on them is not the brand's.
    """
    if not _HEX.fullmatch(accent):
        return None
    base = rgb_of(accent)
    on_white, on_tint = contrast(base, WHITE), contrast(base, _tint(base))
    if on_tint >= READABLE:
        return None
    where, ratio = ("white", on_white) if on_white < READABLE else ("its tint", on_tint)
    return (
        f"the accent {accent} has a contrast of {math.floor(ratio * 100) / 100:.2f}:1 on {where}, "
        f"and words need {READABLE}:1 (WCAG 2.2, 1.4.3); "
        f"the nearest darker one that can be read is {css_of(_darker(base))}"
    )


def _readable(colour: RGB, toward: RGB, ground: RGB) -> RGB:
    for step in range(21):
        between = mixed(toward, colour, step / 20)
        if contrast(between, ground) >= READABLE:
            return between
    return toward


def _darker(colour: RGB) -> RGB:
    """The lightest shade of a colour that can be read on its own tint."""
    shades = (mixed(BLACK, colour, step / 255) for step in range(256))
    return next(shade for shade in shades if contrast(shade, _tint(shade)) >= READABLE)


def _tint(colour: RGB) -> RGB:
    return mixed(colour, WHITE, 0.07)
