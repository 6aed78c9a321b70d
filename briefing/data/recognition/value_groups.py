"""Columns of values to groups that are one measure: by what their headers say beside a period or member."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefing.core.period_column import PeriodColumn, PeriodRules
from briefing.data.recognition.headers import heading_of
from briefing.data.recognition.place_words import are_places, without_note
from briefing.data.recognition.recognised import Column, Role
from briefing.data.recognition.units_said import unit_in
from briefing.data.row_periods import read_marked

_FEWEST_MEMBERS = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Columns of one measure."""

    label: str
    """What their headers say of the measure; empty where they say periods or members only."""
    column: int | None = None
    columns: Mapping[str, int] = field(default_factory=dict)
    """Period to column."""
    members: Mapping[str, int] = field(default_factory=dict)
    """Member to column."""
    statuses: Mapping[str, str] = field(default_factory=dict)

    @property
    def every(self) -> tuple[int, ...]:
        """All its columns, by index."""
        one = () if self.column is None else (self.column,)
        return (*one, *self.columns.values(), *self.members.values())


@dataclass(frozen=True, slots=True)
class Groups:
    """All groups of a table, and what the headers tell of periods."""

    every: tuple[Group, ...]
    read: PeriodColumn | None = None
    """How the periods of headers read, where headers name some."""
    one_period: str = ""
    """The one period that some headers name, where no column tells periods."""
    undated: tuple[int, ...] = ()
    """Columns of values without a period, beside others that have one."""


def groups_of(
    columns: Sequence[Column], titles: Sequence[str], *, has_member: bool, says_unit: bool
) -> Groups:
    """The columns of values in groups.

    ``titles`` are better names of all columns, where headers are codes. ``says_unit`` is whether something outside of the headers says one unit for all of them.
    """
    values = [one for one in columns if one.role is Role.VALUE]
    has_period = any(one.role is Role.PERIOD for one in columns)
    dated = [one for one in values if one.period]
    if dated and not has_period:
        return _dated(values)
    named = [titles[one.index] if titles else one.header for one in values]
    if has_period and not has_member and _are_members(named, says_unit=says_unit):
        members = {one.header: one.index for one in values}
        return Groups((Group("", members=members),))
    return Groups(tuple(Group(one.header, column=one.index) for one in values))


_MEASURE = re.compile(
    r"\b(?:net|gross|borrowing|deficits?|surplus|debt|balance|expenditure|spending|receipts|revenues?|"
    r"income|exports?|imports?|rates?|ratio|prices?|output|production|gdp|investment|consumption|changes?|"
    r"growth|average|median|mean|births|deaths|stocks?|sales|turnover|wages|earnings|savings?|demand|supply)\b",
    re.IGNORECASE,
)
"""What is measured, and of nobody: columns of such headers are measures, no members of one."""


def _are_members(headers: Sequence[str], *, says_unit: bool) -> bool:
    if len(headers) < _FEWEST_MEMBERS or len(set(headers)) < len(headers) or not all(headers):
        return False
    if are_places(headers):
        return True
    if 2 * sum(bool(_MEASURE.search(one)) for one in headers) >= len(headers):
        return False
    return says_unit and not any(unit_in(one) for one in headers)


def _dated(values: Sequence[Column]) -> Groups:
    """Groups of headers that name periods: those that say the same beside it."""
    found: dict[str, dict[str, Column]] = {}
    labels: dict[str, str] = {}
    statuses: dict[str, dict[str, str]] = {}
    undated = [one for one in values if not one.period]
    for one in (one for one in values if one.period):
        header = without_note(one.header)
        label = "" if header == one.period else _without_period(header, one.period)
        label, sureness = _without_sureness(label)
        stem = label.casefold()
        found.setdefault(stem, {})[one.period] = one
        labels.setdefault(stem, label)
        if sureness:
            statuses.setdefault(stem, {})[one.period] = sureness
        elif label and heading_of(one.header).estimated:
            statuses.setdefault(stem, {})[one.period] = "E"
    every = {period for group in found.values() for period in group}
    if len(every) == 1 and "" not in found:
        groups = tuple(
            Group(
                _without_period(without_note(one.header), one.period) or one.header,
                column=one.index,
            )
            for one in values
        )
        return Groups(groups, one_period=next(iter(every)))
    read, _ = read_marked(list(every), PeriodRules())
    groups = tuple(
        Group(
            labels[stem],
            columns={period: one.index for period, one in group.items()},
            statuses=statuses.get(stem, {}),
        )
        for stem, group in found.items()
    )
    return Groups(groups, read, undated=tuple(one.index for one in undated))


_SURENESS = (
    (re.compile(r"outturns?|actuals?|out-?turn", re.IGNORECASE), ""),
    (re.compile(r"forecasts?|projections?|projected|plans?|planned|budgets?", re.IGNORECASE), "F"),
    (re.compile(r"estimates?|estimated", re.IGNORECASE), "E"),
    (re.compile(r"provisional|preliminary", re.IGNORECASE), "P"),
)
"""Words above years that say how sure their figures are, and the status of those."""


def _without_sureness(label: str) -> tuple[str, str]:
    """A label without ``Outturn`` or ``Forecast``, and the status that it means: ``Receipts, Forecast``."""
    parts = [one.strip() for one in label.split(",")]
    kept, status = list[str](), ""
    for part in parts:
        code = next((code for words, code in _SURENESS if words.fullmatch(part)), None)
        if code is None:
            kept.append(part)
        status = code or status
    return ", ".join(kept), status


_YEARS = re.compile(
    r"(?i)(?<![a-z0-9])(?:fy)?[ _-]*(?:19|20)\d\d(?:[-/]\d\d)?e?(?:st)?(?![a-z0-9])"
)
_ESTIMATE = re.compile(r"(?i)(?<![a-z])(?:est(?:imated?)?|e)(?![a-z0-9])")


def _without_period(header: str, period: str) -> str:
    """``PROD_EST_ 2024`` is ``PROD``; ``Index (Quarter 4 2025)`` is ``Index``."""
    if not period:
        return header
    text = header.replace(f"({period})", "").replace(f"[{period}]", "").replace(period, " ")
    text = _ESTIMATE.sub("", _YEARS.sub("", text))
    return re.sub(r"[ _]{2,}", lambda one: one[0][0], text).strip(" _,:-")
