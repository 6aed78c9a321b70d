"""The kind that leads from one total to the next: what each member added or took away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from briefing.brief.all_others import all_but
from briefing.brief.charts.chart_changes import (
    alike_decimals,
    change_of,
    signed_mark,
    start_of,
)
from briefing.brief.charts.chart_rows import better_of, chosen
from briefing.brief.charts.comparisons import OTHERS
from briefing.brief.charts.marks import CannotDraw, finished, mark_of
from briefing.brief.charts.wholes import whole_of
from briefing.core.expression import derive
from briefing.core.fact import Fact
from briefing.core.nature import Use, allows, why_not
from briefing.core.period import Period
from briefing.core.plot import Plot, Track
from briefing.core.series import Panel
from briefing.core.status import Status
from briefing.core.title import Title
from briefing.language.base import Language

_ELSE = "name the column of the total, or draw changes with 'diverging'"
_SEEN = 0.35
"""Steps that lie within a smaller part of the totals are drawn on a scale of their own."""


def waterfall(
    panel: Panel,
    period: Period,
    language: Language,
    *,
    since: Period | None = None,
    top: int = 6,
    highlight: tuple[str, ...] = (),
) -> Plot:
    """From one total to the next: a bar for each, and between them what each member added or took.

    Args:
        panel: A measure with members, which add to its total: ``budget.spending``.
        since: The period of the first total; the one before the brief's where left out: ``2019``.
        top: How many members have a step of their own, those that changed most: ``6``.
        highlight: Members to set in colour, each with a step of its own: ``[Health]``.
    """
    if not allows(panel.nature, Use.SUM_OVER_MEMBERS):
        raise CannotDraw(
            f"'{panel.id}' {why_not(panel.nature, Use.SUM_OVER_MEMBERS)}",
            "draw changes with 'diverging', or say 'kind:' in the data set if it is something else",
            code="use-not-allowed",
        )
    start = start_of(panel, period, since)
    ends = {when: whole_of(language, panel, when, _ELSE) for when in (start, period)}
    shown = _steps(language, panel, ends, top, highlight)
    rest = _rest(language, panel, ends, tuple(shown))
    if rest is not None and rest.quantity.value:
        shown[OTHERS] = rest
    shown = alike_decimals(shown)
    tracks = [_total(language, start, ends[start]), _total(language, period, ends[period])]
    tracks[1:1] = [
        Track(
            language.term("chart.others") if name == OTHERS else name,
            (signed_mark(language, fact, labelled=True),),
            panel.unit,
            name in highlight,
            role="step",
        )
        for name, fact in shown.items()
    ]
    plot = Plot(
        "waterfall",
        panel.title,
        panel.unit,
        (start, period),
        tuple(tracks),
        (ends[start], *shown.values(), ends[period]),
        panel.dimension,
        columns=(language.term("chart.total_or_change"),),
        better=better_of(panel.members.values()),
    )
    extra = _withheld(language, panel, (start, period), OTHERS in shown)
    if _is_cut(levels_of(plot)):
        plot = replace(plot, from_zero=False)
        extra = [language.term("note.cut_totals"), *extra]
    return finished(language, plot, extra)


def _steps(
    language: Language,
    panel: Panel,
    ends: Mapping[Period, Fact],
    top: int,
    highlight: tuple[str, ...],
) -> dict[str, Fact]:
    """The changes of the members that have a step of their own, the largest gain first."""
    start, period = ends
    steps: dict[str, Fact] = {}
    for name, one in panel.members.items():
        fact = change_of(language, one, start, period, "absolute")
        if fact is not None and fact.quantity.value is not None:
            steps[name] = fact
    values = {name: fact.quantity.value or Fraction(0) for name, fact in steps.items()}
    sizes = {name: abs(value) for name, value in values.items() if name not in panel.rest}
    near = [one for one in chosen(sizes, top, highlight, panel.members) if one in steps]
    return {name: steps[name] for name in sorted(near, key=lambda one: -values[one])}


def levels_of(plot: Plot) -> list[float]:
    """Where each row of a bridge ends: a total at its value, a step where it leads."""
    found: list[float] = []
    for track in plot.tracks:
        (end,) = track.ends
        found.append(end + (found[-1] if track.role == "step" else 0.0))
    return found


def _is_cut(levels: list[float]) -> bool:
    """Whether steps from zero on would be too short to be seen beside the totals."""
    low, high = min(levels), max(levels)
    return low > 0 and high > low and high - low < _SEEN * high


def _total(language: Language, when: Period, fact: Fact) -> Track:
    mark = mark_of(language, fact, labelled=True)
    return Track(language.short_period(when), (mark,), fact.quantity.unit, role="whole")


def _rest(
    language: Language, panel: Panel, ends: Mapping[Period, Fact], shown: tuple[str, ...]
) -> Fact | None:
    """What all others added or took: the change of the total less the steps that are shown."""
    start, period = ends
    before = tuple(panel.members[name].facts[start] for name in shown)
    now = tuple(panel.members[name].facts[period] for name in shown)
    if not shown:
        raise CannotDraw(
            f"no member of '{panel.id}' has a value for both {start} and {period}",
            code="no-value",
            lacks=panel.lack(start),
        )
    return derive(
        id=f"{panel.id}.{all_but(shown)}.change[{start.code},{period.code}]",
        title=language.title(Title("change_of_others", {"measure": panel.title, "since": start})),
        calculator="change",
        formula="(end - start) - (sum(now) - sum(before))",
        inputs={"end": ends[period], "start": ends[start], "now": now, "before": before},
        period=period,
        member=language.term("chart.others"),
    )


def _withheld(
    language: Language, panel: Panel, both: tuple[Period, ...], has_others: bool
) -> list[str]:
    """Whether what is withheld hides in the step of all others."""
    facts = (fact for when in both for fact in panel.at(when).values())
    if has_others and any(fact.quantity.status is Status.SUPPRESSED for fact in facts):
        others = language.term("chart.others")
        return [language.term("note.others_withheld", others=others)]
    return []
