"""Ask for the precision of a column where it cannot be known and a change that is told hangs on it.

A column of whole numbers does not say whether they are exact or rounded. Mostly that does not matter;
where a share of 6 of 13 rises to 7 of 14, what may be said of it depends on the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefing.core.fact import Cell, Derivation, Fact
from briefing.core.problems import ProblemLog, Severity
from briefing.core.recomputing import inputs_of, recompute
from briefing.core.reference import Reference
from briefing.core.status import Status
from briefing.project.declared import Places
from briefing.project.project_schema import ProjectConfig, SeriesColumns

_CHANGES = frozenset({"difference", "change"})


def ask_precision(
    facts: Iterable[Fact], project: ProjectConfig, places: Places, log: ProblemLog
) -> None:
    """One question for each measure on whose precision the direction of a told change hangs.

    ``facts`` are those that the brief tells; ``places`` is where the project declares its measures.
    """
    asked: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        for measure in _open_in(fact, project):
            asked.setdefault(measure, fact)
    for (name, series), fact in asked.items():
        log.add(
            places.of("datasets", name, "series", series),
            f"how exact the numbers of '{name}.{series}' are cannot be known, and whether "
            f"'{fact.id}' is a rise or a fall hangs on it",
            "say what the last printed digit counts: precision: 1000, or precision: 0 for exact numbers",
            Severity.WARNING,
            code="precision-unknown",
        )


def _open_in(fact: Fact, project: ProjectConfig) -> Iterator[tuple[str, str]]:
    """The measures of undeclared precision without whose rounding a change would have a direction."""
    origin, quantity = fact.origin, fact.quantity
    is_change = isinstance(origin, Derivation) and origin.calculator in _CHANGES
    is_hidden = bool(quantity.value) and quantity.direction == "level"
    if not is_change or not is_hidden or quantity.status is Status.NOT_SIGNIFICANT:
        return
    leaves = inputs_of((fact,))
    unsaid = {key: one for key, one in leaves.items() if _is_unsaid(one, project)}
    exact = {
        key: replace(one.quantity, rounding=one.quantity.bounds) for key, one in unsaid.items()
    }
    if exact and recompute(fact, exact).direction != "level":
        yield from dict.fromkeys(map(_measure, unsaid.values()))


def _is_unsaid(leaf: Fact, project: ProjectConfig) -> bool:
    """Whether nobody says what the last digit of a read whole number counts."""
    declared = _declared(leaf, project)
    if declared is None or declared.precision is not None or not isinstance(leaf.origin, Cell):
        return False
    step = leaf.quantity.step
    return step is not None and step >= 1 and "." not in leaf.origin.text


def _measure(leaf: Fact) -> tuple[str, str]:
    read = Reference.parse(leaf.series)
    return read.name, read.series


def _declared(leaf: Fact, project: ProjectConfig) -> SeriesColumns | None:
    if "." not in leaf.series:
        return None
    name, series = _measure(leaf)
    data = project.datasets.get(name)
    return data.series.get(series) if data else None
