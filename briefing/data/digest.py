"""What of a file a data set reads: a digest of just those cells, with where they stand.

Two files with the same digest give the same facts, whatever else changed in them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from briefing.core.problems import ProblemLog
from briefing.core.workspace import Workspace
from briefing.data.arrow_arrays import rows_as_bytes, taken
from briefing.data.connectors.local_files import read_grid
from briefing.data.grid import Grid
from briefing.data.layout import Layout
from briefing.data.observed_columns import ObservedColumns
from briefing.data.raw_observation import RawObservation
from briefing.data.row_attributes import attribute_columns
from briefing.data.text_rows import seen_in
from briefing.project.declared import Places
from briefing.project.period_schema import PeriodColumns
from briefing.project.project_schema import ColumnOf, DatasetConfig, DimensionColumns

_SEPARATOR = "\x1f"
_AT_ONCE = 20_000


def digest_of(layout: Layout, observations: Sequence[RawObservation]) -> str:
    """The sha256 over the rows that hold observations: their numbers and the cells that are used."""
    if isinstance(observations, ObservedColumns):
        return _digest_of_columns(layout, observations)
    columns = sorted({*_columns(layout), *(raw.column for raw in observations)})
    rows = {raw.row.number: raw.row for raw in observations}
    digest = hashlib.sha256(f"{layout.grid.sheet}{_SEPARATOR}".encode())
    for number, cells in ((0, layout.grid.headers), *((n, rows[n].cells) for n in sorted(rows))):
        texts = (cells[column] if column < len(cells) else "" for column in columns)
        digest.update(_SEPARATOR.join((str(number), *texts, "")).encode())
    return digest.hexdigest()


def _digest_of_columns(layout: Layout, observations: ObservedColumns) -> str:
    """The same digest, of many rows at once."""
    headers = layout.grid.headers
    columns = sorted({*_columns(layout), *seen_in(observations.column_of).tolist()})
    digest = hashlib.sha256(f"{layout.grid.sheet}{_SEPARATOR}".encode())
    above = (headers[column] if column < len(headers) else "" for column in columns)
    digest.update(_SEPARATOR.join(("0", *above, "")).encode())
    rows, table = observations.rows, observations.table
    for start in range(0, len(rows), _AT_ONCE):
        at = rows[start : start + _AT_ONCE]
        cells = [taken(table.column(one), at) for one in columns]
        digest.update(rows_as_bytes(table.numbers[at], cells, _SEPARATOR))
    return digest.hexdigest()


def digests_now(workspace: Workspace, datasets: Mapping[str, DatasetConfig]) -> dict[str, str]:
    """The digests of data sets as their files are now; one that cannot be read has none."""
    grids: dict[tuple[object, ...], Grid | None] = {}
    found = {}
    for name, config in datasets.items():
        places, log = Places(""), ProblemLog()
        way = (config.path, config.format, config.encoding, config.delimiter, config.header)
        cut = (config.rows.first, config.rows.last, str(config.split))
        key = (*way, *cut, config.sheet, config.records)
        if key not in grids:
            grids[key] = read_grid(workspace, config, places.of("path"), log)
        if (grid := grids[key]) is None:
            continue
        layout = Layout(name, config, grid, places, log)
        if observations := layout.observations():
            found[name] = digest_of(layout, observations)
    return found


def _columns(layout: Layout) -> Iterator[int]:
    """Every column that the data set names, by index."""
    config = layout.config
    named: set[str | None] = {config.notes, config.measure, config.value, *config.where}
    numbered: set[int | None] = set()
    for one in (config.period, config.dimension):
        if isinstance(one, PeriodColumns | DimensionColumns):
            named.add(one.column)
            numbered.add(one.position)
            named.add(one.and_ if isinstance(one, PeriodColumns) else None)
            numbered.add(one.and_position if isinstance(one, PeriodColumns) else None)
        elif isinstance(one, str):
            named.add(one)
    named |= set(attribute_columns(layout.columns.headers).values())
    for rule in config.status:
        named |= {rule.column, *rule.where}
    for right in config.corrections:
        named |= {right.column, *right.where}
        numbered.add(right.position)
    for series in config.series.values():
        named |= {series.column, *series.where}
        numbered.add(series.position)
        for target in (*series.columns.values(), *series.members.values()):
            spot = target if isinstance(target, ColumnOf) else ColumnOf(column=target)
            named.add(spot.column)
            numbered.add(spot.position)
    for header in named - {None}:
        yield from layout.columns.named(str(header))
    yield from (number - 1 for number in numbered - {None} if number)
