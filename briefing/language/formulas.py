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
    inputs = (
        _input(language, input_name(language, derivation, name), one)
        for name, one in derivation.inputs.items()
    )
    return language.joined([formula_words(language, derivation), *inputs])


def formula_words(language: Language, derivation: Derivation) -> str:
    """The formula alone: ``percent(part ÷ total)``."""
    formula = _NAME.sub(
        lambda found: input_name(language, derivation, found[0]), derivation.formula
    )
    for typed, printed in _SIGNS:
        formula = formula.replace(typed, printed)
    return formula


def input_name(language: Language, derivation: Derivation, name: str) -> str:
    """What a formula calls one of its inputs or functions; an author's own names stay."""
    key = f"formula.word.{name}"
    is_own = derivation.calculator == _AUTHORS and name in derivation.inputs
    return name if is_own or language.own(key) is None else language.term(key)


def _input(language: Language, name: str, given: Fact | tuple[Fact, ...]) -> str:
    if not isinstance(given, Fact):
        return language.term("formula.several", name=name, count=len(given))
    if given.period is None:
        return language.term("formula.input", name=name, title=given.title)
    return language.term("formula.input_when", name=name, title=given.title, when=given.period)
