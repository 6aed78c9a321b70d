"""A rule with one figure at other values: its verdict there, and where that may turn."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from briefing.analysis.advice.domains import domain_of
from briefing.core.expression import ExpressionError, evaluate, judge, names_in
from briefing.core.fact import Derivation, Fact
from briefing.core.interval import Interval
from briefing.core.problems import QuantityError
from briefing.core.quantity import Quantity
from briefing.core.recomputing import Leaf, recompute
from briefing.core.unit import is_countable
from briefing.language.numbers import fitting_digits

FARTHEST = 100
"""An input that would have to move by more than this many times its value is left out."""
_FARTHEST_FROM_ZERO = 10**6
"""The same in printed steps, for an input that is zero now."""
_HALVINGS = 30
"""Of a bracket, which leaves less than a billionth of it."""
_SPLITS = 4
"""How often a stretch of the search is halved before a change inside it may be overlooked."""
_RATIONAL = frozenset({"percent", "points", "sum", "mean", "index", "convert", "unit"})
"""Functions whose result is a ratio of polynomials in each operand."""


@dataclass(frozen=True)
class Reading:
    """A rule taken apart: its comparisons, and which functions lie between inputs and verdict."""

    rule: str
    facts: Mapping[str, Fact]

    @cached_property
    def comparisons(self) -> list[tuple[str, str]]:
        """The two sides of each comparison."""
        return [
            (ast.unparse(left), ast.unparse(right))
            for node in ast.walk(ast.parse(self.rule.strip(), mode="eval"))
            if isinstance(node, ast.Compare)
            for left, right in pairwise([node.left, *node.comparators])
        ]

    @cached_property
    def functions(self) -> frozenset[str]:
        """All functions in the rule and in the formulas behind it."""
        origins = [one.origin for fact in self.facts.values() for one in fact.walk()]
        formulas = {origin.formula for origin in origins if isinstance(origin, Derivation)}
        return frozenset(
            node.func.id
            for formula in (self.rule.strip(), *formulas)
            for node in ast.walk(ast.parse(formula, mode="eval"))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        )

    def figures(self) -> list[str]:
        """Names of computed facts that the rule compares with a constant."""
        found = []
        for left, right in self.comparisons:
            for side, other in ((left, right), (right, left)):
                fact = self.facts.get(side)
                if fact is None or names_in(other) or not fact.quantity.is_known:
                    continue
                if isinstance(fact.origin, Derivation):
                    found.append(side)
        return list(dict.fromkeys(found))


@dataclass(frozen=True)
class Trial:
    """The rule with one figure at other values: an input, or under its name a figure itself."""

    reading: Reading
    verdict: bool
    fact: Fact
    key: Leaf
    as_name: bool = False

    @cached_property
    def now(self) -> Fraction:
        """What the figure is."""
        return value_of(self.fact.quantity)

    @cached_property
    def step(self) -> Fraction:
        """What the last printed digit of the figure counts."""
        return printed_step(self.fact)

    @cached_property
    def limits(self) -> Interval:
        """Values that the figure may take."""
        if self.as_name:
            return domain_of(self.fact)
        found = _limits(self.fact, self.step)
        if not self.is_divisor:
            return found
        zero = Fraction(0)
        return Interval(zero, found.high) if self.now >= 0 else Interval(found.low, zero)

    @cached_property
    def is_divisor(self) -> bool:
        """Whether nothing is known where the figure is zero: beyond it quotients change their sign, and mean nothing."""
        try:
            self.judged(self.at(Fraction(0)))
        except QuantityError:
            return True
        return False

    @cached_property
    def breaks(self) -> list[Fraction] | None:
        """All values where a comparison may turn; ``None`` where they cannot be solved for."""
        return _breaks(self)

    def facts_with(self, given: Quantity) -> dict[str, Quantity]:
        """The named facts with the figure at ``given``."""
        facts = self.reading.facts
        if self.as_name:
            return {n: given if n == self.key else fact.quantity for n, fact in facts.items()}
        memo: dict[int, Quantity] = {}
        return {n: recompute(fact, {self.key: given}, memo) for n, fact in facts.items()}

    def judged(self, given: Quantity) -> bool | None:
        """The verdict there."""
        return judge(self.reading.rule, self.facts_with(given))

    def at(self, value: Fraction) -> Quantity:
        """The figure as it would be."""
        return Quantity.exact(value, self.fact.quantity.unit, self.fact.quantity.status)

    def flips(self, value: Fraction) -> bool:
        """Whether a rule that holds no longer surely does there, or one that fails then holds.

        Where a formula has no meaning (a division by zero) nothing flips.
        """
        try:
            verdict = self.judged(self.at(value))
        except QuantityError:
            return False
        return verdict is not True if self.verdict else verdict is True

    def is_settled(self, one: Fraction, other: Fraction) -> bool:
        """Whether interval arithmetic proves that the verdict stays everywhere between."""
        between = Interval(min(one, other), max(one, other))
        quantity = self.fact.quantity
        try:
            return self.judged(Quantity.bounded(between, quantity.unit)) is self.verdict
        except (QuantityError, ExpressionError):
            return False

    def sides(self, value: Fraction) -> list[tuple[Quantity, Quantity] | None]:
        """Both sides of each comparison; ``None`` where one has no meaning."""
        facts = self.facts_with(self.at(value))
        return [_sides(left, right, facts) for left, right in self.reading.comparisons]


def _sides(
    left: str, right: str, facts: Mapping[str, Quantity]
) -> tuple[Quantity, Quantity] | None:
    """As a judge compares them: a bare number in the unit of the other side."""
    try:
        one, other = evaluate(left, facts), evaluate(right, facts)
        if not names_in(left):
            return one.with_unit(other.unit), other
        if not names_in(right):
            return one, other.with_unit(one.unit)
        return one, other if other.unit.code == one.unit.code else other.to(one.unit)
    except QuantityError:
        return None


def _limits(fact: Fact, step: Fraction) -> Interval:
    """Percentages stay within 0 and 100 where they are, amounts and prices do not fall below 0."""
    now, unit = value_of(fact.quantity), fact.quantity.unit
    far = abs(now) * FARTHEST or step * _FARTHEST_FROM_ZERO
    if unit.is_percent and 0 <= now <= 100:  # noqa: PLR2004
        return Interval(Fraction(0), Fraction(100))
    if unit.code == "rank":
        return Interval(Fraction(1), now + far)
    is_amount = "/" in unit.code or unit.code == "index" or is_countable(unit)
    return Interval(Fraction(0) if is_amount and now >= 0 else now - far, now + far)


def printed_step(fact: Fact) -> Fraction:
    """What the last printed digit counts: of a table's figure by its rounding, else by its size."""
    quantity = fact.quantity
    value, rounding = value_of(quantity), quantity.rounding
    if quantity.unit.code == "rank":
        return Fraction(1)
    told = Fraction(0) if fact.digits is None else Fraction(1, 10**fact.digits)
    if isinstance(fact.origin, Derivation):
        return told or Fraction(1, 10 ** fitting_digits(value))
    if rounding.low is not None and rounding.high is not None and not rounding.is_point:
        # Limits may have cut one half of the rounding interval off.
        return max(told, 2 * max(value - rounding.low, rounding.high - value))
    significant = power_of_ten(abs(value)) / 100 if value else Fraction(1)
    return max(told, significant, Fraction(value.denominator == 1))


