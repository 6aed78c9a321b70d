"""Kinds that compare members: a panel or several series at the brief's period to plots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from briefing.brief.all_others import all_but
from briefing.brief.charts.chart_rows import unreported_note
from briefing.brief.charts.marks import (
    CannotDraw,
    at_newest,
    check_known,
    finished,
    mark_of,
    members_at,
    require_lengths,
    require_one_unit,
    titles_of,
)
from briefing.core.expression import derive
from briefing.core.fact import Fact
from briefing.core.nature import Use, allows, why_not
from briefing.core.period import Period
from briefing.core.plot import Plot, Track
from briefing.core.series import Panel, Series
from briefing.core.status import Status
from briefing.core.title import Title
from briefing.core.unit import PERCENT
from briefing.language.base import Language
from briefing.language.messages import MESSAGES

OTHERS = "Other"
"""Stands for all members that are not named, in ids of facts."""
_READABLE_SHARE = 6
_NO_BARS = (
    "draw it with 'heat' or 'dumbbell', or differences with 'diverging' and 'since' or 'against'"
)
_HUNDRED = 100


def bar(
    panel: tuple[Series, ...] | Panel,
    period: Period,
    language: Language,
    *,
    top: int = 8,
    labels: tuple[str, ...] = (),
    highlight: tuple[str, ...] = (),
    at: Literal["latest"] | None = None,
) -> Plot:
    """Ranked bars of one period, the largest first; those to highlight are in colour.

    ``at: latest`` takes the newest value of each up to that period, and prints which period it is of.

    Args:
        panel: A measure with members, or several series: ``votes.cast``.
        top: How many members are shown, the largest: ``8``.
        labels: Names to print in place of the titles, in the order of the series: ``[Boys,
            Girls]``.
        highlight: Members to set in colour, shown whatever their size: ``[Scotland]``.
        at: The newest value of each, with its period, where it is ``latest``: ``latest``.
    """
    if top < 1:
        raise CannotDraw("'top' must be 1 or more", path=("top",), code="unfit-parameter")
    require_lengths([panel] if isinstance(panel, Panel) else panel, _NO_BARS)
    if not isinstance(panel, Panel):
        return _bars_of_series(language, panel, period, labels, highlight, at)
    if at is not None:
        panel, period = at_newest(panel, period)
    members = members_at(panel, period)
    check_known(highlight, panel.members, "highlight", f"'{panel.id}'")
    ranked = _ranked({name: fact for name, fact in members.items() if name not in panel.rest})
    shown = _with_ties(ranked, members, top)
    smaller = [one for one in highlight if one in members and one not in shown]
    shown += smaller
    note = "note.only_largest_and_named" if smaller else "note.only_largest"
    extra = [language.term(note)] if len(shown) < len(ranked) else []
    if not extra:
        shown += [one for one in panel.rest if one in members and _size(members[one]) is not None]
    hidden = [name for name, fact in members.items() if fact.quantity.status is Status.SUPPRESSED]
    shown += [name for name in hidden if name not in shown]
    chosen = {name: members[name] for name in shown}
    lacking = [one for one in panel.unreported(period) if one not in shown]
    if lacking and not _is_too_small(panel, period, members, shown):
        extra.append(unreported_note(language, lacking, len(panel.members)))
    return _bars(language, panel.title, period, chosen, highlight, panel.dimension, extra)


def stacked(
    panel: Panel,
    period: Period,
    language: Language,
    *,
    top: int = 4,
    since: Period | None = None,
    last: int | None = None,
    highlight: tuple[str, ...] = (),
) -> Plot:
    """Stacked shares of the total, 100% high, in several periods; those of one are ranked as bars.

    Args:
        panel: A measure with members, the parts of a whole: ``votes.cast``.
        top: How many members are named; the others stand together: ``4``.
        since: The first period that is shown: ``2019``.
        last: How many periods are shown, ending with the brief's: ``5``.
        highlight: Members to set in colour: ``[Scotland]``.
    """
    if not allows(panel.nature, Use.STACK):
        raise CannotDraw(
            f"'{panel.id}' {why_not(panel.nature, Use.STACK)}",
            "take a bar or line chart, or say 'kind:' in the data set if it is something else",
            code="use-not-allowed",
        )
    if top < 1:
        raise CannotDraw("'top' must be 1 or more", path=("top",), code="unfit-parameter")
    check_known(highlight, panel.members, "highlight", f"'{panel.id}'")
    members = members_at(panel, period)
    ranked = _ranked({n: f for n, f in members.items() if n not in panel.rest and _is_plain(f)})
    largest = _with_ties(ranked, members, top)
    named = [name for name in ranked if name in largest or name in highlight]
    if not named:
        raise CannotDraw(
            f"no member of '{panel.id}' has a plain value for {period}",
            code="no-value",
            lacks=panel.lack(period),
        )
    periods = _stack_periods(panel, period, since, last)
    shares = {when: _shares(language, panel, named, when) for when in periods}
    names = [*named, *([OTHERS] if any(len(one) > len(named) for one in shares.values()) else [])]
    tracks = tuple(_stacked_track(language, shares, name, period, highlight) for name in names)
    facts_drawn = tuple(fact for when in periods for fact in shares[when].values())
    measure = language.term("chart.shares_of", measure=panel.title)
    plot = Plot("stacked", measure, PERCENT, periods, tracks, facts_drawn, panel.dimension)
    dark = any(fact.quantity.status is Status.SUPPRESSED for fact in members.values())
    extra = (
        [language.term("note.others_withheld", others=language.term("chart.others"))]
        if dark and OTHERS in names
        else []
    )
    if len(periods) == 1:
        plot = _ranked_shares(plot, highlight)
    return finished(language, plot, extra)


def _ranked_shares(plot: Plot, highlight: Sequence[str]) -> Plot:
    """Shares of one period as bars, which can be compared; what stands for several is the last."""
    tracks = tuple(replace(one, highlighted=one.title in highlight) for one in plot.tracks)
    why = "one column of shares is harder to compare than bars"
    return replace(plot, form="bar", tracks=tracks, changed=why)


def _stacked_track(
    language: Language,
    shares: Mapping[Period, Mapping[str, Fact]],
    name: str,
    period: Period,
    set_off: Sequence[str],
) -> Track:
    """The shares of one member, or of all others together, over the periods."""
    marks = tuple(
        mark_of(language, fact, labelled=_is_told(fact, when == period))
        if fact is not None
        else None
        for when, each in shares.items()
        for fact in [each.get(name)]
    )
    title = language.term("chart.others") if name == OTHERS else name
    return Track(title, marks, PERCENT, name in set_off)


def _bars_of_series(
    language: Language,
    series: Sequence[Series],
    period: Period,
    labels: Sequence[str],
    highlight: Sequence[str],
    at: Literal["latest"] | None,
) -> Plot:
    if not series:
        raise CannotDraw("no series is named", "name one: dataset.measure", code="no-series")
    require_one_unit(series, "bar")
    measure, titles = titles_of(language, series, labels)
    check_known(highlight, titles, "highlight", "the chart")
    found = {}
    for one, title in zip(series, titles, strict=True):
        fact = one.at(period) if at is None else one.latest(period)
        if fact is None:
            raise CannotDraw(
                f"'{one.id}' has no value for {period}", code="no-value", lacks=one.lack(period)
            )
        found[title] = fact
    if not any(fact.quantity.tells_something for fact in found.values()):
        raise CannotDraw(
            f"none of the series has a value for {period}",
            code="no-value",
            lacks=tuple(lacked for one in series for lacked in one.lack(period)),
        )
    ranked = _ranked(found)
    ranked += [title for title in found if title not in ranked]
    chosen = {title: found[title] for title in ranked}
    return _bars(language, measure, period, chosen, highlight, "", [])


def _bars(
    language: Language,
    measure: str,
    period: Period,
    chosen: dict[str, Fact],
    highlight: Sequence[str],
    dimension: str,
    extra: Sequence[str],
) -> Plot:
    facts = tuple(chosen.values())
    when = max((one.period for one in facts if one.period), default=period)
    tracks = tuple(
        Track(
            _with_period(language, name, fact, when),
            (mark_of(language, fact, labelled=True),),
            fact.quantity.unit,
            name in highlight,
        )
        for name, fact in chosen.items()
    )
    if any(one.period != when for one in facts):
        extra = [language.term("note.latest", when=when), *extra]
    plot = Plot("bar", measure, tracks[0].unit, (when,), tracks, facts, dimension)
    return finished(language, plot, extra)


def _with_period(language: Language, name: str, fact: Fact, usual: Period) -> str:
    """A name, with the period of its figure where that is another than most have."""
    if fact.period is None or fact.period == usual:
        return name
    return language.term("chart.dated", name=name, when=fact.period)


def _is_too_small(
    panel: Panel, period: Period, members: dict[str, Fact], shown: Sequence[str]
) -> bool:
    """Whether what is known of the printed total leaves the others less than the least shown."""
    total = panel.total.at(period) if panel.total else None
    top = total.quantity.rounding.high if total else None
    known = [fact.quantity.value for fact in members.values() if fact.quantity.value is not None]
    least = min((size for one in shown if (size := _size(members[one])) is not None), default=None)
    if top is None or least is None or any(one < 0 for one in known):
        return False
    return top - sum(known, Fraction(0)) < least


def _ranked(members: dict[str, Fact]) -> list[str]:
    """Names by size, the largest first; a bound counts with its surer end."""
    sizes = {name: size for name, fact in members.items() if (size := _size(fact)) is not None}
    return sorted(sizes, key=lambda name: -sizes[name])


def _with_ties(ranked: Sequence[str], members: dict[str, Fact], top: int) -> list[str]:
    """The first ``top`` names, and those that are as large as the last of them; of many zeros none."""
    sizes = {name: _size(members[name]) for name in ranked}
    first, more = list(ranked[:top]), ranked[top:]
    least = sizes[first[-1]] if first else None
    if more and sizes[more[0]] == least == 0:
        return [name for name in first if sizes[name]] or first
    return first + [name for name in more if least and sizes[name] == least]


def _size(fact: Fact) -> Fraction | None:
    quantity = fact.quantity
    if quantity.value is not None or not quantity.tells_something:
        return quantity.value
    return quantity.bounds.low if quantity.bounds.low is not None else quantity.bounds.high


def _is_plain(fact: Fact) -> bool:
    return fact.quantity.value is not None and fact.quantity.value > 0


def _stack_periods(
    panel: Panel, period: Period, since: Period | None, last: int | None
) -> tuple[Period, ...]:
    if since is not None and last is not None:
        raise CannotDraw("give either 'since' or 'last'", path=("last",), code="either-or")
    if last is not None and last < 1:
        raise CannotDraw("'last' must be 1 or more", path=("last",), code="unfit-parameter")
    if since is not None and (since not in panel.periods or since > period):
        advice = f"it has {', '.join(map(str, panel.periods))}"
        raise CannotDraw(
            f"'{panel.id}' has no {since} before {period}",
            advice,
            ("since",),
            code="no-value",
            lacks=panel.lack(since),
        )
    until = [when for when in panel.periods if when <= period]
    if since is not None:
        return tuple(when for when in until if when >= since)
    return tuple(until[-(last or 1) :])


def _shares(
    language: Language, panel: Panel, named: Sequence[str], period: Period
) -> dict[str, Fact]:
    """The share of each named member, and of all others together, as facts of their own."""
    members = members_at(panel, period)
    whole = panel.total.at(period) if panel.total else None
    parts = tuple(members.values())
    if whole is None or whole.quantity.value is None:
        dark = [name for name, fact in members.items() if fact.quantity.value is None]
        if dark and any(_may_be_large(members[name]) for name in dark):
            raise CannotDraw(
                f"shares of '{panel.id}' are unknown for {period}: {MESSAGES.listed(dark)} "
                "has no value and there is no total",
                code="unknown-shares",
            )
        parts = tuple(fact for fact in parts if fact.quantity.value is not None)
        whole = None
    total: Fact | tuple[Fact, ...] = whole if whole is not None else parts
    divisor = "total" if whole is not None else "sum(total)"
    found = {}
    for name in named:
        fact = members.get(name)
        if fact is None or fact.quantity.value is None:
            raise CannotDraw(
                f"'{panel.id}[{name}]' has no value for {period}",
                code="no-value",
                lacks=panel.lack(period, name),
            )
        found[name] = _share(
            language,
            panel,
            name,
            period,
            f"percent(part / {divisor})",
            {"part": fact, "total": total},
        )
    shown = tuple(members[name] for name in named)
    rest = _share(
        language,
        panel,
        OTHERS,
        period,
        f"percent(({divisor} - sum(shown)) / {divisor})",
        {"shown": shown, "total": total},
        named,
    )
    value = rest.quantity.value
    if value is not None and value < 0:
        raise CannotDraw(
            f"the parts of '{panel.id}' exceed its total for {period}", code="parts-exceed-total"
        )
    return {**found, OTHERS: rest} if value else found


def _share(
    language: Language,
    panel: Panel,
    name: str,
    period: Period,
    formula: str,
    inputs: dict[str, Fact | tuple[Fact, ...]],
    named: Sequence[str] = (),
) -> Fact:
    """The share of a member, or of all but those that are named."""
    if name == OTHERS:
        title = Title("share_of_others", {"measure": panel.title})
    else:
        title = Title("share", {"owner": name, "measure": panel.title})
    whose = f"{all_but(named)}.share[" if name == OTHERS else f"share[{name},"
    return derive(
        id=f"{panel.id}.{whose}{period.code}]",
        title=language.title(title),
        calculator="share",
        formula=formula,
        inputs=inputs,
        period=period,
        member=language.term("chart.others") if name == OTHERS else name,
        digits=0 if _whole_digits(inputs) else None,
    )


def _whole_digits(inputs: dict[str, Fact | tuple[Fact, ...]]) -> bool:
    """Whether the share is at least one percent, so that whole digits tell enough."""
    part = inputs.get("part")
    whole = inputs["total"]
    if not isinstance(part, Fact) or part.quantity.value is None:
        return True
    facts = (whole,) if isinstance(whole, Fact) else whole
    sum_ = sum((fact.quantity.value or Fraction(0) for fact in facts), Fraction(0))
    return sum_ > 0 and part.quantity.value * _HUNDRED >= sum_


def _is_told(fact: Fact, is_last: bool) -> bool:
    value = fact.quantity.value
    return is_last or (value is not None and value >= _READABLE_SHARE)


def _may_be_large(fact: Fact) -> bool:
    return fact.quantity.tells_something or fact.quantity.status is Status.SUPPRESSED
