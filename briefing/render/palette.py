"""Colours of a page: the one accent of the brand to its tints, dark enough to read."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_FALLBACK = "#7a3b10"
_READABLE = 4.5
"""Least contrast of text by WCAG 2.2, criterion 1.4.3."""

RGB = tuple[int, int, int]
_WHITE: RGB = (255, 255, 255)
_NIGHT: RGB = (22, 24, 27)
_BLACK: RGB = (0, 0, 0)


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
    base = _parse(accent if _HEX.fullmatch(accent) else _FALLBACK)
    tint, dusk = _mixed(base, _WHITE, 0.07), _mixed(base, _NIGHT, 0.18)
    return Palette(
        accent=_css(base),
        ink=_css(_readable(base, _BLACK, tint)),
        tint=_css(tint),
        rule=_css(_mixed(base, _WHITE, 0.28)),
        glow=_css(_readable(base, _WHITE, dusk)),
        dusk=_css(dusk),
    )


def contrast(one: RGB, other: RGB) -> float:
    """Contrast ratio of two colours by WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _readable(colour: RGB, toward: RGB, ground: RGB) -> RGB:
    for step in range(21):
        mixed = _mixed(toward, colour, step / 20)
        if contrast(mixed, ground) >= _READABLE:
            return mixed
    return toward


def _mixed(one: RGB, other: RGB, share: float) -> RGB:
    """``share`` of ``one`` in ``other``."""
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(colour: RGB) -> float:
    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004

    red, green, blue = (linear(channel) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parse(colour: str) -> RGB:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _css(colour: RGB) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in colour)
