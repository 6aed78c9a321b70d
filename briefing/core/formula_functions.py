"""What a formula may call: percent, sum, mean, rank, index of concentration, ... over quantities."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from statistics import median

from briefing.core.interval import Interval
from briefing.core.problems import QuantityError
from briefing.core.quantity import Quantity, total
from briefing.core.status import Status, combined
from briefing.core.unit import INDEX, PERCENT, POINTS, RANK, RATIO


def _percent(ratio: Quantity) -> Quantity:
    """A ratio in hundredths."""
    return ratio.to(PERCENT)


def _points(ratio: Quantity) -> Quantity:
    """A ratio as percentage points: a contribution to a growth rate."""
    return ratio.to(PERCENT).with_unit(POINTS)


def _sum(parts: Sequence[Quantity]) -> Quantity:
    """The sum of the parts."""
    return total(_some(parts))


def _mean(parts: Sequence[Quantity]) -> Quantity:
    """The arithmetic mean."""
    return total(_some(parts)) / Quantity.exact(len(parts))


def _weighted_mean(values: Sequence[Quantity], weights: Sequence[Quantity]) -> Quantity:
    """The mean of values, each counted as its weight says: the sum of products by that of weights."""
    if len(values) != len(weights):
        message = "a weighted mean needs as many weights as values"
        raise QuantityError(message, code="impossible-calculation")
    first = _some(values)[0]
    scale = total(_some(weights))
    sizes = [(weight / scale) for weight in weights]
    products = [
        (value.with_unit(RATIO) * size).with_unit(first.unit)
        for value, size in zip(values, sizes, strict=True)
    ]
    return total(products)


def _not_significant(difference: Quantity) -> Quantity:
    """The same, told to be within the sampling error of what it was computed from."""
    return replace(difference, status=Status.NOT_SIGNIFICANT)


def _remainder(whole: Quantity, known: Sequence[Quantity]) -> Quantity:
    """What a part that nobody tells can be: between nothing and the whole less all known parts.

    The rounding of whole and parts is given to it, so that the bound is sure.
    """
    left = (whole - total(_some(known))).rounding.high
    return Quantity.bounded(
        Interval(Fraction(0), None if left is None else max(left, Fraction(0))),
        whole.unit,
        Status.MISSING,
    )


def _median(parts: Sequence[Quantity]) -> Quantity:
    """The median; between the two in the middle, their mean. Bounds are medians of the bounds."""
    first = _some(parts)[0]
    same = [part if part.unit.code == first.unit.code else part.to(first.unit) for part in parts]

    def middle(ends: Sequence[Fraction | None]) -> Fraction | None:
        return None if None in ends else median(end for end in ends if end is not None)

    def between(intervals: Sequence[Interval]) -> Interval:
        return Interval(
            middle([one.low for one in intervals]), middle([one.high for one in intervals])
        )

    return Quantity(
        middle([part.value for part in same]),
        between([part.bounds for part in same]),
        between([part.rounding for part in same]),
        first.unit,
        combined(part.status for part in same),
    )


def _absolute(quantity: Quantity) -> Quantity:
    """The size without the sign."""
    return abs(quantity)


def _index(now: Quantity, base: Quantity) -> Quantity:
    """100 times the ratio to the base period."""
    return (now / base * Quantity.exact(100)).with_unit(INDEX)


def _growth_rate(end: Quantity, start: Quantity, years: Quantity) -> Quantity:
    """Compound annual growth rate in percent: (end / start) ** (1 / years) - 1."""
    if years.value is None or years.value <= 0:
        message = "a growth rate needs a positive number of years"
        raise QuantityError(message, code="impossible-calculation")
    growth = (end / start).power(1 / years.value)
    return (growth - Quantity.exact(1)).to(PERCENT)


def _rank(one: Quantity, others: Sequence[Quantity]) -> Quantity:
    """Competition rank among others, 1 the largest: 1 + how many are larger.

    Those of which it is unknown whether they are larger widen the bounds.
    """
    answers = [one.is_less_than(other) for other in others]
    surely = sum(answer is True for answer in answers)
    maybe = sum(answer is None for answer in answers)
    status = combined((one.status, *(other.status for other in others if other.status.has_value)))
    if maybe:
        low, high = Fraction(1 + surely), Fraction(1 + surely + maybe)
        return Quantity.bounded(Interval(low, high), RANK, status)
    return Quantity.exact(1 + surely, RANK, status)


def _count(*parts: Quantity | Sequence[Quantity]) -> Quantity:
    """How many there are, whether their values are known or not."""
    return Quantity.exact(sum(1 if isinstance(one, Quantity) else len(one) for one in parts))


def _hhi(parts: Sequence[Quantity], whole: Quantity, rest: Sequence[Quantity] = ()) -> Quantity:
    """Herfindahl-Hirschman index: the sum of squared shares in percent, 0 to 10,000.

    U.S. Department of Justice and Federal Trade Commission, *Merger Guidelines* (2023),
    guideline 1: above 1,800 is highly concentrated. What is known only as a rest may be one
    member or very many, so it adds between nothing and its squared share: where that is a point or
    more, the index is known by bounds.
    """
    index = _sum_of_squared_shares(_some(parts), whole)
    for part in rest:
        most = _squared((part / whole).to(PERCENT).with_unit(RATIO))
        if most.bounds.high:
            top = Interval(Fraction(0), most.bounds.high)
            loose = Interval(Fraction(0), most.rounding.high)
            index = replace(index, bounds=index.bounds + top, rounding=index.rounding + loose)
    low, high = index.bounds.low, index.bounds.high
    if index.value is not None and low is not None and high is not None and high - low >= 1:
        index = replace(index, value=None)  # a point of the index or more hangs on the rest
    return index.with_unit(INDEX)


def _sum_of_squared_shares(parts: Sequence[Quantity], whole: Quantity) -> Quantity:
    """The shares in percent, squared and added; of plain amounts squared first and divided once, the same."""
    if all(one.unit == whole.unit and one.is_above_zero for one in (whole, *parts)):
        squares = total([_squared(part.with_unit(RATIO)) for part in parts])
        return squares / _squared(whole.with_unit(RATIO)) * Quantity.exact(10_000)
    return total([_squared((part / whole).to(PERCENT).with_unit(RATIO)) for part in parts])


def _squared(quantity: Quantity) -> Quantity:
    return quantity.power(Fraction(2))


def _largest(parts: Sequence[Quantity], count: Quantity) -> Quantity:
    """The sum of the ``count`` largest parts; a withheld one that may be among them leaves bounds."""
    number = int(count.value or 0)
    every = _some(parts)
    known = sorted(
        (part for part in every if part.value is not None),
        key=lambda part: part.value or 0,
        reverse=True,
    )
    unknown = [part for part in every if part.value is None]
    chosen = known[:number]
    least = chosen[-1] if len(chosen) == number else None
    if least is not None and all(part.is_less_than(least) for part in unknown):
        return total(_some(chosen))
    lows = [part.bounds.low for part in every if part.bounds.low is not None]
    highs = [part.bounds.high for part in every if part.bounds.high is not None]
    bounds = Interval(
        _sum_of_largest(lows, number) if len(lows) >= number else None,
        _sum_of_largest(highs, number) if len(highs) == len(every) else None,
    )
    return Quantity.bounded(bounds, every[0].unit, combined(part.status for part in every))


def _sum_of_largest(ends: list[Fraction], number: int) -> Fraction:
    return sum(sorted(ends, reverse=True)[:number], Fraction(0))


def _some(parts: Sequence[Quantity]) -> Sequence[Quantity]:
    if not parts:
        raise QuantityError("nothing to compute from", code="impossible-calculation")
    return parts


FUNCTIONS: Mapping[str, Callable[..., Quantity]] = {
    "percent": _percent,
    "points": _points,
    "sum": _sum,
    "mean": _mean,
    "weighted_mean": _weighted_mean,
    "not_significant": _not_significant,
    "remainder": _remainder,
    "median": _median,
    "abs": _absolute,
    "index": _index,
    "growth_rate": _growth_rate,
    "rank": _rank,
    "count": _count,
    "hhi": _hhi,
    "largest": _largest,
}
"""What a formula may call."""
