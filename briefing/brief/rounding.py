"""Do shown parts add to their shown total? Where only rounding keeps them apart, that is said."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from briefing.core.fact import Fact
from briefing.core.interval import Interval
from briefing.core.series import Panel, Series
from briefing.language.base import Language


def rounding_note(
    language: Language, shown: Iterable[Fact], measures: Iterable[Series | Panel]
) -> tuple[str, ...]:
    """The note, where all parts of a panel are shown with its total and their sum is another."""
    spots = {fact.spot for fact in shown if fact.spot}
    for panel in measures:
        if not isinstance(panel, Panel) or panel.total is None:
            continue
        for period, total in panel.total.facts.items():
            if total.spot not in spots:
                continue
            parts = [fact for one in panel.members.values() if (fact := one.at(period))]
            if {one.spot for one in (total, *parts)} <= spots and _only_rounded(parts, total):
                return (language.term("note.rounding"),)
    return ()


def _only_rounded(parts: Iterable[Fact], total: Fact) -> bool:
    """Whether the printed figures do not add, and the figures behind them may."""
    every = list(parts)
    if not every or total.quantity.value is None:
        return False
    if any(fact.quantity.value is None for fact in every):
        return False
    added = sum((_printed(fact) for fact in every), Fraction(0))
    spread = sum((fact.quantity.rounding for fact in every), Interval.point(Fraction(0)))
    return added != _printed(total) and spread.overlaps(total.quantity.rounding)


def _printed(fact: Fact) -> Fraction:
    value = fact.quantity.value
    assert value is not None
    return value if fact.digits is None else Fraction(round(value, fact.digits))
