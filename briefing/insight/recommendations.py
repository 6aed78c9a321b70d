"""Which advice holds: each recommendation's rule judged over the facts."""

from __future__ import annotations

from briefing.config.base import Places
from briefing.config.brief import BriefConfig
from briefing.errors import ProblemLog
from briefing.insight.rules import judge_rule
from briefing.insight.wording import rule_in_words
from briefing.model.finding import Advice
from briefing.relatives import FactBook


def judge_recommendations(
    config: BriefConfig, places: Places, book: FactBook, log: ProblemLog
) -> tuple[Advice, ...]:
    """All recommendations with their verdicts, by priority and then in the author's order."""
    judged = []
    for index, entry in enumerate(config.recommendations):
        place = places.of("recommendations", index, "when")
        result = judge_rule(entry.when, book, place, log)
        words = rule_in_words(entry.when, result.facts)
        judged.append(Advice(index, result.verdict, words, tuple(result.facts.values())))
    return tuple(sorted(judged, key=lambda advice: config.recommendations[advice.index].priority))
