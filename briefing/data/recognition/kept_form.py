"""The keys of a new edition in the form in which its author wrote those of the one before.

In a long table ``measure:`` and ``value:`` say once which columns name the measures and hold the
values; found places say so for each series, by ``where:`` and ``column:``.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.data.grid import tidy
from briefing.project.yaml import block_at

Raw = dict[str, object]


def in_form_of(before: Mapping[str, object], found: Raw) -> Raw:
    """The found keys of a data set, with ``measure`` and ``value`` where those before have them."""
    now = dict(found)
    series = {name: dict(block_at(one)) for name, one in block_at(now, "series").items()}
    old = block_at(before, "series")
    if before.get("measure"):
        named = {
            name: str(block_at(old, name)["measure"])
            for name in series
            if block_at(old, name).get("measure")
        }
        now = _with_measure(now, series, named, tidy(str(before["measure"])))
    if before.get("value"):
        plain = [name for name in series if not {"column", "position"} & block_at(old, name).keys()]
        now = _with_value(now, series, plain)
    return {**now, "series": series}


def _with_measure(now: Raw, series: dict[str, Raw], named: Mapping[str, str], header: str) -> Raw:
    """``where: {Item: Schools}`` as ``measure: Schools`` of a data set with ``measure: Item``."""
    shared = block_at(now.get("where") or {})
    picks = {name: {**shared, **block_at(one.get("where") or {})} for name, one in series.items()}
    column = _column_of_measures({name: picks[name] for name in named}, named, header)
    if column is None:
        return now
    for name, one in series.items():
        own = block_at(one.get("where") or {})
        if name in named:
            one["measure"] = picks[name][column]
            own = {key: text for key, text in own.items() if key != column}
        elif column in shared:
            own = {column: shared[column], **own}
        _put(one, "where", own)
    now = {"measure": column, **now}
    _put(now, "where", {key: text for key, text in shared.items() if key != column})
    return now


def _column_of_measures(
    picks: Mapping[str, Mapping[str, object]], named: Mapping[str, str], header: str
) -> str | None:
    """The column whose text picks each of the measures: that of before, of its texts, or the only one."""
    if not picks:
        return None
    every = [
        key
        for key in next(iter(picks.values()))
        if all(isinstance(one.get(key), str) for one in picks.values())
    ]
    alike = [key for key in every if all(picks[name][key] == text for name, text in named.items())]
    if header in every:
        return header
    return next(iter(alike), None) or (every[0] if len(every) == 1 else None)


def _with_value(now: Raw, series: Mapping[str, Raw], plain: list[str]) -> Raw:
    """The one column of all values, said of the data set."""
    columns = {str(series[name].get("column", "")) for name in plain}
    if len(columns) != 1 or "" in columns:
        return now
    for name in plain:
        del series[name]["column"]
    return {"value": columns.pop(), **now}


def _put(keys: Raw, key: str, value: Mapping[str, object]) -> None:
    if value:
        keys[key] = dict(value)
    else:
        keys.pop(key, None)
