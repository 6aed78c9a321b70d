"""A PDF that nobody vouches for, read by pikepdf: its objects as plain texts, within limits.

Two objects that say the same have the same text, whatever their numbers in the file, their
compression or the order of their keys. Pages, tags and annotations are called by their place, so
that an object that refers to them is compared without them.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, PasswordError, Pdf, PdfError, Stream, String
from pikepdf import open as open_pdf

from briefing.app.review.evidence import DECRYPT
from briefing.core.library_calls import library_call

DEEPEST = 100
"""How deeply objects may stand within one another."""
MOST_OBJECTS = 2_000_000
"""How many values are looked at."""
MOST_PAGES = 5_000
CODING = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})
"""How a stream is packed, not what it says."""
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""What a page takes from the nodes of the page tree above it where it has none of its own."""
_CODINGS = {b"\xfe\xff": "utf-16-be", b"\xff\xfe": "utf-16-le", b"\xef\xbb\xbf": "utf-8"}
_NO_LETTERS = (b"\x7f", b"\x9f", b"\xad")
"""Bytes that stand for no letter in a text of PDF."""
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|[+]00'?00)")
Number = tuple[int, int]
"""An object's number and generation in its file."""


class UnfitPdf(ValueError):
    """A file that is damaged, or larger or deeper than any brief."""

    def __init__(self, message: str, code: str = "oversized-pdf") -> None:
        super().__init__(message)
        self.code = code


