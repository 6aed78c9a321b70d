"""Marks beside numbers, ``45123 b``, ``4632 [r]``, ``*12``: told apart from the number, and what they mean.

The letters are those of Eurostat (*Statistical symbols and flags*) and of the SDMX code list
CL_OBS_STATUS; the shorthand in square brackets is that of the UK's Government Statistical Service
(*Symbols in tables: definitions and help*). A mark of a note is kept as a note. What no list knows
is for the user to declare.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from briefing.core.status import Status, combined

LETTERS: Mapping[str, Status] = {
    "b": Status.BREAK,
    "d": Status.DEFINITION_DIFFERS,
    "e": Status.ESTIMATED,
    "f": Status.FORECAST,
    "i": Status.IMPUTED,
    "n": Status.NOT_SIGNIFICANT,
    "p": Status.PROVISIONAL,
    "r": Status.NORMAL,
    "s": Status.ESTIMATED,
    "u": Status.UNRELIABLE,
}
"""Eurostat's flags; several may stand together: ``bp``. A revised figure (``r``) is an ordinary one."""

WORDS: Mapping[str, Status] = {
    "ns": Status.NOT_SIGNIFICANT,
    "est": Status.ESTIMATED,
    "estimate": Status.ESTIMATED,
    "estimated": Status.ESTIMATED,
    "provisional": Status.PROVISIONAL,
    "preliminary": Status.PROVISIONAL,
    "forecast": Status.FORECAST,
    "projected": Status.FORECAST,
    "revised": Status.NORMAL,
    "..": Status.MISSING,
    "...": Status.NOT_APPLICABLE,
    "prov": Status.PROVISIONAL,
    "prel": Status.PROVISIONAL,
    "rev": Status.NORMAL,
    "low": Status.NORMAL,
    "ss": Status.NORMAL,
    "sss": Status.NORMAL,
}
"""What stands in brackets beside a number and is no letter."""

WITHOUT_NUMBER: Mapping[str, tuple[Status, str]] = {
    "c": (Status.SUPPRESSED, "confidential"),
    "x": (Status.MISSING, "not available"),
    "z": (Status.NOT_APPLICABLE, "not applicable"),
    "w": (Status.MISSING, "no data collected"),
    "u": (Status.MISSING, "too unreliable to be published"),
    "n": (Status.MISSING, "not significant"),
    "low": (Status.MISSING, "rounds to zero, and is not zero"),
    "f": (Status.MISSING, "too unreliable to be published"),
}
"""What stands in brackets, or behind Eurostat's colon, in place of a number."""

