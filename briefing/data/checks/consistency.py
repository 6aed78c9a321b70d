"""Do the data agree with themselves? Parts with their total, and series without holes.

Each finding says what was expected and what was seen, at file, row and column. Printed totals are
rounded, so parts may differ from them by a tolerance and by what the printed digits leave open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from briefing.core.check import Check
from briefing.core.column_facts import timeline_of, value_at
from briefing.core.every_series import EverySeries
from briefing.core.fact import Fact
from briefing.core.frequency import Frequency
from briefing.core.interval import sum_of
from briefing.core.member_series import facts_of
from briefing.core.nature import Use, allows
from briefing.core.period import Period
from briefing.core.problems import Place, Problem, ProblemLog, Severity, suggest
from briefing.core.series import Dataset, Panel
from briefing.data.checks.fractions_for_percent import fractions_for_percent
from briefing.data.checks.plausibility import (
    Finding,
    impossible_shares,
    jumps,
    known_values,
    negative_amounts,
)
from briefing.data.checks.years_apart import tell_years_apart
from briefing.language.messages import MESSAGES
from briefing.language.numbers import printed_digits
from briefing.project.declared import Places
from briefing.project.project_schema import DatasetConfig

TOLERANCE = Fraction(2, 100)
"""How far parts and a rounded total may lie apart where the config does not say."""
_ADVICE = "correct the cell by 'corrections', or say why it is right by 'accepted'"
_TOLD_ONCE = frozenset({"negative-amount", "impossible-share"})
"""Doubts that one series may raise in many rows for one reason: such as a unit that is not its own."""
_MANY_JUMPS = 5
"""A series of more jumps is another kind of series than the check is made for: told once."""
_MANY_HOLES = 3
"""Between so many pairs of periods holes of a data set are told one by one; more are told once."""
_MOST_FOOTNOTE_DIGITS = 2
_FEWEST_PARTS = 2
_STEADY = Fraction(5, 100)
"""How much the part of a whole that a table lists may vary from period to period."""
_FAR = 3
"""How many times too large a number must be before a fused footnote is thought of."""


def check_consistency(
    dataset: Dataset, config: DatasetConfig, places: Places, log: ProblemLog
) -> tuple[Check, ...]:
    """Look at every measure of a data set; what disagrees is a warning at its cell."""
    panels = [one for one in dataset.measures.values() if isinstance(one, Panel)]
    tables = [
        (panel, when)
        for panel in panels
        if panel.total and (panel.unit.is_ratio or allows(panel.nature, Use.SUM_OVER_MEMBERS))
        for when in panel.total.facts
    ]
    tolerance = min((one.parts_add_up.tolerance for one in config.checks), default=TOLERANCE)
    some = {panel.id: found for panel in panels for found in _of_some(panel, tolerance)}
    parts = [
        found
        for panel, when in tables
        for found in _disagreements(panel, when, tolerance)
        if panel.id not in some
    ]
    added = {panel.id for panel, _ in tables}
    parts += [found for name, found in some.items() if name in added]
    every = EverySeries(dataset)
    values = known_values(dataset)
    apart = tell_years_apart(dataset, places, log)
    teller = _Teller(dataset, config, log)
    checks = (
        teller.check("parts and total", len(tables), "totals", parts, "parts-and-total"),
        teller.check(
            "no period missing", len(every), "series", _holes(every, apart), "missing-period"
        ),
        teller.check("no jump against history", values, "values", jumps(dataset), "jump"),
        teller.check(
            "no negative amount", values, "values", negative_amounts(dataset), "negative-amount"
        ),
        teller.check(
            "shares within 0 to 100",
            values,
            "values",
            impossible_shares(dataset),
            "impossible-share",
        ),
        teller.check(
            "percentages no fractions",
            values,
            "values",
            fractions_for_percent(dataset),
            "fraction-for-percent",
        ),
    )
    teller.tell_unneeded(places)
    return checks


class _Teller:
    """Findings to warnings at their cells, but for those that the config accepts."""

    def __init__(self, dataset: Dataset, config: DatasetConfig, log: ProblemLog) -> None:
        self.dataset, self.log = dataset, log
        self.accepted: dict[tuple[str, str | None, Period | None], int] = {
            (f"{dataset.id}.{one.series}", one.member, one.period): index
            for index, one in enumerate(config.accepted)
        }
        self.needed: set[int] = set()
        self.unknown = {
            index: one.series
            for index, one in enumerate(config.accepted)
            if one.series not in config.series
        }
        self.known = list(config.series)

    def check(
        self, name: str, examined: int, what: str, findings: Iterable[Finding], code: str
    ) -> Check:
        """The record of one check, its findings told."""
        messages, doubts = [], []
        every = list(findings)
        often = Counter((one.fact.series, one.fact.member) for one in every)
        has_many_holes = code == "missing-period" and len(every) > _MANY_HOLES
        for fact, message, lacks, is_doubt in every:
            index = self.accepted.get((fact.series, fact.member, fact.period))
            if index is not None:
                self.needed.add(index)
                continue
            place = _place(fact)
            alike = fact.series if code in _TOLD_ONCE else ""
            if code == "jump" and often[fact.series, fact.member] > _MANY_JUMPS:
                alike = f"{fact.series}[{fact.member}]" if fact.member else fact.series
            elif has_many_holes:
                alike = self.dataset.id
            self.log.put(
                Problem(
                    place, message, _ADVICE, Severity.WARNING, code=code, lacks=lacks, series=alike
                )
            )
            messages.append(f"{place}: {message}" if place else message)
            if fact.spot and is_doubt and code != "missing-period":
                doubts.append(fact.spot)
        return Check(name, examined, what, tuple(messages), tuple(doubts))

    def tell_unneeded(self, places: Places) -> None:
        """Warn of values that are accepted and that no check doubts."""
        for index, name in self.unknown.items():
            place = places.of("datasets", self.dataset.id, "accepted", index, "series")
            self.log.add(
                place,
                f"there is no series '{name}'",
                suggest(name, self.known),
                code="unknown-series",
            )
        for (series, _, period), index in self.accepted.items():
            if index not in self.needed and index not in self.unknown:
                self.log.add(
                    places.of("datasets", self.dataset.id, "accepted", index),
                    f"no check doubts {series} in {period}",
                    "take it out of 'accepted'",
                    Severity.WARNING,
                    code="unneeded-acceptance",
                )


def _place(fact: Fact) -> Place | None:
    return Place.of(fact.spot) if fact.spot else None


def _of_some(panel: Panel, tolerance: Fraction) -> Iterator[Finding]:
    """That a table lists some of a whole's members alone: they make the same part of it in every period."""
    if panel.total is None:
        return
    shares = []
    for period, fact in panel.total.facts.items():
        known = _values_at(panel, period)
        if fact.quantity.value and len(known) >= _FEWEST_PARTS:
            shares.append(sum_of(known) / fact.quantity.value)
    is_short = len(shares) > _FEWEST_PARTS and 0 < max(shares) < 1 - 2 * tolerance
    if is_short and max(shares) - min(shares) <= _STEADY:
        last = panel.total.facts[max(panel.total.facts)]
        part = round(100 * shares[-1])
        message = (
            f"the members listed make {part}% of the printed total of {panel.title.lower()} in every period: "
            "others are not in the table"
        )
        yield Finding(last, message, is_doubt=False)


