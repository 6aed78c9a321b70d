"""A file to what it holds: the one engine behind reading, drafting and updating.

1 bytes to rows of texts          :mod:`briefing.data.recognition.raw_tables`
2 rows to header, data and notes  :mod:`briefing.data.recognition.table_bounds`
3 packed keys to columns          :mod:`briefing.data.recognition.packed_keys`
4 columns to their roles          :mod:`briefing.data.recognition.column_roles`
5 what tells rows apart           :mod:`briefing.data.recognition.keys`
6 measures with their units       :mod:`briefing.data.recognition.measures`
7 what is left open               :mod:`briefing.data.recognition.open_questions`
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.data.aggregates import named_aggregates
from briefing.data.grid import tidy
from briefing.data.recognition.cell_kinds import is_year
from briefing.data.recognition.column_roles import columns_of
from briefing.data.recognition.election_columns import as_election, years_between
from briefing.data.recognition.keys import keys_of, with_keys
from briefing.data.recognition.measures import Context, measures_of, with_unit
from briefing.data.recognition.note_marks import is_note_sheet, linked_notes, notes_of_sheets
from briefing.data.recognition.open_questions import Found, questions_of, sheet_question
from briefing.data.recognition.packed_keys import Unpacked, unpacked_keys
from briefing.data.recognition.period_said import period_said
from briefing.data.recognition.place_words import is_place_header, without_note
from briefing.data.recognition.raw_tables import Opened, RawTable, opened_file
from briefing.data.recognition.recognised import SURE, Column, LinkedNote, Recognised, Role
from briefing.data.recognition.role_words import spelled
from briefing.data.recognition.sign_legend import signs_among
from briefing.data.recognition.source_said import source_said, title_of, title_of_source, title_said
from briefing.data.recognition.table_bounds import Bounds, Given, bounds_of
from briefing.data.recognition.tables_refused import (
    named_table,
    refuse_no_table,
    refuse_wide,
    without_pivots,
)
from briefing.data.recognition.units_said import counted, unit_code, unit_in, without_unit
from briefing.data.recognition.value_groups import Groups, groups_of
from briefing.data.row_attributes import attribute_columns
from briefing.data.unreadable import UnreadableFile
from briefing.language.locale_data import territory_names

_FEW_ROWS = 0.1
"""A sheet with fewer cells than this share of the largest is beside the table, no other one."""
_UNIT_NAME = re.compile(r"units?(?: of measure(?:ment)?)?\s*:?", re.IGNORECASE)
_SIDE_SHEET = re.compile(
    r"(?:metadata|notes?|contents|cover|about|summary|structure|readme|information|index|guidance)(?:\b|_)",
    re.IGNORECASE,
)


def recognise(
    path: str,
    content: bytes,
    *,
    sheet: str | None = None,
    declared: Mapping[str, object] | None = None,
) -> Recognised:
    """What a file holds.

    ``path`` is the file as the project names it, ``sheet`` one of a workbook, by default the first
    of those that hold a table. ``declared`` are keys of a data set that are known and hold, such as
    ``header``, ``where`` or ``period``. What the file leaves open stands in ``questions``.
    Raises :class:`UnreadableFile` where it is no table that this program reads.
    """
    known = dict(declared or {})
    sheet = sheet or (str(known["sheet"]) if known.get("sheet") else None)
    opened = opened_file(path, content, known)
    given = _given(known)
    refuse_wide(opened)
    found = {table.sheet: bounds_of(table, given) for table in opened.tables}
    tables = [table for table in opened.tables if found[table.sheet] is not None]
    if sheet is not None:
        tables = named_table(opened, tables, sheet)
    if not tables:
        refuse_no_table(opened)
    tables = without_pivots(tables)
    sizes = {table.sheet: _size(found[table.sheet]) for table in tables}
    largest = max(sizes.values())
    main = [
        one
        for one in tables
        if sizes[one.sheet] >= _FEW_ROWS * largest
        and not one.is_hidden
        and not _SIDE_SHEET.match(one.sheet)
    ] or tables
    table = opened.exact(main[0])
    whole = found[table.sheet] if table is main[0] else bounds_of(table, given)
    if whole is None:
        refuse_no_table(opened)
    others = {one.sheet: _holds(found[one.sheet]) for one in tables if one.sheet != table.sheet}
    rivals = {one.sheet: others[one.sheet] for one in main[1:] if one.sheet != table.sheet}
    return _recognised(opened, table, whole, known, others, rivals if sheet is None else {})


def _given(declared: Mapping[str, object]) -> Given:
    """Where the table stands, as it is declared."""
    header, rows = declared.get("header"), declared.get("rows")
    pair = list(header) if isinstance(header, list | tuple) else [header, header]
    is_known = len(pair) == 2 and all(isinstance(one, int) for one in pair)  # noqa: PLR2004
    ends = rows if isinstance(rows, Mapping) else {}
    first, last = ends.get("first"), ends.get("last")
    return Given(
        (int(str(pair[0])), int(str(pair[1]))) if is_known else None,
        int(first) if isinstance(first, int) else None,
        int(last) if isinstance(last, int) else None,
    )


def _picked(bounds: Bounds, declared: Mapping[str, object]) -> Bounds:
    """The table with the rows alone that ``where`` picks."""
    where = declared.get("where")
    if not isinstance(where, Mapping):
        return bounds
    rows = bounds.rows
    for header, wanted in where.items():
        if tidy(str(header)) not in bounds.headers:
            continue
        at = bounds.headers.index(tidy(str(header)))
        texts = {tidy(str(one)) for one in (wanted if isinstance(wanted, list) else [wanted])}
        rows = tuple(row for row in rows if at < len(row.cells) and tidy(row.cells[at]) in texts)
    if not rows:
        raise UnreadableFile("'where' picks none of its rows", code="no-matching-row")
    return replace(bounds, rows=rows, _known={})


def _size(bounds: Bounds | None) -> int:
    return len(bounds.rows) * len(bounds.headers) if bounds else 0


def _holds(bounds: Bounds | None) -> str:
    if bounds is None:
        return ""
    said = next((one.text for one in bounds.metadata if not one.name), "")
    return said or ", ".join(one for one in bounds.headers[:4] if one)


def _recognised(
    opened: Opened,
    table: RawTable,
    whole: Bounds,
    declared: Mapping[str, object],
    others: Mapping[str, str],
    rivals: Mapping[str, str],
) -> Recognised:
    packed = unpacked_keys(whole)
    bounds = _picked(packed.bounds, declared)
    columns = _with_packed(columns_of(bounds), packed)
    keys = keys_of(bounds, columns)
    columns = with_keys(columns, keys)
    context = replace(_context(bounds, table), currencies=opened.currencies(table, bounds.rows))
    says_unit = bool(context.unit or context.counts)
    has_member = keys.member is not None
    groups = groups_of(columns, bounds.titles, has_member=has_member, says_unit=says_unit)
    groups, remarks = _with_said_period(groups, columns, bounds)
    columns = _with_members(columns, groups)
    dated = [one for one in groups.every if not set(one.every) & set(groups.undated)]
    measures = measures_of(bounds, columns, keys, dated, context)
    above = "; ".join(f"{one.name} {one.text}" for one in bounds.metadata)
    measures.every[:] = as_election(measures.every, columns, above)
    measures.every[:] = [with_unit(one, declared, columns) for one in measures.every]
    bounds = replace(bounds, remarks=(*bounds.remarks, *remarks))
    signs = signs_among(bounds, columns, _side_rows(opened))
    found = Found(table, bounds, columns, keys, groups, measures, declared, signs)
    return _assembled(opened, found, packed, others, rivals)


def _side_rows(opened: Opened) -> list[Sequence[str]]:
    """The rows of sheets that stand beside the table: of a cover, of notes."""
    return [row.cells for one in opened.tables if _SIDE_SHEET.match(one.sheet) for row in one.rows]


def _with_said_period(
    groups: Groups, columns: Sequence[Column], bounds: Bounds
) -> tuple[Groups, tuple[str, ...]]:
    """The groups with the one period that stands above the table, where nothing in it tells any."""
    has_period = any(one.role is Role.PERIOD for one in columns)
    if has_period or groups.read is not None or groups.one_period:
        return groups, ()
    period, text = period_said(bounds.metadata)
    if not period:
        return groups, ()
    said = f"all figures are taken to be of {period}, as '{text}' above the table says"
    return replace(groups, one_period=period), (said,)


def _with_packed(columns: Sequence[Column], packed: Unpacked) -> tuple[Column, ...]:
    said = "it packs several keys, which are split"
    return tuple(
        replace(one, role=Role.OTHER, reason=said, confidence=SURE)
        if one.index == packed.column
        else one
        for one in columns
    )


def _context(bounds: Bounds, table: RawTable) -> Context:
    """What the metadata say of all measures: the title, and a unit."""
    title = title_of(bounds.metadata, table.sheet, table.path)
    for one in bounds.metadata:
        text = one.text or one.name
        if _UNIT_NAME.fullmatch(one.name) and (code := unit_code(one.text)):
            return Context(title, code, one.text)
        if not one.name and (code := unit_code(text)) and code != "index":
            return Context(title, code, text)
    said = unit_in(title)
    if said and said.is_sure and said.unit != "index" and said.rest != title:
        return Context(said.rest or title, said.unit, said.words)
    return Context(title, counts=counted(title))


def _with_members(columns: Sequence[Column], groups: Groups) -> tuple[Column, ...]:
    at = {index: member for one in groups.every for member, index in one.members.items()}
    dated = {index for one in groups.every for index in one.columns.values()}
    found = []
    for one in columns:
        if one.index in at:
            said = f"values of {at[one.index]}, as its header says"
            found.append(replace(one, member=at[one.index], period="", reason=said))
        elif one.period and one.index not in dated and not groups.one_period:
            found.append(replace(one, period="", reason="its texts are numbers"))
        else:
            found.append(one)
    return tuple(found)


def _assembled(
    opened: Opened,
    found: Found,
    packed: Unpacked,
    others: Mapping[str, str],
    rivals: Mapping[str, str],
) -> Recognised:
    table, bounds, columns = found.table, found.bounds, found.columns
    questions = (*sheet_question(table, rivals), *questions_of(found))
    cells = (
        cell
        for other in opened.tables
        if other is not table and other.sheet != table.sheet
        for row in other.rows[:_ROWS_OF_COVER]
        for cell in row.cells
        if cell
    )
    alike = [one for one in columns if len(one.samples) == 1 and not one.blanks]
    side = [one for one in opened.tables if _SIDE_SHEET.match(one.sheet) and one is not table]
    covers = [[cell for row in one.rows[:2] for cell in row.cells] for one in side]
    constants = [one.samples[0] for one in alike if one.reason == "one text for all rows"]
    named = [f"{spelled(one.header)}: {one.samples[0]}" for one in alike if one.header]
    beside = (*named, *bounds.headers[:1], *cells)
    source = source_said(bounds.metadata, bounds.notes, constants, beside)
    if title := title_of_source(bounds.titles, covers) or title_said(bounds.metadata):
        source.setdefault("title", without_unit(title))
    return Recognised(
        path=table.path,
        format=table.format,
        columns=columns,
        measures=tuple(found.measures.every),
        header_rows=bounds.header_rows,
        first_row=bounds.rows[0].number,
        last_row=bounds.rows[-1].number,
        rows=len(bounds.rows),
        ends=bounds.last is None,
        encoding=table.encoding,
        delimiter=table.delimiter,
        sheet=table.sheet,
        sheets=others,
        records=table.records,
        period=_period(found),
        dimension=_dimension(found),
        split=packed.split or {},
        status=tuple(_statuses(found)),
        tokens={sign: {"status": one.value} for sign, one in found.signs.items()},
        measure_column=found.keys.measure,
        notes_column=next((one.index for one in columns if one.role is Role.NOTE), None),
        metadata=bounds.metadata,
        notes=bounds.notes,
        linked=_linked(opened, found),
        blank_rows=bounds.blank_rows,
        hidden=opened.hidden(table),
        source=source,
        preview=tuple((row.number, row.cells) for row in bounds.rows[:_PREVIEWED]),
        questions=questions,
        remarks=bounds.remarks,
    )


def _linked(opened: Opened, found: Found) -> tuple[LinkedNote, ...]:
    """The notes that the labels of the table point at, wherever in the workbook they stand."""
    bounds = found.bounds
    sheets = [one.rows for one in opened.tables if is_note_sheet(one.sheet)]
    words = [one.index for one in found.columns if one.role in _LABELLED]
    labels = (
        *(one.text or one.name for one in bounds.metadata),
        *bounds.headers,
        *bounds.titles,
        *(text for index in words for text in dict.fromkeys(bounds.column(index))),
    )
    return linked_notes(labels, bounds.notes, notes_of_sheets(sheets))


_LABELLED = frozenset({Role.MEMBER, Role.MEASURE, Role.PERIOD, Role.LABEL})
_ROWS_OF_COVER = 40
_PREVIEWED = 12


def _period(found: Found) -> str | Mapping[str, object]:
    columns = found.columns
    when = next((one for one in columns if one.role is Role.PERIOD), None)
    if when is None:
        return found.groups.one_period
    block: dict[str, object] = (
        {"column": when.header} if _is_unique(when, columns) else {"position": when.index + 1}
    )
    part = next((one for one in columns if one.role is Role.PERIOD_PART), None)
    if part is None:
        years = [int(one[:4]) for one in found.bounds.column(when.index) if is_year(one)]
        return block | years_between((one.title for one in found.measures.every), years)
    return block | (
        {"and": part.header} if _is_unique(part, columns) else {"and_position": part.index + 1}
    )


def _dimension(found: Found) -> dict[str, object]:
    """The block ``dimension:``, with totals, groups and remainders known by their names."""
    member = found.keys.member
    in_headers = [name for group in found.groups.every for name in group.members]
    if member is None and not in_headers:
        return {}
    block: dict[str, object] = {"title": "Member"}
    names = list(dict.fromkeys(in_headers))
    if member is not None:
        column = found.columns[member]
        unique = _is_unique(column, found.columns)
        block = {"column": column.header} if unique else {"position": member + 1}
        names = list(dict.fromkeys(one for one in found.bounds.column(member) if one))
    rename = _without_notes(names)
    names = [rename.get(one, one) for one in names]
    if rename:
        block["rename"] = rename
    aside: dict[str, list[str]] = {}
    for one in named_aggregates(names):
        aside.setdefault(one.what, []).append(one.member)
    totals = aside.pop("total", []) or _whole_country(found, [*names], aside)
    whole = [one for one in totals if one.casefold() in {"world", "total"}] or totals
    if len(whole) == 1:
        block["total"] = whole[0]
        aside["groups"] = [*aside.get("groups", []), *(one for one in totals if one != whole[0])]
    elif totals:
        aside["groups"] = [*aside.get("groups", []), *totals]
    return block | {key: aside[key] for key in ("groups", "rest") if aside.get(key)}


def _whole_country(
    found: Found, names: Sequence[str], aside: Mapping[str, Sequence[str]]
) -> list[str]:
    """The one country among places that are none: the whole of them, beside its counties."""
    member = found.keys.member
    if member is None or not is_place_header(found.columns[member].header):
        return []
    known = territory_names()
    rest = {one for others in aside.values() for one in others}
    plain = [one for one in names if one not in rest]
    countries = [one for one in plain if one.casefold() in known]
    return countries if len(countries) == 1 and len(plain) > _FEWEST_PLACES else []


_FEWEST_PLACES = 2


def _without_notes(names: Sequence[str]) -> dict[str, str]:
    """Members whose names carry the mark of a note, to their names; none that another has."""
    plain = {one: without_note(one) for one in names}
    often = Counter(plain.values())
    return {one: name for one, name in plain.items() if name != one and often[name] == 1}


def _statuses(found: Found) -> list[dict[str, object]]:
    """Rules for columns of flags; the one of SDMX is known without."""
    known = attribute_columns(found.bounds.headers).get("status")
    flags = [one for one in found.columns if one.role is Role.FLAG and one.header != known]
    if len(flags) == 1 and _is_unique(flags[0], found.columns):
        return [{"column": flags[0].header}]
    rules: list[dict[str, object]] = []
    for one in flags:
        beside = [m.name for m in found.measures.every if m.column == one.index - 1]
        if beside and _is_unique(one, found.columns):
            rules.append({"column": one.header, "series": beside})
    return rules


def _is_unique(column: Column, columns: Sequence[Column]) -> bool:
    return bool(column.header) and sum(one.header == column.header for one in columns) == 1