def power_of_ten(size: Fraction) -> Fraction:
    """The greatest power of ten that is not above ``size``."""
    power = Fraction(1)
    while power * 10 <= size:
        power *= 10
    while power > size:
        power /= 10
    return power


def value_of(quantity: Quantity) -> Fraction:
    """The value of a quantity that has one."""
    assert quantity.value is not None
    return quantity.value


# where the verdict turns --------------------------------------------------------------------------


def next_turn(trial: Trial, sign: int) -> Fraction | None:
    """The nearest value upward (1) or downward (-1) at which the verdict turns, or behind which."""
    limit = trial.limits.high if sign > 0 else trial.limits.low
    if trial.breaks is not None:
        return _next_break(trial, trial.breaks, sign, limit)
    return _searched(trial, sign, limit)


def _breaks(trial: Trial) -> list[Fraction] | None:
    """All values where a comparison may turn; ``None`` where they cannot be solved for."""
    if not trial.reading.functions <= _RATIONAL:
        return None
    stride = (abs(trial.now) or trial.step) / 16
    places = [trial.now + stride * count for count in (0, 1, 2, 3, 5)]
    try:
        rows = [trial.sides(place) for place in places]
    except QuantityError:
        return None
    found: list[Fraction] = []
    for column in zip(*rows, strict=True):
        if all(sides is not None and sides == column[0] for sides in column):
            continue
        gaps = [_gap(sides) for sides in column]
        turns = _turns(places, [gap for gap in gaps if gap is not None])
        if turns is None:
            return None
        found += turns
    return found


def _gap(sides: tuple[Quantity, Quantity] | None) -> Fraction | None:
    if sides is None or sides[0].value is None or sides[1].value is None:
        return None
    return sides[0].value - sides[1].value


def _turns(places: list[Fraction], gaps: list[Fraction]) -> list[Fraction] | None:
    """Zero and pole of the line or hyperbola through the points; ``None`` where it is neither."""
    if len(gaps) < len(places):
        return None
    (x0, x1, x2), (y0, y1, y2) = places[:3], gaps[:3]
    points = list(zip(places, gaps, strict=True))
    slope = (y1 - y0) / (x1 - x0)
    if all(y - y0 == slope * (x - x0) for x, y in points):
        return [x0 - y0 / slope] if slope else []
    # y = (a x + b) / (x - pole), that is a x + b + pole y = x y: two differences give a and pole.
    determinant = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
    if not determinant:
        return None
    rise, further = x1 * y1 - x0 * y0, x2 * y2 - x0 * y0
    a = (rise * (y2 - y0) - further * (y1 - y0)) / determinant
    pole = ((x1 - x0) * further - (x2 - x0) * rise) / determinant
    b = x0 * y0 - a * x0 - pole * y0
    if any(a * x + b + pole * y != x * y for x, y in points):
        return None
    return [-b / a, pole] if a else [pole]


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