def _disagreements(panel: Panel, period: Period, tolerance: Fraction) -> Iterator[Finding]:
    total = panel.total.at(period) if panel.total else None
    if total is None or total.quantity.value is None:
        return
    values = _values_at(panel, period)
    whole, parts = total.quantity.value, sum_of(values)
    slack = abs(whole) * tolerance + _rounding(total)
    if (len(values) < _FEWEST_PARTS or parts >= whole - slack) and parts <= whole + slack:
        return
    every = [fact for one in panel.members.values() if (fact := one.at(period)) is not None]
    known = [fact for fact in every if fact.quantity.value is not None]
    if parts > whole + slack:
        yield from _excess(panel, known, total, slack)
    elif parts < whole - slack and not _may_hide_more(every):
        yield Finding(
            total,
            (
                f"the total of {panel.title.lower()} in {period} is printed as {_number(whole)}, "
                f"its parts add to {_number(parts)}"
            ),
        )


def _values_at(panel: Panel, period: Period) -> list[Fraction]:
    """The known values of the members in a period."""
    every = (value_at(one, period) for one in facts_of(panel.members))
    return [one for one in every if one is not None]


def _excess(panel: Panel, known: list[Fact], total: Fact, slack: Fraction) -> Iterator[Finding]:
    whole, parts = _value(total), _sum(known)
    where = f"{panel.title.lower()} in {total.period}"
    fused = _fused(panel, known, whole - parts, slack)
    for fact, digits, value in fused:
        yield Finding(
            fact,
            (
                f"{fact.member} has {_number(_value(fact))} of {_number(whole)} {where}: "
                f"looks like footnote {digits} + {_number(value)}"
            ),
        )
    if not fused:
        largest = max(known, key=_value)
        yield Finding(
            total,
            (
                f"the total of {where} is printed as {_number(whole)}, its parts add to "
                f"{_number(parts)}; the largest is {largest.member} with {_number(_value(largest))}"
            ),
        )


