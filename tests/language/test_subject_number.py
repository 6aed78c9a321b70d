"""A verb agrees with its subject: places are one, workers are several, and their number is one."""

from pathlib import Path

import pytest
from small_projects import tried

from briefing.language.english import EnglishGrammar
from briefing.language.messages import MESSAGES

GRAMMAR = MESSAGES.grammar


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Avon", 1), ("In 2024, Wales", 1), ("The number of pupils", 1), ("Pupils", 2), ("They", 2),
        ("It", 1), ("Workers in the north", 2), ("the Philippines", 1), ("The Netherlands", 1), ("the United States", 1),
        ("Output rose to 5 t while prices", 2), ("Newry, Mourne and Down", None), ("", None),
        ("Half of all households", None), ("Schools and hospitals", None), ("A number of pupils", None),
        ("The share of pupils who walk", None), ("Avon’s workers also", 2), ("Avon, with five schools,", 1),
        ("Honduras", 1), ("Solomon Islands", 1), ("Channel Islands", 2), ("West Midlands", 2), ("*Teachers*", 2), ("Kansas", 1), ("Of these, boys", 2),
    ],
)  # fmt: skip
def test_the_words_before_a_verb_tell_how_many_it_is_about(words: str, count: int | None):
    assert GRAMMAR.number_before(words) == count


PLACES = [
    "West Midlands",
    "Los Angeles",
    "Newry, Mourne and Down",
    "Channel Islands",
    "Other districts",
]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("West Midlands", 1), ("In 2024 the West Midlands", None), ("In 2024, the West Midlands", 1), ("Los Angeles", 1), ("Channel Islands", 2),
        ("Other districts", 2), ("Workers", 2), ("East Midlands", 2),
    ],
)  # fmt: skip
def test_a_place_of_the_data_is_one(words: str, count: int | None):
    assert GRAMMAR.knowing(frozenset(), PLACES).number_before(words) == count


@pytest.mark.parametrize(
    ("verb", "one", "many"),
    [
        ("are projected to rise", "is projected to rise", "are projected to rise"),
        ("was unchanged", "was unchanged", "were unchanged"),
        ("rose", "rose", "rose"),
    ],
)
def test_verbs_have_both_forms(verb: str, one: str, many: str):
    assert (GRAMMAR.of_number(verb, 1), GRAMMAR.of_number(verb, 2)) == (one, many)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ x.member }} {{ x.verb }}.", "Avon is projected to climb."),
        ("Wales {{ x.verb }}.", "Wales is projected to climb."),
        ("{{ k.title }} {{ k.verb }}.", "Workers, Kent are projected to rise."),
        ("{{ x.title }} {{ x.verb }}.", "Avon workers are projected to climb."),
        (
            "The number of its workers {{ x.verb }}.",
            "The number of its workers is projected to climb.",
        ),
        ("Its workers {{ x.verb }}; it {{ x.verb }}.", "it is projected to climb."),
    ],
)
def test_a_forecast_agrees_with_what_the_author_writes_about(tmp_path: Path, text: str, told: str):
    project = (
        "datasets: {d: {source: s, path: data/d.csv, period: {column: Year, partial: []}, dimension: Place, "
        "status: [{code: F, periods: [2031]}], series: {w: {column: W, unit: people, title: Workers}}}}\n"
    )
    rows = "Year,Place,W\n2030,Avon,1000\n2030,Kent,900\n2031,Avon,1200\n2031,Kent,950\n"
    brief = (
        "title: T\nperiod: 2031\nmetrics: {x: {value: 'd.w[Avon]', title: Avon workers}, k: {value: 'd.w[Kent]', title: 'Workers, Kent'}}\n"
        f"sections: [{{title: A, text: '{text}'}}]\n"
    )
    found = tried(tmp_path, rows, project, brief)
    assert told in found.text


def test_names_with_commas_are_no_asides():
    assert GRAMMAR.closed("Newry, Mourne and Down HPI") == "Newry, Mourne and Down HPI"
    assert GRAMMAR.within("Newry, Mourne and Down HPI") == "Newry, Mourne and Down HPI"
    assert GRAMMAR.in_clause("Newry, Mourne and Down HPI") == "Newry, Mourne and Down HPI"
    assert GRAMMAR.closed("Literacy, total") == "Literacy, total,"
    assert isinstance(GRAMMAR, EnglishGrammar)
