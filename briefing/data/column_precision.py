"""How exact the numbers of a column are: precision is the column's, never the cell's.

Programs that write tables drop zeros at the end (``120`` for ``120.0``), and a round count is exact
where its neighbours are: 1,000 in a column of 800, 900 and 1,437 is no number rounded to thousands. So
each value counts as exact as the finest printed value of its series that is not very much smaller;
beside numbers a thousand times as small, a table that prints significant digits keeps its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias, cast

from briefing.core.arrays import np
from briefing.core.blocks import blocks
from briefing.core.column_facts import ColumnFacts, FactColumns, loose_facts
from briefing.core.fact import Fact
from briefing.core.interval import Interval
from briefing.core.period import Period

if TYPE_CHECKING:
    from numpy.typing import NDArray

_COMPARABLE = 1000
"""How many times smaller a value may be to tell the precision of another."""
_POWERS = {Fraction(10) ** one: one for one in range(-30, 31)}
_LARGEST = 2**63 - 1
Rows: TypeAlias = "NDArray[np.signedinteger]"
Steps = Mapping[int, Fraction | None]
"""Of each fact, by its ``id``, what its last digit counts."""


def with_column_precision(
    series: Iterable[Mapping[Period, Fact]],
    limits: Interval,
    declared: Fraction | None,
    known: Mapping[int, Fraction] = MappingProxyType({}),
    beside: Iterable[Mapping[Period, Fact]] = (),
) -> None:
    """Give the values of one measure, of all its members, the precision of their column.

    ``limits`` is what the measure can be, ``declared`` the precision that the config gives, which
    holds as it is. Bounds and values that are not there stay. ``known`` are steps of values by the
    ``id`` of their facts, where whoever read them knows. Series ``beside`` them tell precision and stay as
    they are. Facts in columns are changed there; of others the mappings must be dictionaries.
    """
    if declared is not None:
        return
    own = _Column.of(series, known)
    every = own.joined(_Column.of(beside, {}))
    if len(every.steps_seen) <= 1:
        return
    furthest = [(one, size * _COMPARABLE) for one, size in sorted(every.largest().items())]
    own.refine_columns(furthest)
    for facts in own.loose:
        for period, fact in facts.items():
            value, step = fact.quantity.value, own.steps[id(fact)]
            if value is None or step is None:
                continue
            size = abs(value)
            fine = next((one for one, most in furthest if size <= most), step)
            if fine < step:
                facts[period] = _as_exact_as(fact, value, fine, limits)


def may_stay_in_columns(
    series: Iterable[Mapping[Period, Fact]], known: Mapping[int, Fraction]
) -> bool:
    """Whether columns can hold what the last digits count: powers of ten."""
    loose = (fact for one in series for fact in loose_facts(one))
    steps = (known.get(id(one)) or one.quantity.step for one in loose)
    return all(one is None or one in _POWERS for one in steps)


@dataclass(frozen=True, slots=True)
class _Column:
    """The values of some series of one measure: rows of columns, and facts that are made already."""

    columns: FactColumns | None
    rows: Rows | None
    """Those of columns; ``None`` without columns."""
    loose: tuple[dict[Period, Fact], ...]
    steps: Steps

    @classmethod
    def of(cls, series: Iterable[Mapping[Period, Fact]], known: Mapping[int, Fraction]) -> _Column:
        every = tuple(series)
        in_columns = [one for one in every if isinstance(one, ColumnFacts)]
        rows = _rows_of(in_columns) if in_columns else None
        loose = tuple(
            cast("dict[Period, Fact]", one.loose if isinstance(one, ColumnFacts) else one)
            for one in every
        )
        steps = {
            id(fact): known.get(id(fact)) or fact.quantity.step
            for facts in loose
            for fact in facts.values()
        }
        return cls(in_columns[0].columns if in_columns else None, rows, loose, steps)

    def joined(self, other: _Column) -> _Column:
        return _Column(
            self.columns or other.columns,
            _rows_together(self.rows, other.rows),
            (*self.loose, *other.loose),
            {**self.steps, **other.steps},
        )

    @property
    def steps_seen(self) -> set[Fraction]:
        """What the last digits of the values count, each once."""
        found = {*{id(one): one for one in self.steps.values() if one is not None}.values()}
        if self.columns is not None:
            found |= {Fraction(10) ** power for power in self._largest_by_power()}
        return found

    def largest(self) -> dict[Fraction, Fraction]:
        """Each step that values are printed with, with the largest of these values; zero tells none."""
        by_object: dict[int, tuple[Fraction, Fraction]] = {}
        for facts in self.loose:
            for fact in facts.values():
                value, step = fact.quantity.value, self.steps[id(fact)]
                if value and step is not None:
                    size = abs(value)
                    if id(step) not in by_object or size > by_object[id(step)][1]:
                        by_object[id(step)] = step, size
        found: dict[Fraction, Fraction] = {}
        for step, size in by_object.values():
            found[step] = max(size, found.get(step, size))
        for power, most in self._largest_by_power().items():
            if most:
                exact, step = Fraction(most, 10**self.decimals), Fraction(10) ** power
                found[step] = max(exact, found.get(step, exact))
        return found

    @property
    def decimals(self) -> int:
        """The power of ten that the numbers of the columns are in units of."""
        return self.columns.decimals if self.columns else 0

    def _largest_by_power(self) -> dict[int, int]:
        """Each power of ten that the last digits in the columns count, with the largest of these numbers."""
        found: dict[int, int] = {}
        for steps, sizes in self._blocks():
            for power in set(steps.tolist()):
                most = int(sizes[steps == power].max())
                found[power] = max(most, found.get(power, 0))
        return found

    def _blocks(self) -> Iterator[tuple[NDArray[np.int8], NDArray[np.signedinteger]]]:
        """What the last digits of some rows count, and the sizes of their numbers."""
        if self.columns is not None and self.rows is not None:
            for block in blocks(len(self.rows)):
                rows = self.rows[block]
                yield self.columns.steps[rows], np.abs(self.columns.numbers[rows])

    def refine_columns(self, furthest: Sequence[tuple[Fraction, Fraction]]) -> None:
        """Give the rows of columns the finest step of values that are not very much smaller."""
        if self.columns is None or self.rows is None:
            return
        for block in blocks(len(self.rows)):
            rows, steps = self.rows[block], self.columns.steps
            for step, most in furthest:
                sizes = np.abs(self.columns.numbers[rows])
                is_near = sizes <= min(int(most * 10**self.columns.decimals), _LARGEST)
                near = rows[is_near]
                steps[near] = np.minimum(steps[near], _POWERS[step])
                rows = rows[~is_near]


def _rows_of(every: Sequence[ColumnFacts]) -> Rows:
    """The rows of columns of some series."""
    spans = [one.rows for one in every if isinstance(one.rows, range)]
    others = [one.rows for one in every if not isinstance(one.rows, range)]
    ends = np.array([(one.start, one.stop) for one in spans], dtype=np.int64).reshape(-1, 2)
    counts = ends[:, 1] - ends[:, 0]
    if not others and len(ends) and (ends[1:, 0] == ends[:-1, 1]).all():
        return np.arange(ends[0, 0], ends[-1, 1], dtype=np.int32)
    befores = np.cumsum(counts) - counts
    inside = np.arange(int(counts.sum())) + np.repeat(ends[:, 0] - befores, counts)
    joined = np.concatenate([inside, *others])
    return joined[joined >= 0]


def _rows_together(some: Rows | None, others: Rows | None) -> Rows | None:
    if some is None or others is None:
        return others if some is None else some
    return np.concatenate([some, others])


def _as_exact_as(fact: Fact, value: Fraction, step: Fraction, limits: Interval) -> Fact:
    half = step / 2
    near = Interval(value - half, value + half)
    rounding = near.intersect(limits) or near
    return replace(fact, quantity=replace(fact.quantity, rounding=rounding))
