"""Which advice holds, how strong its evidence is, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.analysis.advice.domains import when_true
from briefing.analysis.advice.rule_words import rule_in_words
from briefing.analysis.advice.rules import Judged, judge_rule
from briefing.analysis.advice.strength import strength_of
from briefing.analysis.advice.tipping import TippingPoint, tipping_points
from briefing.core.fact import Fact
from briefing.core.finding import Advice, Tipping
from briefing.core.interval import Interval
from briefing.core.lags import FactBook, NoRelative
from briefing.core.problems import Place, ProblemLog, Severity, suggest
from briefing.core.recomputing import inputs_of
from briefing.core.reference import named_in
from briefing.language.base import Language
from briefing.language.one_scale import told_in_one_scale
from briefing.project.brief_schema import BriefConfig
from briefing.project.declared import Places

_SHOWN = 3
"""How many tipping points are told."""


def judge_recommendations(
    language: Language,
    config: BriefConfig,
    places: Places,
    book: FactBook,
    earlier: FactBook | None,
    publishers: Mapping[str, str],
    ranges: Mapping[str, Interval],
    log: ProblemLog,
) -> tuple[Advice, ...]:
    """All recommendations with their verdicts, by priority and then in the author's order.

    ``earlier`` are the facts as the editions before had them; ``publishers`` maps sources to who
    publishes them, ``ranges`` the names of metrics to the values that their data declare. A rule that can never hold or never fail is a warning; advice in conflict that
    holds together is a finding.
    """
    judged = []
    for index, entry in enumerate(config.recommendations):
        place = places.of("recommendations", index, "when")
        result = judge_rule(entry.when, book, place, log)
        is_told = result.facts and result.verdict is not None
        points = tipping_points(entry.when, result.facts) if is_told else ()
        _check_can_differ(
            entry.when, result, ranges, places.of("recommendations", index, "when"), log
        )
        reasons = [*result.facts.values(), *_named(entry.because, book)]
        strength = strength_of(language, reasons, publishers, config.period)
        words = rule_in_words(language, entry.when, result.facts)
        judged.append(
            Advice(
                index=index,
                verdict=result.verdict,
                rule=words.clause,
                facts=tuple(result.facts.values()),
                now=words.now,
                tipping=_told(language, points, result),
                strength=strength.level,
                limits=strength.reasons,
                before=_before(entry.when, earlier, places, index),
            )
        )
    _check_conflicts(config, places, judged, log)
    return tuple(sorted(judged, key=lambda advice: config.recommendations[advice.index].priority))


def _told(
    language: Language, points: Sequence[TippingPoint], result: Judged
) -> tuple[Tipping, ...]:
    """The nearest points; of inputs that the rule names itself, the rule already tells.

    Where it does not hold they are told too: they are how far it is from holding.
    """
    inputs = list(inputs_of(result.facts.values()).values())
    own = {id(fact) for fact in result.facts.values()}
    kept = [
        one
        for one in points
        if one.changes_to is not None
        and not one.is_figure_itself
        and not _is_past(one.input, inputs)
        and (not result.verdict or id(one.input) not in own)
    ]
    return tuple(_tipping(language, one) for one in kept[:_SHOWN])


def _tipping(language: Language, point: TippingPoint) -> Tipping:
    now, at = told_in_one_scale(language, (point.now, point.input.digits), (point.at, None))
    words = language.term(
        f"advice.tipping_{point.direction}", title=point.input.title, at=at, now=now
    )
    return Tipping(point.input, at, now, point.direction, words)


def _is_past(fact: Fact, inputs: Sequence[Fact]) -> bool:
    """Whether a later figure of the same is among the inputs: what is past does not change."""
    return any(
        _is_same_measure(one, fact)
        and one.period is not None
        and fact.period is not None
        and one.period > fact.period
        for one in inputs
    )


def _is_same_measure(one: Fact, other: Fact) -> bool:
    """Whether two are of one series, or stated for one measure."""
    return (one.series, one.member) == (other.series, other.member)


def _named(text: str, book: FactBook) -> list[Fact]:
    """The facts that a sentence names in its expressions."""
    found = []
    for name in named_in(text):
        if name in book.metrics:
            try:
                found.append(book.current(name))
            except NoRelative:
                continue
    return found


def _before(rule: str, earlier: FactBook | None, places: Places, index: int) -> bool | None:
    if earlier is None:
        return None
    unheard = ProblemLog()
    return judge_rule(rule, earlier, places.of("recommendations", index), unheard).verdict


def _check_can_differ(
    rule: str, result: Judged, ranges: Mapping[str, Interval], place: Place, log: ProblemLog
) -> None:
    found = when_true(rule, result.facts, ranges) if result.facts else "contingent"
    if found != "contingent":
        what = "hold" if found == "never" else "fail"
        log.add(
            place,
            f"the rule '{rule}' can never {what}, whatever the figures are",
            "compare with a value that they can pass",
            Severity.WARNING,
            code="rule-decides-nothing",
        )


def _check_conflicts(
    config: BriefConfig, places: Places, judged: Sequence[Advice], log: ProblemLog
) -> None:
    ids = [one.id for one in config.recommendations]
    holding = {ids[one.index] for one in judged if one.verdict}
    told = set()
    for index, entry in enumerate(config.recommendations):
        for position, other in enumerate(entry.conflicts):
            place = places.of("recommendations", index, "conflicts", position)
            if other not in ids:
                log.add(
                    place,
                    f"there is no recommendation '{other}'",
                    suggest(other, ids),
                    code="unknown-recommendation",
                )
            elif {entry.id, other} <= holding and frozenset((entry.id, other)) not in told:
                told.add(frozenset((entry.id, other)))
                log.add(
                    place,
                    f"'{entry.id}' and '{other}' contradict each other, and both rules hold",
                    "narrow one of the rules",
                    Severity.MISLEADING,
                    code="contradicting-advice",
                )
