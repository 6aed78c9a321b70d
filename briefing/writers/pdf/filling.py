"""Pages that are full: a document is laid out, looked at, and laid out again with better hints.

Few lines on a last page are taken in by setting everything a little tighter. A figure that cannot
be split leaves a gap at the foot of a page: two figures that stand side by side are parted, or a
figure is taken away from beside its text; then the space between sections grows, so that pages end
at one height. The number of pages never grows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefing.core.document import Document
from briefing.core.plot import Pictures
from briefing.core.workspace import Workspace
from briefing.writers.drawing.painter import Painter
from briefing.writers.house.house import House
from briefing.writers.html.arrangement import NO_HINTS, Hints, arranged
from briefing.writers.html.page import write_html
from briefing.writers.pdf.boxes import PageBox, html_id, is_picture, is_text, walk
from briefing.writers.pdf.pdf import LaidOut, lay_out
from briefing.writers.pdf.spreading import spread

MM = 96 / 25.4
"""CSS pixels in a millimetre."""
_WIDE = 20 * MM
"""A gap that is worth another arrangement."""
_SEEN = 4 * MM
"""A gap that a reader may see."""
_SPARE = 1 * MM
_MOST = {"section": 10 * MM, "row": 5 * MM}
"""How much the space above a section, or above a row or advice within one, may grow."""
_TRIES = 4
_FEW = 0.5
"""Share of a last page below which it is worth to set everything tighter."""
_PART = re.compile(r"(section-.*|highlights|advice|recommendation-.*)(?<!-title)")
"""Ids of what can begin a page."""
_LEAST = 0.75
"""Height of a figure alone, as a share of that of a pair: what a gap must have to take one in."""
_FULL = 0.95
"""Share of the page's width from which on something stands across all columns."""


@dataclass(frozen=True, slots=True)
class _Joint:
    """Where something begins, and the space above it may grow."""

    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page: the gap at its foot, what begins on it, and the first of that."""

    gap: float
    joints: tuple[_Joint, ...]
    first: str
    """Id of the part that the page begins with."""
    height: float
    """Height of that part, as far as it stands on this page."""
    filled: float
    """Share of the page's height."""


class Layouts:
    """Lays out documents for one project, and knows the best hints for those that it has seen."""

    def __init__(
        self, templates: Sequence[Workspace], house: House, pictures: Pictures | None = None
    ) -> None:
        self.templates, self.house = templates, house
        self.pictures = pictures or Painter(house.style)
        self._known: dict[int, tuple[Document, Hints, int]] = {}

    def pages(self, document: Document) -> int:
        """How many pages the brief takes, the annex apart."""
        if id(document) not in self._known:
            first = self._sheets(document, NO_HINTS)
            hints, sheets = self._improved(document, first)
            self._known[id(document)] = document, hints, len(sheets)
        return self._known[id(document)][2]

    def final(self, document: Document) -> LaidOut:
        """The pages of the document, annex and all, filled as well as can be."""
        if known := self._known.get(id(document)):
            laid = self._lay_out(document, known[1])
        else:
            laid = self._lay_out(document, NO_HINTS)
            hints, _ = self._improved(document, _sheets(laid.body))
            if hints != NO_HINTS:
                laid = self._lay_out(document, hints)
        spread(laid.rendered, _feathered(_sheets(laid.body)))
        return laid

    def _lay_out(self, document: Document, hints: Hints) -> LaidOut:
        page = write_html(
            document,
            templates=self.templates,
            for_print=True,
            house=self.house,
            pictures=self.pictures,
            hints=hints,
        )
        return lay_out(page, document, house=self.house)

    def _sheets(self, document: Document, hints: Hints) -> list[_Sheet]:
        """The pages without the annex, which does not matter here and takes time."""
        return _sheets(self._lay_out(replace(document, annex=()), hints).body)

    def _improved(self, document: Document, first: list[_Sheet]) -> tuple[Hints, list[_Sheet]]:
        """The best of a few arrangements, beginning with that of no hints."""
        hints, sheets = NO_HINTS, first
        for _ in range(_TRIES):
            for other in _others(document, hints, sheets):
                found = self._sheets(document, other)
                if _waste(found) < _waste(sheets) - _SEEN:
                    hints, sheets = other, found
                    break
            else:
                break
        return hints, sheets


def _waste(sheets: Sequence[_Sheet]) -> float:
    """How bad pages look: what is left empty before the last, and every page that there is."""
    return sum(sheet.gap for sheet in sheets[:-1]) + 1000 * MM * len(sheets)


def _others(document: Document, hints: Hints, sheets: Sequence[_Sheet]) -> Iterator[Hints]:
    """Arrangements that could save a page, or close a gap: the section after it is set otherwise."""
    if len(sheets) > 1 and document.design == "one-pager" and hints == NO_HINTS:
        yield replace(hints, tight=True)
        yield replace(hints, across=True)
        yield replace(hints, across=True, tight=True)
    elif len(sheets) > 1 and sheets[-1].filled < _FEW and not hints.tight:
        yield replace(hints, tight=True)
    sections = {section.anchor: section for section in document.sections}
    for sheet, after in pairwise(sheets):
        if sheet.gap < _WIDE:
            continue
        name, _, row = after.first.partition("-row-")
        if name not in sections or name in hints.parted | hints.apart:
            continue
        shapes = [group.shape for group in arranged(sections[name].blocks)]
        shape = shapes[int(row) - 1 if row else 0] if shapes else ""
        if shape == "pair" and sheet.gap >= _LEAST * after.height:
            yield replace(hints, parted=hints.parted | {name})
        elif shape == "beside":
            yield replace(hints, apart=hints.apart | {name})


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
    first, height, is_begun = "", 0.0, False
    joints = []
    for box in walk(page):
        if is_text(box) or is_picture(box):
            bottom = max(bottom, box.position_y + box.margin_height())
            is_begun = True
        name = html_id(box)
        if not _PART.fullmatch(name):
            continue
        if not is_begun:
            first, height = name, box.border_height()
        elif name not in seen and (what := _kind(name)) and box.border_width() >= full:
            joints.append(_Joint(name, what))
        seen.add(name)
    gap = top + page.height - bottom
    return _Sheet(gap, tuple(joints), first, height, 1 - gap / page.height)


def _kind(name: str) -> str:
    """What grows: sections and the like, rows that do not follow a heading, advice."""
    if "-row-" in name:
        return "" if name.endswith("-row-1") else "row"
    if name.startswith("recommendation-"):
        return "row"
    return "section"
