"""Columns beside the values of a new file that say more of them: flags of their status, and notes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from briefing.core.status import Status
from briefing.data.recognition.cell_values import is_number
from briefing.data.recognition.headers import FLAG_WORDS, NOTE_WORDS
from briefing.data.recognition.matches import Matched
from briefing.data.row_attributes import attribute_columns
from briefing.language.number_marks import WITHOUT_NUMBER, mark_of

_WORDS: Mapping[str, Status] = {
    "estimate": Status.ESTIMATED,
    "estimated": Status.ESTIMATED,
    "est": Status.ESTIMATED,
    "provisional": Status.PROVISIONAL,
    "preliminary": Status.PROVISIONAL,
    "forecast": Status.FORECAST,
    "projected": Status.FORECAST,
    "projection": Status.FORECAST,
    "revised": Status.NORMAL,
    "final": Status.NORMAL,
    "normal": Status.NORMAL,
    "break": Status.BREAK,
    "break in series": Status.BREAK,
    "imputed": Status.IMPUTED,
}
"""What offices write out."""
_SHORT = 4
"""Letters of a code; longer texts must be among the words."""


@dataclass(frozen=True, slots=True)
class FlagColumn:
    """A column with a status for each row."""

    header: str
    codes: Mapping[str, str]
    """Its texts that the reader of statuses does not know by itself, with the code that they mean."""


def flag_column(matched: Matched) -> FlagColumn | None:
    """The column that tells the status of rows; ``None`` where there is none.

    A column counts whose header speaks of flags, statuses, symbols or estimates, and whose texts are
    all known; and one of words such as "estimated". ``OBS_STATUS`` needs no declaration.
    """
    if attribute_columns(matched.sheet.headers).get("status"):
        return None
    for column in _beside(matched):
        texts = _texts(matched, column)
        stem = set(matched.sheet.headings[column].stem)
        is_named = bool(stem & FLAG_WORDS) or matched.sheet.headings[column].estimated
        known = {text: _status(text) for text in texts}
        if not texts or any(status is None for status in known.values()):
            continue
        if is_named or all(text.casefold() in _WORDS for text in texts):
            codes = {
                text: status.value
                for text, status in known.items()
                if status is not None and not _is_known_to_reader(text, status)
            }
            return FlagColumn(matched.sheet.headers[column], codes)
    return None


def note_column(matched: Matched, before: object) -> str | None:
    """The column of notes: the one of before, or one called so that says something of these rows."""
    headers = matched.sheet.headers
    if isinstance(before, str) and before in headers:
        return before
    for column in _beside(matched):
        stem = matched.sheet.headings[column].stem
        texts = _texts(matched, column)
        if any(map(is_number, texts)):
            continue  # of values, with the mark of a note in its header
        if any(word.startswith(NOTE_WORDS) for word in stem) and (isinstance(before, str) or texts):
            return headers[column]
    return None


def noted_statuses(matched: Matched, header: str) -> dict[str, str]:
    """The notes that are but a word for a status, such as "estimated", with its code."""
    column = matched.sheet.headers.index(header)
    found = {text: _WORDS.get(text.casefold().rstrip(".")) for text in _texts(matched, column)}
    return {text: one.value for text, one in found.items() if one and one is not Status.NORMAL}


def _beside(matched: Matched) -> list[int]:
    """Columns that tell nothing else, under a header that is theirs alone."""
    headers = matched.sheet.headers
    taken = {matched.member, matched.period, *matched.sheet.given}
    for one in matched.found.values():
        taken |= {*one.candidate.columns.values(), *one.candidate.selection.where}
    return [
        column
        for column, header in enumerate(headers)
        if column not in taken and header and headers.count(header) == 1
    ]


def _texts(matched: Matched, column: int) -> Collection[str]:
    """What stands in a column beside the values of the measures that were found."""
    rows = {n for one in matched.found.values() for n in one.candidate.selection.rows.values()}
    return sorted({matched.sheet.rows[number][column] for number in rows} - {""})


def _status(text: str) -> Status | None:
    plain = text.casefold().rstrip(".")
    if plain in _WORDS:
        return _WORDS[plain]
    if len(text) > _SHORT:
        return None
    try:
        return Status(text)
    except ValueError:
        bare = plain.strip("[]()")
        if bare in WITHOUT_NUMBER and mark_of(text).status is None:
            return WITHOUT_NUMBER[bare][0]
        return mark_of(text).status


def _is_known_to_reader(text: str, status: Status) -> bool:
    return text == status.value or (len(text) <= _SHORT and mark_of(text).status is status)
