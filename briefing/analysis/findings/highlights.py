"""Which findings open the brief: the author's sentences whose rule holds, then what detectors found.

And the strongest fact against the message: a movement of what the message rests on, away from it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import combinations, islice

from briefing.analysis.advice.rules import judge_rule
from briefing.analysis.findings.candidates import Candidate, Key, Subject, key_of
from briefing.analysis.findings.contrary import check_contrary, contrary_to, stances
from briefing.analysis.findings.detect_panels import PANEL_DETECTORS
from briefing.analysis.findings.detect_series import DETECTORS, detectors_for, divergences
from briefing.analysis.findings.leads import Lead, Pool
from briefing.analysis.findings.materiality import scales_of
from briefing.analysis.findings.member_screen import most_scores
from briefing.analysis.findings.movements import kind_of, topic_of
from briefing.analysis.findings.other_members import is_of_all_subjects, is_of_others, own_members
from briefing.analysis.findings.ranking import Choice, choose, two_decimals
from briefing.analysis.findings.revisions import revisions
from briefing.analysis.findings.same_figures import Alike, alike_among, others_alike
from briefing.analysis.findings.wholes_of_panels import Whole, greatest, whole_of
from briefing.core.column_facts import value_at
from briefing.core.finding import Advice, Finding, Findings
from briefing.core.lags import FactBook
from briefing.core.member_series import facts_by_member
from briefing.core.nature import allows
from briefing.core.problems import ProblemLog, QuantityError, suggest
from briefing.core.reference import named_in
from briefing.core.series import Dataset, Panel, Series
from briefing.core.spot import Spot
from briefing.language.base import Language
from briefing.project.brief_schema import BriefConfig, KeyFigureConfig
from briefing.project.compared_figures import compared
from briefing.project.declared import Places

KEY_FIGURE, METRIC, DATA, MEMBER = 1.0, 0.9, 0.65, 0.5
"""Weights: what the author put first, what the author computes, what the brief only reads."""
Keep = Callable[[Candidate], bool]
"""Whether a candidate may be told at all."""
_MOST_PAIRS = 40
_FEWEST_TO_SCREEN = 25
"""Of fewer members each is followed at once."""
MOST = 8
"""How many highlights a brief has at most."""
MOST_ADDED = 3
"""How many may come in, to fill pages, beyond those that were asked for."""
_MOST_MEMBERS = 500
"""Of more members, the largest are looked at one by one."""
_SMALLEST_MEMBER = 20
"""A member with less than a twentieth of the whole is not told of by itself."""


def choose_highlights(
    language: Language,
    config: BriefConfig,
    places: Places,
    book: FactBook,
    data: Mapping[str, Series | Panel],
    editions: Sequence[tuple[Dataset, Dataset]],
    advice: Sequence[Advice],
    log: ProblemLog,
    *,
    doubted: Collection[Spot] = (),
    whose: Sequence[str] = (),
) -> Findings:
    """As many findings as the config asks for; the author's first, in their order.

    ``data`` are the series of the data sets by reference, ``editions`` pairs of a data set and the
    edition before it. ``doubted`` are cells that a check doubts: no finding rests on them. ``whose`` are
    the names of the member that the brief is about, if it is about one: of others alone nothing is found.
    """
    declared = list(_declared(language, config, places, book, log))
    by_author = tuple(one for one, _ in declared)
    _check_weights(config, places, book, data, log)
    if not config.highlights.show:
        check_contrary(config, places, log)
        return Findings((), declared=by_author)
    own = own_members(data, whose)
    subjects = [one for one in _subjects(language, config, book, data) if one.weight]
    subjects = [one for one in subjects if not _is_another(one, own)]
    alike = alike_among(one for one in subjects if one.panel is None)
    leads = [
        *_leads(language, config, subjects, data),
        Lead(lambda: revisions(language, editions, config), None),
    ]

    is_compared = bool(compared(config))

    def keep(one: Candidate) -> bool:
        if is_compared and is_of_all_subjects(one, whose):
            return False
        return not _rests_on(one, doubted) and not is_of_others(one, own)

    shown = config.highlights.show
    chosen, passed = _chosen(language, shown, declared, leads, keep, alike)
    contrary = None
    if config.highlights.contrary.show:
        again = others_alike({key_of(fact) for one in chosen for fact in one.facts}, alike)
        contrary = contrary_to(
            language,
            leads,
            lambda one: keep(one) and one.subject not in again,
            stances(config, advice),
            chosen,
        )
    more, _ = _chosen(language, min(shown + MOST_ADDED, MOST), declared, leads, keep, alike)
    here = {one.id for one in (*chosen, *([contrary] if contrary else []))}
    reserve = tuple(one for one in more if one.id not in here)
    return Findings(chosen, contrary, passed, reserve[:MOST_ADDED], by_author)


def _chosen(
    language: Language,
    count: int,
    declared: Sequence[tuple[Finding, bool]],
    leads: Sequence[Lead],
    keep: Keep,
    alike: Mapping[Key, Alike],
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """So many highlights, the author's pinned ones first; and what was passed over."""
    shown = [one for one, is_pinned in declared if is_pinned][:count]
    rivals = [one for one, is_pinned in declared if not is_pinned]
    said = {name for one in rivals for name in named_in(str(one.text))}
    wanted = count - len(shown)
    openings = [str(one.text) for one in shown]
    keys = {lead.subject for lead in leads if lead.name in said and lead.subject is not None}
    again = others_alike(keys, alike)
    pool = Pool(leads, lambda one: one.name not in said and one.subject not in again and keep(one))
    choice = choose(language, pool, wanted, openings, alike)
    rivals = [replace(one, score=_score_of(one, leads, keep)) for one in rivals]
    _let_compete(language, choice, rivals, wanted)
    return (*shown, *choice.chosen), tuple(choice.passed)


