"""The rows of a sheet to its table: headers, first and last row, and what stands around it.

Columns of numbers are known by the lower half of the rows. The first row of data is the first that
has numbers where these columns have them; above it stand the headers, units and metadata.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from briefing.core.period_notation import readings
from briefing.data.grid import Row, tidy
from briefing.data.header_rows import joined_headers, padded
from briefing.data.notes_below import without_notes
from briefing.data.recognition.cell_kinds import CellKind, CellKinds, is_year
from briefing.data.recognition.head_rows import head_of, is_metadata
from briefing.data.recognition.place_words import without_note
from briefing.data.recognition.raw_tables import RawTable
from briefing.data.recognition.recognised import Metadata

_SAMPLE = 400
"""Rows that decide which columns hold numbers."""
_HALF = 0.5
_BRACKET = re.compile(r"\s*\([^()]*\)$")
_MOST_TITLES = 3
_LEAST_RUN = 3
"""So many periods beside a word are headers."""
_MOST_ABOVE = 80
"""Rows above the first row of data that are looked at."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where a table stands among the rows of its sheet, and what stands around it."""

    headers: tuple[str, ...]
    """One a column, of several rows joined."""
    header_rows: tuple[int, ...]
    titles: tuple[str, ...]
    """Better names of the columns, from another row of the head; empty where there is none."""
    units: tuple[str, ...]
    """What a row of units says of each column; empty where there is none."""
    rows: tuple[Row, ...]
    """The rows of data, blank ones left out."""
    numeric: frozenset[int]
    """Columns of numbers."""
    metadata: tuple[Metadata, ...]
    notes: tuple[str, ...]
    blank_rows: int
    kinds: CellKinds
    last: int | None = None
    """The last row of data, where something that is no note stands below it."""
    other: int = 0
    """The row of the headers of another table below it; 0 where there is none."""
    remarks: tuple[str, ...] = ()
    _known: dict[int, list[str]] = field(default_factory=dict, compare=False)

    def column(self, index: int) -> list[str]:
        """The tidy texts of a column, a row each."""
        if index not in self._known:
            tidied: dict[str, str] = {}
            columns = zip_longest(*(row.cells for row in self.rows), fillvalue="")
            for at, cells in enumerate(columns):
                self._known[at] = [
                    one and (tidied.get(one) or tidied.setdefault(one, tidy(one))) for one in cells
                ]
            self._known.setdefault(index, [""] * len(self.rows))
        return self._known[index]


@dataclass(frozen=True, slots=True)
class Given:
    """What is declared of where a table stands."""

    header: tuple[int, int] | None = None
    """First and last row of the headers."""
    first: int | None = None
    """First row of data."""
    last: int | None = None


NOTHING = Given()


def bounds_of(table: RawTable, given: Given = NOTHING) -> Bounds | None:
    """Where the table stands, as far as it is not ``given``; ``None`` where there is none."""
    most = given.last or len(table.rows) + (table.rows[-1].number if table.rows else 0)
    filled = [row for row in table.rows if not row.is_blank and row.number <= most]
    if len(filled) < 2:  # noqa: PLR2004
        return None
    kinds = CellKinds()
    numeric = _numeric_columns(filled, kinds) or _numeric_columns(filled, kinds, skipped=1)
    if not numeric:
        return None
    least = given.first or (given.header[1] + 1 if given.header else 0)
    first = next((i for i, row in enumerate(filled) if row.number >= least), None)
    if not least or (given.header and not given.first):
        skipped = first or 0
        found = _first_of_data(filled[skipped:], numeric, kinds)
        first = None if found is None else found + skipped
    if first is None:
        return None
    head = head_of(filled[:first][-_MOST_ABOVE:], numeric, kinds, given.header)
    if head is None:
        return None
    below = [row for row in table.rows if filled[first].number <= row.number <= most]
    body, last, other = (below, None, 0) if given.last else _before_another(below, numeric, kinds)
    kept, notes = without_notes(body) if last is None else (body, ())
    rows = tuple(kept)
    rows = tuple(row for row in rows if not row.is_blank)
    width = max(*(len(row.cells) for row in (*head.rows, *rows)), 1)
    joined = joined_headers([padded(row.cells, width) for row in head.rows])
    texts = [tidy(" ".join(cell for cell in row.cells if cell.strip())) for row in notes]
    told = () if last is None else (f"another table begins in row {other}; it is not read",)
    return Bounds(
        headers=tuple(tidy(one) for one in joined),
        header_rows=tuple(row.number for row in head.rows),
        titles=_joined(head.titles, width) or table.titles,
        units=_of_rows(head.units, width),
        rows=rows,
        numeric=numeric,
        metadata=(*table.said, *map(_metadata, head.above), *map(_metadata, head.between)),
        notes=tuple(texts),
        blank_rows=_blanks(table, filled),
        kinds=kinds,
        last=last,
        other=other,
        remarks=told,
    )


