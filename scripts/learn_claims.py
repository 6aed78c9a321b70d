"""Learn the weights of the model of claims from the corpora of sentences, and write them.

``python scripts/learn_claims.py``; gradient descent on the logistic loss from the same start, some seconds.
``--apart`` prints instead how well the search does on each fifth of the corpora, with a model learnt from the others.
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from briefing.language import claim_model
from briefing.language.claim_features import features
from briefing.language.claim_model import BIAS, SCALE
from briefing.language.untraced import Typed, find_untraced

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests/language/corpus"
WEIGHTS = ROOT / "briefing/language/words/claims.tsv"
CLAIMING, HONEST = ("claiming",), ("honest", "labels")
_STEPS, _RATE, _SHRINKING = 150, 0.3, 0.003
_LEAST = 5
"""Weights smaller than these hundredths say nothing."""
_FOLDS = 5

Example = tuple[tuple[str, ...], int]
Counts = npt.NDArray[np.float64]


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
    """The weights by feature, in hundredths; features of one sentence alone have none.

    Each feature is first scaled by how much oftener it stands in sentences of one kind than of the other, in logarithms
    (Wang and Manning 2012, "Baselines and bigrams": a logistic model over ratios of counts does better on short texts).
    """
    counts = Counter(name for names, _ in examples for name in names)
    places = {name: at for at, name in enumerate(sorted(counts)) if counts[name] > 1}
    places = {name: at for at, name in enumerate(places)}
    rows = [[places[one] for one in names if one in places] for names, _ in examples]
    which = np.array([at for row in rows for at in row])
    row = np.repeat(np.arange(len(rows)), [len(one) for one in rows])
    labels = np.array([label for _, label in examples], float)
    ratios = _ratios(which, labels[row], len(places))
    values = ratios[which] / np.sqrt([len(rows[at]) for at in row])
    weights, bias = np.zeros(len(places)), 0.0
    first, second = np.zeros(len(places) + 1), np.zeros(len(places) + 1)
    for step in range(1, _STEPS + 1):
        scores = bias + np.bincount(row, weights[which] * values, len(rows))
        missing = 1 / (1 + np.exp(-scores)) - labels
        slope = np.bincount(which, missing[row] * values, len(places)) + _SHRINKING * weights
        slope = np.append(slope, missing.sum())
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        size = _RATE * (1 - step / (_STEPS + 1))
        change = size * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        weights, bias = weights - change[:-1], bias - float(change[-1])
    whole = {name: round(SCALE * float(weights[at] * ratios[at])) for name, at in places.items()}
    kept = {name: weight for name, weight in whole.items() if abs(weight) >= _LEAST}
    return {BIAS: round(SCALE * bias), **kept}


def _ratios(which: Counts, labels: Counts, size: int) -> Counts:
    """By how much, in logarithms, each feature is oftener in one kind of sentence than in the other."""
    claiming = 1 + np.bincount(which, labels, size)
    honest = 1 + np.bincount(which, 1 - labels, size)
    return np.abs(np.log(claiming / claiming.sum() * honest.sum() / honest))


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
