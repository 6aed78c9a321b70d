"""Formulas over quantities: one evaluator for metrics, rules, and the audit of a ledger.

A formula is a Python expression over named operands, of which only arithmetic and the functions
in :data:`FUNCTIONS` are understood; nothing is ever executed. A rule is a comparison of formulas,
joined by ``and``, ``or`` and ``not``, and is judged with Kleene's three-valued logic: true, false,
or unknown where bounds leave the answer open.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from briefing.core.budgets import Budget, BudgetSpent
from briefing.core.exact_number import check_size, exact_number
from briefing.core.fact import Derivation, Fact
from briefing.core.formula_functions import FUNCTIONS
from briefing.core.period import Period
from briefing.core.problems import QuantityError, Refusal
from briefing.core.quantity import Quantity
from briefing.core.status import Status
from briefing.core.unit import Unit

Operand = Quantity | Sequence[Quantity]


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


# reading -----------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _parsed(expression: str) -> ast.expr:
    if len(expression) > Budget.FORMULA.most:
        raise _spent(BudgetSpent(Budget.FORMULA, len(expression)))
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        column = getattr(error, "offset", 1) or 1
        raise ExpressionError(f"it is no expression (near column {column})", column) from None
    _limit_depth(tree, Budget.FORMULA_DEPTH.most)
    return tree


def _limit_depth(node: ast.AST, left: int) -> None:
    if left == 0:
        raise _spent(BudgetSpent(Budget.FORMULA_DEPTH))
    for child in ast.iter_child_nodes(node):
        _limit_depth(child, left - 1)


def _at(node: ast.expr) -> int:
    return node.col_offset + 1


def _value(node: ast.expr, operands: Mapping[str, Operand]) -> Operand:
    match node:
        case ast.Constant(value=bool() | str() | None):
            raise ExpressionError(f"'{ast.unparse(node)}' is no number", _at(node))
        case ast.Constant(value=int() | float() as number):
            return Quantity.exact(_constant(number, node))
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


def _constant(number: float, node: ast.expr) -> Fraction:
    if math.isinf(number):
        raise _spent(BudgetSpent(Budget.EXPONENT), _at(node))
    try:
        return exact_number(str(number))
    except BudgetSpent as error:
        raise _spent(error, _at(node)) from None


def _spent(error: BudgetSpent, column: int = 1) -> ExpressionError:
    return ExpressionError(f"{error} ({error.advice})", column, code=error.code)


def _within_budget(found: Quantity) -> Quantity:
    if found.value is not None:
        try:
            check_size(found.value)
        except BudgetSpent as error:
            raise QuantityError.of(error) from None
    return found


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
            return _within_budget(left * right)
        case ast.Div():
            return _within_budget(left / right)
        case ast.Pow():
            if right.value is None:
                raise ExpressionError("an exponent must be a known number")
            if abs(right.value) > Budget.POWER.most:
                raise _spent(BudgetSpent(Budget.POWER))
            return _within_budget(left.power(right.value))
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
    if Status.NOT_SIGNIFICANT in {one.status, other.status}:
        return None  # what its sampling error may have made decides nothing
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
