"""A calculator: how far members lie apart."""

from __future__ import annotations

from briefing.analysis.metrics.formula import Formula, NoFact, members_at
from briefing.core.period import Period
from briefing.core.series import Panel
from briefing.language.messages import MESSAGES

_FEWEST = 2


def spread(panel: Panel, period: Period, *, rest: bool = False) -> Formula:
    """How far the largest member lies above the smallest.

    Args:
        panel: A measure with members: ``clinics.patients``.
        rest: Whether members that stand for others count too: ``true``.
    """
    found = members_at(panel, period)
    known = [
        fact
        for name, fact in found.items()
        if fact.quantity.value is not None and (rest or name not in panel.rest)
    ]
    if len(known) < _FEWEST:
        raise NoFact(f"'{panel.id}' has fewer than two members with a value", code="no-value")
    known.sort(key=lambda fact: fact.quantity.value or 0)
    inputs = {"largest": known[-1], "smallest": known[0]}
    title = f"Spread of {MESSAGES.grammar.within(panel.title)}"
    return Formula("largest - smallest", inputs, title)
