"""Jinja that counts its steps and what it makes, and stops: the sandbox of whatever somebody else wrote.

Every turn of a loop and every call is a step. No text or list grows beyond the budget, and no number
beyond what can be printed. Filters and methods that make much of little are not there.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import ClassVar, cast

from jinja2 import nodes, pass_context
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefing.core.budgets import Budget, BudgetSpent

_TURNS, _MADE = "each turn", "what is made"
"""Names of our filters, with blanks: nobody can type them."""
_BITS = 13_000
"""Of a whole number: about as many digits as a calculated number may have."""


class MeteredEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox with budgets, which begin anew with each text; a kind of text has a class of its own."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "%", "**"])
    steps: ClassVar[Budget]
    """How many steps a text may take."""
    made: ClassVar[Budget]
    """How many characters and items it may make."""
    instead_of_percent: ClassVar[str]
    """What to write in place of ``%`` between texts."""
    growing: ClassVar[frozenset[str]]
    """Filters that make much of little, and are not there."""
    growing_methods: ClassVar[frozenset[str]]
    """Methods of texts that do."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self.optimized = False  # what is reckoned before a text is begun is not counted
        self._steps = self._made = 0
        for name in self.growing & self.filters.keys():
            del self.filters[name]
        self.filters |= {_TURNS: _turns, _MADE: _counted, "round": _rounded}
        del self.globals["lipsum"]

    def begin(self) -> None:
        """Begin the budgets anew, for another text."""
        self._steps = self._made = 0

    def step(self) -> None:
        """One step more; raises :class:`~briefing.core.budgets.BudgetSpent`."""
        self._steps += 1
        if self._steps > self.steps.most:
            raise BudgetSpent(self.steps)

    def make(self, size: int) -> None:
        """So much more is made; raises :class:`~briefing.core.budgets.BudgetSpent`."""
        self._made += size
        if self._made > self.made.most:
            raise BudgetSpent(self.made)

    def made_of(self, value: object) -> object:
        """The same value, its size counted."""
        if isinstance(value, str | list | tuple):
            self.make(len(value))
        return value

    def printed(self, value: object) -> object:
        """The value as a text prints it or gives it a name, counted."""
        return self.made_of(value)

    def call(self, __context: Context, __obj: object, *args: object, **kwargs: object) -> object:  # noqa: PYI063
        """Call what a text calls, as a step; what a macro makes was counted as it was made."""
        self.step()
        found = super().call(__context, __obj, *args, **kwargs)
        return found if isinstance(__obj, Macro) else self.made_of(found)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Reckon, where the result stays small."""
        self.step()
        if operator == "%" and isinstance(left, str):
            raise SecurityError(f"a text has no '%' here; {self.instead_of_percent}")
        if operator == "*":
            self._check_product(left, right)
        if operator == "**":
            self._check_power(left, right)
        return self.made_of(super().call_binop(context, operator, left, right))

    def _check_product(self, left: object, right: object) -> None:
        for one, other in ((left, right), (right, left)):
            if isinstance(one, str | list | tuple) and isinstance(other, int):
                self.make(len(one) * max(other, 0))
        if isinstance(left, int) and isinstance(right, int):
            _check_bits(left.bit_length() + right.bit_length())

    def _check_power(self, left: object, right: object) -> None:
        if isinstance(right, int | float) and abs(right) > Budget.POWER.most:
            raise BudgetSpent(Budget.POWER)
        if isinstance(left, int) and isinstance(right, int):
            _check_bits(left.bit_length() * abs(right))

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a text may ask for it: no method that makes much of little."""
        if isinstance(obj, str) and attr in self.growing_methods:
            return False
        if isinstance(obj, int | float) and attr in {"to_bytes", "from_bytes"}:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for number in tree.find_all(nodes.Const):
            if isinstance(number.value, float) and not math.isfinite(number.value):
                raise TemplateSyntaxError("a number is too large", number.lineno, name, filename)
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


def metered(context: Context) -> MeteredEnvironment:
    """The environment in which a filter was called."""
    environment = context.environment
    assert isinstance(environment, MeteredEnvironment)
    return environment


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(cast("nodes.Expr", node), name, [], [], None, None, lineno=node.lineno)


def _check_bits(bits: int) -> None:
    if bits > _BITS:
        raise BudgetSpent(Budget.RESULT, bits * 301 // 1000)


@pass_context
def _turns(context: Context, items: Iterable[object]) -> Iterator[object]:
    """The same items, each a step."""
    environment = metered(context)
    for one in items:
        environment.step()
        yield one


@pass_context
def _counted(context: Context, value: object) -> object:
    return metered(context).printed(value)


def _rounded(value: float, digits: int = 0) -> float:
    """A number with so many decimals."""
    if abs(digits) > Budget.POWER.most:
        raise BudgetSpent(Budget.POWER)
    return round(value, digits)
