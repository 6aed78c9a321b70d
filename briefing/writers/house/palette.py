"""Colours of a page: the one accent of the brand to its tints, dark enough to read."""

from __future__ import annotations

import math
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
    tint, dusk = _tint(base), _mixed(base, _NIGHT, 0.18)
    return Palette(
        accent=_css(base),
        ink=_css(_readable(base, _BLACK, tint)),
        tint=_css(tint),
        rule=_css(_mixed(base, _WHITE, 0.28)),
        glow=_css(_readable(base, _WHITE, dusk)),
        dusk=_css(dusk),
    )


def contrast_problem(accent: str) -> str | None:
    """Why words in an accent ``#rrggbb`` cannot be read on paper, and the nearest one that can be.

    ``None`` where they can: on white and on the tint of the accent. The pages are safe either
    way, because they set words in :attr:`Palette.ink`; then the accent on them is not the brand's.
    """
    if not _HEX.fullmatch(accent):
        return None
    base = _parse(accent)
    on_white, on_tint = contrast(base, _WHITE), contrast(base, _tint(base))
    if on_tint >= _READABLE:
        return None
    where, ratio = ("white", on_white) if on_white < _READABLE else ("its tint", on_tint)
    return (
        f"the accent {accent} has a contrast of {math.floor(ratio * 100) / 100:.2f}:1 on {where}, "
        f"and words need {_READABLE}:1 (WCAG 2.2, 1.4.3); "
        f"the nearest darker one that can be read is {_css(_darker(base))}"
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


def _darker(colour: RGB) -> RGB:
    """The lightest shade of a colour that can be read on its own tint."""
    shades = (_mixed(_BLACK, colour, step / 255) for step in range(256))
    return next(shade for shade in shades if contrast(shade, _tint(shade)) >= _READABLE)


def _tint(colour: RGB) -> RGB:
    return _mixed(colour, _WHITE, 0.07)


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
