"""What speaks against a brief's message: the best finding about what it rests on that moved away from it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence

from briefing.analysis.findings.candidates import Candidate, Key, key_of
from briefing.analysis.findings.leads import Lead, Pool
from briefing.analysis.findings.ranking import choose
from briefing.core.finding import Advice, Finding
from briefing.core.problems import ProblemLog, Severity
from briefing.core.reference import named_in
from briefing.core.text_nodes import mentions
from briefing.language.base import Language
from briefing.project.brief_schema import BriefConfig
from briefing.project.declared import Places


def check_contrary(config: BriefConfig, places: Places, log: ProblemLog) -> None:
    """Tell that without highlights nothing is looked for that speaks against the message."""
    asked = "contrary" in config.highlights.model_fields_set
    if asked and config.highlights.contrary.show:
        log.add(
            places.of("highlights", "show"),
            "where no highlights are shown, nothing is looked for that speaks against the message",
            "show one, or say why not: contrary: {show: false, because: ...}",
            Severity.WARNING,
            code="nothing-against",
        )


def stances(config: BriefConfig, advice: Sequence[Advice]) -> dict[Key, str]:
    """For each metric and input that the message rests on, the direction that speaks against it.

    A rule that holds while a figure is above something is spoken against by its fall; so is one
    whose tipping point lies below an input, by the input's. ``contrary: against`` adds to them.
    """
    found: dict[Key, str] = {}
    for one in advice:
        if not one.verdict:
            continue
        tree = ast.parse(config.recommendations[one.index].when.strip(), mode="eval")
        for node in ast.walk(tree):
            if not isinstance(node, ast.Compare) or len(node.ops) != 1:
                continue
            left, right = ast.unparse(node.left), ast.unparse(node.comparators[0])
            is_above = isinstance(node.ops[0], ast.Gt | ast.GtE)
            is_below = isinstance(node.ops[0], ast.Lt | ast.LtE)
            if is_above or is_below:
                found.setdefault(left, "down" if is_above else "up")
                found.setdefault(right, "up" if is_above else "down")
        for point in one.tipping:
            found.setdefault(key_of(point.input), "up" if point.direction == "rise" else "down")
    declared: dict[Key, str] = {
        name: str(way) for name, way in config.highlights.contrary.against.items()
    }
    return {**found, **declared}


def contrary_to(
    language: Language,
    leads: Sequence[Lead],
    keep: Callable[[Candidate], bool],
    against: Mapping[Key, str],
    chosen: Sequence[Finding],
) -> Finding | None:
    """The candidate with the best score that moved against the message and is not told yet."""
    keys = against.keys()
    told = {key_of(fact) for one in chosen for fact in one.facts}
    named = {
        name for one in chosen for name in named_in(one.text if isinstance(one.text, str) else "")
    }

    def is_against(one: Candidate) -> bool:
        return (
            one.direction in {against.get(one.name), against.get(one.subject)}
            and not _figures_of(one) & told
            and one.name not in named
            and keep(one)
        )

    may_be = (one for one in leads if one.subject is None or {one.name, one.subject} & keys)
    choice = choose(language, Pool(may_be, is_against), 1)
    return choice.chosen[0] if choice.chosen else None


def _figures_of(candidate: Candidate) -> set[Key]:
    """The figures that its sentence prints; all that it rests on, where it prints none.

    What was found in other words has figures of the same: "by far more than usual", "the lowest in the data".
    """
    keys = {fact.id: key_of(fact) for fact in candidate.facts}
    printed = {one.fact for one in mentions(candidate.sentences[0]) if one.kind == "figure"}
    return {keys[one] for one in printed & keys.keys() or keys}
