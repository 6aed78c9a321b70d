"""Whether a rule can hold and can fail at all: one that cannot do both says nothing of the data.

Each figure is replaced by the set of all values that it may take, and the rule is judged with
interval arithmetic. That is conservative: ``always`` and ``never`` are proved, ``contingent`` is
all else.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from briefing.core.expression import ExpressionError, Operand, evaluate, judge
from briefing.core.fact import Derivation, Fact
from briefing.core.interval import Interval
from briefing.core.problems import QuantityError
from briefing.core.quantity import Quantity
from briefing.core.unit import is_countable

WhenTrue = Literal["contingent", "always", "never"]

_ANYTHING = Interval()
_WHOLES: Mapping[tuple[str, str], Interval] = {
    ("share", "percent"): Interval(Fraction(0), Fraction(100)),
    ("concentration", "percent"): Interval(Fraction(0), Fraction(100)),
    ("concentration", "index"): Interval(Fraction(0), Fraction(10000)),
}
"""What parts of a whole may come to, by calculator and unit."""


def when_true(
    rule: str, facts: Mapping[str, Fact], declared: Mapping[str, Interval] | None = None
) -> WhenTrue:
    """Whether a rule can both hold and fail over the values that the facts it names may take.

    ``declared`` gives the range of a name where the author has said it. A percentage that was read
    from a table may be a share or a rate of growth, so nothing is taken for granted of it.
    """
    ranges = declared or {}
    domains = {
        name: Quantity.bounded(ranges.get(name) or domain_of(fact), fact.quantity.unit)
        for name, fact in facts.items()
    }
    try:
        verdict = judge(rule, domains)
    except (QuantityError, ExpressionError):
        return "contingent"
    if verdict is None:
        return "contingent"
    return "always" if verdict else "never"


def domain_of(fact: Fact) -> Interval:
    """All values that a figure may take, whatever it is now.

    An amount of things is not below nothing, a rank lies between 1 and the number of those ranked,
    a part is at most its whole; of a computed figure it is what its formula makes of such inputs.
    """
    origin, unit = fact.origin, fact.quantity.unit
    if not isinstance(origin, Derivation):
        if unit.code == "rank":
            return Interval(Fraction(1), None)
        return Interval(Fraction(0), None) if is_countable(unit) else _ANYTHING
    whole = _WHOLES.get((origin.calculator, unit.code))
    if whole is not None:
        return whole
    operands: dict[str, Operand] = {
        name: _anywhere(given) if isinstance(given, Fact) else [_anywhere(one) for one in given]
        for name, given in origin.inputs.items()
    }
    try:
        return evaluate(origin.formula, operands).bounds
    except (QuantityError, ExpressionError):
        return _ANYTHING


def _anywhere(fact: Fact) -> Quantity:
    return Quantity.bounded(domain_of(fact), fact.quantity.unit)
