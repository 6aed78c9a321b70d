"""A plot in words: subtitle, notes, alt text for those who cannot see it, the table of its data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.core.period import Period
from briefing.core.plot import Mark, Plot, Track, UnitSign
from briefing.core.status import Status
from briefing.core.unit import Unit
from briefing.language import english
from briefing.language.base import Language
from briefing.language.unit_words import unit_words

_FORMS = {
    "line": "Line chart",
    "bar": "Bar chart",
    "column": "Column chart",
    "stacked": "Stacked columns",
    "slope": "Slope chart",
    "multiples": "Small line charts",
    "range": "Chart of values and bounds",
}
_CURRENCIES = {"USD": "U.S. dollars", "EUR": "euros", "GBP": "pounds", "JPY": "yen"}
_SCALES = frozenset({"thousand", "million", "billion"})
_MOST_TOLD = 12
_FEW = 3


def unit_phrase(unit: Unit) -> str:
    """A unit beside an axis: ``metric tons of REO``, ``U.S. dollars per kilogram``, ``percent``."""
    own = {"percent": "percent", "percentage point": "percentage points", "1": ""}
    own |= {"index": "", "rank": "rank"}
    if unit.code in own:
        return own[unit.code]
    top, slash, bottom = unit.code.partition("/")
    scale, _, currency = top.rpartition(" ")
    if currency in _CURRENCIES:
        per = unit_words(Unit(bottom)).one if slash else ""
        parts = (scale, _CURRENCIES[currency], f"per {per or bottom}" if slash else "")
        phrase = " ".join(part for part in parts if part)
    else:
        phrase = unit_words(unit).many
    return f"{phrase} of {unit.of}" if unit.of and phrase else phrase


def unit_sign(unit: Unit) -> UnitSign:
    """The sign right beside digits: ``$``, ``%``.

    A scaled currency goes without, since ``$170`` for 170 million would mislead.
    """
    known = unit_words(unit)
    if known.tight:
        return UnitSign(after=known.many)
    return UnitSign(before=known.before if known.many not in _SCALES else "")


def worded(plot: Plot, language: Language, more_notes: Iterable[str] = ()) -> Plot:
    """The plot with every word that stands in its drawing and around it; ``more_notes`` come last."""
    short = tuple(english.short_period(period) for period in plot.periods)
    soft = estimated_periods(plot)
    return replace(
        plot,
        tracks=tuple(replace(one, unit_name=unit_phrase(one.unit)) for one in plot.tracks),
        labels=short,
        full_labels=tuple(f"{name} (est.)" if name in soft else name for name in short),
        sign=unit_sign(plot.unit),
        numbers=language.number_form,
        subtitle=subtitle(plot),
        alt=alt_text(plot),
        table=data_table(plot),
        notes=(*plot.notes, *more_notes),
    )


def span(periods: Sequence[Period]) -> str:
    """The periods of a chart: ``2024``, ``2020–2024``, ``2008 Q1 to 2009 Q3``."""
    first, last = english.short_period(periods[0]), english.short_period(periods[-1])
    if first == last:
        return first
    return f"{first}–{last}" if first.isdigit() and last.isdigit() else f"{first} to {last}"


def subtitle(plot: Plot) -> str:
    """Measure, unit and periods in a line; without a measure the unit comes first."""
    unit = unit_phrase(plot.unit) if plot.has_one_unit else ""
    text = ", ".join(part for part in (plot.measure, unit, span(plot.periods)) if part)
    return f"{text[:1].upper()}{text[1:]}"


def notes(plot: Plot, extra: Iterable[str] = ()) -> tuple[str, ...]:
    """What the signs of the drawing mean, and what is not shown."""
    found = [*_estimates(plot), *extra]
    bounds = [mark for mark in plot.marks if mark.is_bound]
    if any(mark.opens != "no" for mark in bounds):
        found.append("Arrow: only a bound is known; the figure lies beyond the bar of the arrow.")
    if any(mark.opens == "no" for mark in bounds):
        sign = "Open box" if plot.form in {"bar", "column"} else "Bracket"
        found.append(f"{sign}: only a range is known.")
    absent = {mark.text: mark.status for mark in plot.marks if mark.is_absent}
    found += [f"{text}: {english.STATUS_WORDS[status]}." for text, status in sorted(absent.items())]
    if plot.form in {"line", "column", "multiples", "range"}:
        found += _holes(plot)
    if plot.form in {"line", "multiples"} and not plot.from_zero and not _crosses_zero(plot):
        found.append("The scale does not begin at zero.")
    return tuple(found)


def estimated_periods(plot: Plot) -> tuple[str, ...]:
    """The periods that are estimated throughout, where that says all; else nothing."""
    whole = []
    for index, period in enumerate(plot.periods):
        found = [mark for track in plot.tracks if (mark := track.marks[index]) is not None]
        known = [mark for mark in found if not mark.is_absent]
        if any(mark.is_soft for mark in known):
            if not all(mark.is_soft for mark in known):
                return ()
            whole.append(english.short_period(period))
    return tuple(whole) if len(whole) <= _FEW and not plot.all_soft else ()


def alt_text(plot: Plot) -> str:
    """Kind, measure, unit and period, then the figures, or for long series what stands out."""
    about = f" of {english.within(plot.measure)}" if plot.measure else ""
    unit = f", in {unit_phrase(plot.unit)}" if plot.has_one_unit and unit_phrase(plot.unit) else ""
    when = _when(plot.periods)
    if len(plot.periods) == 1:
        soft = not plot.all_soft
        body = "; ".join(_named(track, track.marks[0], soft=soft) for track in plot.tracks)
    else:
        body = ". ".join(_told(track, plot) for track in plot.tracks)
    all_soft = " All values are estimated." if plot.all_soft else ""
    return f"{_FORMS[plot.form]}{about} {when}{unit}: {body}.{all_soft}"


def data_table(plot: Plot) -> tuple[tuple[str, ...], ...]:
    """The drawn data as rows of text, headings first; periods go down where they are many."""
    periods = [english.short_period(period) for period in plot.periods]
    titles = [track.title for track in plot.tracks]
    cells = [[_cell(mark) for mark in track.marks] for track in plot.tracks]
    if plot.form in {"bar", "stacked", "slope"}:
        head = (plot.dimension or "Series", *periods)
        return (head, *((title, *row) for title, row in zip(titles, cells, strict=True)))
    columns = zip(*cells, strict=True)
    rows = ((period, *row) for period, row in zip(periods, columns, strict=True))
    return (("Period", *titles), *rows)


def _estimates(plot: Plot) -> list[str]:
    soft = [mark for mark in plot.marks if mark.is_soft]
    if not soft:
        return []
    kinds = sorted({english.STATUS_WORDS[mark.status] for mark in soft})
    what = english.listed(kinds).replace(" and ", " or ")
    if plot.all_soft:
        return [f"All values are {what}."]
    sign = "Hollow and dashed" if plot.form in {"line", "multiples"} else "Hollow"
    when = ", ".join(estimated_periods(plot))
    if plot.form == "stacked":
        return [f"{what.capitalize()}: {when or 'some values'}."]
    return [f"{sign}: {what} ({when})." if when else f"{sign}: {what}."]


def _holes(plot: Plot) -> list[str]:
    missing = [
        english.short_period(period)
        for index, period in enumerate(plot.periods)
        if all(track.marks[index] is None for track in plot.tracks)
    ]
    if not missing:
        return []
    return [
        f"Gap: no data for {english.listed(missing) if len(missing) <= _FEW else 'some periods'}."
    ]


def _crosses_zero(plot: Plot) -> bool:
    ends = [end for track in plot.tracks for end in track.ends]
    return min(ends) <= 0 <= max(ends)


def _when(periods: Sequence[Period]) -> str:
    first, last = english.period_label(periods[0]), english.period_label(periods[-1])
    return f"in {first}" if first == last else f"from {first} to {last}"


def _named(track: Track, mark: Mark | None, *, soft: bool) -> str:
    return f"{track.title} {_spoken(mark, soft=soft)}" if mark else f"{track.title} no data"


def _told(track: Track, plot: Plot) -> str:
    """One track over periods: every figure where they are few, else ends and extremes."""
    label = [english.short_period(period) for period in plot.periods]
    pairs = [(when, mark) for when, mark in zip(label, track.marks, strict=True) if mark]
    lead = f"{track.title}: " if len(plot.tracks) > 1 else ""
    if not plot.has_one_unit:
        lead = f"{track.title}, in {unit_phrase(track.unit)}: "
    if len(pairs) * len(plot.tracks) <= _MOST_TOLD:
        soft = not plot.all_soft
        return lead + "; ".join(f"{_spoken(mark, soft=soft)} in {when}" for when, mark in pairs)
    known = [(when, mark) for when, mark in pairs if mark.value is not None]
    if not known:
        return f"{lead}no values"
    low = min(known, key=lambda pair: pair[1].value or 0)
    high = max(known, key=lambda pair: pair[1].value or 0)
    (start, first), (end, last) = known[0], known[-1]
    inner = [
        f"{word} {mark.text} in {when}"
        for word, (when, mark) in (("lowest", low), ("highest", high))
        if mark.value not in {first.value, last.value}
    ]
    ends = f"{lead}from {_spoken(first)} in {start} to {_spoken(last)} in {end}"
    return "; ".join([ends, ", ".join(inner)]) if inner else ends


def _spoken(mark: Mark, *, soft: bool = True) -> str:
    if mark.is_absent:
        return english.STATUS_WORDS[mark.status]
    return (
        f"{mark.text} ({english.STATUS_WORDS[mark.status]})" if soft and mark.is_soft else mark.text
    )


def _cell(mark: Mark | None) -> str:
    if mark is None:
        return ""
    if mark.is_absent or mark.status is Status.NORMAL:
        return mark.text
    return f"{mark.text} ({english.STATUS_WORDS[mark.status]})"
