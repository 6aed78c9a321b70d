"""The figures of an edition as keys and texts, and how far those of two editions agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import median

from briefing.core.fact import Cell
from briefing.core.period import Period
from briefing.core.series import Dataset, Panel, Series
from briefing.data.grid import tidy
from briefing.data.recognition.cell_values import (
    Value,
    digits_of,
    is_missing,
    value_of,
    weight_of,
    with_points,
)
from briefing.data.recognition.headers import plain_name
from briefing.project.project_schema import DatasetConfig, SeriesColumns

Key = tuple[str, Period]
"""Member as :func:`~briefing.data.recognition.headers.plain_name` has it (empty without a dimension), and period."""
_FACTORS = (10, 100, 1000, 1_000_000)
_NEAR = Fraction(7, 10)
"""Ratio from which on two values may be one that was revised."""
_LOOSE = Fraction(1, 16)
"""How near the median ratio must be to a power of ten."""
_ENOUGH = 2.0
"""The weight of shared values from which on agreement is certain."""
_STEADY = Fraction(1, 100)
"""How much the ratios of an index on another base may differ by rounding."""
_FEWEST_RATIOS = 3
_SIZE = 3
"""Ratio up to which two values are of one size."""
_SIZES = 5
"""Different sizes, in powers of two, that members must have for their pattern to be no accident."""
_MOSTLY = 0.75


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
    unit: str = ""
    """Its declared unit."""
    conditions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Header to the texts that picked its rows."""

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
    weight: float = 0.0
    """How much the values that are equal say together; 1 for each of several digits."""
    digits: float = 0.0
    """Digits of the numbers that are equal, trailing zeros left out: accidents have few."""
    is_rebased: bool = False
    """Whether all values differ by one factor, and it is an index: it has another base."""
    is_patterned: bool = False
    """Whether members differ widely, and most are of the size of before: that is no accident."""
    carried: int = 0
    """Of values that stand for a later period than any known one: how many are as the last known."""

    @property
    def is_seen(self) -> bool:
        """Whether some value of the edition before stands here again, or all by one factor."""
        return self.weight > 0 or self.is_rebased

    def __str__(self) -> str:
        """``9 of 11 values as before``."""
        if self.is_rebased:
            return f"all {self.shared} values by one factor"
        if self.factor != 1:
            return f"{self.equal} of {self.shared} values as before, by another scale"
        if self.shared:
            return f"{self.equal} of {self.shared} values as before"
        if self.carried:
            return f"no period stands in both editions; {self.carried} values as the last before"
        return "no value stands in both editions"


def figures_of(dataset: Dataset, config: DatasetConfig) -> dict[str, Figures]:
    """The measures of a data set by name; figures that were put right are taken as printed.

    ``config`` is how the data set is declared: in what units, and which rows it takes.
    """
    found = {}
    for name, measure in dataset.measures.items():
        texts: dict[Key, str] = {}
        headers: dict[str, None] = {}
        for series in _lines(measure):
            for period, fact in series.facts.items():
                if isinstance(fact.origin, Cell):
                    printed = fact.origin.corrected_from or fact.origin.text
                    texts[plain_name(fact.member or ""), period] = with_points(
                        printed, fact.quantity.value
                    )
                    headers[fact.origin.header] = None
        if texts:
            members = tuple(one.member for one in _lines(measure) if one.member)
            declared = config.series[name]
            found[name] = Figures(
                name,
                measure.title,
                tuple(headers),
                texts,
                members,
                declared.unit,
                _conditions(config, declared),
            )
    return found


def _conditions(config: DatasetConfig, declared: SeriesColumns) -> dict[str, tuple[str, ...]]:
    found: dict[str, str | list[str]] = {**config.where, **declared.where}
    if config.measure and declared.measure:
        found[config.measure] = declared.measure
    return {
        tidy(header): tuple(tidy(one) for one in ([texts] if isinstance(texts, str) else texts))
        for header, texts in found.items()
    }


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
        covered = _share_covered(known, texts)
        return _judged(pairs, covered, decimal, is_index=known.unit == "index")
    if not texts:
        return Agreement(0)
    last = max(period for _, period in texts)
    carried = [
        (text, texts[member, last])
        for (member, period), text in known.texts.items()
        if period == known.last and (member, last) in texts
    ]
    one = _judged(carried, 1.0, decimal)
    return Agreement(
        one.score / 2,
        factor=one.factor,
        weight=one.weight / 2,
        digits=one.digits / 2,
        is_patterned=one.is_patterned,
        carried=one.equal,
    )