def _fused(
    panel: Panel, known: list[Fact], excess: Fraction, slack: Fraction
) -> list[tuple[Fact, str, Fraction]]:
    """Facts whose number without its first digits would make parts and total agree.

    Where several would, the one whose rest is nearest to its own value of the period before; none
    where there is no such value to tell by.
    """
    found = [
        (fact, digits, value)
        for fact in known
        for digits, value in _without_first_digits(fact)
        if abs(excess + _value(fact) - value) <= slack and _value(fact) >= _FAR * value
    ]
    with_past = [one for one in found if _past(panel, one[0]) is not None]
    if len(found) > 1 and with_past:
        return [min(with_past, key=lambda one: abs(one[2] - (_past(panel, one[0]) or 0)))]
    return found if len(found) == 1 else []


def _without_first_digits(fact: Fact) -> list[tuple[str, Fraction]]:
    """A number split into one or two first digits and a rest that is a number as one prints it."""
    value = _value(fact)
    text = str(value.numerator) if value.denominator == 1 else ""
    return [
        (text[:count], Fraction(text[count:]))
        for count in range(1, _MOST_FOOTNOTE_DIGITS + 1)
        if len(text) > count and not text[count:].startswith("0")
    ]


def _past(panel: Panel, fact: Fact) -> Fraction | None:
    before = panel.members[fact.member or ""].at(fact.period.shifted(-1)) if fact.period else None
    return before.quantity.value if before else None


def _value(fact: Fact) -> Fraction:
    return fact.quantity.value or Fraction(0)


def _holes(every: EverySeries, apart: int) -> Iterator[Finding]:
    """Periods that are missing between the first and the last of a series, so many steps ``apart``.

    What is missing in several series between the same periods is told once.
    """
    found: dict[tuple[Period, Period], list[int]] = {}
    holes: dict[tuple[int, ...], list[tuple[Period, Period]]] = {}
    for index, facts in enumerate(every.facts):
        key = timeline_of(facts)
        if key not in holes:
            periods = [one for one in facts if one.frequency is not Frequency.SPAN]
            holes[key] = [pair for pair in pairwise(periods) if _are_apart(*pair, apart)]
        for pair in holes[key]:
            found.setdefault(pair, []).append(index)
    for (before, after), where in found.items():
        lacking = [every[index] for index in where]
        first = lacking[0]
        steps = range(apart, after.steps_since(before), apart)
        missing = [before.shifted(one) for one in steps]
        more = f" and {len(lacking) - 1} more series" if len(lacking) > 1 else ""
        verb = "have" if more else "has"
        yield Finding(
            first.facts[after],
            (
                f"'{first.id}'{more} {verb} nothing for "
                f"{MESSAGES.listed([str(one) for one in missing[:4]])} "
                f"between {before} and {after}"
            ),
            tuple(lacked for one in missing for series in lacking for lacked in series.lack(one)),
        )


def _are_apart(before: Period, after: Period, apart: int) -> bool:
    return before.frequency is after.frequency and after.steps_since(before) > apart


def _sum(facts: list[Fact]) -> Fraction:
    return sum(map(_value, facts), Fraction(0))


def _rounding(fact: Fact) -> Fraction:
    """Half of what the last digit of a printed total that is no zero counts.

    Totals are rounded further than their parts, so that zeros at their end tell nothing here.
    """
    value, rounding = fact.quantity.value, fact.quantity.rounding
    if value is None or rounding.low is None or rounding.high is None:
        return Fraction(0)
    step = Fraction(1)
    while value and (value / (step * 10)).denominator == 1:
        step *= 10
    return max(
        (rounding.high - rounding.low) / 2, step / 2 if value.denominator == 1 else Fraction(0)
    )


def _may_hide_more(facts: list[Fact]) -> bool:
    """Whether a part is withheld, bounded or missing, so that less than the total is no surprise."""
    return any(fact.quantity.value is None for fact in facts)


def _number(value: Fraction) -> str:
    return MESSAGES.number(value, printed_digits(value))
