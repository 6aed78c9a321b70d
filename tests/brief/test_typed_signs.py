"""Quotes, dashes and primes that an author typed, from the text to the document; and what they may not touch."""

from __future__ import annotations

from pathlib import Path

import pytest
from brief_of_schools import of_schools

from briefing.core.text_nodes import Paragraph, plain


def words(tmp_path: Path, typed: str) -> str:
    """The first paragraph of a text, figures in it."""
    (paragraph,) = of_schools(tmp_path, typed).made.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    return plain(paragraph.children)


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ('The "town\'s" plan', "The “town’s” plan"),
        ('The "{{ pupils }}" of it - all', "The “530 people” of it\u00a0– all"),
        ('**"Bold"** and *"slow"*', "“Bold” and “slow”"),
        ('`"code" -- --x` isn\'t', '"code" -- --x isn’t'),
        (r"a \"kept\" sign isn\'t", 'a "kept" sign isn\'t'),
        ("See <https://example.org/a--b'c> - it's", "See https://example.org/a--b'c\u00a0– it’s"),
        ('"One\nline" of it', "“One line” of it"),
        ('{{ said("\'tis", because="a saying of the trade") }}', "’tis"),
        ("In {{ pupils.number }} kg", "In 530\u00a0kg"),
    ],
)
def test_signs_are_set_beside_figures_styles_and_code(tmp_path: Path, typed: str, made: str):
    assert words(tmp_path, typed) == made


def test_a_house_may_print_signs_as_they_are_typed(tmp_path: Path):
    typed = 'The "town\'s" plan - 5 kg'
    made = of_schools(tmp_path, typed, project="brand: {typography: {signs: typed}}\n").made
    (paragraph,) = made.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.children) == typed


def test_a_house_may_want_em_dashes(tmp_path: Path):
    made = of_schools(tmp_path, "One - two", project="brand: {typography: {dash: em}}\n").made
    (paragraph,) = made.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.children) == "One—two"


@pytest.mark.parametrize(
    "typed",
    [
        "The town's schools' 12 pupils rose - and {{ pupils }} isn't \"all\" of it, p. 5...",
        "Pupils' number fell -- 'twice' as \"many\" as in the '90s",
    ],
)
def test_claims_are_found_alike_whether_signs_are_set_or_typed(tmp_path: Path, typed: str):
    """What is searched and held to the data is what the author typed."""
    found = [
        of_schools(tmp_path / signs, typed, project=f"brand: {{typography: {{signs: {signs}}}}}\n")
        for signs in ("set", "typed")
    ]
    told = [[(one.code, one.message) for one in each.told] for each in found]
    assert told[0] == told[1]
    assert told[0]
