"""What single texts of a table look like: a number, a sign for no number, a period, or words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from briefing.core.period_notation import readings
from briefing.language.notation import USUAL
from briefing.language.number_marks import in_place_of_number, split_mark

_NUMBER = re.compile(
    r"(?:[<>≥≤~≈]|less than|more than|under|over|(?-i:e))?\s?[-−–+]?\s?\(?[-−+]?\s?[£$€¥₹]?\s?"
    r"(?:\d[\d,.'’ \u00a0\u2009\u202f]*|\.\d+|½)\)?[-−]?\s?%?(?:[eE][-+]?\d+)?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"[\d,.]+\s?(?:–|—|to)\s?[\d,.]+%?")
_FEW_UNITS = re.compile(r"less than .{1,20}\bunits?\.?", re.IGNORECASE)
_WITH_UNIT = re.compile(
    r"(?:[<>]|less than |more than )?\s?[\d,.]+ [a-z][a-z .]{1,24}", re.IGNORECASE
)
_YEAR = re.compile(r"(?:1[6-9]|20|21)\d\d")
_DOTTED_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:1[6-9]|20|21)\d\d")
"""``31.12.2018``, which has no more than digits and points."""
_FORMULA = re.compile(r"=\s?[-+(A-Za-z$\d]")
"""A formula whose result the workbook does not hold."""
_DASHES = frozenset({"-", "--", "–", "—", "−"})
_USUAL = frozenset(word.casefold() for word in USUAL if word)
_WORDLESS = frozenset({"#n/a", "#value!", "#div/0!", "#ref!", "n.d.", "n.a", "null", "none", "nil"})


class CellKind(StrEnum):
    """What a text looks like."""

    BLANK = "blank"
    NUMBER = "number"
    SIGN = "sign for no number"
    """``:``, ``NA``, ``[x]``, a dash: it stands in place of a number."""
    PERIOD = "period"
    """A period that is no plain number: ``2023 Q1``, ``19-12-2025``."""
    WORDS = "words"


@dataclass(slots=True)
class CellKinds:
    """Tells kinds of texts, each text looked at once."""

    _known: dict[str, CellKind] = field(default_factory=dict)

    def of(self, text: str) -> CellKind:
        """The kind of a text."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = _kind_of(text.strip())
        return found

    def all_of(self, texts: Iterable[str]) -> list[CellKind]:
        """The kinds of several texts."""
        return [self.of(text) for text in texts]


def is_formula(text: str) -> bool:
    """Whether a text is a formula whose result the workbook does not hold."""
    return _FORMULA.match(text) is not None


def is_dash(text: str) -> bool:
    """Whether a text is a dash alone, which may be zero or missing."""
    return text.strip() in _DASHES


def is_year(text: str) -> bool:
    """Whether a text is four digits that may be a year."""
    return _YEAR.fullmatch(text.strip().removesuffix(".0")) is not None


def _kind_of(text: str) -> CellKind:
    if not text:
        return CellKind.BLANK
    if _DOTTED_DAY.fullmatch(text):
        return CellKind.PERIOD
    if _NUMBER.fullmatch(text) and any(one.isdigit() or one == "½" for one in text):
        return CellKind.NUMBER
    plain = text.casefold()
    if is_formula(text):
        return CellKind.NUMBER  # that the file does not hold, which is told
    if plain in _USUAL or plain in _WORDLESS or text in _DASHES or in_place_of_number(text):
        return CellKind.SIGN
    if not any(one.isdigit() or one == "½" for one in text):
        return CellKind.WORDS
    if readings(text):
        return CellKind.PERIOD
    number, mark = split_mark(text)
    if mark and text.startswith(mark) and mark[0].isalpha() and (len(mark) > 1 or mark.isupper()):
        mark = ""  # MCS2025 and I21 are names
    if (mark and _NUMBER.fullmatch(number)) or _RANGE.fullmatch(text) or _FEW_UNITS.fullmatch(text):
        return CellKind.NUMBER
    return CellKind.NUMBER if _WITH_UNIT.fullmatch(text) else CellKind.WORDS
