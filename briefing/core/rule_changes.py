"""Rules that compare a figure with the one before, read as what they are: rules about its change.

``x > x.before`` is ``x.difference > 0``. So the verdict is that of the verb: what rounding, sampling or
printed digits hide of the change is hidden from the rule too.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise

from briefing.core.fact import Derivation, Fact
from briefing.core.quantity import Quantity

_DIFFERENCES: Mapping[str, str] = {
    "before": "difference",
    "year_before": "difference_on_year",
}


_CHANGES = frozenset({"change", "difference"})


def compared_quantity(fact: Fact) -> Quantity:
    """The quantity of a figure as a rule compares it: of a change, by what its rounding leaves."""
    is_change = isinstance(fact.origin, Derivation) and fact.origin.calculator in _CHANGES
    return fact.quantity.as_compared if is_change else fact.quantity


def about_changes(rule: str) -> str:
    """The rule with each comparison of a figure with its earlier one as one of their difference with 0.

    A rule that cannot be read comes back as it is.
    """
    try:
        tree = ast.parse(rule.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return rule
    changer = _Changer()
    found = changer.visit(tree)
    return ast.unparse(found) if changer.has_changed else rule


def limits_in(rule: str) -> dict[str, tuple[Fraction, ...]]:
    """The numbers that a rule compares figures with, by the names of the figures: ``share > 50``."""
    try:
        tree = ast.parse(rule.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found: dict[str, tuple[Fraction, ...]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            for one, other in pairwise([node.left, *node.comparators]):
                for name, number in ((one, other), (other, one)):
                    with suppress(ValueError):
                        limit = Fraction(ast.unparse(number).replace(" ", ""))
                        found[ast.unparse(name)] = (*found.get(ast.unparse(name), ()), limit)
    return found


class _Changer(ast.NodeTransformer):
    """Puts differences in the place of pairs."""

    def __init__(self) -> None:
        self.has_changed = False

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """One comparison; a chain of them stays."""
        if len(node.ops) != 1:
            return node
        left, right = node.left, node.comparators[0]
        for now, before in ((left, right), (right, left)):
            if name := _difference(now, before):
                self.has_changed = True
                change: ast.expr = ast.parse(name, mode="eval").body
                zero: ast.expr = ast.Constant(0)
                sides = (change, zero) if now is left else (zero, change)
                return ast.Compare(sides[0], node.ops, [sides[1]])
        return node


def _difference(now: ast.expr, before: ast.expr) -> str:
    """``x.difference`` of ``x`` and ``x.before``; empty for other pairs."""
    if not isinstance(before, ast.Attribute) or before.attr not in _DIFFERENCES:
        return ""
    name = ast.unparse(now)
    return f"{name}.{_DIFFERENCES[before.attr]}" if ast.unparse(before.value) == name else ""
