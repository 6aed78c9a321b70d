"""Topics to charts, by what the series are: trends, rankings, shares, changes between two periods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.app.drafting.draft import DraftChart, DraftTable, Wording
from briefing.app.drafting.telling import Telling, shown, value_of, window, worded
from briefing.app.drafting.topics import known
from briefing.app.drafting.yaml_text import year_or_text
from briefing.core.nature import Nature, Use, allows
from briefing.core.period import Period
from briefing.core.reference import Reference
from briefing.core.series import Panel, Series, break_between

_FEWEST_FOR_TREND = 3
_MOST_COLUMNS = 12
_AMOUNTS = frozenset({Nature.FLOW, Nature.STOCK, Nature.BALANCE})
_MOST_BARS, _MOST_LINES, _MOST_SLOPES, _MOST_MULTIPLES = 8, 4, 6, 4
_MOST_ROWS = 12
_MOST_DUMBBELLS = 10
_FEWEST_STACKS = 2
"""Shares of one period are drawn as bars, which there are already."""
_TABLE_PERIODS = 5

Charts = Mapping[str, DraftChart]


def trend(telling: Telling) -> Charts:
    """One series over time: columns for a few amounts, a line for all else."""
    topic, name = telling.topic, telling.name
    series = topic.told
    last = _usable(series, topic.period) if series else 0
    if series is None or not name or last < _FEWEST_FOR_TREND:
        return {}
    is_amount = series.nature in _AMOUNTS and last <= _MOST_COLUMNS
    kind = "column" if is_amount else "line"
    titles: tuple[str, ...] = ()
    if telling.start is not None and topic.period.steps_since(telling.start) < last:
        then, past = telling.then
        titles = telling.said(
            "chart_since",
            then=then,
            then_value=shown(past),
            now=shown(name),
            when=telling.when,
        )
    moved = telling.said("heading_one", one=telling.measure, verb=shown(name, "verb"))
    plain = telling.said("chart_plain", when=telling.when)
    operand = _operand(telling)
    call: dict[str, object] = {kind: operand, "last": last}
    if kind == "line" and _is_far_from_zero(series, topic.period, last):
        call["zero"] = False
    return {f"{name}_trend": DraftChart(call, worded(titles, moved, plain))}


def ranking(telling: Telling) -> Charts:
    """The largest members of a period, side by side; of what has no true zero, in a table of colours."""
    panel = telling.topic.panel
    if panel is None:
        return {}
    kind = "bar" if allows(panel.nature, Use.BARS) else "heat"
    call: dict[str, object] = {kind: panel.id, "top": _MOST_BARS}
    if telling.topic.member in panel.members:
        call["highlight"] = [telling.topic.member]
    titles: tuple[str, ...] = ()
    if len(telling.places) > 1:
        one, two, three = (shown(place, "member") for place in telling.places)
        titles = telling.said_of_all("chart_order", first=one, second=two, third=three)
    plain = telling.said_of_all("chart_plain", when=telling.when)
    return {f"{telling.topic.name}_ranking": DraftChart(call, worded(titles, plain))}


def members_over_time(telling: Telling) -> Charts:
    """How the largest members moved: shares of the whole, lines, or two periods side by side."""
    panel, topic = telling.topic.panel, telling.topic
    if panel is None:
        return {}
    found: dict[str, DraftChart] = {}
    largest = _largest(panel, topic.period, topic.member)
    if telling.is_shared and allows(panel.nature, Use.STACK):
        found |= _shares(telling, panel, largest[0])
    lines = [name for name in largest if _usable(panel.members[name], topic.period) >= 4][  # noqa: PLR2004
        :_MOST_LINES
    ]
    if len(lines) > 1:
        last = min(_usable(panel.members[name], topic.period) for name in lines)
        periods = [one for one in panel.periods if one <= topic.period][-last:]
        call = {"line": [_of(panel, name) for name in lines], "last": last}
        if topic.member in lines:
            call["highlight"] = [topic.member]
        names = telling.language.listed(lines)
        titles = telling.said_of_all(
            "chart_members", members=names, then=telling.language.period(periods[0])
        )
        plain = telling.said_of_all("chart_plain", when=telling.when)
        found[f"{topic.name}_members"] = DraftChart(call, worded(titles, plain))
    elif (before := _compared_with(panel, topic.period)) is not None:
        since = year_or_text(str(before))
        call = {"slope": panel.id, "since": since, "top": _MOST_SLOPES}
        if len(known(panel, before).keys() & known(panel, topic.period).keys()) > _MOST_SLOPES:
            call = {"dumbbell": panel.id, "since": since, "top": _MOST_DUMBBELLS}
        slots = {"then": telling.language.period(before), "when": telling.when}
        titles = telling.said_of_all("chart_two_periods", **slots)
        found[f"{topic.name}_change"] = DraftChart(call, worded(titles))
    return found


def several(tellings: Sequence[Telling]) -> Charts:
    """Small multiples of further measures, each with its own scale."""
    drawn = [one for one in tellings if trend(one)][:_MOST_MULTIPLES]
    if not drawn:
        return {}
    if len(drawn) == 1:
        return trend(drawn[0])
    last = min(_usable(one.topic.told, one.topic.period) for one in drawn if one.topic.told)
    call = {"multiples": [_operand(one) for one in drawn], "last": last, "zero": False}
    return {"others": DraftChart(call, worded(heading_of_several(drawn)))}


def heading_of_several(tellings: Sequence[Telling]) -> tuple[str, ...]:
    """``Imports rose, exports fell``: the first two that moved."""
    moving = [one for one in tellings if one.moves]
    language = tellings[0].language
    verbs = [shown(one.name, "verb") for one in moving]
    found: list[str] = []
    if len(moving) > 1:
        one, other = moving[:2]
        slots = {"verb": verbs[0], "other_verb": verbs[1]}
        typed = {"one": one.measure, "other": other.measure}
        own = {"one": one.title_before_verb, "other": other.title_before_verb}
        found += [
            language.term("draft.heading_several", **slots, **words) for words in (typed, own)
        ]
    if moving:
        found += moving[0].said("heading_one", one=moving[0].measure, verb=verbs[0])
    found += tellings[0].said("chart_plain", when=tellings[0].when)
    return tuple(found)


def table(tellings: Sequence[Telling], title: str) -> DraftTable:
    """The measures over the last periods; of many members the largest alone, those without a value last."""
    rows: list[str] = []
    lead = tellings[0]
    for one in tellings:
        measure = one.topic.measure
        if isinstance(measure, Series):
            rows.append(measure.id)
        elif one is lead:
            rows += _rows_of_members(one, measure)
        elif one.name:
            rows.append(one.name)
    return DraftTable(title, tuple(rows[: 2 * _MOST_ROWS]), _TABLE_PERIODS)


def _rows_of_members(telling: Telling, panel: Panel) -> list[str]:
    if len(panel.members) <= _MOST_ROWS and not telling.topic.member:
        return [panel.id]
    names = _largest(panel, telling.topic.period, telling.topic.member)
    names = [*names, *(one for one in panel.members if one not in names)][:_MOST_ROWS]
    whole = [telling.name] if telling.name and telling.topic.member not in names else []
    return [_of(panel, name) for name in names] + whole


def _shares(telling: Telling, panel: Panel, first: str) -> Charts:
    topic = telling.topic
    last = min(_usable(panel.total, topic.period), _TABLE_PERIODS) if panel.total else 0
    if last < _FEWEST_STACKS:
        return {}
    share = f"{topic.name}_share"
    telling.metrics[share] = {"share": panel.id, "of": first}
    language = telling.language
    slots = {"moved": shown(share, "moved"), "now": shown(share)}
    title = language.term("draft.chart_share", member=first, measure=telling.of_all, **slots)
    plain = telling.said_of_all("chart_plain", when=telling.when)
    call = {"stacked": panel.id, "top": _MOST_LINES, "last": last}
    return {f"{topic.name}_shares": DraftChart(call, worded((title,), plain))}


def _operand(telling: Telling) -> str:
    measure, member = telling.topic.measure, telling.topic.member
    if isinstance(measure, Series):
        return measure.id
    return _of(measure, member) if member else telling.name


def _of(panel: Panel, member: str) -> str:
    return str(Reference.parse(panel.id).of(member))


def _largest(panel: Panel, period: Period, member: str) -> list[str]:
    """Members with a value, the largest first; one that the brief is about before them."""
    facts = known(panel, period)
    names = sorted(facts, key=lambda name: (-value_of(facts[name]), name))
    return [member, *(one for one in names if one != member)] if member in facts else names


def _usable(series: Series | None, period: Period) -> int:
    """How many periods up to this one, without a hole, can be compared with it."""
    if series is None:
        return 0
    most = window(period)
    count, when = 0, period
    while count < most:
        fact = series.at(when)
        if fact is None or not fact.quantity.tells_something:
            break
        if break_between(series.breaks, when, period):
            break
        count, when = count + 1, when.shifted(-1)
    return count


def _is_far_from_zero(series: Series, period: Period, last: int) -> bool:
    """Whether a scale from zero would press a line flat: all values in its upper half."""
    values = [value_of(fact) for fact in series.until(period, last)]
    return min(values) > max(values) / 2 > 0


def _compared_with(panel: Panel, period: Period) -> Period | None:
    """The earliest recent period for which the largest members all have values."""
    names = _largest(panel, period, "")[:_MOST_SLOPES]
    for when in [
        one for one in panel.periods if one < period and one.frequency is period.frequency
    ]:
        facts = known(panel, when)
        if all(name in facts for name in names) and not break_between(panel.breaks, when, period):
            return when
    return None


__all__ = [
    "Wording",
    "heading_of_several",
    "members_over_time",
    "ranking",
    "several",
    "table",
    "trend",
]
