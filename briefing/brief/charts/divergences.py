"""Kinds that show how far rows lie apart: bars on both sides of zero, and two dots a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from briefing.brief.charts.chart_changes import (
    How,
    alike_decimals,
    change_of,
    distance_of,
    signed_mark,
    start_of,
    usual_change,
)
from briefing.brief.charts.chart_rows import (
    Rows,
    at_of,
    better_of,
    chosen,
    dark_names,
    left_out,
    middle_of,
    note_on_others,
    rows_of,
)
from briefing.brief.charts.marks import (
    CannotDraw,
    finished,
    mark_of,
    require_lengths,
    require_one_unit,
    shared_words,
)
from briefing.core.fact import Fact
from briefing.core.nature import Use, allows, why_not
from briefing.core.period import Period
from briefing.core.plot import Plot, Track
from briefing.core.series import Panel, Series
from briefing.core.title import Title
from briefing.core.unit import Unit
from briefing.language.base import Language
from briefing.language.messages import MESSAGES

_BOTH = 2
_Pair = tuple[Fact | None, Fact | None]


def diverging(
    panel: tuple[Series, ...] | Panel,
    period: Period,
    language: Language,
    *,
    since: Period | None = None,
    against: Series | None = None,
    how: Literal["percent", "absolute", "points"] | None = None,
    top: int = 12,
    labels: tuple[str, ...] = (),
    highlight: tuple[str, ...] = (),
) -> Plot:
    """Bars on both sides of zero: values, changes ``since`` a period, or distances from ``against``.

    Args:
        panel: A measure with members, or several series of one unit: ``region.births``.
        since: The period from which changes are counted; where left out, values are shown: ``2019``.
        against: A series from which the distance is shown: ``school.score[England]``.
        how: How changes are told; where left out, what the measure is decides: ``absolute``.
        top: How many are shown, those farthest from zero: ``12``.
        labels: Names to print in place of the titles, in the order of the series: ``[Boys,
            Girls]``.
        highlight: Members or titles to set in colour, shown whatever their size: ``[Scotland]``.
    """
    if since and against:
        raise CannotDraw("give either 'since' or 'against'", path=("against",), code="either-or")
    if how and not since:
        raise CannotDraw("'how' tells changes: it needs 'since'", path=("how",), code="either-or")
    rows = rows_of(language, panel, labels, "diverging")
    if since is None and against is None:
        require_lengths(rows.series, "give 'since' or 'against': differences may be drawn so")
    facts, measure = _apart(language, rows, period, since, against, how)
    ends = {name: end for name, fact in facts.items() if (end := middle_of(fact)) is not None}
    if not ends:
        raise CannotDraw(
            f"nothing of '{_name(panel)}' has a value for {since or period}",
            code="no-value",
            lacks=tuple(lacked for one in rows.series for lacked in one.lack(period)),
        )
    sizes = {name: abs(end) for name, end in ends.items()}
    near = chosen(sizes, top, highlight, rows.named)
    shown = sorted(near, key=lambda name: -ends[name]) + dark_names(facts)
    mark = signed_mark if since or against else mark_of
    tracks = tuple(
        Track(
            name,
            (mark(language, facts[name], labelled=True),),
            facts[name].quantity.unit,
            name in highlight,
        )
        for name in shown
    )
    drawn = tuple(facts[name] for name in shown)
    unit = tracks[0].unit
    plot = Plot("diverging", measure, unit, (period,), tracks, drawn, rows.dimension)
    plot = replace(plot, better=better_of(rows.series))
    every = {name: facts.get(name) for name in rows.named if name not in _ours(against, rows)}
    note = note_on_others("only_farthest", sizes, near, top)
    return finished(language, plot, left_out(language, every, shown, note))


def dumbbell(
    panels: tuple[Panel, ...] | tuple[Series, ...],
    period: Period,
    language: Language,
    *,
    since: Period | None = None,
    top: int = 12,
    sort: Literal["value", "gap"] = "value",
    labels: tuple[str, ...] = (),
    highlight: tuple[str, ...] = (),
) -> Plot:
    """Two dots a row and the way between them: two periods of each member, or two measures.

    Args:
        panels: A measure with members, or two of one unit and the same members: ``[school.girls,
            school.boys]``.
        since: The first of two periods of one measure; the one before the brief's where left out:
            ``2019``.
        top: How many are shown, the largest by what they are sorted by: ``12``.
        sort: Whether rows stand by the last ``value``, or by the ``gap`` of the two: ``gap``.
        labels: Names to print in place of the titles: of two measures theirs, else those of the
            series: ``[Girls, Boys]``.
        highlight: Members or titles to set in colour, shown whatever their size: ``[Scotland]``.
    """
    plain, pairs = _paired(language, panels, period, since, labels)
    sizes = _sizes(pairs, sort)
    if not sizes:
        when = MESSAGES.listed([str(one) for one in plain.periods])
        raise CannotDraw(
            f"nothing of '{_name(panels)}' has a value for {when}",
            code="no-value",
            lacks=tuple(lacked for one in panels for lacked in one.lack(period)),
        )
    near = chosen(sizes, top, highlight, pairs)
    shown = sorted(near, key=lambda name: -sizes[name])
    tracks = tuple(_track(language, name, pairs[name], panels[0].unit, highlight) for name in shown)
    drawn = tuple(fact for name in shown for fact in pairs[name] if fact)
    plot = replace(plain, tracks=tracks, facts=drawn)
    told = {name: _told(pair) for name, pair in pairs.items()}
    note = note_on_others("only_largest", sizes, near, top)
    return finished(language, plot, left_out(language, told, shown, note))


def _apart(
    language: Language,
    rows: Rows,
    period: Period,
    since: Period | None,
    against: Series | None,
    how: How | None,
) -> tuple[dict[str, Fact], str]:
    """What the bars show, by name, and what that measures."""
    found: dict[str, Fact | None]
    if against is not None:
        require_one_unit((*rows.series, against), "diverging")
        measure = language.term(
            "chart.against", measure=rows.measure, other=against.member or against.title
        )
        ours = _ours(against, rows)
        found = {
            name: distance_of(language, one, against, period)
            for name, one in rows.named.items()
            if name not in ours
        }
    elif since is not None:
        start = start_of(rows.series, period, since)
        told = how or usual_change(rows.series, start, period)
        _check_how(rows.series, told, start, period)
        measure = language.title(Title("change_in", {"measure": rows.measure, "since": start}))
        if not rows.measure:
            measure = language.term("chart.change", since=start)
        found = {
            name: change_of(language, one, start, period, told) for name, one in rows.named.items()
        }
    else:
        measure = rows.measure
        found = {name: one.at(period) for name, one in rows.named.items()}
    facts = {name: fact for name, fact in found.items() if fact is not None}
    return alike_decimals(facts) if since or against else facts, measure


def _check_how(every: Sequence[Series], how: How, start: Period, period: Period) -> None:
    """Raise where changes of these cannot be told so."""
    for one in every:
        if how == "points" and not one.unit.is_percent:
            raise CannotDraw(
                f"'{one.id}' is in {one.unit}: only percentages change by points",
                "use how: percent or how: absolute",
                ("how",),
                code="points-of-no-percentage",
            )
        if how != "percent":
            continue
        if not allows(one.nature, Use.PERCENT_CHANGE):
            raise CannotDraw(
                f"'{one.id}' {why_not(one.nature, Use.PERCENT_CHANGE)}",
                "use how: absolute",
                ("how",),
                code="use-not-allowed",
            )
        for fact in filter(None, (one.at(start), one.at(period))):
            if fact.quantity.value is not None and fact.quantity.value <= 0:
                raise CannotDraw(
                    f"'{one.id}' is not above zero in {fact.period}: no change in percent",
                    "use how: absolute",
                    ("how",),
                    code="not-above-zero",
                )


def _of_two(
    language: Language, panels: Sequence[Panel], period: Period, labels: Sequence[str]
) -> tuple[dict[str, _Pair], tuple[str, ...], str]:
    """The pairs of figures of two measures, their names, and what both measure."""
    if len(panels) > _BOTH:
        raise CannotDraw(
            f"'dumbbell' shows two measures, not {len(panels)}",
            "draw them with 'heat' or 'multiples'",
            code="too-many-series",
        )
    one, other = panels
    require_one_unit(panels, "dumbbell")
    if len(labels) not in {0, _BOTH}:
        raise CannotDraw(
            f"'labels' names {len(labels)}, but two measures are drawn",
            "give one label for each",
            ("labels",),
            code="labels-do-not-fit",
        )
    measure, own = shared_words(language, [one.title, other.title])
    first, second = one.at(period), other.at(period)
    names = [name for name in one.members if name in other.members]
    pairs = {name: (first.get(name), second.get(name)) for name in names}
    return pairs, tuple(labels) or tuple(own), measure


def _paired(
    language: Language,
    panels: Sequence[Panel] | Sequence[Series],
    period: Period,
    since: Period | None,
    labels: Sequence[str],
) -> tuple[Plot, dict[str, _Pair]]:
    """The plot without its tracks, and the pair of figures of each row."""
    unit = panels[0].unit
    measures = tuple(one for one in panels if isinstance(one, Panel))
    if len(measures) > 1:
        if since is not None:
            raise CannotDraw(
                "'since' goes with one measure, and several are named",
                path=("since",),
                code="either-or",
            )
        pairs, columns, measure = _of_two(language, measures, period, labels)
        plain = Plot("dumbbell", measure, unit, (period,), (), (), measures[0].dimension)
        return replace(plain, columns=columns), pairs
    series = tuple(one for one in panels if isinstance(one, Series))
    rows = rows_of(language, measures[0] if measures else series, labels, "dumbbell")
    start = start_of(rows.series, period, since)
    then, now = (at_of(rows, when) for when in (start, period))
    pairs = {name: (then.get(name), now.get(name)) for name in rows.named}
    both = (start, period)
    plain = Plot("dumbbell", rows.measure, unit, both, (), (), rows.dimension)
    return replace(plain, better=better_of(rows.series)), pairs


def _track(
    language: Language, name: str, pair: _Pair, unit: Unit, highlight: Sequence[str]
) -> Track:
    marks = tuple(mark_of(language, one, labelled=True) if one else None for one in pair)
    return Track(name, marks, unit, name in highlight)


def _sizes(pairs: Mapping[str, _Pair], sort: str) -> dict[str, Fraction]:
    """What rows are sorted by, of those that have a figure: the last one, or how far the two lie apart."""
    found = {}
    for name, (one, other) in pairs.items():
        first, last = (middle_of(fact) if fact else None for fact in (one, other))
        known = [end for end in (last, first) if end is not None]
        if known:
            found[name] = abs(known[0] - known[-1]) if sort == "gap" else known[0]
    return found


def _told(pair: _Pair) -> Fact | None:
    """The figure of a pair that tells most."""
    known = [fact for fact in pair if fact]
    return next((fact for fact in known if middle_of(fact) is not None), (*known, None)[0])


def _ours(against: Series | None, rows: Rows) -> tuple[str, ...]:
    """The name of the row that the others are held against."""
    return tuple(name for name, one in rows.named.items() if against and one.id == against.id)


def _name(given: Panel | Sequence[Series | Panel]) -> str:
    return given.id if isinstance(given, Panel) else given[0].id
