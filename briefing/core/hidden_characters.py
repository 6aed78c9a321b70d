"""Characters that hide: what stands in a text and cannot be seen, or looks like a digit and is none.

Controls, the private use area, what has no width or turns lines round (Unicode Standard Annex 9,
Technical Standard 39), digits of other shapes, and letters of look-alike alphabets beside digits. A
character is left alone where a script needs it: joiners between letters of India or Arabia and in
pictures, marks of direction beside letters that run to the left, spaces without width in Thai or Khmer.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SUSPECT = re.compile(
    r"[^\x09\x0a\x0d\x20-\x7e\xa1-\xac\xae-\u034e\u0350-\u061b\u061d-\u115e\u1161-\u17b3\u17b6-\u180a"
    r"\u1810-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u27ff\u2801-\u3163\u3165-\ud7ff\uf900-\ufaff"
    r"\ufb00-\ufdcf\ufdf0-\ufdff\ufe10-\ufefe\uff1a-\uff9f\uffa1-\uffdc]"
)
"""All that is looked at more closely; most texts have nothing of it."""
_SPACES = frozenset(
    "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2028\u2029"
)
_JOINERS = "\u200c\u200d"
_DIRECTION = "\u200e\u200f\u061c"
_BREAK, _SOFT_HYPHEN = "\u200b", "\u00ad"
_NO_SPACES = ("THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "JAVANESE", "BALINESE")
_BLANK_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u034f")
_ALIKE = "ОоЗзІіӀӏԼՕօΟοΙΖσ"
"""Letters of Cyrillic, Armenian and Greek that look like 0, 1, 2 or 3."""
_DIGIT_LIKE = re.compile(
    rf"(?<!\w)(?=[\d{_ALIKE}]*\d)(?=[\d{_ALIKE}]*[{_ALIKE}])[\d{_ALIKE}]+(?!\w)", re.ASCII
)
_LATIN_O = re.compile(r"(?<![A-Za-z\d])\d[\d,.]*O[\dO]*(?![A-Za-z])", re.ASCII)
_RAISED = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079\u2080-\u2089"
_LOOSE_RAISED = re.compile(
    rf"(?:(?<=\d)|(?<!\S))[{_RAISED}]+(?=\d)|(?<!\S)[{_RAISED}]+(?!\S)", re.ASCII
)
"""Raised digits that belong to no letter, unit or word: within a number, or by themselves."""


HIDDEN_ADVICE = "delete it, or write what it seems to be"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A character that hides, and where in the text."""

    start: int
    what: str
    """What it is, in words, with its number in Unicode."""


def hidden_in(text: str) -> list[Hidden]:
    """The characters of a text that hide, in order; each kind once."""
    if text.isascii() and text.isprintable() and "O" not in text:
        return []
    found: dict[str, Hidden] = {}
    for one in _SUSPECT.finditer(text):
        if not _is_needed(text, one.start()):
            found.setdefault(one[0], Hidden(one.start(), _named(one[0])))
    for pattern, why in (
        (_DIGIT_LIKE, "a letter of another alphabet in a number"),
        (_LATIN_O, "the letter O in a number"),
        (_LOOSE_RAISED, "raised digits that belong to nothing"),
    ):
        for one in pattern.finditer(text):
            found.setdefault(why, Hidden(one.start(), f"{why}: '{one[0]}'"))
    return sorted(found.values(), key=lambda one: one.start)


def _is_needed(text: str, at: int) -> bool:
    """Whether a script or a picture needs the character, or it is no suspect after all."""
    one = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if one in _SPACES:
        return True
    if one in _JOINERS:
        return _is_foreign_letter(before) or _is_picture(before)
    if one in _DIRECTION:
        return any(unicodedata.bidirectional(each) in {"R", "AL"} for each in text)
    if one == _BREAK:
        return any(
            unicodedata.name(each, "").startswith(_NO_SPACES) for each in (before, after) if each
        )
    if one == _SOFT_HYPHEN:
        return before.isalpha() and after.isalpha()
    if "\ufe00" <= one <= "\ufe0f" or "\U000e0100" <= one <= "\U000e01ef":
        return _is_picture(before) or (before.isalpha() and not before.isascii())
    if one in _BLANK_LETTERS or unicodedata.category(one) in {"Cc", "Cf", "Co", "Cn", "Cs"}:
        return False
    is_digit = unicodedata.normalize("NFKC", one).isascii() and one.isdecimal()
    return not is_digit


def _is_foreign_letter(one: str) -> bool:
    return bool(one) and not one.isascii() and unicodedata.category(one)[0] in "LM"


def _is_picture(one: str) -> bool:
    return bool(one) and (unicodedata.category(one) in {"So", "Sk"} or "\ufe00" <= one <= "\ufe0f")


def _named(one: str) -> str:
    """What a character is called: ``a zero width space (U+200B)``."""
    code = f"U+{ord(one):04X}"
    category = unicodedata.category(one)
    if category == "Co":
        return f"a character of the private use area ({code})"
    if category in {"Cc", "Cs", "Cn"}:
        return f"a character that is none to print ({code})"
    return f"{unicodedata.name(one, 'something').lower()} ({code})"
