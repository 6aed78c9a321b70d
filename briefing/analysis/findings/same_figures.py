"""Series that have the same figures under two names: two metrics of the same cells, a total beside its sum.

What one of them tells, the other would tell again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from briefing.analysis.advice.trials import value_of
from briefing.analysis.findings.candidates import Key, Subject
from briefing.core.fact import Derivation, Fact
from briefing.core.period import Period
from briefing.core.problems import QuantityError
from briefing.core.quantity import Quantity
from briefing.core.recomputing import inputs_of, recompute
from briefing.core.unit import conversion_factor

_FEWEST_VALUES = 3
_FEWEST_DIGITS = 8
"""Of the different values of two series of other cells together, so that they are hardly alike by chance."""


class Alike(NamedTuple):
    """A subject among those that have its figures: whose place it is in, and what it is called."""

    first: Key
    title: str


def alike_among(subjects: Iterable[Subject]) -> dict[Key, Alike]:
    """The subjects whose figures another one has too, also in another unit, by their keys."""
    known = list(subjects)
    groups: dict[tuple[str, Period, str], list[Subject]] = {}
    for subject in known:
        value = subject.now.quantity.value
        if value is not None:
            key = subject.series.unit.code, subject.period, _as_float(value)
            groups.setdefault(key, []).append(subject)
    found: dict[Key, Alike] = {}
    for group in groups.values():
        for every in _joined(group):
            if len(every) > 1:
                found |= {one.key: Alike(every[0].key, one.now.title) for one in every}
    for subject in known:
        if _is_converted(subject.now):
            _join_in_other_units(subject, known, found)
    return found


def _is_converted(fact: Fact) -> bool:
    """Whether it is told in another unit than that of what it was made of."""
    return isinstance(fact.origin, Derivation) and fact.origin.formula.startswith("convert(")


def _join_in_other_units(
    subject: Subject, known: Iterable[Subject], found: dict[Key, Alike]
) -> None:
    """Put a converted figure with those of the same cells in another unit, and with its cell where it has one alone."""
    own = found.setdefault(subject.key, Alike(subject.key, subject.now.title))
    inputs = inputs_of([subject.now])
    for key, fact in inputs.items():
        if len(inputs) == 1 and _are_proportional(subject.now, fact):
            found.setdefault(key, Alike(own.first, subject.now.title))
    for other in known:
        if other.period == subject.period and _are_proportional(subject.now, other.now):
            joined = found.setdefault(other.key, Alike(own.first, other.now.title)).first
            found |= {
                key: Alike(own.first, one.title)
                for key, one in found.items()
                if one.first == joined
            }


def others_alike(keys: Collection[Key], alike: Mapping[Key, Alike]) -> set[Key]:
    """What has the figures of one of these under another name."""
    firsts = {alike[key].first for key in keys if key in alike}
    return {key for key, one in alike.items() if one.first in firsts and key not in keys}


def _joined(subjects: Sequence[Subject]) -> list[list[Subject]]:
    """The subjects, those together that are alike."""
    sets: list[list[Subject]] = []
    for subject in subjects:
        home = next((every for every in sets if _are_alike(every[0], subject)), None)
        if home is None:
            sets.append([subject])
        else:
            home.append(subject)
    return sets


def _are_alike(one: Subject, other: Subject) -> bool:
    common = [when for when in one.series.periods if other.series.at(when) is not None]
    pairs = [(one.series.facts[when], other.series.facts[when]) for when in common]
    if any(_told(a) != _told(b) for a, b in pairs):
        return False
    values = {value for fact, _ in pairs if (value := fact.quantity.value)}
    digits = sum(_digits(value) for value in values)
    if len(values) >= _FEWEST_VALUES and digits >= _FEWEST_DIGITS:
        return True
    return _compute_the_same(one.now, other.now)


def _compute_the_same(one: Fact, other: Fact, size: Fraction = Fraction(1)) -> bool:
    """Whether both are made of the same cells, and would be alike whatever stood in these.

    ``size`` is what a value of the other is multiplied by to be in the unit of the one.
    """
    inputs = inputs_of([one])
    if not inputs or inputs.keys() != inputs_of([other]).keys():
        return False
    others: Mapping[Key, Quantity] = {
        key: Quantity.exact(value_of(fact.quantity) + Fraction(place, 7), fact.quantity.unit)
        for place, (key, fact) in enumerate(inputs.items(), 1)
    }
    try:
        first, second = recompute(one, others).value, recompute(other, others).value
    except QuantityError:
        return False
    return first is not None and second is not None and first == size * second


def _are_proportional(one: Fact, other: Fact) -> bool:
    """Whether two figures of different units are made of the same cells, and are one amount whatever stood there."""
    units = one.quantity.unit, other.quantity.unit
    if units[0].code == units[1].code or inputs_of([one]).keys() != inputs_of([other]).keys():
        return False
    try:
        return _compute_the_same(one, other, conversion_factor(units[1], units[0]))
    except QuantityError:
        return False


def _told(fact: Fact) -> str:
    value = fact.quantity.value
    return "" if value is None else _as_float(value)


def _as_float(value: Fraction) -> str:
    """A value as files hold it that were computed in floats: -3.3 may be written as -3.299999999999997."""
    return f"{float(value):.10g}"


def _digits(value: Fraction) -> int:
    """How many digits of a value tell something."""
    text = f"{float(abs(value)):.9g}".partition("e")[0].replace(".", "")
    return len(text.strip("0"))
