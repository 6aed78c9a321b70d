"""What a file does not tell, or leaves open, as questions with the YAML that answers them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from briefing.core.period_column import PeriodRules
from briefing.core.problems import Place
from briefing.core.status import Status
from briefing.data.number_notation import UnclearNotation, notation_of
from briefing.data.recognition.cell_kinds import CellKind, is_dash, is_formula
from briefing.data.recognition.keys import Keys
from briefing.data.recognition.measures import MOST, Measures, named
from briefing.data.recognition.parts_in_headers import parts_in_headers
from briefing.data.recognition.place_words import is_code_title
from briefing.data.recognition.raw_tables import RawTable
from briefing.data.recognition.recognised import UNSURE, Column, Question, Role
from briefing.data.recognition.role_words import spelled
from briefing.data.recognition.table_bounds import Bounds
from briefing.data.recognition.units_said import unit_in, unit_of_ending
from briefing.data.recognition.value_groups import Groups
from briefing.data.row_periods import row_periods
from briefing.language.locale_data import foreign_months
from briefing.language.number_marks import LETTERS, status_said
from briefing.project.yaml import as_line

_MANY = 100
"""Measures beyond which one has to say which are meant."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found out about a table."""

    table: RawTable
    bounds: Bounds
    columns: tuple[Column, ...]
    keys: Keys
    groups: Groups
    measures: Measures
    declared: Mapping[str, object]
    """Keys of the data set that are known already."""
    signs: Mapping[str, Status] = field(default_factory=dict)
    """What texts in place of numbers mean, where the file says it."""

    def place(self, index: int = -1, row: int = 0) -> Place:
        """A column's header, or a cell of it."""
        header = self.bounds.header_rows[-1] if self.bounds.header_rows else 1
        return Place(self.table.path, row or header, index + 1, self.table.sheet)


def sheet_question(table: RawTable, rivals: Mapping[str, str]) -> Iterator[Question]:
    """Which sheet is meant, where several hold tables."""
    if rivals:
        listed = ", ".join(f"'{one}'" for one in [*rivals][:6])
        more = f" and {len(rivals) - 6} more" if len(rivals) > 6 else ""  # noqa: PLR2004
        yield Question(
            f"'{table.sheet}' is read, and {listed}{more} hold tables too",
            _yaml({"sheet": table.sheet}),
            Place(table.path, 0, 0, table.sheet),
            about="sheet",
        )


def questions_of(found: Found) -> Iterator[Question]:
    """Everything that is open, the most basic first; what is declared is not."""
    declared = found.declared
    if "period" not in declared:
        yield from _periods(found)
        yield from parts_in_headers(found.columns, found.place)
    if "dimension" not in declared:
        yield from _unread_parts(found)
    if found.bounds.last is not None and not {"rows", "header"} & declared.keys():
        yield Question(
            f"another table begins in row {found.bounds.other}; it is not read",
            _yaml({"header": found.bounds.other}),
            found.place(0, found.bounds.other),
            is_blocking=False,
            about="rows",
        )
    yield from _nameless(found)
    yield from _repeats(found)
    if not found.measures.every:
        yield Question("no column holds values that are read", "", found.place(), about="series")
    yield from _many(found)
    yield from _units(found)
    yield from _titles(found)
    if "decimal" not in declared:
        yield from _notations(found)
    yield from _signs(found)
    if "status" not in declared:
        yield from _flags(found)


_PART_OF_YEAR = re.compile(
    r"\b(?:months?|quarters?|weeks?|semesters?|trimesters?|monate?|quartale?|mois|mes|meses|mese|trimestre|"
    r"semaine|woche|maand|kwartaal|period|time)\b",
    re.IGNORECASE,
)


def _unread_parts(found: Found) -> Iterator[Question]:
    """A column that tells rows apart and seems to tell months or quarters in words not known here."""
    for column in found.columns:
        if column.role not in {Role.MEMBER, Role.MEASURE}:
            continue
        texts = {one.casefold().rstrip(".") for one in found.bounds.column(column.index) if one}
        months = {one.rstrip(".") for one in foreign_months()}
        if not (texts and texts <= months) and not _PART_OF_YEAR.search(spelled(column.header)):
            continue
        name = column.header or f"column {column.index + 1}"
        first = next((one for one in found.bounds.column(column.index) if one), "")
        yield Question(
            f"'{first}' in '{name}' seems to be a part of the year, and is not read as one: write "
            "2024-01, Jan 2024 or 2024 Q1 in the file, or say that these are members",
            _yaml({"dimension": {"column": column.header}}) if column.header else "",
            found.place(column.index),
            about="period",
        )


