"""Facts to marks and series to tracks: what all kinds of chart share before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from briefing.brief.charts import chart_words as words
from briefing.core.fact import Fact
from briefing.core.frequency import Frequency
from briefing.core.nature import Use, allows, why_not
from briefing.core.parameters import BindingError
from briefing.core.period import Period
from briefing.core.plot import Mark, Plot, Track
from briefing.core.problems import suggest
from briefing.core.series import Panel, Series
from briefing.core.status import Status
from briefing.core.title import titled_for
from briefing.core.unit import Unit
from briefing.language.amounts import in_chart
from briefing.language.base import Language
from briefing.language.messages import MESSAGES


class CannotDraw(BindingError):
    """The chart makes no sense as declared; ``path`` leads to what is wrong in its YAML block."""


def mark_of(language: Language, fact: Fact, *, labelled: bool = False) -> Mark:
    """The mark of a fact."""
    quantity = fact.quantity
    has_bounds = quantity.value is None and quantity.tells_something
    bounds = quantity.bounds if has_bounds else None
    text = in_chart(language, fact)
    return Mark(fact.id, text, quantity.value, bounds, quantity.status, labelled)


def labelled(track: Track, indexes: Iterable[int]) -> Track:
    """The track with the marks at these positions to be printed."""
    wanted = set(indexes)
    marks = tuple(
        replace(mark, labelled=True) if mark is not None and index in wanted else mark
        for index, mark in enumerate(track.marks)
    )
    return replace(track, marks=marks)


def members_at(panel: Panel, period: Period) -> dict[str, Fact]:
    """The members that have a cell for the period; raises where none tells anything."""
    found = {name: fact for name, one in panel.members.items() if (fact := one.at(period))}
    if not any(fact.quantity.tells_something for fact in found.values()):
        raise CannotDraw(
            f"no member of '{panel.id}' has a value for {period}",
            _has(panel),
            code="no-value",
            lacks=panel.lack(period),
        )
    return found


def at_newest(panel: Panel, period: Period) -> tuple[Panel, Period]:
    """The panel with the newest value of each member as its value of one period; and that period.

    The facts keep the periods that they are of.
    """
    newest = {name: fact for name, one in panel.members.items() if (fact := one.latest(period))}
    when = max((fact.period for fact in newest.values() if fact.period), default=period)
    members = {
        name: replace(one, facts={when: newest[name]} if name in newest else {})
        for name, one in panel.members.items()
    }
    return replace(panel, members=members), when


def require_one_unit(series: Sequence[Series | Panel], kind: str) -> Unit:
    """The unit that all share; raises where one axis would have to carry two."""
    units = {one.unit.code: one for one in series}
    if len(units) > 1:
        one, other = list(units.values())[:2]
        raise CannotDraw(
            f"'{kind}' has one axis, but '{one.id}' is in '{one.unit.code}' and "
            f"'{other.id}' in '{other.unit.code}'",
            "draw them with 'multiples', or give both one 'unit'",
            code="unlike-units",
        )
    substances = {one.unit.of for one in series}
    return series[0].unit if len(substances) == 1 else Unit(series[0].unit.code)


def require_lengths(series: Sequence[Series | Panel], advice: str) -> None:
    """Raise where a bar from zero would show what is not there: degrees Celsius have no true zero."""
    for one in series:
        if not allows(one.nature, Use.BARS):
            raise CannotDraw(
                f"'{one.id}' {why_not(one.nature, Use.BARS)}", advice, code="use-not-allowed"
            )


def window(series: Sequence[Series], period: Period, last: int | None) -> tuple[Period, ...]:
    """The periods to draw, up to the brief's, without holes, so that a gap in the data shows.

    Cells without a value before the first figure are left out, unless they are withheld.
    """
    if last is not None and last < 1:
        raise CannotDraw("'last' must be 1 or more", path=("last",), code="unfit-parameter")
    every_one = [{when.frequency for when in one.facts} for one in series]
    frequencies = set[Frequency]().union(
        *({period.frequency} if period.frequency in found else found for found in every_one)
    )
    if len(frequencies) > 1:
        raise CannotDraw(
            f"the series have different frequencies: {_listed(frequencies)}",
            "draw those of one frequency",
            code="unlike-frequencies",
        )
    known: list[Period] = []
    for one in series:
        facts = one.until(period)
        while facts and not (facts[0].quantity.tells_something or _is_withheld(facts[0])):
            facts = facts[1:]
        if not any(fact.quantity.tells_something for fact in facts):
            raise CannotDraw(
                f"'{one.id}' has no value up to {period}",
                _has(one),
                code="no-value",
                lacks=one.lack(),
            )
        known += [fact.period for fact in facts if fact.period]
    every = sorted(set(known))
    if every[0].frequency not in {Frequency.SPAN, Frequency.DAILY}:
        there = {when: when for when in every}
        steps = range(every[-1].steps_since(every[0]) + 1)
        every = [there.get(when, when) for when in map(every[0].shifted, steps)]
    return tuple(every if last is None else every[-last:])


def tracks_of(
    language: Language,
    series: Sequence[Series],
    periods: Sequence[Period],
    titles: Sequence[str],
    highlight: Sequence[str],
) -> tuple[Track, ...]:
    """One track for each series, over the same periods."""
    check_known(highlight, titles, "highlight", "the chart")
    tracks = []
    for one, title in zip(series, titles, strict=True):
        facts = [one.at(period) for period in periods]
        marks = tuple(None if fact is None else mark_of(language, fact) for fact in facts)
        tracks.append(Track(title, marks, one.unit, title in highlight))
    return tuple(tracks)


def facts_of(series: Sequence[Series], periods: Sequence[Period]) -> tuple[Fact, ...]:
    """The facts that the tracks of these series show."""
    return tuple(fact for one in series for when in periods if (fact := one.at(when)) is not None)


def check_known(given: Sequence[str], known: Iterable[str], parameter: str, owner: str) -> None:
    """Raise :class:`CannotDraw` for the first name that is not among the known ones."""
    names = list(known)
    for name in given:
        if name not in names:
            advice = suggest(name, names) or f"there is: {', '.join(names)}"
            raise CannotDraw(
                f"{owner} has no '{name}' to {parameter}",
                advice,
                (parameter,),
                code="unknown-member",
            )


def titles_of(
    language: Language, series: Sequence[Series], labels: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """What is measured, and the name of each series beside its line.

    Members of one measure go by their names; for others the words that all titles begin with
    are the measure: ``Price of neodymium oxide`` and ``Price of terbium oxide`` are the
    ``Price`` of ``Neodymium oxide`` and ``Terbium oxide``. Raises :class:`CannotDraw` where two
    would have one name.
    """
    measure, names = _titles_of(language, series, labels)
    for place, name in enumerate(names):
        if name in names[:place]:
            first = series[names.index(name)].id
            raise CannotDraw(
                f"'{first}' and '{series[place].id}' are both called '{name}'",
                "tell them apart by 'labels', one for each series",
                ("labels",) if labels else (),
                code="series-alike",
            )
    return measure, names


def _titles_of(
    language: Language, series: Sequence[Series], labels: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    if labels and len(labels) != len(series):
        message = f"'labels' names {len(labels)}, but {len(series)} series are drawn"
        raise CannotDraw(
            message, "give one label for each series", ("labels",), code="labels-do-not-fit"
        )
    titles = [one.title for one in series]
    if len(series) == 1:  # nothing stands beside the line that would say whose it is
        whole = titled_for(series[0].title, series[0].member)
        whose = whole if isinstance(whole, str) else language.title(whole)
        return whose, tuple(labels or [series[0].member or series[0].title])
    if len(set(titles)) == 1:
        found = labels or [one.member or one.title for one in series]
        return titles[0], tuple(found)
    if all(one.member for one in series) and len({one.member for one in series}) == len(series):
        return "", tuple(labels or [_of_member(language, one) for one in series])
    measure, short = shared_words(language, titles)
    return measure, tuple(labels or short)


def finished(language: Language, plot: Plot, extra: Iterable[str] = ()) -> Plot:
    """The plot with the notes that its marks ask for."""
    told = (language.term("note.sides"), *extra) if plot.better else extra
    return replace(plot, notes=words.notes(language, plot, told))


def _of_member(language: Language, series: Series) -> str:
    return language.term("chart.member", member=series.member or "", title=series.title)


def shared_words(language: Language, titles: Sequence[str]) -> tuple[str, list[str]]:
    """The words that all titles begin with, and what remains of each."""
    split = [title.split() for title in titles]
    shared = 0
    shortest = min(len(one) for one in split)
    while shared < shortest - 1 and len({one[shared] for one in split}) == 1:
        shared += 1
    lead = split[0][:shared]
    rest = [" ".join(one[shared:]) for one in split]
    while lead and lead[-1].lower() in language.words_of("grammar.linking_words"):
        lead = lead[:-1]
    if not lead:
        return "", list(titles)
    return " ".join(lead).rstrip(",:"), [f"{one[:1].upper()}{one[1:]}" for one in rest]


def _has(one: Series | Panel) -> str:
    facts: Mapping[Period, Fact] | tuple[Period, ...]
    facts = one.facts if isinstance(one, Series) else one.periods
    periods = [str(period) for period in facts]
    if not periods:
        return "it has none at all"
    return f"it has {periods[0]}" + (f" to {periods[-1]}" if len(periods) > 1 else "")


def _listed(frequencies: Iterable[Frequency]) -> str:
    return MESSAGES.listed(sorted(one.plural for one in frequencies))


def _is_withheld(fact: Fact) -> bool:
    return fact.quantity.status is Status.SUPPRESSED
