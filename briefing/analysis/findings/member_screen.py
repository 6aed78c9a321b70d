"""What the members of a panel can score at most: all of them at once, in floating point.

For each member the sizes of :mod:`briefing.analysis.findings.detect_series` and
:mod:`briefing.analysis.findings.detect_history` are computed with every doubt decided upward: a step that
rounding may hide counts as a step, a record that may be none as one. So no finding about a member scores
more, and who cannot come near the list is never derived. Of a member with bounds, numbers that floats
cannot hold well, or breaks, nothing is said: it may score anything.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.analysis.findings.candidates import Subject, certainty_of
from briefing.analysis.findings.detect_history import FEWEST_FOR_OUTLIER, OUTLYING, TO_SIGMA
from briefing.analysis.findings.movements import RECENT, WINDOW
from briefing.core.arrays import np
from briefing.core.column_facts import ColumnFacts, loose_by_period, with_status
from briefing.core.frequency import Frequency
from briefing.core.nature import Nature, Use, allows
from briefing.core.period import Period
from briefing.core.quantity import Quantity
from briefing.core.status import Status
from briefing.core.value_table import MARGIN, Flags, Floats, ValueTable, nearest_float

if TYPE_CHECKING:
    from numpy.typing import NDArray

NO_FACT, VALUE, OPEN, FROM_ZERO, BOUNDED = range(5)
"""What a cell of the table holds: nothing, a value, something of which nothing is known, something of which
is known that it is zero or more, or bounds that tell more."""
_LARGEST, _LEAST = 1e15, 1e-15
_LEFT_OPEN = 1e-4
"""What floating point may take from fifty times a score: the root of a hair is more than a hair."""
_OF_STEPS = 1e-14
"""How far off a difference of floats may be, as a share of the values."""
_UNTOLD = math.inf


def most_scores(subjects: Sequence[Subject]) -> list[float]:
    """What no finding about each of these members scores more than; infinite where that is not known.

    All are members of one panel at one period.
    """
    first = subjects[0]
    period, unit = first.period, first.now.quantity.unit
    if (
        unit.code == "rank"
        or first.series.nature is Nature.CHANGE
        or period.frequency is Frequency.DAILY
        or period.among
        or first.series.before(period) not in {period.shifted(-1), period.a_year_before()}
        or any(one.series.on_year is not first.series.on_year for one in subjects)
    ):
        return [_UNTOLD] * len(subjects)
    panel = _Panel.of(subjects)
    if panel is None:
        return [_UNTOLD] * len(subjects)
    with np.errstate(all="ignore"):
        sizes = np.minimum(1.0, _Sizes(panel).most()) * (1 + MARGIN)
    return [
        _UNTOLD
        if is_untold or math.isnan(size)
        else fiftieths(size * certainty_of([one.now]) * one.weight)
        for one, size, is_untold in zip(
            subjects, sizes.tolist(), panel.untold.tolist(), strict=True
        )
    ]


def fiftieths(most: float) -> float:
    """The score of so much, as candidates round it, with what floating point may take from it."""
    return math.floor(50 * most + 0.5 + _LEFT_OPEN) / 50 if math.isfinite(most) else most


@dataclass(frozen=True, slots=True)
class _Panel:
    """The values of members up to the period, the newest in the last column."""

    values: Floats
    halves: Floats
    kinds: NDArray[np.int8]
    """What each cell holds: :data:`VALUE` and so on."""
    before: tuple[int, ...]
    """For each column, that of the period that it is compared with; -1 where there is none."""
    follows: tuple[bool, ...]
    """For each column, whether it is the period right after the column before it."""
    untold: Flags
    limits: tuple[float, ...]
    """Values whose crossing is told."""
    is_relative: bool
    """Whether changes are told in percent."""
    is_in_points: bool
    is_on_year: bool
    counts_percents: bool
    """Whether a base may be too small for percents."""
    is_judged: Flags
    """Whether a value of the member has a sampling error or is marked as not significant."""
    printed: Floats
    """What the last digit counts that is printed of each member, where that was declared; else zero."""

    @classmethod
    def of(cls, subjects: Sequence[Subject]) -> _Panel | None:
        first = subjects[0]
        table = ValueTable.of([one.series for one in subjects])
        here = [
            index
            for index, when in enumerate(table.periods)
            if when.frequency is first.period.frequency and when <= first.period
        ]
        periods = [table.periods[index] for index in here]
        if not periods or periods[-1] != first.period:
            return None
        column = {when: index for index, when in enumerate(periods)}
        kinds, is_judged = _kinds(subjects, column)
        values, halves = table.values[:, here], table.halves[:, here]
        size = np.abs(values)
        is_wild = ((size > _LARGEST) | ((size < _LEAST) & (size > 0))).any(axis=1)
        unit, nature = first.now.quantity.unit, first.series.nature
        is_relative = not (unit.is_percent or unit.is_points) and allows(nature, Use.PERCENT_CHANGE)
        before = tuple(column.get(first.series.before(when), -1) for when in periods)
        has_breaks = np.array([bool(one.series.breaks) for one in subjects])
        is_bounded = (kinds == BOUNDED).any(axis=1)
        negative = (values < 0).any(axis=1) & (kinds > VALUE).any(axis=1)
        is_open = np.isnan(values[:, -1]) | np.isnan(values[:, before[-1]]) | (before[-1] < 0)
        limits = [nearest_float(limit) for limit in first.thresholds]
        return cls(
            values,
            halves,
            kinds,
            before,
            tuple(
                index > 0 and periods[index - 1] == when.shifted(-1)
                for index, when in enumerate(periods)
            ),
            is_wild | has_breaks | is_bounded | negative | is_open | table.has_vanished,
            (*limits, *((50.0, 200 / 3) if unit.is_percent else ())),
            is_relative,
            unit.is_percent or unit.is_points,
            first.series.on_year,
            allows(nature, Use.PERCENT_CHANGE) and not unit.is_percent and not unit.is_points,
            is_judged,
            np.array(
                [0.0 if one.now.digits is None else 10.0**-one.now.digits for one in subjects]
            ),
        )


def _kinds(
    subjects: Sequence[Subject], column: dict[Period, int]
) -> tuple[NDArray[np.int8], Flags]:
    kinds = np.zeros((len(subjects), len(column)), dtype=np.int8)
    is_judged = np.zeros(len(subjects), dtype=bool)
    for row, one in enumerate(subjects):
        facts = one.series.facts
        if isinstance(facts, ColumnFacts):
            places = [column.get(when, -1) for when in facts]
            kinds[row, [at for at in places if at >= 0]] = VALUE
            is_judged[row] = any(with_status(facts, Status.NOT_SIGNIFICANT))
        for when, fact in loose_by_period(facts):
            at = column.get(when)
            if at is not None:
                kinds[row, at] = _kind(fact.quantity)
                if fact.sampling is not None or fact.quantity.status is Status.NOT_SIGNIFICANT:
                    is_judged[row] = True
    return kinds, is_judged


def _kind(quantity: Quantity) -> int:
    if quantity.value is not None:
        return VALUE
    bounds = quantity.bounds
    if bounds.high is not None or (bounds.low is not None and (bounds.low or bounds.low_open)):
        return BOUNDED
    return OPEN if bounds.low is None else FROM_ZERO


class _Sizes:
    """The sizes of what detectors may find, by member."""

    def __init__(self, panel: _Panel) -> None:
        self.panel = panel
        back = np.array(panel.before)
        has_before = (back >= 0)[None, :]
        self.values, self.kinds = panel.values, panel.kinds
        then, kinds_then = (
            panel.values[:, back],
            np.where(has_before, panel.kinds[:, back], NO_FACT),
        )
        self.both = (self.kinds == VALUE) & (kinds_then == VALUE)
        self.steps = np.where(self.both, self.values - then, np.nan)
        """Changes in the own unit, by column."""
        self.left_open = 2 * (panel.halves + panel.halves[:, back])
        """How much of each change its rounding may be, where it reaches to one side alone."""
        self.told = self.steps
        """Changes as they are told, in percent where that has a meaning."""
        self.may_tell = (self.kinds > NO_FACT) & (kinds_then > NO_FACT)
        self.are_percents = np.zeros_like(self.both)
        if panel.is_relative:
            self.are_percents = self.both & (self.values > 0) & (then > 0)
            self.told = np.where(self.are_percents, 100 * (self.values / then - 1), np.nan)
            above, above_then = (
                ((kind == VALUE) & (number > 0)) | (kind == OPEN)
                for kind, number in ((self.kinds, self.values), (kinds_then, then))
            )
            self.may_tell = above & above_then
        self.now = np.where(np.isnan(self.told[:, -1]), self.steps[:, -1], self.told[:, -1])
        self.size = np.abs(self.now)
        self.before = then[:, -1]
        self.is_up = self.steps[:, -1] > 0

    def most(self) -> Floats:
        """The largest of all sizes."""
        times, score = self._against_history()
        novelty, weightiness = 0.5 + 0.5 * np.fmin(1, times / 2), 0.2 + 0.8 * np.fmin(1, times)
        size, tiny = self._size_of_change(-1), self._is_from_few()
        plain = size * novelty * np.where(tiny, 0.25, 1)
        weightiness = weightiness * np.where(tiny, 0.25, 1)
        found = [plain, self._records(size, plain, weightiness)]
        if not self.panel.is_on_year:
            run = self._run()
            turn = np.maximum((0.35 + 0.04 * run + 0.35 * size) * weightiness, 0.05 + plain)
            found.append(np.where(run >= 2, turn, 0))  # noqa: PLR2004
            found.append(np.where(score >= OUTLYING * (1 - MARGIN), 0.6 + score / 50, 0))
            found += [self._crossings(), self._accelerations(size)]
        largest: Floats = np.max(found, axis=0)
        return largest

    def _size_of_change(self, column: int) -> Floats:
        """As :func:`~briefing.analysis.findings.candidates.size_of_change`, of the change at a column."""
        own = np.full(len(self.values), 0.5)
        if self.panel.is_in_points:
            own = np.sqrt(np.minimum(1, np.abs(self.steps[:, column]) / 25))
        ratio = np.abs(np.log(1 + self.told[:, column] / 100)) / np.log(2)
        return np.where(self.are_percents[:, column], np.sqrt(np.minimum(1, ratio)), own)

    def _is_from_few(self) -> Flags:
        """Whether the change surely starts from so few units that it says little."""
        half = self.panel.halves[:, self.panel.before[-1]]
        size = np.abs(self.before)
        few: Flags = (half > 0) & (size > 0) & (size < 20 * half * (1 - MARGIN))
        return few & self.panel.counts_percents

    def _against_history(self) -> tuple[Floats, Floats]:
        """How many times the usual change this one is at most, and its modified z-score at most."""
        past, may_tell = self.told[:, :-1], self.may_tell[:, :-1]
        newest = np.cumsum(may_tell[:, ::-1], axis=1)[:, ::-1] <= WINDOW
        past = np.where(may_tell & newest, past, np.nan)
        count = (~np.isnan(past)).sum(axis=1)
        usual = _median(np.abs(past), count)
        slack = MARGIN * np.fmax(_largest(past), 1e-6) + _OF_STEPS * _largest(self.values)
        usual_least = np.fmax(usual - slack, 1e-300)
        times = np.where((count > 0) & (usual > slack), (self.size + slack) / usual_least, np.inf)
        middle = _median(past, count)
        spread = _median(np.abs(past - middle[:, None]), count) - slack
        score = (np.abs(self.now - middle) + slack) / (TO_SIGMA * np.fmax(spread, 1e-300))
        may_be = (count >= FEWEST_FOR_OUTLIER) & (self.size >= 2 * usual - 3 * slack)
        return times * (1 + MARGIN), np.where(may_be, score, 0)

    def _records(self, size: Floats, plain: Floats, weightiness: Floats) -> Floats:
        count, goes_on = np.zeros(len(size)), np.ones(len(size), dtype=bool)
        now = self.values[:, -1]
        slack = MARGIN * np.abs(now)
        for column in range(self.values.shape[1] - 2, -1, -1):
            if not self.panel.follows[column + 1] or not goes_on.any():
                break
            one = self.values[:, column]
            is_less = np.where(self.is_up, one < now + slack, one > now - slack)
            goes_on &= (self.kinds[:, column] == VALUE) & is_less
            count += goes_on
        steady = self._steadiness()
        found = (0.3 + 0.5 * np.minimum(1, (count + 1) / 40) + 0.3 * size) * (1 - 0.7 * steady)
        found = np.maximum(found * weightiness, 0.05 + plain)
        return np.where(count >= 4, found, 0)  # noqa: PLR2004  (five values with the one now)

    def _steadiness(self) -> Floats:
        """The share of the latest changes that surely went the same way."""
        there = ((self.kinds > NO_FACT) & self._has_before())[:, :-1]
        newest = there & (np.cumsum(there[:, ::-1], axis=1)[:, ::-1] <= RECENT)
        steps, open_ = self.steps[:, :-1], self.left_open[:, :-1] * (1 + MARGIN)
        open_ = open_ + 2 * self.panel.printed[:, None] + MARGIN * np.abs(self.values[:, :-1])
        is_same = np.where(self.is_up[:, None], steps > open_, steps < -open_)
        same, count = (newest & is_same).sum(axis=1), newest.sum(axis=1)
        is_told = (count >= RECENT) & ~self.panel.is_judged
        return np.where(is_told, same / np.maximum(count, 1), 0) * (1 - MARGIN)

    def _has_before(self) -> Flags:
        back = np.array(self.panel.before)
        kinds: Flags = (self.panel.kinds[:, back] > NO_FACT) & (back >= 0)[None, :]
        return kinds

    def _run(self) -> Floats:
        """How many changes in a row may have gone the other way, up to the period before."""
        count, goes_on = np.zeros(len(self.values)), np.ones(len(self.values), dtype=bool)
        for column in range(self.values.shape[1] - 2, -1, -1):
            if not self.panel.follows[column + 1] or not goes_on.any():
                break
            step = self.steps[:, column]
            slack = MARGIN * np.abs(self.values[:, column])
            goes_on &= np.where(self.is_up, step < slack, step > -slack)
            count += goes_on
        return count

    def _crossings(self) -> Floats:
        now, before = self.values[:, -1], self.before
        low, high = np.minimum(now, before), np.maximum(now, before)
        found = np.zeros(len(now))
        for limit in self.panel.limits:
            slack = MARGIN * (abs(limit) + np.abs(high) + np.abs(low))
            found[(low <= limit + slack) & (high >= limit - slack)] = 0.8
        return found

    def _accelerations(self, size: Floats) -> Floats:
        if len(self.panel.before) < 2 or not self.panel.follows[-1]:  # noqa: PLR2004
            return np.zeros(len(size))
        now, then = np.abs(self.told[:, -1]), np.abs(self.told[:, -2])
        both = self.are_percents[:, -1] & self.are_percents[:, -2]
        may_be = both & ((now * (1 + MARGIN) >= 2 * then) | (then * (1 + MARGIN) >= 2 * now))
        found = np.maximum(0.2 + 0.4 * size, 0.15 + 0.3 * self._size_of_change(-2))
        return np.where(may_be, found, 0)


def _median(values: Floats, count: NDArray[np.int_]) -> Floats:
    """The median of what is no gap in each row; not a number where all are gaps."""
    if not values.shape[1]:
        return np.full(len(values), np.nan)
    ordered = np.sort(values, axis=1)
    rows, last = np.arange(len(values)), np.maximum(count - 1, 0)
    middle: Floats = (ordered[rows, last // 2] + ordered[rows, (last + 1) // 2]) / 2
    return middle


def _largest(values: Floats) -> Floats:
    largest: Floats = np.where(np.isnan(values), 0, np.abs(values)).max(axis=1, initial=0)
    return largest
