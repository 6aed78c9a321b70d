"""OpenDocument spreadsheets (.ods) to rows of texts: numbers with the digits that the sheet shows.

The format is OASIS *OpenDocument 1.3*, part 3: a cell holds its value and the text that it shows.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, ParseError, fromstring

from briefing.data.grid import Row
from briefing.data.number_formats import plain_number
from briefing.data.unreadable import UnreadableFile
from briefing.data.workbooks import filled
from briefing.project.project_schema import DatasetConfig

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_NUMBERS = frozenset({"float", "percentage", "currency"})
_MOST_REPEATED = 10_000
"""Rows or cells that may be one and the same; what a program writes beyond are blanks to the end."""
_MOST_DECIMALS = 12


def read_ods(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """A sheet of an OpenDocument spreadsheet."""
    tables = _tables(content)
    names = [table.get(f"{_TABLE}name", "") for table in tables]
    if config.sheet and config.sheet not in names:
        raise UnreadableFile(
            f"it has no sheet '{config.sheet}'",
            f"its sheets: {', '.join(names)}",
            code="unknown-sheet",
        )
    index = names.index(config.sheet) if config.sheet else 0
    rows, merges = list[Row](), []
    number = 0
    for element in tables[index].iter(f"{_TABLE}table-row"):
        times = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
        texts, numbers, spans = _cells(element)
        for _ in range(min(times, _MOST_REPEATED) if texts else 0):
            number += 1
            rows.append(Row(number, texts, names[index], numbers))
            merges += [
                ((len(rows) - 1, column), (len(rows) + height - 2, column))
                for column, height in spans
            ]
        if not texts:
            number += times
            rows += [Row(number - times + n + 1, (), names[index]) for n in range(min(times, 100))]
    yield from filled(rows, merges)


def _tables(content: bytes) -> list[Element]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            found = list(fromstring(parts.read("content.xml")).iter(f"{_TABLE}table"))  # noqa: S314
    except (zipfile.BadZipFile, KeyError, ParseError) as error:
        raise UnreadableFile(
            f"it is no OpenDocument spreadsheet: {error}",
            "save it as .ods, .xlsx or .csv",
            code="damaged-data-file",
        ) from None
    if not found:
        raise UnreadableFile("it has no sheets", code="damaged-data-file")
    return found


def _cells(row: Element) -> tuple[tuple[str, ...], frozenset[int], list[tuple[int, int]]]:
    """The texts of a row without blanks at its end, which are numbers, and which go down how far."""
    texts, numbers, spans = list[str](), set[int](), list[tuple[int, int]]()
    blanks = 0
    for cell in row:
        if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            continue
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        text = _text(cell)
        if not text:
            blanks += times
            continue
        texts += [""] * blanks
        blanks = 0
        height = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
        for _ in range(min(times, _MOST_REPEATED)):
            if height > 1:
                spans.append((len(texts), height))
            if cell.get(f"{_OFFICE}value-type") in _NUMBERS:
                numbers.add(len(texts))
            texts.append(text)
    return tuple(texts), frozenset(numbers), spans


def _text(cell: Element) -> str:
    kind = cell.get(f"{_OFFICE}value-type", "")
    shown = "\n".join("".join(one.itertext()) for one in cell.findall(f"{_TEXT}p"))
    if kind in _NUMBERS:
        return _number(cell.get(f"{_OFFICE}value", ""), shown, is_percent=kind == "percentage")
    if kind == "date":
        return cell.get(f"{_OFFICE}date-value", "").removesuffix("T00:00:00")
    if not kind and not shown and (formula := cell.get(f"{_TABLE}formula")):
        return "=" + formula.partition("=")[2]
    return shown


def _number(value: str, shown: str, *, is_percent: bool) -> str:
    """The value with the decimals, the percent and the scale that the shown text has."""
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return shown
    exact = Decimal(plain_number(float(exact))) if "." in value else exact
    exact = exact.scaleb(2) if is_percent else exact
    digits = re.sub(r"\D", "", shown)
    for scale in (0, 3, 6, 9):
        scaled = exact.scaleb(-scale)
        for decimals in range(_MOST_DECIMALS):
            text = f"{scaled:.{decimals}f}"
            if digits and re.sub(r"\D", "", text) == digits:
                return f"{text}%" if is_percent else text
    return f"{plain_number(exact)}%" if is_percent else plain_number(exact)
