"""The rows of a long table held as columns of texts: a row is made when somebody asks for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING, TypeAlias, overload

from briefing.core.arrays import np
from briefing.core.blocks import blocks, picked
from briefing.data.arrow_arrays import coded, repeated, taken
from briefing.data.grid import Row, tidy

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from briefing.data.arrow_arrays import Texts

Indexes: TypeAlias = "NDArray[np.signedinteger]"
Flags: TypeAlias = "NDArray[np.bool_]"
_NO_CELLS = frozenset[int]()
_AT_ONCE = 10_000
_MOST_AS_FLAGS = 8
"""How many times as large as their number keys may be to be noted by flags."""


@dataclass(frozen=True, slots=True)
class Coded:
    """The texts of a column, tidy, each once, and which of them stands in each row."""

    texts: tuple[str, ...]
    codes: NDArray[np.signedinteger]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Coded:
        """Of one text a row."""
        places: dict[str, int] = {}
        codes = [places.setdefault(one, len(places)) for one in texts]
        return cls(tuple(places), np.array(codes, dtype=np.int32))


def seen_in(codes: NDArray[np.signedinteger]) -> Indexes:
    """Which codes from 0 on occur, in their order."""
    return np.flatnonzero(_are_there(codes, int(codes.max(initial=-1)))).astype(np.int32)


def _are_there(codes: NDArray[np.signedinteger], most: int) -> Flags:
    """Of each code from 0 to the greatest, whether it occurs."""
    found = np.zeros(most + 1, dtype=bool)
    for block in blocks(len(codes)):
        found[codes[block]] = True
    return found


def numbered(keys: Indexes) -> Indexes:
    """For each of the keys, which are whole numbers from 0 on, its place among those that occur."""
    most = int(keys.max(initial=-1))
    if most > _MOST_AS_FLAGS * (len(keys) + 1):
        return np.unique(keys, return_inverse=True)[1]
    places = np.cumsum(_are_there(keys, most), dtype=np.int32) - np.int32(1)
    return picked(places, keys)


def firsts(codes: NDArray[np.signedinteger]) -> NDArray[np.int64]:
    """Where each code from 0 on comes first; -1 for one that does not occur."""
    first = np.full(int(codes.max(initial=-1)) + 1, -1, dtype=np.int64)
    for block in reversed([*blocks(len(codes))]):
        first[codes[block][::-1]] = np.arange(block.start, block.stop)[::-1]
    return first


def first_places(codes: NDArray[np.signedinteger]) -> tuple[Indexes, Indexes]:
    """Which codes from 0 on occur, in the order in which they come first, and where."""
    first = firsts(codes)
    found = np.flatnonzero(first >= 0)
    order = np.argsort(first[found], kind="stable")
    return found[order], first[found][order]


@dataclass
class TextColumns:
    """The cells of a table as printed, column by column, and the number of each row."""

    columns: tuple[Texts, ...]
    numbers: Indexes
    stored: tuple[Flags | None, ...] = ()
    """Of each column, which cells the file holds as numbers; ``None``, or nothing, for none."""
    sheet: str = ""
    """The sheet that they stand in, or the list of a JSON file."""
    _coded: dict[int, Coded] = field(default_factory=dict)

    def column(self, index: int) -> Texts:
        """The cells of a column; blank where the rows are too short."""
        if index < len(self.columns):
            return self.columns[index]
        return repeated("", len(self.numbers))

    def stored_in(self, row: int) -> frozenset[int]:
        """The columns that the file holds as numbers in a row."""
        return frozenset(
            index for index, one in enumerate(self.stored) if one is not None and one[row]
        )

    def coded(self, column: int) -> Coded:
        """A column that has few texts, or many rows of each."""
        if column not in self._coded:
            printed, places_of = coded(self.column(column))
            clean = [tidy(one) for one in printed]
            places = {one: place for place, one in enumerate(dict.fromkeys(clean))}
            again = np.array([places[one] for one in clean], dtype=np.int32)
            is_same = len(places) == len(printed)  # each text is tidy, or no two become the same
            codes = places_of if is_same else picked(again, places_of)
            self._coded[column] = Coded(tuple(places), codes)
        return self._coded[column]


@dataclass(frozen=True, slots=True, eq=False)
class TextRows(Sequence[Row]):
    """Some rows of columns of texts, in the order of the file."""

    table: TextColumns
    at: Indexes
    """Which rows of the columns they are."""

    @classmethod
    def of(cls, table: TextColumns) -> TextRows:
        """All rows."""
        return cls(table, np.arange(len(table.numbers), dtype=np.int32))

    @property
    def width(self) -> int:
        """How many cells each has."""
        return len(self.table.columns)

    @property
    def numbers(self) -> Indexes:
        """The numbers of the rows, as a person counts them."""
        return self.table.numbers if self._are_all else picked(self.table.numbers, self.at)

    @property
    def _are_all(self) -> bool:
        return len(self.at) == len(self.table.numbers)

    def codes(self, column: int) -> Indexes:
        """Which of the texts of a column, each kept once, stands in each of the rows."""
        codes = self.table.coded(column).codes
        return codes if self._are_all else picked(codes, self.at)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.at)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> TextRows: ...
    def __getitem__(self, index: int | slice) -> Row | TextRows:
        """One row, made now; or some of them."""
        if isinstance(index, slice):
            return TextRows(self.table, self.at[index])
        row = int(self.at[index])
        cells = tuple(column[row].as_py() for column in self.table.columns)
        table = self.table
        return Row(int(table.numbers[row]), cells, table.sheet, table.stored_in(row))

    def __iter__(self) -> Iterator[Row]:
        """Every row, made as it is asked for."""
        for start in range(0, len(self.at), _AT_ONCE):
            at = self.at[start : start + _AT_ONCE]
            columns = [taken(column, at).to_pylist() for column in self.table.columns]
            numbers = self.table.numbers[at].tolist()
            cells = zip(*columns, strict=True) if columns else (() for _ in numbers)
            sheets = repeat(self.table.sheet)
            stored = (
                map(self.table.stored_in, at.tolist()) if self.table.stored else repeat(_NO_CELLS)
            )
            yield from map(Row, numbers, cells, sheets, stored)

    def between(self, least: int, most: int | None) -> TextRows:
        """The rows from one number to another."""
        numbers = self.numbers
        is_in = (numbers >= least) & (True if most is None else numbers <= most)
        if is_in.all():
            return self
        return TextRows(self.table, self.at[is_in])

    def where(self, column: int, texts: Collection[str]) -> TextRows:
        """The rows that have one of these texts in a column, stray spaces left aside."""
        coded = self.table.coded(column)
        is_wanted = np.array([text in texts for text in coded.texts], dtype=bool)
        return TextRows(self.table, self.at[is_wanted[self.codes(column)]])

    def texts(self, column: int) -> tuple[str, ...]:
        """The tidy texts of a column, each once, in the order in which they come first."""
        coded = self.table.coded(column)
        found, _ = first_places(self.codes(column))
        return tuple(coded.texts[one] for one in found.tolist())
