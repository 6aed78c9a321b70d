"""The command line: parse, call, print, exit. Only this module knows the terminal."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.errors import BriefingError, Problem
from briefing.version import VERSION

if TYPE_CHECKING:
    from briefing.model.finding import Advice
    from briefing.pipeline import Brief

_EPILOG = """\
exit codes:
  0  done
  1  the data or the brief would mislead its reader
  2  it cannot be used as written: config, usage, a missing file
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Nothing that a user does ends in a traceback."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BriefingError as error:
        _tell_problems(error.problems, options)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("stopped; the last good output is untouched", file=sys.stderr)
        return 130
    except Exception as error:
        if os.environ.get("BRIEFING_DEBUG"):
            raise
        print(
            f"a fault in briefing itself: {type(error).__name__}: {error}\n"
            "set BRIEFING_DEBUG=1 to see where, and report it with the files at hand",
            file=sys.stderr,
        )
        return 2


def _build(options: argparse.Namespace) -> int:
    from briefing.pipeline import build_all

    briefs = build_all(
        options.briefs,
        project=options.project,
        output=options.output,
        also=options.to,
        say=_progress(options),
    )
    _tell_warnings(briefs, options)
    if options.json:
        _print_json({"briefs": [_summary(brief) for brief in briefs], "problems": []})
    elif not options.quiet:
        for brief in briefs:
            for flip in brief.ledger["flips"]:
                print(flip)
            for words in brief.left_out:
                print(f"{brief.id}: {words}")
            print(_line(brief))
    return 0


def _check(options: argparse.Namespace) -> int:
    if options.format in {"junit", "sarif", "github"}:
        return _check_for_machines(options)
    options.json = options.json or options.format == "json"
    from briefing.pipeline import check_all

    briefs = check_all(
        options.briefs, project=options.project, strict=options.strict, say=_progress(options)
    )
    _tell_warnings(briefs, options)
    if options.json:
        _print_json({"briefs": [_summary(brief) for brief in briefs], "problems": []})
    elif not options.quiet:
        for brief in briefs:
            for flip in brief.ledger["flips"]:
                print(flip)
            verdict = "nothing wrong" if not brief.warnings else f"{len(brief.warnings)} warnings"
            print(f"{brief.id}: {verdict}; {_counts(brief)}")
            for one in brief.document.checks:
                print(f"  {one}")
    return 0


def _check_for_machines(options: argparse.Namespace) -> int:
    """The problems of a check in another form; exit codes stay what they are."""
    from briefing import reports
    from briefing.pipeline import check_all

    options.quiet = True
    problems: list[Problem] = []
    checks = []
    code = 0
    try:
        briefs = check_all(options.briefs, project=options.project, strict=options.strict)
    except BriefingError as error:
        problems, code = list(error.problems), error.exit_code
    else:
        problems = [one for brief in briefs for one in brief.warnings]
        checks = [(brief.id, one) for brief in briefs for one in brief.document.checks]
    if options.format == "junit":
        print(reports.as_junit(problems, checks), end="")
    elif options.format == "sarif":
        print(reports.as_sarif(problems), end="")
    else:
        print(reports.as_github(problems), end="")
    return code


def _list(options: argparse.Namespace) -> int:
    if options.what == "recommendations":
        return _list_recommendations(options)
    from briefing.listing import list_all

    listing = list_all(options.project, options.what)
    if options.json:
        _print_json(listing)
        return 0
    for kind, entries in listing.items():
        print(f"{kind}:")
        width = max((len(name) for name in entries), default=0)
        for name, words in entries.items():
            print(f"  {name:<{width}}  {words}".rstrip())
    return 0


def _why(options: argparse.Namespace) -> int:
    from briefing.ledger.tree import find_facts, tree_of
    from briefing.retracing import evidence_of, held_by_project

    if (number := _highlight_number(options)) is not None:
        return _why_highlight(options, number)
    facts, wanted = evidence_of(options.target, options.figure, options.project)
    names = list(facts) if options.all else find_facts(facts, wanted)
    if options.json:
        _print_json([facts[name] for name in names])
        return 0
    is_built = Path(options.target).is_file()
    held = held_by_project(options.project) if is_built else None
    for name in names:
        print("\n".join(tree_of(facts, name, held)))
    return 0


