"""Numbers of a workbook as the program shows them: a value and its number format to the printed text.

The format codes are those of Office Open XML (ECMA-376, part 1, section 18.8.31). What a format
adds to a number beside a percent sign and known marks, such as a currency or a unit, is left out, and
so are the commas of its thousands: they are for the eye.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from briefing.language.number_marks import mark_of

_TOKENS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|.', re.DOTALL)
_DIGITS = re.compile(r"[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+,*")
_CURRENCY = re.compile(r"\[\$([^\]-]*)|US\$|[£€¥₹$]")
"""In brackets a sign stands behind a dollar, and before the number of a language: ``[$€-407]``."""
_SIGN = re.compile(r"US\$|[£€¥₹$]")
_MOST_DIGITS = 15
"""How many digits a workbook keeps of a number."""


def plain_number(value: float | Decimal) -> str:
    """A number without a format: with the digits that a workbook keeps, and no exponent."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        text = f"{value:.{_MOST_DIGITS}g}"
        if "e" not in text and "n" not in text:  # neither an exponent nor infinite
            return text
        value = Decimal(text)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown_number(value: float | Decimal, code: str) -> str:
    """A number as its format shows it: ``41.3%`` of 0.413 in ``0.0%``, ``45`` of 45123 in ``0,``."""
    return NumberFormat(code).shown(value)


class NumberFormat:
    """The code of a format, taken apart once for many numbers."""

    def __init__(self, code: str) -> None:
        self._sections = [] if code == "General" else [*map(_Section.of, _sections(code))]

    def shown(self, value: float | Decimal) -> str:
        """A number as the format shows it."""
        if not self._sections:
            return plain_number(value)
        return self._section(value).shown(value)

    def _section(self, value: float | Decimal) -> _Section:
        """The part for numbers above zero, below it, or zero."""
        sections = self._sections
        if value < 0 and len(sections) > 1:
            return sections[1]
        if value == 0 and len(sections) > 2:  # noqa: PLR2004
            return sections[2]
        return sections[0]


def currency_of(code: str) -> str:
    """The sign of a currency that a format puts beside its numbers: ``£`` of ``"£"#,##0``."""
    for found in _CURRENCY.finditer(code):
        if sign := _SIGN.search(found[0] if found[1] is None else found[1]):
            return sign[0]
    return ""


def _sections(code: str) -> list[str]:
    """The parts of a format: for numbers above zero, below it, zero, and for texts."""
    sections = [""]
    for piece in _TOKENS.findall(code):
        if piece == ";":
            sections.append("")
        else:
            sections[-1] += piece
    return sections


@dataclass(frozen=True, slots=True)
class _Section:
    """What a part of a format does to a number."""

    step: Decimal | None = None
    """What it rounds to; ``None`` where it shows a number as it is."""
    optional: int = 0
    """How many of the last decimals are only shown where they are not zero."""
    power: int = 0
    """The power of ten that it multiplies by."""
    after: str = ""
    """What stands behind the number."""

    @classmethod
    def of(cls, section: str) -> _Section:
        bare, literals = _parts(section)
        digits = _DIGITS.search(bare)
        is_plain = digits is None or re.search(r"[Ee][-+]|/|General|@", bare) is not None
        percents = bare.count("%")
        if digits is None or (is_plain and not percents):
            return cls()
        mark = next((one for one in literals if _is_mark(one)), "")
        is_percent = percents or "%" in literals
        after = f"{'%' if is_percent else ''}{' ' if mark else ''}{mark}"
        decimals = digits[0].rstrip(",").partition(".")[2]
        optional = len(decimals) - len(decimals.rstrip("#?"))
        step = Decimal(1).scaleb(-len(decimals))
        return cls(step, optional, 2 * percents - 3 * _scaling(digits[0]), after)

    def shown(self, value: float | Decimal) -> str:
        text = plain_number(value)
        if self.step is None:
            return text
        exact = Decimal(text)
        if self.power:
            exact = exact.scaleb(self.power)
        text = f"{exact.quantize(self.step, ROUND_HALF_UP):f}"
        if self.optional:
            left = self.optional
            while left and text.endswith("0"):
                text, left = text[:-1], left - 1
            text = text.rstrip(".")
        return f"{text}{self.after}"


def _parts(section: str) -> tuple[str, list[str]]:
    """What of a format makes digits, and the words that it adds."""
    bare, literals = "", [""]
    for piece in _TOKENS.findall(section):
        if piece[0] == '"':
            literals.append(piece[1:-1].strip())
        elif piece[0] == "\\":
            literals[-1] += piece[1:].strip()
        elif len(piece) == 1:
            bare += piece
            literals.append("")
    return bare, [one for one in literals if one]


def _scaling(digits: str) -> int:
    """How often a format divides by a thousand: the commas behind its last digit."""
    whole, _, decimals = digits.partition(".")
    trailing = len(digits) - len(digits.rstrip(","))
    return trailing + (len(whole) - len(whole.rstrip(",")) if decimals else 0)


def _is_mark(literal: str) -> bool:
    said = mark_of(literal)
    return said.status is not None or bool(said.note)
