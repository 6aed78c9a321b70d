"""Signs of Markdown that is not read are told, and what only looks like them is not."""

from __future__ import annotations

import pytest

from briefing.brief.markdown_signs import (
    ListStarts,
    as_examined,
    tell_unread,
    without_list_numbers,
)
from briefing.core.problems import Place, ProblemLog
from briefing.language.untraced import FACT


def told(text: str) -> list[str]:
    log = ProblemLog()
    tell_unread(text, Place("config/b.yaml", 9), log)
    return list(map(str, log))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("As shown [-@smith2020].", "a citation without the author is not read here"),
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


@pytest.mark.parametrize(
    ("lists", "odd"),
    [
        ([(1, 1)], []),
        ([(0, 3)], [0]),
        ([(2024, 2)], [2024]),
        ([(99, 2)], []),
        ([(100, 2)], [100]),
        ([(3, 2)], []),
        ([(3, 1)], [3]),
        ([(1, 2), (3, 1)], []),
        ([(1, 2), (4, 1)], [4]),
        ([(99, 2), (101, 1)], []),
    ],
)
def test_a_list_begins_where_it_can_be_one(lists: list[tuple[int, int]], odd: list[int]):
    starts, found = ListStarts(), []
    for line, (start, items) in enumerate(lists):
        starts.begin(start, line)
        found += [one for one, _ in starts.end(items)]
    assert found == odd


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("H~2~O and CO~2~", "H2O and CO2"),
        ("10^6^ km^2^", "106 km2"),
        (f"{FACT}^2^", f"{FACT} 2"),
        ("*a* [b](c_1) ~~9~~", "a [b  9"),
    ],
)
def test_signs_are_no_part_of_what_is_searched(text: str, left: str):
    assert as_examined(text) == left
