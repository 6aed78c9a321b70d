"""What is told of a finished brief and of problems, as JSON values of known types."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from briefing.core.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from briefing.app.build.pipeline import Brief
    from briefing.core.finding import Advice

_VERDICTS = {True: "holds", False: "does not hold", None: "unknown"}


class ProblemEntry(TypedDict):
    """A problem; ``None`` where a place is not known."""

    code: str
    severity: str
    file: str | None
    line: int | None
    column: int | None
    sheet: str
    message: str
    advice: str


class CellCounts(TypedDict):
    """How many cells were read, by what became of them."""

    plain: int
    qualified: int
    without_value: int
    refused: int


class AdviceEntry(TypedDict):
    """A recommendation with its verdict, rule, evidence and tipping points."""

    id: str
    verdict: str
    before: str | None
    rule: str
    evidence: str
    limits: list[str]
    would_change_if: list[str]


class Summary(TypedDict):
    """All that a build says of a brief; the files apart."""

    id: str
    facts: int
    cells: CellCounts
    recommendations: list[AdviceEntry]
    flips: list[str]
    left_out: list[str]
    warnings: list[ProblemEntry]


def summary_of(brief: Brief) -> Summary:
    """What is told of a brief."""
    return {
        "id": brief.id,
        "facts": len(brief.facts),
        "cells": {
            "plain": brief.count.plain,
            "qualified": brief.count.qualified,
            "without_value": brief.count.without_value,
            "refused": brief.count.refused,
        },
        "recommendations": [advice_of(brief, one) for one in brief.advice],
        "flips": list(brief.ledger["flips"]),
        "left_out": list(brief.left_out),
        "warnings": [problem_entry(problem) for problem in brief.warnings],
    }


def advice_of(brief: Brief, one: Advice) -> AdviceEntry:
    """What is told of a recommendation."""
    return {
        "id": brief.recommendations[one.index],
        "verdict": _VERDICTS[one.verdict],
        "before": None if one.before is None else _VERDICTS[one.before],
        "rule": one.rule,
        "evidence": one.strength,
        "limits": list(one.limits),
        "would_change_if": [point.words for point in one.tipping],
    }


def counts_of(summary: Summary) -> str:
    """``94 facts from 320 cells (12 qualified, 3 without a value)``."""
    cells = summary["cells"]
    every = cells["plain"] + cells["qualified"] + cells["without_value"]
    return (
        f"{summary['facts']} facts from {every} cells "
        f"({cells['qualified']} qualified, {cells['without_value']} without a value)"
    )


def problem_entry(problem: Problem) -> ProblemEntry:
    """A problem as JSON values."""
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "sheet": place.sheet if place else "",
        "message": problem.message,
        "advice": problem.advice,
    }


def problem_of(entry: ProblemEntry) -> Problem:
    """A problem from its JSON values."""
    file = entry["file"]
    where = (entry["line"] or 0, entry["column"] or 0, entry["sheet"])
    place = Place(file, *where) if file else None
    severity = Severity(entry["severity"])
    return Problem(place, entry["message"], entry["advice"], severity, code=entry["code"])
