"""A rule in words: ``net_import_reliance > 50`` becomes ``net import reliance is above 50%``."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from briefing.core.fact import Fact
from briefing.core.rule_changes import limits_in
from briefing.core.unit import RANK
from briefing.language.base import Language
from briefing.language.one_scale import Limited, told_with_limits

_SIGNS: Mapping[type[ast.AST], str] = {
    ast.Gt: "above",
    ast.GtE: "at_least",
    ast.Lt: "below",
    ast.LtE: "at_most",
    ast.Eq: "equal",
    ast.NotEq: "unequal",
}


_Limits = Mapping[tuple[str, Fraction], str]
"""What the figures of a rule are compared with in words, by the name of the figure and the number."""


@dataclass(frozen=True, slots=True)
class RuleInWords:
    """A rule as a clause, and the figures in it as they stand, each in the scale of what it is held to."""

    clause: str
    now: tuple[str, ...]
    """One a fact, in the order of the facts."""


def rule_in_words(language: Language, rule: str, facts: Mapping[str, Fact]) -> RuleInWords:
    """The rule in words; one with arithmetic in it is left as the author wrote it."""
    limits = limits_in(rule)
    figures = [
        Limited(fact.quantity, fact.digits, limits.get(name, ())) for name, fact in facts.items()
    ]
    told = told_with_limits(language, figures)
    now = tuple(text for text, _ in told)
    words = {
        (name, number): text
        for name, (_, texts) in zip(facts, told, strict=True)
        for number, text in zip(limits.get(name, ()), texts, strict=True)
    }
    try:
        tree = ast.parse(rule, mode="eval").body
        return RuleInWords(_clause(language, tree, facts, words), now)
    except (SyntaxError, NotImplementedError):
        return RuleInWords(rule, now)


def _clause(language: Language, node: ast.expr, facts: Mapping[str, Fact], limits: _Limits) -> str:
    match node:
        case ast.BoolOp(op=op, values=values):
            joint = language.term("rule.and" if isinstance(op, ast.And) else "rule.or")
            return joint.join(_clause(language, value, facts, limits) for value in values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return language.term("rule.not", clause=_clause(language, operand, facts, limits))
        case ast.Compare(left=left, ops=[sign], comparators=[right]):
            return language.term(
                f"rule.{_relation(sign, left, right, facts)}",
                count=_count(language, left, facts),
                left=_side(language, left, right, facts, limits),
                right=_side(language, right, left, facts, limits),
            )
    raise NotImplementedError


def _relation(sign: ast.cmpop, left: ast.expr, right: ast.expr, facts: Mapping[str, Fact]) -> str:
    """How the left side stands to the right one: a rank is below another where its number is greater."""
    relation = _SIGNS[type(sign)]
    sides = [facts[name] for one in (left, right) if (name := ast.unparse(one)) in facts]
    is_rank = any(one.quantity.unit == RANK for one in sides)
    return _TURNED.get(relation, relation) if is_rank else relation


_TURNED = {"above": "below", "below": "above", "at_least": "at_most", "at_most": "at_least"}


def _count(language: Language, node: ast.expr, facts: Mapping[str, Fact]) -> int:
    """How many the left side stands for: its verb agrees with it."""
    fact = facts.get(ast.unparse(node))
    return language.count_of(fact.title) if fact else 1


def _side(
    language: Language,
    node: ast.expr,
    other: ast.expr,
    facts: Mapping[str, Fact],
    limits: _Limits,
) -> str:
    """A side of a comparison: a fact's title, or a number in the unit of the other side."""
    name = ast.unparse(node)
    if name in facts:
        return language.term("rule.figure", title=facts[name].title)
    try:
        number = Fraction(name.replace(" ", ""))
    except ValueError:
        raise NotImplementedError from None
    try:
        return limits[ast.unparse(other), number]
    except KeyError:
        raise NotImplementedError from None
