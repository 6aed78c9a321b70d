"""The kind that tells what happened when: dated events one below the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefing.brief.charts.chart_words import worded
from briefing.brief.charts.marks import CannotDraw
from briefing.core.event import Event
from briefing.core.period import Period
from briefing.core.plot import Plot, Track
from briefing.core.unit import RATIO
from briefing.language.base import Language

_FEWEST, _MOST = 2, 14


def timeline(
    events: tuple[Event, ...],
    period: Period,
    language: Language,
    *,
    highlight: tuple[Period, ...] = (),
) -> Plot:
    """Events in the order of time, each with its date; their words may hold facts.

    Args:
        events: What happened, by when: ``{2019-03: Act adopted}``.
        highlight: The dates of those to set in colour; the last one up to the brief's period where
            left out: ``[2021]``.
    """
    if not _FEWEST <= len(events) <= _MOST:
        raise CannotDraw(
            f"'timeline' has {len(events)} events, and {_FEWEST} to {_MOST} can be told",
            "tell those that the text speaks of",
            code="unfit-parameter",
        )
    ordered = sorted(events, key=lambda one: (one.when.middle, one.key))
    dates = [one.when for one in ordered]
    for when in highlight:
        if when not in dates:
            raise CannotDraw(
                f"nothing of the timeline happened in {when}",
                f"it has {', '.join(map(str, dates))}",
                ("highlight",),
                code="unfit-parameter",
            )
    past = [when for when in dates if when.middle <= period.middle]
    chosen = highlight or tuple(past[-1:])
    tracks = tuple(Track(one.what, (), RATIO, one.when in chosen, name=one.key) for one in ordered)
    columns = (language.term("chart.event"),)
    return Plot("timeline", "", RATIO, tuple(dates), tracks, (), columns=columns)


def with_events(language: Language, plot: Plot, words: Callable[[str, str], str]) -> Plot:
    """The timeline with the words of its events: what ``words`` makes of a text and its key in the YAML."""
    tracks = tuple(replace(one, title=words(one.title, one.name)) for one in plot.tracks)
    return worded(language, replace(plot, tracks=tracks))
