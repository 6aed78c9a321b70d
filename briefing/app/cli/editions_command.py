"""``editions``: each figure as each edition printed it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, ClassVar

from briefing.app.cli.arguments import add_command
from briefing.app.cli.presenter import Presenter
from briefing.app.told import Told

if TYPE_CHECKING:
    from briefing.app.cli.arguments import Commands
    from briefing.app.review.edition_table import VintageTable


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``editions``."""
    editions = add_command(
        commands,
        common,
        "editions",
        summary="show each figure as each edition printed it",
        description="Shows the figure of each period as each edition printed it: revisions, "
        "corrections and other definitions side by side.",
        examples=(
            "briefing editions",
            "briefing editions 'ree_us.production[China]'",
        ),
    )
    editions.add_argument(
        "series",
        nargs="*",
        metavar="SERIES",
        help="dataset, dataset.series or dataset.series[member] (default: all with editions)",
    )
    editions.set_defaults(run=_editions)


def _editions(options: argparse.Namespace, presenter: Presenter) -> int:
    from briefing.app.build.pipeline import open_project
    from briefing.app.review.edition_table import vintage_tables

    return presenter.show(_Tables(vintage_tables(open_project(options.project), options.series)))


@dataclass(frozen=True)
class _Tables(Told):
    """A table for each series."""

    tables: Sequence[VintageTable]
    is_told_when_quiet: ClassVar[bool] = True

    def as_json(self) -> Mapping[str, object]:
        return {"tables": [{**asdict(one), "series": str(one.series)} for one in self.tables]}

    def as_text(self) -> Iterator[str]:
        for table in self.tables:
            yield from _lines(table)
        if not self.tables:
            yield "no data set has several editions; declare them with 'editions:'"


def _lines(table: VintageTable) -> Iterator[str]:
    yield f"{table.series}: {table.title} ({', '.join(dict.fromkeys(filter(None, table.units)))})"
    width = max(len(row.period) for row in table.rows) if table.rows else 0
    columns = [
        max(len(head), *(len(row.figures[index]) for row in table.rows))
        for index, head in enumerate(table.editions)
    ]
    heads = (f"{head:>{columns[index]}}" for index, head in enumerate(table.editions))
    yield f"  {'':<{width}}  {'  '.join(heads)}"
    for row in table.rows:
        figures = (f"{text or '–':>{columns[index]}}" for index, text in enumerate(row.figures))
        yield f"  {row.period:<{width}}  {'  '.join(figures)}  {row.remark}".rstrip()
    yield from (f"  {remark}" for remark in table.remarks)
    yield ""
