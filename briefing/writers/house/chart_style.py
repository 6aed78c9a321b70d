"""How charts look: one accent and greys, sizes, and colours that stay readable."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.core.resources import FONTS, HOUSE_SANS

COLUMN = 3.35
"""Inches: one of two columns of the page."""
FULL = 6.9
"""Inches: the whole measure of the page."""
POINTS = 72
"""Points in an inch."""

_LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: contrast of text with its ground."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font of the house."""

    path: Path
    weight: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Style:
    """What a house may set; sizes in points."""

    accent: str = "#8a3b12"
    sans: str = "Source Sans Pro"
    """Family name of the sans in the page's CSS, and of the files in ``fonts``."""
    fonts: Path = FONTS
    own: tuple[FontFile, ...] = ()
    """Fonts of the house, which come before the shipped sans."""
    width: float = COLUMN
    """Inches."""
    size: float = 8.0
    ink: str = "#222222"
    grey: str = "#595959"
    """Text that steps back."""
    mute: str = "#8f8f8f"
    """Marks that are not the message."""
    rule: str = "#dcdcdc"
    """Grid lines."""
    ground: str = "#ffffff"

    @property
    def families(self) -> str:
        """The families of the sans as the page names them, the first choice first."""
        return f"{HOUSE_SANS}, {self.sans}" if self.own else self.sans

    @property
    def accent_text(self) -> str:
        """The accent for text: darkened until it can be read on white."""
        colour = self.accent
        while contrast(colour, self.ground) < _LEAST_CONTRAST:
            colour = mixed(colour, "#000000", 0.1)
        return colour

    @property
    def ramp(self) -> tuple[str, ...]:
        """Greys for parts of a whole, dark to light."""
        return ("#6f6f6f", "#929292", "#b0b0b0", "#c9c9c9", "#dedede")

    def on(self, ground: str) -> str:
        """The text colour that can be read on ``ground``."""
        return max((self.ground, self.ink), key=lambda colour: contrast(colour, ground))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """``one`` with a share of ``other`` in it."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    digits = colour.lstrip("#")
    red, green, blue = (int(digits[start : start + 2], 16) for start in (0, 2, 4))
    return red, green, blue


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
