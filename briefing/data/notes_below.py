"""Where a table ends: rows of notes, sources and definitions below it are no rows of data."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.core.problems import Place, ProblemLog, Severity
from briefing.data.grid import Grid, Row, tidy

_NOTE = re.compile(
    r"(?:general )?(?:foot)?notes?\b(?!s? issued)|sources?\s*(?::|$|-)|source data|symbols?\s*(?::|$)|"
    r"(?:key|legend|abbreviations|definitions?|copyright|contact|remarks?)\s*(?::|$)|©|"
    r"last (?:updated?|modified)|next (?:update|release)|(?:data )?extracted on|special values?:?$|"
    r"available flags:?$|observation flags:?$|published\b.*:|release date|\(?\d{1,2}[).:]\s+\S|"
    r"\[?(?:note|fn) ?\d+\]?|[*†‡§]+\s?\S|[a-z][).]\s+\S|\[[a-z]{1,4}\]\s+\S|\(\d{1,2}\)\s|"
    r"[_=]{3,}$|[¹²³⁴-⁹ᵃ-ᶻ]\S*\s|n\.?b\.|quelle|anmerkung|notas?\s*:|fuente\s*:",
    re.IGNORECASE,
)
_LONG = 40
"""Letters of a text that is a sentence, not the name of a row."""


def without_notes(rows: Sequence[Row]) -> tuple[Sequence[Row], tuple[Row, ...]]:
    """The rows below the headers to those of the table, and those of notes at their end.

    Notes are rows at the very end that hold a text in one cell, or begin as notes do (``Source:``,
    ``1.``); the first of them stands below a blank row, or begins as a note, or is a sentence.
    """
    if all(_filled(row) <= 1 for row in rows):
        return rows, ()
    end = len(rows)
    while end and _may_be_note(rows[end - 1]):
        end -= 1
    for start in range(end, len(rows)):
        row = rows[start]
        if row.is_blank:
            continue
        is_apart = start > 0 and (
            rows[start - 1].is_blank or row.number > rows[start - 1].number + 1
        )
        text = _first(row)
        is_label = text.isdigit() or bool(re.fullmatch(r"[12]\d{3}\D?.{0,6}", text))
        is_alone = is_apart and _filled(row) == 1 and not is_label
        if _is_note(row) or is_alone:
            notes = tuple(one for one in rows[start:] if not one.is_blank)
            return (rows[:start], notes) if start else (rows, ())
    return rows, ()


def tell_notes(grid: Grid, log: ProblemLog) -> None:
    """Say which rows below the table were left out, where they may be rows of it.

    Rows that begin as notes do, or are sentences, are notes and no more to be said.
    """
    if not grid.notes or _is_note(grid.notes[0]):
        return
    first = grid.notes[0]
    texts = [tidy(" ".join(cell for cell in row.cells if cell.strip())) for row in grid.notes]
    shown = ", ".join(f"'{_short(text)}'" for text in texts[:3])
    more = f" and {len(texts) - 3} more" if len(texts) > 3 else ""  # noqa: PLR2004
    rows = "the row" if len(texts) == 1 else f"{len(texts)} rows"
    log.add(
        Place(grid.path, first.number, 0, first.sheet),
        f"{rows} below the table left out as notes: {shown}{more}",
        "a row that belongs to the table has its values beside its name",
        Severity.WARNING,
        code="notes-below-table",
    )


def _is_note(row: Row) -> bool:
    text = _first(row)
    return _NOTE.match(text) is not None or (len(text) >= _LONG and " " in text)


def note_texts(grid: Grid) -> tuple[str, ...]:
    """The notes below a table, a text a row."""
    return tuple(tidy(" ".join(cell for cell in row.cells if cell.strip())) for row in grid.notes)


def tell_merged(grid: Grid, log: ProblemLog) -> None:
    """Say which rows got their label from a merged cell."""
    is_loose = isinstance(grid.rows, list | tuple)  # rows held as columns have no merged cells
    rows = [row for row in grid.rows if row.merged] if is_loose else []
    if not rows:
        return
    column = min(rows[0].merged)
    labels = list(dict.fromkeys(tidy(row.cells[column]) for row in rows))
    shown = ", ".join(f"'{one}'" for one in labels[:3])
    more = f" and {len(labels) - 3} more" if len(labels) > 3 else ""  # noqa: PLR2004
    log.add(
        Place.of(grid.spot(rows[0], column)),
        f"{len(rows)} rows have their label from merged cells: {shown}{more}",
        "look whether each label goes for all rows beside it",
        Severity.WARNING,
        code="merged-labels",
    )


def _may_be_note(row: Row) -> bool:
    if row.is_blank or _filled(row) == 1 or _NOTE.match(_first(row)) is not None:
        return True
    return _filled(row) == 2 and not any(map(str.isdigit, "".join(row.cells)))  # noqa: PLR2004


def _filled(row: Row) -> int:
    return sum(1 for cell in row.cells if cell.strip())


def _first(row: Row) -> str:
    return tidy(next((cell for cell in row.cells if cell.strip()), ""))


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG].rstrip()}…"
