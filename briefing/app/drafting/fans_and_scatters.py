"""Charts of a draft that take more than one measure: a fan over what is projected, two measures of one's members."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.app.drafting.bands import band_of
from briefing.app.drafting.draft import DraftChart
from briefing.app.drafting.telling import Telling, shown, window, worded
from briefing.app.drafting.topics import known
from briefing.core.nature import Nature
from briefing.core.period import Period
from briefing.core.reference import Reference
from briefing.core.series import Panel, Series

_AMOUNTS = frozenset({Nature.FLOW, Nature.STOCK, Nature.BALANCE})
_FEWEST_DOTS = 8
"""Fewer dots show no pattern."""
_FEWEST_PLACES = 3
"""So many different values at least a side has."""


def projected(telling: Telling, measures: Iterable[Series | Panel]) -> dict[str, DraftChart]:
    """The lead's line on into what is projected with a band, where the data have both its ends."""
    if not telling.name:
        return {}
    topic, every = telling.topic, _beside(telling, measures)
    middle = _name(telling)
    found = (
        band_of(middle, {key: title for key, (title, _) in every.items()})
        if middle in every
        else None
    )
    if found is None:
        return {}
    low, series, high = (every[key][1] for key in (found.low, found.middle, found.high))
    period = topic.period
    ahead = [
        when for when in series.periods if when > period and when.frequency is period.frequency
    ]
    if not ahead or not _encloses(low, series, high, ahead):
        return {}
    before = [when for when in series.periods if when <= period][-window(period) :]
    call: dict[str, object] = {
        "fan": found.middle,
        "low": found.low,
        "high": found.high,
        "last": len(before),
    }
    moved = telling.said("heading_one", one=telling.measure, verb=shown(telling.name, "verb"))
    plain = telling.said("chart_plain", when=telling.when)
    return {f"{telling.name}_projected": DraftChart(call, worded(moved, plain))}


def _name(telling: Telling) -> str:
    """What charts call the series that the topic follows."""
    topic = telling.topic
    if isinstance(topic.measure, Panel):
        return str(Reference.parse(topic.measure.id).of(topic.member)) if topic.member else ""
    return topic.measure.id


def _beside(telling: Telling, measures: Iterable[Series | Panel]) -> dict[str, tuple[str, Series]]:
    """What may be the ends of its band, itself too: members of its measure, or other measures in its unit."""
    measure = telling.topic.measure
    if isinstance(measure, Panel):
        whole = Reference.parse(measure.id)
        return {str(whole.of(name)): (name, one) for name, one in measure.members.items()}
    return {
        one.id: (one.title, one)
        for one in measures
        if isinstance(one, Series) and one.unit == measure.unit
    }


def _encloses(low: Series, series: Series, high: Series, ahead: Sequence[Period]) -> bool:
    """Whether the band is known for a projected period, and holds each value that it is known for."""
    count = 0
    for when in series.periods:
        facts = [one.at(when) for one in (low, series, high)]
        values = [fact.quantity.value for fact in facts if fact is not None]
        numbers = [one for one in values if one is not None]
        if len(numbers) == len(facts) == len(values):
            count += when in ahead
            if numbers != sorted(numbers):
                return False
    return count > 0


def two_measures(lead: Telling, others: Sequence[Telling]) -> dict[str, DraftChart]:
    """The lead's members by it and by the first other measure that says more of them than how large they are."""
    panel = lead.topic.panel
    if panel is None:
        return {}
    for one in others:
        other = one.topic.panel
        if other is None or not _says_more(panel, other):
            continue
        if _is_scattered(panel, other, lead.topic.period):
            call: dict[str, object] = {"scatter": [other.id, panel.id]}
            if lead.topic.member in panel.members:
                call["highlight"] = [lead.topic.member]
            title = lead.language.term(
                "draft.chart_both", one=lead.of_all, other=one.of_all, when=lead.when
            )
            return {f"{lead.topic.name}_and_{one.topic.name}": DraftChart(call, worded((title,)))}
    return {}


def _says_more(panel: Panel, other: Panel) -> bool:
    """Whether one of two measures is no amount: of two amounts the dots show how large members are."""
    return not {panel.nature, other.nature} <= _AMOUNTS


def _is_scattered(panel: Panel, other: Panel, period: Period) -> bool:
    """Whether enough members have both, and neither is the same for nearly all."""
    first, second = known(panel, period), known(other, period)
    both = first.keys() & second.keys()
    places = ({facts[name].quantity.value for name in both} for facts in (first, second))
    return len(both) >= _FEWEST_DOTS and all(len(one) >= _FEWEST_PLACES for one in places)
