"""The rows of a table indexed once: by the text and by the value of each column, as sets of bits.

Bit *n* of a set is row *n*, so that rows with several texts are found by one ``&``, however many
rows there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefing.data.recognition.cell_values import Value, value_of

Rows = int
"""A set of rows: bit *n* is row *n*."""


class RowIndex:
    """Which rows have a text or a value in a column; each column is read once, when it is asked for."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self._rows = rows
        self._texts: dict[int, Mapping[str, Rows]] = {}
        self._values: dict[tuple[int, str], Mapping[Value, Rows]] = {}

    @property
    def every(self) -> Rows:
        """All rows."""
        return (1 << len(self._rows)) - 1

    def texts(self, column: int) -> Mapping[str, Rows]:
        """The rows of each text of a column."""
        if column not in self._texts:
            found: dict[str, list[int]] = {}
            for number, row in enumerate(self._rows):
                found.setdefault(row[column], []).append(number)
            self._texts[column] = {text: rows_of(numbers) for text, numbers in found.items()}
        return self._texts[column]

    def values(self, column: int, decimal: str) -> Mapping[Value, Rows]:
        """The rows of each value of a column, whatever marks and notation it is printed with."""
        known = self._values.get((column, decimal))
        if known is None:
            found: dict[Value, Rows] = {}
            for text, rows in self.texts(column).items():
                value = value_of(text, decimal)
                found[value] = found.get(value, 0) | rows
            known = self._values[column, decimal] = found
        return known

    def with_texts(self, where: Mapping[int, str | tuple[str, ...]]) -> Rows:
        """The rows that have all these texts; of several for a column, one of them."""
        found = self.every
        for column, condition in where.items():
            known, rows = self.texts(column), 0
            for text in (condition,) if isinstance(condition, str) else condition:
                rows |= known.get(text, 0)
            found &= rows
        return found


def rows_of(numbers: Sequence[int]) -> Rows:
    """A set of these row numbers, which rise."""
    if not numbers:
        return 0
    found = bytearray(numbers[-1] // 8 + 1)
    for number in numbers:
        found[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(found, "little")


def numbers_of(rows: Rows) -> Iterator[int]:
    """The row numbers of a set, rising."""
    for place, byte in enumerate(rows.to_bytes((rows.bit_length() + 7) // 8, "little")):
        left = byte
        while left:
            low = left & -left
            yield place * 8 + low.bit_length() - 1
            left ^= low
