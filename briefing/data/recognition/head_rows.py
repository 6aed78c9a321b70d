"""The rows above the data to headers, titles, units and metadata."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from briefing.data.grid import Row, tidy
from briefing.data.recognition.cell_kinds import CellKind, CellKinds, is_year
from briefing.data.recognition.units_said import is_unit

_META = re.compile(
    r"(?:pre ?unit|units?(?: of measure(?:ment)?)?|release date|next release|important notes|"
    r"source dataset id|last updated?(?: date)?|dataset|data source|source|published|frequency|"
    r"time frequency|series (?:id|type|start|end)|data type|idbank|dernière mise à jour|période|collection month|no\. obs\.?|notes?|back to contents)\s*:?",
    re.IGNORECASE,
)
_UNIT_LABEL = re.compile(r"(?:pre ?)?units?(?: of measure(?:ment)?)?\s*:?", re.IGNORECASE)
_MOST, _HALF = 0.9, 0.5
_MOST_HEADERS = 4


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the data."""

    rows: tuple[Row, ...]
    """The rows of headers, one after another."""
    titles: tuple[Row, ...]
    """Rows with better names, where headers are codes; the last above the codes."""
    units: tuple[Row, ...]
    above: tuple[Row, ...]
    between: tuple[Row, ...]
    """Rows between headers and data that are no units."""


def is_metadata(label: str) -> bool:
    """Whether a text names what is said of a table: ``Release Date``."""
    return _META.fullmatch(label) is not None


def head_of(
    rows: Sequence[Row],
    numeric: Collection[int],
    kinds: CellKinds,
    given: tuple[int, int] | None = None,
) -> Head | None:
    """The rows above the data, sorted; ``None`` where there are no headers.

    ``given`` are the first and last row of the headers, where they are declared.
    """
    if given is not None:
        return _given_head(rows, given)
    looks = [_Look.of(row, numeric, kinds) for row in rows]
    at = next((i for i in range(len(rows) - 1, -1, -1) if _is_header(looks, i)), None)
    if at is None:
        at = next((i for i in range(len(rows) - 1, -1, -1) if looks[i].filled > 1), None)
        if at is None:
            return None
    first = top = at
    if at and _is_titles(looks, at) and looks[at - 1].letters >= looks[at].letters:
        top = at - 1
        while top and at - top < _MOST_HEADERS and _is_group(looks, top):
            top -= 1
    while top == at and first and at - first < _MOST_HEADERS and _goes_above(looks, first):
        first -= 1
    between = rows[at + 1 :]
    units = tuple(
        row
        for row, look in zip(between, looks[at + 1 :], strict=True)
        if (look.is_units and not is_metadata(look.label)) or _UNIT_LABEL.fullmatch(look.label)
    )
    return Head(
        tuple(rows[first : at + 1]),
        tuple(rows[top:at] if top < at else ()),
        units,
        tuple(rows[: min(first, top)]),
        tuple(row for row in between if row not in units),
    )


def _given_head(rows: Sequence[Row], given: tuple[int, int]) -> Head | None:
    first, last = given
    heads = tuple(row for row in rows if first <= row.number <= last)
    if not heads:
        return None
    between = [row for row in rows if row.number > last]
    labels = {
        row.number: next((tidy(one) for one in row.cells if one.strip()), "") for row in between
    }
    units = tuple(row for row in between if _UNIT_LABEL.fullmatch(labels[row.number]))
    above = tuple(row for row in rows if row.number < first)
    return Head(heads, (), units, above, tuple(row for row in between if row not in units))


@dataclass(frozen=True, slots=True)
class _Look:
    """A row of the head at first sight."""

    row: Row
    label: str
    """Its first text."""
    filled: int
    covered: float
    """Share of the columns of numbers in which something stands."""
    numeric: int
    """How many of them."""
    distinct: float
    """Share of different texts there."""
    is_units: bool
    is_years: bool
    letters: int

    @classmethod
    def of(cls, row: Row, numeric: Collection[int], kinds: CellKinds) -> _Look:
        texts = [tidy(one) for one in row.cells]
        said = [texts[i] for i in sorted(numeric) if i < len(texts) and texts[i]]
        label = next((one for one in texts if one), "")
        words = said[1:] if said and said[0] == label and len(said) > 1 else said
        units = sum(count for one, count in Counter(words).items() if is_unit(one))
        return cls(
            row=row,
            label=label,
            filled=sum(bool(one) for one in texts),
            covered=len(said) / len(numeric),
            numeric=len(said),
            distinct=len(set(words)) / len(words) if words else 0.0,
            is_units=bool(words) and units >= _HALF * len(words) + (units < len(words)) * 0.1,
            is_years=bool(words)
            and all(is_year(one) or kinds.of(one) is CellKind.PERIOD for one in words),
            letters=sum(map(len, said)),
        )


def _is_header(looks: Sequence[_Look], at: int) -> bool:
    look = looks[at]
    if look.covered < _HALF and look.filled < 2:  # noqa: PLR2004
        return False
    if look.covered < _HALF or _META.fullmatch(look.label) or look.is_units:
        return False
    if look.is_years and look.distinct < _MOST:
        return at > 0 and _goes_above(looks, at)
    return look.distinct >= _HALF or look.numeric == 1 or (at > 0 and _goes_above(looks, at))


def _goes_above(looks: Sequence[_Look], at: int) -> bool:
    """Whether the row above is a header, too, that goes for several columns."""
    above, below = looks[at - 1], looks[at]
    is_next = above.row.number == below.row.number - 1
    is_spread = above.numeric >= 2 or (above.numeric == 1 and below.distinct < _MOST)  # noqa: PLR2004
    return is_next and is_spread and not _META.fullmatch(above.label) and not above.is_units


def _is_group(looks: Sequence[_Look], at: int) -> bool:
    """Whether the row above names groups of the columns, each above its first."""
    above = looks[at - 1]
    return _goes_above(looks, at) and above.filled > 1 and above.covered < _MOST


def _is_titles(looks: Sequence[_Look], at: int) -> bool:
    """Whether the row above names each column once more, as titles do above codes."""
    above, own = looks[at - 1], looks[at]
    is_full = above.covered >= _MOST and own.covered >= _MOST
    return is_full and own.distinct == 1.0 and above.distinct >= _HALF and not own.is_years
