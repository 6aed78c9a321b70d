"""The tables and charts of a brief as resources of a data package, one figure a row."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from briefing.core.document import Document, Figure
from briefing.core.fact import Fact
from briefing.core.statistics_table import Table
from briefing.core.text_nodes import plain
from briefing.writers.datapackage.fields import FACTS, FILES, SHOWN_FIELDS, shown_schema
from briefing.writers.datapackage.resource import Cell, Resource

_NOT_IN_NAMES = re.compile(r"[^a-z0-9._-]+")


def package_name(text: str) -> str:
    """A text as a name that a data package allows: small letters, digits and ``._-``."""
    return _NOT_IN_NAMES.sub("-", text.lower()).strip("-") or "brief"


def shown_resources(document: Document, known: Collection[str]) -> Iterator[Resource]:
    """The tables and charts in reading order; figures lead to the ``known`` facts."""
    taken = {FACTS, FILES}
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                rows, about = [*_table_rows(document, block)], "\n".join(block.notes)
                name, title = f"table-{block.id}", block.title
            elif isinstance(block, Figure):
                told = (block.subtitle, block.alt, *block.notes)
                rows, about = [*_chart_rows(block)], "\n".join(one for one in told if one)
                name, title = f"chart-{block.id}", plain(block.title)
            else:
                continue
            for row in rows:
                row["fact"] = row["fact"] if row["fact"] in known else None
            behind = (document.facts.get(str(row["fact"])) for row in rows)
            yield Resource(
                name=_free(package_name(name), taken),
                title=title,
                about=about,
                fields=SHOWN_FIELDS,
                schema=shown_schema(),
                rows=tuple(rows),
                sources=_sources(fact for fact in behind if fact),
            )


def _table_rows(document: Document, table: Table) -> Iterator[dict[str, Cell]]:
    for row in table.rows:
        for period, cell in zip(table.columns, row.cells, strict=True):
            fact = document.facts.get(cell.fact or "")
            value = None if fact is None or fact.value is None else float(fact.value)
            shown = {"value": value, "text": cell.text, "mark": cell.mark, "fact": cell.fact}
            if row.kind == "group":
                continue
            if table.of:
                when = str(fact.period) if fact and fact.period else ""
                # The head may tell figures in another scale than their own.
                unit = fact.unit.code if fact else ""
                yield {"series": f"{row.heading}: {period}", "unit": unit, "period": when, **shown}
            else:
                yield {"series": row.full_heading, "unit": row.full_unit, "period": period, **shown}


def _chart_rows(figure: Figure) -> Iterator[dict[str, Cell]]:
    for one in figure.plot.shown():
        row: dict[str, Cell] = {"series": one.name, "unit": one.unit, "period": one.when}
        mark = one.mark
        if mark is None:
            yield {**row, "value": None, "text": "", "fact": None}
        else:
            value = None if mark.value is None else float(mark.value)
            yield {**row, "value": value, "text": mark.text, "fact": mark.fact}


def _sources(facts: Iterable[Fact]) -> tuple[str, ...]:
    return tuple(sorted({source for fact in facts for source in fact.sources()}))


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where another has it."""
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    taken.add(free)
    return free
