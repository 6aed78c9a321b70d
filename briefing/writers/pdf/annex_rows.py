"""The page of a brief without the rows of its annex: what is laid out to see how the brief itself comes out.

The annex begins on a page of its own, so that the pages before it are the same with and without its rows.
"""

from __future__ import annotations

_TABLE, _ROW, _ROW_ENDS, _ROWS_END = '<table class="origins">', 'class="made"', "</tr>", "</tbody>"


def without_annex_rows(page: str) -> str:
    """The page, of its annex no more than the first row, which tells the style sheet where the annex begins.

    The page itself where it has no annex, or one of another make.
    """
    found = 0
    for sign in (_TABLE, _ROW, _ROW_ENDS):
        found = page.find(sign, found)
        if found < 0:
            return page
    kept = found + len(_ROW_ENDS)
    end = page.find(_ROWS_END, kept)
    return page[:kept] + page[end:] if end > 0 else page
