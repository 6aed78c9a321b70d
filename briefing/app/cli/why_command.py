"""``why``: how a figure was made, down to cells and pages, or why a highlight was chosen."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from briefing.app.cli.arguments import add_command
from briefing.app.cli.presenter import Presenter
from briefing.app.told import Told

if TYPE_CHECKING:
    from briefing.app.cli.arguments import Commands
    from briefing.app.review.why import SayOfCell
    from briefing.writers.ledger.schema import FactEntry, HighlightEntry


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``why``."""
    why = add_command(
        commands,
        common,
        "why",
        summary="show how a figure was made, down to cells and pages",
        description="Shows how a figure was made: its formula, the cells with file, row and "
        "column, the source with its page. Of a built PDF or ledger it needs nothing "
        "else.",
        examples=(
            "briefing why china_share",
            "briefing why output/us-rare-earths.pdf 69.2%",
        ),
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


def _why(options: argparse.Namespace, presenter: Presenter) -> int:
    from briefing.app.review.retracing import (
        cells_of_project,
        evidence_of,
        highlights_of,
        lacking_plugins,
    )
    from briefing.app.review.why import find_facts

    if (number := _highlight_number(options)) is not None:
        return presenter.show(_Highlights(highlights_of(options.target, number, options.project)))
    if Path(options.target).is_file():
        presenter.warn(lacking_plugins(options.target))
    facts, wanted = evidence_of(options.target, options.figure, options.project)
    names = list(facts) if options.all else find_facts(facts, wanted)
    is_project_asked = Path(options.target).is_file() and not presenter.is_for_machines
    now = cells_of_project(options.project) if is_project_asked else None
    return presenter.show(_Trees(facts, names, now))


def _highlight_number(options: argparse.Namespace) -> int | None:
    """``why highlight 2`` and ``why FILE.pdf "highlight 2"`` ask for a highlight."""
    asked = f"{options.target} {options.figure or ''}".strip()
    if Path(options.target).is_file():
        asked = options.figure or ""
    if asked == "on the other hand":
        return 0
    word, _, number = asked.partition(" ")
    return int(number) if word == "highlight" and number.isdecimal() else None


@dataclass(frozen=True)
class _Trees(Told):
    """From each figure down to the cells and pages that it was made from."""

    facts: Mapping[str, FactEntry]
    names: Sequence[str]
    now: SayOfCell | None
    """What the project at hand says of a cell."""
    is_told_when_quiet: ClassVar[bool] = True

    def as_json(self) -> Mapping[str, object]:
        return {"facts": [self.facts[name] for name in self.names]}

    def as_text(self) -> Iterator[str]:
        from briefing.app.review.why import tree_of

        for name in self.names:
            yield from tree_of(self.facts, name, self.now)


@dataclass(frozen=True)
class _Highlights(Told):
    """By brief, a highlight and those that came after it."""

    found: Sequence[tuple[str, HighlightEntry, Sequence[HighlightEntry]]]
    is_told_when_quiet: ClassVar[bool] = True

    def as_json(self) -> Mapping[str, object]:
        entries = [
            {"brief": name, "highlight": one, "next": after} for name, one, after in self.found
        ]
        return {"highlights": entries}

    def as_text(self) -> Iterator[str]:
        for name, one, after in self.found:
            yield f"{name}: {one['text']}"
            yield f"  chosen as {one['reason']}"
            yield "  next came:" if after else "  nothing else was found"
            for other in after[:5]:
                yield f"    {other['text']}"
                yield f"      {other['reason']}"
