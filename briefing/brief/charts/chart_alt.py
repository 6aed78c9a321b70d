"""The alternative text of a chart: its finding, then kind, measure and figures, in so many characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.core.period import Period
from briefing.core.plot import Mark, Plot, Track
from briefing.language.base import Language
from briefing.language.unit_words import unit_phrase

MOST = 250
"""Characters of an alternative text: what a screen reader says in one breath; the table has the rest."""
_MOST_TOLD = 12


def alt_text(language: Language, plot: Plot, finding: str = "") -> str:
    """The ``finding``, then kind, measure, unit and period, then the figures, or what stands out.

    Where that is longer than :data:`MOST`, first what the caption says too is left out, then the last figures;
    those of what stands out are told first then.
    """
    form = plot.called or language.term(f"chart.form_{plot.form}")
    groups = _groups(language, plot)
    leads = list(_leads(language, plot, form))
    if finding:
        leads = [language.term("alt.after", finding=finding.rstrip("."), lead=one) for one in leads]
    every = [_whole(language, plot, lead, groups) for lead in leads]
    if fitting := next((one for one in every if len(one) <= MOST), ""):
        return fitting
    groups = _groups(language, _subjects_first(plot))
    last = language.term("alt.whole_in_table", lead=leads[-1])
    return next(
        filter(None, (_shortened(language, plot, lead, groups) for lead in leads[-2:])), last
    )


def _subjects_first(plot: Plot) -> Plot:
    """The plot with what stands out before all else, but where one step leads to the next."""
    if plot.form in {"timeline", "waterfall"}:
        return plot
    return replace(plot, tracks=tuple(sorted(plot.tracks, key=lambda one: not one.highlighted)))


def kinds_said(language: Language, plot: Plot) -> str:
    """What the hollow marks are: ``estimated or provisional``; of all, ``of low reliability``."""
    statuses = {mark.status for mark in plot.marks if mark.is_soft}
    if plot.all_soft:
        kinds = {language.status_said(status) for status in statuses}
    else:
        kinds = {language.status(status) for status in statuses}
    return language.listed(sorted(kinds), "or")


def with_status(language: Language, mark: Mark) -> str:
    """A figure and what it is: ``165 (estimated)``."""
    return language.term("alt.soft", figure=mark.text, status=language.status(mark.status))


def _leads(language: Language, plot: Plot, form: str) -> Iterator[str]:
    """Ways to say what is shown, from the full one to the kind alone."""
    has_unit = plot.has_one_unit and plot.form != "timeline"
    unit = unit_phrase(language, plot.unit) if has_unit else ""
    when = _when(language, plot.periods)
    key = "alt.lead_of" if plot.measure else "alt.lead"
    lead = language.term(key, form=form, measure=plot.measure, when=when)
    if unit:
        yield language.term("alt.in_unit", lead=lead, unit=unit)
    yield lead
    yield language.term("alt.lead", form=form, when=when)


def _groups(language: Language, plot: Plot) -> list[list[str]]:
    """What is told, track by track: the pieces of each."""
    if plot.form == "timeline":
        events = zip(plot.periods, plot.tracks, strict=True)
        return [[language.term("alt.event", when=when, what=one.title) for when, one in events]]
    if plot.axes:
        soft = not plot.all_soft
        return [[_pair(language, one, soft=soft, key="alt.both") for one in plot.tracks]]
    if len(plot.periods) == 1 or plot.columns:
        soft = not plot.all_soft
        if len(plot.columns) <= 1:
            return [[_named(language, one, one.marks[0], soft=soft) for one in plot.tracks]]
        return [[_by_column(language, one, plot, soft=soft)] for one in plot.tracks]
    if plot.form in {"dumbbell", "heat"} or (plot.form == "sparklines" and plot.has_one_unit):
        return [[_pair(language, one, soft=not plot.all_soft)] for one in plot.tracks]
    tracks = sorted(plot.tracks, key=lambda one: one.role != "whole")
    return [
        _at_last(language, track, plot)
        if track.role in {"low", "high"}
        else _told(language, track, plot)
        for track in tracks
    ]


def _body(language: Language, groups: Sequence[Sequence[str]]) -> str:
    return language.term("list.sentence").join(language.joined(one) for one in groups if one)


def _whole(language: Language, plot: Plot, lead: str, groups: Sequence[Sequence[str]]) -> str:
    body = _body(language, groups)
    if not plot.all_soft:
        return language.term("alt.whole", lead=lead, body=body)
    return language.term("alt.all_soft", lead=lead, body=body, what=kinds_said(language, plot))


def _shortened(language: Language, plot: Plot, lead: str, groups: Sequence[Sequence[str]]) -> str:
    """With as many pieces as there is room for, and where the others are; empty where there is none."""
    kept: list[list[str]] = [[*one] for one in groups]
    more = language.term("alt.more")
    while True:
        while kept and not kept[-1]:
            kept.pop()
        if not kept:
            return ""
        text = _whole(language, plot, lead, [*kept[:-1], [*kept[-1], more]])
        if len(text) <= MOST:
            return text
        kept[-1].pop()


def _when(language: Language, periods: Sequence[Period]) -> str:
    first, last = periods[0], periods[-1]
    key = "alt.at" if first == last else "alt.over"
    return language.term(key, first=first, last=last)


def _named(language: Language, track: Track, mark: Mark | None, *, soft: bool) -> str:
    if mark is None:
        return language.term("alt.no_data", name=track.title)
    return language.term("alt.figure", name=track.title, figure=_spoken(language, mark, soft=soft))


def _at_last(language: Language, track: Track, plot: Plot) -> list[str]:
    """An end of a band in the last period: ``Lower end 565 in 2023``."""
    mark = track.marks[-1]
    if mark is None:
        return []
    figure = _at(language, plot.periods[-1], mark, soft=False)
    return [language.term("alt.figure", name=track.title, figure=figure)]


def _pair(language: Language, track: Track, *, soft: bool, key: str = "alt.pair") -> str:
    """The two figures of a row: ``Avon 5 to 120``."""
    first, last = (
        language.term("alt.none") if mark is None else _spoken(language, mark, soft=soft)
        for mark in (track.marks[0], track.marks[-1])
    )
    return language.term(key, name=track.title, first=first, last=last)


def _told(language: Language, track: Track, plot: Plot) -> list[str]:
    """One track over periods in pieces: every figure where they are few, else ends and extremes."""
    pairs = [(when, mark) for when, mark in zip(plot.periods, track.marks, strict=True) if mark]
    told = _figures(language, pairs, plot)
    unit = "" if plot.has_one_unit else unit_phrase(language, track.unit)
    if unit:
        first = language.term("alt.track_in_unit", name=track.title, unit=unit, told=told[0])
    elif len(plot.tracks) > 1:
        first = language.term("alt.track", name=track.title, told=told[0])
    else:
        return told
    return [first, *told[1:]]


def _figures(language: Language, pairs: Sequence[tuple[Period, Mark]], plot: Plot) -> list[str]:
    if len(pairs) * len(plot.tracks) <= _MOST_TOLD:
        soft = not plot.all_soft
        return [_at(language, when, mark, soft=soft) for when, mark in pairs]
    present = [(when, mark) for when, mark in pairs if not mark.is_absent]
    if not present:
        return [language.term("alt.no_values")]
    first, last = present[0], present[-1]
    if len(present) == 1:
        return [_at(language, *first)]
    ends = language.term("alt.from_to", first=_at(language, *first), last=_at(language, *last))
    known = [(when, mark) for when, mark in present if mark.value is not None]
    if not known:
        return [ends]
    low = min(known, key=lambda pair: pair[1].value or 0)
    high = max(known, key=lambda pair: pair[1].value or 0)
    inner = [
        language.term(f"alt.{word}", figure=_spoken(language, mark), when=when)
        for word, (when, mark) in (("lowest", low), ("highest", high))
        if mark.text not in {first[1].text, last[1].text}
    ]
    return [ends, language.enumerated(inner)] if inner else [ends]


def _at(language: Language, when: Period, mark: Mark, *, soft: bool = True) -> str:
    return language.term("alt.figure_at", figure=_spoken(language, mark, soft=soft), when=when)


def _spoken(language: Language, mark: Mark, *, soft: bool = True) -> str:
    if mark.is_absent:
        return language.status(mark.status)
    return with_status(language, mark) if soft and mark.is_soft else mark.text


def _by_column(language: Language, track: Track, plot: Plot, *, soft: bool) -> str:
    """A track of several columns: ``Avon: Girls 30, Boys 28``."""
    told = [
        language.term("alt.no_data", name=head)
        if mark is None
        else language.term("alt.figure", name=head, figure=_spoken(language, mark, soft=soft))
        for head, mark in zip(plot.columns, track.marks, strict=True)
    ]
    return language.term("alt.track", name=track.title, told=language.enumerated(told))
