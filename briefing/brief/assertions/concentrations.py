"""Typed words for how a whole is held, beside a figure of that: ``held by few ({{ top3 }})``.

An index of concentration decides, and so does the share of one or of the largest where it is more than
half. Beside other figures the search for naked words finds them.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from briefing.brief.assertions.assertion import Assertion, Figure, Sentence
from briefing.core.fact import Derivation
from briefing.language.concentration_words import OF_FEW, OF_MANY, OVER_MANY, WITH_FEW

_HALF = Fraction(50)
_OF_A_WHOLE = frozenset({"share", "concentration"})
"""Calculators whose percentages are those of one, or of a few, in a whole."""


def concentrations_in(sentence: Sentence) -> Iterator[Assertion]:
    """All words of a sentence that say with how many something lies, beside a figure that tells."""
    figures = tuple(one for one in sentence.figures if one.is_figure and _tells(one))
    if not figures:
        return
    for pattern, is_few in ((WITH_FEW, True), (OVER_MANY, False)):
        for found in pattern.finditer(sentence.plain):
            figure = sentence.nearest(*found.span(), figures)
            if figure is not None:
                verdict = _verdict(figure, is_few=is_few)
                yield sentence.assertion(*found.span(), verdict, figure.told)


def _tells(figure: Figure) -> bool:
    origin = figure.fact.origin
    return isinstance(origin, Derivation) and origin.calculator in _OF_A_WHOLE


def _verdict(figure: Figure, *, is_few: bool) -> bool | None:
    """Whether a whole surely lies with few, or with many; none between the two, or where bounds leave it open."""
    bounds = figure.fact.quantity.bounds
    is_share = figure.fact.quantity.unit.is_percent
    few, many = (_HALF, Fraction(0)) if is_share else (Fraction(OF_FEW), Fraction(OF_MANY))
    if bounds.low is not None and bounds.low > few:
        return is_few
    if bounds.high is not None and bounds.high < many:
        return not is_few
    return None
