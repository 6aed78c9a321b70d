"""The rows of an OpenDocument spreadsheet as they come, none kept: the file may be long."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, iterparse

from briefing.core.budgets import Budget
from briefing.data.zip_parts import whole_part, zip_parts

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
_TAGS_OF_A_CELL = 4
_PARTS_OF_A_CELL = 8
"""Elements within a cell, about: its paragraphs and their styles."""


def sheets_and_rows(content: bytes) -> Iterator[tuple[str, Element | None]]:
    """The name of each sheet, with no row, and after it the sheet's rows one by one.

    Raises :class:`~briefing.data.unreadable.UnreadableFile` where it is no such spreadsheet.
    """
    with zip_parts(content, "it is no OpenDocument spreadsheet") as parts:
        text = whole_part(parts, "content.xml")
        Budget.SHEET.check(text.count(b"<") // _TAGS_OF_A_CELL)
        sheet, above, within = "", list[Element](), 0
        for event, element in iterparse(BytesIO(text), ("start", "end")):  # noqa: S314
            if event == "start":
                above.append(element)
                within += bool(within) or element.tag == f"{TABLE}table-row"
                Budget.COLUMNS.check(within // _PARTS_OF_A_CELL)
                if element.tag == f"{TABLE}table":
                    sheet = element.get(f"{TABLE}name", "")
                    yield sheet, None
                continue
            above.pop()
            if element.tag == f"{TABLE}table-row":
                yield sheet, element
                within = 0
            if not within and above:
                above[-1].remove(element)


def repeated(element: Element, what: str) -> int:
    """How often a row or cell stands there: ``what`` is ``rows`` or ``columns``."""
    return int(element.get(f"{TABLE}number-{what}-repeated", "1")[:12])


def refuse_oversized_ods(content: bytes) -> None:
    """Raise :class:`~briefing.data.unreadable.UnreadableFile` where too many cells are filled."""
    total = 0
    for _, row in sheets_and_rows(content):
        cells = [one for one in row or () if one.tag in CELLS]
        ends = [index for index, one in enumerate(cells, 1) if len(one)]
        width = sum(repeated(one, "columns") for one in cells[: max(ends, default=0)])
        total += width * repeated(row, "rows") if row is not None and width else 0
        Budget.CELLS.check(total)
