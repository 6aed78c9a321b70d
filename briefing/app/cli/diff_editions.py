"""``diff`` and ``editions``: what changed between two briefs or two editions, and why."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.app.cli.terminal import print_json

if TYPE_CHECKING:
    from briefing.app.review.differences import Difference
    from briefing.app.review.edition_table import VintageTable


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add ``diff`` and ``editions``."""
    diff = commands.add_parser(
        "diff", parents=[common], help="tell what changed between two briefs or editions, and why"
    )
    diff.add_argument("old", metavar="OLD", help="a built PDF or ledger; or an edition or a day")
    diff.add_argument("new", metavar="NEW", help="the same")
    diff.add_argument(
        "briefs", nargs="*", metavar="BRIEF", help="between editions: which (default: all)"
    )
    diff.add_argument(
        "--format", choices=["text", "markdown", "json"], default="text", help="how to tell"
    )
    diff.set_defaults(run=_diff)

    editions = commands.add_parser(
        "editions", parents=[common], help="show each figure as each edition printed it"
    )
    editions.add_argument(
        "series",
        nargs="*",
        metavar="SERIES",
        help="dataset, dataset.series or dataset.series[member] (default: all with editions)",
    )
    editions.set_defaults(run=_editions)


def _diff(options: argparse.Namespace) -> int:
    from briefing.app.review.comparison import between_editions, between_files

    given = (Path(options.old), Path(options.new))
    if any(one.is_file() or one.suffix in {".pdf", ".json"} for one in given):
        found = {"": between_files(options.old, options.new)}
    else:
        found = between_editions(options.old, options.new, options.briefs, options.project)
    if options.json or options.format == "json":
        entries: Mapping[str, Any] = {
            name: [asdict(one) for one in every] for name, every in found.items()
        }
        print_json(entries[""] if set(found) == {""} else entries)
    elif options.format == "markdown":
        _print_markdown(found)
    else:
        _print_text(found)
    return 0


def _print_markdown(found: Mapping[str, Sequence[Difference]]) -> None:
    from briefing.app.review.differences import as_markdown

    for name, every in found.items():
        if name:
            print(f"# {name}\n")
        print(as_markdown(every) if every else "Nothing changed.\n", end="")


def _print_text(found: Mapping[str, Sequence[Difference]]) -> None:
    for name, every in found.items():
        if name:
            print(f"{name}:")
        for one in every:
            print(f"{one.part} {one}")
        print(f"{len(every)} differences" if every else "nothing changed")


def _editions(options: argparse.Namespace) -> int:
    from briefing.app.build.pipeline import open_project
    from briefing.app.review.edition_table import vintage_tables

    tables = vintage_tables(open_project(options.project), options.series)
    if options.json:
        print_json([asdict(one) for one in tables])
        return 0
    for table in tables:
        _print_table(table)
    if not tables:
        print("no data set has several editions; declare them with 'editions:'")
    return 0


def _print_table(table: VintageTable) -> None:
    print(f"{table.series}: {table.title} ({', '.join(dict.fromkeys(filter(None, table.units)))})")
    width = max(len(row.period) for row in table.rows) if table.rows else 0
    columns = [
        max(len(head), *(len(row.figures[index]) for row in table.rows))
        for index, head in enumerate(table.editions)
    ]
    heads = (f"{head:>{columns[index]}}" for index, head in enumerate(table.editions))
    print(f"  {'':<{width}}  {'  '.join(heads)}")
    for row in table.rows:
        figures = (f"{text or '–':>{columns[index]}}" for index, text in enumerate(row.figures))
        print(f"  {row.period:<{width}}  {'  '.join(figures)}  {row.remark}".rstrip())
    for remark in table.remarks:
        print(f"  {remark}")
    print()
