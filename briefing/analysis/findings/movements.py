"""Movements of a series since the period before: what they are, and how a sentence tells them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from fractions import Fraction
from statistics import median

from briefing.analysis.findings.candidates import (
    Candidate,
    Direction,
    Kind,
    Subject,
    Topic,
    certainty_of,
    figure,
    size_of_change,
    when,
    word,
)
from briefing.core.column_facts import periods_until
from briefing.core.expression import derive
from briefing.core.fact import Fact
from briefing.core.frequency import ROLLING, Frequency
from briefing.core.lag_values import change_value_at, difference_direction
from briefing.core.lags import NoRelative, is_from_few, relative
from briefing.core.nature import Nature
from briefing.core.period import Period
from briefing.core.reference import Reference
from briefing.core.status import Status
from briefing.core.text_nodes import Inlines
from briefing.core.title import Title
from briefing.language.amounts import amount, size_of
from briefing.language.base import Filling, Language
from briefing.language.caveats import with_caveat
from briefing.language.change_words import verb
from briefing.language.one_scale import retold

_EARLIER = {
    Frequency.QUARTERLY: "quarter",
    Frequency.SPLIT_QUARTER: "quarter",
    Frequency.FISCAL_QUARTER: "quarter",
    Frequency.MONTHLY: "month",
    Frequency.WEEKLY: "week",
    Frequency.WEEK_ENDING: "week",
}
_NOUNS = {
    Frequency.HALF_YEARLY: "half",
    Frequency.SPLIT_HALF: "half",
    Frequency.FISCAL_HALF: "half",
    Frequency.DAILY: "day",
}
WINDOW = 40
"""Of how many of the latest changes the usual one is the median: ten years of quarters."""
RECENT = 8
"""How many of the latest changes tell whether a series always moves the same way."""


def movement(subject: Subject) -> tuple[Direction, Fact, Fact, Fact] | None:
    """Direction, the value before, the difference and the change; ``None`` where nothing moved."""
    if subject.now.quantity.unit.code == "rank" or subject.series.nature is Nature.CHANGE:
        return None
    try:
        before = kin(subject, subject.now, "before")
        difference = kin(subject, subject.now, "difference")
    except NoRelative:
        return None
    if not subject.now.quantity.tells_something:
        return None  # a total that leaves an unknown part out may be bounded, yet is not printed
    where = difference.quantity.direction
    if where not in {"up", "down"} or before.member != subject.now.member:
        return None  # a place in a ranking may be another member's
    if before.quantity.status is Status.FORECAST is not subject.now.quantity.status:
        return None  # what is reported did not move from what was only expected
    if may_be_rounding(subject.now, before) or _looks_alike(subject, before):
        return None
    try:
        change = kin(subject, subject.now, "change")
    except NoRelative:
        change = difference
    return ("up" if where == "up" else "down"), before, difference, change


def _looks_alike(subject: Subject, before: Fact) -> bool:
    """Whether both figures are printed with the same digits: from 9.45% to 9.45%."""
    language, now = subject.language, subject.now
    one, other = (amount(language, fact.quantity, fact.digits) for fact in (now, before))
    return one == other


def kin(subject: Subject, fact: Fact, name: str) -> Fact:
    """A relative of a fact of the series; raises :class:`~briefing.core.lags.NoRelative`."""
    key = fact.period, name
    known = subject.steps.get(key)
    if known and known[0] is fact:
        return known[1]
    found = relative(subject.series, fact, name, subject.language.title)
    subject.steps[key] = fact, found
    return found


_GUESSED = frozenset({Status.ESTIMATED, Status.FORECAST, Status.IMPUTED})
_EXACT_DIGITS = 2


def coarseness(fact: Fact) -> Fraction:
    """Half of what the last digit of an estimate counts that is printed rounder than its column.

    Estimates end in zeros where nobody counted: 1,200,000 beside 1,238,412 is somewhere near. Two
    digits are taken as meant, so that 300 is within 5. Nothing for what was counted or computed.
    """
    quantity = fact.quantity
    value = quantity.value
    if fact.spot is None or not value or value.denominator != 1:
        return Fraction(0)
    if quantity.status not in _GUESSED:
        return Fraction(0)
    digits = str(abs(value.numerator))
    meant = max(len(digits.rstrip("0")), _EXACT_DIGITS)
    return Fraction(10 ** (len(digits) - meant), 2) if meant < len(digits) else Fraction(0)


def may_be_rounding(now: Fact, before: Fact) -> bool:
    """Whether two figures are no further apart than the roundness of estimates leaves open."""
    one, other = now.quantity.value, before.quantity.value
    if one is None or other is None:
        return False
    left_open = coarseness(now) + coarseness(before)
    return bool(left_open) and abs(one - other) <= left_open


def against_usual(subject: Subject, change: Fact) -> float | None:
    """How many times the usual change this one is; ``None`` where nothing is usual yet.

    Usual is the median size of the latest forty changes, each told as this one is: relative changes
    of prices that grew for decades, points of a percentage.
    """
    if "usual" not in subject.past:
        past = [abs(value) for value in past_change_values(subject)]
        subject.past["usual"] = [median(past) if past else Fraction(0)]
    value, (usual,) = change.quantity.value, subject.past["usual"]
    return float(abs(value) / usual) if usual and value is not None else None


def novelty(subject: Subject, change: Fact) -> float:
    """From one half for a usual change to one for a change twice as large as usual."""
    times = against_usual(subject, change)
    return 1.0 if times is None else 0.5 + 0.5 * min(1.0, times / 2)


def weightiness(subject: Subject, before: Fact, change: Fact) -> float:
    """From nearly nothing for a flicker to one for a change that is as large as the usual one.

    What a record or a turn is worth falls with it: rising by a hair is no event, and neither is a
    step of a figure that counts a handful.
    """
    times = against_usual(subject, change)
    part = 1.0 if times is None else min(1.0, times)
    return (0.2 + 0.8 * part) * (0.25 if is_from_tiny_base(subject, before, change) else 1.0)


def size_of_plain(subject: Subject, before: Fact, change: Fact) -> float:
    """The size of a change that is nothing more: a quarter of it where it counts a handful."""
    size = size_of_change(change) * novelty(subject, change)
    return size / 4 if is_from_tiny_base(subject, before, change) else size


def past_differences(subject: Subject, most: int | None = None) -> list[Fact]:
    """The differences of every period before, or of the latest so many, where they can be told."""
    return _past(subject, "difference", most)


def past_changes(subject: Subject, most: int | None = None) -> list[Fact]:
    """The changes of the periods before as they are told: in percent, points or the own unit."""
    return _past(subject, "change", most)


def past_change_values(subject: Subject) -> list[Fraction]:
    """The values of the latest changes, of :data:`WINDOW` at most, where they have one."""
    if "values" not in subject.past:
        series, found = subject.series, list[Fraction | None]()
        for period in reversed(periods_until(series.facts, subject.period)[:-1]):
            if len(found) == WINDOW:
                break
            with suppress(NoRelative):
                found.append(change_value_at(series, period))
        subject.past["values"] = [one for one in found if one is not None]
    return subject.past["values"]


def past_directions(subject: Subject) -> dict[Period, str]:
    """Where the differences of the periods before point, by period, where they can be told."""
    found: dict[Period, str] = {}
    for fact in subject.series.until(subject.period)[:-1]:
        with suppress(NoRelative):
            found[period_of(fact)] = difference_direction(subject.series, fact)
    return found


def _past(subject: Subject, name: str, most: int | None) -> list[Fact]:
    found: list[Fact] = []
    for fact in reversed(subject.series.until(subject.period)[:-1]):
        if len(found) == most:
            break
        try:
            found.append(kin(subject, fact, name))
        except NoRelative:
            continue
    return found[::-1]


def is_from_tiny_base(subject: Subject, before: Fact, change: Fact) -> bool:
    """Whether a change in percent starts from so few units that it says little: 1 to 2."""
    return is_from_few(subject.series, before, change)


def steadiness(subject: Subject, where: str) -> float:
    """The share of the latest changes that went the same way: a record every year is none."""
    past = past_differences(subject, RECENT)
    same = sum(one.quantity.direction == where for one in past)
    return same / len(past) if len(past) >= RECENT else 0.0


def sizes(language: Language, differences: list[Fact]) -> Iterator[Fact]:
    """The changes without their signs, as facts."""
    for one in differences:
        yield derive(
            id=f"{one.id}.size",
            title=language.title(Title("in_size", {"title": one.title})),
            calculator="size",
            formula="abs(step)",
            inputs={"step": one},
            period=one.period,
        )


def going_on(
    subject: Subject, clauses: Iterable[Inlines], key: str, /, **slots: Filling
) -> tuple[Inlines, ...]:
    """Sentences that begin with these clauses, by a term with a slot ``clause``."""
    return tuple(subject.language.sentence(key, clause=clause, **slots) for clause in clauses)


def change_clauses(
    subject: Subject,
    before: Fact,
    difference: Fact,
    change: Fact,
    *,
    absolute: bool = False,
    with_size: bool = False,
) -> tuple[Inlines, ...]:
    """The movement as the beginning of a sentence, in two orders.

    ``absolute`` tells it in the figure's own unit, ``with_size`` says its size in any case.
    """
    language = subject.language
    percent = change.quantity if is_relative(subject, change) and not absolute else None
    moved = verb(language, difference.quantity, percent, subject.measure)
    if with_size and moved.tells_size:
        moved = verb(language, difference.quantity, None, subject.measure)
    told = difference if absolute else change
    unit = told.quantity.unit
    is_in_words = not (unit.is_percent or unit.is_points or unit.is_money)
    key = "moved_itself" if moved.tells_size else "moved"
    key = "moved_by" if absolute or is_in_words else key
    slots: dict[str, Filling] = {
        "moved": language.phrase(
            f"finding.{key}",
            verb=word(difference, moved.text),
            size=figure(language, told, size_of(language, told.quantity, told.digits)),
        ),
        "subject": subject.title,
        "inside": subject.inside,
        "now": figure(language, subject.now),
        "when": when(language, subject.now, subject.period, is_moved=True),
        "before": figure(language, before),
        "then": word(before, when_before(language, before, subject.period)),
    }
    return (
        language.phrase("finding.clause", **slots),
        language.phrase("finding.clause_when_first", **slots),
    )


def is_relative(subject: Subject, change: Fact) -> bool:
    """Whether a change is told in percent of the value before, not in the figure's own unit."""
    return change.quantity.unit.is_percent and not subject.now.quantity.unit.is_percent


