"""Withheld values that the rest of the table gives away: the printed total less all other members.

Statistical offices withhold a second cell for that reason (*Handbook on Statistical Disclosure
Control*, secondary suppression); where the source has not, a brief should not help.
"""

from __future__ import annotations

from fractions import Fraction

from briefing.core.fact import Fact
from briefing.core.period import Period
from briefing.core.problems import ProblemLog, Severity
from briefing.core.series import Dataset, Panel, Series
from briefing.core.status import Status
from briefing.data.aggregates import named_aggregates
from briefing.project.declared import Places

_NARROW = Fraction(1, 2)
"""What rounding may leave open, as a share of the value, so that it still gives it away."""


def tell_derivable(dataset: Dataset, places: Places, log: ProblemLog) -> None:
    """Say which withheld values can be worked out from what is read."""
    for name, measure in dataset.measures.items():
        if not isinstance(measure, Panel):
            continue
        found = [
            (member, period, value, slack)
            for total in _totals(measure)
            for period, fact in total.facts.items()
            for member, value, slack in _derived(measure, fact, period)
        ]
        if not found:
            continue
        member, period, value, slack = found[0]
        about = "about " if slack else ""
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        log.add(
            places.of("datasets", dataset.id, "series", name),
            f"'{member}' is withheld in {period} and can be worked out from what is read: the total "
            f"less the other members is {about}{_plain(value)}{more}",
            "do not print the total beside all other members, or name no single one of them",
            Severity.WARNING,
            code="withheld-derivable",
        )


def _totals(panel: Panel) -> list[Series]:
    if panel.total is not None:
        return [panel.total]
    named = [one.member for one in named_aggregates(list(panel.groups)) if one.what == "total"]
    return [panel.groups[name] for name in named[:1]]


def _derived(panel: Panel, total: Fact, period: Period) -> list[tuple[str, Fraction, Fraction]]:
    """The one withheld member of a period, its value, and what rounding leaves open of it."""
    facts = {name: one.facts.get(period) for name, one in panel.members.items()}
    value = total.quantity.value
    hidden = [name for name, fact in facts.items() if fact is None or fact.quantity.value is None]
    if value is None or len(hidden) != 1 or len(facts) <= 1:
        return []
    fact = facts[hidden[0]]
    if fact is None or fact.quantity.status is not Status.SUPPRESSED:
        return []
    known = [one.quantity for one in facts.values() if one is not None and one is not fact]
    rest = value - sum((one.value for one in known if one.value is not None), Fraction(0))
    slack = sum(
        (_half(one) for one in facts.values() if one is not None and one is not fact), Fraction(0)
    )
    slack += _half(total)
    is_counted = all(_half(one) <= _NARROW for one in facts.values() if one and one is not fact)
    if is_counted and _half(total) <= _NARROW and panel.unit.code in {"person", "item"}:
        slack = Fraction(0)
    return [(hidden[0], rest, slack)] if rest >= 0 and slack <= rest * _NARROW else []


def _half(fact: Fact) -> Fraction:
    rounding = fact.quantity.rounding
    if rounding.low is None or rounding.high is None:
        return Fraction(0)
    return (rounding.high - rounding.low) / 2


def _plain(value: Fraction) -> str:
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):,g}"
