"""What is judged of typed words over series made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handmade import LANGUAGE, PERCENT, seen, series

from briefing.brief.assertions.assertion import Assertion
from briefing.brief.mentions import Mentions
from briefing.brief.prose import Prose
from briefing.core.period_notation import parse_period
from briefing.core.problems import ProblemLog
from briefing.core.series import Series
from briefing.core.unit import Unit
from briefing.project.declared import Places

RANK = Unit("rank")


def judged(text: str, log: ProblemLog | None = None, better="", **values) -> tuple[Assertion, ...]:
    """The assertions of a text over series by name, the last value of each the current one."""
    named = {}
    for name, column in values.items():
        unit = PERCENT if "share" in name else RANK if "rank" in name else Unit("case")
        one = series(name, column, title=name.title(), unit=unit)
        named[name] = replace(one, current=one.periods[-1], better=better)
    return judged_of(text, named, ProblemLog() if log is None else log)


def judged_of(
    text: str,
    named: dict[str, Series],
    log: ProblemLog | None = None,
    *,
    period: str = "",
    day: date | None = None,
) -> tuple[Assertion, ...]:
    """The assertions of a text over series that are already made, in a brief of a period and a day."""
    mentions = Mentions(LANGUAGE, period=parse_period(period) if period else None, day=day)
    log = ProblemLog() if log is None else log
    prose = Prose(seen(named, mentions), mentions, Places("brief.yaml"), log)
    prose.blocks(text, "bottom_line")
    return tuple(prose.assertions)


def verdict(text: str, **values) -> bool | None:
    """The one verdict on a text."""
    (one,) = judged(text, **values)
    return one.verdict
