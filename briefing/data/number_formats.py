"""Numbers of a workbook as the program shows them: a value and its number format to the printed text.

The format codes are those of Office Open XML (ECMA-376, part 1, section 18.8.31). What a format
adds to a number beside a percent sign and known marks, such as a currency or a unit, is left out, and
so are the commas of its thousands: they are for the eye.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from briefing.language.number_marks import mark_of

_TOKENS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|.', re.DOTALL)
_DIGITS = re.compile(r"[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+,*")
_CURRENCY = re.compile(r"US\$|[£€¥₹]|\$(?!-)")
_MOST_DIGITS = 15
"""How many digits a workbook keeps of a number."""


def plain_number(value: float | Decimal) -> str:
    """A number without a format: with the digits that a workbook keeps, and no exponent."""
    if isinstance(value, int):
        return str(value)
    exact = value if isinstance(value, Decimal) else Decimal(f"{value:.{_MOST_DIGITS}g}")
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown_number(value: float | Decimal, code: str) -> str:
    """A number as its format shows it: ``41.3%`` of 0.413 in ``0.0%``, ``45`` of 45123 in ``0,``."""
    if code == "General":
        return plain_number(value)
    section = _section(code, value)
    bare, literals = _parts(section)
    digits = _DIGITS.search(bare)
    is_plain = digits is None or re.search(r"[Ee][-+]|/|General|@", bare) is not None
    percents = bare.count("%")
    if digits is None or (is_plain and not percents):
        return plain_number(value)
    exact = Decimal(plain_number(value)).scaleb(2 * percents - 3 * _scaling(digits[0]))
    text = _rounded(exact, digits[0].rstrip(","))
    mark = next((one for one in literals if _is_mark(one)), "")
    is_percent = percents or "%" in literals
    return f"{text}{'%' if is_percent else ''}{' ' if mark else ''}{mark}"


def currency_of(code: str) -> str:
    """The sign of a currency that a format puts beside its numbers: ``£`` of ``"£"#,##0``."""
    found = _CURRENCY.search(code)
    return found[0] if found else ""


def _section(code: str, value: float | Decimal) -> str:
    """The part of a format for numbers above zero, below it, or zero."""
    sections = [""]
    for piece in _TOKENS.findall(code):
        if piece == ";":
            sections.append("")
        else:
            sections[-1] += piece
    if value < 0 and len(sections) > 1:
        return sections[1]
    if value == 0 and len(sections) > 2:  # noqa: PLR2004
        return sections[2]
    return sections[0]


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


def _rounded(exact: Decimal, digits: str) -> str:
    """A number with the decimals of a format; those of ``#`` only where they are not zero."""
    decimals = digits.partition(".")[2]
    text = f"{exact.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP):f}"
    optional = len(decimals) - len(decimals.rstrip("#?"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    return text.rstrip(".") if "." in text else text


def _is_mark(literal: str) -> bool:
    said = mark_of(literal)
    return said.status is not None or bool(said.note)
