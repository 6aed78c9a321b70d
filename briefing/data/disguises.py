"""What the first bytes of a file say that it is, held against the format that its ending promises.

What is no table whatever it is called, pictures, pages and the like, is known in
:mod:`briefing.data.foreign_files`. Signatures are those of the formats' own specifications: ZIP
(APPNOTE), gzip (RFC 1952), Apache Parquet, and Microsoft's compound file (MS-CFB, MS-XLS).
"""

from __future__ import annotations

import re
import struct
import zipfile
from io import BytesIO

from briefing.data.foreign_files import refuse_foreign
from briefing.data.unreadable import UnreadableFile
from briefing.data.zip_parts import pieces, zip_parts

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<\?xml")
_RECORDS = re.compile(rb'\s*(?:\xef\xbb\xbf)?\s*(?:\[\s*\{|\{\s*")')
_ANY_JSON = re.compile(rb'\s*(?:\xef\xbb\xbf)?\s*[\[{"]')
_TEXTS = frozenset({"csv", "tsv", "json"})
_FEW = 4096
_BEGINNING_OF_XLS = struct.pack("<HH", 0x0809, 16)
_PASSWORD = 0x2F
"""The record ``FilePass`` of an old workbook [MS-XLS 2.4.117]."""
_FEW_RECORDS = 10
_BY_KIND = {
    "excel": (".xlsx", "excel"),
    "xls": (".xls", "xls"),
    "xlsb": (".xlsb", "xlsb"),
    "ods": (".ods", "ods"),
    "parquet": (".parquet", "parquet"),
    "arrow": (".arrow", "arrow"),
    "stata": (".dta", "stata"),
    "spss": (".sav", "spss"),
}


def refuse_disguised(content: bytes, kind: str) -> None:
    """Raise :class:`UnreadableFile` where the bytes are surely not of the format ``kind``."""
    if not content or content.isspace():
        raise UnreadableFile("the file is empty", code="empty-file")
    refuse_foreign(content)
    if is_protected(content):
        raise UnreadableFile(
            "it is a workbook that a password protects",
            "open it with the password, save it without one (Save As, Tools, General Options)",
            code="protected-workbook",
        )
    found = _kind_of(content)
    if found and found != kind and not (found == "zip" and kind not in _TEXTS):
        _refuse(found, kind)
    if not found and content.startswith(b"PK\x03\x04") and not zipfile.is_zipfile(BytesIO(content)):
        raise UnreadableFile(
            "it is cut short: its end is missing", "download it again", code="damaged-data-file"
        )
    if not found and kind:
        _refuse_other_text(content, kind)


def is_text(content: bytes) -> bool:
    """Whether the beginning reads as lines of text."""
    head = content[:_FEW]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    if _XML.match(head) or b"\x00" in head:
        return False
    return sum(one < 32 and one not in {9, 10, 13} for one in head) == 0  # noqa: PLR2004


def delimited_kind(content: bytes) -> str:
    """What a text is likely to be by its beginning: ``tsv`` or ``csv``."""
    return "tsv" if b"\t" in content[:_FEW] else "csv"


def is_protected(content: bytes) -> bool:
    """Whether a workbook, of either kind, is encrypted with a password."""
    if not content.startswith(_COMPOUND):
        return False
    if _utf16("EncryptedPackage") in content:
        return True
    at = content.find(_BEGINNING_OF_XLS)
    for _ in range(_FEW_RECORDS if at >= 0 else 0):
        if at + 4 > len(content):
            return False
        record, length = struct.unpack_from("<HH", content, at)
        if record == _PASSWORD:
            return True
        at += 4 + length
    return False


def _refuse_other_text(content: bytes, kind: str) -> None:
    """Refuse a text of another kind than its ending says."""
    if kind in {"csv", "tsv"} and _RECORDS.match(content[:_FEW]):
        real = "json"
        said = "JSON"
    elif kind in _BY_KIND and is_text(content):
        real = "json" if _RECORDS.match(content[:_FEW]) else delimited_kind(content)
        said = "JSON" if real == "json" else "plain text"
    elif kind == "json" and is_text(content) and not _ANY_JSON.match(content[:_FEW]):
        real, said = delimited_kind(content), "plain text"
    else:
        return
    raise UnreadableFile(
        f"it is {said}, whatever its ending says",
        f"rename it to end in .{real}, or add 'format: {real}'",
        code="damaged-data-file",
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
        promised = _NAMES.get(kind, "")
        other = f", and no {promised.removeprefix('an ').removeprefix('a ')}" if promised else ""
        raise UnreadableFile(
            f"it is {_NAMES[found]}{other}",
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
    "arrow": "an Arrow file",
    "stata": "a file of Stata (.dta)",
    "spss": "a file of SPSS (.sav)",
    "csv": "CSV",
    "tsv": "TSV",
    "json": "JSON",
}


def _kind_of(content: bytes) -> str:
    """The format that the bytes tell; empty where they are text or not known."""
    if content.startswith(b"PAR1"):
        return "parquet"
    if content.startswith(b"ARROW1"):
        return "arrow"
    if content.startswith(b"<stata_dta>"):
        return "stata"
    if content.startswith((b"$FL2", b"$FL3")):
        return "spss"
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
        with zip_parts(content) as parts:
            names = parts.namelist()
            has_type = "mimetype" in names
            mimetype = next(pieces(parts, "mimetype"), b"") if has_type else b""
    except UnreadableFile as error:
        if error.code == "budget-spent":
            raise
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


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")
