"""``cite``: how briefs and their sources are cited."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from briefing.app.cli.arguments import add_command
from briefing.app.cli.presenter import Presenter
from briefing.app.told import Told

if TYPE_CHECKING:
    from briefing.app.cli.arguments import Commands
    from briefing.writers.bibliography_entries import Entry


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``cite``."""
    cite = add_command(
        commands,
        common,
        "cite",
        summary="how briefs and their sources are cited: plain, BibTeX, CSL-JSON",
        description="Prints how the briefs are cited, each with the sources of its figures after "
        "it, as lines, or for a program that keeps references.",
        examples=(
            "briefing cite us-rare-earths",
            "briefing cite us-rare-earths --format bibtex",
        ),
    )
    cite.add_argument("briefs", nargs="*", metavar="BRIEF", help="all where none is named")
    cite.add_argument(
        "--format", choices=["plain", "bibtex", "csl"], default="plain", help="plain where left out"
    )
    cite.set_defaults(run=_cite)


def _cite(options: argparse.Namespace, presenter: Presenter) -> int:
    from briefing.app.build.pipeline import check_all, open_project
    from briefing.writers.bibliography_entries import CITATIONS, entries_of, with_own_keys

    project = open_project(options.project, options.briefs)
    found: list[Entry] = []
    for brief in check_all(options.briefs, project=options.project, workspace=project.workspace):
        config = project.briefs[brief.id].config
        imprint = config.imprint.over(project.config.brand.imprint)
        found += entries_of(brief.document, imprint.doi or "", imprint.series or "")
    return presenter.show(_Cited(with_own_keys(found), CITATIONS[options.format]))


@dataclass(frozen=True)
class _Cited(Told):
    """Publications, each once, and how they are written."""

    entries: Sequence[Entry]
    write: Callable[[Sequence[Entry]], str]
    is_told_when_quiet: ClassVar[bool] = True

    def as_json(self) -> dict[str, object]:
        from briefing.writers.bibliography_entries import csl_item

        return {"works": [csl_item(one) for one in self.entries]}

    def as_text(self) -> Iterator[str]:
        yield self.write(self.entries)
