"""Cells of two editions to values that compare: numbers without marks and thousands, else words."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from briefing.core.status import Status
from briefing.data.grid import tidy
from briefing.data.number_notation import NumberNotation
from briefing.language.notation import USUAL
from briefing.language.number_marks import in_place_of_number, mark_of, split_mark

Value = Fraction | str
"""The number of a cell, or its words in small letters."""
_NUMBER = re.compile(r"[-+]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d{1,2})?")
_FEW_DIGITS = 0.25
"""What the agreement of a value such as 0, 5 or 100 weighs, beside that of 376,000."""
_NO_VALUE = 0.05
"""What it weighs that both have no value, for one reason: that says next to nothing."""
_MISSING = frozenset(word.casefold() for word in USUAL)
_AS_POINTS = str.maketrans(",.", ".,")


@lru_cache(maxsize=400_000)
def value_of(text: str, decimal: str) -> Value:
    """The number of a cell, its marks left out (``4632 b``, ``e20,000``, ``45,123 [r]``), or its words.

    ``decimal`` is the mark before decimals, ``.`` or ``,``.
    """
    if text.isdecimal() and text.isascii():
        return Fraction(int(text))
    notation = NumberNotation("," if decimal == "," else ".", brackets=True)
    found = notation.plain(tidy(text))
    found = found.translate(_AS_POINTS) if decimal == "," else found
    number = _number(found)
    if number is None:
        bare, mark = split_mark(found)
        said = mark_of(mark) if mark else None
        if said is not None and (said.status is not None or said.note or said.is_sign):
            number = _number(bare)
    if number is not None:
        return number
    return found.casefold().rstrip(".").replace("½", "1/2").replace("one-half", "1/2")


def with_points(text: str, value: Fraction | None) -> str:
    """A printed number with points before its decimals, where it was read as one with a decimal comma."""
    if "," not in text or value is None or value_of(text, ".") == value:
        return text
    return text.translate(_AS_POINTS) if value_of(text, ",") == value else text


def weight_of(value: Value) -> float:
    """How much it says that two cells have this value: 1 at most, nothing for a blank."""
    if isinstance(value, str):
        if not value:
            return 0.0
        return _NO_VALUE if is_missing(value) else _FEW_DIGITS
    digits = str(abs(value.numerator)).strip("0")
    return 1.0 if len(digits) > 1 else _FEW_DIGITS


def digits_of(value: Value) -> int:
    """Digits of a number without zeros at its ends; 1 for a word that tells something."""
    if isinstance(value, str):
        return int(bool(value) and not is_missing(value))
    return len(str(abs(value.numerator)).strip("0"))


def is_number(text: str) -> bool:
    """Whether a cell is a number, by either decimal mark, with or without a mark beside it."""
    return isinstance(value_of(text, "."), Fraction) or isinstance(value_of(text, ","), Fraction)


def is_missing(value: Value) -> bool:
    """Whether it is a word that stands in place of a number: ``w``, ``na``, ``:``; or a blank."""
    if not isinstance(value, str):
        return False
    if value in _MISSING:
        return True
    alone = in_place_of_number(value)
    return alone is not None and alone[0] is not Status.NORMAL


def _number(text: str) -> Fraction | None:
    bare = text.replace("\u2212", "-").removesuffix("%").strip()
    if not _NUMBER.fullmatch(bare):
        return None
    return Fraction(bare.replace(",", ""))
