"""How statistical tables print numbers: text of a cell to a quantity, or a refusal with words.

Understood are plain numbers with grouped thousands, bounds (``>95``, ``Less than ½ unit``), ranges
(``50–300``), marks (``e20,000``, ``4632 [r]``), and the usual words for no value (``W``, ``NA``, ``XX``). What
is not understood is refused; nothing becomes zero by itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from briefing.core.budgets import BudgetSpent
from briefing.core.exact_number import exact_number, step_of
from briefing.core.interval import Interval
from briefing.core.problems import QuantityError, Refusal
from briefing.core.quantity import Quantity
from briefing.core.status import Status
from briefing.core.unit import Unit, conversion_factor
from briefing.core.unit_codes import normal_code
from briefing.language.number_marks import Mark, bare, in_place_of_number, mark_of, split_mark
from briefing.language.triangles import triangle_said

Ends = tuple[Fraction | None, Fraction | None]


class Kind(Enum):
    """What a cell turned out to be."""

    PLAIN = "plain"
    QUALIFIED = "qualified"
    WITHOUT_VALUE = "without value"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: the quantity, what kind of cell it is, and a note for the reader."""

    quantity: Quantity
    kind: Kind
    note: str = ""
    mark: str = ""
    """What stands beside the number: ``e``, ``[r]``, ``*``."""
    is_unexplained: bool = False
    """Whether the mark is a star or dagger, which only the notes of the table explain."""
    means: str = ""
    """What a text that is no number means where it stands for bounds: ``net exporter``."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text that is no number stands for: a status, a number, or bounds."""

    status: Status | None = None
    value: Fraction | None = None
    bounds: Ends | None = None
    note: str = ""


class NotationError(Refusal):
    """A text that is no number; ``advice`` says what to write in the YAML."""


USUAL: Mapping[str, Meaning] = {
    "": Meaning(Status.MISSING),
    "W": Meaning(Status.SUPPRESSED, note="withheld to avoid disclosing company data"),
    "NA": Meaning(Status.MISSING, note="not available"),
    "N/A": Meaning(Status.MISSING, note="not available"),
    "n.a.": Meaning(Status.MISSING, note="not available"),
    "NaN": Meaning(Status.MISSING, note="not available"),
    "..": Meaning(Status.MISSING, note="not available"),
    "...": Meaning(Status.MISSING, note="not available"),
    "…": Meaning(Status.MISSING, note="not available"),
    ":": Meaning(Status.MISSING, note="not available"),
    "#N/A": Meaning(Status.MISSING, note="not available"),
    "XX": Meaning(Status.NOT_APPLICABLE, note="not applicable"),
    "Large": Meaning(Status.MISSING, note="large"),
    "Small": Meaning(Status.MISSING, note="small"),
}
"""What the usual words mean; upper and lower case alike. A blank is missing, never zero."""

_LONGEST = 1_000
"""Characters of a cell that may be a number, with all that stands beside it."""
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_NUMBER = r"[-−+]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?|[-−+]?\.\d+"
_PLAIN = re.compile(_NUMBER)
_SCIENTIFIC = re.compile(r"([-−+]?\d+(?:\.\d+)?)[eE]([-+]?\d{1,2})")
_HALF = re.compile(r"less than (?:½|1/2|(?:one|a)[- ]half)(?: of)?(?: a)? units?\.?", re.IGNORECASE)
_BOUND = re.compile(
    rf"(?P<sign>>=|<=|[><≥≤]|(?:more|greater|less|fewer) than|at least|at most|under|over)\s*"
    rf"(?P<number>{_NUMBER})(?P<rest>(?:%|\s[a-z .]+)?)",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"(?P<low>{_NUMBER})\s?(?:–|—|to)\s?(?P<high>{_NUMBER})%?")
