"""What an author lowers, raises or strikes through, and lists that begin at another number, from text to files."""

from __future__ import annotations

from pathlib import Path

import pytest
from brief_of_schools import of_schools

from briefing.core.text_nodes import ItemList, Paragraph, Styled, Text, characters, plain
from briefing.writers.markdown.markdown import write_markdown


@pytest.mark.parametrize(
    ("typed", "node", "words"),
    [
        ("H~2~O", Text("₂"), "H₂O"),
        ("per km^2^", Text("²"), "per km²"),
        ("x~max~", Styled("lowered", (Text("max"),)), "xmax"),
        ("per s^-1^", Styled("raised", (Text("-1"),)), "per s⁻¹"),
        ("a ~~poor~~ good school", Styled("struck", (Text("poor"),)), "a ~~poor~~ good school"),
    ],
)
def test_words_lowered_raised_and_struck(tmp_path: Path, typed: str, node: object, words: str):
    made = of_schools(tmp_path, typed).made
    (paragraph,) = made.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert node in paragraph.children
    assert plain(paragraph.children) == words


def test_the_page_draws_no_character_that_stands_for_a_raised_sign(tmp_path: Path):
    (paragraph,) = of_schools(tmp_path, "per s^-1^").made.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert characters(paragraph.children) == "per s-1"


def test_markdown_keeps_what_is_raised_and_struck(tmp_path: Path):
    written = write_markdown(of_schools(tmp_path, "x~max~ per s^-1^, ~~poor~~ good").made)
    assert "x<sub>max</sub> per s<sup>-1</sup>, ~~poor~~ good" in written


def test_a_number_that_is_raised_is_a_number(tmp_path: Path):
    codes = of_schools(tmp_path, "A school has 10^6^ pupils, and {{ pupils }}^2^ more.").codes
    assert codes == ["naked-number", "naked-number"]


@pytest.mark.parametrize("typed", ["Ten^{{ pupils.number }}^ of them", "a~{{ pupils.number }}~"])
def test_a_figure_cannot_be_raised_or_lowered(tmp_path: Path, typed: str):
    found = of_schools(tmp_path, typed)
    assert found.document is None
    assert "a figure cannot stand raised or lowered" in str(found.told[0])


def test_struck_words_stand_in_texts_alone(tmp_path: Path):
    found = of_schools(tmp_path, "Schools.", more="bottom_line: Schools are ~~poor~~ good.\n")
    assert "struck text cannot stand in a line" in str(found.told[0])


def test_a_list_goes_on_after_words_between_its_items(tmp_path: Path):
    made = of_schools(tmp_path, "1. North\n2. South\n\nThen:\n\n3. East\n").made
    blocks = made.sections[0].blocks
    assert [one.start for one in blocks if isinstance(one, ItemList)] == [1, 3]
    assert "\n3. East" in write_markdown(made)


def test_a_year_at_the_head_of_a_line_begins_no_list(tmp_path: Path):
    found = of_schools(tmp_path, "2019. That was when the schools opened.")
    assert "'2019.' at the head of a line begins a list" in str(found.told[0])
