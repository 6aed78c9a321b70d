"""How a style of an Excel workbook shows a value: its number format, looked up once, and the text of each value.

The formats that have no code in the file, which of them show days, and the days that numbers stand for, are those of
openpyxl, which takes longer to load than a small workbook to read: it is imported where a format may show days, or
is none of plain numbers.
"""

from __future__ import annotations

import math
import zipfile
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from briefing.data.excel.cell_tags import NOTHING, TEXT, TRUTH, OddSheet
from briefing.data.excel.excel_package import MAIN, ExcelPackage, parsed
from briefing.data.number_formats import NumberFormat
from briefing.data.typed_rows import typed_text

if TYPE_CHECKING:
    from datetime import datetime

GENERAL = "General"
_OF_NUMBERS = {0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
"""Formats of plain numbers that have no code in the file (ECMA-376, part 1, section 18.8.30)."""
_OF_DAYS = frozenset("dmhysDMHYS")
"""Letters without which a format shows no day."""
_FIRST_OF_FILE = 164
"""Formats from this number on have their code in the file."""
_EXACT = 1e15
"""Below it a number in double precision is the one that is written."""
_MOST_KEPT = 100_000
"""Texts that are kept of a style."""


class Texts(dict[object, str]):
    """The texts of values, each made once."""

    def __init__(self, made: Callable[[object], str]) -> None:
        super().__init__()
        self._made = made

    def __missing__(self, value: object) -> str:
        if len(self) > _MOST_KEPT:
            self.clear()
        text = self[value] = self._made(value)
        return text


class CellFormats:
    """The number formats of a workbook by style."""

    def __init__(self, codes: Sequence[str], *, is_from_1904: bool) -> None:
        self._codes = codes
        self._is_from_1904 = is_from_1904
        self._are_days = frozenset[int]()
        self._are_spans = frozenset[int]()
        may_be = [at for at, one in enumerate(codes) if not _OF_DAYS.isdisjoint(one)]
        if may_be:
            from openpyxl.styles.numbers import is_date_format, is_timedelta_format

            self._are_days = frozenset(at for at in may_be if is_date_format(codes[at]))
            self._are_spans = frozenset(
                at for at in self._are_days if is_timedelta_format(codes[at])
            )
        texts = {True: "TRUE", False: "FALSE", "": ""}
        self._texts = {
            TEXT: Texts(_as_it_is),
            TRUTH: Texts(texts.__getitem__),
            NOTHING: Texts(_none),
        }

    def code(self, style: int) -> str:
        """The format of a style; raises :class:`OddSheet` where the workbook has none."""
        if style >= len(self._codes):
            raise OddSheet
        return self._codes[style]

    def is_number(self, kind: int) -> bool:
        """Whether a value of this kind of cell is shown as a number."""
        return kind >= 0 and kind not in self._are_days

    def texts(self, kind: int) -> Texts:
        """The texts of the values of a kind of cell; to look one up raises where no such value is of it."""
        if kind not in self._texts:
            self._texts[kind] = Texts(self._shown_by(kind))
        return self._texts[kind]

    def _shown_by(self, style: int) -> Callable[[object], str]:
        code = self.code(style)
        is_day = style in self._are_days
        shown = self._day_of(style) if is_day else NumberFormat(code).shown

        def made(value: object) -> str:
            if value == "":
                return ""
            if not isinstance(value, int | float) or isinstance(value, bool):
                raise OddSheet
            if not math.isfinite(value) or abs(value) >= _EXACT:
                raise OddSheet
            return shown(value)

        return made

    def _day_of(self, style: int) -> Callable[[float], str]:
        """What shows days and times of a style."""
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

        epoch: datetime = MAC_EPOCH if self._is_from_1904 else WINDOWS_EPOCH
        is_span = style in self._are_spans

        def shown(value: float) -> str:
            return typed_text(from_excel(value, epoch, timedelta=is_span))

        return shown


def formats_of(parts: zipfile.ZipFile, package: ExcelPackage) -> CellFormats | None:
    """The formats of a workbook, openpyxl imported where it has any; ``None`` where its styles are unusual."""
    if not package.styles:
        return CellFormats((GENERAL,), is_from_1904=package.is_from_1904)
    root = parsed(parts, package.styles)
    if root is None or root.tag != f"{{{MAIN}}}styleSheet":
        return None
    own = {
        int(one.get("numFmtId", "")): one.get("formatCode", "")
        for one in root.iterfind(f"{{{MAIN}}}numFmts/{{{MAIN}}}numFmt")
    }
    styles = root.iterfind(f"{{{MAIN}}}cellXfs/{{{MAIN}}}xf")
    numbers = [int(one.get("numFmtId", "0")) for one in styles]
    if any(one >= _FIRST_OF_FILE and one not in own for one in numbers):
        return None
    known = _OF_NUMBERS
    if any(one not in own and one not in known for one in numbers):
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        known = BUILTIN_FORMATS
    codes = [own.get(one, known.get(one, GENERAL)) or GENERAL for one in numbers]
    return CellFormats(codes, is_from_1904=package.is_from_1904)


def _as_it_is(value: object) -> str:
    if not isinstance(value, str):
        raise OddSheet
    return value


def _none(value: object) -> str:
    if value != "":
        raise OddSheet
    return ""
