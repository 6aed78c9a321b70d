"""Which measures a draft is about, whose, and in which period: data sets to the topics of a brief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from briefing.analysis.findings.highlights import choose_highlights
from briefing.app.drafting.bands import only_band
from briefing.app.drafting.headlines import distance, nearest
from briefing.app.drafting.metric_names import metric_name
from briefing.app.drafting.plain_titles import is_shorthand
from briefing.app.drafting.topics import Chosen, Topic, Wanted, is_always_all, known
from briefing.core.finding import Finding
from briefing.core.frequency import Frequency
from briefing.core.lags import FactBook
from briefing.core.nature import Use, allows
from briefing.core.period import Period
from briefing.core.period_column import adopted
from briefing.core.problems import Problem, ProblemLog, UnusableInput, suggest
from briefing.core.reference import Reference
from briefing.core.series import Dataset, Panel, PartialPeriod, Series
from briefing.core.status import Status
from briefing.language.base import Language
from briefing.project.brief_schema import BriefConfig, HighlightsConfig
from briefing.project.declared import Places

_MOST_TOPICS = 6
"""How many measures a draft tells of."""
_MOST_MEMBERS = 12
_MOST_LOOKED_AT = 24
"""Of so many measures, those that stand first in the file, findings are looked for."""
_RECENT = 12
"""Among how many of the latest periods the best covered one is looked for."""
_AS_NEAR = 1
"""So little further from the main measure is as near."""
_MOST_RIVALS = 4
_LATER = 0.08
"""By how much a measure counts less for each that stands before it in the file."""


def choose(language: Language, datasets: Iterable[Dataset], wanted: Wanted) -> Chosen:
    """The measures, members and period of a draft.

    Raises :class:`~briefing.core.problems.UnusableInput` where what was asked for is not there, or
    no measure has a value.
    """
    every = [measure for data in datasets for measure in data.measures.values()]
    asked = [_asked(every, name) for name in wanted.measures]
    rest = [one for one in every if one not in asked]
    member = _member_of(every, wanted.member)
    period = _asked_period(every, wanted.period) or _best_period([*asked, *rest], member)
    if period is None:
        raise _nothing("no measure has a figure to tell")
    alive = [one for one in (*asked, *rest) if known(one, period, member)]
    if not alive:
        raise _nothing(f"no measure has a figure for {period}")
    is_change = language.grammar.tells_change
    alive = [one for one in alive if one in asked or not is_change(one.title)] or alive
    alive = [one for one in alive if one in asked or not is_shorthand(one.title)] or alive
    alive = _main_first(alive, wanted.subject)
    alive = [one for one in alive if one in asked or not _is_doubted(one, period, member)] or alive
    alive = [one for one in alive if one in asked or not _is_idle(one, period, member)] or alive
    alive = sorted(alive, key=lambda one: one not in asked and _lacks_its_whole(one, period))
    findings = _findings(language, alive[:_MOST_LOOKED_AT], period)
    main = _main_ones(
        [one for one in alive if not _lacks_its_whole(one, period)] or alive, wanted.subject
    )
    lead = asked[0] if asked else _strongest(main, findings, period)
    first = [lead, *(one for one in asked if one is not lead)]
    if len(alive) > _MOST_TOPICS:
        first += main  # of many measures the main ones are told of, whatever was found of others
    ordered = _in_order(first, alive, findings)
    topics = _topics(ordered[:_MOST_TOPICS], period, member)
    others = _other_lengths(every, period)
    rivals = tuple(one.title for one in main if one is not lead and not asked)
    return Chosen(topics, period, others, rivals[:_MOST_RIVALS])


def _main_first(measures: Sequence[Series | Panel], subject: Iterable[str]) -> list[Series | Panel]:
    return [measures[place] for place in nearest([one.title for one in measures], subject)]


def _main_ones(measures: Sequence[Series | Panel], subject: Sequence[str]) -> list[Series | Panel]:
    """Those that a reader would call the main ones, and as good as each other."""
    away = [distance(one.title, subject) for one in measures]
    return [one for one, far in zip(measures, away, strict=True) if far <= min(away) + _AS_NEAR]


def _is_doubted(measure: Series | Panel, period: Period, member: str) -> bool:
    """Whether a check doubts all that would be told of it: its figures of the period, or of the one before."""
    before = measure.before(period) if isinstance(measure, Series) else period.preceding()
    figures = [known(measure, one, member).values() for one in (period, before)]
    return any(every and all(fact.rests_on_doubt for fact in every) for every in figures)


def _lacks_its_whole(measure: Series | Panel, period: Period) -> bool:
    """Whether the total that others have is not known, so that one member would stand for all."""
    if isinstance(measure, Series) or measure.total is None or is_always_all(measure.total):
        return False
    total = measure.total.at(period)
    return total is None or not total.quantity.tells_something


def _is_idle(measure: Series | Panel, period: Period, member: str) -> bool:
    """Whether all its figures of the period and of the one before are nought."""
    before = measure.before(period) if isinstance(measure, Series) else period.shifted(-1)
    figures = [*known(measure, period, member).values(), *known(measure, before, member).values()]
    return all(fact.quantity.value == 0 for fact in figures)


def key_of(measure: Series | Panel) -> str:
    """The name of a measure within its data set."""
    return Reference.parse(measure.id).series


def _asked(every: Sequence[Series | Panel], name: str) -> Series | Panel:
    for one in every:
        if name.casefold() in {one.id.casefold(), key_of(one).casefold(), one.title.casefold()}:
            return one
    found = [one for one in every if name.casefold() in one.title.casefold()]
    if len(found) == 1:
        return found[0]
    names = [text for one in every for text in (key_of(one), one.title)]
    known_ = ", ".join(f"'{one.title}'" for one in (found or every)[:8])
    if found:
        message = f"'{name}' may be several measures"
        raise _refused(message, f"name one: {known_}", "unknown-series")
    raise _refused(
        f"there is no measure '{name}'", suggest(name, names) or known_, "unknown-series"
    )


def _asked_period(every: Sequence[Series | Panel], period: Period | None) -> Period | None:
    """The period as the data write it, where one text may mean two things."""
    return (
        adopted(period, {one for measure in every for one in measure.periods}) if period else None
    )


def _member_of(every: Sequence[Series | Panel], name: str) -> str:
    if not name:
        return ""
    members = {
        one: None for measure in every if isinstance(measure, Panel) for one in _names_of(measure)
    }
    for one in members:
        if one.casefold() == name.casefold():
            return one
    advice = suggest(name, members) or f"members: {', '.join([*members][:8])}"
    raise _refused(f"there is no member '{name}'", advice, "unknown-member")


def _nothing(message: str) -> UnusableInput:
    return _refused(message, "name a period that has figures: --period", "no-value")


def _refused(message: str, advice: str, code: str) -> UnusableInput:
    return UnusableInput([Problem(None, message, advice, code=code)])


def _best_period(measures: Sequence[Series | Panel], member: str) -> Period | None:
    """The latest well-covered period, of the longest length that is still up to date."""
    counts = _coverage(measures, member)
    if not counts:
        return None
    lengths: dict[Frequency, list[Period]] = {}
    for one in sorted(counts):
        lengths.setdefault(one.frequency, []).append(one)
    newest = max(one.last_day for one in counts)
    current = {
        length: periods
        for length, periods in lengths.items()
        if newest - periods[-1].last_day <= timedelta(days=366)
    }
    longest = max(current, key=lambda length: _days(current[length][-1]))
    periods = current[longest][-_RECENT:]
    most = max(counts[one] for one in periods)
    return next(one for one in reversed(periods) if 2 * counts[one] >= most)


def _days(period: Period) -> int:
    return (period.last_day - period.first_day).days


def _coverage(measures: Sequence[Series | Panel], member: str) -> Counter[Period]:
    """How many values each period has, of those that cover it whole and are no forecasts."""
    counts: Counter[Period] = Counter()
    for measure in measures:
        partial = {p for p, why in measure.breaks.items() if isinstance(why, PartialPeriod)}
        for series in _rows(measure, member):
            partial_ = partial | {
                p for p, why in series.breaks.items() if isinstance(why, PartialPeriod)
            }
            counts.update(
                when
                for when, fact in series.facts.items()
                if fact.quantity.tells_something
                and fact.quantity.status is not Status.FORECAST
                and when not in partial_
            )
    return counts


def _rows(measure: Series | Panel, member: str) -> Iterable[Series]:
    if isinstance(measure, Series):
        return (measure,)
    if member:
        return [one for one in measure.every if one.member == member]
    return measure.members.values()


def _other_lengths(measures: Sequence[Series | Panel], period: Period) -> tuple[Period, ...]:
    last = {one.frequency: one for one in sorted(_coverage(measures, ""))}
    return tuple(one for length, one in last.items() if length is not period.frequency)


def _findings(
    language: Language, measures: Sequence[Series | Panel], period: Period
) -> tuple[Finding, ...]:
    """What detectors find in the data alone, the strongest first; of many members in the largest."""
    if len(measures) < 2:  # noqa: PLR2004
        return ()
    config = BriefConfig(title="", period=period, highlights=HighlightsConfig(show=8))
    data = {one.id: _largest_of(one, period).since_break(period) for one in measures}
    book = FactBook({}, language.title, frozenset())
    found = choose_highlights(language, config, Places(""), book, data, [], [], ProblemLog())
    return (*found.chosen, *found.reserve)


def _largest_of(measure: Series | Panel, period: Period) -> Series | Panel:
    """A panel with so many of its members that looking at them takes moments."""
    if isinstance(measure, Series) or len(measure.members) <= _MOST_MEMBERS:
        return measure
    facts = known(measure, period)
    largest = sorted(facts, key=lambda name: -(facts[name].quantity.value or 0))[:_MOST_MEMBERS]
    return replace(measure, members={name: measure.members[name] for name in largest})


def _strongest(
    alive: Sequence[Series | Panel], findings: Sequence[Finding], period: Period
) -> Series | Panel:
    """The measure of the strongest finding; the first in the file that moved where nothing was found.

    What stands first in a file is what its office puts first: later measures count less.
    """

    def worth(finding: Finding) -> float:
        score = float(finding.score or 0)
        return max((score / (1 + _LATER * place) for place in places_of(finding)), default=0.0)

    def places_of(finding: Finding) -> list[int]:
        return [place for place, one in enumerate(alive) if _about(finding, one)]

    best = max(findings, key=worth, default=None)
    if best is not None and places_of(best):
        return alive[places_of(best)[0]]
    return next((one for one in alive if _moved(one, period)), alive[0])


def _moved(measure: Series | Panel, period: Period) -> bool:
    """Whether it is not as it was in the period before, as far as that is known."""
    series = measure if isinstance(measure, Series) else measure.total
    now = series.at(period) if series else None
    before = series.at(series.before(period)) if series else None
    if now is None or before is None or before.quantity.value is None:
        return True
    return now.quantity.value != before.quantity.value


def _about(finding: Finding, measure: Series | Panel) -> bool:
    head = measure.id
    return any(
        text == head or text.startswith((f"{head}[", f"{head}."))
        for text in (finding.id.partition(f"{finding.detector} ")[2],)
    )


def _in_order(
    first: Sequence[Series | Panel],
    alive: Sequence[Series | Panel],
    findings: Sequence[Finding],
) -> list[Series | Panel]:
    """Those that come first, those that something was found of, then the others, main ones first."""
    found = [one for finding in findings for one in alive if _about(finding, one)]
    told = dict.fromkeys(one.id for one in (*first, *found, *alive))
    by_id = {one.id: one for one in (*first, *alive)}
    return [by_id[name] for name in told]


def _topics(measures: Sequence[Series | Panel], period: Period, member: str) -> tuple[Topic, ...]:
    names: dict[str, str] = {}
    found = []
    for measure in measures:
        name = metric_name(key_of(measure), measure.title, Reference.parse(measure.id).name, names)
        names[name] = measure.id
        found.append(Topic(measure, name, period, _whose(measure, name, period, member)))
    return tuple(found)


def _whose(measure: Series | Panel, name: str, period: Period, member: str) -> str:
    """Whose figures a topic is about: the member asked for; of members that make no ranking the first."""
    if isinstance(measure, Series):
        return ""
    if member in _names_of(measure):
        return member
    if band := only_band({one: one for one in measure.members}):
        return band.middle
    printed = measure.total.at(period) if measure.total else None
    is_known = printed is not None and printed.quantity.tells_something
    if is_known and allows(measure.nature, Use.SUM_OVER_MEMBERS):
        return ""
    is_told = measure.total is not None and not is_always_all(measure.total)
    whole = measure.total.member or "" if measure.total and is_told else ""
    if whole and known(measure, period, whole):
        return whole
    if Topic(measure, name, period).panel is not None:
        return ""
    return next(iter(known(measure, period)), "")


def _names_of(panel: Panel) -> list[str]:
    return [one.member for one in panel.every if one.member]
