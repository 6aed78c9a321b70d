"""What the tags of a sheet's cells say (ECMA-376, part 1, section 18.3.1.4): place, style, and kind of value.

A library that reads the values leaves the styles out, by which numbers and days are shown. All tags of a piece
of the sheet are looked at together, so that no object is made of each cell. Only a sheet that is written as the
usual programs write it is read: each row with its number, each cell with its place, in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from briefing.core.arrays import np

if TYPE_CHECKING:
    from numpy.typing import NDArray


Numbers: TypeAlias = "NDArray[np.int32]"
_Places: TypeAlias = "NDArray[np.int64]"
_Signs: TypeAlias = "NDArray[np.uint8]"
TEXT, TRUTH, ERROR, NOTHING = -1, -2, -3, -4
"""Kinds of cells that are no numbers; a number has its style, from 0 on."""
_KINDS = {b"n": 0, b"s": TEXT, b"str": TEXT, b"inlineStr": TEXT, b"b": TRUTH, b"e": ERROR}
_PIECE = 1 << 20
_BEHIND = b" " * 64
"""Behind a piece, so that nobody looks beyond its end."""
_DIGITS = ord("0"), ord("9"), 0, 7
"""The first and last sign, what the first one is worth, and how many there are at most."""
_LETTERS = ord("A"), ord("Z"), 1, 3
"""The same of columns' names: A is 1, Z is 26, AA is 27."""


class OddSheet(Exception):
    """A sheet is not written as usual."""


@dataclass(frozen=True, slots=True)
class CellTags:
    """The cells of a sheet, in the order of the file."""

    rows: Numbers
    """The number of each one's row."""
    columns: Numbers
    """The number of each one's column, from 1."""
    kinds: Numbers
    """The style of a number, or one of :data:`TEXT`, :data:`TRUTH` and :data:`ERROR`."""
    ends: _Places
    """Where in the sheet each one's tag ends."""
    height: int
    """The number of the last row."""

    @classmethod
    def of(cls, sheet: bytes) -> CellTags:
        """Of the XML of a sheet; raises :class:`OddSheet`."""
        found = [_cells(sheet, start, end) for start, end in _pieces(sheet)]
        rows, columns, kinds, ends, numbers = map(np.concatenate, zip(*found, strict=True))
        _check_order(numbers.astype(np.int64))
        _check_order((rows.astype(np.int64) << 16) + columns)
        return cls(rows, columns, kinds, ends, int(numbers[-1]))


def _pieces(sheet: bytes) -> Iterator[tuple[int, int]]:
    """Where the pieces of its rows begin and end."""
    start, last = sheet.find(b"<sheetData>"), sheet.find(b"</sheetData>")
    if min(start, last) < 0:
        raise OddSheet
    while start < last:
        end = sheet.find(b"</row>", start + _PIECE, last)
        end = last if end < 0 else end + len(b"</row>")
        yield start, end
        start = end


def _cells(
    sheet: bytes, start: int, end: int
) -> tuple[Numbers, Numbers, Numbers, _Places, Numbers]:
    """The rows, columns, kinds and ends of the cells in a piece, and the numbers of its rows."""
    signs = np.frombuffer(sheet[start:end] + _BEHIND, dtype=np.uint8)
    tags = np.flatnonzero(signs == ord("<"))
    first, second = signs[tags + 1], signs[tags + 2]
    rows = tags[(first == ord("r")) & (second == ord("o"))]
    is_cell = (first == ord("c")) & (
        (second == ord(" ")) | (second == ord(">")) | (second == ord("/"))
    )
    cells = tags[is_cell]
    at = _after(signs, rows, b'<row r="')
    numbers, at = _read(signs, at, _DIGITS)
    _after(signs, at, b'"')
    at = _after(signs, cells, b'<c r="')
    columns, at = _read(signs, at, _LETTERS)
    of_rows, at = _read(signs, at, _DIGITS)
    at = _after(signs, at, b'"')
    kinds, at = _kinds(signs, at)
    within = np.searchsorted(rows, cells) - 1
    if len(cells) and (within[0] < 0 or (numbers[within] != of_rows).any()):
        raise OddSheet
    return of_rows, columns, kinds, at + start, numbers


def _kinds(signs: _Signs, at: _Places) -> tuple[Numbers, _Places]:
    """The kind of each cell, and where its tag goes on."""
    has_style = _is_at(signs, at, b' s="')
    found, after = _read(signs, at + 4, _DIGITS)
    _after(signs, after[has_style], b'"')
    styles, at = np.where(has_style, found, 0).astype(np.int32), np.where(has_style, after + 1, at)
    has_kind, kinds = _is_at(signs, at, b' t="'), styles.copy()
    is_known = ~has_kind
    at = np.where(has_kind, at + 4, at)
    for name, kind in _KINDS.items():
        is_this = has_kind & _is_at(signs, at, name + b'"')
        is_known |= is_this
        kinds[is_this] = styles[is_this] if name == b"n" else kind
        at = np.where(is_this, at + len(name) + 1, at)
        has_kind = has_kind & ~is_this
    ends = signs[at]
    is_end = (ends == ord(">")) | (ends == ord("/"))
    if not is_known.all() or not is_end.all():
        raise OddSheet
    return kinds, at


def _after(signs: _Signs, at: _Places, text: bytes) -> _Places:
    """Behind a text that must stand at all places."""
    if not _is_at(signs, at, text).all():
        raise OddSheet
    return at + len(text)


def _is_at(signs: _Signs, at: _Places, text: bytes) -> NDArray[np.bool_]:
    found = np.ones(len(at), dtype=bool)
    for place, sign in enumerate(text):
        found &= signs[at + place] == sign
    return found


def _read(
    signs: _Signs, at: _Places, alphabet: tuple[int, int, int, int]
) -> tuple[Numbers, _Places]:
    """The numbers that digits, or letters, make from some places on, and where they end."""
    first, last, worth, most = alphabet
    found, base = np.zeros(len(at), dtype=np.int32), last - first + 1
    for _ in range(most):
        sign = signs[at]
        is_one = (sign >= first) & (sign <= last)
        found = np.where(is_one, found * base + (sign - first + worth), found).astype(np.int32)
        at = at + is_one
    return found, at


def _check_order(keys: _Places) -> None:
    if not len(keys) or (np.diff(keys) <= 0).any():
        raise OddSheet
