"""Bytes of a file to the tables that it may hold: encoding and separator found out, sheets read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePosixPath

from briefing.core.spot import Spot
from briefing.data.disguises import delimited_kind, is_text, refuse_disguised
from briefing.data.formats import ENDINGS, READERS, WORKBOOKS
from briefing.data.grid import Row
from briefing.data.json_stat import is_json_stat, said_of
from briefing.data.packed import unpacked
from briefing.data.recognition.recognised import Metadata
from briefing.data.statistical_files import labels_of
from briefing.data.table_size import check_lines, counted
from briefing.data.typed_rows import typed_text
from briefing.data.unreadable import UnreadableFile, read_json_text, reading_call
from briefing.data.workbook_size import without_blank_ends
from briefing.data.workbooks import SheetLook, currencies_of, hidden_of, looked_at
from briefing.project.project_schema import DatasetConfig

_DELIMITERS = ("\t", ";", "|", ",")
"""Of two that part lines equally well, the first is meant: commas stand inside of cells, too."""
_DEEPEST, _MOST_LISTS = 4, 5
_FORMATTED = 12
"""Rows whose number formats are looked at."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z")
_LOOKED_AT = 200
"""Lines that decide the separator."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """The rows of a file, or of one sheet, as texts, and how they were read."""

    path: str
    format: str
    rows: tuple[Row, ...]
    encoding: str = "utf-8"
    delimiter: str = ""
    sheet: str = ""
    records: str = ""
    is_hidden: bool = False
    said: tuple[Metadata, ...] = ()
    """What the file says of the table beside its rows."""
    titles: tuple[str, ...] = ()
    """What the file calls its columns beside their headers; empty where it says nothing."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file with its tables; cells of workbooks without their formats, which take long to read."""

    path: str
    content: bytes
    """Unpacked."""
    tables: tuple[RawTable, ...]
    charts: tuple[str, ...] = ()
    """Sheets that are charts."""

    @reading_call()
    def exact(self, table: RawTable) -> RawTable:
        """A table with its cells as the program shows them, labels of merged cells filled in."""
        if table.format not in {"excel", "ods"}:
            return table
        rows = _rows(table.format, self.content, sheet=table.sheet)
        return replace(table, rows=rows)

    @reading_call()
    def hidden(self, table: RawTable) -> tuple[str, ...]:
        """What a workbook hides, in words; hidden rows and columns are read all the same."""
        found = []
        sheets = [one.sheet for one in self.tables if one.is_hidden]
        if sheets:
            found.append(f"hidden sheets: {', '.join(sheets)}")
        if table.format == "excel":
            rows, runs = hidden_of(self.content, table.sheet)
            if rows:
                more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""  # noqa: PLR2004
                found.append(
                    f"hidden rows, read all the same: {', '.join(map(str, rows[:5]))}{more}"
                )
            if runs:
                said = ", ".join(_letters(*run) for run in runs)
                found.append(f"hidden columns, read all the same: {said}")
        return tuple(found)

    @reading_call()
    def currencies(self, table: RawTable, rows: Sequence[Row]) -> dict[int, str]:
        """The currency that number formats show in a column of these rows, by index."""
        if table.format != "excel" or not rows:
            return {}
        most = max(len(row.numbers) for row in rows)
        full = [row for row in rows if 2 * len(row.numbers) >= most]
        middle = len(full) // 2
        numbers = [row.number for row in full[middle : middle + _FORMATTED]]
        found = currencies_of(self.content, table.sheet, numbers)
        return {index: sign for index, sign in found.items() if sign}


def _letters(first: int, last: int) -> str:
    """A run of columns as spreadsheets call it: ``C`` or ``C to F``."""
    names = [Spot("", "", 1, one).name.rstrip("1") for one in (first, last)]
    return names[0] if first == last else " to ".join(names)


@reading_call()
def opened_file(path: str, content: bytes, declared: Mapping[str, object]) -> Opened:
    """The tables of a file, those of all sheets of a workbook, read as ``declared``.

    Raises :class:`UnreadableFile` where the file is none that this program reads.
    """
    inner, content = unpacked(path, content)
    kind = str(declared.get("format") or ENDINGS.get(PurePosixPath(inner).suffix.lower(), ""))
    refuse_disguised(content, kind)
    if not kind:
        known = f"known are {', '.join(sorted(ENDINGS))}"
        likely = f"it reads as text: rename it to end in .{delimited_kind(content)}"
        raise UnreadableFile(
            f"the ending of '{path}' tells no format",
            likely if is_text(content) else known,
            code="unknown-format",
        )
    if kind in {"csv", "tsv"}:
        return Opened(path, content, (_delimited(path, content, declared),))
    if kind in WORKBOOKS:
        content = without_blank_ends(content)
        looks = looked_at(content)
        tables = tuple(_sheet(path, kind, one) for one in looks if not one.is_chart)
        return Opened(path, content, tables, tuple(one.name for one in looks if one.is_chart))
    if kind == "json":
        return Opened(path, content, tuple(_json(path, content, declared)))
    if kind in {"stata", "spss"}:
        return Opened(path, content, (_with_labels(path, kind, content),))
    return Opened(path, content, (RawTable(path, kind, _rows(kind, content)),))


