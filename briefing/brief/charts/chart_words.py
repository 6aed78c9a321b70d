"""A plot in words: subtitle, notes, alt text for those who cannot see it, the table of its data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefing.brief.charts.chart_alt import alt_text, kinds_said, with_status
from briefing.core.frequency import Frequency
from briefing.core.period import Period
from briefing.core.plot import Form, Mark, Plot, UnitSign
from briefing.core.status import Status
from briefing.core.unit import Unit
from briefing.language.base import Language
from briefing.language.grammar import capital
from briefing.language.unit_words import unit_left, unit_phrase, unit_words

_ROWS: frozenset[Form] = frozenset(
    {"bar", "diverging", "dumbbell", "heat", "map", "scatter", "slope", "stacked", "waterfall"}
)
"""Kinds whose tracks are the rows of the table of their data."""
_FEW = 3


def unit_sign(language: Language, unit: Unit) -> UnitSign:
    """The sign right beside digits: ``$``, ``%``.

    A scaled currency goes without, since ``$170`` for 170 million would mislead.
    """
    words = unit_words(language, unit)
    if words.is_percent:
        return UnitSign(*language.number_form.percent)
    if not words.sign or words.is_scaled_money:
        return UnitSign()
    gap = words.money.gap
    if words.money.is_before:
        return UnitSign(before=f"{words.sign}{gap}")
    return UnitSign(after=f"{gap}{words.sign}")


def worded(language: Language, plot: Plot, more_notes: Iterable[str] = ()) -> Plot:
    """The plot with every word that stands in its drawing and around it; ``more_notes`` come last."""
    soft = _estimated_periods(plot)
    labels = tuple(map(language.short_period, plot.periods))
    return replace(
        plot,
        tracks=tuple(
            replace(one, unit_name=unit_phrase(language, one.unit)) for one in plot.tracks
        ),
        labels=labels,
        years=tuple(language.year(period.year) for period in plot.periods),
        full_labels=tuple(
            _with_kind(language, plot, when, label) if when in soft else label
            for when, label in zip(plot.periods, labels, strict=True)
        ),
        sign=unit_sign(language, plot.unit),
        numbers=language.number_form,
        subtitle=subtitle(language, plot),
        alt=alt_text(language, plot),
        table=data_table(language, plot),
        notes=(*plot.notes, *more_notes),
    )


def _estimated_periods(plot: Plot) -> tuple[Period, ...]:
    """The periods that are estimated throughout, where that says all; else nothing."""
    if plot.columns:
        return ()
    whole = []
    for index, period in enumerate(plot.periods):
        found = [mark for track in plot.tracks if (mark := track.marks[index]) is not None]
        known = [mark for mark in found if not mark.is_absent]
        if any(mark.is_soft for mark in known):
            if not all(mark.is_soft for mark in known):
                return ()
            whole.append(period)
    return tuple(whole) if len(whole) <= _FEW and not plot.all_soft else ()


def _with_kind(language: Language, plot: Plot, period: Period, label: str) -> str:
    """A period with the short word for what all its values are, where they are of one kind."""
    index = plot.periods.index(period)
    marks = [mark for track in plot.tracks if (mark := track.marks[index]) is not None]
    kinds = {mark.status for mark in marks if not mark.is_absent}
    if len(kinds) > 1:
        return label
    return language.term(f"chart.{kinds.pop().name.lower()}", when=period)


def span(language: Language, periods: Sequence[Period]) -> str:
    """The periods of a chart: ``2024``, ``2020–2024``, ``2008 Q1 to 2009 Q3``."""
    first, last = periods[0], periods[-1]
    if first == last:
        return language.short_period(first)
    is_years = {first.frequency, last.frequency} == {Frequency.ANNUAL}
    return language.term("chart.years" if is_years else "chart.span", first=first, last=last)


def subtitle(language: Language, plot: Plot) -> str:
    """Measure, unit and periods in a line; without a measure the unit comes first.

    A measure that names its unit says it alone: ``Pupils, Hill, 2020 to 2024``.
    """
    has_unit = plot.has_one_unit and plot.form != "timeline"
    unit = unit_phrase(language, plot.unit) if has_unit else ""
    unit = unit_left(language, plot.measure, unit)
    parts = (plot.measure, unit, span(language, plot.periods))
    return capital(language.enumerated(filter(None, parts)))


def notes(language: Language, plot: Plot, extra: Iterable[str] = ()) -> tuple[str, ...]:
    """What the signs of the drawing mean, and what is not shown."""
    found = [*_estimates(language, plot), *extra]
    bounds = [mark for mark in plot.marks if mark.is_bound]
    if any(mark.opens != "no" for mark in bounds):
        found.append(language.term("note.arrow"))
    if any(mark.opens == "no" for mark in bounds):
        is_box = plot.form in {"bar", "column", "diverging"}
        found.append(language.term("note.open_box" if is_box else "note.bracket"))
    named = [mark for track in plot.tracks if track.is_named for mark in track.present]
    absent = {mark.text: mark.status for mark in named if mark.is_absent}
    found += [
        language.term("note.absent", mark=text, status=language.status(status))
        for text, status in sorted(absent.items())
    ]
    if plot.form in {"area", "fan", "line", "column", "multiples", "range"}:
        found += _holes(language, plot)
    if plot.form in {"line", "column", "multiples", "range"}:
        found += _early_ends(language, plot)
    if plot.form in {"fan", "line", "multiples"} and not plot.from_zero and not _crosses_zero(plot):
        found.append(language.term("note.not_from_zero"))
    return tuple(found)


def _early_ends(language: Language, plot: Plot) -> Iterator[str]:
    """Which tracks end before others do: their last label stands beside later ones."""
    if len(plot.tracks) < 2 or all(track.marks[-1] is None for track in plot.tracks):  # noqa: PLR2004
        return
    for track in plot.tracks:
        known = [when for when, mark in zip(plot.periods, track.marks, strict=True) if mark]
        if known and known[-1] != plot.periods[-1]:
            yield language.term("note.ends_early", name=track.title, when=known[-1])


def data_table(language: Language, plot: Plot) -> tuple[tuple[str, ...], ...]:
    """The drawn data as rows of text, headings first; periods go down where they are many."""
    periods = plot.columns or [language.short_period(period) for period in plot.periods]
    titles = [track.title for track in plot.tracks]
    cells = [[_cell(language, mark) for mark in track.marks] for track in plot.tracks]
    if plot.form == "timeline":
        head = (language.term("chart.when"), *plot.columns)
        return (head, *zip(map(language.short_period, plot.periods), titles, strict=True))
    if plot.form in _ROWS:
        head = (capital(plot.dimension) or language.term("chart.series"), *periods)
        return (head, *((title, *row) for title, row in zip(titles, cells, strict=True)))
    columns = zip(*cells, strict=True)
    rows = ((period, *row) for period, row in zip(periods, columns, strict=True))
    return ((language.term("chart.period"), *titles), *rows)


def _estimates(language: Language, plot: Plot) -> list[str]:
    """Which marks are drawn hollow, and for which periods where that says all."""
    soft = [mark for mark in plot.marks if mark.is_soft]
    if not soft:
        return []
    what = kinds_said(language, plot)
    if plot.all_soft:
        return [language.term("note.all_soft", what=what)]
    when = [language.short_period(period) for period in _estimated_periods(plot)]
    if plot.form in {"area", "stacked"}:
        key = "note.soft_stack" if when else "note.soft_stack_some"
    else:
        signs = {
            "line": "dashed",
            "multiples": "dashed",
            "fan": "dashed",
            "heat": "outlined",
            "map": "outlined",
            "sparklines": "broken",
        }
        sign = signs.get(plot.form, "hollow")
        key = f"note.{sign}_when" if when else f"note.{sign}"
    return [language.term(key, what=what, when=language.enumerated(when))]


def _holes(language: Language, plot: Plot) -> list[str]:
    missing = [
        language.short_period(period)
        for index, period in enumerate(plot.periods)
        if all(track.marks[index] is None for track in plot.tracks)
    ]
    if not missing:
        return []
    if len(missing) > _FEW:
        return [language.term("note.gaps")]
    return [language.term("note.gap", when=language.listed(missing))]


def _crosses_zero(plot: Plot) -> bool:
    ends = [end for track in plot.tracks for end in track.ends]
    return min(ends) <= 0 <= max(ends)


def _cell(language: Language, mark: Mark | None) -> str:
    if mark is None:
        return ""
    if mark.is_absent or mark.status is Status.NORMAL:
        return mark.text
    return with_status(language, mark)
