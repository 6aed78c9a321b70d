"""The sandbox of page templates, which counts its steps and what it makes, and stops.

A page of a project's own template is somebody else's program: every turn of a loop and every call is a
step, and no text grows beyond the budget of a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from jinja2 import nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from briefing.core.budgets import Budget, BudgetSpent

_TURNS, _MADE = "each turn", "what is made"
"""Names of our filters, with blanks: nobody can type them."""
_GROWING = frozenset(["center", "indent", "filesizeformat", "pprint", "xmlattr", "wordwrap"])
"""Filters that make much of little; a page has styles instead."""
_GROWING_METHODS = frozenset(["center", "ljust", "rjust", "zfill", "expandtabs", "translate"])
_WIDEST = 10_000


class MeteredPage(ImmutableSandboxedEnvironment):
    """A sandbox with the budgets of a page, which begin anew with each page."""

    intercepted_binops = frozenset(["+", "*", "%", "**"])

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self._steps = self._made = 0
        for name in _GROWING & self.filters.keys():
            del self.filters[name]
        self.filters |= {_TURNS: _turns, _MADE: _counted}
        del self.globals["lipsum"]

    def begin(self) -> None:
        """Begin the budgets anew, for another page."""
        self._steps = self._made = 0

    def step(self) -> None:
        """One step more; raises :class:`~briefing.core.budgets.BudgetSpent`."""
        self._steps += 1
        if self._steps > Budget.PAGE_STEPS.most:
            raise BudgetSpent(Budget.PAGE_STEPS)

    def make(self, size: int) -> None:
        """So much more is made; raises :class:`~briefing.core.budgets.BudgetSpent`."""
        self._made += size
        if self._made > Budget.PAGE_MADE.most:
            raise BudgetSpent(Budget.PAGE_MADE)

    def call(self, __context: Context, __obj: object, *args: object, **kwargs: object) -> object:  # noqa: PYI063
        """Call what a template calls, as a step."""
        self.step()
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Reckon, where the result stays small."""
        if operator == "%" and isinstance(left, str | Markup):
            raise SecurityError("a text has no '%' here; join texts by '~'")
        if operator == "*":
            for one, other in ((left, right), (right, left)):
                if isinstance(one, str | list | tuple) and isinstance(other, int):
                    self.make(len(one) * max(other, 0))
        if operator in {"*", "**"} and isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length() * (abs(right) if operator == "**" else 1) + right.bit_length()
            if bits > _WIDEST:
                raise BudgetSpent(Budget.RESULT)
        found: object = super().call_binop(context, operator, left, right)
        if isinstance(found, str | list | tuple):
            self.make(len(found))
        return found

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a template may ask for it: no method that makes much of little."""
        if isinstance(obj, str) and attr in _GROWING_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = _filtered(loop.iter, _TURNS)
        for output in tree.find_all(nodes.Output):
            output.nodes = [
                one if isinstance(one, nodes.TemplateData) else _filtered(one, _MADE)
                for one in output.nodes
            ]
        for assigned in tree.find_all(nodes.Assign):
            assigned.node = _filtered(assigned.node, _MADE)
        return tree


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(cast("nodes.Expr", node), name, [], [], None, None, lineno=node.lineno)


def _metered(context: Context) -> MeteredPage:
    environment = context.environment
    assert isinstance(environment, MeteredPage)
    return environment


@pass_context
def _turns(context: Context, items: Iterable[object]) -> Iterator[object]:
    """The same items, each a step."""
    environment = _metered(context)
    for one in items:
        environment.step()
        yield one


@pass_context
def _counted(context: Context, value: object) -> object:
    """The same value, its size counted."""
    if isinstance(value, str | list | tuple):
        _metered(context).make(len(value))
    return value
