"""``diff``: what changed between two briefs, and why."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from briefing.terminal import print_json


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add ``diff``."""
    diff = commands.add_parser(
        "diff", parents=[common], help="tell what changed between two built briefs, and why"
    )
    diff.add_argument("old", metavar="OLD", help="a built PDF or ledger")
    diff.add_argument("new", metavar="NEW", help="a built PDF or ledger")
    diff.add_argument(
        "--format", choices=["text", "markdown", "json"], default="text", help="how to tell"
    )
    diff.set_defaults(run=_diff)


def _diff(options: argparse.Namespace) -> int:
    from briefing.ledger.difference import as_markdown, differences
    from briefing.ledger.evidence import read_evidence

    found = differences(read_evidence(options.old).ledger, read_evidence(options.new).ledger)
    if options.json or options.format == "json":
        print_json([asdict(one) for one in found])
    elif options.format == "markdown":
        print(as_markdown(found), end="")
    else:
        for one in found:
            print(f"{one.part} {one}")
        print(f"{len(found)} differences" if found else "nothing changed")
    return 0