class OpenedPdf:
    """The objects of a file."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        with library_call(
            lambda why: UnfitPdf(f"cannot be read as PDF: {why}", "damaged-pdf"), passed=(UnfitPdf,)
        ):
            try:
                self.pdf: Pdf = open_pdf(BytesIO(content), inherit_page_attributes=False)
            except PasswordError:
                raise UnfitPdf(f"is encrypted ({DECRYPT})", "encrypted-pdf") from None
            self.root: Object = self.pdf.Root
        self._left = MOST_OBJECTS
        self._data: dict[Number, str] = {}
        self._texts: dict[Number, str] = {}
        self.names: Mapping[Number, str] = {}
        """What an object is called where it is referred to: pages, tags and annotations."""
        self.letters: dict[Number, dict[bytes, str]] = {}
        """The text of each glyph, by the table of a typeface that says it."""
        self.page_nodes: list[Dictionary] = []
        """The nodes of the page tree, its root first."""
        self.strays = 0
        """Pages and nodes that name another node above them than the one that lists them."""
        self.pages: list[Dictionary] = list(self._pages())

    def of(self, value: object, *, without: frozenset[str] = frozenset()) -> str:
        """The text of an object, without the keys of it that are named."""
        if isinstance(value, Object) and value.is_indirect and not without:
            known = value.objgen
            if known not in self._texts:
                self._texts[known] = "".join(self._walk(value, {}, 0, without))
            return self._texts[known]
        return "".join(self._walk(value, {}, 0, without))

    def plain(self) -> bytes:
        """The file without encryption."""
        if not self.pdf.is_encrypted:
            return self.content
        out = BytesIO()
        self.pdf.save(out, encryption=False)
        return out.getvalue()

    def moment(self) -> datetime | None:
        """When the file says that it was made; ``None`` where it does not, or makes no sense."""
        info = self.pdf.trailer.get("/Info")
        said = text_in(info.get("/CreationDate")) if isinstance(info, Dictionary) else ""
        found = _DATE.match(said)
        try:
            if found is None:
                return None
            year, month, day, hour, minute, second = map(int, found.groups())
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        except ValueError:
            return None

    def call(self, names: Mapping[Number, str]) -> None:
        """From now on refer to objects by these names."""
        self.names = names
        self._texts.clear()

    def inherited(self, page: Dictionary) -> dict[str, object]:
        """The keys of a page with those that it takes from above."""
        found: dict[str, object] = dict(page.items())
        node: object = page.get("/Parent")
        steps = 0
        while isinstance(node, Dictionary) and steps < DEEPEST:
            for key in INHERITED:
                if key in node and key not in found:
                    found[key] = node[key]
            node, steps = node.get("/Parent"), steps + 1
        return found

    def data_of(self, stream: Stream) -> bytes:
        """What a stream holds, unpacked; as it is where that cannot be done."""
        try:
            return bytes(stream.get_stream_buffer())
        except PdfError:
            return bytes(stream.get_raw_stream_buffer())

    def content_of(self, page: Mapping[str, object] | Dictionary) -> bytes:
        """What draws a page, in one piece."""
        given = page.get("/Contents")
        parts = given if isinstance(given, Array) else [given]
        return b"\n".join(self.data_of(one) for one in parts if isinstance(one, Stream))

    def in_tree(self, node: object, leaves: str) -> Iterator[tuple[object, object]]:
        """The keys and values of a tree of names or numbers: ``leaves`` is ``/Names`` or ``/Nums``."""
        waiting, seen = [node], set()
        while waiting:
            one = waiting.pop()
            if not isinstance(one, Dictionary):
                continue
            if one.is_indirect:
                if one.objgen in seen:
                    continue
                seen.add(one.objgen)
            found = one.get(leaves)
            if isinstance(found, Array):
                pairs = list(found)
                yield from zip(pairs[::2], pairs[1::2], strict=False)
            below = one.get("/Kids")
            waiting += reversed(list(below)) if isinstance(below, Array) else []
            self._count()

    def _pages(self) -> Iterator[Dictionary]:
        waiting: list[tuple[object, object]] = [(self.root.get("/Pages"), None)]
        seen: set[Number] = set()
        count = 0
        while waiting:
            one, above = waiting.pop()
            if not isinstance(one, Dictionary):
                continue
            parent = one.get("/Parent")
            self.strays += _number(parent) != _number(above)
            below = one.get("/Kids")
            if isinstance(below, Array):
                if one.is_indirect and one.objgen in seen:
                    continue
                seen.add(one.objgen)
                self.page_nodes.append(one)
                waiting += [(kid, one) for kid in reversed(list(below))]
                continue
            count += 1
            if count > MOST_PAGES:
                raise UnfitPdf(f"has more than {MOST_PAGES:,} pages")
            yield one

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise UnfitPdf(f"holds more than {MOST_OBJECTS:,} values")

    def _walk(
        self, value: object, seen: dict[Number, int], depth: int, without: frozenset[str]
    ) -> Iterator[str]:
        self._count()
        if depth > DEEPEST:
            raise UnfitPdf(f"holds objects more than {DEEPEST} deep in one another")
        if not isinstance(value, Array | Dictionary | Stream):
            yield _plain(value)
            return
        if value.is_indirect:
            number = value.objgen
            if depth and (called := self.names.get(number)):
                yield f"<{called}>"
                return
            if number in seen:
                yield f"<again {seen[number]}>"
                return
            seen[number] = len(seen)
        if depth and isinstance(value, Dictionary) and value.get("/Type") == Name.Page:
            yield "<a page that the file does not show>"
            return
        if isinstance(value, Array):
            yield "["
            for one in value:
                yield from self._walk(one, seen, depth + 1, frozenset())
                yield " "
            yield "]"
            return
        yield "{"
        unsaid = without | (CODING if isinstance(value, Stream) else frozenset())
        for key in sorted(value.keys()):
            if key not in unsaid:
                yield f"{key!r} "
                yield from self._walk(value[key], seen, depth + 1, frozenset())
                yield " "
        if isinstance(value, Stream):
            yield f"stream {self._digest(value)}"
        yield "}"

    def _digest(self, stream: Stream) -> str:
        """A digest of what a stream holds; of one that stays packed, as a photograph, how readers unpack it too."""
        number = stream.objgen
        if number not in self._data:
            try:
                told = [hashlib.sha256(bytes(stream.get_stream_buffer())).hexdigest()]
            except PdfError:
                raw = hashlib.sha256(bytes(stream.get_raw_stream_buffer())).hexdigest()
                told = [raw, *(self.of(stream.get(key)) for key in ("/Filter", "/DecodeParms"))]
            self._data[number] = " ".join(told)
        return self._data[number]


def _number(value: object) -> Number | None:
    return value.objgen if isinstance(value, Dictionary) else None


def text_in(value: object) -> str:
    """A text or name of a file for people; empty for anything else."""
    if isinstance(value, String | Name):
        try:
            return str(value)
        except ValueError:
            return repr(bytes(value))
    return ""


def _is_no_text(data: bytes) -> bool:
    """Whether a string is bytes that no text has, as the colours of a palette may be."""
    for mark, coding in _CODINGS.items():
        if data.startswith(mark):
            try:
                data.removeprefix(mark).decode(coding)
            except ValueError:
                return True
            return False
    return any(one in data for one in _NO_LETTERS)


def _as_readers_hold(number: Decimal) -> Decimal:
    """A number in single precision, as readers draw by it: programs that save a file cut digits behind that."""
    try:
        return Decimal(struct.unpack("f", struct.pack("f", number))[0])
    except OverflowError:
        return number


def _plain(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return f"{_as_readers_hold(value).normalize():f}"
    if isinstance(value, String) and _is_no_text(bytes(value)):
        return bytes(value).hex()
    if isinstance(value, Name | String):
        return f"{'/' if isinstance(value, Name) else ''}{text_in(value)!r}"
    return repr(value)
