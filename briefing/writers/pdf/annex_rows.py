"""The rows of the annex on pages of a brief: how many are laid out to see what, and how many stand on its last page.

An annex begins on a page of its own, so that the pages before it are the same with and without its rows; or below the
brief, where its last page has room.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.core.document import Document
from briefing.writers.pdf.boxes import Box, PageBox, html_id, walk
from briefing.writers.pdf.sheets import MM, sheets_of

LEAST_FREE = 0.15
"""Share of a last page that must be free, so that the annex begins there."""
MOST_BELOW = 80
"""Rows of the annex that may have room on a page."""
_LEAST_ROW = 3.4
"""Millimetres that a row of the annex takes at least."""
_FEWEST = 2
"""Rows of the annex that stand on the last page of a brief at least: the head of a group, and a line."""
_SEEN, _FEW = 0.08, 0.1
"""Shares of a page: what is free at its foot is seen from the one on; fewer rows than fill the other may need no page."""
_MOST_APART, _NEARER, _SURELY = 1.6, 0.5, 0.03
"""Millimetres: how much further apart rows stand at most, how much nearer, and what that is more than reckoned."""
_HEAD, _GROUP, _LINE, _MORE_LINES = 0.06, 0.024, 0.015, 0.012
"""Shares of a page: what the head of an annex takes at least, of a group, a row, and each further line of one."""
_LETTERS = 95
"""Letters that a line of a row has at most."""
_KEPT_FREE = 3.0
"""Millimetres that stay free below rows that stand further apart."""
_TABLE, _ROW, _ROW_ENDS, _ROWS_END = '<table class="origins">', 'class="made"', "</tr>", "</tbody>"
_ROWS, _ANNEX = "<tbody>", "annex"


def least_annex(document: Document) -> float:
    """How much of a page the annex of a document fills at least; 0 where it has none."""
    if not document.annex:
        return 0.0
    length = _HEAD
    for group in document.annex_groups:
        length += _GROUP
        length += sum(_LINE + _MORE_LINES * (len(one.text) // _LETTERS) for one in group.lines)
    return length


def without_annex_rows(page: str) -> str:
    """The page, of its annex no more than the first row, which tells the style sheet where the annex begins.

    The page itself where it has no annex, or one of another make.
    """
    found = 0
    for sign in (_TABLE, _ROW, _ROW_ENDS):
        found = page.find(sign, found)
        if found < 0:
            return page
    return _cut(page, found + len(_ROW_ENDS))


def first_annex_rows(page: str, count: int) -> str:
    """The page with so many rows of its annex at most, those of the heads of groups too."""
    start = page.find(_ROWS, max(0, page.find(_TABLE)))
    if _TABLE not in page or start < 0:
        return page
    kept, end = start, page.find(_ROWS_END, start)
    for _ in range(count):
        found = page.find(_ROW_ENDS, kept, end)
        if found < 0:
            return page
        kept = found + len(_ROW_ENDS)
    return _cut(page, kept)


def most_rows_in(gap: float) -> int:
    """How many rows of the annex may have room in so many pixels at the foot of a page, and one more that has none."""
    return min(MOST_BELOW, int(gap / MM / _LEAST_ROW) + 2)


def rows_below(pages: Sequence[PageBox], last: int) -> int | None:
    """How many rows of an annex that runs on below its brief stand on the brief's last page, by its number from 0.

    None where it does not begin there, or has room for no more than its beginning.
    """
    rows = _rows_on(pages[last]) if last < len(pages) else 0
    return rows if rows >= _FEWEST or (rows and last + 1 == len(pages)) else None


def apart_to_fill(page: PageBox, rows: int) -> float:
    """By how many millimetres so many rows, with which the annex ends on a page, stand apart to fill it better."""
    (sheet,) = sheets_of([page])
    if sheet.gap < _SEEN * page.height:
        return 0.0
    return round(min(_MOST_APART, (sheet.gap / MM - _KEPT_FREE) / rows), 2)


def nearer_to_save(body: Sequence[PageBox], annex: Sequence[PageBox]) -> float:
    """By how many millimetres rows stand apart, below zero, so that the last few need no page of their own; else 0."""
    if not annex:
        return 0.0
    *before, last = annex
    (sheet,) = sheets_of([last])
    own = last.height - sheet.gap
    rows = _rows_on(body[-1]) + sum(_rows_on(page, is_annex=True) for page in before)
    if not rows or own > _FEW * last.height:
        return 0.0
    nearer = round(own / MM / rows + _SURELY, 2)
    return -nearer if nearer <= _NEARER else 0.0


def _rows_on(page: PageBox, *, is_annex: bool = False) -> int:
    """Rows of the annex that begins on a page, or of a page of the annex, without the heads of its columns."""
    rows, heads = 0, 0
    for box in walk(page):
        is_annex = is_annex or html_id(box) == _ANNEX
        rows += is_annex and _is(box, "tr")
        heads += is_annex and _is(box, "thead")
    return rows - heads


def _is(box: Box, tag: str) -> bool:
    return box.element is not None and box.element_tag == tag


def _cut(page: str, kept: int) -> str:
    """The page without the rows of a table from a place on."""
    end = page.find(_ROWS_END, kept)
    return page[:kept] + page[end:] if end > 0 else page
