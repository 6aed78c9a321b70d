"""Whether the figures that a formula adds, subtracts or divides can be compared with one another."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace

from briefing.analysis.metrics.formula import Misuse, NoFact, fact_at, whose_series
from briefing.core.comparing import (
    NO_QUOTIENT,
    YEAR,
    How,
    Standing,
    Unlike,
    no_quotient,
    standing_of,
    unlike,
)
from briefing.core.fact import Fact
from briefing.core.parameters import bind
from briefing.core.period import Period
from briefing.core.problems import QuantityError
from briefing.core.series import Series
from briefing.core.title import Title
from briefing.core.unit_arithmetic import unit_of_quotient

_WITHOUT_A_STANDING = frozenset(
    {"percent", "points", "rank", "hhi", "growth_rate", "index", "convert"}
)


def is_across(parameters: Mapping[str, object]) -> bool:
    """Whether a formula may compare what is unlike; the one parameter that it takes."""
    bind("formula", _takes_across, parameters, {})
    return parameters.get("across") is True


def named_after(formula: str, operands: Mapping[str, Series]) -> Title | str:
    """What a formula without a title is called: one figure minus another, else the formula itself."""
    one, sign, other = formula.partition(" - ")
    if sign and {one.strip(), other.strip()} <= operands.keys():
        sides = (whose_series(operands[side.strip()]) for side in (one, other))
        return Title("difference", dict(zip(("one", "other"), sides, strict=True)))
    return formula


def _takes_across(_formula: str, *, across: bool = False) -> None:
    """The parameters of a formula, as those of calculators are read."""


def compared_at(series: Series, period: Period) -> Fact:
    """The figure that a comparison at a period takes: of a metric with a period of its own, that one."""
    if series.is_fixed and series.current is not None:
        return fact_at(series, series.current)
    return fact_at(series, period)


def checked(found: Unlike | None, *, across: bool) -> Unlike | None:
    """What is unlike, where the author allows it; else :class:`Misuse` says why it is refused."""
    if found is not None and not across:
        raise Misuse(found.message, found.advice("across: true"), code=found.code)
    return found


def unlike_pair(
    one: Series, other: Series, period: Period, how: How, *, across: bool
) -> Unlike | None:
    """In what two series are unlike at a period; :class:`Misuse` unless ``across``."""
    first, second = (standing_of(compared_at(side, period), side) for side in (one, other))
    return checked(unlike(first, second, how), across=across)


def unlike_in(
    formula: str, operands: Mapping[str, Series], facts: Mapping[str, Fact], *, across: bool
) -> tuple[Unlike | None, Standing | None]:
    """The first unlikeness in a formula, and what its result stands on; :class:`Misuse` unless ``across``."""
    standings = {name: standing_of(facts[name], series) for name, series in operands.items()}
    walk = _Walk(standings)
    result = walk.standing(ast.parse(formula.strip(), mode="eval").body)
    return checked(walk.found, across=across), result


def refuse_quotients(formula: str, facts: Mapping[str, Fact]) -> None:
    """Raise :class:`NoFact` where a formula divides by a figure that is below zero."""
    for node in ast.walk(ast.parse(formula.strip(), mode="eval")):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            divisor = facts.get(ast.unparse(node.right))
            if divisor is not None and (why := no_quotient(divisor, divisor)):
                raise NoFact(why, NO_QUOTIENT, code="not-above-zero")


class _Walk:
    """Goes through a formula as it is computed, with what each part stands on."""

    def __init__(self, standings: Mapping[str, Standing]) -> None:
        self.standings = standings
        self.found: Unlike | None = None

    def standing(self, node: ast.expr) -> Standing | None:
        """What the value of a part stands on; ``None`` of a pure number."""
        match node:
            case ast.Name() | ast.Attribute():
                return self.standings.get(ast.unparse(node))
            case ast.UnaryOp(operand=operand):
                return self.standing(operand)
            case ast.BinOp(op=ast.Mult(), left=ast.Constant(value=int(count)), right=part):
                return _so_often(self.standing(part), count)
            case ast.BinOp(op=ast.Mult(), left=part, right=ast.Constant(value=int(count))):
                return _so_often(self.standing(part), count)
            case ast.BinOp(left=left, op=sign, right=right):
                return self._of_two(self.standing(left), sign, self.standing(right))
            case ast.Call(func=ast.Name(id=name), args=[first, *rest]):
                parts = [self.standing(one) for one in (first, *rest)]
                for other in parts[1:]:
                    self._compare(parts[0], other, "difference")
                return None if name in _WITHOUT_A_STANDING else parts[0]
        return None

    def _of_two(
        self, left: Standing | None, sign: ast.operator, right: Standing | None
    ) -> Standing | None:
        if left is None or right is None:
            return left or right
        match sign:
            case ast.Add() | ast.Sub():
                self._compare(left, right, "difference")
                return left
            case ast.Div():
                self._compare(left, right, "quotient")
                return _quotient(left, right)
        return None

    def _compare(self, one: Standing | None, other: Standing | None, how: How) -> None:
        if one is not None and other is not None and self.found is None:
            self.found = unlike(one, other, how)


def _so_often(part: Standing | None, count: int) -> Standing | None:
    """A flow told at its annual rate: four times that of a quarter, twelve times that of a month."""
    if part is None or part.months is None or part.months * count != YEAR:
        return part
    return replace(part, months=YEAR)


def _quotient(left: Standing, right: Standing) -> Standing | None:
    """What a quotient stands on: nothing, where it is a pure number."""
    try:
        unit, _ = unit_of_quotient(left.unit, right.unit)
    except QuantityError:
        return None
    return None if unit.is_ratio else replace(left, unit=unit)
