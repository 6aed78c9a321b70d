"""Signs of Markdown that is not read are told, and what only looks like them is not."""

from __future__ import annotations

import pytest

from briefing.brief.unread_markdown import tell_unread
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