def _highlight_number(options: argparse.Namespace) -> int | None:
    """``why highlight 2`` and ``why FILE.pdf "highlight 2"`` ask for a highlight."""
    asked = f"{options.target} {options.figure or ''}".strip()
    if Path(options.target).is_file():
        asked = options.figure or ""
    if asked == "on the other hand":
        return 0
    word, _, number = asked.partition(" ")
    return int(number) if word == "highlight" and number.isdecimal() else None


def _why_highlight(options: argparse.Namespace, number: int) -> int:
    from briefing.retracing import highlights_of

    found = highlights_of(options.target, number, options.project)
    if options.json:
        _print_json(
            [{"brief": name, "highlight": one, "next": after} for name, one, after in found]
        )
        return 0
    for name, one, after in found:
        print(f"{name}: {one['text']}\n  chosen as {one['reason']}")
        print("  next came:" if after else "  nothing else was found")
        for other in after[:5]:
            print(f"    {other['text']}\n      {other['reason']}")
    return 0


def _list_recommendations(options: argparse.Namespace) -> int:
    from briefing.pipeline import check_all

    briefs = check_all(project=options.project, say=_progress(options))
    found = {brief.id: [_advice(brief, one) for one in brief.advice] for brief in briefs}
    if options.json:
        _print_json({"recommendations": found})
        return 0
    for name, advice in found.items():
        print(f"{name}:")
        for one in advice:
            print(f"  {one['id']}: {one['verdict']}, evidence {one['evidence']}")
            print(f"    rule: {one['rule']}")
            for change in one["would_change_if"]:
                print(f"    would change if {change}")
    return 0


def _advice(brief: Brief, one: Advice) -> dict[str, Any]:
    words = {True: "holds", False: "does not hold", None: "unknown"}
    return {
        "id": brief.recommendations[one.index],
        "verdict": words[one.verdict],
        "before": None if one.before is None else words[one.before],
        "rule": one.rule,
        "evidence": one.strength,
        "limits": list(one.limits),
        "would_change_if": [point.words for point in one.tipping],
    }


def _audit(options: argparse.Namespace) -> int:
    from briefing.retracing import audit_file

    results = audit_file(options.file)
    wrong = [one for one in results if not one.matches]
    if options.json:
        _print_json([{"what": r.what, "matches": r.matches, "detail": r.detail} for r in results])
    else:
        for one in wrong if options.quiet else results:
            print(one)
        print(f"{options.file}: {len(results) - len(wrong)} match, {len(wrong)} do not")
    return 1 if wrong else 0


def _diff(options: argparse.Namespace) -> int:
    from briefing.ledger.difference import as_markdown, differences
    from briefing.ledger.evidence import read_evidence

    found = differences(read_evidence(options.old).ledger, read_evidence(options.new).ledger)
    if options.json or options.format == "json":
        _print_json([asdict(one) for one in found])
    elif options.format == "markdown":
        print(as_markdown(found), end="")
    else:
        for one in found:
            print(f"{one.part} {one}")
        print(f"{len(found)} differences" if found else "nothing changed")
    return 0


