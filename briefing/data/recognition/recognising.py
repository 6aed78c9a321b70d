"""A file to what it holds: the one engine behind reading, drafting and updating.

1 bytes to rows of texts          :mod:`briefing.data.recognition.raw_tables`
2 rows to header, data and notes  :mod:`briefing.data.recognition.table_bounds`
3 columns to their roles          :mod:`briefing.data.recognition.column_roles`
4 measures with their units       :mod:`briefing.data.recognition.measures`
"""

from __future__ import annotations

from briefing.core.problems import Place
from briefing.data.recognition.column_roles import columns_of
from briefing.data.recognition.measures import measures_of
from briefing.data.recognition.raw_tables import RawTable, raw_tables
from briefing.data.recognition.recognised import Question, Recognised, Role
from briefing.data.recognition.table_bounds import bounds_of
from briefing.data.workbooks import UnreadableFile


def recognise(path: str, content: bytes, *, sheet: str | None = None) -> Recognised:
    """What a file holds, without any declaration.

    ``path`` is the file as the project names it, and ``sheet`` one of a workbook, by default the
    one with the largest table. What the file leaves open stands in ``questions``.
    Raises :class:`UnreadableFile` where it is no table that this program reads.
    """
    tables = raw_tables(path, content, sheet)
    found = [_recognised(table) for table in tables if any(not row.is_blank for row in table.rows)]
    usable = [one for one in found if one is not None]
    if not usable:
        raise UnreadableFile(
            "it holds no table", "name the sheet, or the header row", code="no-table"
        )
    return max(usable, key=lambda one: (bool(one.measures), one.rows * len(one.columns)))


def _recognised(table: RawTable) -> Recognised | None:
    bounds = bounds_of(table)
    if bounds is None:
        return None
    columns = columns_of(bounds)
    measures, questions = measures_of(table, bounds, columns)
    periods = [one for one in columns if one.role is Role.PERIOD]
    members = [one for one in columns if one.role is Role.MEMBER]
    place = Place(table.path, bounds.header.number, 0, table.sheet)
    if not periods and not any(one.columns for one in measures):
        questions.append(
            Question("no column and no header tells the period", "period: 2024", place)
        )
    return Recognised(
        path=table.path,
        format=table.format,
        columns=columns,
        measures=measures,
        header_rows=(bounds.header.number,),
        first_row=bounds.rows[0].number,
        last_row=bounds.rows[-1].number,
        rows=len(bounds.rows),
        encoding=table.encoding,
        delimiter=table.delimiter,
        sheet=table.sheet,
        records=table.records,
        period={"column": periods[0].header} if periods else "",
        dimension={"column": members[0].header} if members else {},
        notes=bounds.notes,
        blank_rows=bounds.blank_rows,
        questions=tuple(questions),
    )
