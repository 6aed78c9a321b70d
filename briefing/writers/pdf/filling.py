"""Pages that are full: a document is laid out, looked at, and laid out again with better hints.

Few lines on a last page are taken in by setting everything a little tighter. A figure that cannot
be split leaves a gap at the foot of a page: two figures that stand side by side are parted, or a
figure is taken away from beside its text; then the space between sections grows, so that pages end
at one height. The number of pages never grows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from briefing.core.budgets import Budget
from briefing.core.collector import collect
from briefing.core.document import Document
from briefing.core.memory import watched_memory
from briefing.core.parts import Measured, Setting
from briefing.core.plot import Pictures
from briefing.core.type_scale import type_scale
from briefing.core.workspace import Workspace
from briefing.writers.drawing.painter import Painter
from briefing.writers.house.house import House
from briefing.writers.html.arrangement import NO_HINTS, Hints, arranged
from briefing.writers.html.drawn_sizes import drawn_sizes
from briefing.writers.html.page import write_html
from briefing.writers.pdf.annex_rows import without_annex_rows
from briefing.writers.pdf.baselines import line_of, off_grid
from briefing.writers.pdf.boxes import (
    Box,
    PageBox,
    height_of_notes,
    html_attribute,
    html_id,
    is_picture,
    is_text,
    walk,
)
from briefing.writers.pdf.learned import Learned, uses_on
from briefing.writers.pdf.measuring import measure
from briefing.writers.pdf.page_cost import check_cost, elements_of, few_pages
from briefing.writers.pdf.pdf import LaidOut, lay_out
from briefing.writers.pdf.placing import Paper, best_first, cost_of, opened
from briefing.writers.pdf.remembered import memory_for
from briefing.writers.pdf.row_heights import heights_of
from briefing.writers.pdf.spreading import spread

Kind = Literal["section", "row"]

MM = 96 / 25.4
"""CSS pixels in a millimetre."""
_WIDE = 20 * MM
"""A gap that is worth another arrangement."""
_SEEN = 4 * MM
"""A gap that a reader may see."""
_SPARE = 1 * MM
_POINT = 96 / 72
"""CSS pixels in a point."""
_WORTH = 3.0
"""What another arrangement must save to be tried."""
_UNRECKONED = frozenset({"one-pager", "in-focus", "bulletin"})
"""Designs whose pages are not reckoned: parts stand side by side, or texts in one column."""
_MOST: Mapping[Kind, float] = {"section": 1.8 * MM, "row": 1.2 * MM}
"""How much the space above a section, or above a row or advice within one, may grow: by a quarter."""
PLAIN = "BRIEFING_PLAIN_PAGES"
"""Set in the environment, the layout library works as it is, and remembers nothing."""
CLOSE_DRAWINGS = 0.8
"""Height of drawings in the closer setting, in parts of the usual one."""
MOST_LAYOUTS = 3
"""How many times a brief is laid out at most."""
_CLOSER = {"policy-brief": 0.915, "one-pager": 0.875, "in-focus": 0.945}
"""What is left of a brief's length in the closer setting of a design, as briefs of many kinds have it."""
_FEW = 0.5
"""Share of a last page below which it is worth to set everything tighter."""
_ONE_PAGE = 240
"""Elements that a brief of one page may have: it is laid out once, with its annex."""
_LEAST = 0.75
"""Height of a figure alone, as a share of that of a pair: what a gap must have to take one in."""
_FULL = 0.95
"""Share of the page's width from which on something stands across all columns."""


@dataclass(frozen=True, slots=True)
class _Start:
    """What can begin a page, as the templates say: a section or the like, or a row within one."""

    id: str
    kind: Kind
    section: str
    """Anchor of the section that it is or stands in; empty for what is no finding."""
    row: int
    """Its number there, from 1; 0 for a section, and for rows of no finding."""

    @property
    def grows(self) -> bool:
        """Whether the space above may: not between a heading and its first row."""
        return self.row != 1


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page: the gap at its foot, what begins on it, and the first of that."""

    gap: float
    joints: tuple[_Start, ...]
    first: _Start | None
    """What the page begins with, where that is one."""
    height: float
    """Height of that part, as far as it stands on this page."""
    filled: float
    """Share of the page's height."""


