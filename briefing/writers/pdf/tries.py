"""Tries: a document as it was laid out, what its pages look like, and which hints may make them better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.core.budgets import Budget
from briefing.core.document import Document
from briefing.core.type_scale import type_scale
from briefing.writers.html.arrangement import Hints
from briefing.writers.pdf.annex_rows import LEAST_FREE, least_annex
from briefing.writers.pdf.boxes import PageBox, height_of_notes, html_attribute, html_id, walk
from briefing.writers.pdf.growing import grown
from briefing.writers.pdf.measuring import measure
from briefing.writers.pdf.page_breaking import MOST, cost_of
from briefing.writers.pdf.page_rows import Paper
from briefing.writers.pdf.pdf import LaidOut
from briefing.writers.pdf.placing import Look
from briefing.writers.pdf.row_heights import heights_of
from briefing.writers.pdf.sheets import Sheet
from briefing.writers.pdf.spacings import CLOSEST, spacing_of

_POINT = 96 / 72
"""CSS pixels in a point."""
CLOSE_DRAWINGS = 0.8
"""Height of drawings in the closer setting, in parts of the usual one."""
CLOSER = {"policy-brief": 0.915, "one-pager": 0.875, "in-focus": 0.945}
"""What is left of a brief's length in the closer setting of a design, as briefs of many kinds have it."""
_CLOSEST_PAGES = 0.925
"""And of that in the closest, of pages of two columns."""


_BROAD, _LOPSIDED = 0.66, 0.15
"""Width of the wide column of a one-pager, in parts of its page; by how much the narrow one is longer where that is
seen, in parts of the height."""
_ACROSS = 0.9
"""Share of the page's width from which on key figures stand across it."""
_KEY_FIGURE = 0.075
"""How much of a page one of them takes in the narrow column."""
_SEVERAL = 2
"""Pieces of advice from which on they may be parted."""


@dataclass(frozen=True, slots=True)
class Try:
    """A document as it was laid out with hints."""

    document: Document
    hints: Hints
    laid: LaidOut
    sheets: Sequence[Sheet]
    cost: int
    """How many elements its pages have."""
    is_told: bool
    """Whether its annex names the pages that use each figure as they are."""
    is_whole: bool
    """Whether its annex is all there."""

    @property
    def fills(self) -> tuple[float, ...]:
        """How far each page is filled, as a share of its height."""
        return tuple(sheet.filled for sheet in self.sheets)

    @property
    def price(self) -> float:
        """What its pages cost; an annex fills the last one."""
        return cost_of(self.fills, least_annex(self.document))

    @property
    def has_room(self) -> bool:
        """Whether its annex may begin on the last page of the brief."""
        is_long = 2 * self.cost > Budget.ELEMENTS.most
        return bool(self.document.annex) and not is_long and 1 - self.fills[-1] >= LEAST_FREE

    @property
    def hole(self) -> float:
        """What stands open on a page of a wide and a narrow column, as a share: beside one of them, or at its foot."""
        narrow, broad = self.columns
        beside = (narrow - broad) * _BROAD if narrow > broad else (broad - narrow) * (1 - _BROAD)
        foot = 1 - min(1.0, self.fills[-1] + least_annex(self.document))
        return max(beside, foot) if len(self.sheets) == 1 else 1.0

    @property
    def is_lopsided(self) -> bool:
        """Whether a page has so little beside its key figures that these had better stand across it."""
        narrow, broad = self.columns
        could = self.document.key_figures and not self.hints.across
        return bool(could) and len(self.sheets) == 1 and narrow - broad > _LOPSIDED

    @property
    def columns(self) -> tuple[float, float]:
        """How long the narrow and the wide column are, in parts of a page."""
        columns = measure(self.laid.body, self.document).columns
        return columns.get("narrow", 0.0), columns.get("broad", 0.0)

    @property
    def is_before_advice(self) -> bool:
        """Whether a page has a gap at its foot since all advice stands on the next one."""
        if len(self.document.recommendations) < _SEVERAL:
            return False
        return any(
            fill < MOST and _first(page) == "advice"
            for fill, page in zip(self.fills, self.laid.body[1:], strict=False)
        )

    @property
    def is_untorn(self) -> bool:
        """Whether no page ends within sections that stand side by side."""
        boxes = (box for page in self.laid.body for box in walk(page))
        rows = sum(html_attribute(box, "class") == "abreast" for box in boxes)
        return rows == len(self.hints.abreast)

    def is_better(self, than: Try) -> bool:
        """Whether its pages look better than those of another, and are no more."""
        return len(self.sheets) <= len(than.sheets) and self.price < than.price

    def is_fuller(self, than: Try) -> bool:
        """The same, as if no annex filled the last page."""
        return len(self.sheets) <= len(than.sheets) and cost_of(self.fills) < cost_of(than.fills)


