"""How well the search for naked words does on two corpora: recall and false alarms.

``python benchmarks/naked_words.py [--show]``; the sentences stand in ``tests/language/corpus``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from briefing.language.untraced import Typed, find_untraced

CORPUS = Path(__file__).parent.parent / "tests/language/corpus"


def found(name: str) -> dict[str, list[str]]:
    """What is found in each sentence of a corpus."""
    lines = (CORPUS / f"{name}.txt").read_text("utf-8").splitlines()
    return {
        line: [one.word for one in find_untraced([Typed(line, (), 1)], frozenset()).untraced]
        for line in lines
    }


def main() -> None:
    """Print both rates, and with ``--show`` the sentences that come out wrong."""
    claiming, honest = found("claiming"), found("honest")
    missed = [line for line, words in claiming.items() if not words]
    alarms = {line: words for line, words in honest.items() if words}
    print(f"recall {1 - len(missed) / len(claiming):.1%} of {len(claiming)} claiming sentences")
    print(f"false alarms {len(alarms) / len(honest):.1%} of {len(honest)} honest sentences")
    if "--show" in sys.argv:
        for line in missed:
            print(f"missed: {line}")
        for line, words in alarms.items():
            print(f"alarm: {line} {words}")


if __name__ == "__main__":
    main()
