"""Formulas in words: how a figure was computed, with what each name in it stands for."""

from __future__ import annotations

import re

from briefing.core.fact import Derivation, Fact
from briefing.language.base import Language

_NAME = re.compile(r"(?<!['\w])[a-z][a-z_0-9]*(?!['\w.])", re.IGNORECASE)
_SIGNS = ((" * ", " × "), (" / ", " ÷ "), (" - ", " − "))
_AUTHORS = "formula"
"""The calculator whose formulas an author writes: their names are those of metrics."""


def in_words(language: Language, derivation: Derivation) -> str:
    """A derivation in words: ``percent(part ÷ total); part = ..., 2024; total = ..., 2024``."""
    own = frozenset(derivation.inputs) if derivation.calculator == _AUTHORS else frozenset()

    def named(name: str) -> str:
        key = f"formula.word.{name}"
        return name if name in own or language.own(key) is None else language.term(key)

    formula = _NAME.sub(lambda found: named(found[0]), derivation.formula)
    for typed, printed in _SIGNS:
        formula = formula.replace(typed, printed)
    inputs = (_input(language, named(name), one) for name, one in derivation.inputs.items())
    return language.joined([formula, *inputs])


def _input(language: Language, name: str, given: Fact | tuple[Fact, ...]) -> str:
    if not isinstance(given, Fact):
        return language.term("formula.several", name=name, count=len(given))
    if given.period is None:
        return language.term("formula.input", name=name, title=given.title)
    return language.term("formula.input_when", name=name, title=given.title, when=given.period)
