"""Signs of Markdown that is not read are told, and what only looks like them is not."""

from __future__ import annotations

import pytest

from briefing.brief.markdown_signs import tell_odd_start, tell_unread, without_list_numbers
from briefing.core.problems import Place, ProblemLog


def told(text: str) -> list[str]:
    log = ProblemLog()
    tell_unread(text, Place("config/b.yaml", 9), log)
    return list(map(str, log))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Water[^1] is wet.", "a footnote is not read here, and '[^1]'"),
        ("As shown [@smith2020, p. 4].", "a citation is not read here, and '[@smith2020, p. 4]'"),
        ("H~2~O rises.", "a subscript is not read here, and '~2~'"),
        ("Over 5 km^2^ of land.", "a superscript is not read here, and '^2^'"),
        ("It is ~~low~~ high.", "struck text is not read here, and '~~low~~'"),
    ],
)
def test_a_sign_that_would_be_printed_is_told(text: str, words: str):
    (line,) = told(text)
    assert line.startswith("config/b.yaml:9: Markdown: ")
    assert words in line


@pytest.mark.parametrize(
    "text",
    [
        "",
        "About ~5 to ~9 of them.",
        "a^2",
        "Write to a@b.org [see there].",
        "[1] and [a]",
        "x ~ y ~ z",
    ],
)
def test_what_only_looks_like_it_stands(text: str):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("1. First\n2. Next\n\n10) Last", "   First\n   Next\n\n    Last"),
        ("- One\n  1. Inner\n  2. More\n- Two", "- One\n     Inner\n     More\n- Two"),
        ("It rose to\n12. That is much.", "It rose to\n12. That is much."),
        ("Above:\n1. First", "Above:\n   First"),
        ("- South\n  2. Coast", "- South\n  2. Coast"),
        ("- South\n2. Coast", "- South\n   Coast"),
        ("1. South\n   went on\n2. Coast", "   South\n   went on\n   Coast"),
        ("12 of 13", "12 of 13"),
        ("1.5 of it", "1.5 of it"),
        ("", ""),
    ],
)
def test_numbers_of_items_claim_nothing_and_those_of_sentences_do(text: str, left: str):
    assert without_list_numbers(text) == left


@pytest.mark.parametrize(("start", "told"), [(1, 0), (0, 1), (2024, 1)])
def test_a_list_begins_with_one(start: int, told: int):
    log = ProblemLog()
    tell_odd_start(start, Place("config/b.yaml", 3), log)
    assert len(log) == told
    assert all(f"'{start}.' at the head of a line begins a list" in str(one) for one in log)