def declared_findings(
    language: Language, config: BriefConfig, places: Places, book: FactBook
) -> Iterator[Finding]:
    """The author's sentences whose rules hold; what is wrong with a rule is not told."""
    return (finding for finding, _ in _declared(language, config, places, book, ProblemLog()))


def _declared(
    language: Language, config: BriefConfig, places: Places, book: FactBook, log: ProblemLog
) -> Iterator[tuple[Finding, bool]]:
    """The author's sentences whose rules hold, and whether each is told for certain."""
    for index, entry in enumerate(config.highlights.say):
        path = ("highlights", "say", index)
        reason = language.term("because.author")
        if entry.when is not None:
            judged = judge_rule(entry.when, book, places.of(*path, "when"), log)
            if judged.verdict is not True:
                continue
            reason = language.term("because.rule_holds", rule=entry.when)
        yield Finding(entry.id or str(index + 1), entry.say, (*path, "say"), reason), entry.pin


def _score_of(sentence: Finding, leads: Sequence[Lead], keep: Keep) -> Fraction:
    """That of the best candidate about a metric which the sentence names; one half where none is."""
    names = set(named_in(str(sentence.text)))
    found = (one for lead in leads if lead.name in names for one in lead.candidates)
    return max((one.score for one in found if keep(one)), default=Fraction(1, 2))


def _rests_on(candidate: Candidate, cells: Collection[Spot]) -> bool:
    """Whether a figure of a finding was read from one of these cells, or computed from it."""
    if not cells:
        return False
    return any(one.spot in cells for fact in candidate.facts for one in fact.walk())


def _let_compete(
    language: Language, choice: Choice, rivals: Sequence[Finding], wanted: int
) -> None:
    """Put an author's sentence in the place of the weakest candidate that scores less."""
    beaten = language.term("because.author_scores_more")
    for rival in sorted(rivals, key=lambda one: -(one.score or 0)):
        score = two_decimals(language, rival.score or Fraction(0))
        reason = language.term("because.scored", reason=rival.reason, score=score)
        mine = replace(rival, reason=reason)
        weakest = min(choice.chosen, key=lambda one: one.score or 0, default=None)
        if len(choice.chosen) < wanted:
            choice.chosen.append(mine)
        elif weakest is not None and (weakest.score or 0) < (rival.score or 0):
            choice.chosen[choice.chosen.index(weakest)] = mine
            choice.passed.insert(0, replace(weakest, reason=beaten))
    if rivals:
        choice.chosen.sort(key=lambda one: -(one.score or 0))


