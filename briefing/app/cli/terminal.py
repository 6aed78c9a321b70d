"""What people and machines read on the terminal: problems, progress, JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from briefing.core.problems import Place, Problem, Severity


def progress(options: argparse.Namespace) -> Callable[[str], None]:
    """Says each step on the error stream, unless quiet or machines are to read."""

    def say(words: str) -> None:
        if not (options.quiet or options.json):
            print(f"{words} ...", file=sys.stderr)

    return say


def print_json(value: object) -> None:
    """Print a value for machines."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def tell_problems(problems: Sequence[Problem], options: argparse.Namespace) -> None:
    """Print what is wrong, a line a problem."""
    if options.json:
        print_json({"briefs": [], "problems": [problem_entry(problem) for problem in problems]})
        return
    for problem in problems:
        print(f"{problem.severity.value}: {problem}", file=sys.stderr)
    if len(problems) > 1:
        print(f"{len(problems)} problems", file=sys.stderr)


def tell_warnings(entries: Iterable[Mapping[str, Any]]) -> None:
    """Print warnings that are at hand as JSON values."""
    for entry in entries:
        print(f"warning: {problem_of(entry)}", file=sys.stderr)


def problem_entry(problem: Problem) -> dict[str, Any]:
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


def problem_of(entry: Mapping[str, Any]) -> Problem:
    """A problem from its JSON values."""
    where = entry["file"], entry["line"], entry["column"], entry["sheet"]
    place = Place(*where) if entry["file"] else None
    return Problem(
        place, entry["message"], entry["advice"], Severity(entry["severity"]), code=entry["code"]
    )


def counts_of(summary: Mapping[str, Any]) -> str:
    """``94 facts from 320 cells (12 qualified, 3 without a value)``."""
    cells = summary["cells"]
    every = cells["plain"] + cells["qualified"] + cells["without_value"]
    return (
        f"{summary['facts']} facts from {every} cells "
        f"({cells['qualified']} qualified, {cells['without_value']} without a value)"
    )
