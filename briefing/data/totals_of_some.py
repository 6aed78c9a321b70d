"""Printed totals that leave out members which do not report: told, and not compared where that changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefing.core.period import Period
from briefing.core.problems import Place, ProblemLog, Severity
from briefing.core.series import Panel, Series
from briefing.core.total_coverage import left_out_of_total
from briefing.language.messages import MESSAGES

_ADVICE = (
    "compare those that report in both periods: {total: NAME, members: common}; where there was nothing "
    "to count, say so: tokens: {'TEXT': {value: 0}}"
)


def with_totals_of_some(
    measures: Mapping[str, Series | Panel], log: ProblemLog
) -> dict[str, Series | Panel]:
    """The measures, with a break in each total, and its panel, where it counts other members than before."""
    return {
        name: _with_breaks(one, log) if isinstance(one, Panel) else one
        for name, one in measures.items()
    }


def _with_breaks(panel: Panel, log: ProblemLog) -> Panel:
    if panel.total is None:
        return panel
    lacking = {when: left_out_of_total(panel, when) for when in panel.total.facts}
    if not any(lacking.values()):
        return panel
    breaks = dict(panel.total.breaks)
    before: dict[object, tuple[Period, tuple[str, ...]]] = {}
    for when, names in lacking.items():
        last, then = before.get(when.frequency, (None, names))
        if names != then:
            told = [
                f"the total of {period} is without {MESSAGES.listed(some)}"
                for period, some in ((last, then), (when, names))
                if some
            ]
            breaks.setdefault(when, "; ".join(told))
        before[when.frequency] = when, names
    _tell(panel, lacking, log)
    total = replace(panel.total, breaks=breaks)
    return replace(panel, total=total, breaks={**breaks, **panel.breaks})


def _tell(panel: Panel, lacking: Mapping[Period, tuple[str, ...]], log: ProblemLog) -> None:
    """Once for each row of names that is left out: in which periods, at the newest of them."""
    every: dict[tuple[str, ...], list[Period]] = {}
    for when, names in lacking.items():
        if names:
            every.setdefault(names, []).append(when)
    for names, periods in every.items():
        spot = panel.total.facts[periods[-1]].spot if panel.total else None
        several = len(names) > 1
        log.add(
            Place.of(spot) if spot else None,
            f"the total of {panel.title.lower()} in {MESSAGES.listed([*map(str, periods[-4:])])} is the sum of "
            f"those that report: {MESSAGES.listed(names)} {'have' if several else 'has'} no value there, "
            f"and {'are' if several else 'is'} not in it",
            _ADVICE,
            Severity.WARNING,
            code="total-of-some",
        )
