"""The search for naked words, measured on sentences of policy English that claim something or nothing."""

from pathlib import Path

import pytest

from briefing.language.untraced import Typed, find_untraced

CORPUS = Path(__file__).parent / "corpus"


def share_found(name: str) -> float:
    lines = (CORPUS / f"{name}.txt").read_text("utf-8").splitlines()
    found = [bool(find_untraced([Typed(line, (), 1)], frozenset()).untraced) for line in lines]
    return sum(found) / len(found)


@pytest.mark.parametrize(("name", "least", "most"), [("claiming", 0.95, 1), ("honest", 0, 0.03)])
def test_claims_are_found_and_honest_sentences_left_alone(name, least, most):
    assert least <= share_found(name) <= most
