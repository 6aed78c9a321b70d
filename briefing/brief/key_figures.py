"""The key figures of a brief: metrics to values with their units, and how each moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from briefing.brief.prose import Prose
from briefing.brief.tables import sign_of
from briefing.core.document import KeyFigure
from briefing.core.fact import Derivation, Fact
from briefing.core.lags import NoRelative, is_from_few, moved_by_others, relative
from briefing.core.nature import Nature
from briefing.core.problems import Severity
from briefing.core.quantity import Direction
from briefing.core.series import Series
from briefing.core.status import Status
from briefing.core.text_nodes import Mention
from briefing.core.title import alike, says_whose
from briefing.core.unit import RANK
from briefing.language import amounts
from briefing.language.absences import whose_missing
from briefing.language.base import Language
from briefing.language.caveats import with_caveat
from briefing.language.change_words import is_next_to_none, verb_by_others
from briefing.language.one_scale import in_one_scale, with_scale
from briefing.language.unit_words import says_unit
from briefing.language.whose_words import titled_partly
from briefing.project.brief_schema import BriefConfig, KeyFigureConfig
from briefing.project.declared import Places


def key_figures(
    language: Language,
    config: BriefConfig,
    metrics: Mapping[str, Series],
    prose: Prose,
    show: Callable[[Fact], None],
    places: Places,
    subject: frozenset[str] = frozenset(),
) -> tuple[KeyFigure, ...]:
    """The strip, in the author's order; ``show`` puts a fact among those that the annex traces.

    A figure of the brief's ``subject``, by its names, is not called so: all of the brief is about it.
    Two of one label are told: nobody could say which is which.
    """
    made: list[KeyFigure] = []
    configs = [
        entry if isinstance(entry, KeyFigureConfig) else KeyFigureConfig(metric=entry)
        for entry in config.key_figures
    ]
    for index, one in enumerate(configs):
        series = metrics.get(one.metric)
        fact = series.at(series.current) if series and series.current else None
        if series and fact:
            label = prose.words(one.label or "", "key_figures", index, "label")
            label = label or _whose(language, fact, subject)
            label = titled_partly(language, label, fact.coverage)
            if fact.period != config.period:
                label = _dated(language, label, fact)
            before = sum(other.metric == one.metric for other in configs[:index])
            name = f"{one.metric}-{before + 1}" if before else one.metric
            if any(alike(label, other.label) for other in made):
                prose.log.add(
                    places.of("key_figures", index),
                    f"another key figure is called '{label}' too",
                    "give one of the two a label of its own: {metric: ..., label: ...}",
                    Severity.MISLEADING,
                    code="key-figures-alike",
                )
            figure = _key_figure(language, name, one, series, fact, label, show)
            is_other = fact.period != config.period
            when = language.short_period(fact.period) if fact.period and is_other else ""
            made.append(replace(figure, when=when))
    return tuple(made)


def _is_change_of_a_rate(series: Series, fact: Fact) -> bool:
    """Whether it is itself a change of a percentage or in points: what it rose from says nothing."""
    if series.nature is not Nature.CHANGE or not isinstance(fact.origin, Derivation):
        return False
    inputs = [one.quantity.unit for one in fact.origin.facts()]
    return not fact.quantity.unit.is_percent or any(unit.is_percent for unit in inputs)


def _whose(language: Language, fact: Fact, subject: frozenset[str]) -> str:
    """What a figure is and whose: the title, with the member, or all who share it, unless it says so."""
    if fact.member in subject and not fact.ties:
        return fact.measure or fact.title
    if not fact.member or says_whose(fact.title, fact.member):
        return fact.title
    shared = fact.ties if fact.quantity.unit.code != "rank" else ()
    every = language.listed_apart(sorted((fact.member, *shared)))
    return language.term("table.member", title=fact.title, member=every)


def _dated(language: Language, label: str, fact: Fact) -> str:
    """The label with the figure's period, unless the author has put it there."""
    if fact.period is None:
        return label
    when = language.short_period(fact.period)
    return label if when in label else language.term("key_figure.dated", label=label, when=when)


