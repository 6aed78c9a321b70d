"""What is wider than its place: the laid-out boxes of pages to what a reader would find cut off.

Each box has a place and a size in CSS pixels, and the element that it came from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.core.document import Document, Figure, Section
from briefing.core.statistics_table import Table
from briefing.core.text_nodes import plain
from briefing.writers.pdf.boxes import (
    Box,
    PageBox,
    TextBox,
    flow,
    foot_notes,
    html_id,
    inner,
    is_column,
    is_picture,
    is_table,
    is_text,
    settled,
)

_LOOSE = 1.5
"""CSS pixels that nobody sees."""
_PIXELS_PER_MM = 96 / 25.4
_SHOWN = 40
"""Letters of a line that a message shows."""


@dataclass(frozen=True, slots=True)
class Spill:
    """Something that does not fit into its place."""

    path: tuple[str | int, ...]
    """Where it is declared in the brief's YAML; empty where that is not known."""
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class _Frame:
    """The place that a box stands in."""

    right: float
    """Right edge of the column."""
    outer: float
    """Right edge of the column with its padding, to which a line may run; no further than that of
    the column around it."""
    foot: float
    """Where the page ends."""
    page: int
    subject: str = ""
    """Id of the part of the brief."""


def spills(pages: Sequence[PageBox], document: Document) -> tuple[Spill, ...]:
    """All that is cut off or runs into its neighbours, each part of the brief once."""
    names = _Names(document)
    found: dict[tuple[str, str], Spill] = {}
    for number, page in enumerate(pages, 1):
        right = page.content_box_x() + page.width
        frame = _Frame(right, right, page.content_box_y() + page.height, number)
        for child in (*flow(page), *foot_notes(page)):
            for subject, spill in _in_box(child, frame, names):
                found.setdefault((subject, "" if subject else spill.message), spill)
    return tuple(found.values())


def _in_box(placed: Box, frame: _Frame, names: _Names) -> Iterator[tuple[str, Spill]]:
    """The spills of a box and all within; what holds a table speaks for its cells."""
    box = settled(placed)
    subject = names.subject(box) or frame.subject
    frame = _Frame(frame.right, frame.outer, frame.foot, frame.page, subject)
    if is_text(box):
        yield from _of_line(box, frame, names)
        return
    if is_picture(box) or is_table(box):
        over = box.border_box_x() + box.border_width() - frame.right
        if over > _LOOSE:
            yield subject, names.too_wide(subject, over, box)
            return
        if is_picture(box) and box.border_box_y() + box.border_height() - frame.foot > _LOOSE:
            yield subject, names.too_tall(subject, frame.page)
    if is_column(box):
        right = box.content_box_x() + box.width
        outer = box.border_box_x() + box.border_width()
        if box.is_in_normal_flow():
            outer = min(outer, frame.outer)
        frame = _Frame(right, outer, frame.foot, frame.page, subject)
    for child in inner(box):
        yield from _in_box(child, frame, names)


def _of_line(box: TextBox, frame: _Frame, names: _Names) -> Iterator[tuple[str, Spill]]:
    text = box.text.strip()
    if not text:
        return
    over = box.position_x + box.width - frame.outer
    if over > _LOOSE and box.text == box.text.rstrip():
        yield frame.subject, names.line_too_long(frame.subject, text, over)
    elif box.position_y + box.height - frame.foot > _LOOSE * 2:
        yield frame.subject, names.too_tall(frame.subject, frame.page)


class _Names:
    """What the parts of a brief are called in a message, by the ids of their elements."""

    def __init__(self, document: Document) -> None:
        self.names: dict[str, tuple[tuple[str | int, ...], str]] = {}
        for section in document.sections:
            title = plain(section.title)
            self.names[section.anchor] = (
                ("sections", section.place),
                f"the section “{_short(title)}”",
            )
            self._of_blocks(section)
        for one in document.recommendations:
            where = ("recommendations",)
            self.names[f"recommendation-{one.id}"] = (where, f"the recommendation '{one.id}'")

    def _of_blocks(self, section: Section) -> None:
        for block in section.blocks:
            match block:
                case Table(id=name):
                    self.names[f"table-{name}"] = (("tables", name), f"table '{name}'")
                case Figure(id=name):
                    self.names[f"figure-{name}"] = (("charts", name), f"chart '{name}'")

    def subject(self, box: Box) -> str:
        """The id of the part that begins with this box; empty where it is none."""
        name = html_id(box)
        return name if name in self.names else ""

    def too_wide(self, subject: str, over: float, box: Box) -> Spill:
        path, name = self._of(subject)
        by = f"{over / _PIXELS_PER_MM:.0f} mm" if over > _PIXELS_PER_MM else "less than 1 mm"
        if is_table(box):
            return Spill(
                path,
                f"{name} is {by} wider than its place on the page",
                "shorten titles with long words in it, or show fewer 'columns'",
            )
        return Spill(
            path,
            f"a picture in {name} is {by} wider than its place on the page",
            "give it 'max-width: 100%' in the project's template",
        )

    def too_tall(self, subject: str, page: int) -> Spill:
        path, name = self._of(subject)
        return Spill(
            path,
            f"{name} runs over the foot of page {page}",
            "it cannot be broken and is taller than a page: shorten it, or split it in two",
        )

    def line_too_long(self, subject: str, text: str, over: float) -> Spill:
        path, name = self._of(subject)
        by = f"{max(1, over / _PIXELS_PER_MM):.0f} mm"
        return Spill(
            path,
            f"“{_short(text)}” runs {by} over the edge of its column in {name}",
            "shorten it, or write a space or a soft hyphen (U+00AD) where it may be broken",
        )

    def _of(self, subject: str) -> tuple[tuple[str | int, ...], str]:
        return self.names.get(subject, ((), "the page"))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
