"""Files that are no table, however they are called: each refused with what to do instead.

Signatures are those of the formats' own specifications: PDF (ISO 32000), PNG, JPEG, GIF, TIFF,
WebP, HEIF, RAR, 7-Zip, SQLite, RTF, MIME (RFC 2045), and the pointers of Git LFS.
"""

from __future__ import annotations

import codecs
import re

from briefing.data.unreadable import UnreadableFile

_FEW = 4096
_PICTURES = {
    "PNG": re.compile(rb"\x89PNG\r\n"),
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "GIF": re.compile(rb"GIF8"),
    "TIFF": re.compile(rb"II\*\x00|MM\x00\*"),
    "BMP": re.compile(rb"BM.{4}\x00\x00\x00\x00", re.DOTALL),
    "WebP": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    "HEIC": re.compile(rb"....ftyp(?:heic|heix|mif1|avif)", re.DOTALL),
    "SVG": re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg\b"),
}
_BEFORE = rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
_PAGE = re.compile(
    _BEFORE + rb"<(?:!doctype html|html|head|body|title|meta|table|div|script|style)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_ARCHIVE = re.compile(
    rb"(?:From: [^\n]*\n)?MIME-Version:.*text/html", re.IGNORECASE | re.DOTALL
)
_WORKBOOK_OF_2003 = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet")
_XML = re.compile(rb"\s*<\?xml")
_PACKED = {"RAR": b"Rar!\x1a\x07", "7-Zip": b"7z\xbc\xaf\x27\x1c", "xz": b"\xfd7zXZ\x00"}
_ASK = "ask the publisher for the table as a spreadsheet or CSV, or type it into one"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def refuse_foreign(content: bytes) -> None:
    """Raise :class:`UnreadableFile` where the bytes are of something that holds no table to read."""
    head = content[:_FEW].removeprefix(codecs.BOM_UTF8)
    if head.startswith(_UTF16):
        head = head.decode("utf-16", errors="ignore").encode()
    _refuse_print(head)
    _refuse_pages(head)
    for name, signature in _PACKED.items():
        if head.startswith(signature):
            _refuse(f"it is a packed file ({name})", "unpack it, and take the table in it")
    if head.startswith(b"SQLite format 3\x00"):
        _refuse("it is a database (SQLite)", "export the table from it as CSV")
    if head.startswith(b"version https://git-lfs."):
        _refuse(
            "it is a pointer to a file that Git keeps elsewhere (Git LFS), and not the file",
            "fetch it: git lfs pull",
        )


def _refuse_print(head: bytes) -> None:
    """Refuse pictures, PDFs and text documents."""
    for name, signature in _PICTURES.items():
        if signature.match(head):
            said = f"it is a picture ({name}): figures cannot be read from it"
            raise UnreadableFile(said, _ASK, code="no-data-format")
    if b"%PDF-" in head[:1024]:
        raise UnreadableFile(
            "it is a PDF: its tables are print, not data", _ASK, code="no-data-format"
        )
    if head.startswith(b"{\\rtf"):
        raise UnreadableFile(
            "it is a text document, no table",
            "copy its table into a spreadsheet and save that",
            code="no-data-format",
        )


def _refuse_pages(head: bytes) -> None:
    """Refuse pages, and XML of any kind."""
    if _PAGE.match(head) or _PAGE_ARCHIVE.match(head):
        _refuse(
            "it is a page (HTML), whatever its ending says",
            "open it in a spreadsheet program and save it as .xlsx, or download the data again: a "
            "page that says that something went wrong is HTML too",
        )
    if not _XML.match(head):
        return
    if _WORKBOOK_OF_2003.search(head):
        _refuse(
            "it is a workbook in the XML of Excel 2003",
            "open it in a spreadsheet program and save it as .xlsx",
        )
    _refuse(
        "it is XML, whatever its ending says",
        "download the data again as CSV or a workbook: a message that something went wrong is XML "
        "too",
    )


def _refuse(message: str, advice: str) -> None:
    raise UnreadableFile(message, advice, code="damaged-data-file")
