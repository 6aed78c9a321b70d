"""Drawings that grow until their pages are full: laid-out pages to hints for the same pages, filled.

For designs in which parts stand side by side: there the length of a page is reckoned from what it was, and by
how much each drawing on it may grow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.core.document import Document
from briefing.writers.html.arrangement import Hints
from briefing.writers.pdf.boxes import (
    PageBox,
    html_attribute,
    html_id,
    is_picture,
    is_text,
    walk,
)
from briefing.writers.pdf.page_rows import limits

_SPARE = 0.015
"""Share of a page that is kept free, since heights are reckoned."""
_WORTH = 0.04
"""Share of a page that is worth another layout."""
_FULL = 0.9
"""Share of the page's width from which on a figure stands across all columns."""
_SIDE_BY_SIDE = frozenset({"in-focus"})
"""Designs of two columns: what grows in one of them lengthens the page by half of that."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A figure as it stands on a page; in CSS pixels."""

    id: str
    page: int
    words: float
    drawing: float
    wide: bool


def grown(
    pages: Sequence[PageBox], document: Document, hints: Hints, spare: float = 0.0
) -> Hints | None:
    """Higher drawings on each page that is not full; none where that would not be seen.

    ``spare`` is what stands open beside what is longest on a page of one, in parts of its height.
    """
    figures, heights = list(_drawn(pages)), dict(hints.heights)
    gains = 0.0
    for number, page in enumerate(pages):
        free = page.height * (1 - _SPARE) - _end(page)
        free += spare * page.height
        own = [one for one in figures if one.page == number]
        growth = {one.id: _most(one, document, hints) for one in own}
        parts = _shared(own, growth, free, document, hints)
        heights |= parts
        gains += min(max(0.0, free), sum(growth.values())) / page.height
    if gains < _WORTH:
        return None
    return replace(hints, heights=heights)


def _shared(
    figures: Sequence[_Drawn],
    growth: Mapping[str, float],
    free: float,
    document: Document,
    hints: Hints,
) -> dict[str, float]:
    """The height of each drawing where all on a page share what is free on it."""
    most = sum(growth.values())
    share = max(0.0, min(1.0, free / most)) if most else 0.0
    parts = {}
    for one in figures:
        part = _part(hints, one.id)
        _, high = limits(
            _form(document, one.id), wide=one.wide and document.design in _SIDE_BY_SIDE
        )
        parts[one.id] = round(part + share * max(0.0, high - part), 2)
    return parts


def _most(one: _Drawn, document: Document, hints: Hints) -> float:
    """By how much a figure may lengthen its page."""
    part = _part(hints, one.id)
    _, high = limits(_form(document, one.id), wide=one.wide and document.design in _SIDE_BY_SIDE)
    weight = 1.0 if one.wide or document.design not in _SIDE_BY_SIDE else 0.5
    return weight * max(0.0, high - part) * one.drawing / part


def _part(hints: Hints, name: str) -> float:
    return hints.heights.get(name, hints.taller)


def _form(document: Document, name: str) -> str:
    return next(one.plot.form for one in document.figures() if one.id == name)


def _drawn(pages: Sequence[PageBox]) -> Iterator[_Drawn]:
    """All figures on pages whose drawing is known."""
    for number, page in enumerate(pages):
        name, height, width = "", 0.0, 0.0
        for box in walk(page):
            if html_id(box).startswith("figure-"):
                name = html_id(box).removeprefix("figure-")
                height, width = box.border_height(), box.border_width()
            elif name and is_picture(box) and html_attribute(box, "class").startswith("drawing"):
                drawing = box.border_height()
                yield _Drawn(
                    name, number, max(0.0, height - drawing), drawing, width >= _FULL * page.width
                )
                name = ""


def _end(page: PageBox) -> float:
    """How far down the last text or picture of a page stands."""
    ends = (
        box.position_y + box.margin_height()
        for box in walk(page)
        if is_text(box) or is_picture(box)
    )
    return max(ends, default=page.content_box_y()) - page.content_box_y()
