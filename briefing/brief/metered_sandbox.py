"""The sandbox of the author's texts: Jinja that counts its steps and what it makes, and stops.

Every turn of a loop and every call is a step. No text or list grows beyond the budget, and no number
beyond what can be printed. Filters and methods that make much of little (``center``, ``format``) are
not there: facts bring their own forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from inspect import isroutine
from types import CodeType
from typing import cast

from jinja2 import Template, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefing.brief.mentions import ProseError
from briefing.core.budgets import Budget, BudgetSpent

_TURNS, _MADE = "each turn", "what is made"
"""Names of our filters, with blanks: nobody can type them."""
_GROWING = frozenset(
    [
        "batch",
        "center",
        "format",
        "indent",
        "pprint",
        "replace",
        "slice",
        "tojson",
        "urlize",
        "wordwrap",
        "xmlattr",
        "filesizeformat",
    ]
)
_GROWING_METHODS = frozenset(
    [
        "center",
        "encode",
        "expandtabs",
        "format",
        "format_map",
        "join",
        "ljust",
        "replace",
        "rjust",
        "translate",
        "zfill",
    ]
)
_BITS = 13_000
"""Of a whole number: about as many digits as a calculated number may have."""


class MeteredSandbox(ImmutableSandboxedEnvironment):
    """A sandbox with budgets, which begin anew with each text; ``undefined`` stands for unknown names."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "%", "**"])

    def __init__(self, undefined: type[Undefined] = Undefined) -> None:
        super().__init__(autoescape=False, undefined=undefined)
        self._steps = self._made = 0
        for name in _GROWING & self.filters.keys():
            del self.filters[name]
        self.filters |= {_TURNS: _turns, _MADE: _counted, "join": _joined, "round": _rounded}
        del self.globals["lipsum"]

    def prepared(self, text: str) -> Template:
        """A text to render; raises as :meth:`compile` does. The same text is compiled once."""
        return Template.from_code(self, _code_of_text(text), self.make_globals(None))

    def begin(self) -> None:
        """Begin the budgets anew, for another text."""
        self._steps = self._made = 0

    def step(self) -> None:
        """One step more; raises :class:`~briefing.core.budgets.BudgetSpent`."""
        self._steps += 1
        if self._steps > Budget.STEPS.most:
            raise BudgetSpent(Budget.STEPS)

    def make(self, size: int) -> None:
        """So much more is made; raises :class:`~briefing.core.budgets.BudgetSpent`."""
        self._made += size
        if self._made > Budget.MADE.most:
            raise BudgetSpent(Budget.MADE)

    def call(self, __context: Context, __obj: object, *args: object, **kwargs: object) -> object:  # noqa: PYI063
        """Call what a text calls, as a step."""
        self.step()
        found = super().call(__context, __obj, *args, **kwargs)
        if isinstance(found, str | list | tuple):
            self.make(len(found))
        return found

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Reckon, where the result stays small."""
        self.step()
        if operator == "%" and isinstance(left, str):
            raise SecurityError("a text has no '%' here; write the figure as it is")
        if operator == "*":
            self._check_product(left, right)
        if operator == "**":
            self._check_power(left, right)
        found: object = super().call_binop(context, operator, left, right)
        if isinstance(found, str | list | tuple):
            self.make(len(found))
        return found

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

    def wrap_str_format(self, value: object) -> None:
        """No ``format``: it is among the methods that are refused."""
        del value

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a text may ask for it: no method of texts and numbers that makes much of little."""
        if isinstance(obj, str) and attr in _GROWING_METHODS:
            return False
        if isinstance(obj, int | float) and attr in {"to_bytes", "from_bytes"}:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = _filtered(loop.iter, _TURNS)
            loop.recursive = False
        for output in tree.find_all(nodes.Output):
            output.nodes = [
                one if isinstance(one, nodes.TemplateData) else _filtered(one, _MADE)
                for one in output.nodes
            ]
        for assigned in tree.find_all(nodes.Assign):
            assigned.node = _filtered(assigned.node, _MADE)
        return tree


@lru_cache(maxsize=2048)
def _code_of_text(text: str) -> CodeType:
    """The code of a text, which is the same in every sandbox: names are looked up when it runs."""
    return MeteredSandbox().compile(text)


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(cast("nodes.Expr", node), name, [], [], None, None, lineno=node.lineno)


def _check_bits(bits: int) -> None:
    if bits > _BITS:
        raise BudgetSpent(Budget.RESULT, bits * 301 // 1000)


def _metered(context: Context) -> MeteredSandbox:
    environment = context.environment
    assert isinstance(environment, MeteredSandbox)
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
    """The same value, its size counted. What was to be called and was not is refused."""
    if isroutine(value) or isinstance(value, Macro):
        name = getattr(value, "__name__", "") or getattr(value, "name", "it")
        message = f"'{name}' says nothing by itself: it is asked of something"
        raise ProseError(message, f"write {name}(...)", code="broken-sentence")
    if isinstance(value, str | list | tuple):
        _metered(context).make(len(value))
    return value


@pass_context
def _joined(context: Context, items: Iterable[object], between: str = "") -> str:
    """The items in one text."""
    texts = [str(one) for one in items]
    _metered(context).make(sum(map(len, texts)) + len(texts) * len(str(between)))
    return str(between).join(texts)


def _rounded(value: float, digits: int = 0) -> float:
    """A number with so many decimals."""
    if abs(digits) > Budget.POWER.most:
        raise BudgetSpent(Budget.POWER)
    return round(value, digits)
