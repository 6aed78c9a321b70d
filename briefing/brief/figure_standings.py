"""How the figures of a brief stand, as far as words about them depend on it: facts to their states.

A figure has a direction, a side of zero, a rank, an extreme place among the members of its measure, and
either is there or is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from briefing.brief.mentions import Mentions
from briefing.core.column_facts import value_at
from briefing.core.fact import Derivation, Fact
from briefing.core.lags import NoRelative, relative
from briefing.core.member_series import facts_by_member
from briefing.core.passage import FigureState
from briefing.core.series import Panel, Series
from briefing.language.amounts import amount

_PARTS = ((Fraction(200, 3), "two thirds or more"), (Fraction(50), "a half or more"))
"""From how many percent on a part is told so."""
_LEAST_PART = "below a half"
_CHANGES = frozenset({"difference", "change", "growth_rate"})


@dataclass(frozen=True, slots=True)
class FigureStandings:
    """Tells how the facts of one brief stand."""

    mentions: Mentions
    panels: Mapping[str, Series | Panel]
    """All measures of the brief, by reference; those with members tell who is first and last."""

    def standing(self, fact: Fact) -> FigureState:
        """How a figure stands now."""
        quantity = fact.quantity
        series = self.mentions.histories.get(fact.id)
        base = series.at(fact.period) if series and fact.period else None
        is_current = series is None or series.current in {None, fact.period}
        is_rank = quantity.unit.code == "rank"
        status = quantity.status.name.lower().replace("_", " ")
        return FigureState(
            status="known"
            if quantity.is_known
            else "bounded"
            if quantity.tells_something
            else status,
            way=self._way(fact, series, base) if is_current and not is_rank else "",
            rank=str(quantity.value) if is_rank and quantity.value is not None else "",
            member=fact.member or "",
            metric=self.metric(fact),
            shown=amount(self.mentions.language, quantity, fact.digits),
            side=_side(fact) if is_current else "",
            place=self._place(fact) if is_current else "",
        )

    def metric(self, fact: Fact) -> str:
        """The metric that a fact is a figure of; of a change, the one that changed."""
        series = self.mentions.histories.get(fact.id)
        return series.id if series else fact.id

    def _way(self, fact: Fact, series: Series | None, base: Fact | None) -> str:
        """The sign of a change, of a level its direction since the period before."""
        if _is_change(fact):
            return fact.quantity.direction
        if series is None or base is None or base.id != fact.id:
            return ""
        try:
            word = self.mentions.language.title
            return relative(series, fact, "difference", word).quantity.direction
        except NoRelative:
            return ""

    def _place(self, fact: Fact) -> str:
        """Whether it is the highest or lowest of the members of its measure; see :class:`FigureState`."""
        panel, value = self.panels.get(fact.series), fact.quantity.value
        member = fact.member or ""
        if not (isinstance(panel, Panel) and fact.period and member in panel.members):
            return ""
        when, facts = fact.period, facts_by_member(panel.members)
        if value is None or value_at(facts[member], when) != value:
            return ""  # something that was made of it
        others = (value_at(one, when) for name, one in facts.items() if name != member)
        values = [one for one in others if one is not None]
        if not values:
            return ""
        least, most = min(values), max(values)
        if least <= value <= most:
            return "between"
        return "highest" if value > most else "lowest"


def _is_change(fact: Fact) -> bool:
    return isinstance(fact.origin, Derivation) and fact.origin.calculator in _CHANGES


def _side(fact: Fact) -> str:
    """Where an amount lies beside zero, a percentage beside a half and two thirds too; of a change, its direction tells that."""
    value = fact.quantity.value
    if value is None or _is_change(fact):
        return ""
    if fact.quantity.unit.code == "percent" and value > 0:
        return next((words for limit, words in _PARTS if value >= limit), _LEAST_PART)
    return "zero" if not value else "above zero" if value > 0 else "below zero"
