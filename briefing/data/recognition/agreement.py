"""The figures of an edition as keys and texts, and how far those of two editions agree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from briefing.core.fact import Cell
from briefing.core.period import Period
from briefing.core.series import Dataset, Panel, Series
from briefing.data.recognition.headers import plain_name

Key = tuple[str, Period]
"""Member as :func:`~briefing.data.recognition.headers.plain_name` has it (empty without a dimension), and period."""
_MARKED = re.compile(r"(?:[epr]\s?)?([-−+]?[\d,. \u00a0]*\d)\s?(?:[epr%])?")
_FACTORS = (10, 100, 1000, 1_000_000)
_NEAR = Fraction(7, 10)
"""Ratio from which on two values may be one that was revised."""
_LOOSE = Fraction(1, 16)
"""How near the median ratio must be to a power of ten."""
_FEW_DIGITS = 0.25
"""What the agreement of a value such as 0, 5 or 100 weighs, beside that of 376,000."""
_ENOUGH = 2.0
"""The weight of shared values from which on agreement is certain."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A measure of the edition in use."""

    name: str
    title: str
    headers: tuple[str, ...]
    """The headers that it stands under."""
    texts: Mapping[Key, str]
    """Its cells as printed."""
    members: tuple[str, ...] = ()
    """Its members as they are named."""

    @property
    def last(self) -> Period:
        """Its last period."""
        return max(period for _, period in self.texts)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far values of a column agree with those known."""

    score: float
    """From 0 (nothing says that it is the measure) to 1 (all shared values are equal)."""
    equal: int = 0
    shared: int = 0
    factor: Fraction = Fraction(1)
    """By what the new values are larger throughout, a power of ten."""

    def __str__(self) -> str:
        """``9 of 11 values as before``."""
        if not self.shared:
            return "no value stands in both editions"
        return f"{self.equal} of {self.shared} values as before"


def figures_of(dataset: Dataset) -> dict[str, Figures]:
    """The measures of a data set by name; figures that were put right are taken as printed."""
    found = {}
    for name, measure in dataset.measures.items():
        texts: dict[Key, str] = {}
        headers: dict[str, None] = {}
        for series in _lines(measure):
            for period, fact in series.facts.items():
                if isinstance(fact.origin, Cell):
                    printed = fact.origin.corrected_from or fact.origin.text
                    texts[plain_name(fact.member or ""), period] = printed
                    headers[fact.origin.header] = None
        if texts:
            members = tuple(one.member for one in _lines(measure) if one.member)
            found[name] = Figures(name, measure.title, tuple(headers), texts, members)
    return found


def _lines(measure: Series | Panel) -> list[Series]:
    if isinstance(measure, Series):
        return [measure]
    return list(measure.every)


def agreement(known: Figures, texts: Mapping[Key, str], decimal: str) -> Agreement:
    """How far the cells of a column are those of a measure.

    Where no period is shared, the last values of both are held against one another; they can be
    near at best.
    """
    pairs = [(text, texts[key]) for key, text in known.texts.items() if key in texts]
    if pairs:
        return _judged(pairs, _share_covered(known, texts), decimal)
    if not texts:
        return Agreement(0)
    last = max(period for _, period in texts)
    carried = [
        (text, texts[member, last])
        for (member, period), text in known.texts.items()
        if period == known.last and (member, last) in texts
    ]
    one = _judged(carried, 1.0, decimal)
    return Agreement(one.score / 2, 0, 0, one.factor)


def _share_covered(known: Figures, texts: Mapping[Key, str]) -> float:
    """Of the keys that are known, in periods that the column has: how many it has too."""
    periods = {period for _, period in texts}
    wanted = [key for key in known.texts if key[1] in periods]
    return sum(key in texts for key in wanted) / len(wanted) if wanted else 0.0


def _judged(pairs: list[tuple[str, str]], covered: float, decimal: str) -> Agreement:
    values = [(_value(old, "."), _value(new, decimal)) for old, new in pairs]
    weights = [_weight(old) for old, _ in values]
    whole = sum(weights)
    if not whole:
        return Agreement(0)
    equal = [old == new for old, new in values]
    factor = Fraction(1) if any(equal) else _factor(values)
    near = [_is_near(old, new, factor) for old, new in values]

    def share(which: list[bool]) -> float:
        return sum(w for w, yes in zip(weights, which, strict=True) if yes) / whole

    certain = min(1.0, whole / _ENOUGH)
    score = (0.65 * share(equal) + 0.35 * share(near)) * certain * covered
    if factor != 1:
        score = 0.4 * share(near) * certain * covered
    return Agreement(
        score,
        sum(e and w > 0 for e, w in zip(equal, weights, strict=True)),
        sum(w > 0 for w in weights),
        factor,
    )


def _value(text: str, decimal: str) -> Fraction | str:
    """The number of a cell, or its words in small letters."""
    bare = text.strip()
    if found := _MARKED.fullmatch(bare):
        digits = found[1].replace("−", "-").replace(" ", "").replace("\u00a0", "")
        if decimal == ",":
            digits = digits.translate(str.maketrans(",.", ".,"))
        try:
            return Fraction(digits.replace(",", ""))
        except ValueError:
            pass
    return bare.casefold()


def _weight(value: Fraction | str) -> float:
    if isinstance(value, str):
        return _FEW_DIGITS if value else 0.0
    digits = str(abs(value.numerator)).strip("0")
    return 1.0 if len(digits) > 1 else _FEW_DIGITS


def _ratio(old: Fraction | str, new: Fraction | str) -> Fraction | None:
    if isinstance(old, str) or isinstance(new, str) or not old or not new:
        return None
    return new / old


def _factor(values: list[tuple[Fraction | str, Fraction | str]]) -> Fraction:
    ratios = [ratio for old, new in values if (ratio := _ratio(old, new)) and ratio > 0]
    if len(ratios) < 2:  # noqa: PLR2004  (one value could be anything)
        return Fraction(1)
    for one in _FACTORS:
        for factor in (Fraction(one), Fraction(1, one)):
            if abs(median(ratios) / factor - 1) <= _LOOSE:
                return factor
    return Fraction(1)


def _is_near(old: Fraction | str, new: Fraction | str, factor: Fraction) -> bool:
    if old == new:
        return True
    ratio = _ratio(old, new)
    return ratio is not None and _NEAR <= ratio / factor <= 1 / _NEAR