_NO_FLAGS = frozenset({"bn", "pp", "nd", "rd", "pn", "in", "bi", "si", "ii", "iii"})
"""Letters that are flags one by one, and words or units together."""
_BRACKETED = r"\[[^\[\]]{1,10}\]|\((?![\d.,\s]{4,}\))[^()]{1,10}\)"
_SUPERSCRIPT = "⁰¹²³⁴-⁹ᴬ-ᵪᶛ-ᶿⁱⁿˡʰʲʳʷʸˢˣª°º"
_SIGNS = r"[*†‡§¶#]{1,3}"
_MARK = rf"{_BRACKETED}|[^\W\d_]{{1,3}}|[{_SUPERSCRIPT}][{_SUPERSCRIPT},⁾)]*|{_SIGNS}"
_CORE = r"[-−+–]?\(?[-−+]?(?:\d[\d.,' ’]*\d|\d|\.\d+)\)?-?\s?%?"
_AFTER = re.compile(
    rf"(?P<number>{_CORE})\s?(?P<mark>(?:{_MARK})(?:\s?(?:{_BRACKETED}|{_SIGNS}))*)"
)
_BEFORE = re.compile(rf"(?P<mark>{_MARK})\s?(?P<number>{_CORE})")
_NOTE = re.compile(
    r"(?:note|footnote|fn|see note)?s?\.?\s*\d{1,2}(?:\s*[,&]\s*\d{1,2})*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands beside a number: as printed, the status that it means, or the note that it calls."""

    text: str
    status: Status | None = None
    """What the known lists say; ``None`` of what they don't know."""
    note: str = ""
    is_sign: bool = False
    """Whether it is a star or dagger, whose meaning stands below the table only."""


def split_mark(text: str) -> tuple[str, str]:
    """A text to its number and the mark beside it; the mark is empty where there is none."""
    if match := _AFTER.fullmatch(text):
        return match["number"].strip(), match["mark"]
    if match := _BEFORE.fullmatch(text):
        return match["number"].strip(), match["mark"]
    return text, ""


def mark_of(text: str) -> Mark:
    """What a mark means."""
    pieces = [one.strip() for one in re.findall(rf"{_BRACKETED}|{_SIGNS}|[^\[(*†‡§¶#]+", text)]
    found = [_one(piece) for piece in pieces if piece]
    if len(found) == 1:
        return found[0]
    if any(one.status is None and not one.note and not one.is_sign for one in found):
        return Mark(text)
    statuses = [one.status for one in found if one.status is not None]
    note = "; ".join(one.note for one in found if one.note)
    is_sign = any(one.is_sign for one in found)
    return Mark(text, combined(statuses) if statuses else None, note, is_sign)


def status_said(text: str) -> Status | None:
    """What a text means that stands in a column of statuses: ``e``, ``[p]``, ``Estimated``."""
    return mark_of(text).status or WORDS.get(bare(text).lower())


def bare(mark: str) -> str:
    """A mark without brackets and not raised: ``r`` of ``[r]`` and of ``ʳ``."""
    return unicodedata.normalize("NFKC", mark).strip("()[] \t").strip()


def in_place_of_number(text: str) -> tuple[Status, str] | None:
    """What a flag means that stands alone, ``[x]``, or behind a colon, ``: c``."""
    match = re.fullmatch(r"\[(?P<alone>[a-z]{1,3})\]|:\s?\(?(?P<colon>[a-z]{1,3})\)?", text.lower())
    if match is None:
        return None
    flag = match["alone"] or match["colon"]
    if flag in WITHOUT_NUMBER:
        return WITHOUT_NUMBER[flag]
    if match["colon"] and all(letter in LETTERS or letter in WITHOUT_NUMBER for letter in flag):
        told = next((one for one in flag if one in WITHOUT_NUMBER), "")
        return WITHOUT_NUMBER.get(told, (Status.MISSING, "not available"))
    return None


def _one(text: str) -> Mark:
    plain = bare(text)
    if re.fullmatch(_SIGNS, plain):
        return Mark(text, is_sign=True)
    raised = re.fullmatch(rf"[{_SUPERSCRIPT}⁾),]+", text) is not None
    if _NOTE.fullmatch(plain) and (raised or text[0] in "[("):
        number = re.sub(r"^\D+", "", plain)
        return Mark(text, note=f"note {number} of the source")
    small = plain.lower().rstrip(".")
    if small in WORDS and text[0] in "[(":
        return Mark(text, WORDS[small])
    if text[0] == "[" and small == "s":
        return Mark(text, Status.NORMAL)  # significant, in the shorthand of the GSS
    return Mark(text, _flags(plain))


def _flags(plain: str) -> Status | None:
    """The status of letters that stand together; a capital is one by itself, as SDMX has it."""
    is_small = plain == plain.lower()
    if plain in _NO_FLAGS or not plain or len(set(plain)) < len(plain):
        return None
    if not is_small and len(plain) > 1:
        return None
    if any(letter not in LETTERS for letter in plain.lower()):
        return None
    if "b" in plain.lower():
        return Status.BREAK  # what may not be compared says more than how sure a figure is
    return combined(LETTERS[letter] for letter in plain.lower())
