"""Notes to a text: numbered in reading order, linked both ways, and held to the facts as any text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from brief_of_schools import of_schools
from handmade import LANGUAGE

from briefing.brief.cutting import remade
from briefing.brief.pointers import with_numbers
from briefing.core.document import Document
from briefing.core.resources import TEMPLATES
from briefing.core.text_nodes import plain
from briefing.core.workspace import Workspace
from briefing.writers.html.page import write_html
from briefing.writers.markdown.markdown import write_markdown

TWO = "Schools[^b] are open.[^a] Schools[^b] stay open.\n\n[^a]: To all.\n\n[^b]: Of the town.\n"


def html(document: Document, *, for_print: bool = False) -> str:
    return write_html(document, templates=[Workspace(TEMPLATES)], for_print=for_print)


def test_notes_are_numbered_as_their_signs_stand(tmp_path: Path):
    made = of_schools(tmp_path, TWO).made
    told = [(one.number, plain(one.text)) for one in made.notes]
    assert told == [(1, "Of the town."), (2, "To all.")]


def test_sign_and_note_lead_to_one_another(tmp_path: Path):
    page = html(of_schools(tmp_path, TWO).made)
    for number in "12":
        assert page.count(f'id="note-{number}"') == page.count(f'id="sign-{number}"') == 1
        assert f'href="#sign-{number}"' in page
    assert page.count('href="#note-1"') == 2
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_markdown_has_the_notes(tmp_path: Path):
    written = write_markdown(of_schools(tmp_path, TWO).made)
    assert "Schools[^1] are open.[^2] Schools[^1] stay open." in written
    assert "\n[^1]: Of the town.\n\n[^2]: To all.\n" in written


def test_a_brief_without_notes_has_no_place_for_them(tmp_path: Path):
    made = of_schools(tmp_path, "Schools.").made
    assert made.notes == ()
    assert 'class="notes"' not in html(made)


def test_a_figure_in_a_note_is_a_fact_of_the_brief(tmp_path: Path):
    made = of_schools(tmp_path, "Schools[^1] are open.\n\n[^1]: With {{ pupils }}.").made
    assert plain(made.notes[0].text) == "With 530 people."
    assert [one.fact for one in made.annex if "pupils" in one.fact]
    assert 'data-fact="pupils"' in html(made).partition('class="notes"')[2]


def test_a_number_typed_in_a_note_is_a_naked_one_and_the_label_of_a_note_is_not(tmp_path: Path):
    found = of_schools(tmp_path, "Schools[^77] are open.\n\n[^77]: With 45 rooms.")
    (told,) = found.told
    assert "'45' is a number that no fact produced" in str(told)
    assert told.place.line == 9


def test_words_are_held_to_the_facts_across_the_sign_of_a_note(tmp_path: Path):
    found = of_schools(tmp_path, "A fall of[^1] {{ pupils.change.size }}.\n\n[^1]: Schools.")
    assert "direction-false" in found.codes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Schools[^scol].\n\n[^school]: Of the town.", "there is no note '[^scol]'"),
        ("Schools[^1].", "there is no note '[^1]' in this text"),
        ("Schools.\n\n[^1]: Of the town.", "no sign leads to the note '[^1]'"),
        ("Schools[^1].\n\n[^1]: A.\n\n[^1]: B.", "the note '[^1]' has two texts"),
        ("Schools[^1].\n\n[^1]: A[^2].\n\n[^2]: B.", "a note cannot have a note"),
        ("Schools[^1].\n\n[^1]: - A", "a list cannot stand in a note"),
    ],
)
def test_what_does_not_meet_is_told(tmp_path: Path, text: str, words: str):
    found = of_schools(tmp_path, text)
    assert any(words in str(one) for one in found.told), found.told
    assert {one.code for one in found.told} == {"unmatched-note"}


def test_near_words_are_named(tmp_path: Path):
    (told,) = of_schools(tmp_path, "Schools[^scool].\n\n[^school]: Of the town.").told[:1]
    assert "school" in (told.advice or "")


def test_no_sign_stands_in_a_title(tmp_path: Path):
    found = of_schools(tmp_path, "Schools.", more='subtitle: "Of the town[^1]"\n')
    assert "the sign of a note cannot stand in 'subtitle'" in str(found.told[0])


def test_the_bottom_line_has_a_note_and_its_description_no_digit_of_it(tmp_path: Path):
    more = 'bottom_line: "Schools are open.[^1]\\n\\n[^1]: To all."\n'
    made = of_schools(tmp_path, "Schools.", more=more).made
    assert [one.number for one in made.notes] == [1]
    assert '<meta name="description" content="Schools are open.">' in html(made)


def test_a_note_leaves_with_its_text(tmp_path: Path):
    shown = "    weight: 0.1\n"
    made = of_schools(tmp_path, "Schools[^1].\n\n[^1]: Of the town.", shown=shown).made
    gone = [one.part for one in made.may_go if one.part.kind == "section"]

    left = remade(made, gone, (), lambda one: with_numbers(one, LANGUAGE))
    assert left.notes == ()


@pytest.mark.parametrize("gap", ["", " ", "  ", "\n"])
def test_a_sign_stands_close_behind_its_word_and_its_figure(tmp_path: Path, gap: str):
    text = f"Schools{gap}[^1] have {{{{ pupils }}}}{gap}[^1] pupils.\n\n[^1]: All.\n"
    page = html(of_schools(tmp_path, text).made)
    assert re.search(r"Schools<[^>]*class=\"note", page) or "Schools<sup" in page
    assert not re.search(r"\s<(?:sup|a)[^>]*(?:note|sign)", page.partition('class="notes"')[0])
