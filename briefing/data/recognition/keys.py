"""Which columns tell the rows of a table apart: the member, the measure, and further dimensions.

The fewest columns by which, with the period, no row repeats, are its keys. Of columns that tell the
same the name is kept and the code is not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from briefing.data.recognition.place_words import are_codes, are_places, is_place_header
from briefing.data.recognition.recognised import LIKELY, SURE, Column, Role
from briefing.data.recognition.role_words import is_value_header, spelled
from briefing.data.recognition.table_bounds import Bounds

_MEASURE_HEADER = re.compile(
    r"\b(?:indicators?|measures?|variables?|statistics?|series|items?|elements?|concepts?|subjects?|"
    r"metrics?|contents|indicateurs?|merkmal|type|kind|estimate type|indicator name|measure name)\b",
    re.IGNORECASE,
)
_SIDE_HEADER = re.compile(
    r"\b(?:source|code|id|notes?|label|short|abbreviation|link)\b", re.IGNORECASE
)
_KEEP_PLACE, _KEEP_MEASURE, _KEEP_NAME, _KEEP_SIDE = 8.0, 4.0, 2.0, -6.0


@dataclass(frozen=True, slots=True)
class Keys:
    """The columns that tell rows apart, by index."""

    member: int | None = None
    measure: int | None = None
    further: tuple[int, ...] = ()
    """Other dimensions: age, sex, commodity; each of their combinations is a series."""
    repeats: tuple[str, ...] = ()
    """Texts of a first row that repeats one above in all keys; empty where none does."""


def keys_of(bounds: Bounds, columns: Sequence[Column]) -> Keys:
    """The keys of a table."""
    rows = _Rows(bounds, columns)
    wanted = [one for one in columns if one.role in {Role.LABEL, Role.UNIT}]
    several = [one for one in wanted if len(rows.distinct(one.index)) > 1]
    kept = [one.index for one in several]
    repeats = rows.first_repeat(kept)
    places = {
        one.index
        for one in several
        if _is_of_places(rows, one) and not _is_group_of_another(rows, one, several)
    }
    for one in sorted(several, key=lambda one: (_keep(rows, one), -one.index)):
        rest = [index for index in kept if index != one.index]
        is_last_place = places & set(kept) == {one.index}
        if not is_last_place and rows.tells_as_much(rest, kept):
            kept = rest
    kept += _mixed_otherwise(rows, several, kept)
    return _chosen(rows, [columns[index] for index in kept], repeats)


def with_keys(columns: Sequence[Column], keys: Keys) -> tuple[Column, ...]:
    """The columns with the roles that their part in the keys gives them."""
    found = list(columns)
    named = columns[keys.member].header if keys.member is not None else ""
    for one in columns:
        if one.index == keys.member:
            why = (
                "its header tells places" if is_place_header(one.header) else "it tells rows apart"
            )
            sure = SURE if is_place_header(one.header) or not keys.further else LIKELY
            found[one.index] = replace(one, role=Role.MEMBER, reason=why, confidence=sure)
        elif one.index == keys.measure:
            why = "it tells rows apart, and its header tells measures"
            found[one.index] = replace(one, role=Role.MEASURE, reason=why, confidence=LIKELY)
        elif one.index in keys.further and one.role is Role.LABEL:
            why = "it tells rows apart: a further dimension"
            found[one.index] = replace(one, role=Role.MEASURE, reason=why, confidence=LIKELY)
        elif one.role is Role.LABEL and one.reason == "its texts are words":
            why = (
                f"'{named}' tells rows apart already" if named else "rows are told apart without it"
            )
            found[one.index] = replace(one, reason=why)
    return tuple(found)


class _Rows:
    """The rows of a table by the texts of their keys; rows without a period are none."""

    def __init__(self, bounds: Bounds, columns: Sequence[Column]) -> None:
        self.bounds = bounds
        self._texts: dict[int, list[str]] = {}
        when = [one.index for one in columns if one.role in {Role.PERIOD, Role.PERIOD_PART}]
        periods = [bounds.column(index) for index in when]
        if len(periods) > 1:
            periods[0] = _filled_down(periods[0])
        found = [one for one in columns if one.role is Role.VALUE]
        self.says_no_measure = all(
            one.header == one.period or is_value_header(one.header) for one in found
        )
        """Whether no header of values says what they measure."""
        values = [bounds.column(one.index) for one in found]
        self._kept = [
            n
            for n in range(len(bounds.rows))
            if any(column[n] for column in values) and all(column[n] for column in periods[:1])
        ]
        self._base = [tuple(column[n] for column in periods) for n in self._kept]

    def texts(self, index: int) -> list[str]:
        if index not in self._texts:
            every = self.bounds.column(index)
            self._texts[index] = [every[n] for n in self._kept]
        return self._texts[index]

    def distinct(self, index: int) -> list[str]:
        return list(dict.fromkeys(self.texts(index)))

    def _keys(self, columns: Collection[int]) -> list[tuple[object, ...]]:
        return list(zip(self._base, *(self.texts(one) for one in columns), strict=True))

    def tells_as_much(self, columns: Collection[int], before: Collection[int]) -> bool:
        return len(set(self._keys(columns))) == len(set(self._keys(before)))

    def first_repeat(self, columns: Collection[int]) -> tuple[str, ...]:
        seen: set[tuple[object, ...]] = set()
        for n, key in enumerate(self._keys(columns)):
            if key in seen:
                return tuple(self.texts(one)[n] for one in columns) or (" ".join(self._base[n]),)
            seen.add(key)
        return ()


def _filled_down(texts: Sequence[str]) -> list[str]:
    found, last = [], ""
    for text in texts:
        last = text or last
        found.append(last)
    return found


def _mixed_otherwise(
    rows: _Rows, several: Sequence[Column], kept: Sequence[int]
) -> tuple[int, ...]:
    """A column of measures without which measures in several units would stand in one series."""
    units = [one for one in several if one.role is Role.UNIT]
    named = [one for one in several if one.role is Role.LABEL and _is_measure(one)]
    if not units or any(one.index in kept for one in (*units, *named)):
        return ()
    parting = [one for one in named if not are_codes(rows.distinct(one.index))]
    return tuple(one.index for one in parting[:1])


def _is_of_places(rows: _Rows, column: Column) -> bool:
    """Whether a column tells places; values of several are no one series, whatever the periods."""
    texts = [one for one in rows.distinct(column.index) if one]
    return is_place_header(spelled(column.header)) or are_places(texts)


def _is_group_of_another(rows: _Rows, place: Column, columns: Sequence[Column]) -> bool:
    """Whether names of another column each lie in one of these places: hospitals in regions."""
    texts = rows.texts(place.index)
    count = len(set(texts))
    for one in columns:
        own = rows.texts(one.index)
        is_finer = count < len(set(own)) == len(set(zip(own, texts, strict=True)))
        is_named = not are_codes([text for text in rows.distinct(one.index) if text])
        if one is not place and is_finer and is_named and not _is_measure(one):
            return True
    return False


def _is_measure(column: Column) -> bool:
    return _MEASURE_HEADER.search(spelled(column.header)) is not None


def _keep(rows: _Rows, column: Column) -> float:
    """How much speaks for a column as a key, where others tell as much."""
    texts = rows.distinct(column.index)
    filled = [one for one in texts if one]
    score = 0.0
    header = spelled(column.header)
    if _is_of_places(rows, column):
        score += _KEEP_PLACE
    if _MEASURE_HEADER.search(header):
        score += _KEEP_MEASURE
    if not are_codes(filled):
        score += _KEEP_NAME
    if _SIDE_HEADER.search(header) or column.role is Role.UNIT or not header:
        score += _KEEP_SIDE
    return score - len(set(rows.texts(column.index)) & {""})


def _chosen(rows: _Rows, kept: Sequence[Column], repeats: tuple[str, ...]) -> Keys:
    left = [one for one in kept if one.role is not Role.UNIT]
    units = tuple(one.index for one in kept if one.role is Role.UNIT)
    places = [one for one in left if _is_of_places(rows, one)]
    measures = [one for one in left if _MEASURE_HEADER.search(spelled(one.header))]
    member = None
    if places:
        member = max(places, key=lambda one: (are_places(rows.distinct(one.index)), -one.index))
    elif others := [one for one in left if one not in measures] or (
        [] if rows.says_no_measure else measures
    ):
        member = max(others, key=lambda one: (len(rows.distinct(one.index)), -one.index))
    rest = [one for one in left if one is not member]
    measure = next((one for one in rest if one in measures), None)
    further = (*(one.index for one in rest if one is not measure), *units)
    return Keys(
        member.index if member else None, measure.index if measure else None, further, repeats
    )