def _first(page: PageBox) -> str:
    """The id of what begins a page."""
    return next((html_id(box) for box in walk(page) if html_attribute(box, "data-begins")), "")


def drawings_grown(best: Try) -> Hints | None:
    """Higher drawings; of a one-pager also where its other column is longer."""
    narrow, broad = best.columns
    beside = max(0.0, narrow - broad)
    return grown(best.laid.body, best.document, best.hints, beside)


def paper_of(known: Try) -> Paper:
    """What the brief is set on; its spaces are those of the setting that it has."""
    pages, scale = known.laid.body, type_scale(known.document.design)
    closer = scale.closer / scale.leading
    spacing = spacing_of(known.hints)
    scales = spacing.of_usual(known.document.design, closer, scale.larger)
    leading = scale.leading * _POINT
    feet = [height_of_notes(page) for page in pages]
    return Paper(
        height=pages[min(1, len(pages) - 1)].height - sum(feet) / len(feet),
        first=pages[0].height - feet[0],
        apart=1.5 * leading * scales.spaces,
        row=leading * scales.spaces,
        line=leading * scales.line,
        closer=closer,
        larger=scale.larger,
    )


def look_at(known: Try) -> Look:
    """What its pages measure."""
    heights = heights_of(known.laid.body, known.document, known.hints)
    return Look(heights, paper_of(known), known.hints)


def stays_across(known: Try, document: Document) -> bool:
    """Whether the key figures of a one-pager stay across its page when parts leave what stands beside others.

    Its narrow column would be the longer one with them, though highlights left it.
    """
    stand = any(
        box.border_width() >= _ACROSS * page.width
        for page in known.laid.body
        for box in walk(page)
        if html_attribute(box, "class") == "key-figures"
    )
    if not stand or document.design != "one-pager":
        return False
    gone = [one.part for one in document.left_out]
    columns = measure(known.laid.body, known.document).columns_without(gone)
    narrow = columns.get("narrow", 0.0) + _KEY_FIGURE * len(document.key_figures)
    return narrow > columns.get("broad", 0.0)


def closer(best: Try, least: int) -> Hints | None:
    """The closer setting, where it could save a page."""
    document, hints, sheets = best.document, best.hints, best.sheets
    if len(sheets) <= max(least, 1) or hints.tight:
        return None
    if document.design == "one-pager":
        return replace(hints, tight=True, across=True, taller=CLOSE_DRAWINGS)
    length = sum(sheet.filled for sheet in sheets) * CLOSER.get(document.design, 0.0)
    if length < len(sheets) - 1:
        return replace(hints, tight=True, taller=CLOSE_DRAWINGS)
    is_filled = document.design != "in-focus" or document.annex  # which begins on the last page
    if not is_filled and length * _CLOSEST_PAGES < len(sheets) - 1:
        return replace(hints, tight=True, taller=CLOSE_DRAWINGS, leading=CLOSEST)
    return None