def _leads(
    language: Language,
    config: BriefConfig,
    subjects: Sequence[Subject],
    data: Mapping[str, Series | Panel],
) -> Iterator[Lead]:
    """Where every detector may find something, in the order of the subjects, then in whole panels.

    Of members of a panel it is known what they can score at most.
    """
    of_panels: dict[str, list[Subject]] = {}
    for one in subjects:
        if one.panel is not None and one.series.unit == one.panel.unit:
            of_panels.setdefault(one.panel.id, []).append(one)
    most = {
        id(subject): score
        for members in of_panels.values()
        if len(members) >= _FEWEST_TO_SCREEN and not DETECTORS
        for subject, score in zip(members, most_scores(members), strict=True)
    }
    for subject in subjects:
        group = topic_of(subject), kind_of(subject)
        score = most.get(id(subject), float("inf"))
        yield Lead(partial(_about, subject), group, score, subject.name, subject.key)
    alone = [one for one in subjects if one.panel is None]
    for one, other in islice(combinations(alone, 2), _MOST_PAIRS):
        yield Lead(partial(_safely, divergences, one, other), None, name=one.name)
    for name, measure in data.items():
        weight = _weight(config, name, METRIC)
        if isinstance(measure, Panel) and weight:
            whole = whole_of(language, measure, config.period, weight)
            for found, use in PANEL_DETECTORS:
                if whole is not None and allows(measure.nature, use):
                    yield Lead(partial(_safely, found, whole), None)


def _is_another(subject: Subject, own: Mapping[str, str]) -> bool:
    """Whether it is a member of a panel in which the brief is about another one."""
    mine = own.get(subject.panel.id) if subject.panel is not None else None
    return mine is not None and subject.now.member != mine


def _about(subject: Subject) -> Iterator[Candidate]:
    """What each detector finds about one series."""
    for detector in detectors_for(subject):
        yield from _safely(detector, subject)


def _safely(
    detector: Callable[..., Iterator[Candidate]], *given: Subject | Whole
) -> Iterator[Candidate]:
    """Candidates until one has no meaning: a unit that does not divide, a zero below the line."""
    try:
        yield from detector(*given)
    except QuantityError:
        return


def _subjects(
    language: Language, config: BriefConfig, book: FactBook, data: Mapping[str, Series | Panel]
) -> Iterator[Subject]:
    """Metrics, then series of the data, each cell once."""
    key_figures = {
        one.metric if isinstance(one, KeyFigureConfig) else one for one in config.key_figures
    }
    seen = set()
    for name, series in book.metrics.items():
        now = series.at(series.current) if series.current else None
        if now is None or now.period is None or name in config.stated:
            continue
        weight = _weight(config, name, KEY_FIGURE if name in key_figures else METRIC)
        subject = Subject(
            language, series, now, now.period, weight, name, _thresholds(config, name)
        )
        if subject.key not in seen:
            seen.add(subject.key)
            yield subject
    told = {name: list(_series_of(measure, config)) for name, measure in data.items()}
    scales = scales_of(data, told, config.period)
    for name in data:
        for series, panel, usual in told[name]:
            now = series.at(config.period)
            if now is None or not now.quantity.tells_something:
                continue
            weight = _weight(config, name, usual) * scales[name].matter(series)
            limits = _thresholds(config, name)
            subject = Subject(language, series, now, config.period, weight, "", limits, panel)
            if subject.key not in seen:
                seen.add(subject.key)
                yield subject


def _series_of(
    measure: Series | Panel, config: BriefConfig
) -> Iterator[tuple[Series, Panel | None, float]]:
    if isinstance(measure, Series):
        yield measure, None, DATA
        return
    if measure.total:
        yield measure.total, None, DATA
    total = measure.total.at(config.period) if measure.total else None
    whole = total.quantity.value if total else None
    values = {
        name: value
        for name, facts in facts_by_member(measure.members).items()
        if name not in measure.rest
        and (value := value_at(facts, config.period)) is not None
        and not (whole and value * _SMALLEST_MEMBER < whole)
    }
    if len(values) > _MOST_MEMBERS:
        values = greatest(values, _MOST_MEMBERS)
    for name in values:
        yield measure.members[name], measure, MEMBER


def _thresholds(config: BriefConfig, name: str) -> tuple[Fraction, ...]:
    return tuple(config.highlights.thresholds.get(name, ()))


def _weight(config: BriefConfig, name: str, usual: float) -> float:
    return usual * float(config.highlights.weights.get(name, 1))


def _check_weights(
    config: BriefConfig,
    places: Places,
    book: FactBook,
    data: Mapping[str, Series | Panel],
    log: ProblemLog,
) -> None:
    known = {*book.metrics, *data, *book.failed}
    asked = [
        *(("weights", name) for name in config.highlights.weights),
        *(("thresholds", name) for name in config.highlights.thresholds),
    ]
    for block, name in asked:
        if name not in known:
            log.add(
                places.of_key("highlights", block, name),
                f"there is no metric or series '{name}'",
                suggest(name, known),
                code="unknown-series",
            )
