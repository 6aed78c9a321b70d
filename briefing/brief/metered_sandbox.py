"""The sandbox of the author's texts: facts bring their own forms, so little else is there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from inspect import isroutine
from types import CodeType

from jinja2 import Template, Undefined, nodes, pass_context
from jinja2.runtime import Context, Macro

from briefing.brief.mentions import ProseError
from briefing.core.budgets import Budget
from briefing.core.metered_environment import MeteredEnvironment, metered


class MeteredSandbox(MeteredEnvironment):
    """A sandbox for the texts of a brief; ``undefined`` stands for unknown names."""

    steps, made = Budget.STEPS, Budget.MADE
    instead_of_percent = "write the figure as it is"
    growing = frozenset(
        [
            "batch",
            "center",
            "filesizeformat",
            "format",
            "indent",
            "pprint",
            "replace",
            "slice",
            "tojson",
            "urlize",
            "wordwrap",
            "xmlattr",
        ]
    )
    growing_methods = frozenset(
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

    def __init__(self, undefined: type[Undefined] = Undefined) -> None:
        super().__init__(autoescape=False, undefined=undefined)
        self.filters["join"] = _joined

    def prepared(self, text: str) -> Template:
        """A text to render; raises as :meth:`compile` does. The same text is compiled once."""
        return Template.from_code(self, _code_of_text(text), self.make_globals(None))

    def printed(self, value: object) -> object:
        """The value, counted. What was to be called and was not is refused."""
        if isroutine(value) or isinstance(value, Macro):
            name = getattr(value, "__name__", "") or getattr(value, "name", "it")
            message = f"'{name}' says nothing by itself: it is asked of something"
            raise ProseError(message, f"write {name}(...)", code="broken-sentence")
        return super().printed(value)

    def wrap_str_format(self, value: object) -> None:
        """No ``format``: it is among the methods that are refused."""
        del value

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.recursive = False
        return tree


@lru_cache(maxsize=2048)
def _code_of_text(text: str) -> CodeType:
    """The code of a text, which is the same in every sandbox: names are looked up when it runs."""
    return MeteredSandbox().compile(text)


@pass_context
def _joined(context: Context, items: Iterable[object], between: str = "") -> str:
    """The items in one text."""
    texts = [str(one) for one in items]
    metered(context).make(sum(map(len, texts)) + len(texts) * len(str(between)))
    return str(between).join(texts)