def _with_labels(path: str, kind: str, content: bytes) -> RawTable:
    """The table of a statistical program, with what it says of its variables."""
    rows = _rows(kind, content)
    label, labels = labels_of(kind, content)
    said = (Metadata(0, "", label),) if label.strip() else ()
    titles = tuple(labels.get(name, "") for name in rows[0].cells)
    return RawTable(path, kind, rows, said=said, titles=titles if any(titles) else ())


def _sheet(path: str, kind: str, look: SheetLook) -> RawTable:
    """A sheet at first sight; of blank rows that follow one another the first is kept."""
    rows = list[Row]()
    for number, cells in enumerate(look.rows, 1):
        row = Row(number, tuple(typed_text(cell) for cell in cells), look.name)
        if not row.is_blank or not rows or not rows[-1].is_blank:
            rows.append(row)
    return RawTable(path, kind, _narrowed(rows), sheet=look.name, is_hidden=look.is_hidden)


def _narrowed(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows without the columns at the right in which nothing stands; there may be thousands."""
    width = max((len(row.cells) for row in rows), default=0)
    filled = max((_last_filled(row) for row in rows), default=0)
    if filled == width:
        return tuple(rows)
    return tuple(replace(row, cells=row.cells[:filled]) for row in rows)


def _last_filled(row: Row) -> int:
    """How many cells a row has up to the last in which something stands."""
    found = len(row.cells)
    while found and not row.cells[found - 1].strip():
        found -= 1
    return found


def _json(path: str, content: bytes, declared: Mapping[str, object]) -> Iterator[RawTable]:
    """The lists of records in a JSON file, the longest first; or its one table of JSON-stat."""
    found = read_json_text(content)
    if is_json_stat(found):
        assert isinstance(found, dict)
        said = tuple(Metadata(0, *one) for one in said_of(found))
        yield RawTable(path, "json-stat", _rows("json-stat", content), said=said)
        return
    if "records" in declared:
        records = str(declared["records"])
        yield RawTable(
            path, "json", _rows("json", content, records=records or None), records=records
        )
        return
    lists = sorted(_lists(found, ()), key=lambda one: -one[1])
    if not lists:
        raise UnreadableFile(
            "it is no list of records",
            "a table in JSON is a list of objects with the same keys",
            code="no-records",
        )
    for keys, _ in lists[:_MOST_LISTS]:
        records = ".".join(keys)
        yield RawTable(
            path, "json", _rows("json", content, records=records or None), records=records
        )


def _lists(found: object, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    """The paths to lists of records, each with its length."""
    if isinstance(found, list) and found and all(isinstance(one, dict) for one in found):
        yield keys, len(found)
    elif isinstance(found, dict) and len(keys) < _DEEPEST:
        for key, value in found.items():
            yield from _lists(value, (*keys, str(key)))


def _rows(kind: str, content: bytes, **keys: object) -> tuple[Row, ...]:
    config = DatasetConfig.model_construct(path="", source="", **keys)  # type: ignore[arg-type]
    with reading_call():
        return _narrowed(list(counted(READERS[kind](content, config), columns=False)))


def _delimited(path: str, content: bytes, declared: Mapping[str, object]) -> RawTable:
    """A text file with the encoding and separator that its bytes tell."""
    check_lines(content)
    encoding = str(declared.get("encoding") or _encoding(content))
    try:
        text = content.decode(encoding).removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError):
        if "encoding" not in declared:
            raise UnreadableFile(
                "it is neither text nor a kind of file that is known here",
                "open it in the program that made it, and save it as .csv or .xlsx",
                code="wrong-encoding",
            ) from None
        raise UnreadableFile(
            f"it is no text in '{encoding}'", "leave 'encoding' out", code="wrong-encoding"
        ) from None
    delimiter = str(declared.get("delimiter") or _delimiter(text))
    kind = "tsv" if delimiter == "\t" else "csv"
    rows = _rows(kind, content, encoding=encoding, delimiter=delimiter)
    return RawTable(path, kind, rows, encoding, delimiter)


def _encoding(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = content[:_LOOKED_AT]
    for half, encoding in ((head[1::2], "utf-16-le"), (head[::2], "utf-16-be")):
        if half and half.count(0) > len(half) / 2:
            return encoding
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _delimiter(text: str) -> str:
    """The separator by which most lines have the same number of cells, more than one."""
    lines = "\n".join(one[0].rstrip("\r\n") for one in islice(_LINE.finditer(text), _LOOKED_AT))
    best, most = ",", (0.0, 0)
    for one in _DELIMITERS:
        try:
            widths = [
                len(cells) for cells in csv.reader(io.StringIO(lines), delimiter=one) if cells
            ]
        except csv.Error:
            continue
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        usual = max(set(wide), key=lambda width: (wide.count(width), width))
        score = (wide.count(usual) / len(widths), usual)
        if score > most:
            best, most = one, score
    return best