def candidate(
    subject: Subject,
    detector: str,
    sentences: tuple[Inlines, ...],
    facts: tuple[Fact, ...],
    size: float,
    because: str,
    direction: Direction = "none",
) -> Candidate:
    """A candidate about one series, with the certainty of its facts."""
    return Candidate(
        detector=detector,
        subject=subject.key,
        about=subject.name or subject.series.id,
        topic=topic_of(subject),
        kind=kind_of(subject),
        sentences=tuple(retold(subject.language, one, facts) for one in sentences),
        facts=facts,
        size=size,
        weight=subject.weight,
        because=because,
        direction=direction,
        name=subject.name,
        certainty=certainty_of(facts),
    )


def topic_of(subject: Subject) -> Topic:
    """The measure that it was read from, or the first one of those that it is computed from.

    So the members of a panel are one topic, with the shares and ranks among them, and their total
    is another; the values of a series and its growth are one.
    """
    root = next(iter(subject.now.walk()))
    return root.series, root.member is not None


def kind_of(subject: Subject) -> Kind:
    """Its data set, unit and nature: prices by the ton are of one kind, and so are amounts in tons."""
    unit = subject.now.quantity.unit
    return Reference.parse(topic_of(subject)[0]).name, unit.code, subject.series.nature


def is_beyond(fact: Fact, limit: Fraction, where: str, *, before: bool = False) -> bool:
    """Whether a figure surely lies on the far side of a limit; ``before``, on the near side."""
    bounds = fact.quantity.bounds
    above = bounds.low is not None and (
        bounds.low > limit or (bounds.low == limit and bounds.low_open)
    )
    below = bounds.high is not None and bounds.high < limit
    is_up = (where == "up") is not before
    return above if is_up else below


