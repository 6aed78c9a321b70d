"""The parts of an Excel workbook (ECMA-376, part 1, sections 12 and 18.2): where each of its sheets stands.

Whatever is written in another way than the usual programs do is left to the library that reads all of them.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, fromstring

from briefing.data.unreadable import UnreadableFile
from briefing.data.zip_parts import whole_part, zip_parts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TRUE = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class ExcelPackage:
    """What of a workbook stands where."""

    sheets: Mapping[str, str]
    """The part of each sheet of cells, by its name, in the order of the workbook."""
    strings: str
    """The part of the texts that cells share; empty for none."""
    styles: str
    """The part of the styles; empty for none."""
    is_from_1904: bool
    """Whether its days are counted from 1904."""


def parts_of_sheets(content: bytes) -> Mapping[str, str]:
    """The part of each sheet of cells in a workbook, by its name; none where it is not laid out as usual."""
    try:
        with zip_parts(content) as parts:
            package = package_of(parts)
    except UnreadableFile:
        return {}
    return package.sheets if package else {}


def package_of(parts: zipfile.ZipFile) -> ExcelPackage | None:
    """The package of a workbook; ``None`` for one that is not laid out as usual."""
    names = set(parts.namelist())
    if not {"[Content_Types].xml", _BOOK, _RELATIONS} <= names:
        return None
    if b'"/xl/workbook.xml"' not in whole_part(parts, "[Content_Types].xml"):
        return None
    book, relations = parsed(parts, _BOOK), parsed(parts, _RELATIONS)
    if book is None or relations is None or book.tag != f"{{{MAIN}}}workbook":
        return None
    found: dict[str, tuple[str, str]] = {}
    for one in relations:
        kind = one.get("Type", "").rpartition("/")[2]
        found[one.get("Id", "")] = kind, _path(one.get("Target", ""))
    sheets: dict[str, str] = {}
    for one in book.iterfind(f"{{{MAIN}}}sheets/{{{MAIN}}}sheet"):
        kind, path = found.get(one.get(_LINK, ""), ("", ""))
        if path in names and kind != "chartsheet":
            sheets.setdefault(one.get("name", ""), path)
    paths = {kind: path for kind, path in found.values() if path in names}
    days = book.find(f"{{{MAIN}}}workbookPr")
    is_from_1904 = days is not None and days.get("date1904", "") in _TRUE
    return ExcelPackage(
        sheets, paths.get("sharedStrings", ""), paths.get("styles", ""), is_from_1904
    )


def parsed(parts: zipfile.ZipFile, name: str) -> Element | None:
    """The root of a small part; ``None`` for one that declares things of its own."""
    text = whole_part(parts, name)
    if b"<!" in text or text.startswith((b"\xfe\xff", b"\xff\xfe")):
        return None
    return fromstring(text)  # noqa: S314


def _path(target: str) -> str:
    """The part that a relation of the workbook leads to."""
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join("xl", target))
