"""The whole that members of a measure make up in a period, for charts that show both."""

from __future__ import annotations

from briefing.brief.charts.marks import CannotDraw
from briefing.core.expression import derive
from briefing.core.fact import Fact
from briefing.core.period import Period
from briefing.core.series import Panel
from briefing.core.title import Title
from briefing.language.base import Language
from briefing.language.messages import MESSAGES


def whole_of(language: Language, panel: Panel, when: Period, advice: str) -> Fact:
    """The printed total of a period, or the sum of all members.

    Raises :class:`CannotDraw` with the advice where neither is known.
    """
    printed = panel.total.at(when) if panel.total else None
    if printed is not None and printed.quantity.value is not None:
        return printed
    members = panel.at(when)
    dark = [name for name, fact in members.items() if fact.quantity.value is None]
    if dark or not members:
        verb = "has" if len(dark) == 1 else "have"
        why = f"{MESSAGES.listed(dark)} {verb} no value" if dark else "no member has a value"
        raise CannotDraw(
            f"the total of '{panel.id}' is unknown for {when}: {why} and there is no total",
            advice,
            code="no-value",
            lacks=tuple(one for name in dark for one in panel.lack(when, name)) or panel.lack(when),
        )
    return derive(
        id=f"{panel.id}.total[{when.code}]",
        title=language.title(Title("total", {"measure": panel.title})),
        calculator="total",
        formula="sum(parts)",
        inputs={"parts": tuple(members.values())},
        period=when,
    )
