"""What the first bytes of a file say that it is, held against the format that its ending promises.

The signatures are those of the formats' own specifications: PDF (ISO 32000), PNG, JPEG, GIF, TIFF,
ZIP (APPNOTE), gzip (RFC 1952), Apache Parquet, and Microsoft's compound file (MS-CFB).
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from briefing.data.unreadable import UnreadableFile

_PICTURES = {
    b"\x89PNG\r\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"BM": "BMP",
}
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|table|head|body|div)\b", re.IGNORECASE
)
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<\?xml")
_ASK = "ask the publisher for the table as a spreadsheet or CSV, or type it into one"
_TEXTS = frozenset({"csv", "tsv", "json"})
_FEW = 4096
_BY_KIND = {
    "excel": (".xlsx", "excel"),
    "xls": (".xls", "xls"),
    "xlsb": (".xlsb", "xlsb"),
    "ods": (".ods", "ods"),
    "parquet": (".parquet", "parquet"),
}


def refuse_disguised(content: bytes, kind: str) -> None:
    """Raise :class:`UnreadableFile` where the bytes are surely not of the format ``kind``."""
    if not content.strip():
        raise UnreadableFile("the file is empty", code="empty-file")
    _refuse_pictures(content)
    if content.startswith(_COMPOUND) and _utf16("EncryptedPackage") in content:
        raise UnreadableFile(
            "it is a workbook that a password protects",
            "open it with the password, save it without one (Save As, Tools, General Options)",
            code="protected-workbook",
        )
    if _HTML.match(content[:_FEW]):
        raise UnreadableFile(
            "it is a page (HTML), whatever its ending says",
            "open it in a spreadsheet program and save it as .xlsx, or download the data again: a "
            "page that says that something went wrong is HTML too",
            code="damaged-data-file",
        )
    found = _kind_of(content)
    if found and found != kind and not (found == "zip" and kind not in _TEXTS):
        _refuse(found, kind)
    if not found and kind not in _TEXTS and kind in _BY_KIND and _is_text(content):
        delimiter = "tsv" if b"\t" in content[:_FEW] else "csv"
        raise UnreadableFile(
            "it is plain text, whatever its ending says",
            f"rename it to end in .{delimiter}, or add 'format: {delimiter}'",
            code="damaged-data-file",
        )


def _refuse_pictures(content: bytes) -> None:
    for signature, name in _PICTURES.items():
        if content.startswith(signature):
            raise UnreadableFile(
                f"it is a picture ({name}): figures cannot be read from it",
                _ASK,
                code="no-data-format",
            )
    if content.startswith(b"%PDF") or b"%PDF-" in content[:1024]:
        raise UnreadableFile(
            "it is a PDF: its tables are print, not data", _ASK, code="no-data-format"
        )


def _refuse(found: str, kind: str) -> None:
    if found in {"document", "slides"}:
        raise UnreadableFile(
            f"it is a {'text document' if found == 'document' else 'presentation'}, no table",
            "copy its table into a spreadsheet and save that",
            code="no-data-format",
        )
    if found in _BY_KIND:
        ending, name = _BY_KIND[found]
        raise UnreadableFile(
            f"it is {_NAMES[found]}, and no {_NAMES.get(kind, kind).removeprefix('an ').removeprefix('a ')}",
            f"rename it to end in {ending}, or add 'format: {name}'",
            code="damaged-data-file",
        )
    if found in {"zip", "gz"} and kind in _TEXTS:
        raise UnreadableFile(
            "it is a packed file, whatever its ending says",
            f"rename it to end in .{kind}.gz or .zip, or unpack it",
            code="damaged-data-file",
        )


_NAMES = {
    "excel": "an Excel workbook (.xlsx)",
    "xls": "an Excel workbook of the old kind (.xls)",
    "xlsb": "a binary Excel workbook (.xlsb)",
    "ods": "an OpenDocument spreadsheet (.ods)",
    "parquet": "a Parquet file",
    "csv": "CSV",
    "tsv": "TSV",
    "json": "JSON",
}


def _kind_of(content: bytes) -> str:
    """The format that the bytes tell; empty where they are text or not known."""
    if content.startswith(b"PAR1"):
        return "parquet"
    if content.startswith(b"\x1f\x8b"):
        return "gz"
    if content.startswith(_COMPOUND):
        if _utf16("WordDocument") in content:
            return "document"
        if _utf16("PowerPoint Document") in content:
            return "slides"
        return "xls"
    return _kind_of_zip(content) if content.startswith(b"PK\x03\x04") else ""


def _kind_of_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            names = parts.namelist()
            has_type = "mimetype" in names
            mimetype = parts.read("mimetype") if has_type else b""
    except (zipfile.BadZipFile, RuntimeError, OSError):
        return ""
    if b"opendocument.text" in mimetype or "word/document.xml" in names:
        return "document"
    if b"opendocument.presentation" in mimetype or "ppt/presentation.xml" in names:
        return "slides"
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    if "xl/workbook.bin" in names:
        return "xlsb"
    return "excel" if "xl/workbook.xml" in names else "zip"


def _is_text(content: bytes) -> bool:
    """Whether the beginning reads as lines of text."""
    head = content[:_FEW]
    if _XML.match(head) or b"\x00" in head:
        return False
    return sum(one < 32 and one not in {9, 10, 13} for one in head) == 0  # noqa: PLR2004


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")
