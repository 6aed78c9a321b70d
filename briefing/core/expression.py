"""Formulas over quantities: one evaluator for metrics, rules, and the audit of a ledger.

A formula is a Python expression over named operands, of which only arithmetic and the functions
in :data:`FUNCTIONS` are understood; nothing is ever executed. A rule is a comparison of formulas,
joined by ``and``, ``or`` and ``not``, and is judged with Kleene's three-valued logic: true, false,
or unknown where bounds leave the answer open.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from statistics import median

from briefing.core.fact import Derivation, Fact
from briefing.core.interval import Interval
from briefing.core.period import Period
from briefing.core.problems import QuantityError, Refusal
from briefing.core.quantity import Quantity, total
from briefing.core.status import Status, combined
from briefing.core.unit import INDEX, PERCENT, POINTS, RANK, RATIO, Unit

Operand = Quantity | Sequence[Quantity]
_LONGEST, _DEEPEST, _GREATEST_POWER = 2000, 40, 400


class ExpressionError(Refusal):
    """A formula or rule that cannot be read; ``column`` counts from 1."""

    def __init__(self, message: str, column: int = 1, *, code: str = "unreadable-formula") -> None:
        self.column = column
        super().__init__(message, code=code)


def evaluate(formula: str, operands: Mapping[str, Operand]) -> Quantity:
    """The value of a formula, with bounds, rounding, unit and status.

    Raises :class:`ExpressionError` where it cannot be read and
    :class:`~briefing.core.problems.QuantityError` where it has no meaning.
    """
    found = _value(_parsed(formula), operands)
    if not isinstance(found, Quantity):
        raise ExpressionError(f"'{formula}' is a list, not a number")
    return found


def judge(rule: str, facts: Mapping[str, Quantity]) -> bool | None:
    """Whether a rule holds: true, false, or unknown (``None``).

    A bare number takes the unit of what it is compared with. Raises as :func:`evaluate` does.
    """
    return _truth(_parsed(rule), facts)


def names_in(expression: str) -> frozenset[str]:
    """The operands that an expression names, dotted ones whole: ``production.change``."""
    found: set[str] = set()

    def visit(node: ast.AST) -> None:
        if isinstance(node, ast.Attribute | ast.Name):
            found.add(ast.unparse(node))
            return
        children = node.args if isinstance(node, ast.Call) else ast.iter_child_nodes(node)
        for child in children:
            visit(child)

    visit(_parsed(expression))
    return frozenset(found)


def derive(
    *,
    id: str,  # noqa: A002  (the word for it)
    title: str,
    calculator: str,
    formula: str,
    inputs: Mapping[str, Fact | tuple[Fact, ...]],
    period: Period | None,
    parameters: Mapping[str, str] | None = None,
    unit: Unit | None = None,
    member: str | None = None,
    ties: tuple[str, ...] = (),
    digits: int | None = None,
    series: str = "",
) -> Fact:
    """The fact that a formula makes of other facts, converted to ``unit`` where one is given."""
    operands: dict[str, Operand] = {
        name: given.quantity if isinstance(given, Fact) else [one.quantity for one in given]
        for name, given in inputs.items()
    }
    quantity = evaluate(formula, operands)
    if unit is not None and unit != quantity.unit:
        quantity = quantity.to(unit)
        formula = f"convert({formula}, '{unit.code}')"
    origin = Derivation(calculator, formula, dict(inputs), dict(parameters or {}))
    return Fact(id, title, quantity, period, origin, member, ties, digits=digits, series=series)


# functions ---------------------------------------------------------------------------------------


def _percent(ratio: Quantity) -> Quantity:
    """A ratio in hundredths."""
    return ratio.to(PERCENT)


def _points(ratio: Quantity) -> Quantity:
    """A ratio as percentage points: a contribution to a growth rate."""
    return ratio.to(PERCENT).with_unit(POINTS)


def _sum(parts: Sequence[Quantity]) -> Quantity:
    """The sum of the parts."""
    return total(_some(parts))


def _mean(parts: Sequence[Quantity]) -> Quantity:
    """The arithmetic mean."""
    return total(_some(parts)) / Quantity.exact(len(parts))


def _weighted_mean(values: Sequence[Quantity], weights: Sequence[Quantity]) -> Quantity:
    """The mean of values, each counted as its weight says: the sum of products by that of weights."""
    if len(values) != len(weights):
        message = "a weighted mean needs as many weights as values"
        raise QuantityError(message, code="impossible-calculation")
    first = _some(values)[0]
    scale = total(_some(weights))
    sizes = [(weight / scale) for weight in weights]
    products = [
        (value.with_unit(RATIO) * size).with_unit(first.unit)
        for value, size in zip(values, sizes, strict=True)
    ]
    return total(products)


def _remainder(whole: Quantity, known: Sequence[Quantity]) -> Quantity:
    """What a part that nobody tells can be: between nothing and the whole less all known parts.

    The rounding of whole and parts is given to it, so that the bound is sure.
    """
    left = (whole - total(_some(known))).rounding.high
    return Quantity.bounded(
        Interval(Fraction(0), None if left is None else max(left, Fraction(0))),
        whole.unit,
        Status.MISSING,
    )


def _median(parts: Sequence[Quantity]) -> Quantity:
    """The median; between the two in the middle, their mean. Bounds are medians of the bounds."""
    first = _some(parts)[0]
    same = [part if part.unit.code == first.unit.code else part.to(first.unit) for part in parts]

    def middle(ends: Sequence[Fraction | None]) -> Fraction | None:
        return None if None in ends else median(end for end in ends if end is not None)

    def between(intervals: Sequence[Interval]) -> Interval:
        return Interval(
            middle([one.low for one in intervals]), middle([one.high for one in intervals])
        )

    return Quantity(
        middle([part.value for part in same]),
        between([part.bounds for part in same]),
        between([part.rounding for part in same]),
        first.unit,
        combined(part.status for part in same),
    )


def _absolute(quantity: Quantity) -> Quantity:
    """The size without the sign."""
    return abs(quantity)


def _index(now: Quantity, base: Quantity) -> Quantity:
    """100 times the ratio to the base period."""
    return (now / base * Quantity.exact(100)).with_unit(INDEX)


def _growth_rate(end: Quantity, start: Quantity, years: Quantity) -> Quantity:
    """Compound annual growth rate in percent: (end / start) ** (1 / years) - 1."""
    if years.value is None or years.value <= 0:
        message = "a growth rate needs a positive number of years"
        raise QuantityError(message, code="impossible-calculation")
    growth = (end / start).power(1 / years.value)
    return (growth - Quantity.exact(1)).to(PERCENT)


def _rank(one: Quantity, others: Sequence[Quantity]) -> Quantity:
    """Competition rank among others, 1 the largest: 1 + how many are larger.

    Those of which it is unknown whether they are larger widen the bounds.
    """
    answers = [one.is_less_than(other) for other in others]
    surely = sum(answer is True for answer in answers)
    maybe = sum(answer is None for answer in answers)
    status = combined((one.status, *(other.status for other in others if other.status.has_value)))
    if maybe:
        low, high = Fraction(1 + surely), Fraction(1 + surely + maybe)
        return Quantity.bounded(Interval(low, high), RANK, status)
    return Quantity.exact(1 + surely, RANK, status)


def _hhi(parts: Sequence[Quantity], whole: Quantity, rest: Sequence[Quantity] = ()) -> Quantity:
    """Herfindahl-Hirschman index: the sum of squared shares in percent, 0 to 10,000.

    U.S. Department of Justice and Federal Trade Commission, *Merger Guidelines* (2023),
    guideline 1: above 1,800 is highly concentrated. What is known only as a rest may be one
    member or very many, so it adds between nothing and its squared share.
    """
    shares = [(part / whole).to(PERCENT).with_unit(RATIO) for part in _some(parts)]
    index = total([_squared(share) for share in shares])
    for part in rest:
        most = _squared((part / whole).to(PERCENT).with_unit(RATIO))
        if most.bounds.high:
            top = Interval(Fraction(0), most.bounds.high)
            loose = Interval(Fraction(0), most.rounding.high)
            index = replace(index, bounds=index.bounds + top, rounding=index.rounding + loose)
    return index.with_unit(INDEX)


def _squared(quantity: Quantity) -> Quantity:
    return quantity.power(Fraction(2))


def _largest(parts: Sequence[Quantity], count: Quantity) -> Quantity:
    """The sum of the ``count`` largest parts; a withheld one that may be among them leaves bounds."""
    number = int(count.value or 0)
    every = _some(parts)
    known = sorted(
        (part for part in every if part.value is not None),
        key=lambda part: part.value or 0,
        reverse=True,
    )
    unknown = [part for part in every if part.value is None]
    chosen = known[:number]
    least = chosen[-1] if len(chosen) == number else None
    if least is not None and all(part.is_less_than(least) for part in unknown):
        return total(_some(chosen))
    lows = sorted((part.bounds.low for part in every if part.bounds.low is not None), reverse=True)
    highs = [part.bounds.high for part in every]
    top = None if None in highs else sum(sorted((h for h in highs if h), reverse=True)[:number])
    low = sum(lows[:number], Fraction(0)) if len(lows) >= number else None
    bounds = Interval(low, None if top is None else Fraction(top))
    return Quantity.bounded(bounds, every[0].unit, combined(part.status for part in every))


def _some(parts: Sequence[Quantity]) -> Sequence[Quantity]:
    if not parts:
        raise QuantityError("nothing to compute from", code="impossible-calculation")
    return parts


FUNCTIONS: Mapping[str, Callable[..., Quantity]] = {
    "percent": _percent,
    "points": _points,
    "sum": _sum,
    "mean": _mean,
    "weighted_mean": _weighted_mean,
    "remainder": _remainder,
    "median": _median,
    "abs": _absolute,
    "index": _index,
    "growth_rate": _growth_rate,
    "rank": _rank,
    "hhi": _hhi,
    "largest": _largest,
}
"""What a formula may call."""


# reading -----------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _parsed(expression: str) -> ast.expr:
    if len(expression) > _LONGEST:
        raise ExpressionError("it is too long")
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        column = getattr(error, "offset", 1) or 1
        raise ExpressionError(f"it is no expression (near column {column})", column) from None
    _limit_depth(tree, _DEEPEST)
    return tree


def _limit_depth(node: ast.AST, left: int) -> None:
    if left == 0:
        raise ExpressionError("it is nested too deeply")
    for child in ast.iter_child_nodes(node):
        _limit_depth(child, left - 1)


def _at(node: ast.expr) -> int:
    return node.col_offset + 1


def _value(node: ast.expr, operands: Mapping[str, Operand]) -> Operand:
    match node:
        case ast.Constant(value=bool() | str() | None):
            raise ExpressionError(f"'{ast.unparse(node)}' is no number", _at(node))
        case ast.Constant(value=int() | float() as number):
            return Quantity.exact(Fraction(str(number)))
        case ast.Name() | ast.Attribute():
            name = ast.unparse(node)
            if name not in operands:
                raise ExpressionError(f"unknown name '{name}'", _at(node), code="unknown-name")
            return operands[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_number(operand, operands)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _number(operand, operands)
        case ast.BinOp(left=left, op=sign, right=right):
            return _combined(_number(left, operands), sign, _number(right, operands))
        case ast.Call(func=ast.Name(id="convert"), args=[what, ast.Constant(value=str(code))]):
            return _number(what, operands).to(Unit(code))
        case ast.Call(func=ast.Name(id="unit"), args=[what, ast.Constant(value=str(code))]):
            return _number(what, operands).with_unit(Unit(code))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
            return _called(name, [_value(arg, operands) for arg in args])
        case ast.Call(func=function):
            message = f"unknown function '{ast.unparse(function)}' (known: {', '.join(FUNCTIONS)})"
            raise ExpressionError(message, _at(node), code="unknown-function")
    raise ExpressionError(f"'{ast.unparse(node)}' is not allowed in a formula", _at(node))


def _number(node: ast.expr, operands: Mapping[str, Operand]) -> Quantity:
    found = _value(node, operands)
    if not isinstance(found, Quantity):
        raise ExpressionError(f"'{ast.unparse(node)}' is a list, not a number", _at(node))
    return found


def _called(name: str, args: list[Operand]) -> Quantity:
    try:
        return FUNCTIONS[name](*args)
    except (TypeError, AttributeError):
        raise ExpressionError(f"'{name}' does not take these operands") from None


def _combined(left: Quantity, sign: ast.operator, right: Quantity) -> Quantity:
    match sign:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
        case ast.Pow():
            if right.value is None or abs(right.value) > _GREATEST_POWER:
                raise ExpressionError("an exponent must be a number up to 400")
            return left.power(right.value)
    raise ExpressionError(f"'{type(sign).__name__}' is not allowed in a formula")


def _truth(node: ast.expr, facts: Mapping[str, Quantity]) -> bool | None:
    match node:
        case ast.BoolOp(op=ast.And(), values=values):
            answers = [_truth(value, facts) for value in values]
            return False if False in answers else None if None in answers else True
        case ast.BoolOp(op=ast.Or(), values=values):
            answers = [_truth(value, facts) for value in values]
            return True if True in answers else None if None in answers else False
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            answer = _truth(operand, facts)
            return None if answer is None else not answer
        case ast.Compare(left=left, ops=signs, comparators=rights):
            sides = [left, *rights]
            links = [
                _compared(before, sign, after, facts)
                for before, sign, after in zip(sides, signs, rights, strict=False)
            ]
            return False if False in links else None if None in links else True
    message = f"'{ast.unparse(node)}' is no comparison; write for instance 'share > 50'"
    raise ExpressionError(message, _at(node), code="no-comparison")


def _compared(
    left: ast.expr, sign: ast.cmpop, right: ast.expr, facts: Mapping[str, Quantity]
) -> bool | None:
    one, other = _number(left, facts), _number(right, facts)
    if not _names(left):
        one = one.with_unit(other.unit)
    if not _names(right):
        other = other.with_unit(one.unit)
    if one.unit.code != other.unit.code:
        other = other.to(one.unit)
    less, more = one.is_less_than(other), other.is_less_than(one)
    match sign:
        case ast.Lt():
            return less
        case ast.Gt():
            return more
        case ast.LtE():
            return None if more is None else not more
        case ast.GtE():
            return None if less is None else not less
        case ast.Eq():
            return one.is_equal_to(other)
        case ast.NotEq():
            equal = one.is_equal_to(other)
            return None if equal is None else not equal
    raise ExpressionError(
        f"'{type(sign).__name__}' is no comparison of numbers", code="no-comparison"
    )


def _names(node: ast.expr) -> bool:
    return any(isinstance(one, ast.Name | ast.Attribute) for one in ast.walk(node))