def _blanks(table: RawTable, filled: Sequence[Row]) -> int:
    """The blank rows above the last that holds something; in sheets, each row has a number."""
    if table.sheet:
        return filled[-1].number - len(filled)
    return sum(row.is_blank for row in table.rows if row.number < filled[-1].number)


def _numeric_columns(
    filled: Sequence[Row], kinds: CellKinds, skipped: int | None = None
) -> frozenset[int]:
    """Columns that hold numbers, by the lower half of the rows above the notes, or all but some."""
    rows = list(filled)
    while len(rows) > 2 and sum(bool(one.strip()) for one in rows[-1].cells) <= 1:  # noqa: PLR2004
        rows.pop()
    lower = rows[len(rows) // 2 if skipped is None else skipped :]
    step = max(1, len(lower) // _SAMPLE)
    columns = zip_longest(*(row.cells for row in lower[::step]), fillvalue="")
    found = set()
    for index, cells in enumerate(columns):
        kind = Counter(map(kinds.of, filter(None, cells)))
        numbers, signs = kind[CellKind.NUMBER], kind[CellKind.SIGN]
        words = kind[CellKind.WORDS] + kind[CellKind.PERIOD]
        if numbers + signs >= max(words, 1) and (numbers or signs > 2):  # noqa: PLR2004
            found.add(index)
    return frozenset(found)


def _first_of_data(filled: Sequence[Row], numeric: Collection[int], kinds: CellKinds) -> int | None:
    """Index of the first row of data; rows above it that only lack values are data, too."""
    first = next((i for i, row in enumerate(filled) if _is_data(row, numeric, kinds)), None)
    if first is None:
        return None
    own = [kinds.of(tidy(one)) for one in filled[first].cells]
    key = next((i for i, kind in enumerate(own) if kind is not CellKind.BLANK), 0)
    start = first
    while start:
        above = filled[start - 1]
        texts = [tidy(one) for one in above.cells]
        said = [texts[i] for i in numeric if i < len(texts) and texts[i] and i != key]
        if own[key] is CellKind.WORDS and len(said) >= _HALF * len(numeric):
            return start  # the headers
        is_alike = key < len(texts) and kinds.of(texts[key]) is own[key]
        if own[key] is CellKind.NUMBER and key < len(texts):
            is_alike = is_alike and is_year(texts[key])
        is_near = above.number == filled[start].number - 1
        if said or not is_alike or not is_near or is_metadata(texts[key]):
            break
        start -= 1
    return start if own[key] is not CellKind.WORDS else first


def _is_data(row: Row, numeric: Collection[int], kinds: CellKinds) -> bool:
    if is_metadata(next((tidy(one) for one in row.cells if one.strip()), "")):
        return False
    cells = [(i, tidy(row.cells[i])) for i in numeric if i < len(row.cells)]
    found = Counter(kinds.of(text) for _, text in cells if text)
    words = found[CellKind.WORDS] + found[CellKind.PERIOD]
    numbers, signs = found[CellKind.NUMBER], found[CellKind.SIGN]
    if numbers + signs == 0 or words > _HALF * (numbers + signs):
        return False
    if not numbers and signs < _HALF * len(numeric):
        return False
    in_order = [text for _, text in sorted(cells) if text]
    return not _is_run_beside_words(in_order, kinds) and not _counts_columns(in_order)


def _is_run_beside_words(texts: Sequence[str], kinds: CellKinds) -> bool:
    """Whether texts are a run of periods, one of them perhaps the header of another column."""
    bare = [_without_bracket(without_note(one)) for one in texts]
    dated = [one for one in bare if kinds.of(one) is not CellKind.WORDS]
    if len(dated) < len(texts) and len(dated) < _LEAST_RUN:
        return False
    return is_run_of_periods(dated)


def is_run_of_periods(texts: Sequence[str]) -> bool:
    """Whether texts are periods one after another: the headers of columns that have one each.

    The same run may stand several times, once below each of several headers.
    """
    again = texts.index(texts[0], 1) if texts and texts[0] in texts[1:] else 0
    if (
        again > 1
        and len(texts) % again == 0
        and list(texts) == [*texts[:again]] * (len(texts) // again)
    ):
        return is_run_of_periods(texts[:again])
    if len(texts) < 2 or not all(is_year(one) or _is_period(one) for one in texts):  # noqa: PLR2004
        return False
    years = [int(one.removesuffix(".0")) for one in texts if is_year(one)]
    if len(years) < len(texts):
        return len(set(texts)) == len(texts)
    steps = {after - before for before, after in pairwise(years)}
    is_one_way = all(one > 0 for one in steps) or all(one < 0 for one in steps)
    return is_one_way and max(map(abs, steps)) <= 10  # noqa: PLR2004


def _without_bracket(text: str) -> str:
    """A period without what stands in brackets after it: ``2023 (£m)``."""
    bare = _BRACKET.sub("", text)
    return bare if is_year(bare) or _is_period(bare) else text


def _is_period(text: str) -> bool:
    return not text.replace(".", "").isdigit() and bool(readings(text))


def _counts_columns(texts: Sequence[str]) -> bool:
    """Whether a row numbers its columns: 1, 2, 3."""
    numbers = [int(one) for one in texts if one.isdigit()]
    if len(numbers) < max(3, len(texts)):
        return False
    return numbers[0] in {1, 2} and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _before_another(
    below: Sequence[Row], numeric: Collection[int], kinds: CellKinds
) -> tuple[list[Row], int | None, int]:
    """The rows down to where another table begins, with the last of them and the other's headers.

    Another begins after a blank row, perhaps with a title, with a row of words where the table has
    numbers, or of periods, and has numbers below.
    """
    for place, row in enumerate(below):
        if not place or row.is_blank or not _follows_blank(below[place - 1], row):
            continue
        ahead = [one for one in below[place : place + 8] if not one.is_blank]
        for index, one in enumerate(ahead[:_MOST_TITLES]):
            after = ahead[index + 1 : index + 3]
            if _is_head(one, numeric, kinds) and any(_is_data(r, numeric, kinds) for r in after):
                kept = [r for r in below[:place] if not r.is_blank]
                return list(below[:place]), kept[-1].number if kept else None, one.number
            if _is_data(one, numeric, kinds):
                break
    return list(below), None, 0


def _follows_blank(before: Row, row: Row) -> bool:
    return before.is_blank or (bool(row.sheet) and row.number > before.number + 1)


def _is_head(row: Row, numeric: Collection[int], kinds: CellKinds) -> bool:
    texts = [tidy(row.cells[i]) for i in sorted(numeric) if i < len(row.cells)]
    said = [text for text in texts if text]
    words = sum(kinds.of(text) is CellKind.WORDS for text in said)
    if len(said) >= max(2, _HALF * len(numeric)) and words > _HALF * len(said):
        return True
    return len(said) > 2 and is_run_of_periods([without_note(one) for one in said])  # noqa: PLR2004


def _joined(rows: Sequence[Row], width: int) -> tuple[str, ...]:
    """The texts of rows that stand above one another, those of groups for all their columns."""
    if not rows:
        return ()
    return tuple(tidy(one) for one in joined_headers([padded(row.cells, width) for row in rows]))


def _of_rows(rows: Sequence[Row], width: int) -> tuple[str, ...]:
    """The texts of several rows joined column by column: ``£`` and ``m`` are ``£m``."""
    if not rows:
        return ()
    texts = [[tidy(one) for one in padded(row.cells, width)] for row in rows]
    return tuple("".join(parts).strip() for parts in zip(*texts, strict=True))


def _metadata(row: Row) -> Metadata:
    """A row of metadata: its first text names the others, of which equal ones are told once."""
    texts = [tidy(one) for one in row.cells if one.strip()]
    if len(texts) == 1:
        name, colon, rest = texts[0].partition(": ")
        if colon and len(name) < 40:  # noqa: PLR2004
            return Metadata(row.number, name, rest)
        return Metadata(row.number, "", texts[0])
    rest = "; ".join(list(dict.fromkeys(texts[1:]))[:8])
    return Metadata(row.number, texts[0].rstrip(": "), rest)