_NO_UNIT = re.compile(r"[^\W\d_]\d\d")
"""Letters with digits of a number behind them: ``x12`` is no unit, as ``m2`` and ``CO2`` are."""
_WITH_UNIT = re.compile(rf"(?P<number>{_NUMBER})\s?(?P<rest>[^\W\d_][\w ./²³*]*)")
_HYPHEN_RANGE = re.compile(r"(?P<low>\d[\d,.]*)-(?P<high>\d[\d,.]*)")
_SPACED = r"[-−+]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?"
_DASHES = frozenset({"-", "--", "–", "—", "−"})
_SIGNS = {
    "more than": ">",
    "greater than": ">",
    "over": ">",
    "less than": "<",
    "fewer than": "<",
    "under": "<",
    "at least": "≥",
    "at most": "≤",
    ">=": "≥",
    "<=": "≤",
}


def parse_number(
    text: str,
    *,
    unit: Unit,
    range_: Ends | None = None,
    precision: Fraction | None = None,
    decimal: str = ".",
    tokens: Mapping[str, Meaning] | None = None,
    marks: Collection[str] = (),
    shown: str | None = None,
) -> Reading:
    """What the text of a cell says; raises :class:`NotationError` where it says no number.

    ``range_`` is the least and greatest value that can be: it limits bounds and refuses numbers
    beyond it. ``precision`` is what the last digit counts, where trailing zeros do not tell.
    ``tokens`` are texts with a declared meaning; they win over the usual ones. ``marks`` are those
    beside numbers that somebody has declared. ``shown`` is the text as printed, where it was made
    plainer by what is known of its column.
    """
    reader = _Reader(unit, range_, precision, decimal, frozenset(marks))
    cleaned = _SPACES.sub(" ", text).strip()
    if meaning := _meaning(cleaned, tokens or {}):
        return reader.meant(meaning)
    original = text if shown is None else shown
    if len(cleaned) > _LONGEST:
        message = f"'{original.strip()[:40]}…', {len(cleaned):,} characters, is no number"
        raise NotationError(message, code="unreadable-number")
    try:
        return reader.read(cleaned, original)
    except BudgetSpent as error:
        raise NotationError.of(error) from None


