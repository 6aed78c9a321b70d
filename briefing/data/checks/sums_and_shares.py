"""Measures that make one another: boys and girls are pupils, a share is a part of a whole.

Found by arithmetic in the rows where all are known, and only where chance would hardly make it so.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from briefing.core.fact import Fact
from briefing.core.nature import Use, allows
from briefing.core.period import Period
from briefing.core.series import Dataset, Series

Key = tuple[str | None, Period]
"""A member, none where there is none, and a period."""
Cells = Mapping[Key, Fact]

_MOST_MEASURES = 12
"""Of more measures not every pair is tried."""
_AGAINST_CHANCE = 20
"""How unlikely one guess must be: the product over rows of the whole in printed steps, by guess."""
_ROWS_OF_SHARES = 2
HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Sum:
    """One measure that is the sum of others, by their names."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage that is one measure in another; of its own total where ``whole`` is empty."""

    percent: str
    part: str
    whole: str = ""


def cells_of(dataset: Dataset) -> dict[str, Cells]:
    """The facts of each measure by member and period; totals and groups are told elsewhere."""
    return {
        name: {(None, when): fact for when, fact in one.facts.items()}
        if isinstance(one, Series)
        else {(m, when): f for m, each in one.members.items() for when, f in each.facts.items()}
        for name, one in dataset.measures.items()
    }


def sums_in(dataset: Dataset, cells: Mapping[str, Cells]) -> Iterator[Sum]:
    """The measures that are sums of two others of their unit, or of all others."""
    units: dict[str, list[str]] = {}
    for name, one in dataset.measures.items():
        if allows(one.nature, Use.SUM_OVER_MEMBERS):
            units.setdefault(one.unit.code, []).append(name)
    for names in units.values():
        for whole in names[:_MOST_MEASURES]:
            others = [name for name in names[:_MOST_MEASURES] if name != whole]
            guesses = [tuple(pair) for pair in combinations(others, 2)]
            if len(others) > 2:  # noqa: PLR2004  (of two, the pair is all others)
                guesses.append(tuple(others))
            least = _AGAINST_CHANCE * len(guesses) * len(names)
            for parts in guesses:
                if _is_sum(cells[whole], [cells[one] for one in parts], least):
                    yield Sum(whole, parts)


def _is_sum(whole: Cells, parts: Sequence[Cells], least: int) -> bool:
    unlikely: list[float] = []
    for key, fact in whole.items():
        value, half = fact.quantity.value, likely_half(fact)
        given = [one[key] for one in parts if key in one and one[key].quantity.value is not None]
        if value is None or len(given) < len(parts):
            continue
        gap = abs(value - sum((one.quantity.value or Fraction(0) for one in given), Fraction(0)))
        if gap > half + sum((likely_half(one) for one in given), Fraction(0)):
            return False
        if all(one.quantity.value for one in given):
            unlikely.append(float(abs(value) / (2 * half or 1)))
    return math.prod(max(1.0, one) for one in unlikely) >= least if unlikely else False


def shares_in(dataset: Dataset, cells: Mapping[str, Cells]) -> Iterator[Share]:
    """The percentages that are shares of one measure in another, or of members in their total."""
    percents = [name for name, one in dataset.measures.items() if one.unit.is_percent]
    amounts = [
        name
        for name, one in dataset.measures.items()
        if allows(one.nature, Use.SUM_OVER_MEMBERS) and not one.unit.is_ratio
    ]
    for percent in percents[:_MOST_MEASURES]:
        for part in amounts[:_MOST_MEASURES]:
            if _is_share_of_total(cells[percent], cells[part]):
                yield Share(percent, part)
            for whole in amounts[:_MOST_MEASURES]:
                if whole != part and _is_share(cells[percent], cells[part], cells[whole]):
                    yield Share(percent, part, whole)


def _is_share(percents: Cells, parts: Cells, wholes: Cells) -> bool:
    rows = 0
    for key in percents.keys() & parts.keys() & wholes.keys():
        percent, part, whole = (one[key] for one in (percents, parts, wholes))
        p, a, b = (one.quantity.value for one in (percent, part, whole))
        if p is None or a is None or not b:
            continue
        if abs(p - HUNDRED * a / b) > half_of(percent) + HUNDRED * half_of(part) / abs(b):
            return False
        rows += p != 0
    return rows >= _ROWS_OF_SHARES


def _is_share_of_total(percents: Cells, parts: Cells) -> bool:
    """Whether in every period the amounts of all members stand to their percentages alike."""
    totals: dict[Period, tuple[Fraction, Fraction]] = {}
    rows = 0
    for key in sorted(percents.keys() & parts.keys(), key=str):
        total = total_told(percents[key], parts[key])
        if key[0] is None or total is None:
            continue
        low, high = totals.get(key[1], total)
        totals[key[1]] = low, high = max(low, total[0]), min(high, total[1])
        if low > high:
            return False
        rows += 1
    return rows - len(totals) >= 1


def total_told(percent: Fact, part: Fact) -> tuple[Fraction, Fraction] | None:
    """Between what the total lies of which a part is so many percent; ``None`` where one is not known."""
    p, a = percent.quantity.value, part.quantity.value
    if not p or not a or p <= 0 or a <= 0:
        return None
    half, other = half_of(percent), half_of(part)
    if half >= p:
        return None
    return HUNDRED * (a - other) / (p + half), HUNDRED * (a + other) / (p - half)


def likely_half(fact: Fact) -> Fraction:
    """The same, no more than half a percent: zeros at the end of a number are mostly counted."""
    value = abs(fact.quantity.value or Fraction(0))
    return min(half_of(fact), max(Fraction(1, 2), value / 200))


def half_of(fact: Fact) -> Fraction:
    """Half of what the last printed digit of a value counts."""
    rounding = fact.quantity.rounding
    if rounding.low is None or rounding.high is None:
        return Fraction(0)
    return (rounding.high - rounding.low) / 2
