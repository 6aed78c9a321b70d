"""Do the data agree with themselves? Parts with their total, and series without holes.

Each finding says what was expected and what was seen, at file, row and column. Printed totals are
rounded, so parts may differ from them by a tolerance and by what the printed digits leave open.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from briefing.errors import Place, ProblemLog, Severity
from briefing.formatting.english import listed
from briefing.formatting.numbers import format_number, printed_digits
from briefing.model.fact import Cell, Fact
from briefing.model.period import Frequency, Period
from briefing.model.series import Dataset, Panel, Series

TOLERANCE = Fraction(2, 100)
"""How far parts and a rounded total may lie apart where the config does not say."""
_MOST_FOOTNOTE_DIGITS = 2
_FEWEST_PARTS = 2
_FAR = 3
"""How many times too large a number must be before a fused footnote is thought of."""


def check_consistency(dataset: Dataset, tolerance: Fraction, log: ProblemLog) -> None:
    """Look at every measure of a data set; what disagrees is a warning at its cell."""
    for measure in dataset.measures.values():
        if isinstance(measure, Panel):
            for period in measure.periods:
                _check_parts(measure, period, tolerance, log)
        else:
            _check_holes(measure, log)


def _check_parts(panel: Panel, period: Period, tolerance: Fraction, log: ProblemLog) -> None:
    total = panel.total.at(period) if panel.total else None
    if total is None or total.quantity.value is None:
        return
    every = [fact for one in panel.members.values() if (fact := one.at(period)) is not None]
    known = [fact for fact in every if fact.quantity.value is not None]
    if len(known) < _FEWEST_PARTS:
        return
    whole, parts = total.quantity.value, _sum(known)
    slack = abs(whole) * tolerance + _rounding(total)
    if parts > whole + slack:
        _tell_excess(panel, known, total, slack, log)
    elif parts < whole - slack and not _may_hide_more(every):
        _warn(
            total,
            f"the total of {panel.title.lower()} in {period} is printed as {_number(whole)}, "
            f"its parts add to {_number(parts)}",
            log,
        )


def _tell_excess(
    panel: Panel, known: list[Fact], total: Fact, slack: Fraction, log: ProblemLog
) -> None:
    whole, parts = _value(total), _sum(known)
    where = f"{panel.title.lower()} in {total.period}"
    fused = _fused(panel, known, whole - parts, slack)
    for fact, digits, value in fused:
        _warn(
            fact,
            f"{fact.member} has {_number(_value(fact))} of {_number(whole)} {where}: "
            f"looks like footnote {digits} + {_number(value)}",
            log,
        )
    if not fused:
        largest = max(known, key=_value)
        _warn(
            total,
            f"the total of {where} is printed as {_number(whole)}, its parts add to "
            f"{_number(parts)}; the largest is {largest.member} with {_number(_value(largest))}",
            log,
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


def _check_holes(series: Series, log: ProblemLog) -> None:
    """Periods that are missing between the first and the last."""
    periods = [one for one in series.periods if one.frequency is not Frequency.SPAN]
    for before, after in pairwise(periods):
        if before.frequency is after.frequency and after.steps_since(before) > 1:
            missing = [str(before.shifted(step)) for step in range(1, after.steps_since(before))]
            _warn(
                series.facts[after],
                f"'{series.id}' has nothing for {listed(missing[:4])} between {before} and {after}",
                log,
            )


def _sum(facts: list[Fact]) -> Fraction:
    return sum(map(_value, facts), Fraction(0))


def _rounding(fact: Fact) -> Fraction:
    """Half of what the last printed digit counts."""
    rounding = fact.quantity.rounding
    if rounding.low is None or rounding.high is None:
        return Fraction(0)
    return (rounding.high - rounding.low) / 2


def _may_hide_more(facts: list[Fact]) -> bool:
    """Whether a part is withheld, bounded or missing, so that less than the total is no surprise."""
    return any(fact.quantity.value is None for fact in facts)


def _number(value: Fraction) -> str:
    return format_number(value, printed_digits(value))


def _warn(fact: Fact, message: str, log: ProblemLog) -> None:
    origin = fact.origin
    place = Place(origin.file, origin.row, origin.column) if isinstance(origin, Cell) else None
    advice = "correct the cell by 'corrections', or allow more by 'checks'"
    log.add(place, message, advice, Severity.WARNING)
