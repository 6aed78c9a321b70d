"""Sheets: how far the pages of a layout are filled, and how their parts are drawn apart to end at one height."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

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

Kind = Literal["section", "row"]

MM = 96 / 25.4
"""CSS pixels in a millimetre."""
_SEEN = 4 * MM
"""A gap that a reader may see."""
_SPARE = 1 * MM
_MOST: Mapping[Kind, float] = {"section": 1.8 * MM, "row": 1.2 * MM}
"""How much the space above a section, or above a row or advice within one, may grow: by a quarter."""
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
class Sheet:
    """A page: the gap at its foot, and what begins on it."""

    gap: float
    joints: tuple[_Start, ...]
    filled: float
    """Share of the page's height."""


def feathered(sheets: Sequence[Sheet]) -> dict[int, dict[str, float]]:
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


def sheets_of(pages: Sequence[PageBox]) -> list[Sheet]:
    """The pages of a layout, without its annex."""
    seen: set[str] = set()
    return [_sheet(page, seen) for page in pages]


def _sheet(page: PageBox, seen: set[str]) -> Sheet:
    top = page.content_box_y()
    full = page.width * _FULL
    bottom = top
    is_begun = False
    joints = []
    for box in walk(page):
        if is_text(box) or is_picture(box):
            bottom = max(bottom, box.position_y + box.margin_height())
            is_begun = True
        start = _start(box)
        if start is None:
            continue
        if is_begun and start.id not in seen and start.grows and box.border_width() >= full:
            joints.append(start)
        seen.add(start.id)
    gap = top + page.height - height_of_notes(page) - bottom
    return Sheet(gap, tuple(joints), 1 - gap / page.height)


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