def _periods(found: Found) -> Iterator[Question]:
    columns = found.columns
    when = next((one for one in columns if one.role is Role.PERIOD), None)
    if when is not None:
        part = next((one.index for one in columns if one.role is Role.PERIOD_PART), None)
        header = columns[part].header if part is not None else ""
        read = row_periods(found.bounds.rows, when.index, part, header, PeriodRules()).column
        key: dict[str, object] = {"column": when.header}
        if read.doubt:
            yield from _doubt(found, read.doubt, read.keys, key, when.index)
        elif unread := [one for one in read.unread if one.strip()]:
            yield Question(
                f"'{unread[0]}' in '{when.header}' is no period"
                + (f", nor are {len(unread) - 1} other texts" if len(unread) > 1 else ""),
                _yaml({"where": {when.header: ["..."]}}),
                found.place(when.index),
                about="period",
            )
        return
    read_headers = found.groups.read
    if read_headers is not None:
        if read_headers.doubt:
            yield from _doubt(found, read_headers.doubt, read_headers.keys, {}, -1)
        for index in found.groups.undated:
            name = columns[index].header or f"column {index + 1}"
            yield Question(
                f"'{name}' has values of no period; it is left out",
                _yaml(_undated(found, index)),
                found.place(index),
                is_blocking=False,
                about="period",
            )
    elif not found.groups.one_period:
        yield Question(
            "no column and no header tells the period",
            _yaml({"period": 2024}),
            found.place(),
            about="period",
        )


def _undated(found: Found, index: int) -> dict[str, object]:
    """The series that a column without a period would be."""
    header = found.columns[index].header
    said = unit_of_ending(header) or unit_in(header)
    title = " ".join((said.rest if said else header).replace("_", " ").split()) or header
    series = {"title": title, "unit": said.unit if said else "...", "columns": {"...": header}}
    return {"series": {named(title, set()): series}}


def _doubt(
    found: Found, doubt: str, keys: Sequence[str], block: Mapping[str, object], index: int
) -> Iterator[Question]:
    name, _, value = keys[0].partition(": ")
    yield Question(
        f"{doubt}: write one of {', '.join(keys)}",
        _yaml({"period": {**block, name: value}}),
        found.place(index),
        about="period",
    )


def _nameless(found: Found) -> Iterator[Question]:
    """Columns of values without a header: perhaps all others stand under the wrong one."""
    series = [keys for _, keys in _blocks(found.declared, "series")]
    named = {keys.get("position") for keys in series}
    for column in found.columns:
        is_nameless = column.role is Role.VALUE and not column.header
        if not is_nameless or column.index + 1 in named or "rename" in found.declared:
            continue
        texts = found.bounds.column(column.index)
        is_copy = any(
            one.index != column.index and found.bounds.column(one.index) == texts
            for one in found.columns
        )
        copied = "; it repeats another and is left out" if is_copy else ""
        yield Question(
            f"column {column.index + 1} has numbers and no header{copied or ': are the headers shifted?'}",
            "" if is_copy else "header: 1",
            found.place(column.index),
            is_blocking=not is_copy,
            about="header",
        )


def _repeats(found: Found) -> Iterator[Question]:
    if not found.keys.repeats:
        return
    said = ", ".join(one for one in found.keys.repeats if one) or "the same keys"
    label = next((one for one in found.columns if one.role in {Role.MEMBER, Role.MEASURE}), None)
    header = label.header if label else "column"
    yield Question(
        f"rows repeat in all that tells them apart: '{said}' stands more than once",
        _yaml({"where": {header: ["..."]}}),
        found.place(),
        about="where",
    )


def _many(found: Found) -> Iterator[Question]:
    count = found.measures.count
    if count <= _MANY or not (found.keys.further or found.keys.measure is not None):
        return
    at = [*found.keys.further, *([found.keys.measure] if found.keys.measure is not None else [])]
    widest = max(at, key=lambda index: len(set(found.bounds.column(index))))
    first = next((text for text in found.bounds.column(widest) if text), "...")
    cut = f"; {MOST} of them are told" if count > MOST else ""
    yield Question(
        f"its rows hold {count:,} measures, as '{found.columns[widest].header}' and the like have "
        f"it{cut}: say which are meant",
        _yaml({"where": {found.columns[widest].header: first}}),
        found.place(widest),
        about="where",
    )


def _units(found: Found) -> Iterator[Question]:
    known = {name for name, keys in _blocks(found.declared, "series") if "unit" in keys}
    unsure = [
        one for one in found.measures.every if one.confidence <= UNSURE and one.name not in known
    ]
    block = {one.name: {"unit": "..."} for one in unsure[:_SHOWN]}
    if unsure:
        first = unsure[0]
        others = len(unsure) - 1
        more = f" and of {others} more of {found.measures.count}" if others else ""
        why = "" if first.reason == "no unit is said" else f" ({first.reason})"
        left_out = "; they are left out" if others else "; it is left out"
        index = next(iter((first.column, *first.columns.values(), *first.members.values())), None)
        index = first.column if index is None else index
        yield Question(
            f"nothing tells the unit of '{first.title}'{more}{why}"
            + (left_out if len(unsure) < len(found.measures.every) else ""),
            _yaml({"series": block}),
            found.place(-1 if index is None else index),
            is_blocking=len(unsure) == len(found.measures.every),
            about="unit",
        )
    for name, units in found.measures.several_units.items():
        listed = ", ".join(f"'{one}'" for one in units[:4])
        yield Question(
            f"the rows of '{name}' have several units: {listed}",
            _yaml({"where": {_unit_header(found): units[0]}}),
            found.place(),
            about="unit",
        )


