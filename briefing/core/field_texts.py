"""The texts right below the fields of a class, and those of a function's parameters: what editors show.

A class says what a field is in a text below it, a function what a parameter is in a line of its docstring
below ``Args:``, with an example at the end of it::

    since: The period to count from: ``2019``.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from inspect import cleandoc, getdoc, getsource
from itertools import pairwise

_ENTRY = re.compile(r"^    (\w+): (.*(?:\n {5,}.*)*)", re.MULTILINE)
_EXAMPLE = re.compile(r"``([^`]+)``\.?$")
_WORDS: dict[str, object] = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class ParameterText:
    """What a docstring says of one parameter."""

    text: str
    example: object = None
    """As YAML would read it: a text, a whole number, true or false, a list or mapping of texts."""


def texts_below_fields(block: type) -> Mapping[str, str]:
    """The texts right below the fields of a class itself, by field."""
    return _texts_of_module(block.__module__).get(block.__name__, {})


@cache
def _texts_of_module(name: str) -> Mapping[str, Mapping[str, str]]:
    """The texts of the classes at the top of a module, parsed once for all of them."""
    found: dict[str, dict[str, str]] = {}
    for made in ast.parse(getsource(sys.modules[name])).body:
        if not isinstance(made, ast.ClassDef):
            continue
        found[made.name] = {}
        for statement, below in pairwise(made.body):
            match statement, below:
                case (
                    ast.AnnAssign(target=ast.Name(id=field)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    found[made.name][field] = cleandoc(text)
    return found


def parameter_texts(function: Callable[..., object]) -> dict[str, ParameterText]:
    """What the docstring of a function says of its parameters below ``Args:``, by parameter."""
    _, _, told = (getdoc(function) or "").partition("\nArgs:\n")
    found = {}
    for name, text in _ENTRY.findall(told):
        words = " ".join(text.split())
        shown = _EXAMPLE.search(words)
        found[name] = ParameterText(words, _example(shown[1]) if shown else None)
    return found


def _example(text: str) -> object:
    if text.startswith("[") and text.endswith("]"):
        return [_example(one.strip()) for one in text[1:-1].split(",")]
    if text.startswith("{") and text.endswith("}"):
        pairs = (one.partition(":") for one in text[1:-1].split(","))
        return {key.strip(): value.strip() for key, _, value in pairs}
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if text.removeprefix("-").isdecimal() else text
