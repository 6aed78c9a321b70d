"""How wide each chart of a brief is drawn: a document and the hints for its pages to sizes.

A drawing is made for its place, so that its lettering has the size of the page's scale.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.core.document import Document, Section
from briefing.core.plot import DrawnSize
from briefing.writers.html.arrangement import Hints, needs_both_columns

_MEASURE, _COLUMN = 172.0, 83.5
"""Millimetres of the usual page: its measure, and one of two columns."""
_BESIDE_ITS_WORDS = 75.0
"""The same of a drawing on a one-pager."""
_LOW = 0.85
"""How much lower drawings of a one-pager are: beside their words they take a narrow strip."""
_BROAD: Mapping[str, float] = {"A4": 182.0, "Letter": 187.9}
"""The measure of ``in-focus`` by paper."""
_GUTTER = 5.0


def drawn_sizes(document: Document, hints: Hints) -> dict[str, DrawnSize]:
    """The size of each chart by its id."""
    usual = _LOW if document.design == "one-pager" else 1.0
    return {
        name: DrawnSize(round(width, 2), round(hints.heights.get(name, hints.taller) * usual, 2))
        for section in document.sections
        for name, width in _widths(section, document, hints)
    }


def _widths(section: Section, document: Document, hints: Hints) -> list[tuple[str, float]]:
    full, column = _MEASURE, _COLUMN
    if document.design == "one-pager":
        full = column = _BESIDE_ITS_WORDS
    elif document.design == "in-focus":
        full = _BROAD.get(document.page, _MEASURE)
        column = (full - _GUTTER) / 2
        if not (needs_both_columns(section.blocks) or section.anchor in hints.broad):
            full = column
    elif section.anchor in hints.narrow:
        full = column
    return [
        (figure.id, full if group.placing == "single" and figure.plot.form != "map" else column)
        for group in hints.groups(section)
        for figure in group.figures
    ]
