"""Which rows of a long table hold a measure: conditions on columns, found from values already known.

The values of a measure lie in some rows. The texts that most of these rows share are taken as
conditions, one after the other, until no member and period stands twice. Rows are indexed once
(:mod:`briefing.data.recognition.row_index`), so the search costs what the hits cost, not what the
table has in rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from briefing.data.recognition.agreement import Figures
from briefing.data.recognition.cell_values import value_of, weight_of
from briefing.data.recognition.headers import alike, heading_of
from briefing.data.recognition.possible_columns import Condition, Selection, Sheet, Spots
from briefing.data.recognition.row_index import Rows, numbers_of

_MOST_CONDITIONS = 7
_BREADTH = 8
"""How many sets of rows are followed at a time."""
_MOST_HITS = 400
"""Rows with one known value beyond which that value says nothing."""
_AS_MANY = 0.5
"""Share of the best that a condition must keep of the known values, to be followed."""
_FEWEST = 0.3
"""Share of the weight of the known values that must be hit."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where one known value of a measure stands."""

    weight: float
    rows: Rows


@dataclass(frozen=True, slots=True)
class Axes:
    """The columns that tell members and periods; ``None`` where there is none."""

    member: int | None
    period: int | None


@dataclass(frozen=True, slots=True)
class _State:
    where: Mapping[int, Condition]
    rows: Rows
    gain: float


def hits_of(
    sheet: Sheet, known: Figures, spots: Spots, axes: Axes, decimal: str, within: Rows
) -> list[Hit]:
    """The rows in which the known values of a measure stand, in a column (or one for each period).

    Where no period is shared, values of the last one are sought in later ones: what is not counted
    anew each time stands there again.
    """
    found = list(_direct(sheet, known, spots, axes, decimal, within))
    if any(one.weight >= 1 for one in found):
        return found
    return found or list(_carried(sheet, known, spots, axes, decimal, within))


def _direct(
    sheet: Sheet, known: Figures, spots: Spots, axes: Axes, decimal: str, within: Rows
) -> Iterator[Hit]:
    rows = sheet.rows_by_key(axes.member, axes.period)
    for (who, when), text in known.texts.items():
        value = value_of(text, ".")
        weight = weight_of(value)
        is_undated = None in spots and axes.period is None
        column = spots.get(None, spots.get(when, -1))
        if not weight or column < 0 or (is_undated and when != known.last):
            continue
        by_key = rows.get((who, when if axes.period is not None else None), 0) & within
        bits = by_key and sheet.index.values(column, decimal).get(value, 0) & by_key
        if bits and bits.bit_count() <= _MOST_HITS:
            yield Hit(weight, bits)


def _carried(
    sheet: Sheet, known: Figures, spots: Spots, axes: Axes, decimal: str, within: Rows
) -> Iterator[Hit]:
    if None not in spots or axes.period is None:
        return
    later: dict[str, Rows] = {}
    for (who, period), rows in sheet.rows_by_key(axes.member, axes.period).items():
        if period is not None and period > known.last:
            later[who] = later.get(who, 0) | rows
    values = sheet.index.values(spots[None], decimal)
    for (who, when), text in known.texts.items():
        value = value_of(text, ".")
        if when != known.last or not weight_of(value):
            continue
        bits = values.get(value, 0) & later.get(who, 0) & within
        if bits and bits.bit_count() <= _MOST_HITS:
            yield Hit(weight_of(value) / 2, bits)


def searched(
    sheet: Sheet,
    hits: Sequence[Hit],
    axes: Axes,
    words: Collection[str],
    start: Mapping[int, Condition],
    taken: Collection[int | None],
) -> Iterator[Selection]:
    """The conditions under which most of the hits stand and nothing stands twice, best first.

    ``start`` are conditions that hold anyway, ``words`` what the measure is called, to choose among
    texts that pick the same rows; ``taken`` are columns that tell no condition.
    """
    columns = [one for one in sheet.texts if one not in {*taken, *sheet.given, *start}]
    columns = [one for one in columns if len(sheet.index.texts(one)) > 1 and sheet.may_pick(one)]
    states = [_State(dict(start), sheet.index.with_texts(start), sum(h.weight for h in hits))]
    seen: set[Rows] = {states[0].rows}
    for _ in range(_MOST_CONDITIONS):
        following: list[_State] = []
        for state in states:
            if (found := sheet.selected(state.where, axes.member, axes.period)) is not None:
                yield found
                continue
            following += _narrower(sheet, state, hits, columns, words, seen)
        following.sort(key=lambda one: -one.gain)
        states = following[:_BREADTH]
        if not states:
            return


def _narrower(
    sheet: Sheet,
    state: _State,
    hits: Sequence[Hit],
    columns: Sequence[int],
    words: Collection[str],
    seen: set[Rows],
) -> list[_State]:
    """The state under one condition more: for each set of hits that are kept, the fittest one."""
    kept: dict[tuple[int, str], dict[int, None]] = {}
    gains: dict[tuple[int, str], float] = {}
    for hit in hits:
        told: set[tuple[int, str]] = set()
        for number in numbers_of(hit.rows & state.rows):
            row = sheet.rows[number]
            for column in columns:
                if column in state.where:
                    continue
                condition = column, row[column]
                kept.setdefault(condition, {})[number] = None
                if condition not in told:
                    told.add(condition)
                    gains[condition] = gains.get(condition, 0.0) + hit.weight
    most = max(gains.values(), default=0.0)
    has_text = any(
        text and gain >= _AS_MANY * most and state.rows & ~sheet.index.texts(column)[text]
        for (column, text), gain in gains.items()
    )
    best: dict[frozenset[int], tuple[tuple[object, ...], _State]] = {}
    for condition, gain in gains.items():
        column, text = condition
        rows = state.rows & sheet.index.texts(column)[text]
        if gain < _AS_MANY * most or rows == state.rows or rows in seen:
            continue
        if not text and has_text:
            continue
        order = _fitness(sheet, column, text, words)
        same = frozenset(kept[condition])
        if same not in best or order < best[same][0]:
            best[same] = order, _State({**state.where, column: text}, rows, gain)
    found = sorted((one for _, one in best.values()), key=lambda one: -one.gain)
    seen.update(one.rows for one in found)
    return found[:_BREADTH]


def _fitness(sheet: Sheet, column: int, text: str, words: Collection[str]) -> tuple[object, ...]:
    """How well a condition reads beside others that pick the same values; the least is best."""
    parts = sheet.index.texts(column)
    return (
        heading_of(text).period is not None,
        len(parts) < 3,  # noqa: PLR2004  (yes and no, old and new: that tells little)
        -round(alike(heading_of(text).stem, words), 1),
        column,
    )


def promising(
    sheet: Sheet,
    known: Figures,
    axes: Axes,
    decimal: str,
    within: Rows,
    spots: Sequence[Spots],
) -> list[tuple[Spots, list[Hit]]]:
    """The columns in which most of the known values stand in the right rows, with these rows."""
    whole = sum(weight_of(value_of(text, ".")) for text in known.texts.values())
    found = []
    for one in spots:
        hits = hits_of(sheet, known, one, axes, decimal, within)
        gain = sum(hit.weight for hit in hits)
        if gain:
            found.append((gain, one, hits))
    found.sort(key=lambda one: -one[0])
    return [(one, hits) for gain, one, hits in islice(found, 3) if gain >= _FEWEST * min(whole, 3)]
