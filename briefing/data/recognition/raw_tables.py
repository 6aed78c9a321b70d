"""Bytes of a file to the tables that it may hold: encoding and separator found out, sheets read."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import PurePosixPath

from briefing.data.formats import ENDINGS, READERS, WORKBOOKS
from briefing.data.grid import Row
from briefing.data.workbooks import UnreadableFile, sheet_names
from briefing.project.project_schema import DatasetConfig

_DELIMITERS = (",", ";", "\t", "|")
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


def raw_tables(path: str, content: bytes, sheet: str | None = None) -> list[RawTable]:
    """The tables of a file, the one of a named ``sheet``, or of every sheet in the file's order.

    Raises :class:`UnreadableFile` where the file is none that this program reads.
    """
    if not content.strip():
        raise UnreadableFile("the file is empty", code="empty-file")
    kind = ENDINGS.get(PurePosixPath(path).suffix.lower(), "")
    if not kind:
        known = ", ".join(sorted(ENDINGS))
        raise UnreadableFile(
            f"the ending of '{path}' tells no format", f"known are {known}", code="unknown-format"
        )
    if kind in {"csv", "tsv"}:
        return [_delimited(path, content)]
    if kind in WORKBOOKS:
        names = [sheet] if sheet else sheet_names(content, kind)
        return [
            RawTable(path, kind, _rows(kind, content, sheet=name), sheet=name) for name in names
        ]
    return [RawTable(path, kind, _rows(kind, content))]


def _rows(kind: str, content: bytes, **keys: object) -> tuple[Row, ...]:
    config = DatasetConfig.model_construct(path="", source="", **keys)  # type: ignore[arg-type]
    return tuple(READERS[kind](content, config))


def _delimited(path: str, content: bytes) -> RawTable:
    """A text file with the encoding and separator that its bytes tell."""
    encoding = _encoding(content)
    text = content.decode(encoding).removeprefix("\ufeff")
    delimiter = _delimiter(text)
    kind = "tsv" if delimiter == "\t" else "csv"
    declared = encoding.removesuffix("-sig")
    rows = _rows(kind, content, encoding=declared, delimiter=delimiter)
    return RawTable(path, kind, rows, declared, delimiter)


def _encoding(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _delimiter(text: str) -> str:
    """The separator by which most lines have the same number of cells, more than one."""
    lines = "\n".join(text.splitlines()[:_LOOKED_AT])
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
