"""A rule with one figure at other values: its verdict there, and where that may turn."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from briefing.analysis.advice.domains import domain_of
from briefing.analysis.advice.quotients import PLACES, Quotient
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
_RATIONAL = frozenset({"percent", "points", "sum", "mean", "index", "convert", "unit"})
"""Functions whose result is a ratio of polynomials in each operand."""
_SQUARED = "hhi"
"""The function whose result is a ratio of parabolas in each operand, where no rest leaves it open."""


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
        return frozenset(
            node.func.id
            for formula in (self.rule.strip(), *self._formulas)
            for node in ast.walk(ast.parse(formula, mode="eval"))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        )

    @cached_property
    def is_squared(self) -> bool:
        """Whether squared shares are all that keeps the rule from ratios of linear terms."""
        formulas = [self.rule.strip(), *self._formulas]
        return (
            _SQUARED in self.functions
            and self.functions <= {*_RATIONAL, _SQUARED}
            and not any(_has_rest(formula) for formula in formulas)
        )

    @cached_property
    def _formulas(self) -> frozenset[str]:
        origins = [one.origin for fact in self.facts.values() for one in fact.walk()]
        return frozenset(origin.formula for origin in origins if isinstance(origin, Derivation))

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

    @cached_property
    def quotients(self) -> dict[str, tuple[Quotient, Quantity]] | None:
        """The named facts as quotients of parabolas, and what they are now; ``None`` where they are none."""
        if not self.reading.is_squared:
            return None
        try:
            rows = [self._recomputed(self.at(place)) for place in self._places]
        except QuantityError:
            return None
        found = {}
        for name, now in rows[0].items():
            curve = self._through([row[name].value for row in rows])
            if curve is None:
                return None
            found[name] = curve, now
        return found

    @cached_property
    def gaps(self) -> list[Quotient] | None:
        """How far apart the two sides of each comparison are, as such quotients."""
        if self.quotients is None:
            return None
        rows = [self.sides(place) for place in self._places]
        found = []
        for column in zip(*rows, strict=True):
            curve = self._through([_gap(sides) for sides in column])
            if curve is None:
                return None
            found.append(curve)
        return found

    @property
    def _places(self) -> list[Fraction]:
        stride = (abs(self.now) or self.step) / 16
        return [self.now + stride * count for count in range(PLACES)]

    def _through(self, values: Sequence[Fraction | None]) -> Quotient | None:
        known = [one for one in values if one is not None]
        return Quotient.through(self._places, known) if len(known) == PLACES else None

    def facts_with(self, given: Quantity) -> dict[str, Quantity]:
        """The named facts with the figure at ``given``."""
        if given.value is None or self.quotients is None:
            return self._recomputed(given)
        found = {}
        for name, (curve, now) in self.quotients.items():
            value = curve.at(given.value)
            if value is None:
                return self._recomputed(given)
            found[name] = Quantity.exact(value, now.unit, now.status)
        return found

    def _recomputed(self, given: Quantity) -> dict[str, Quantity]:
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
        """Whether it is proved that the verdict stays everywhere between: no side crosses, or by interval arithmetic."""
        if self.gaps is not None:
            return not any(gap.may_change_sign(*sorted((one, other))) for gap in self.gaps)
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


def _has_rest(formula: str) -> bool:
    """Whether an index of concentration is told of members and a rest, which leaves it between bounds."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == _SQUARED
        and len(node.args) > 2  # noqa: PLR2004
        for node in ast.walk(ast.parse(formula, mode="eval"))
    )


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