def _share_covered(known: Figures, texts: Mapping[Key, str]) -> float:
    """Of the keys that are known, in periods that the column has: how many it has too."""
    periods = {period for _, period in texts}
    wanted = [key for key in known.texts if key[1] in periods]
    return sum(key in texts for key in wanted) / len(wanted) if wanted else 0.0


def _judged(
    pairs: list[tuple[str, str]], covered: float, decimal: str, *, is_index: bool = False
) -> Agreement:
    values = [(value_of(old, "."), value_of(new, decimal)) for old, new in pairs]
    weights = [weight_of(old) for old, _ in values]
    whole = sum(weights)
    if not whole:
        return Agreement(0)
    equal = [old == new for old, new in values]
    factor = Fraction(1) if _some_number(values, equal) else _factor(values)
    scaled = [_is_scaled(old, new, factor) for old, new in values] if factor != 1 else equal
    near = [_is_near(old, new, factor) for old, new in values]

    def weighed(which: list[bool]) -> float:
        return sum(w for w, yes in zip(weights, which, strict=True) if yes)

    certain = min(1.0, whole / _ENOUGH)
    score = (0.65 * weighed(equal) + 0.35 * weighed(near)) / whole * certain * covered
    is_rebased = is_index and not any(equal) and _is_steady(values)
    if is_rebased:
        score = certain * covered
    elif factor != 1:
        score = 0.4 * weighed(near) / whole * certain * covered
    counted = [w > 0 for w in weights]
    said = [a and not is_missing(old) for a, (old, _) in zip(scaled, values, strict=True)]
    return Agreement(
        score,
        sum(a and b for a, b in zip(scaled, counted, strict=True)),
        sum(counted),
        Fraction(1) if is_rebased else factor,
        weighed(said),
        sum(digits_of(old) for (old, _), yes in zip(values, said, strict=True) if yes),
        is_rebased,
        _is_patterned(values),
    )


def _is_patterned(values: list[tuple[Value, Value]]) -> bool:
    """Whether most numbers are of the size of those before, and these are of many sizes."""
    both = [
        (old, abs(new / old))
        for old, new in values
        if isinstance(old, Fraction) and isinstance(new, Fraction) and old and new
    ]
    alike = [old for old, ratio in both if 1 / _SIZE <= ratio <= _SIZE]
    sizes = {int(abs(old)).bit_length() for old in alike}
    return len(sizes) >= _SIZES and len(alike) >= _MOSTLY * len(both)


def _some_number(values: list[tuple[Value, Value]], equal: list[bool]) -> bool:
    """Whether a value other than a word or zero stands in both."""
    return any(
        same and (isinstance(old, str) or old != 0)
        for same, (old, _) in zip(equal, values, strict=True)
    )


def _ratio(old: Value, new: Value) -> Fraction | None:
    if isinstance(old, str) or isinstance(new, str) or not old or not new:
        return None
    return new / old


def _ratios(values: list[tuple[Value, Value]]) -> list[Fraction]:
    return [ratio for old, new in values if (ratio := _ratio(old, new)) and ratio > 0]


def _is_steady(values: list[tuple[Value, Value]]) -> bool:
    """Whether all values differ by one factor, within rounding."""
    ratios = _ratios(values)
    if len(ratios) < _FEWEST_RATIOS:
        return False
    middle = median(ratios)
    return middle != 1 and all(abs(one / middle - 1) <= _STEADY for one in ratios)


def _factor(values: list[tuple[Value, Value]]) -> Fraction:
    ratios = _ratios(values)
    if len(ratios) < 2:  # noqa: PLR2004  (one value could be anything)
        return Fraction(1)
    for one in _FACTORS:
        for factor in (Fraction(one), Fraction(1, one)):
            if abs(median(ratios) / factor - 1) <= _LOOSE:
                return factor
    return Fraction(1)


def _is_scaled(old: Value, new: Value, factor: Fraction) -> bool:
    """Whether it is the same value by another scale, rounded there perhaps."""
    ratio = _ratio(old, new)
    return ratio is not None and abs(ratio / factor - 1) <= _STEADY


def _is_near(old: Value, new: Value, factor: Fraction) -> bool:
    if old == new:
        return True
    ratio = _ratio(old, new)
    return ratio is not None and _NEAR <= ratio / factor <= 1 / _NEAR
