"""Fonts in pages for screens: no more than the text needs, and never less."""

import re
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from briefing.core.resources import FONTS
from briefing.core.workspace import Workspace
from briefing.writers.house.fonts import FONTS_HERE, LETTERS, typefaces, with_fonts

FACES = typefaces(Workspace(FONTS))


def rules(text: str, **how) -> list[str]:
    return re.findall("@font-face {[^}]*}", with_fonts(f"{FONTS_HERE}<p>{text}</p>", FACES, **how))


@pytest.mark.parametrize("letters", LETTERS[:-1], ids=lambda one: one.name)
def test_the_files_hold_the_letters_that_they_are_named_for(letters):
    whole = {(one.role, one.weight, one.slant): one for one in dict(FACES.compressed)[LETTERS[-1]]}
    faces = dict(FACES.compressed)[letters]
    assert len(faces) == len(whole) == 6
    for face in faces:
        every = set(
            TTFont(BytesIO(whole[face.role, face.weight, face.slant].file.content)).getBestCmap()
        )
        held = set(TTFont(BytesIO(face.file.content)).getBestCmap())
        assert held == letters.codes & every
        assert len(face.file.content) < 13_000


def test_a_text_of_english_letters_takes_six_small_files():
    found = rules("Output rose to 45,000 t — “more than” 5 °C")
    assert len(found) == 6
    assert sum(map(len, found)) < 80_000


def test_further_letters_bring_their_files_and_say_which_they_are_for():
    found = rules("Łódź, São Paulo")
    assert len(found) == 12
    assert {one.partition("unicode-range: ")[2][:7] for one in found} == {"U+20-7E", "U+A1-A2"}


def test_letters_of_another_script_bring_all_and_unknown_ones_nothing():
    assert all("unicode-range" not in one for one in rules("Αθήνα"))
    assert len(rules("黄")) == 6
    assert sum(map(len, rules("黄"))) < 80_000


def test_slanted_faces_stay_away_where_nothing_is_slanted():
    assert sum("italic" in one for one in rules("x")) == 1
    assert not any("italic" in one for one in rules("x", needs_italic=False))
