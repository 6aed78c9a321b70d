"""Notes of a table and of its workbook's notes sheet, linked to the marks that point at them: ``UK total [note 2]``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefing.data.grid import Row, tidy
from briefing.data.recognition.place_words import without_note
from briefing.data.recognition.recognised import LinkedNote

_SHEET = re.compile(r"(?:foot)?notes?(?:\b|_)|table notes?\b|notes? and\b", re.IGNORECASE)
_NUMBER = r"(?:\d{1,3}|[a-z])"
_WORD = r"(?:(?:foot)?notes?|fn)"
_MARKS = re.compile(
    rf"\[\s*(?P<a>{_WORD}?\s*{_NUMBER}(?:\s*(?:,|and|&|;)\s*{_WORD}?\s*{_NUMBER})*)\s*\]|"
    rf"\((?P<b>{_WORD}\s*{_NUMBER}(?:\s*(?:,|and|&|;)\s*{_WORD}?\s*{_NUMBER})*)\)|"
    r"(?P<c>[¹²³⁴-⁹]+)",
    re.IGNORECASE,
)
_ONE = re.compile(rf"\b{_NUMBER}\b", re.IGNORECASE)
_ALONE = re.compile(
    rf"\[?\s*{_WORD}?\s*\[?(?P<mark>{_NUMBER}|[¹²³⁴-⁹]+)\]?\s*[.:)]?", re.IGNORECASE
)
"""A cell that names a note and says no more."""
_BEGINS = re.compile(
    rf"(?:\[\s*{_WORD}?\s*(?P<a>{_NUMBER})\s*\]|{_WORD}\s*(?P<b>{_NUMBER})\b|\((?P<c>\d{{1,2}})\)|"
    r"(?P<d>\d{1,2})[.):]|(?P<e>[¹²³⁴-⁹]+))\s*[:.–-]?\s*(?P<text>\S.*)",
    re.IGNORECASE,
)
"""A note with its mark before it: ``[note 2] Includes ...``, ``2. Includes ...``."""
_RAISED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_FEWEST_WORDS = 3
_MOST_LABELS = 4


def is_note_sheet(name: str) -> bool:
    """Whether a sheet is called as those of notes are."""
    return _SHEET.match(name) is not None


def notes_of_sheets(sheets: Iterable[Sequence[Row]]) -> dict[str, str]:
    """The notes of such sheets by their marks: a row each, its mark first and then its text."""
    found: dict[str, str] = {}
    for rows in sheets:
        for row in rows:
            cells = [tidy(one) for one in row.cells if one.strip()]
            if len(cells) > 1 and (alone := _ALONE.fullmatch(cells[0])):
                text = max(cells[1:], key=len)
                if len(text.split()) >= _FEWEST_WORDS:
                    found.setdefault(_plain(alone["mark"]), text)
            elif cells:
                found |= {key: one for key, one in _begun(cells[0]) if key not in found}
    return found


def linked_notes(
    labels: Iterable[str], below: Iterable[str], of_sheets: Mapping[str, str]
) -> tuple[LinkedNote, ...]:
    """The notes that marks on labels of a table point at, in the order of the labels.

    ``below`` are the notes that stand below the table itself, which come before those ``of_sheets``.
    """
    known = {**of_sheets, **dict(pair for text in below for pair in _begun(text))}
    found: dict[str, list[str]] = {}
    for label in dict.fromkeys(labels):
        for mark in marks_of(label):
            if mark in known:
                found.setdefault(mark, []).append(_without_marks(label))
    return tuple(
        LinkedNote(mark, known[mark], tuple(dict.fromkeys(named))[:_MOST_LABELS])
        for mark, named in found.items()
    )


def marks_of(label: str) -> list[str]:
    """The marks of notes that a label carries: ``2`` and ``3`` of ``UK total [note 2, note 3]``."""
    found: list[str] = []
    for match in _MARKS.finditer(label):
        if match["c"]:
            found.append(_plain(match["c"]))
            continue
        inside = re.sub(_WORD, " ", match["a"] or match["b"], flags=re.IGNORECASE)
        found += [_plain(one) for one in _ONE.findall(inside)]
    return found


def _begun(text: str) -> Iterator[tuple[str, str]]:
    match = _BEGINS.fullmatch(text)
    if match and len(match["text"].split()) >= _FEWEST_WORDS:
        mark = next(match[key] for key in "abcde" if match[key])
        yield _plain(mark), match["text"]


def _plain(mark: str) -> str:
    return mark.translate(_RAISED).casefold()


def _without_marks(label: str) -> str:
    plain = tidy(_MARKS.sub("", label)).strip(" ,:-")
    return plain or without_note(label)
