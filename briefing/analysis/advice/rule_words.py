"""A rule in words: ``net_import_reliance > 50`` becomes ``net import reliance is above 50%``."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from fractions import Fraction

from briefing.core.fact import Fact
from briefing.core.quantity import Quantity
from briefing.language.english import amount, closed

_SIGNS: Mapping[type[ast.AST], str] = {
    ast.Gt: "is above",
    ast.GtE: "is at least",
    ast.Lt: "is below",
    ast.LtE: "is at most",
    ast.Eq: "is",
    ast.NotEq: "is not",
}


def rule_in_words(rule: str, facts: Mapping[str, Fact]) -> str:
    """The rule as a clause; a rule with arithmetic in it is left as the author wrote it."""
    try:
        return _clause(ast.parse(rule, mode="eval").body, facts)
    except (SyntaxError, NotImplementedError):
        return rule


def _clause(node: ast.expr, facts: Mapping[str, Fact]) -> str:
    match node:
        case ast.BoolOp(op=op, values=values):
            joint = " and " if isinstance(op, ast.And) else " or "
            return joint.join(_clause(value, facts) for value in values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return f"it is not so that {_clause(operand, facts)}"
        case ast.Compare(left=left, ops=[sign], comparators=[right]):
            return f"{_side(left, right, facts)} {_SIGNS[type(sign)]} {_side(right, left, facts)}"
    raise NotImplementedError


def _side(node: ast.expr, other: ast.expr, facts: Mapping[str, Fact]) -> str:
    """A side of a comparison: a fact's title, or a number in the unit of the other side."""
    name = ast.unparse(node)
    if name in facts:
        return _inside_a_sentence(facts[name])
    try:
        number = Fraction(name.replace(" ", ""))
    except ValueError:
        raise NotImplementedError from None
    peer = facts.get(ast.unparse(other))
    if peer is None:
        raise NotImplementedError
    return amount(Quantity.exact(number, peer.quantity.unit))


def _inside_a_sentence(fact: Fact) -> str:
    """The title without its capital where its first word is a common one."""
    first = fact.title.partition(" ")[0]
    is_name = not first[1:].islower() or first.endswith(("’s", "'s", "s’", "s'"))
    title = closed(fact.title)
    return title if is_name else f"{title[0].lower()}{title[1:]}"
