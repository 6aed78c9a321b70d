"""Changes of members between two periods, and their distance from another figure, as facts of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from briefing.brief.charts.marks import CannotDraw, mark_of
from briefing.core.expression import derive
from briefing.core.fact import Fact
from briefing.core.lags import as_judged, difference_of
from briefing.core.nature import Use, allows
from briefing.core.period import Period
from briefing.core.plot import Mark
from briefing.core.series import Panel, Series, break_between
from briefing.core.title import Title
from briefing.language.base import Language
from briefing.language.numbers import digits_of

How = Literal["percent", "absolute", "points"]


def start_of(panel: Panel | Sequence[Series], period: Period, since: Period | None) -> Period:
    """The period that a change is counted from; raises where it is not before ``period``.

    Or where the two cannot be compared, because something is counted otherwise in between.
    """
    start = since or period.preceding()
    if start >= period:
        raise CannotDraw(
            f"'since' must be before {period}", path=("since",), code="since-not-before"
        )
    for one in [panel] if isinstance(panel, Panel) else panel:
        if why := break_between(one.breaks, start, period):
            raise CannotDraw(
                f"'{one.id}' cannot be compared with {start}: {why}",
                path=("since",) if since else (),
                code="across-break",
            )
    return start


def usual_change(every: Sequence[Series], start: Period, period: Period) -> How:
    """How changes of these are told where nobody says: in points of percentages, in percent, or plainly."""
    if all(one.unit.is_percent for one in every):
        return "points"
    facts = [fact for one in every for when in (start, period) if (fact := one.at(when))]
    known = [fact.quantity.value for fact in facts if fact.quantity.value is not None]
    may = all(allows(one.nature, Use.PERCENT_CHANGE) for one in every)
    return "percent" if may and all(value > 0 for value in known) else "absolute"


def change_of(
    language: Language, one: Series, start: Period, period: Period, how: How
) -> Fact | None:
    """The change of a series between two periods; ``None`` where one of them has no cell for it."""
    before, now = one.at(start), one.at(period)
    if before is None or now is None:
        return None
    formula = "percent(now / before - 1)" if how == "percent" else difference_of(now)
    return derive(
        id=f"{one.id}.change[{start.code},{period.code},{how}]",
        title=language.title(Title("change", {"measure": one.title, "since": start})),
        calculator="change",
        formula=as_judged(formula, now, before),
        inputs={"now": now, "before": before},
        period=period,
        member=one.member,
    )


def distance_of(language: Language, one: Series, other: Series, period: Period) -> Fact | None:
    """How far a series lies above another in a period; ``None`` where one of them has no cell."""
    fact, against = one.at(period), other.at(period)
    if fact is None or against is None:
        return None
    title = Title("minus", {"one": one.member or one.title, "other": other.member or other.title})
    return derive(
        id=f"{one.id}.minus[{other.id},{period.code}]",
        title=language.title(title),
        calculator="difference",
        formula=as_judged("now - before", fact, against),
        inputs={"now": fact, "before": against},
        period=period,
        member=one.member,
    )


def alike_decimals(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The same figures with as many decimals as the most precise of them, at most one of percentages.

    One that would read as none keeps its own.
    """
    known = [fact.quantity for fact in facts.values() if fact.quantity.value is not None]
    most = max(map(digits_of, known), default=0)
    if known and known[0].unit.is_percent:
        most = min(most, 1)
    return {
        name: fact if fact.value and not round(fact.value, most) else replace(fact, digits=most)
        for name, fact in facts.items()
    }


def signed_mark(language: Language, fact: Fact, *, labelled: bool = True) -> Mark:
    """The mark of a change, whose figure is printed with its sign: ``+3.4%``, ``−120``."""
    mark = mark_of(language, fact, labelled=labelled)
    if mark.value is None or mark.value <= 0 or mark.text.startswith("+"):
        return mark
    return replace(mark, text=language.term("signed.up", amount=mark.text))
