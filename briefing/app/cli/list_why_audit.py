"""``list``, ``why``, ``audit`` and ``schema``: look at what there is and where it comes from."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from briefing.app.cli.terminal import print_json, progress


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add ``list``, ``why``, ``audit`` and ``schema``."""
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

    schema = commands.add_parser(
        "schema", parents=[common], help="print the JSON Schema of the YAML, and of ledgers"
    )
    schema.add_argument(
        "of", nargs="?", choices=["project", "brief", "status", "ledger"], help="only this one"
    )
    schema.add_argument("--output", metavar="DIR", help="write the schema files there")
    schema.set_defaults(run=_schema)


def _list(options: argparse.Namespace) -> int:
    if options.what == "recommendations":
        return _list_recommendations(options)
    from briefing.app.cli.listing import list_all

    listing = list_all(options.project, options.what)
    if options.json:
        print_json(listing)
        return 0
    for kind, entries in listing.items():
        print(f"{kind}:")
        width = max((len(name) for name in entries), default=0)
        for name, words in entries.items():
            print(f"  {name:<{width}}  {words}".rstrip())
    return 0


def _why(options: argparse.Namespace) -> int:
    from briefing.app.review.retracing import evidence_of, held_by_project
    from briefing.app.review.why import find_facts, tree_of

    if (number := _highlight_number(options)) is not None:
        return _why_highlight(options, number)
    facts, wanted = evidence_of(options.target, options.figure, options.project)
    names = list(facts) if options.all else find_facts(facts, wanted)
    if options.json:
        print_json([facts[name] for name in names])
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
    from briefing.app.review.retracing import highlights_of

    found = highlights_of(options.target, number, options.project)
    if options.json:
        print_json([{"brief": name, "highlight": one, "next": after} for name, one, after in found])
        return 0
    for name, one, after in found:
        print(f"{name}: {one['text']}\n  chosen as {one['reason']}")
        print("  next came:" if after else "  nothing else was found")
        for other in after[:5]:
            print(f"    {other['text']}\n      {other['reason']}")
    return 0


def _list_recommendations(options: argparse.Namespace) -> int:
    from briefing.app.build.pipeline import check_all
    from briefing.app.build.summary import advice_of

    briefs = check_all(project=options.project, say=progress(options))
    found = {brief.id: [advice_of(brief, one) for one in brief.advice] for brief in briefs}
    if options.json:
        print_json({"recommendations": found})
        return 0
    for name, advice in found.items():
        print(f"{name}:")
        for one in advice:
            print(f"  {one['id']}: {one['verdict']}, evidence {one['evidence']}")
            print(f"    rule: {one['rule']}")
            for change in one["would_change_if"]:
                print(f"    would change if {change}")
    return 0


def _audit(options: argparse.Namespace) -> int:
    from briefing.app.review.retracing import audit_file

    results = audit_file(options.file)
    wrong = [one for one in results if not one.matches]
    if options.json:
        print_json([{"what": r.what, "matches": r.matches, "detail": r.detail} for r in results])
    else:
        for one in wrong if options.quiet else results:
            print(one)
        print(f"{options.file}: {len(results) - len(wrong)} match, {len(wrong)} do not")
    return 1 if wrong else 0


def _schema(options: argparse.Namespace) -> int:
    from briefing.app.cli.listing import all_schemas

    found = all_schemas()
    if options.output:
        from briefing.project.jsonschema import write_schemas

        for path in write_schemas(options.output, found):
            print(path)
    else:
        print_json(found[options.of] if options.of else found)
    return 0