@dataclass(frozen=True, slots=True)
class _Reader:
    unit: Unit
    range: Ends | None
    precision: Fraction | None
    decimal: str
    marks: frozenset[str]

    def meant(self, meaning: Meaning) -> Reading:
        """A word with a meaning."""
        if meaning.value is not None:
            quantity = Quantity.printed(meaning.value, self._or(Fraction(1)), self.unit)
            return Reading(quantity, Kind.QUALIFIED, meaning.note)
        if meaning.bounds is not None:
            quantity = Quantity.bounded(self._within(Interval(*meaning.bounds)), self.unit)
            return Reading(quantity, Kind.QUALIFIED, meaning.note, means=meaning.note)
        status = meaning.status or Status.MISSING
        bounds = self._within(Interval()) if status is Status.SUPPRESSED else Interval()
        quantity = Quantity.bounded(bounds, self.unit, status)
        return Reading(quantity, Kind.WITHOUT_VALUE, meaning.note)

    def read(self, text: str, original: str) -> Reading:
        """A text that should be a number."""
        if self.decimal == ",":
            text = text.translate(str.maketrans(",.", ".,"))
        bare = text.removesuffix("%").rstrip() if self.unit.is_percent else text
        if _PLAIN.fullmatch(bare):
            return Reading(self._plain(bare), Kind.PLAIN)
        if _HALF.fullmatch(text):
            half = self._within(Interval(Fraction(0), Fraction(1, 2), high_open=True))
            return Reading(Quantity.bounded(half, self.unit), Kind.QUALIFIED)
        if match := _BOUND.fullmatch(text.rstrip(".")):
            quantity = self._bound(match, self._unit_factor(match["rest"], original))
            return Reading(quantity, Kind.QUALIFIED)
        if match := _RANGE.fullmatch(text):
            return Reading(self._range(match, original), Kind.QUALIFIED)
        if match := _SCIENTIFIC.fullmatch(text):
            value = exact_number(match[1]) * Fraction(10) ** int(match[2])
            step = self._or(step_of(match[1]) * Fraction(10) ** int(match[2]))
            return Reading(Quantity.printed(self._checked(value), step, self.unit), Kind.PLAIN)
        if (match := _WITH_UNIT.fullmatch(text)) and self._measures_the_same(match["rest"]):
            factor = self._unit_factor(match["rest"], original)
            step = self._or(self._step(match["number"]) * factor)
            value = self._checked(exact_number(match["number"]) * factor)
            return Reading(Quantity.printed(value, step, self.unit), Kind.PLAIN)
        number, mark = split_mark(text)
        if mark:
            return self._marked(number, mark, original)
        raise self._refusal(text, original)

    def _plain(self, text: str) -> Quantity:
        value = self._checked(exact_number(text))
        step = self._or(self._step(text))
        quantity = Quantity.printed(value, step, self.unit)
        rounding = quantity.rounding.intersect(self._limits())
        return replace(quantity, rounding=rounding or quantity.bounds)

    def _measures_the_same(self, words: str) -> bool:
        """Whether words beside a number are a unit of what the series measures, and no flag."""
        code = normal_code(words.strip(" ."))
        if code == self.unit.code:
            return True
        if mark_of(words).status is not None or _NO_UNIT.search(words):
            return False
        try:
            conversion_factor(Unit(code), Unit(self.unit.code))
        except QuantityError:
            return False
        return True

    def _unit_factor(self, said: str, original: str) -> Fraction:
        """What a number with a unit beside it is multiplied by to be in the declared unit."""
        words = said.strip(" .").removeprefix("of ")
        if not words or words.lower() in {"unit", "units"}:
            return Fraction(1)
        code = normal_code(words)
        if code == self.unit.code or self.unit.is_ratio:
            return Fraction(1)
        try:
            return conversion_factor(Unit(code), Unit(self.unit.code))
        except QuantityError:
            raise NotationError(
                f"'{original.strip()}' is in '{words}', and the series in '{self.unit.code}'",
                "put the cell right in a correction",
                code="other-unit-in-cell",
            ) from None

    def _bound(self, match: re.Match[str], factor: Fraction) -> Quantity:
        sign = match["sign"].lower()
        sign = _SIGNS.get(sign, sign)
        value = exact_number(match["number"]) * factor
        if sign in {">", "≥"}:
            bounds = Interval(value, None, low_open=sign == ">")
        else:
            bounds = Interval(None, value, high_open=sign == "<")
        return Quantity.bounded(self._bounded_by_kind(bounds), self.unit)

    def _bounded_by_kind(self, bounds: Interval) -> Interval:
        """A bound as tables mean it: ``>95`` percent is at most 100, ``<25`` at least 0."""
        if self.range is None:
            if bounds.high is None and self.unit.is_percent and (bounds.low or 0) < 100:  # noqa: PLR2004
                return Interval(bounds.low, Fraction(100), bounds.low_open)
            if bounds.low is None and bounds.high is not None and bounds.high > 0:
                return Interval(Fraction(0), bounds.high, high_open=bounds.high_open)
        return self._within(bounds)

    def _range(self, match: re.Match[str], original: str) -> Quantity:
        low, high = exact_number(match["low"]), exact_number(match["high"])
        if low > high:
            raise NotationError(f"'{original}' is a range from more to less", code="reversed-range")
        return Quantity.bounded(self._within(Interval(low, high)), self.unit)

    def _marked(self, number: str, mark: str, original: str) -> Reading:
        """A number with a mark beside it."""
        said = mark_of(mark)
        is_known = said.status is not None or said.note or said.is_sign
        if not is_known and not {mark, bare(mark)} & self.marks:
            raise _unknown_mark(said, original)
        bare_number = number.removesuffix("%").rstrip() if self.unit.is_percent else number
        if not _PLAIN.fullmatch(bare_number):
            raise self._refusal(number, original)
        status = said.status or Status.NORMAL
        quantity = replace(self._plain(bare_number), status=status)
        is_unexplained = said.is_sign and not {mark, bare(mark)} & self.marks
        return Reading(quantity, Kind.QUALIFIED, said.note, mark, is_unexplained)

    def _or(self, step: Fraction) -> Fraction:
        """What the last digit counts: as declared, 0 for exact numbers, else ``step``."""
        return step if self.precision is None else self.precision

    def _step(self, text: str) -> Fraction:
        if self.unit.is_percent and "." not in text:
            return Fraction(1)
        return step_of(text)

    def _checked(self, value: Fraction) -> Fraction:
        if value not in self._limits():
            low, high = self.range or (None, None)
            raise NotationError(
                f"{_plainly(value)} lies outside of what can be, {_ends(low, high)}",
                "correct the cell, or the 'range' of the series",
                code="out-of-range",
            )
        return value

    def _limits(self) -> Interval:
        return Interval(*self.range) if self.range else Interval()

    def _within(self, bounds: Interval) -> Interval:
        found = bounds.intersect(self._limits())
        if found is None:
            low, high = self.range or (None, None)
            raise NotationError(
                f"the bound lies outside of what can be, {_ends(low, high)}", code="out-of-range"
            )
        return found

    def _refusal(self, text: str, original: str) -> NotationError:
        shown = original.strip()
        if text in _DASHES:
            return NotationError(
                f"'{shown}' may be zero or missing",
                f"say which: tokens: {{'{shown}': {{value: 0}}}}, or {{status: O}}",
                code="ambiguous-dash",
            )
        if text.startswith("="):
            return NotationError(
                f"'{shown}' is a formula whose result is not stored",
                "open the file in Excel or LibreOffice, and save it",
                code="formula-without-result",
            )
        if re.fullmatch(_SPACED, text):
            return NotationError(
                f"'{shown}' has spaces between its groups of digits",
                "groups of thousands have three digits; put the cell right in a correction",
                code="spaced-thousands",
            )
        if match := _HYPHEN_RANGE.fullmatch(text):
            return NotationError(
                f"'{shown}' may be a range or a difference",
                f"write it with an en dash in a correction: '{match['low']}–{match['high']}'",
                code="ambiguous-range",
            )
        if re.fullmatch(r"[-−+]?(?=,*\d)[\d,]+(?:\.\d+)?", text):
            return NotationError(
                f"'{shown}' has thousands commas in the wrong places",
                "put it right in a correction",
                code="misplaced-commas",
            )
        if told := triangle_said(shown, text):
            return NotationError(*told, code="unreadable-number")
        is_included = re.fullmatch(r"included (?:with|in) .+", text, re.IGNORECASE)
        if not is_included and re.search(r"\d", text) and not re.search(r"[^\W\d_]{4}", text):
            return NotationError(
                f"'{shown}' is no number",
                "put the cell right in a correction",
                code="unreadable-number",
            )
        return NotationError(
            f"'{shown}' is no number",
            f"declare what it means: tokens: {{'{shown}': {{status: {'K' if is_included else 'O'}}}}}",
            code="unreadable-number",
        )


