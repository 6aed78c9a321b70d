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


@pytest.mark.parametrize("between", [" ", "\n", "\n\n", "\n- "])
def test_what_one_sentence_supposes_says_nothing_of_the_next(between):
    supposed = (
        "They meet when they can.",
        "Bills may rise if prices do.",
        "Ministers should act.",
        "Who pays?",
    )
    for first in supposed:
        found = find_untraced([Typed(f"{first}{between}Output fell.", (), 1)], frozenset())
        assert [one.word for one in found.untraced] == ["fell"], first


def test_a_claim_is_found_in_whatever_paragraph_it_stands():
    claims = (CORPUS / "claiming.txt").read_text("utf-8").splitlines()
    others = (CORPUS / "honest.txt").read_text("utf-8").splitlines()
    pairs = [
        (one, other)
        for one, other in zip(claims, others, strict=False)
        if one[-1] == other[-1] == "."
    ]
    alone = sum(bool(find_untraced([Typed(one, (), 1)], frozenset()).untraced) for one, _ in pairs)
    beside = sum(
        any(
            hit.at > len(other)
            for hit in find_untraced([Typed(f"{other} {one}", (), 1)], frozenset()).untraced
        )
        for one, other in pairs
    )
    assert beside >= 0.99 * alone
