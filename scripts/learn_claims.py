"""Learn the weights of the model of claims from the corpora of sentences, and write them.

``python scripts/learn_claims.py``; stochastic gradient descent on the logistic loss, in a fixed order, a second or two.
``--apart`` prints instead how well the search does on each fifth of the corpora, with a model learnt from the others.
"""

from __future__ import annotations

import hashlib
import math
import random
import sys
from collections import Counter
from pathlib import Path

from briefing.language import claim_model
from briefing.language.claim_features import features
from briefing.language.claim_model import BIAS, SCALE
from briefing.language.untraced import Typed, find_untraced

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests/language/corpus"
WEIGHTS = ROOT / "briefing/language/words/claims.tsv"
CLAIMING, HONEST = ("claiming",), ("honest", "labels")
_ROUNDS, _RATE, _SLOWING = 8, 1.0, 0.3
_BIAS_RATE, _SURE = 0.02, 0.01
_LEAST = 5
"""Weights smaller than these hundredths say nothing."""
_FOLDS = 5

Example = tuple[tuple[str, ...], int]


def sentences() -> list[tuple[str, int]]:
    """Every sentence of the corpora, with 1 where it claims something."""
    return [
        (line, label)
        for names, label in ((CLAIMING, 1), (HONEST, 0))
        for name in names
        for line in (CORPUS / f"{name}.txt").read_text("utf-8").splitlines()
    ]


def digest() -> str:
    """What the weights were learnt from, in short."""
    texts = [(CORPUS / f"{name}.txt").read_bytes() for name in (*CLAIMING, *HONEST)]
    texts.append((ROOT / "briefing/language/words/en.toml").read_bytes())
    return hashlib.sha256(b"\n".join(texts)).hexdigest()[:16]


def learnt(examples: list[Example]) -> dict[str, int]:
    """The weights by feature, in hundredths; features of one sentence alone have none."""
    counts = Counter(name for names, _ in examples for name in names)
    rows = [(tuple(one for one in names if counts[one] > 1), label) for names, label in examples]
    weights = {name: 0.0 for name, count in counts.items() if count > 1}
    bias = 0.0
    order = [one for one in range(len(rows)) if rows[one][0]]
    shuffled = random.Random(1)
    for done in range(_ROUNDS):
        shuffled.shuffle(order)
        for at in order:
            names, label = rows[at]
            size = math.sqrt(len(names))
            score = bias + math.fsum(weights[one] for one in names) / size
            missing = label - 1 / (1 + math.exp(-score))
            bias += _BIAS_RATE * missing
            if abs(missing) > _SURE:
                step = _RATE * missing / size / (1 + done * _SLOWING)
                for one in names:
                    weights[one] += step
    whole = {name: round(SCALE * weight) for name, weight in weights.items()}
    kept = {name: weight for name, weight in whole.items() if abs(weight) >= _LEAST}
    return {BIAS: round(SCALE * bias), **kept}


def example(line: str, label: int) -> Example:
    """A sentence as what is learnt from."""
    return tuple(one.name for one in features(line)[1]), label


def _apart() -> None:
    """Print recall and false alarms of each part, judged by what the other parts teach."""
    every = sentences()
    random.Random(2).shuffle(every)
    for part in range(_FOLDS):
        rest = [example(*one) for at, one in enumerate(every) if at % _FOLDS != part]
        weights = learnt(rest)
        claim_model._weights = lambda weights=weights: weights
        found: dict[int, list[bool]] = {0: [], 1: []}
        for line, label in every[part::_FOLDS]:
            search = find_untraced([Typed(line, (), 1)], frozenset())
            found[label].append(bool(search.untraced))
        recall, alarms = (sum(found[one]) / len(found[one]) for one in (1, 0))
        print(f"part {part + 1}: recall {recall:.1%}, false alarms {alarms:.1%}")


def main() -> None:
    """Write the weights, or try them apart."""
    if "--apart" in sys.argv:
        _apart()
        return
    weights = learnt([example(*one) for one in sentences()])
    lines = [f"## learnt from {digest()}", *(f"{one}\t{weights[one]}" for one in sorted(weights))]
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(weights)} weights from {len(sentences())} sentences")


if __name__ == "__main__":
    main()
