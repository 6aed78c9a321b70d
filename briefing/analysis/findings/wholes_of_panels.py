"""A panel at one period as a whole of its members: their values at once, their facts when one is told of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from heapq import nlargest

from briefing.analysis.metrics.remainder import bounded_by_total
from briefing.core.column_facts import status_at, value_at
from briefing.core.fact import Fact
from briefing.core.interval import sum_of
from briefing.core.member_series import facts_by_member
from briefing.core.period import Period
from briefing.core.series import Panel
from briefing.core.status import Status
from briefing.core.title import Part, Title
from briefing.core.total_coverage import left_out_of_total
from briefing.core.value_table import nearest_float
from briefing.language.base import Language

_NO_VALUE_AT_ALL = frozenset({Status.NOT_APPLICABLE, Status.INCLUDED_ELSEWHERE})
_NOT_PLAIN = frozenset({Status.FORECAST, Status.NOT_SIGNIFICANT})
"""What is never told as a plain fact about a whole."""
_FEWEST_MEMBERS = 3


class _Known(Mapping[str, Fact]):
    """The facts of some members of a panel at a period, each looked up when somebody asks for it."""

    def __init__(self, panel: Panel, period: Period, names: Mapping[str, Fraction]) -> None:
        self._panel, self._period, self._names = panel, period, names

    def __getitem__(self, name: str) -> Fact:
        if name not in self._names:
            raise KeyError(name)
        return self._panel.members[name].facts[self._period]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True, slots=True)
class Whole:
    """A panel at the brief's period: the members that can be ranked, and the whole."""

    language: Language
    panel: Panel
    period: Period
    weight: float
    values: dict[str, Fraction]
    """Known values of members that stand for themselves."""
    members: Mapping[str, Fact]
    """The facts of these members."""
    total: Fact | None
    hidden: tuple[Fact, ...]
    """Members whose value is withheld, bounded, or not reported; bounded by what the total leaves."""

    def may_hide(self, value: Fraction) -> bool:
        """Whether one of the hidden members may be as large as ``value``."""
        tops = [one.quantity.bounds.high for one in self.hidden]
        return any(top is None or top >= value for top in tops)

    @property
    def lacks_its_total(self) -> bool:
        """Whether the source has a total and prints none here: then nobody knows the whole."""
        return self.total is None and self.panel.total is not None

    @property
    def divisor(self) -> str:
        """The whole in a formula: the printed total, or the sum of the members."""
        return "total" if self.total is not None else "sum(total)"

    @property
    def given(self) -> Fact | tuple[Fact, ...]:
        """What the divisor is computed from."""
        return self.total if self.total is not None else tuple(self.members.values())

    @property
    def value(self) -> Fraction | None:
        """The value of the divisor."""
        if self.total is not None:
            return self.total.quantity.value
        return sum_of([*self.values.values()])

    def title(self, key: str, **parts: Part) -> str:
        """A title of what is computed of the whole, with its measure in it."""
        return self.language.title(Title(key, {"measure": self.panel.title, **parts}))

    def ordered(self, names: Mapping[str, Fraction]) -> list[str]:
        """Members by their values from the largest down; floats decide where they differ."""
        return sorted(names, key=lambda one: (-nearest_float(names[one]), -names[one], one))

    def largest(self, count: int) -> list[str]:
        """The first few members."""
        return self.ordered(self.not_below(count))[:count]

    def not_below(self, count: int) -> dict[str, Fraction]:
        """The first few members, and those that are equal to the last of them."""
        near = {name: nearest_float(value) for name, value in self.values.items()}
        least = min(nlargest(count, near.values()))
        some = {name: self.values[name] for name, one in near.items() if one >= least}
        last = nlargest(count, some.values())[-1]
        return {name: value for name, value in some.items() if value >= last}

    def place_of(self, value: Fraction) -> int:
        """The competition rank of a value among the members, 1 the largest."""
        return 1 + sum(one > value for one in self._near(value, above=True))

    def count_of(self, value: Fraction) -> int:
        """How many members have a value."""
        return sum(one == value for one in self._near(value, above=False))

    def _near(self, value: Fraction, *, above: bool) -> list[Fraction]:
        """The values that are the same float, and those above."""
        own = nearest_float(value)
        every = self.values.values()
        if above:
            return [one for one in every if nearest_float(one) >= own]
        return [one for one in every if nearest_float(one) == own]


def greatest(values: Mapping[str, Fraction], count: int) -> dict[str, Fraction]:
    """So many values of the greatest amounts, in the order in which they came; of equal ones the first."""
    sizes = {name: (-abs(nearest_float(one)), -abs(one)) for name, one in values.items()}
    kept = set(sorted(values, key=sizes.__getitem__)[:count])
    return {name: value for name, value in values.items() if name in kept}


def whole_of(language: Language, panel: Panel, period: Period, weight: float) -> Whole | None:
    """The panel at a period; ``None`` where fewer than three members have values."""
    facts = facts_by_member(panel.members)
    every = {name: value_at(one, period) for name, one in facts.items() if name not in panel.rest}
    values = {name: value for name, value in every.items() if value is not None}
    total = panel.total.at(period) if panel.total else None
    if total is not None and total.quantity.value is None:
        total = None
    if left_out_of_total(panel, period):
        return None
    if len(values) < _FEWEST_MEMBERS or (total and total.quantity.status in _NOT_PLAIN):
        return None
    if any(status_at(facts[name], period) in _NOT_PLAIN for name in values):
        return None
    open_ = panel.at(period, [name for name in every if name not in values])
    hidden = {
        name: one for name, one in open_.items() if one.quantity.status not in _NO_VALUE_AT_ALL
    }
    bounded = tuple(bounded_by_total(panel, hidden, period).values())
    if total is None and (bounded or panel.rest):
        return None
    members = _Known(panel, period, values)
    return Whole(language, panel, period, weight, values, members, total, bounded)
