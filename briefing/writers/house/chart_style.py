"""How charts look: one accent and greys, sizes, and colours that stay readable."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.core.resources import FONTS, HOUSE_SANS
from briefing.core.type_scale import LEAST_SIZE
from briefing.writers.house.colour import BLACK, READABLE, WHITE, contrast, css_of, mixed, rgb_of
from briefing.writers.house.night import EVER_BLACK

INCH = 25.4
"""Millimetres."""
COLUMN = 83.5 / INCH
"""Inches: one of two columns of the page."""
FULL = 172 / INCH
"""Inches: the whole measure of the page."""
POINTS = 72
"""Points in an inch."""
LIGHT_ENOUGH = 3.87
"""The contrast to white up to which a colour bears white words by night; beyond, black ones can be read on it then, too."""


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
    taller: float = 1.0
    """Height of a drawing in parts of the usual one."""
    size: float = LEAST_SIZE
    ink: str = "#222222"
    grey: str = "#595959"
    """Text that steps back."""
    mute: str = "#8f8f8f"
    """Marks that are not the message."""
    good: str = "#1f66a8"
    """What is on the better side, and goes to it; told from the other one by those who see no red or green."""
    bad: str = "#b45309"
    rule: str = "#dcdcdc"
    """Grid lines."""
    ground: str = "#ffffff"

    def of_side(self, side: str, other: str) -> str:
        """The colour of a side, ``good`` or ``bad``; the other one where it is neither."""
        return {"good": self.good, "bad": self.bad}.get(side, other)

    @property
    def families(self) -> str:
        """The families of the sans as the page names them, the first choice first."""
        return f"{HOUSE_SANS}, {self.sans}" if self.own else self.sans

    @property
    def accent_text(self) -> str:
        """The accent for text: darkened until it can be read on white."""
        colour, ground = rgb_of(self.accent), rgb_of(self.ground)
        while contrast(colour, ground) < READABLE:
            colour = mixed(BLACK, colour, 0.1)
        return css_of(colour)

    @property
    def ramp(self) -> tuple[str, ...]:
        """Greys for parts of a whole and for lines, each at least 3 : 1 on white (WCAG 2.2, 1.4.11)."""
        return ("#595959", "#8f8f8f", "#6f6f6f", "#434343", "#8a8a8a")

    def on(self, ground: str) -> str:
        """The text colour that can be read on ``ground``: ink or that of the page, black where neither can."""

        def told_apart(colour: str) -> float:
            return contrast(rgb_of(colour), rgb_of(ground))

        usual = max((self.ground, self.ink), key=told_apart)
        if told_apart(usual) >= READABLE:
            return usual
        return css_of(BLACK) if contrast(rgb_of(ground), WHITE) < LIGHT_ENOUGH else EVER_BLACK

    def faded(self, colour: str) -> str:
        """A colour far towards the ground, to fill what stands back."""
        return css_of(mixed(rgb_of(self.ground), rgb_of(colour), 0.88))