def _schema(options: argparse.Namespace) -> int:
    from briefing.listing import all_schemas

    found = all_schemas()
    if options.output:
        from briefing.config.jsonschema import write_schemas

        for path in write_schemas(options.output, found):
            print(path)
    else:
        _print_json(found[options.of] if options.of else found)
    return 0


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--project", metavar="DIR", help="folder with config/ (default: here or above)"
    )
    common.add_argument("--json", action="store_true", help="print for machines")
    common.add_argument("--quiet", action="store_true", help="print problems only")
    parser = argparse.ArgumentParser(
        prog="briefing",
        description="Policy briefs in which every number proves where it comes from.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"briefing {VERSION}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser(
        "build", parents=[common], help="make briefs: PDF, HTML, ledger, PROV"
    )
    build.add_argument("briefs", nargs="*", metavar="BRIEF", help="which (default: all)")
    build.add_argument("--output", metavar="DIR", help="where to (default: output/)")
    build.add_argument(
        "--to", action="append", default=[], choices=["md"], help="a further format: Markdown"
    )
    build.set_defaults(run=_build)

    check = commands.add_parser(
        "check", parents=[common], help="find everything that can be wrong, without rendering"
    )
    check.add_argument("briefs", nargs="*", metavar="BRIEF", help="which (default: all)")
    check.add_argument("--strict", action="store_true", help="warnings fail too: for CI")
    check.add_argument(
        "--format",
        choices=["text", "json", "junit", "sarif", "github"],
        default="text",
        help="how to tell: for people, or for the machines of CI",
    )
    check.set_defaults(run=_check)

    listing = commands.add_parser(
        "list",
        parents=[common],
        help="list briefs, metrics and charts, or advice with what would change it",
    )
    listing.add_argument(
        "what",
        nargs="?",
        choices=["briefs", "metrics", "charts", "recommendations"],
        help="only these",
    )
    listing.set_defaults(run=_list)

    why = commands.add_parser(
        "why", parents=[common], help="show how a figure was made, down to cells and pages"
    )
    why.add_argument(
        "target",
        help="a metric of the project, a built PDF or ledger, or 'highlight' with its number",
    )
    why.add_argument(
        "figure",
        nargs="?",
        help="in a PDF or ledger: a fact's name, figure (11.5) or 'highlight 2'",
    )
    why.add_argument("--all", action="store_true", help="every fact")
    why.set_defaults(run=_why)

    audit = commands.add_parser(
        "audit", parents=[common], help="read and compute every figure of a built PDF again"
    )
    audit.add_argument("file", metavar="FILE.pdf")
    audit.set_defaults(run=_audit)

    diff = commands.add_parser(
        "diff", parents=[common], help="tell what changed between two built briefs, and why"
    )
    diff.add_argument("old", metavar="OLD", help="a built PDF or ledger")
    diff.add_argument("new", metavar="NEW", help="a built PDF or ledger")
    diff.add_argument(
        "--format", choices=["text", "markdown", "json"], default="text", help="how to tell"
    )
    diff.set_defaults(run=_diff)

    schema = commands.add_parser(
        "schema", parents=[common], help="print the JSON Schema of the YAML, and of ledgers"
    )
    schema.add_argument(
        "of", nargs="?", choices=["project", "brief", "status", "ledger"], help="only this one"
    )
    schema.add_argument("--output", metavar="DIR", help="write the schema files there")
    schema.set_defaults(run=_schema)
    return parser


def _progress(options: argparse.Namespace) -> Any:
    def say(words: str) -> None:
        if not (options.quiet or options.json):
            print(f"{words} ...", file=sys.stderr)

    return say


def _tell_problems(problems: Sequence[Problem], options: argparse.Namespace) -> None:
    if options.json:
        _print_json({"briefs": [], "problems": [_problem(problem) for problem in problems]})
        return
    for problem in problems:
        print(f"{problem.severity.value}: {problem}", file=sys.stderr)
    if len(problems) > 1:
        print(f"{len(problems)} problems", file=sys.stderr)


def _tell_warnings(briefs: Sequence[Brief], options: argparse.Namespace) -> None:
    if options.json:
        return
    for brief in briefs:
        for problem in brief.warnings:
            print(f"warning: {problem}", file=sys.stderr)


def _problem(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "severity": problem.severity.value,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "message": problem.message,
        "advice": problem.advice,
    }


def _summary(brief: Brief) -> dict[str, Any]:
    return {
        "id": brief.id,
        "files": {kind: str(path) for kind, path in brief.files.items()},
        "facts": len(brief.facts),
        "cells": {
            "plain": brief.count.plain,
            "qualified": brief.count.qualified,
            "without_value": brief.count.without_value,
            "refused": brief.count.refused,
        },
        "recommendations": [_advice(brief, one) for one in brief.advice],
        "warnings": [_problem(problem) for problem in brief.warnings],
    }


def _line(brief: Brief) -> str:
    files = ", ".join(path.name for path in brief.files.values())
    folder = next(iter(brief.files.values())).parent if brief.files else ""
    return f"{brief.id}: {_counts(brief)}\n  {folder}/: {files}"


def _counts(brief: Brief) -> str:
    count = brief.count
    cells = count.plain + count.qualified + count.without_value
    return (
        f"{len(brief.facts)} facts from {cells} cells "
        f"({count.qualified} qualified, {count.without_value} without a value)"
    )


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
