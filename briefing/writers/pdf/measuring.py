"""How long the parts of a brief are: laid-out pages to a measure that fitting can reckon with.

Which part a box is of, the templates say in ``data-part``; where one
element holds words of two parts, ``data-share`` says how much of it is of the one that it names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefing.core.document import Document
from briefing.core.parts import Measured, Part, Size
from briefing.writers.pdf.boxes import (
    Box,
    HtmlElement,
    PageBox,
    flow,
    height_of_notes,
    inner,
    is_picture,
    is_text,
    settled,
)

_SHEET = "sheet"
"""Class of what holds columns of different parts side by side."""
_COLUMNS = frozenset({"narrow", "broad"})
"""Classes of these columns."""
_BROKEN = 12 * 96 / 25.4
"""CSS pixels below its text from which on a box is taken for one that goes on on another page."""


def measure(pages: Sequence[PageBox], document: Document) -> Measured:
    """The length of the parts of a document that may leave it, on its pages without the annex."""
    rule = _Rule({str(part): part for part in _parts(document)})
    filled = []
    for page in pages:
        top, rule.height, rule.width = page.content_box_y(), page.height, page.width
        ends = [rule.look(child, "", None) for child in flow(page)]
        ends.append(top)
        filled.append((max(ends) - top + height_of_notes(page)) / page.height)
    side_by_side = max(rule.columns.values(), default=0.0)
    columns = {"": sum(filled) - side_by_side, **rule.columns}
    return Measured(tuple(filled), columns, rule.sizes)


def _parts(document: Document) -> list[Part]:
    """All that may leave, and the highlights, by which those that may come in are judged."""
    return [*(one.part for one in document.may_go), *(one.part for one in document.highlights)]


@dataclass(slots=True)
class _Rule:
    """Goes along the boxes of pages and adds up."""

    names: Mapping[str, Part]
    sizes: dict[Part, Size] = field(default_factory=dict)
    columns: dict[str, float] = field(default_factory=dict)
    height: float = 1.0
    width: float = 1.0

    def look(self, box: Box, around: str, within: Part | None) -> float:
        """Measure a box and all in it; returns where the last of its text or pictures ends.

        ``around`` is the column that it stands in, and ``within`` the part.
        """
        box = settled(box)
        if is_text(box) or is_picture(box):
            return box.position_y + box.margin_height()
        element = box.element
        column = around if element is None else _column(element, around)
        part = None if element is None else self.names.get(element.get("data-part", ""))
        is_new = part is not None and part != within
        ends = (self.look(child, column, part if is_new else within) for child in inner(box))
        end = max(ends, default=0.0)
        if column in _COLUMNS and around not in _COLUMNS:
            length = self._length(box, end)
            self.columns[column] = self.columns.get(column, 0.0) + length
        if element is not None and part is not None and is_new:
            beside = column if column in _COLUMNS else ""
            share = float(element.get("data-share", "1"))
            if not beside:  # as if it went across the page
                share *= min(1.0, box.border_width() / self.width)
            known = self.sizes.get(part)
            length = share * self._length(box, end) + (known.length if known else 0.0)
            self.sizes[part] = Size(length, beside, within)
        return end

    def _length(self, box: Box, end: float) -> float:
        """Of a box in pages; of one that a page breaks, which has a height to its foot, as filled."""
        length = box.margin_height()
        if end and box.position_y + length - end > _BROKEN:
            length = end - box.position_y
        return length / self.height


def _column(element: HtmlElement, around: str) -> str:
    """The column that an element is or stands in, or the sheet that has columns in it."""
    if around in _COLUMNS:
        return around
    classes = element.get("class", "").split()
    if "narrow" in classes:  # where a page breaks it, it stands in no sheet
        return "narrow"
    if around == _SHEET and "broad" in classes:
        return "broad"
    return _SHEET if _SHEET in classes or around == _SHEET else ""
