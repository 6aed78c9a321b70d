"""What a recognised data set needs to be read aloud: names in place of codes, and no more digits than tell."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from briefing.app.drafting.project_yaml import Block, NewData
from briefing.core.fact import Fact
from briefing.core.reference import Reference
from briefing.core.series import Dataset, Panel, Series
from briefing.data.aggregates import added_aggregates
from briefing.language.locale_data import country_names

_ENOUGH = 3
"""A dimension of fewer codes may be of anything."""
_MOST = Fraction(4, 5)
"""The share of members that must be codes of countries."""
_GROUP = re.compile(r"(EU|EA)(\d\d)?(?:_\d{4})?")
_GROUPS = {"EU": "European Union", "EA": "Euro area"}
_OFFICE = {"EL": "Greece", "UK": "United Kingdom", "XK": "Kosovo"}
"""Codes of the European Union's style guide that are not those of ISO 3166."""
_OWN = frozenset({"total", "rest", "groups", "members"})
"""The keys of a dimension that name its members."""
_MOST_DIGITS = 2
"""Decimals up to this many are left as the source prints them."""


def with_names(data: NewData, dataset: Dataset) -> NewData:
    """The declaration with names in place of codes of countries."""
    panels = [one for one in dataset.measures.values() if isinstance(one, Panel)]
    names = _names(one.member or "" for panel in panels for one in panel.every)
    if not names:
        return data
    dimension = data.block.get("dimension")
    columns = dict(dimension) if isinstance(dimension, Mapping) else {"column": dimension}
    renamed = {key: _renamed(value, names) for key, value in columns.items() if key in _OWN}
    block = {**data.block, "dimension": {**columns, **renamed, "rename": names}}
    return replace(data, block=block)


def with_total(data: NewData, dataset: Dataset) -> NewData:
    """The declaration with the row that equals the sum of all others as total, or sums of neighbours as groups."""
    dimension = data.block.get("dimension")
    columns = dict(dimension) if isinstance(dimension, Mapping) else {"column": dimension}
    panels = [one for one in dataset.measures.values() if isinstance(one, Panel)]
    if columns.get("total") or any(panel.total for panel in panels):
        return data
    groups = columns.get("groups")
    declared = [str(one) for one in groups] if isinstance(groups, list) else []
    sums = dict.fromkeys(name for panel in panels for name in panel.groups if name not in declared)
    totals = _totals(panels, declared) or _totals(panels, [*declared, *sums])
    sums = {name: None for name in sums if name not in totals}
    if len(totals) > 1 or not (totals or sums):
        return data
    said = [
        f"'{name}' equals the sum of all others, and is taken for their total" for name in totals
    ]
    if totals:
        columns |= {"total": next(iter(totals))}
    if sums and (not totals or not _totals(panels, declared)):
        columns |= {"groups": [*declared, *sums]}
        said += [f"'{name}' equals the sum of its neighbours, and is no member" for name in sums]
    block = {**data.block, "dimension": columns}
    return replace(data, block=block, remarks=(*data.remarks, *said))


def _totals(panels: Sequence[Panel], aside: Collection[str]) -> set[str]:
    """The rows that equal the sum of all others, but for those that stand ``aside``."""
    return {
        one.member
        for panel in panels
        for one in added_aggregates(
            {row.member: row for row in panel.every if row.member and row.member not in aside},
            panel.nature,
        )
        if one.what == "total"
    }


def with_digits(data: NewData, dataset: Dataset) -> NewData:
    """The declaration with the decimals that tell, where the source prints more."""
    digits = {Reference.parse(one.id).series: _digits(one) for one in dataset.measures.values()}
    series = {name: _series(one, digits.get(name)) for name, one in data.series.items()}
    return replace(data, block={**data.block, "series": series})


def as_printed(dataset: Dataset) -> Dataset:
    """What was read as it will be with those digits, so that a draft knows which changes they show."""
    measures = {name: _printed_so(one, _digits(one)) for name, one in dataset.measures.items()}
    return replace(dataset, measures=measures)


def _printed_so(measure: Series | Panel, digits: int | None) -> Series | Panel:
    if digits is None:
        return measure
    if isinstance(measure, Series):
        return _series_so(measure, digits)
    members = {name: _series_so(one, digits) for name, one in measure.members.items()}
    groups = {name: _series_so(one, digits) for name, one in measure.groups.items()}
    total = _series_so(measure.total, digits) if measure.total else None
    return replace(measure, members=members, groups=groups, total=total)


def _series_so(series: Series, digits: int) -> Series:
    facts = {when: replace(fact, digits=digits) for when, fact in series.facts.items()}
    return replace(series, facts=facts)


def _names(members: Iterable[str]) -> dict[str, str]:
    """Codes of countries to their names; nothing where most members are no such codes."""
    codes = list(dict.fromkeys(members))
    known = {**country_names("en"), **_OFFICE}
    found = {code: known[code] for code in codes if code in known}
    if len(found) < _ENOUGH or len(found) < _MOST * len(codes):
        return {}
    groups = {code: _group(match) for code in codes if (match := _GROUP.fullmatch(code))}
    return {**found, **groups}


def _renamed(value: object, names: Mapping[str, str]) -> object:
    """Members in a declaration, which go by their better names."""
    if isinstance(value, list):
        return [names.get(str(one), one) for one in value]
    return names.get(str(value), value)


def _group(match: re.Match[str]) -> str:
    name = _GROUPS[match[1]]
    return f"{name} of {int(match[2])}" if match[2] else name


def _series(series: object, digits: int | None) -> Block:
    assert isinstance(series, Mapping)
    return dict(series) if digits is None else {**series, "digits": digits}


def _digits(measure: Series | Panel) -> int | None:
    """How many decimals tell enough of the smaller values; ``None`` where the source prints no more."""
    rows = [measure] if isinstance(measure, Series) else list(measure.every)
    facts = [fact for row in rows for fact in row.facts.values() if fact.quantity.value]
    if not facts or max(map(_printed, facts)) <= _MOST_DIGITS:
        return None
    sizes = sorted(abs(float(fact.quantity.value or 0)) for fact in facts)
    small = sizes[len(sizes) // 4]
    digits = max(0, 1 - math.floor(math.log10(small)))
    return digits if digits < max(map(_printed, facts)) else None


def _printed(fact: Fact) -> int:
    """How many decimals a value is printed with."""
    if fact.digits is not None:
        return fact.digits
    low, high = fact.quantity.rounding.low, fact.quantity.rounding.high
    step = high - low if low is not None and high is not None else Fraction(0)
    return max(0, round(-math.log10(step))) if step else 0
