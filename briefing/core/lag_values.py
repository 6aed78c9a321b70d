"""Changes of which only the value or the direction is asked: the same as those of facts, without making them.

Where anything but two plain figures decides, the fact is made and asked (:mod:`briefing.core.lags`).
"""

from __future__ import annotations

from fractions import Fraction

from briefing.core.column_facts import ColumnFacts
from briefing.core.fact import Derivation, Fact
from briefing.core.lags import relative
from briefing.core.nature import Use, allows
from briefing.core.period import Period
from briefing.core.series import Series
from briefing.core.status import Status
from briefing.core.unit import RANK, is_whole

_PLAIN_BITS = 400
"""Numbers of so many bits are computed without asking whether they have grown too long."""


def change_value(series: Series, fact: Fact) -> Fraction | None:
    """The value of the change of a fact, the same as that of :func:`relative`, without making it.

    For what looks at many changes and tells none of them. Raises :class:`~briefing.core.lags.NoRelative` as that does.
    """
    before = series.at(series.before(fact.period)) if fact.period else None
    if before is not None and not series.breaks and _are_plain(fact, before):
        now, then = fact.quantity, before.quantity
        unit = now.unit
        if unit.is_percent or unit.is_points or not allows(series.nature, Use.PERCENT_CHANGE):
            return (now.value or Fraction(0)) - (then.value or Fraction(0))
        if now.value and then.value and now.value > 0 and then.value > 0:
            return 100 * (now.value / then.value - 1)
    return relative(series, fact, "change", lambda _: "").quantity.value


def change_value_at(series: Series, period: Period) -> Fraction | None:
    """The same of the fact of a period, which is not made either where it is a plain number in columns."""
    facts = series.facts
    if isinstance(facts, ColumnFacts) and not series.breaks and series.unit != RANK:
        now, then = facts.row_at(period), facts.row_at(series.before(period))
        if now is not None and then is not None:
            one, other = (int(facts.columns.numbers[row]) for row in (now, then))
            is_in_points = series.unit.is_percent or series.unit.is_points
            if is_in_points or not allows(series.nature, Use.PERCENT_CHANGE):
                return Fraction(one - other, 10**facts.columns.decimals)
            if one > 0 and other > 0:
                return Fraction(100 * (one - other), other)
    return change_value(series, facts[period])


def _are_plain(fact: Fact, before: Fact) -> bool:
    """Whether two figures are amounts of one thing that are known for certain and of usual length."""
    if fact.quantity.unit != before.quantity.unit or fact.quantity.unit == RANK:
        return False
    if fact.member and before.member and fact.member != before.member:
        return False
    for one in (fact, before):
        value, bounds = one.quantity.value, one.quantity.bounds
        if value is None or bounds.low != value or bounds.high != value:
            return False
        if max(value.numerator.bit_length(), value.denominator.bit_length()) > _PLAIN_BITS:
            return False
    return True


def difference_direction(series: Series, fact: Fact) -> str:
    """Where the difference of a fact points, the same as that of :func:`relative`, without making it.

    Raises :class:`~briefing.core.lags.NoRelative` as that does.
    """
    before = series.at(series.before(fact.period)) if fact.period else None
    if before is not None and not series.breaks and _is_read_alone(fact, before):
        now, then = fact.quantity, before.quantity
        step = now - then
        if step.direction != "level" or not step.value or not is_whole(now.unit):
            return step.direction
    return relative(series, fact, "difference", lambda _: "").quantity.direction


def _is_read_alone(fact: Fact, before: Fact) -> bool:
    """Whether nothing but the two figures decides where their difference points."""
    are_derived = isinstance(fact.origin, Derivation) and isinstance(before.origin, Derivation)
    return (
        fact.digits is None
        and not are_derived
        and all(
            one.sampling is None and one.quantity.status is not Status.NOT_SIGNIFICANT
            for one in (fact, before)
        )
        and _are_plain(fact, before)
    )
