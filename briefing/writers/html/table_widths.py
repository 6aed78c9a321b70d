"""How wide a table is in parts of the size of its letters, so that a browser can print it as wide as its paper."""

from __future__ import annotations

from briefing.core.statistics_table import Table

_LETTER = 0.52
"""The width of a letter or digit; the widest words are those of figures."""
_BETWEEN = 0.8
"""What stands between two columns."""
_HEADING = 18
"""Letters of a heading of a row, which takes lines where it is longer."""
_MARK = 0.4
"""A letter of a note, which is small."""


def ems_across(table: Table) -> float:
    """The width of a table whose heads take lines, in parts of the size of its letters."""
    headings = max((_words(row.heading + row.unit) for row in table.rows), default=0)
    across = min(max(headings, _HEADING), 2 * _HEADING) * _LETTER
    for place, head in enumerate(table.columns):
        cells = [row.cells[place] for row in table.rows if row.cells]
        widest = max(
            (len(one.text) * _LETTER + len(one.mark) * _MARK for one in cells), default=0.0
        )
        across += max(widest, _words(head) * _LETTER) + _BETWEEN
    return round(across, 1)


def _words(text: str) -> int:
    """Letters of the longest word, which no line breaks."""
    return max(map(len, text.split()), default=0)