def _meaning(text: str, declared: Mapping[str, Meaning]) -> Meaning | None:
    if text in declared:
        return declared[text]
    for table in (declared, USUAL):
        for word, meaning in table.items():
            if word.casefold() == text.casefold():
                return meaning
    if re.fullmatch(r"included (?:with|in) .+", text, re.IGNORECASE):
        return Meaning(Status.INCLUDED_ELSEWHERE, note=text[0].lower() + text[1:])
    if found := in_place_of_number(text):
        return Meaning(found[0], note=found[1])
    return None


def _unknown_mark(mark: Mark, original: str) -> NotationError:
    """The refusal of a number with a mark that no list knows, or that contradicts it."""
    shown, letter = original.strip(), bare(mark.text)
    if letter.lower() in {"c", "z", "x"}:
        return NotationError(
            f"'{shown}' is a number with '{mark.text}' beside it, which says that there is none",
            f"say which holds: status: [{{mark: '{letter}', code: A}}] keeps the number, code: Q "
            "withholds it",
            code="number-with-mark",
        )
    return NotationError(
        f"'{shown}' is a number with '{mark.text}' beside it",
        f"say what the mark means: status: [{{mark: '{letter}', code: ...}}], with one of "
        f"{', '.join(status.value for status in Status if status.has_value)}; a unit is said by 'unit'",
        code="number-with-mark",
    )


def _plainly(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(float(value))


def _ends(low: Fraction | None, high: Fraction | None) -> str:
    if low is not None and high is not None:
        return f"{_plainly(low)} to {_plainly(high)}"
    if low is not None:
        return f"{_plainly(low)} or more"
    return f"{_plainly(high)} or less" if high is not None else "anything"