def _key_figure(
    language: Language,
    name: str,
    config: KeyFigureConfig,
    series: Series,
    fact: Fact,
    label: str,
    show: Callable[[Fact], None],
) -> KeyFigure:
    show(fact)
    value, unit = amounts.key_figure(language, fact.quantity, fact.digits)
    if fact.quantity.unit.is_percent and says_unit(language, label, unit):
        unit = ""
    if fact.ties and fact.quantity.unit == RANK:
        value = language.term("number.joint", rank=value)
    change = before = difference = None
    where: Direction = "unknown"
    try:
        if config.change != "none" and not _is_change_of_a_rate(series, fact):
            before = relative(series, fact, "before", language.title)
            change = difference = relative(series, fact, "difference", language.title)
            where = change.quantity.direction
            with suppress(NoRelative):  # from nothing there is no percent: it is told in its unit
                if config.change == "percent":
                    relative_change = relative(series, fact, "change", language.title)
                    is_of_few = is_from_few(series, before, relative_change)
                    change = difference if is_of_few else relative_change
            change = change if where != "unknown" else None
    except NoRelative:
        change = before = None
    is_by_others = difference is not None and moved_by_others(difference)
    for one in (change, before):
        if one is not None:
            show(one)
    return KeyFigure(
        id=name,
        fact=fact.id,
        value=value,
        unit=unit,
        label=label,
        direction="unknown" if is_by_others else where,
        change=_in_scale(
            language,
            _change(language, change, where, is_little=_is_little(difference, fact)),
            fact,
            change,
        ),
        since=_since(language, fact, before),
        before=before.id if before else None,
        mark=sign_of(language, fact),
    )


def _in_scale(
    language: Language, told: Mention | None, fact: Fact, change: Fact | None
) -> Mention | None:
    """A change in the figure's own unit in the scale of the figure."""
    scaled = in_one_scale(language, (fact, change)) if told and change else {}
    if told is None or change is None or change.id not in scaled:
        return told
    return with_scale(language, told, change, scaled[change.id])


def _is_little(difference: Fact | None, fact: Fact) -> bool:
    return difference is None or is_next_to_none(difference.quantity, fact.quantity)


def _change(
    language: Language, change: Fact | None, where: Direction, *, is_little: bool
) -> Mention | None:
    if change is None:
        return None
    if change.quantity.status is Status.NOT_SIGNIFICANT:
        return Mention(change.id, language.term("key_figure.not_significant"), "word")
    if moved_by_others(change):
        found = verb_by_others(language, change.quantity)
        return Mention(change.id, found.text, "word")
    if where == "level":
        is_exact, hidden = change.quantity.value == 0, "about_unchanged" if is_little else "unclear"
        key = "unchanged" if is_exact else hidden
        return Mention(change.id, language.term(f"key_figure.{key}"), "word")
    return Mention(change.id, amounts.signed(language, change.quantity, change.digits))


def _since(language: Language, fact: Fact, before: Fact | None) -> str:
    """``from 41,600 in 2023``, ``withheld in 2023``; and whose value a figure lacks."""
    lacks = whose_missing(language, fact)
    status = fact.quantity.status
    told = language.status(status) if status is Status.FORECAST else ""
    told = language.joined(part for part in (fact.means, told) if part)
    if before is None or before.period is None:
        return language.joined(part for part in (told, lacks) if part)
    quantity = before.quantity
    scaled = in_one_scale(language, (fact, before))
    if before.id in scaled:
        value = scaled[before.id].full
    elif fact.quantity.is_known and amounts.is_named_after(language, quantity):
        value = amounts.beside(language, quantity, before.digits)  # the unit stands at the figure
    else:
        value = amounts.amount(language, quantity, before.digits)
    is_told = quantity.tells_something and fact.quantity.tells_something
    since = language.term(
        "key_figure.since" if is_told else "key_figure.since_unknown",
        value=value,
        when=before.period,
    )
    before = replace(before, means="") if before.means == fact.means else before  # said once
    since = with_caveat(language, since, before) if quantity.tells_something else since
    lacked = whose_missing(language, before) if before.quantity.value is None else ""
    return language.joined(part for part in (told, lacks, since, lacked) if part)
