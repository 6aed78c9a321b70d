"""Quotients of two parabolas through given points: what a share, or an index of concentration, is of one member.

With all others as they are, a squared share is ``(a + b x)² / (c + d x)²``. Known as such it is computed at any
place at once, and where it crosses zero is known without trying.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

_TERMS = 3
"""Of a parabola: what is constant, what grows with x, what grows with its square."""
PLACES = 2 * _TERMS + 1
"""At how many places it must agree: one more than its terms leave open, and one more to check."""


@dataclass(frozen=True, slots=True)
class Quotient:
    """A parabola over another one, by their terms from the constant one on."""

    above: tuple[Fraction, ...]
    below: tuple[Fraction, ...]

    @classmethod
    def through(cls, places: Sequence[Fraction], values: Sequence[Fraction]) -> Quotient | None:
        """The one through all points, of which there are :data:`PLACES`; ``None`` where there is none."""
        if all(value == values[0] for value in values):
            return cls((values[0],), (Fraction(1),))
        middle = places[0]
        rows = [
            [*_powers(place - middle), *(-value * one for one in _powers(place - middle))]
            for place, value in zip(places, values, strict=True)
        ]
        terms = _null_vector(rows)
        if terms is None or not any(terms[_TERMS:]):
            return None
        above, below = tuple(terms[:_TERMS]), tuple(terms[_TERMS:])
        return cls(_moved(above, middle), _moved(below, middle))

    def at(self, place: Fraction) -> Fraction | None:
        """Its value there; ``None`` where it is divided by nothing."""
        below = _value(self.below, place)
        return _value(self.above, place) / below if below else None

    def may_change_sign(self, low: Fraction, high: Fraction) -> bool:
        """Whether it is zero or has no value anywhere between, both ends counted."""
        return _has_root(self.above, low, high) or _has_root(self.below, low, high)


def _powers(place: Fraction) -> tuple[Fraction, ...]:
    return Fraction(1), place, place * place


def _value(terms: Sequence[Fraction], place: Fraction) -> Fraction:
    found = Fraction(0)
    for term in reversed(terms):
        found = found * place + term
    return found


def _moved(terms: Sequence[Fraction], middle: Fraction) -> tuple[Fraction, ...]:
    """The terms of a parabola in ``x`` of one that is given in ``x - middle``."""
    constant, linear, square = terms
    return (
        constant - linear * middle + square * middle * middle,
        linear - 2 * square * middle,
        square,
    )


def _has_root(terms: Sequence[Fraction], low: Fraction, high: Fraction) -> bool:
    ends = _value(terms, low), _value(terms, high)
    if not all(ends) or (ends[0] > 0) != (ends[1] > 0):
        return True
    if len(terms) < _TERMS or not terms[2]:
        return False
    turn = -terms[1] / (2 * terms[2])
    if not low < turn < high:
        return False
    there = _value(terms, turn)
    return not there or (there > 0) != (ends[0] > 0)


def _null_vector(rows: Sequence[Sequence[Fraction]]) -> list[Fraction] | None:
    """Numbers, not all of them zero, by which each row adds to nothing; ``None`` where there are none."""
    left = [list(row) for row in rows]
    width = len(left[0])
    pivots: list[int] = []
    for column in range(width):
        at = next((n for n in range(len(pivots), len(left)) if left[n][column]), None)
        if at is None:
            continue
        top = len(pivots)
        left[top], left[at] = left[at], left[top]
        head = left[top][column]
        left[top] = [one / head for one in left[top]]
        for n, row in enumerate(left):
            if n != top and row[column]:
                factor = row[column]
                left[n] = [one - factor * other for one, other in zip(row, left[top], strict=True)]
        pivots.append(column)
    free = [column for column in range(width) if column not in pivots]
    if not free:
        return None
    found = [Fraction(0)] * width
    found[free[-1]] = Fraction(1)
    for n, column in enumerate(pivots):
        found[column] = -left[n][free[-1]]
    return found
