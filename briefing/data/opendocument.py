"""OpenDocument spreadsheets (.ods) to rows of texts: numbers with the digits that the sheet shows.

The format is OASIS *OpenDocument 1.3*, part 3: a cell holds its value and the text that it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from briefing.core.budgets import Budget
from briefing.data.grid import Row
from briefing.data.number_formats import plain_number
from briefing.data.opendocument_rows import (
    CELLS,
    OFFICE,
    TABLE,
    TEXT,
    refuse_oversized_ods,
    repeated,
    sheets_and_rows,
)
from briefing.data.unreadable import UnreadableFile
from briefing.data.workbooks import filled
from briefing.project.project_schema import DatasetConfig

_NUMBERS = frozenset({"float", "percentage", "currency"})
_MOST_REPEATED = 10_000
"""Rows or cells that may be one and the same; what a program writes beyond are blanks to the end."""
_MOST_DECIMALS = 12
_Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of merged ones."""


def read_ods(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """A sheet of an OpenDocument spreadsheet."""
    refuse_oversized_ods(content)
    names, rows, merges = list[str](), list[Row](), list[_Merge]()
    number = 0
    for name, element in sheets_and_rows(content):
        if element is None:
            names.append(name)
            continue
        if name != (config.sheet or names[0]):
            continue
        times = repeated(element, "rows")
        texts, numbers, spans = _cells(element)
        for _ in range(min(times, _MOST_REPEATED) if texts else 0):
            number += 1
            rows.append(Row(number, texts, name, numbers))
            merges += [
                ((len(rows) - 1, column), (len(rows) + height - 2, column))
                for column, height in spans
            ]
        if not texts:
            number += times
            rows += [Row(number - times + n + 1, (), name) for n in range(min(times, 100))]
        Budget.ROWS.check(len(rows))
    _must_be_there(config, names)
    yield from filled(rows, merges)


def _must_be_there(config: DatasetConfig, names: list[str]) -> None:
    if config.sheet and config.sheet not in names:
        raise UnreadableFile(
            f"it has no sheet '{config.sheet}'",
            f"its sheets: {', '.join(names)}",
            code="unknown-sheet",
        )
    if not names:
        raise UnreadableFile("it has no sheets", code="damaged-data-file")


def _cells(row: Element) -> tuple[tuple[str, ...], frozenset[int], list[tuple[int, int]]]:
    """The texts of a row without blanks at its end, which are numbers, and which go down how far."""
    texts, numbers, spans = list[str](), set[int](), list[tuple[int, int]]()
    blanks = 0
    for cell in row:
        if cell.tag not in CELLS:
            continue
        times = repeated(cell, "columns")
        text = _text(cell)
        if not text:
            blanks += times
            continue
        texts += [""] * blanks
        blanks = 0
        height = int(cell.get(f"{TABLE}number-rows-spanned", "1"))
        for _ in range(min(times, _MOST_REPEATED)):
            if height > 1:
                spans.append((len(texts), height))
            if cell.get(f"{OFFICE}value-type") in _NUMBERS:
                numbers.add(len(texts))
            texts.append(text)
    return tuple(texts), frozenset(numbers), spans


def _text(cell: Element) -> str:
    kind = cell.get(f"{OFFICE}value-type", "")
    shown = "\n".join("".join(one.itertext()) for one in cell.findall(f"{TEXT}p"))
    if kind in _NUMBERS:
        return _number(cell.get(f"{OFFICE}value", ""), shown, is_percent=kind == "percentage")
    if kind == "date":
        return cell.get(f"{OFFICE}date-value", "").removesuffix("T00:00:00")
    if not kind and not shown and (formula := cell.get(f"{TABLE}formula")):
        return "=" + formula.partition("=")[2]
    return shown


def _number(value: str, shown: str, *, is_percent: bool) -> str:
    """The value with the decimals, the percent and the scale that the shown text has."""
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return shown
    if not exact.is_finite() or abs(exact.adjusted()) > Budget.EXPONENT.most:
        return value
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
