"""Characters that hide are found, and left alone where a language needs them."""

from __future__ import annotations

import pytest

from briefing.core.hidden_characters import hidden_in


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("They mined 4\u200b5 t", "zero width space (U+200B)"),
        ("\u202e54\u202c t", "right-to-left override (U+202E)"),
        ("\u206654\u2069 t", "left-to-right isolate (U+2066)"),
        ("a \ue123 b", "private use area (U+E123)"),
        ("a \U000f0000 b", "private use area (U+F0000)"),
        ("4\u2062\u00b2 t", "invisible times (U+2062)"),
        ("word\u200djoined", "zero width joiner (U+200D)"),
        ("10\u00ad0 t", "soft hyphen (U+00AD)"),
        ("a\x1b[31m", "none to print (U+001B)"),
        ("a\x85b", "none to print (U+0085)"),
        ("a\ud800", "none to print (U+D800)"),
        ("\ufeff54", "zero width no-break space (U+FEFF)"),
        ("left\u200eto right", "left-to-right mark (U+200E)"),
        ("\u3164 t", "hangul filler (U+3164)"),
        ("\U000e0041", "tag latin capital letter a (U+E0041)"),
        ("１５ t", "fullwidth digit one (U+FF11)"),
        ("𝟒𝟓 t", "mathematical bold digit four (U+1D7D2)"),
        ("They mined 4О t", "another alphabet in a number: '4О'"),
        ("З0 t", "another alphabet in a number: 'З0'"),
        ("mined 4O t", "the letter O in a number: '4O'"),
        ("1,O00 t", "the letter O in a number"),
        ("⁴⁵ t were mined", "raised digits that belong to nothing: '⁴⁵'"),
        ("4²5 t", "raised digits that belong to nothing: '²'"),
    ],
)
def test_what_hides_is_found(text, said):
    found = hidden_in(text)
    assert any(said in one.what for one in found), found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "They mined 45 t.",
        "45,000 km² and 10⁶ t of CO₂ in Q1¹",
        "45\u00a0000\u202ft",
        "naïve “quotes” – dashes … ½ ≥ − × €",
        "क्\u200dष और नहीं",
        "می\u200cشود",
        "ไทย\u200bไทย",
        "עברית \u200f(12)",
        "👩\u200d🌾 and ❤\ufe0f",
        "Зимой 2000-х годов добыли 45 т",
        "co\u00adoperation",
        "O2, H2O, 3O minutes of CO".replace("3O", "30"),
        "SO2 and NO3",
        "١٥ طن",
        "ΟΠΕΚ",
    ],
)
def test_what_a_language_needs_is_left_alone(text):
    assert not hidden_in(text)
