"""Signs that authors type plainly, and what a typesetter makes of them."""

from __future__ import annotations

import pytest

from briefing.language.base import language_of
from briefing.language.typography import Typography

EN = Typography(language_of("en", "en_US"))


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ('She said "growth".', "She said “growth”."),
        ('"Growth," she said, "is \'slow\'."', "“Growth,” she said, “is ‘slow’.”"),
        ("\"'Slow' is the word\"", "“‘Slow’ is the word”"),
        ('(a "quote")', "(a “quote”)"),
        ("It's the world's, the schools' too", "It’s the world’s, the schools’ too"),
        ("the '90s, the 1990's and '08", "the ’90s, the 1990’s and ’08"),
        ("'90 points of it' he said", "‘90 points of it’ he said"),
        ("'tis rock 'n' roll", "’tis rock ’n’ roll"),
        ("'tiny' it is", "‘tiny’ it is"),
        ('5\' 6" tall, 12" wide', "5′ 6″ tall, 12″ wide"),
        ("40° 26' 46\" N", "40° 26′ 46″ N"),
        ('the class of "2024" left', "the class of “2024” left"),
        ("one thing - or two", "one thing\u00a0– or two"),
        ("one thing -- or two", "one thing\u00a0– or two"),
        ("one thing--or two", "one thing\u00a0– or two"),
        ("2010--2020", "2010–2020"),
        ("and so on...", "and so on…"),
        ("Table 3 and Annex B", "Table\u00a03 and Annex\u00a0B"),
        ("A table is a Table with legs", "A table is a Table with legs"),
        (
            "p. 5, Mr Smith, 30 kg, USD 5 million",
            "p.\u00a05, Mr\u00a0Smith, 30\u00a0kg, USD\u00a05\u00a0million",
        ),
        ("30 groups", "30 groups"),
    ],
)
def test_plain_signs_become_those_of_a_typesetter(typed, made):
    assert EN.set([typed]) == [made]
    assert EN.set([made]) == [made]  # what is set already stays


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x",
        "https://example.org/a--b?q='x'",
        "doi 10.1000/abc--d",
        "run --strict or -v",
        "NY.GDP.MKTP.CD and gdp__per_head",
        "e-mail o'neil@example.org",
        "5 - 3",
        "well-being and 2020-21",
        "....",
        "./a--b/c",
    ],
)
def test_addresses_codes_and_sums_stay(typed):
    assert EN.set([typed]) == [typed]


def test_a_sign_is_read_beside_its_neighbours():
    assert EN.set(['He said "', "x", '" and left']) == ["He said “", "x", "” and left"]
    assert EN.set(["China", "'s"]) == ["China", "’s"]
    assert EN.set(["1,200", " kg"]) == ["1,200", "\u00a0kg"]
    assert EN.set(["Mr", " Smith"]) == ["Mr", "\u00a0Smith"]
    assert EN.set(["a -", "- b"]) == ["a -", "- b"]  # a sign of two texts is none


def test_a_house_may_want_em_dashes():
    house = Typography(language_of("en", "en_US"), dash="em")
    assert house.set(["one - two -- three--four, 2010--2020"]) == ["one—two—three—four, 2010–2020"]


def test_a_language_without_rules_changes_nothing():
    plain = language_of("en", "en_US")
    bare = {key: one for key, one in plain.terms.items() if "typography" not in key}
    from dataclasses import replace

    assert Typography(replace(plain, terms=bare)).set(['"a" - 5 kg...']) == ['"a" - 5 kg...']
