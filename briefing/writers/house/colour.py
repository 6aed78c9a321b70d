"""Colours as numbers: from CSS and back, mixed, and how well one can be read on another."""

from __future__ import annotations

RGB = tuple[int, int, int]
READABLE = 4.5
"""Least contrast of text by WCAG 2.2, criterion 1.4.3."""
WHITE: RGB = (255, 255, 255)
BLACK: RGB = (0, 0, 0)


def rgb_of(colour: str) -> RGB:
    """``#rrggbb`` to its three channels."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def css_of(colour: RGB) -> str:
    """A colour as CSS writes it."""
    return "#" + "".join(f"{channel:02x}" for channel in colour)


def contrast(one: RGB, other: RGB) -> float:
    """Contrast ratio of two colours, 1 to 21, by WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: RGB, other: RGB, share: float) -> RGB:
    """``share`` of ``one`` in ``other``."""
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(colour: RGB) -> float:
    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004

    red, green, blue = (linear(channel) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
