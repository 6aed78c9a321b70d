"""Rules over facts: read the names, find the facts, judge with three-valued logic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.core.expression import ExpressionError, judge, names_in
from briefing.core.fact import Fact
from briefing.core.lags import LAGS, FactBook, NoRelative, fact_reference
from briefing.core.problems import Place, ProblemLog, QuantityError, suggest
from briefing.core.rule_changes import about_changes, compared_quantity


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict of a rule, and the facts that it read, in its order."""

    verdict: bool | None
    facts: Mapping[str, Fact]
    """By the names that the rule uses."""


def judge_rule(rule: str, book: FactBook, place: Place, log: ProblemLog) -> Judged:
    """Judge a rule; what is wrong with it goes to the log and makes the verdict unknown."""
    try:
        names = sorted(names_in(rule), key=rule.find)
    except ExpressionError as error:
        log.refuse(place, error, f"cannot read the rule '{rule}': {error}")
        return Judged(None, {})
    if not names:
        log.add(
            place,
            f"the rule '{rule}' names no figure",
            "compare a metric with a value",
            code="formula-without-figure",
        )
        return Judged(None, {})
    facts: dict[str, Fact] = {}
    if any(fact_reference(name).name in book.failed for name in names):
        return Judged(None, {})
    for name in names:
        try:
            facts[name] = book[name]
        except KeyError:
            log.add(
                place,
                f"unknown fact '{name}' in the rule",
                _advice(name, book),
                code="unknown-name",
            )
        except NoRelative as error:
            log.refuse(place, error)
    if len(facts) < len(names):
        return Judged(None, {})
    try:
        asked = about_changes(rule)
        quantities = {name: compared_quantity(book[name]) for name in (*facts, *names_in(asked))}
        verdict = judge(asked, quantities)
    except NoRelative as error:
        log.refuse(place, error)
        return Judged(None, {})
    except (QuantityError, ExpressionError) as error:
        log.refuse(place, error, f"cannot judge the rule '{rule}': {error}")
        return Judged(None, {})
    return Judged(verdict, facts)


def _advice(name: str, book: FactBook) -> str:
    asked = fact_reference(name)
    if asked.name in book.metrics and asked.series:
        return suggest(asked.series, LAGS) or f"after the dot: {', '.join(LAGS)}"
    return suggest(asked.name, book.metrics)