def when_before(language: Language, before: Fact, now: Period) -> str:
    """When the value before was: ``in 2023``, ``a quarter earlier``, ``in 2023 (low reliability)``."""
    return with_caveat(language, _when_before(language, before, now), before)


def _when_before(language: Language, before: Fact, now: Period) -> str:
    period = period_of(before)
    if period != now.preceding():
        is_year = period == now.a_year_before() and period.frequency in _EARLIER
        return language.term("time.year_earlier" if is_year else "time.in", when=period)
    if period.step <= 1 and period.frequency in _EARLIER:
        return language.term(f"time.{_EARLIER[period.frequency]}_earlier")
    return language.term("time.in", when=period)


def period_of(fact: Fact) -> Period:
    """The period of a fact that has one."""
    assert fact.period is not None
    return fact.period


def periods_of(subject: Subject, count: int) -> str:
    """So many periods in words: ``three years``."""
    return subject.language.term(f"time.{_noun(subject)}s", count=count)


def per_period(subject: Subject) -> str:
    """``a year``, ``a quarter``, ``a month``."""
    return subject.language.term(f"time.per_{_noun(subject)}")


def _noun(subject: Subject) -> str:
    """``year``, ``quarter`` or ``month``; ``period`` for what rolls or lies apart."""
    frequency = subject.period.frequency
    if frequency in ROLLING or subject.period.step > 1 or subject.period.among:
        return "period"
    return _EARLIER.get(frequency) or _NOUNS.get(frequency, "year")
