"""The kind that shows what is expected, and within which bounds: a line that opens to a fan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from briefing.brief.charts.marks import (
    CannotDraw,
    facts_of,
    finished,
    labelled,
    require_one_unit,
    titles_of,
    tracks_of,
)
from briefing.core.period import Period
from briefing.core.plot import Plot, Track
from briefing.core.series import Series
from briefing.language.base import Language

_MOST_BANDS = 3


def fan(
    series: Series,
    period: Period,
    language: Language,
    *,
    low: tuple[Series, ...],
    high: tuple[Series, ...],
    last: int | None = None,
    until: Period | None = None,
) -> Plot:
    """A line up to now and on as projected, with one to three bands that its values may lie in.

    Args:
        series: Values and projected values, which are marked as forecasts: ``town.pupils``.
        low: The lower end of the band; of several bands one each: ``town.pupils_low``.
        high: The upper end of the band; of several bands one each: ``town.pupils_high``.
        last: How many periods before the projection are shown; all where left out: ``10``.
        until: The last period; all that are projected where left out: ``2040``.
    """
    if len(low) != len(high) or not 1 <= len(low) <= _MOST_BANDS:
        raise CannotDraw(
            f"'low' names {len(low)} series and 'high' {len(high)}",
            f"name one to {_MOST_BANDS} of each, in the same order",
            ("low",),
            code="unfit-parameter",
        )
    every = (series, *low, *high)
    unit = require_one_unit(every, "fan")
    periods = _periods(series, every, period, last, until)
    pairs = sorted(zip(low, high, strict=True), key=lambda pair: -_width(pair, periods))
    for one, other in pairs:
        _must_enclose(series, one, other, periods)
    measure, titles = titles_of(language, (series,), ())
    told = (titles[0], *(one.title for pair in pairs for one in pair))
    ends = tuple(one for pair in pairs for one in pair)
    tracks = tracks_of(language, (series, *ends), periods, told, ())
    tracks = (
        replace(tracks[0], highlighted=True),
        *map(_end_of_band, range(1, len(tracks)), tracks[1:]),
    )
    now = max((i for i, when in enumerate(periods) if when <= period), default=0)
    tracks = (
        labelled(tracks[0], {0, now, len(periods) - 1}),
        *(labelled(track, {len(periods) - 1}) for track in tracks[1:]),
    )
    drawn = {mark.fact for track in tracks for mark in track.present}
    facts = tuple(fact for fact in facts_of((series, *ends), periods) if fact.id in drawn)
    extra = [language.term("note.band", low=one.title, high=other.title) for one, other in pairs]
    values = [end for track in tracks for end in track.ends]
    near_zero = 0 < min(values) < max(values) / 3
    return finished(
        language, Plot("fan", measure, unit, periods, tracks, facts, from_zero=near_zero), extra
    )


def _end_of_band(place: int, track: Track) -> Track:
    """An end of a band, which says nothing where there is no band: lower ends at odd places."""
    marks = tuple(None if mark is None or mark.is_absent else mark for mark in track.marks)
    return replace(track, marks=marks, role="low" if place % 2 else "high")


def _periods(
    series: Series,
    every: Sequence[Series],
    period: Period,
    last: int | None,
    until: Period | None,
) -> tuple[Period, ...]:
    """The periods of the line and of what is projected; raises where nothing lies ahead."""
    if last is not None and last < 1:
        raise CannotDraw("'last' must be 1 or more", path=("last",), code="unfit-parameter")
    known = [
        when
        for when in series.periods
        if when.frequency is period.frequency and (until is None or when <= until)
    ]
    before = [when for when in known if when <= period]
    ahead = [when for when in known if when > period]
    banded = {when for one in every[1:] for when in one.periods}
    if not before or not ahead or not banded & set(ahead):
        raise CannotDraw(
            f"'{series.id}' has no projected values with bounds after {period}",
            "draw it with 'line'",
            code="no-value",
            lacks=series.lack(),
        )
    return tuple([*before[-last:], *ahead] if last else [*before, *ahead])


def _width(pair: tuple[Series, Series], periods: Sequence[Period]) -> float:
    """How wide a band is at the last period for which both ends are known."""
    low, high = pair
    for when in reversed(periods):
        one, other = low.at(when), high.at(when)
        if one and other and one.value is not None and other.value is not None:
            return float(other.value - one.value)
    raise CannotDraw(
        f"'{low.id}' and '{high.id}' have no values for the same period",
        code="no-value",
        lacks=(*low.lack(), *high.lack()),
    )


def _must_enclose(series: Series, low: Series, high: Series, periods: Sequence[Period]) -> None:
    """Raise where a value lies outside of the band that is said to hold it."""
    for when in periods:
        facts = [one.at(when) for one in (low, series, high)]
        values = [fact.value for fact in facts if fact is not None and fact.value is not None]
        if any(one > other for one, other in pairwise(values)):
            raise CannotDraw(
                f"'{series.id}' lies outside of the band from '{low.id}' to '{high.id}' in {when}",
                "name the lower end in 'low', the upper one in 'high'",
                ("low",),
                code="unfit-parameter",
            )
