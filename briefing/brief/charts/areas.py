"""The kind that shows how parts and their total went over time: areas that stand on one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.brief.all_others import all_but
from briefing.brief.charts.chart_rows import chosen
from briefing.brief.charts.comparisons import OTHERS
from briefing.brief.charts.marks import CannotDraw, finished, mark_of, window
from briefing.brief.charts.wholes import whole_of
from briefing.core.expression import derive
from briefing.core.fact import Fact
from briefing.core.nature import Use, allows, why_not
from briefing.core.period import Period
from briefing.core.plot import Mark, Plot, Role, Track
from briefing.core.series import Panel, is_unreported
from briefing.core.status import Status
from briefing.core.title import Title
from briefing.language.base import Language

_FEWEST = 2
_ELSE = "begin later with 'since', or draw it with 'line'"


def area(
    panel: Panel,
    period: Period,
    language: Language,
    *,
    top: int = 5,
    since: Period | None = None,
    last: int | None = None,
    highlight: tuple[str, ...] = (),
) -> Plot:
    """Amounts of members over time, one on another up to their total; small ones together.

    Args:
        panel: A measure with members, which add to its total: ``trade.exports``.
        top: How many members are named, the largest in the brief's period: ``5``.
        since: The first period that is shown: ``2010``.
        last: How many periods are shown, ending with the brief's: ``10``.
        highlight: Members to set in colour, named whatever their size: ``[Scotland]``.
    """
    if not allows(panel.nature, Use.STACK):
        raise CannotDraw(
            f"'{panel.id}' {why_not(panel.nature, Use.STACK)}",
            "take 'line' or 'multiples', or say 'kind:' in the data set if it is something else",
            code="use-not-allowed",
        )
    periods = _periods(panel, period, since, last)
    members = panel.at(period)
    sizes = {
        name: value
        for name, fact in members.items()
        if name not in panel.rest and (value := fact.quantity.value)
    }
    if not sizes:
        raise CannotDraw(
            f"no member of '{panel.id}' has a value for {period}",
            code="no-value",
            lacks=panel.lack(period),
        )
    near = chosen(sizes, top, highlight, panel.members)
    named = sorted(near, key=lambda name: -sizes[name])
    layers = {when: _layers(language, panel, named, when) for when in periods}
    _must_be_there(panel, named, layers)
    others = any(one and OTHERS in one for one in layers.values())
    names = [*named, *([OTHERS] if others else []), ""]
    tracks = tuple(_track(language, panel, name, layers, highlight) for name in names)
    facts = tuple(
        fact for name in names for one in layers.values() if one and (fact := one.get(name))
    )
    plot = Plot("area", panel.title, panel.unit, periods, tracks, facts, panel.dimension)
    return finished(language, plot, _hidden(language, panel, periods) if others else [])


def _periods(
    panel: Panel, period: Period, since: Period | None, last: int | None
) -> tuple[Period, ...]:
    """The periods to draw; raises where there are fewer than two."""
    if since is not None and last is not None:
        raise CannotDraw("give either 'since' or 'last'", path=("last",), code="either-or")
    some = [one for one in panel.members.values() if one.until(period)]
    every = window(some, period, last) if some else ()
    chosen_ones = tuple(when for when in every if since is None or when >= since)
    if len(chosen_ones) < _FEWEST:
        raise CannotDraw(
            f"areas need two periods, and '{panel.id}' has {len(chosen_ones)} here",
            "draw it with 'bar'",
            code="too-few-values",
            lacks=panel.lack(period),
        )
    return chosen_ones


def _layers(
    language: Language, panel: Panel, named: Sequence[str], when: Period
) -> dict[str, Fact] | None:
    """The amounts of the named members, of all others, and, under no name, the total.

    ``None`` for a period of which the data tell nothing.
    """
    members = panel.at(when)
    if all(is_unreported(fact) for fact in members.values()):
        return None
    found: dict[str, Fact] = {}
    for name in named:
        fact = members[name]
        value = fact.quantity.value
        if value is None:
            raise CannotDraw(
                f"'{panel.id}[{name}]' has no value for {when}",
                _ELSE,
                code="no-value",
                lacks=panel.lack(when, name),
            )
        if value < 0:
            message = f"'{panel.id}[{name}]' is below zero for {when}"
            raise CannotDraw(message, _ELSE, code="use-not-allowed")
        found[name] = fact
    whole = whole_of(language, panel, when, _ELSE)
    shown = tuple(found.values())
    rest = derive(
        id=f"{panel.id}.{all_but(named)}[{when.code}]",
        title=language.title(Title("others_of", {"measure": panel.title})),
        calculator="total",
        formula="whole - sum(shown)",
        inputs={"whole": whole, "shown": shown},
        period=when,
        member=language.term("chart.others"),
    )
    if rest.quantity.value is not None and rest.quantity.value < 0:
        raise CannotDraw(
            f"the parts of '{panel.id}' exceed its total for {when}", code="parts-exceed-total"
        )
    return {**found, **({OTHERS: rest} if rest.quantity.value else {}), "": whole}


def _must_be_there(
    panel: Panel, named: Sequence[str], layers: Mapping[Period, dict[str, Fact] | None]
) -> None:
    """Raise where the last period tells nothing, so that nothing could be named beside it."""
    last = tuple(layers)[-1]
    if layers[last] is None:
        raise CannotDraw(
            f"'{panel.id}[{named[0]}]' has no value for {last}",
            code="no-value",
            lacks=panel.lack(last),
        )


def _track(
    language: Language,
    panel: Panel,
    name: str,
    layers: Mapping[Period, dict[str, Fact] | None],
    highlight: Sequence[str],
) -> Track:
    """One layer over the periods; the total has no area, but a figure at its end."""
    last = tuple(layers)[-1]
    marks: list[Mark | None] = []
    for when, one in layers.items():
        fact = one.get(name) if one else None
        marks.append(mark_of(language, fact, labelled=when == last) if fact else None)
    titles = {OTHERS: language.term("chart.others"), "": language.term("chart.total")}
    role: Role = "" if name else "whole"
    return Track(titles.get(name, name), tuple(marks), panel.unit, name in highlight, role=role)


def _hidden(language: Language, panel: Panel, periods: Sequence[Period]) -> list[str]:
    """Whether what is withheld hides in the area of all others."""
    facts = (fact for when in periods for fact in panel.at(when).values())
    if any(fact.quantity.status is Status.SUPPRESSED for fact in facts):
        return [language.term("note.others_withheld", others=language.term("chart.others"))]
    return []