class Layouts:
    """Lays one brief out, three times at most, and keeps the pages of each try.

    Of a brief of several pages the annex is laid out last, when it is known which pages use each figure.
    """

    def __init__(
        self, templates: Sequence[Workspace], house: House, pictures: Pictures | None = None
    ) -> None:
        self.templates, self.house = templates, house
        self.pictures = pictures or Painter(house.style)
        self.left = MOST_LAYOUTS
        """How many more times a document may be laid out."""
        self._tries: list[_Try] = []
        self._learned = Learned()
        self._remembers = not any(one.environment(PLAIN) for one in templates)

    @property
    def cost(self) -> int:
        """How many elements the pages have that are kept."""
        return sum(one.cost for one in self._tries)

    @property
    def has_contents(self) -> bool:
        """Whether there are so many pages that they begin with a table of contents."""
        return self._learned.contents

    def measured(self, document: Document, setting: Setting = "usual") -> Measured:
        """How long the parts of a document are; on pages of that setting."""
        if setting == "close":
            return measure(self._tried(document, self._closest(document)).laid.body, document)
        found = measure(self._tried(document, NO_HINTS).laid.body, document)
        return replace(found, closer=_CLOSER.get(document.design, 1.0))

    def final(self, document: Document, least: int = 1) -> LaidOut:
        """The pages of the document, annex and all, filled as well as can be; never fewer than ``least``."""
        best = self._told(self._improved(self._last(document), least))
        spread(best.laid.rendered, _feathered(best.sheets))
        step, size = line_of(type_scale(document.design), tight=best.hints.tight)
        spread(best.laid.rendered, off_grid(best.laid.body, step, size))
        return best.laid

    def _last(self, document: Document) -> _Try:
        """The last try of a document; one that is made now where there is none."""
        known = (one for one in reversed(self._tries) if one.document is document)
        return next(known, None) or self._tried(document, NO_HINTS)

    def _told(self, best: _Try) -> _Try:
        """The same pages with an annex that names all of them that use a figure; of one page the first use does."""
        is_done = best.is_told or len(best.sheets) == 1 or 2 * best.cost > Budget.ELEMENTS.most
        if best.is_whole and is_done:
            return best
        used = uses_on(best.laid.body, best.document) if len(best.sheets) > 1 else {}
        self._learned = replace(self._learned, used=used, of=best.document)
        self.left += 1
        document, hints = best.document, best.hints
        self._tries.clear()
        del best  # its pages make room for those to come
        collect()
        return self._tried(document, hints, is_last=True)

    def _tried(self, document: Document, hints: Hints, *, is_last: bool = False) -> _Try:
        """One more layout; of the annex no more than its beginning, unless it is the last or only one."""
        if not self.left:
            raise RuntimeError(f"'{document.id}' was laid out {MOST_LAYOUTS} times already")
        self.left -= 1
        page = write_html(
            document,
            templates=self.templates,
            for_print=True,
            house=self.house,
            pictures=self.pictures,
            hints=self._learned.onto(hints, document),
        )
        check_cost(page)
        whole, body = page, without_annex_rows(page)
        if not is_last and elements_of(body) > _ONE_PAGE:
            page = body
        cost = elements_of(page)
        self._let_go(cost)
        memory = memory_for(page, self.house.faces) if self._remembers else None
        with watched_memory(Budget.PAGE_MEMORY), few_pages():
            sizes = drawn_sizes(document, hints)
            laid = lay_out(page, document, house=self.house, memory=memory, sizes=sizes)
        Budget.PAGES.check(len(laid.boxes))
        before = self._learned
        self._learned = before.after(laid.boxes, laid.body, document, page)
        if self._learned.is_other_page(before):
            self.left += 1
            return self._tried(document, hints, is_last=is_last)
        is_told = before.of is document and self._learned.used == before.used
        sheets = _sheets(laid.body)
        self._tries.append(_Try(document, hints, laid, sheets, cost, is_told, page == whole))
        return self._tries[-1]

    def _let_go(self, coming: int) -> None:
        """Forget earlier pages where they would take too much memory beside those to come.

        Each may be laid out again.
        """
        while self._tries and self.cost + coming > Budget.ELEMENTS.most:
            self._tries.pop(0)
            self.left += 1

    def _closest(self, document: Document) -> Hints:
        """Everything a little smaller; key figures stand where they make the page no longer."""
        columns = measure(self._tries[-1].laid.body, document).columns if self._tries else {}
        is_across = columns.get("narrow", 0.0) > columns.get("broad", 0.0)
        return Hints(tight=True, across=is_across, taller=CLOSE_DRAWINGS)

    def _improved(self, best: _Try, least: int) -> _Try:
        """The best of a few other arrangements, as many as may still be tried."""
        if best.document.design not in _UNRECKONED:
            return self._placed(best, least)
        is_better = True
        while is_better:
            is_better = False
            for hints in _others(best, least):
                if not self.left or 2 * best.cost > Budget.ELEMENTS.most:
                    return best
                other = self._tried(best.document, hints)
                if (
                    len(other.sheets) >= least
                    and _waste(other.sheets) < _waste(best.sheets) - _SEEN
                ):
                    best, is_better = other, True
                    break
        return self._opened(best)

    def _opened(self, best: _Try) -> _Try:
        """A short last page of two columns is filled by the figures of the last sections, if they do."""
        is_short = len(best.sheets) > 1 and best.fills[-1] < _FEW
        if not self.left or not is_short or best.document.design != "in-focus":
            return best
        document = best.document
        heights = heights_of(best.laid.body, document, best.hints)
        hints = opened(document, heights, _paper(best), best.hints, best.fills[-1])
        if hints is None or 2 * best.cost > Budget.ELEMENTS.most:
            return best
        other = self._tried(document, hints)
        is_better = cost_of(other.fills) < cost_of(best.fills)
        return other if is_better and len(other.sheets) == len(best.sheets) else best

    def _placed(self, best: _Try, least: int) -> _Try:
        """The arrangement of least cost of those that are reckoned; the dearest holes are tried first."""
        tried = [best.hints]
        while self.left and 2 * best.cost <= Budget.ELEMENTS.most:
            document = best.document
            pages = range(least, (document.pages or len(best.sheets)) + 1)
            heights = heights_of(best.laid.body, document, best.hints)
            reckoned = best_first(document, heights, _paper(best), best.hints, pages)
            coming = next((one for one in reckoned if one.hints not in tried), None)
            if coming is None or coming.cost > cost_of(best.fills) - _WORTH:
                return best
            tried.append(coming.hints)
            other = self._tried(document, coming.hints)
            if len(other.sheets) in pages and cost_of(other.fills) < cost_of(best.fills):
                best = other
        return best


