"""Where the verdict of a rule turns: at a value that is solved for, or found by growing strides."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from briefing.analysis.advice.trials import FARTHEST, Trial
from briefing.core.interval import Interval

_HALVINGS = 30
"""Of a bracket, which leaves less than a billionth of it."""
_SPLITS = 4
"""How often a stretch of the search is halved before a change inside it may be overlooked."""


def next_turn(trial: Trial, sign: int) -> Fraction | None:
    """The nearest value upward (1) or downward (-1) at which the verdict turns, or behind which."""
    limit = trial.limits.high if sign > 0 else trial.limits.low
    if trial.breaks is not None:
        return _next_break(trial, trial.breaks, sign, limit)
    return _searched(trial, sign, limit)


def _next_break(
    trial: Trial, breaks: list[Fraction], sign: int, limit: Fraction | None
) -> Fraction | None:
    """The first of the breaks at which, or right behind which, the verdict is another."""
    ahead = {
        one
        for one in breaks
        if sign * (one - trial.now) >= 0 and (limit is None or sign * (limit - one) >= 0)
    }
    ordered = sorted(ahead, key=lambda one: sign * one)
    for place, following in pairwise([*ordered, None]):
        assert place is not None
        behind = following if following is not None else limit
        if behind is None:
            behind = place + sign * (abs(place) or trial.step)
        if trial.flips(place) or (behind != place and trial.flips((place + behind) / 2)):
            return place
    return None


def _searched(trial: Trial, sign: int, limit: Fraction | None) -> Fraction | None:
    """The first change on growing strides, each looked into where it is not proved settled."""
    size = abs(trial.now) or trial.step
    end = trial.now + sign * size * FARTHEST if limit is None else limit
    if end == trial.now or trial.is_settled(trial.now, end):
        return None
    for near, far in pairwise(_strides(trial.now, end, size)):
        bracket = _first_change(trial, near, far, _SPLITS)
        if bracket is not None:
            return _narrowed(trial, *bracket)
    return None


def _strides(now: Fraction, end: Fraction, size: Fraction) -> Iterator[Fraction]:
    """From ``now`` to ``end`` by doubled strides, and by halved ones on the way to zero."""
    yield now
    sign, stride = (1 if end > now else -1), size / 64
    while sign * (end - now - sign * stride) > 0 and not (end == 0 and stride > size / 2):
        yield now + sign * stride
        stride *= 2
    if end == 0:
        yield from (now / 2**power for power in range(2, 11))
    yield end


def _first_change(
    trial: Trial, near: Fraction, far: Fraction, splits: int
) -> tuple[Fraction, Fraction] | None:
    """A stretch at whose far end the verdict is another, the nearest that is found."""
    if trial.is_settled(near, far):
        return None
    if splits == 0:
        return (near, far) if trial.flips(far) else None
    middle = (near + far) / 2
    before = _first_change(trial, near, middle, splits - 1)
    return before or _first_change(trial, middle, far, splits - 1)


def _narrowed(trial: Trial, near: Fraction, far: Fraction) -> Fraction:
    """The change within a stretch: the simplest number in what halving leaves of it."""
    for _ in range(_HALVINGS):
        middle = (near + far) / 2
        if trial.flips(middle):
            far = middle
        else:
            near = middle
    left = Interval(min(near, far), max(near, far))
    simpler = (far.limit_denominator(10**power) for power in range(7))
    return next((one for one in simpler if one in left), far)
