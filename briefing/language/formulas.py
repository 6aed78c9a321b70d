"""Formulas in words: how a figure was computed, with what each name in it stands for."""

from __future__ import annotations

from briefing.core.fact import Derivation, Fact
from briefing.language.base import Language


def in_words(language: Language, derivation: Derivation) -> str:
    """A derivation in words: ``percent(part ÷ total); part = ..., 2024; total = ..., 2024``."""
    formula = derivation.formula.replace(" * ", " × ").replace(" / ", " ÷ ").replace(" - ", " − ")
    return language.joined(
        [formula, *(_input(language, name, given) for name, given in derivation.inputs.items())]
    )


def _input(language: Language, name: str, given: Fact | tuple[Fact, ...]) -> str:
    if not isinstance(given, Fact):
        return language.term("formula.several", name=name, count=len(given))
    if given.period is None:
        return language.term("formula.input", name=name, title=given.title)
    return language.term("formula.input_when", name=name, title=given.title, when=given.period)
