"""What signs in place of numbers mean, where notes of the file say it: ``c = suppressed; z = not applicable``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.core.status import Status
from briefing.data.grid import tidy
from briefing.data.recognition.recognised import Column, Role
from briefing.data.recognition.table_bounds import Bounds
from briefing.language.number_marks import WORDS

_CLAUSE = re.compile(r"[;\n|]|,\s(?=\S{1,4}\s?[=:]\s)")
_SIGN = r"['‘“\"\[(]{0,2}(?P<sign>[^\W\d_]{1,3}|[:*~#.–-]{1,3})['’”\"\])]{0,2}"
_SAID = re.compile(
    rf"(?:.*\b(?:symbols?|key|legend|signs?|notation)\b[^:=]{{0,30}}:\s*)?{_SIGN}"
    r"\s*(?:=|:|[–-]\s|means\b|denotes\b|indicates\b|signifies\b|refers to\b|is used (?:for|where|when)\b|marks\b)"
    r"\s*(?P<meaning>\S.*)",
    re.IGNORECASE,
)
_WITHOUT_VALUE = frozenset(
    {
        Status.MISSING,
        Status.SUPPRESSED,
        Status.NOT_APPLICABLE,
        Status.NOT_COLLECTED,
        Status.INCLUDED_ELSEWHERE,
        Status.UNRELIABLE,
    }
)
_MEANINGS = {
    "suppress": Status.SUPPRESSED,
    "confidential": Status.SUPPRESSED,
    "withheld": Status.SUPPRESSED,
    "disclos": Status.SUPPRESSED,
    "redacted": Status.SUPPRESSED,
    "not applicable": Status.NOT_APPLICABLE,
    "not available": Status.MISSING,
    "unavailable": Status.MISSING,
    "not reported": Status.MISSING,
    "no data": Status.MISSING,
    "missing": Status.MISSING,
    "not collected": Status.NOT_COLLECTED,
    "included elsewhere": Status.INCLUDED_ELSEWHERE,
    "unreliable": Status.UNRELIABLE,
    "too small": Status.UNRELIABLE,
}
"""Words that a meaning holds, and what it then is."""


def signs_among(
    bounds: Bounds, columns: Sequence[Column], side: Sequence[Sequence[str]]
) -> dict[str, Status]:
    """What texts among the values of a table mean, where its notes or sheets beside it say it."""
    values = [one.index for one in columns if one.role is Role.VALUE]
    printed = {text for index in values for text in bounds.column(index)}
    beside = (tidy(cell) for row in side for cell in row if cell)
    texts = (*bounds.notes, *(one.text for one in bounds.metadata), *beside)
    return {sign: one for sign, one in signs_told(texts, side).items() if sign in printed}


def signs_told(notes: Iterable[str], rows: Iterable[Sequence[str]] = ()) -> dict[str, Status]:
    """The signs that stand for no number, with what the notes of a file say that they mean.

    ``rows`` are of sheets of notes, where the sign stands in a cell and its meaning in the next.
    What is a status of a number that is there, such as ``p`` for provisional, is none of them.
    """
    found: dict[str, Status] = {}
    pairs = [
        (match["sign"], match["meaning"])
        for text in notes
        for clause in _CLAUSE.split(text)
        if (match := _SAID.fullmatch(clause.strip()))
    ]
    for row in rows:
        cells = [one.strip() for one in row if one.strip()]
        if len(cells) == 2 and (match := re.fullmatch(_SIGN, cells[0])):  # noqa: PLR2004
            pairs.append((match["sign"], cells[1]))
    for sign, meaning in pairs:
        status = _meant(meaning)
        if status in _WITHOUT_VALUE:
            found.setdefault(sign, status)
    return found


def _meant(text: str) -> Status | None:
    said = text.casefold().strip(" .")
    if (status := WORDS.get(said)) is not None:
        return status
    return next((status for words, status in _MEANINGS.items() if words in said), None)
