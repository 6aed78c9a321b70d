"""What is told of a finished brief and of problems, as JSON values of known types."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.app.build.card import CardEntry, card_of, is_card
from briefing.app.explanations.catalogue import type_of
from briefing.core.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from typing import TypedDict

    from briefing.app.build.accepting import LetStand
    from briefing.app.build.pipeline import Brief
    from briefing.core.finding import Advice
    from briefing.writers.ledger.schema import OfferEntry
else:
    try:
        from typing_extensions import TypedDict
    except ImportError:  # the parser is asked for where no library is installed, to build the wheel
        from typing import TypedDict

_OFFER = ("kind", "id", "name", "why", "weight")
_VERDICTS = {True: "holds", False: "does not hold", None: "unknown"}


class PlaceEntry(TypedDict):
    """A place; ``None`` where it is not known. Of a cell, the text too."""

    file: str | None
    line: int | None
    column: int | None
    sheet: str
    cell: str


class ProblemEntry(PlaceEntry):
    """A problem."""

    code: str
    type: str
    """Which class of mistake: ``config``, ``data``, ``page``."""
    severity: str
    message: str
    advice: str
    count: int
    """How often it was found, in one file and of one series."""
    also: list[PlaceEntry]
    """Where else: the next places, up to three with the first."""
    because: list[PlaceEntry]
    """Where the findings stand that led to it, as far as they are known."""


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


class AcceptedEntry(TypedDict):
    """A warning that the project lets stand."""

    problem: ProblemEntry
    reason: str
    until: str | None
    """The last day; none where it is for good."""


class Summary(TypedDict):
    """All that a build says of a brief; the files apart."""

    id: str
    facts: int
    cells: CellCounts
    recommendations: list[AdviceEntry]
    flips: list[str]
    design: str
    pages: int | None
    """How many it is fitted to; none where it takes as many as it needs."""
    left_out: list[OfferEntry]
    added: list[OfferEntry]
    warnings: list[ProblemEntry]
    accepted: list[AcceptedEntry]
    """Warnings that are let stand, each with its reason."""
    card: CardEntry
    """What the index of a portfolio says of it."""


def is_summary(found: Mapping[str, object]) -> bool:
    """Whether values that were kept are a summary: all its keys, each of its kind."""
    cells, warnings = found.get("cells"), found.get("warnings")
    advice, flips = found.get("recommendations"), found.get("flips")
    return (
        found.keys() == Summary.__annotations__.keys()
        and isinstance(found["id"], str)
        and isinstance(found["facts"], int)
        and isinstance(found["design"], str)
        and isinstance(found["pages"], int | None)
        and isinstance(cells, dict)
        and cells.keys() == CellCounts.__annotations__.keys()
        and all(isinstance(one, int) for one in cells.values())
        and isinstance(flips, list)
        and all(isinstance(one, str) for one in flips)
        and _is_list_of(advice, AdviceEntry.__annotations__.keys())
        and _is_list_of(warnings, ProblemEntry.__annotations__.keys())
        and _is_list_of(found["accepted"], AcceptedEntry.__annotations__.keys())
        and all(_is_list_of(found[key], _OFFER) for key in ("left_out", "added"))
        and is_card(found["card"])
    )


def _is_list_of(value: object, keys: Collection[str]) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict) and one.keys() == set(keys) for one in value
    )


def flips_in_words(brief: str, told: Summary) -> Iterator[str]:
    """Advice that turned, a line each; of a portfolio with the brief whose advice it is."""
    yield from (f"{brief}: {one}" if "/" in brief else one for one in told["flips"])


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
        "design": brief.document.design,
        "pages": brief.ledger["brief"].get("pages"),
        "left_out": brief.ledger["brief"].get("left_out", []),
        "added": brief.ledger["brief"].get("added", []),
        "warnings": [problem_entry(problem) for problem in brief.warnings],
        "accepted": [accepted_entry(one) for one in brief.accepted],
        "card": card_of(brief),
    }


def accepted_entry(one: LetStand) -> AcceptedEntry:
    """An accepted warning as JSON values."""
    until = one.until.isoformat() if one.until else None
    return {"problem": problem_entry(one.problem), "reason": one.reason, "until": until}


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


LACKS_PDF = "missing-library"
"""The code of the warning that a PDF is left out, since what sets pages is missing."""


def left_out_pdfs(told: Iterable[Summary]) -> list[Problem]:
    """Why briefs have no PDF, as errors, each once; empty where all have one."""
    warned = (entry for one in told for entry in one["warnings"] if entry["code"] == LACKS_PDF)
    errors = (replace(problem_of(entry), severity=Severity.UNUSABLE) for entry in warned)
    return list(dict.fromkeys(errors))


def problem_entry(problem: Problem) -> ProblemEntry:
    """A problem as JSON values."""
    return {
        "code": problem.code,
        "type": type_of(problem.code),
        "severity": problem.severity.value,
        **_place_entry(problem),
        "message": problem.message,
        "advice": problem.advice,
        "count": problem.count,
        "also": [_place_entry(one) for one in problem.also],
        "because": [_place_entry(one) for one in problem.because],
    }


def _place_entry(problem: Problem) -> PlaceEntry:
    place = problem.place
    return {
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "sheet": place.sheet if place else "",
        "cell": problem.cell,
    }


def problem_of(entry: ProblemEntry) -> Problem:
    """A problem from its JSON values."""
    return Problem(
        _place_of(entry),
        entry["message"],
        entry["advice"],
        Severity(entry["severity"]),
        code=entry["code"],
        cell=entry["cell"],
        because=tuple(_elsewhere(one, entry) for one in entry["because"]),
        count=entry["count"],
        also=tuple(_elsewhere(one, entry) for one in entry["also"]),
    )


def _elsewhere(place: PlaceEntry, entry: ProblemEntry) -> Problem:
    """What stands in the place beside a problem; only its place and cell are known."""
    return Problem(_place_of(place), entry["message"], code=entry["code"], cell=place["cell"])


def _place_of(entry: PlaceEntry) -> Place | None:
    file = entry["file"]
    where = (entry["line"] or 0, entry["column"] or 0, entry["sheet"])
    return Place(file, *where) if file else None
