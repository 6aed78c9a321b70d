"""Can the data be true? Jumps against a series' own history, negative amounts, shares beyond 100.

Each looks at values one by one and needs no declaration; limits are set so that the real tables of
a statistical agency give few enough findings to read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from briefing.core.arrays import np
from briefing.core.column_facts import ColumnFacts, count_of_values, is_below_zero, values_beyond
from briefing.core.every_series import EverySeries
from briefing.core.fact import Fact
from briefing.core.frequency import Frequency
from briefing.core.member_series import facts_of
from briefing.core.nature import Nature
from briefing.core.period import Period
from briefing.core.problems import Subject
from briefing.core.series import Dataset, Panel, Series
from briefing.core.unit import is_countable
from briefing.core.value_table import ValueTable
from briefing.data.checks.slipped_decimals import slipped
from briefing.data.checks.step_screen import may_have_jumped, may_have_slipped
from briefing.language.messages import MESSAGES
from briefing.language.numbers import printed_digits

JUMP_FACTOR = 10
"""A value so many times above or below its history is looked at."""
JUMP_SCORE = 5.0
"""And it must be an outlier by the modified z-score; Iglewicz and Hoaglin (*How to Detect and
Handle Outliers*, 1993) take 3.5, a looser limit than short and lumpy series of trade bear."""
_LEAST_SPREAD = 0.02
"""The least spread that a history is given, in powers of ten: five percent."""
_LEAST_HISTORY = 3
_FEW = 40
"""Series that are looked at exactly, without a screen: to load what screens takes longer."""
_AT_ONCE = 1_000
"""Series that are screened at a time."""
_LONG = 20
"""From how many values on a series may have grown to where it is."""
_ABRUPT = math.log10(0.7 * JUMP_FACTOR)
"""How large a step to a neighbour is a jump: a neighbour need not be the median."""
_TO_SIGMA = 1.4826
"""Median absolute deviation to standard deviation, for normal data."""
_SIGNED = re.compile(r"\b(?:net|balance|change|difference|growth|adjustment)", re.IGNORECASE)
"""Words of declared titles that tell a signed amount, beside those that tell a balance."""


class Finding(NamedTuple):
    """A fact that is doubted, and why."""

    fact: Fact
    message: str
    lacks: tuple[Subject, ...] = ()
    """The values that are not there, where that is the doubt."""
    is_doubt: bool = True
    """Whether the value may be wrong; else something is to be said of it."""


def jumps(dataset: Dataset) -> Iterator[Finding]:
    """Values that are tenfold above or below all that the same series was before and after.

    Also those that would lie among their neighbours if their decimal mark stood elsewhere.
    """
    every = EverySeries(dataset)
    for index, may_jump, may_slip in _screened(every):
        series = every[index]
        found = list(_jumps_of(series)) if may_jump else []
        yield from found
        told = {id(one.fact) for one in found}
        for fact, mended in slipped(series) if may_slip else ():
            if id(fact) not in told:
                yield Finding(
                    fact,
                    (
                        f"{_name(series)} in {fact.period} is {_number(fact)}, and "
                        f"{MESSAGES.number(mended, printed_digits(mended))} would lie among its "
                        "neighbours: has its decimal mark slipped?"
                    ),
                )


def _screened(every: EverySeries) -> Iterator[tuple[int, bool, bool]]:
    """Which series may have jumped, and which may have slipped, some of all at a time; of few all."""
    if len(every) <= _FEW and not any(isinstance(one, ColumnFacts) for one in every.facts):
        yield from ((index, True, True) for index in range(len(every)))
        return
    for start in range(0, len(every), _AT_ONCE):
        some = every.facts[start : start + _AT_ONCE]
        table = ValueTable.of_facts(some, with_halves=False)
        jumped, slip = may_have_jumped(table), may_have_slipped(table)
        for index in np.flatnonzero(jumped | slip).tolist():
            yield start + index, bool(jumped[index]), bool(slip[index])


def _jumps_of(series: Series) -> Iterator[Finding]:
    if series.unit.is_percent or series.unit.is_points:
        return  # a rate near nothing is no multiple of anything
    known = [
        (fact, math.log10(fact.quantity.value))
        for fact in series.facts.values()
        if fact.quantity.value is not None and fact.quantity.value > 0
    ]
    is_signed = _comes_near_nothing(series)
    for frequency in dict.fromkeys(_frequency(fact) for fact, _ in known):
        ours = [one for one in known if _frequency(one[0]) is frequency]
        yield from (
            finding for finding, is_above in _jumps_among(series, ours) if is_above or not is_signed
        )


def _comes_near_nothing(series: Series) -> bool:
    """Whether a small value is as likely as another: of a balance, and of what has been below zero."""
    if series.found_nature and series.found_nature.may_be_negative:
        return True
    values = (fact.quantity.value for fact in series.facts.values())
    return any(value is not None and value < 0 for value in values)


def _frequency(fact: Fact) -> Frequency | None:
    return fact.period.frequency if fact.period else None


def _jumps_among(
    series: Series, known: Sequence[tuple[Fact, float]]
) -> Iterator[tuple[Finding, bool]]:
    """The jumps of values of one frequency, and which go up: months are no tenth of their year."""
    ordered = sorted(size for _, size in known)
    found: dict[int, float] = {}
    for index, (_, size) in enumerate(known):
        if _is_near(size, ordered):
            continue
        others = [one for other, (_, one) in enumerate(known) if other != index]
        if len(others) >= _LEAST_HISTORY and _is_jump(size, others):
            found[index] = median(others)
    sizes = [size for _, size in known]
    for index, usual in found.items():
        fact, size = known[index]
        if len(known) < _LONG or _is_abrupt(index, sizes, found.keys()):
            times = _times(10 ** abs(size - usual))
            way = "above" if size > usual else "below"
            doubt = Finding(
                fact,
                (
                    f"{_name(series)} in {fact.period} is {_number(fact)}, {times} times {way} "
                    f"its usual {_rounded(10**usual)}"
                ),
            )
            yield doubt, size > usual


def _is_abrupt(index: int, sizes: Sequence[float], far: Collection[int]) -> bool:
    """Whether a step of ten lies between a value and the nearest usual ones, before and after.

    What grew there over the years did not jump, however far it is from the median of a century.
    """
    for step in (-1, 1):
        here = index
        while here in far and 0 <= here + step < len(sizes):
            if abs(sizes[here + step] - sizes[here]) >= _ABRUPT:
                break
            here += step
        if here not in far:
            return False
    return True


_OF_ANOTHER = re.compile(
    r"(?:share|%|per ?cent|percentage|ratio|relative)\b.{0,12}\b(?:of|to) (?:nominal |gross |total )?"
    r"(?:gdp|gni|gnp|gva|domestic product|national income|income|revenue)\b"
    r"|%\s?(?:of )?gdp|\bgrowth\b|\bchanges?\b|\binflation\b|\breturns?\b|\bdebt\b|\bgross enrol|%\s?gross\b"
    r"|\bbalance\b|\bdeficit\b|\bsurplus\b|\byields?\b|\binterest\b|\bmargin\b",
    re.IGNORECASE,
)
_HARDLY_ONE = 50
"""Of how many values at most one may lie beyond, so that the others are shares."""


def negative_amounts(dataset: Dataset) -> Iterator[Finding]:
    """A negative amount in a series that is none otherwise and counts things: tons, people."""
    every = EverySeries(dataset)
    for index, facts in enumerate(every.facts):
        if not is_below_zero(facts):
            continue
        series = every[index]
        below = [
            fact
            for fact in series.facts.values()
            if fact.quantity.value is not None and fact.quantity.value < 0
        ]
        known = [fact for fact in series.facts.values() if fact.quantity.value is not None]
        nature = series.found_nature
        if not below or not is_countable(series.unit) or (nature and nature.may_be_negative):
            continue
        if _SIGNED.search(series.title):
            continue
        if 2 * len(below) < len(known):
            for fact in below:
                yield Finding(
                    fact,
                    (
                        f"{_name(series)} in {fact.period} is {_number(fact)}, and an amount of "
                        f"{series.unit.code} cannot be negative"
                    ),
                )


def impossible_shares(dataset: Dataset) -> Iterator[Finding]:
    """Shares below 0 or above 100 percent."""
    for measure in dataset.measures.values():
        if not measure.unit.is_percent:
            continue
        members = {"": measure} if isinstance(measure, Series) else measure.members
        every = list(facts_of(members))
        beyond = [_beyond_shares(facts) for facts in every]
        if not _is_part(measure, sum(map(count_of_values, every)), sum(map(len, beyond))):
            continue
        for name, periods in zip(members, beyond, strict=True):
            for when in periods:
                series, fact = members[name], members[name].facts[when]
                yield Finding(
                    fact,
                    (
                        f"{_name(series)} in {fact.period} is {_number(fact)}%, and a share lies "
                        "between 0 and 100"
                    ),
                )


def _beyond_shares(facts: Mapping[Period, Fact]) -> list[Period]:
    """The periods whose value is below 0 or above 100, in order."""
    return values_beyond(facts, 0, 100)


def _is_part(measure: Series | Panel, known: int, beyond: int) -> bool:
    """Whether a percentage is that of a part in its whole, so that none lies below 0 or above 100.

    As its title says; or of members, where hardly one of their ``known`` values lies elsewhere.
    Percentages of an economy's size and changes are no parts: debts may be 120% of GDP, and prices fall.
    """
    if measure.nature in {Nature.CHANGE, Nature.BALANCE} or _OF_ANOTHER.search(measure.title):
        return False
    if isinstance(measure, Series):
        return "share" in measure.title.lower()
    return beyond == 1 or beyond * _HARDLY_ONE <= known


def known_values(dataset: Dataset) -> int:
    """How many values are known, for the count of what was examined."""
    return sum(map(count_of_values, EverySeries(dataset).facts))


def _is_near(size: float, ordered: Sequence[float]) -> bool:
    """Whether a size is less than a jump from all that the median of the others may be.

    Without one of them the median lies between the neighbours of the middle.
    """
    middle = len(ordered) // 2
    around = ordered[max(0, middle - 1) : middle + 2]
    return max(abs(size - around[0]), abs(size - around[-1])) < math.log10(JUMP_FACTOR)


def _is_jump(size: float, others: Iterable[float]) -> bool:
    history = list(others)
    middle = median(history)
    spread = max(median(abs(one - middle) for one in history), _LEAST_SPREAD)
    distance = abs(size - middle)
    return distance >= math.log10(JUMP_FACTOR) and distance / (_TO_SIGMA * spread) >= JUMP_SCORE


def _name(series: Series) -> str:
    return MESSAGES.listed([one for one in (series.title, series.member) if one])


def _number(fact: Fact) -> str:
    value = fact.quantity.value
    assert value is not None
    return MESSAGES.number(value, printed_digits(value))


def _rounded(value: float) -> str:
    return f"{float(f'{value:.2g}'):,g}"


def _times(value: float) -> str:
    return f"{value:,.0f}"
