"""Half a character, which no file of text can hold, is refused with its line wherever it comes from."""

from __future__ import annotations

import pytest

from briefing.core.json_text import BadJson, json_values
from briefing.data.text_lines import text_lines
from briefing.data.unreadable import UnreadableFile


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (r'["\ud800"]', 1),
        ("[1,\n" + r'"\uDC00"]', 2),
        (r'{"a\ud800": 1}', 1),
        (r'["\ud800\ud800\udc00"]', 1),
        (r'["\\\ud800"]', 1),
    ],
)
def test_half_a_character_in_json_is_told_with_its_line(text, line):
    with pytest.raises(BadJson, match="is half a character") as found:
        json_values(text)
    assert found.value.line == line


@pytest.mark.parametrize(
    ("text", "value"),
    [(r'["\ud83d\ude00"]', "\U0001f600"), (r'["\\ud800"]', r"\ud800"), (r'["\uD7FF"]', "\ud7ff")],
)
def test_whole_characters_are_left_alone(text, value):
    assert json_values(text) == [value]


@pytest.mark.parametrize(
    ("content", "encoding"), [(rb"a,\ud800", "unicode_escape"), (b"a,+2AA-", "utf-7")]
)
def test_half_a_character_in_a_table_is_told_with_its_line(content, encoding):
    with pytest.raises(UnreadableFile) as found:
        list(text_lines(b"x,y\n" + content, encoding))
    assert "half a character" in str(found.value) or "is no utf-7" in str(found.value)
