"""Kinds that show time: series up to the brief's period to plots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.brief.charts.chart_rows import unreported_note
from briefing.brief.charts.marks import (
    CannotDraw,
    facts_of,
    finished,
    labelled,
    require_lengths,
    require_one_unit,
    titles_of,
    tracks_of,
    window,
)
from briefing.core.nature import Nature
from briefing.core.period import Period
from briefing.core.plot import Form, Plot, Track
from briefing.core.series import Panel, Series
from briefing.language.base import Language

_MOST_LETTERS = 52
"""Characters of labels that fit side by side above the marks of one chart."""
_MOST_PANELS = 9
_MOST_LINES, _MOST_EMPHASISED, _MOST_SLOPES = 7, 4, 8
"""More lines in one chart cannot be told apart, and more in colour are no emphasis."""
_MOST_BEHIND = 12
"""So many grey lines are named below the chart; of more their number is told, and the data have them."""
_APART = 12
"""Extremes nearer to an end than this part of the chart, and nearly as high, go without figure."""
_ZEROLESS = frozenset({Nature.INDEX, Nature.INTERVAL})
"""What has no true zero, from which a scale would begin."""
_NEAR_ZERO = 9, 10
"""Up to this ratio of the lowest to the highest value a scale begins at zero."""


def line(
    series: tuple[Series, ...] | Panel,
    period: Period,
    language: Language,
    *,
    last: int | None = None,
    labels: tuple[str, ...] = (),
    highlight: tuple[str, ...] = (),
    zero: bool | None = None,
) -> Plot:
    """Lines over time, named at their ends; estimates are dashed and hollow.

    Args:
        series: One or several series or metrics of one unit, or a measure with members, each of which
            is a line: ``[school.boys, school.girls]``.
        last: How many periods, ending with the brief's; all that there are where left out:
            ``10``.
        labels: Names to print in place of the titles, in the order of the series: ``[Boys,
            Girls]``.
        highlight: Titles of the series to set in colour: ``[Girls]``.
        zero: Whether the scale begins at zero; where left out, the values decide: ``true``.
    """
    series = _each(series)
    _check_emphasis(highlight)
    if len(series) > _MOST_LINES and not highlight:
        if len(series) > _MOST_PANELS:
            raise CannotDraw(
                f"{len(series)} lines in one chart cannot be told apart",
                f"name up to {_MOST_EMPHASISED} in 'highlight': the others are grey behind them",
                code="too-many-series",
            )
        plot = _over_time(language, "multiples", series, period, last, labels, (), zero)
        why = f"{len(series)} lines in one chart cannot be told apart"
        return replace(plot, changed=why)
    plot = _over_time(language, "line", series, period, last, labels, highlight, zero)
    if len(series) > _MOST_LINES:
        plot = _behind(language, plot)
    if sum(mark.value is not None for mark in plot.marks) < 2:  # noqa: PLR2004
        raise CannotDraw(
            "a line needs two values, and there is one",
            "draw it with 'bar', or let it go where there is no more: needs: NAME",
            code="too-few-values",
            lacks=tuple(lacked for one in series for lacked in one.lack()),
        )
    return plot


def column(series: Series, period: Period, language: Language, *, last: int | None = None) -> Plot:
    """Columns over time, the brief's period in colour; negative values stand below the zero line.

    Args:
        series: A series, or a metric: ``town.pupils``.
        last: How many periods, ending with the brief's; all that there are where left out:
            ``10``.
    """
    require_lengths((series,), "draw it with 'line'")
    return _over_time(language, "column", (series,), period, last, (), (), zero=True)


def range_(
    series: tuple[Series, ...],
    period: Period,
    language: Language,
    *,
    last: int | None = None,
    labels: tuple[str, ...] = (),
) -> Plot:
    """Values and bounds over time: ``>95`` is an arrow that begins at 95; estimates are hollow.

    Args:
        series: One or several series or metrics of one unit: ``town.reliance``.
        last: How many periods, ending with the brief's; all that there are where left out:
            ``10``.
        labels: Names to print in place of the titles, in the order of the series: ``[Boys,
            Girls]``.
    """
    return _over_time(language, "range", series, period, last, labels, (), zero=True)


def multiples(
    series: tuple[Series, ...] | Panel,
    period: Period,
    language: Language,
    *,
    last: int | None = None,
    labels: tuple[str, ...] = (),
    zero: bool | None = None,
) -> Plot:
    """Small multiples: a panel for each series, each with its own scale.

    Args:
        series: Up to nine series or metrics, or a measure with as many members: ``[town.births,
            town.deaths]``.
        last: How many periods, ending with the brief's; all that there are where left out:
            ``10``.
        labels: Names to print in place of the titles, in the order of the series: ``[Boys,
            Girls]``.
        zero: Whether scales begin at zero; where left out, the values decide: ``true``.
    """
    series = _each(series)
    if len(series) > _MOST_PANELS:
        raise CannotDraw(
            f"'multiples' has room for {_MOST_PANELS} series, not {len(series)}",
            code="too-many-series",
        )
    return _over_time(language, "multiples", series, period, last, labels, (), zero)


def _each(series: tuple[Series, ...] | Panel) -> tuple[Series, ...]:
    """The series, or those of the members of a measure, in the order of the file."""
    return tuple(series.members.values()) if isinstance(series, Panel) else series


def slope(
    series: tuple[Series, ...] | Panel,
    period: Period,
    language: Language,
    *,
    since: Period | None = None,
    top: int = 6,
    labels: tuple[str, ...] = (),
    highlight: tuple[str, ...] = (),
) -> Plot:
    """Two periods side by side, a line for each series or member from the one to the other.

    Args:
        series: A measure with members, or several series: ``votes.cast``.
        since: The first of the two periods; the one before the brief's where left out: ``2019``.
        top: How many members are shown, the largest: ``6``.
        labels: Names to print in place of the titles, in the order of the series: ``[Boys,
            Girls]``.
        highlight: Members or titles to set in colour, shown whatever their size: ``[Scotland]``.
    """
    _check_emphasis(highlight)
    _check_slopes(series, top)
    start = since or period.preceding()
    if start >= period:
        raise CannotDraw(
            f"'since' must be before {period}", path=("since",), code="since-not-before"
        )
    extra: list[str] = []
    if isinstance(series, Panel):
        known = _by_size(series, period, top)
        wanted = tuple(one for one in known[top:] if one.member in highlight)
        chosen = (*known[: min(top, _MOST_SLOPES - len(wanted))], *wanted)
        if len(chosen) < len(known):
            note = "note.only_largest_and_named" if wanted else "note.only_largest"
            extra.append(language.term(note))
        if lacking := series.unreported(period):
            extra.append(unreported_note(language, lacking, len(series.members)))
    else:
        chosen = series
    unit = require_one_unit(chosen, "slope")
    measure, titles = titles_of(language, chosen, labels)
    both = (start, period)
    tracks = tracks_of(language, chosen, both, titles, highlight)
    for one, track in zip(chosen, tracks, strict=True):
        for when, mark in zip(both, track.marks, strict=True):
            if mark is None or mark.value is None:
                why = f"it is '{mark.text}'" if mark else "there is no such cell"
                raise CannotDraw(
                    f"'{one.id}' has no value for {when} to draw a slope with",
                    why,
                    code="no-value",
                    lacks=one.lack(when),
                )
    tracks = tuple(labelled(track, (0, 1)) for track in tracks)
    dimension = series.dimension if isinstance(series, Panel) else ""
    facts = facts_of(chosen, both)
    return finished(language, Plot("slope", measure, unit, both, tracks, facts, dimension), extra)


def _check_emphasis(highlight: Sequence[str]) -> None:
    """Raise where so much is to stand out that nothing does."""
    if len(highlight) > _MOST_EMPHASISED:
        raise CannotDraw(
            f"'highlight' names {len(highlight)}, and no more than {_MOST_EMPHASISED} stand out",
            "name those that the title speaks of",
            ("highlight",),
            code="too-many-series",
        )


def _check_slopes(series: tuple[Series, ...] | Panel, top: int) -> None:
    """Raise where more lines cross than can be followed."""
    if (top if isinstance(series, Panel) else len(series)) > _MOST_SLOPES:
        raise CannotDraw(
            f"'slope' has room for {_MOST_SLOPES} lines",
            "draw them with 'dumbbell', which has a row for each",
            ("top",) if isinstance(series, Panel) else (),
            code="too-many-series",
        )


def _behind(language: Language, plot: Plot) -> Plot:
    """The plot with all lines but those in colour grey and without a name beside them.

    Signs of what they lack would stand beside lines that nobody can tell apart: a note tells it.
    """
    tracks = tuple(
        track if track.highlighted else replace(track, is_named=False) for track in plot.tracks
    )
    behind = [track for track in tracks if not track.is_named]
    names = tuple(track.title for track in behind)
    others = language.term("note.behind", names=names)
    if len(names) > _MOST_BEHIND:
        others = language.term("note.behind_many", count=len(names))
    lacks = {mark.status for track in behind for mark in track.present if mark.is_absent}
    why = language.listed([language.status(one) for one in sorted(lacks, key=lambda one: one.name)])
    broken = [language.term("note.behind_breaks", why=why)] if lacks else []
    plot = finished(language, replace(plot, tracks=tracks))
    return replace(plot, notes=(*plot.notes, others, *broken))


def _over_time(
    language: Language,
    form: Form,
    series: Sequence[Series],
    period: Period,
    last: int | None,
    labels: Sequence[str],
    highlight: Sequence[str],
    zero: bool | None,
) -> Plot:
    if not series:
        raise CannotDraw("no series is named", "name one: dataset.measure", code="no-series")
    unit = series[0].unit if form == "multiples" else require_one_unit(series, form)
    periods = window(series, period, last)
    measure, titles = titles_of(language, series, labels)
    tracks = tracks_of(language, series, periods, titles, highlight)
    for one, track in zip(series, tracks, strict=True):
        if not track.ends:
            raise CannotDraw(
                f"'{one.id}' has no value from {periods[0]} to {periods[-1]}",
                code="no-value",
                lacks=one.lack(),
            )
    single = len(tracks) == 1
    chosen = tuple(labelled(track, _told(track, form, single=single)) for track in tracks)
    has_zero = form != "line" or not _ZEROLESS & {one.nature for one in series}
    from_zero = zero if zero is not None else has_zero and _wants_zero(tracks)
    facts = facts_of(series, periods)
    return finished(
        language, Plot(form, measure, unit, periods, chosen, facts, from_zero=from_zero)
    )


def _told(track: Track, form: Form, *, single: bool) -> set[int]:
    """Positions of the figures to print: all where they fit, else ends and extremes."""
    marks = [(i, mark) for i, mark in enumerate(track.marks) if mark and not mark.is_absent]
    if form == "range" or (single and form != "multiples"):
        widest = max(len(mark.text) for _, mark in marks) + 2
        if widest * len(track.marks) <= _MOST_LETTERS:
            return {index for index, _ in marks}
    if form == "line" and not single:
        return {marks[-1][0]}
    known = [(index, mark.value) for index, mark in marks if mark.value is not None]
    if not known:
        return {marks[-1][0]}
    high = max(known, key=lambda pair: pair[1])[0]
    low = min(known, key=lambda pair: pair[1])[0]
    ends = {marks[-1][0]} if form == "column" else {marks[0][0], marks[-1][0]}
    inner = {one for one in (high, low) if not any(_close(track, one, end) for end in ends)}
    if form == "multiples":
        return ends | ({high} if high not in ends else {low})
    return ends | inner


def _close(track: Track, one: int, other: int) -> bool:
    """Whether two marks stand so near each other that their figures would crowd."""
    values = [float(mark.value) for mark in track.present if mark.value is not None]
    first, second = (track.marks[index] for index in (one, other))
    if not (first and second and first.value is not None and second.value is not None):
        return False
    height = abs(float(first.value - second.value))
    return (
        abs(one - other) * _APART <= len(track.marks)
        and height * _APART <= (max(values) - min(values)) * 2
    )


def _wants_zero(tracks: Sequence[Track]) -> bool:
    ends = [end for track in tracks for end in track.ends]
    low, high = min(ends), max(ends)
    least, whole = _NEAR_ZERO
    if low == high:
        return True
    return low <= 0 <= high or whole * min(abs(low), abs(high)) <= least * max(abs(low), abs(high))


def _by_size(panel: Panel, period: Period, top: int) -> tuple[Series, ...]:
    """The members with a value, the largest first."""
    if top < 1:
        raise CannotDraw("'top' must be 1 or more", path=("top",), code="unfit-parameter")
    known = [
        (one, fact.quantity.value)
        for name, one in panel.members.items()
        if name not in panel.rest and (fact := one.at(period)) and fact.quantity.value is not None
    ]
    if not known:
        raise CannotDraw(
            f"no member of '{panel.id}' has a value for {period}",
            code="no-value",
            lacks=panel.lack(period),
        )
    ranked = sorted(known, key=lambda pair: (-pair[1], pair[0].id))
    return tuple(one for one, _ in ranked)
