"""Findings are told by weight, with causes before what follows from them."""

from __future__ import annotations

from briefing.app.cli.main import main
from briefing.app.cli.weighing import by_weight, explained
from briefing.core.problems import Place, Problem, Severity


def problem(code: str, severity: Severity, line: int = 1, because=()) -> Problem:
    return Problem(Place("a.yaml", line), code, severity=severity, code=code, because=because)


def codes(*problems: Problem) -> list[str]:
    return [one.code for one in by_weight(problems)]


def test_what_misleads_comes_before_what_is_only_untidy():
    untidy = problem("unused-part", Severity.MISLEADING)
    typed = problem("naked-number", Severity.MISLEADING)
    aged = problem("stated-aged", Severity.WARNING)
    assert codes(aged, untidy, typed) == ["naked-number", "unused-part", "stated-aged"]


def test_errors_keep_the_order_of_their_lines_and_come_first():
    first, second = (
        problem("unused-part", Severity.UNUSABLE),
        problem("unknown-name", Severity.UNUSABLE, 2),
    )
    finding = problem("naked-number", Severity.MISLEADING)
    assert codes(first, second) == ["unused-part", "unknown-name"]
    assert codes(finding, first, second) == ["unused-part", "unknown-name", "naked-number"]


def test_a_cause_stays_before_what_follows_from_it():
    cause = problem("unused-part", Severity.WARNING)
    result = problem("no-value", Severity.UNUSABLE, because=(cause,))
    other = problem("naked-number", Severity.WARNING)
    assert codes(other, cause, result) == ["unused-part", "no-value", "naked-number"]


def test_none_and_one():
    assert codes() == []
    assert codes(problem("naked-number", Severity.WARNING)) == ["naked-number"]


def test_each_code_is_explained_once():
    every = [
        problem("naked-number", Severity.WARNING),
        problem("naked-number", Severity.WARNING, 2),
    ]
    (line,) = explained(every)
    assert line.startswith("[naked-number]")
    assert "\n" not in line


def test_check_explains_what_it_found(project, capsys):
    path = project / "config/small.yaml"
    path.write_text(
        path.read_text("utf-8").replace(
            "Output {{ output.verb }} to", "Half of 45 went {{ output.verb }} to"
        ),
        "utf-8",
    )
    assert main(["check", "--strict", "--explain", "--project", str(project)]) == 1
    told = capsys.readouterr().err
    assert told.count("\n[naked-number] ") == 1
