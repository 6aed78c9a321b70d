"""Words that lines of narrow columns break: seldom, never names or figures, and whole for whoever listens or copies."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
import sample_documents as samples
from read_aloud import Reading

from briefing.core.text_nodes import Paragraph, plain
from briefing.writers.pdf.library import weasyprint_library

WORDS = (
    "Comprehensive administrative responsibilities were redistributed between departments. "
    "Representatives of Northamptonshire, Buckinghamshire and Gloucestershire disagreed about the "
    "interpretation of accountability arrangements, rehabilitation and physiotherapy; "
    "recommendations concerning gastroenterology departments remained extraordinarily "
    "uncontroversial, and Hertfordshire published comparability investigations of 1,234,567,890."
)


def brief(text: str, design: str):
    document = samples.rare_earths(design=design)
    first, *others = document.sections
    paragraphs = tuple(Paragraph(samples.line(text)) for _ in range(3))
    return replace(document, sections=(replace(first, blocks=paragraphs), *others), annex=())


def read(document) -> tuple[str, list[str]]:
    """All that is read aloud, and what is said of the lines whose last word is broken."""
    with Reading(BytesIO(samples.pdf_of(document))) as reading:
        runs = [one for one in reading.tagged("Span") if "/ActualText" in one]
        return reading.said(), [str(one.ActualText) for one in runs]


@pytest.mark.parametrize("design", ["policy-brief", "in-focus"])
def test_broken_words_are_read_as_one_and_names_are_not_broken(design):
    document = brief(WORDS, design)
    said, broken = read(document)
    assert len(broken) > 2
    assert said.count(WORDS) == 3
    beginnings = [re.split(r"[\s(]", one)[-1] for one in broken]
    assert all(one.isalpha() and one.islower() and len(one) >= 4 for one in beginnings), beginnings
    assert not any(
        plain(section.title).endswith(one) for section in document.sections for one in broken
    )


@pytest.mark.parametrize("design", ["one-pager", "bulletin"])
def test_lines_of_a_whole_measure_break_no_word(design):
    said, broken = read(brief(WORDS, design))
    assert broken == []
    assert said.count(WORDS) == 3


@pytest.mark.parametrize("design", ["policy-brief", "bulletin"])
def test_a_word_broken_where_its_author_allows_it_is_read_as_one_too(design):
    word = "Donau" + "dampf\u00adschiff\u00adfahrts\u00adgesellschafts\u00adkapitän" * 3
    said, broken = read(
        brief(f"The {word} and whatever stands behind it in another line of it.", design)
    )
    assert broken
    whole = f"The {word} and whatever stands behind it in another line of it.".replace("\u00ad", "")
    assert said.replace("\u00ad", "").count(whole) == 3


def test_a_hyphen_of_the_word_itself_stays():
    text = (
        "A state-of-the-art well-established long-standing decision-making policy-relevant one. "
        * 3
    )
    said, broken = read(brief(text.strip(), "policy-brief"))
    assert said.count("state-of-the-art well-established long-standing decision-making") == 9
    assert not any(one.endswith(("state-of-the", "well", "long")) for one in broken)


@pytest.mark.parametrize(
    ("word", "is_broken"),
    [
        ("administrative", True),
        ("Administrative", False),
        ("Northamptonshire", False),
        ("UNESCO", False),
        ("decarbonisation2030", False),
        ("1234567890", False),
        ("government's", False),
        ("", False),
    ],
)
def test_only_words_in_small_letters_have_places_to_break(word, is_broken):
    weasyprint_library()
    from weasyprint.text import line_break

    weasyprint_library()
    patterns = line_break.pyphen.Pyphen(lang="en", left=4, right=4)
    assert any(patterns.iterate(word)) is is_broken
