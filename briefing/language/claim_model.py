"""How likely a sentence claims something of the data: a logistic model over its words and the kinds of its words.

The grammar (:mod:`briefing.language.claim_grammar`) knows what it was told; the model weighs the whole sentence, so
that ``Nickel gave back what it had won`` is found without a rule of its own, and ``The bench fell silent`` is not. Its
weights are whole numbers in ``words/claims.tsv``, made from the sentences of ``tests/language/corpus`` by
``scripts/learn_claims.py``: the same sentence is judged alike everywhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from briefing.language.claim_features import Feature, features
from briefing.language.word_kinds import Token

SCALE = 100
"""Weights are hundredths."""
BIAS = "(any)"
"""The name under which the weight of any sentence stands."""
_FEWEST = 3
"""A sentence of fewer words is left to the grammar."""
_SHOWN = 6
"""How many words of a sentence are shown at most."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence as the model sees it."""

    likely: float
    """From 0, no claim of the data, to 1."""
    start: int
    end: int
    """Where the words stand that say so most."""


def judged(sentence: str) -> Judged | None:
    """The judgement of one sentence; none where it has too few words that the model knows."""
    tokens, every = features(sentence)
    weights = _weights()
    known = [one for one in every if one.name in weights]
    if not known or sum(one.letter not in ".," for one in tokens) < _FEWEST:
        return None
    score = weights[BIAS] + sum(weights[one.name] for one in known) / math.sqrt(len(known))
    start, end = _weightiest(known, tokens)
    return Judged(1 / (1 + math.exp(-score / SCALE)), start, end)


def _weightiest(known: list[Feature], tokens: tuple[Token, ...]) -> tuple[int, int]:
    """From where to where the few words in a row stand that weigh most."""
    weights = _weights()
    best = (-math.inf, 0, 0)
    words = [one for one in tokens if one.letter not in ".,"]
    for first, one in enumerate(words):
        for last in words[first + 1 : first + _SHOWN]:
            total = sum(
                weights[each.name]
                for each in known
                if one.start <= each.start and each.end <= last.end
            )
            best = max(best, (total, one.start, last.end), key=lambda each: each[0])
    return best[1], best[2]


@cache
def _weights() -> dict[str, int]:
    """The weight of each feature by its name, read when the first sentence is judged."""
    text = files("briefing.language").joinpath("words", "claims.tsv").read_text("utf-8")
    rows = (line.rpartition("\t") for line in text.splitlines() if not line.startswith("##"))
    return {name: int(weight) for name, _, weight in rows}
