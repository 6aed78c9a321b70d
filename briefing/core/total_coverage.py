"""Whom a printed total leaves out: members that do not report, where it equals the sum of those that do."""

from __future__ import annotations

from fractions import Fraction

from briefing.core.fact import Cell, Fact
from briefing.core.period import Period
from briefing.core.series import Panel, is_unreported

_TELLING = 50
"""How many times larger than what rounding leaves open a total must be, so that its digits tell."""


def left_out_of_total(panel: Panel, period: Period) -> tuple[str, ...]:
    """Members without a value that the printed total of a period leaves out, as its digits tell.

    A member that nowhere has a value larger than rounding leaves open may as well have nothing to
    count, and so may one whose cells are all empty; of one that never reports a text such as ``..``
    says that there is something, which nobody knows.
    """
    total = panel.total.at(period) if panel.total else None
    if total is None or total.quantity.value is None:
        return ()
    facts = panel.at(period)
    silent = [name for name, fact in facts.items() if is_unreported(fact)]
    known = [fact for fact in facts.values() if fact.quantity.value is not None]
    if not silent or not known or len(silent) + len(known) < len(facts):
        return ()
    whole = total.quantity.value
    parts = sum((one.quantity.value or Fraction(0) for one in known), Fraction(0))
    slack = _half(total) + sum(map(_half, known), Fraction(0))
    if abs(whole - parts) > slack or abs(whole) < _TELLING * slack:
        return ()
    return tuple(name for name in silent if _counts(panel, facts[name], name, 2 * slack))


def _counts(panel: Panel, fact: Fact, name: str, least: Fraction) -> bool:
    """Whether a member without a value in a period has something to count, more than the least."""
    values = [one.quantity.value for one in panel.members[name].facts.values()]
    known = [abs(one) for one in values if one is not None]
    says_so = isinstance(fact.origin, Cell) and bool(fact.origin.text.strip())
    return max(known) > least if known else says_so


def _half(fact: Fact) -> Fraction:
    """Half of what rounding leaves open of a value."""
    rounding = fact.quantity.rounding
    if rounding.low is None or rounding.high is None:
        return Fraction(0)
    return (rounding.high - rounding.low) / 2