def _titles(found: Found) -> Iterator[Question]:
    """Measures that have a code, or the name of the file, and no title."""
    known = {name for name, keys in _blocks(found.declared, "series") if "title" in keys}
    stem = " ".join(re.split(r"[_\W]+", PurePosixPath(found.table.path).name.partition(".")[0]))
    codes = [
        one
        for one in found.measures.every
        if one.name not in known and is_code_title(one.title, stem)
    ]
    if codes:
        first = codes[0]
        more = f" and of {len(codes) - 1} more" if len(codes) > 1 else ""
        yield Question(
            f"nothing tells what '{first.title}'{more} measures: it is a code",
            _yaml({"series": {one.name: {"title": "..."} for one in codes[:_SHOWN]}}),
            found.place(-1 if first.column is None else first.column),
            is_blocking=False,
            about="title",
        )


def _blocks(declared: Mapping[str, object], key: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The blocks by name below a key."""
    block = declared.get(key)
    for name, one in block.items() if isinstance(block, Mapping) else ():
        yield str(name), one if isinstance(one, Mapping) else {}


def _unit_header(found: Found) -> str:
    return next((one.header for one in found.columns if one.role is Role.UNIT), "unit")


_MARKS = frozenset(",.")


def _notations(found: Found) -> Iterator[Question]:
    for column in found.columns:
        if column.role is not Role.VALUE:
            continue
        at = column.index
        texts = {
            row.cells[at]
            for row in found.bounds.rows
            if at < len(row.cells)
            and not _MARKS.isdisjoint(row.cells[at])
            and at not in row.numbers
        }
        delimiter = found.table.delimiter
        try:
            notation_of(texts, delimiter=None if delimiter == "," else delimiter)
        except UnclearNotation as error:
            yield Question(str(error), "decimal: ','", found.place(column.index), about="decimal")
            return


def _signs(found: Found) -> Iterator[Question]:
    """Texts in columns of values that are no numbers and no known signs."""
    unknown: Counter[str] = Counter()
    declared = {*found.signs, *(text for text, _ in _blocks(found.declared, "tokens"))}
    for _, keys in _blocks(found.declared, "series"):
        declared |= {text for text, _ in _blocks(keys, "tokens")}
    at: dict[str, Place] = {}
    for column in found.columns:
        if column.role is not Role.VALUE:
            continue
        texts = found.bounds.column(column.index)
        for text in dict.fromkeys(texts):
            if text in declared or not _is_open(found, text):
                continue
            unknown[text] += texts.count(text)
            row = found.bounds.rows[texts.index(text)]
            at.setdefault(text, found.place(column.index, row.number))
    formulas = [text for text in at if is_formula(text)]
    if formulas:
        count = sum(unknown.pop(one) for one in formulas)
        more = f", and so are {count - 1:,} cells more" if count > 1 else ""
        said = f"'{formulas[0]}' is a formula whose result is not stored{more}: open the file in a "
        where = at[formulas[0]]
        yield Question(f"{said}spreadsheet program, and save it", "", where, about="formula")
    for text, count in unknown.most_common(_SHOWN):
        times = f", {count:,} times" if count > 1 else ""
        may = "may be zero or missing" if is_dash(text) else "is no number"
        value: dict[str, object] = {"value": 0} if is_dash(text) else {"status": "O"}
        yield Question(
            f"'{text}' {may}{times}", _yaml({"tokens": {text: value}}), at[text], about="tokens"
        )


def _is_open(found: Found, text: str) -> bool:
    """Whether it is for the user to say what a text in place of a number means."""
    if is_formula(text) or is_dash(text):
        return True
    is_word = found.bounds.kinds.of(text) in {CellKind.WORDS, CellKind.PERIOD}
    return is_word and not text.casefold().startswith("included")


def _flags(found: Found) -> Iterator[Question]:
    for column in found.columns:
        if column.role is not Role.FLAG:
            continue
        texts = dict.fromkeys(one for one in found.bounds.column(column.index) if one)
        unknown = [one for one in texts if not _is_known(one)]
        if unknown:
            yield Question(
                f"'{unknown[0]}' in '{column.header}' is no status that is known",
                _yaml({"status": [{"column": column.header, "codes": {unknown[0]: "A"}}]}),
                found.place(column.index),
                about="status",
            )


def _is_known(text: str) -> bool:
    if text in {one.value for one in Status} or text.lower() in LETTERS:
        return True
    return status_said(text) is not None


def _yaml(block: Mapping[str, object]) -> str:
    """A block of YAML to paste."""
    return as_line(block)