@dataclass(frozen=True, slots=True)
class _Try:
    """A document as it was laid out with hints."""

    document: Document
    hints: Hints
    laid: LaidOut
    sheets: Sequence[_Sheet]
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


def _paper(known: _Try) -> Paper:
    """What the brief is set on."""
    pages, scale = known.laid.body, type_scale(known.document.design)
    leading = scale.leading * _POINT
    feet = [height_of_notes(page) for page in pages]
    return Paper(
        height=pages[min(1, len(pages) - 1)].height - sum(feet) / len(feet),
        first=pages[0].height - feet[0],
        apart=1.5 * leading,
        row=leading,
        line=leading,
        closer=scale.closer / scale.leading,
    )


def _waste(sheets: Sequence[_Sheet]) -> float:
    """How bad pages look: what is left empty before the last, and every page that there is."""
    return sum(sheet.gap for sheet in sheets[:-1]) + 1000 * MM * len(sheets)


def _others(best: _Try, least: int) -> Iterator[Hints]:
    """Arrangements that could save a page, or close a gap: the section after it is set otherwise."""
    document, hints, sheets = best.document, best.hints, best.sheets
    if len(sheets) > least and len(sheets) > 1 and not hints.tight:
        if document.design == "one-pager":
            yield replace(hints, tight=True, across=True, taller=CLOSE_DRAWINGS)
        elif sheets[-1].filled < _FEW and _could_save_a_page(document.design, sheets):
            yield replace(hints, tight=True, taller=CLOSE_DRAWINGS)
    sections = {section.anchor: section for section in document.sections}
    for sheet, after in pairwise(sheets):
        if sheet.gap < _WIDE:
            continue
        name, row = (after.first.section, after.first.row) if after.first else ("", 0)
        if name not in sections or name in hints.parted | hints.apart:
            continue
        placings = [group.placing for group in arranged(sections[name].blocks)]
        placing = placings[max(row - 1, 0)] if placings else ""
        if placing == "pair" and sheet.gap >= _LEAST * after.height:
            yield replace(hints, parted=hints.parted | {name})
        elif placing == "beside":
            yield replace(hints, apart=hints.apart | {name})


def _could_save_a_page(design: str, sheets: Sequence[_Sheet]) -> bool:
    """Whether what stands on the pages could do with one less if it were set closer."""
    length = sum(sheet.filled for sheet in sheets)
    return length * _CLOSER.get(design, 0.0) < len(sheets) - 1


def _feathered(sheets: Sequence[_Sheet]) -> dict[int, dict[str, float]]:
    """By page: how far to draw parts apart, so that all but the last end at one height.

    As far as that looks well.
    """
    found: dict[int, dict[str, float]] = {}
    for number, sheet in enumerate(sheets[:-1]):
        most = sum(_MOST[joint.kind] for joint in sheet.joints)
        if sheet.gap < _SEEN or not most:
            continue
        share = min(1, (sheet.gap - _SPARE) / most)
        found[number] = {one.id: round(share * _MOST[one.kind], 2) for one in sheet.joints}
    return found


def _sheets(pages: Sequence[PageBox]) -> list[_Sheet]:
    seen: set[str] = set()
    return [_sheet(page, seen) for page in pages]


def _sheet(page: PageBox, seen: set[str]) -> _Sheet:
    top = page.content_box_y()
    full = page.width * _FULL
    bottom = top
    first: _Start | None = None
    height, is_begun = 0.0, False
    joints = []
    for box in walk(page):
        if is_text(box) or is_picture(box):
            bottom = max(bottom, box.position_y + box.margin_height())
            is_begun = True
        start = _start(box)
        if start is None:
            continue
        if not is_begun:
            first, height = start, box.border_height()
        elif start.id not in seen and start.grows and box.border_width() >= full:
            joints.append(start)
        seen.add(start.id)
    gap = top + page.height - height_of_notes(page) - bottom
    return _Sheet(gap, tuple(joints), first, height, 1 - gap / page.height)


def _start(box: Box) -> _Start | None:
    kind = html_attribute(box, "data-begins")
    if kind not in {"section", "row"}:
        return None
    row = html_attribute(box, "data-row")
    return _Start(
        id=html_id(box),
        kind="row" if kind == "row" else "section",
        section=html_attribute(box, "data-section"),
        row=int(row) if row.isdecimal() else 0,
    )
