"""Tipping points: how far one input alone would have to move for a rule to change its verdict.

This is one-way threshold analysis (Briggs, Sculpher and Buxton, *Health Economics* 1994;3:95-104):
each figure that the rule rests on is varied with all others as they are, through the formulas that
lead from it to the rule. Where these are ratios of linear terms the point is solved exactly;
elsewhere it is bracketed. What is printed is rounded away from the present value and proved by
putting it in: there the verdict is another, and one printed step nearer it is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from briefing.analysis.advice.trials import Reading, Trial, power_of_ten, value_of
from briefing.analysis.advice.turns import next_turn
from briefing.core.expression import judge
from briefing.core.fact import Derivation, Fact
from briefing.core.quantity import Quantity
from briefing.core.recomputing import inputs_of
from briefing.language.absences import whose_missing
from briefing.language.amounts import amount
from briefing.language.base import Language

_FINEST = 3
"""How many powers of ten below the input's printed step a point may be told."""


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """A figure, and the nearest value of it at which the rule has another verdict."""

    input: Fact
    """A figure that was read or stated, or one that the rule itself compares with a constant."""
    now: Quantity
    at: Quantity
    """As it may be printed, in the unit of the input; the verdict has changed there."""
    exact: Fraction
    """Where the verdict changes, before rounding; a search finds it to within a billionth."""
    direction: Literal["rise", "fall"]
    changes_to: bool | None
    """The verdict there: unknown (``None``) where bounds of other figures then leave it open."""

    @property
    def is_figure_itself(self) -> bool:
        """Whether it is a computed figure that the rule compares, and not one of its inputs."""
        return isinstance(self.input.origin, Derivation)

    @property
    def distance(self) -> Fraction | None:
        """How far away it is in parts of the present value; ``None`` from zero."""
        now = value_of(self.now)
        return abs(self.exact - now) / abs(now) if now else None


def tipping_points(rule: str, facts: Mapping[str, Fact]) -> tuple[TippingPoint, ...]:
    """For each input that can change the verdict alone, the nearest value that does, nearest first.

    ``facts`` are those that the rule names. There are none where the verdict is unknown:
    :func:`unknown_because` says why. Raises as :func:`briefing.core.expression.judge` does.
    """
    verdict = judge(rule, {name: fact.quantity for name, fact in facts.items()})
    if verdict is None:
        return ()
    reading = Reading(rule, facts)
    trials = [
        *(Trial(reading, verdict, fact, key) for key, fact in inputs_of(facts.values()).items()),
        *(Trial(reading, verdict, facts[name], name, as_name=True) for name in reading.figures()),
    ]
    found = [point for trial in trials if (point := _nearest(trial)) is not None]
    return tuple(sorted(found, key=_order))


def unknown_because(language: Language, rule: str, facts: Mapping[str, Fact]) -> str:
    """Why a rule has no verdict and so no tipping point; empty where it has a verdict."""
    if judge(rule, {name: fact.quantity for name, fact in facts.items()}) is not None:
        return ""
    known = [
        language.term(
            "rule.unknown_figure",
            title=fact.title,
            value=language.enumerated(
                filter(
                    None,
                    (
                        amount(language, fact.quantity, fact.digits),
                        whose_missing(language, fact),
                    ),
                )
            ),
        )
        for fact in facts.values()
        if not fact.quantity.is_known
    ]
    return language.term("rule.unknown", figures=known)


def _order(point: TippingPoint) -> tuple[bool, Fraction, str]:
    return point.distance is None, point.distance or abs(point.exact), point.input.id


def _nearest(trial: Trial) -> TippingPoint | None:
    """The nearer of the turns upward and downward, as it may be printed."""
    found = []
    for sign in (1, -1):
        exact = next_turn(trial, sign)
        if exact is not None and (point := _printable(trial, exact, sign)) is not None:
            found.append(point)
    return min(found, key=lambda point: abs(point.exact - trial.now), default=None)


def _printable(trial: Trial, exact: Fraction, sign: int) -> TippingPoint | None:
    """The nearest printable value that flips the rule where one step nearer does not."""
    for step in _steps(trial.step):
        first = sign * (sign * exact // step)
        for count in (first - sign, first, first + sign, first + 2 * sign):
            value, nearer = count * step, (count - sign) * step
            if (
                sign * (nearer - trial.now) >= 0
                and value in trial.limits
                and trial.flips(value)
                and not trial.flips(nearer)
            ):
                return _point(trial, value, exact, step, sign)
    return None


def _point(
    trial: Trial, value: Fraction, exact: Fraction, step: Fraction, sign: int
) -> TippingPoint:
    unit = trial.fact.quantity.unit
    is_constant = trial.as_name and value == exact
    at = Quantity.exact(value, unit) if is_constant else Quantity.printed(value, step, unit)
    direction: Literal["rise", "fall"] = "rise" if sign > 0 else "fall"
    changes_to = trial.judged(trial.at(value))
    return TippingPoint(trial.fact, trial.fact.quantity, at, exact, direction, changes_to)


def _steps(step: Fraction) -> Iterator[Fraction]:
    """The printed step, then the powers of ten below it."""
    yield step
    power = power_of_ten(step)
    if power == step:
        power /= 10
    for finer in range(_FINEST):
        yield power / 10**finer
