"""The model of claims: what it finds beyond the grammar, what it clears, and what it leaves to the grammar."""

import runpy
from pathlib import Path

import pytest

from briefing.language.claim_model import judged
from briefing.language.untraced import FACT, Typed, find_untraced, said, without_exceptions

ROOT = Path(__file__).parent.parent.parent


def found(text: str, *path: str, are_names: bool = False) -> list[tuple[str, str]]:
    search = find_untraced([Typed(text, path, 1)], frozenset(), are_names=are_names)
    return [(one.kind, one.word) for one in search.untraced]


def test_the_weights_are_those_of_the_corpora_and_the_lexicon_at_hand():
    learning = runpy.run_path(str(ROOT / "scripts/learn_claims.py"))
    first = learning["WEIGHTS"].read_text("utf-8").partition("\n")[0]
    assert first == f"## learnt from {learning['digest']()}", "run python scripts/learn_claims.py"


@pytest.mark.parametrize(
    "text",
    ["Ferry traffic is on its knees.", "Nebraska brings up the rear on childcare subsidies."],
)
def test_a_claim_without_a_rule_is_found_with_words_of_its_own(text):
    ((kind, word),) = found(text)
    assert kind == "claim"
    assert word in text
    assert len(word.split()) > 1


def test_its_place_is_told_by_the_line():
    text = "Nobody objected.\n\nThe law is clear.\n\n- Ferry traffic is on its knees.\n"
    (one,) = find_untraced([Typed(text, (), 1)], frozenset()).untraced
    assert one.line == 5
    assert text[one.at :].startswith(one.word)


def test_a_figure_in_digits_is_told_however_the_sentence_reads():
    assert judged("The fleet consists of 85 buses.").likely < 0.2
    assert found("The fleet consists of 85 buses.") == [("number", "85")]


def test_a_sentence_with_the_figure_of_a_fact_is_left_to_its_facts():
    assert found(f"Ferry traffic is on its knees at {FACT * 5}.") == []


def test_what_an_author_excepts_takes_its_sentence_out_of_the_weighing():
    printed = f"Ferry traffic is {said('on its knees', because='a quotation of the minister')}."
    assert found(without_exceptions(printed)[1]) == []


def test_labels_names_and_highlights_with_a_rule_are_not_weighed():
    text = "Ferry traffic is on its knees."
    assert found(text, "key_figures", "label") == []
    assert found(text, "highlights", "say") == []
    assert found(text, are_names=True) == []


def test_part_of_a_sentence_is_no_claim_but_a_title_may_be():
    assert found("Schools of the town:", "sections", "text") == []
    assert found("Bottom of the league, again", "sections", "title") != []


@pytest.mark.parametrize("text", ["", "On.", "...", "45", "Zqx vrk plm."])
def test_what_the_model_does_not_know_it_does_not_judge(text):
    assert judged(text) is None or 0 < judged(text).likely < 1
