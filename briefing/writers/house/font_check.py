"""A font file of the house to what speaks against setting a brief in it."""

from __future__ import annotations

from io import BytesIO

from fontTools.ttLib import TTFont

from briefing.core.library_calls import library_call
from briefing.core.problems import Refusal

_RESTRICTED = 0x0002
_NO_SUBSETTING = 0x0100
_BITMAPS_ONLY = 0x0200
"""Bits of ``fsType`` in the table OS/2 of OpenType."""
_DIGITS = "0123456789"


def font_fault(content: bytes) -> tuple[str, str] | None:
    """What is wrong with a font file, and what to do; ``None`` where a brief can be set in it.

    It must open, allow to be embedded in parts, and have digits of one width for tables.
    """
    try:
        with library_call(_unusable), TTFont(BytesIO(content), lazy=False) as font:
            return _fault(font)
    except Refusal as error:
        return str(error), error.advice


def _unusable(why: str) -> Refusal:
    message = f"it is no TTF or OTF font that can be opened: {why}"
    return Refusal(message, "give another file", code="unfit-font")


def _fault(font: TTFont) -> tuple[str, str] | None:
    if font.flavor:
        return f"it is a {font.flavor.upper()} font", "give the TTF or OTF file"
    if "fvar" in font:
        return "it is a variable font", "give one static file for each weight"
    kind = font["OS/2"].fsType
    if kind & _RESTRICTED or kind & _BITMAPS_ONLY or kind & _NO_SUBSETTING:
        return (
            f"the font does not allow to be embedded (OS/2 fsType {kind:#06x})",
            "get a licence and a file that allow it",
        )
    known = font.getBestCmap() or {}
    if missing := [digit for digit in _DIGITS if ord(digit) not in known]:
        return f"the font has no digit {missing[0]}", "give another file"
    widths = {font["hmtx"][known[ord(digit)]][0] for digit in _DIGITS}
    if len(widths) > 1 and "tnum" not in _features(font):
        return (
            "the font has no figures of one width (no 'tnum' feature), so columns would not align",
            "give a face with tabular figures",
        )
    return None


def _features(font: TTFont) -> frozenset[str]:
    table = font["GSUB"].table if "GSUB" in font else None
    if table is None or table.FeatureList is None:
        return frozenset()
    return frozenset(record.FeatureTag for record in table.FeatureList.FeatureRecord)
