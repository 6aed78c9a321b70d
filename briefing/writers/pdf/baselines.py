"""One grid for the lines of a page: laid-out pages to how far parts move down so that their texts stand on it.

The library knows no grid. Within a text its lines stand a step apart; where a figure or heading brings the next
text off the grid of its page, the part that it begins moves down to the next line, as far as there is space. Where
texts run in columns, lines beside each other then stand at one height. Lengths are in CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing.core.type_scale import TypeScale
from briefing.writers.pdf.boxes import (
    Box,
    PageBox,
    baseline_of,
    columns_in,
    flow,
    height_of_notes,
    html_attribute,
    html_id,
    inner,
    is_picture,
    is_text,
    settled,
    size_of_type,
)

_TEXTS = frozenset({"text", "highlights"})
"""Classes of what holds running text."""
_POINT = 96 / 72
"""CSS pixels in a point."""
_NEAR = 0.5
"""How far off its grid a line may stand."""
_SPARE = 4.0
"""What stays free at the foot of a page."""


@dataclass(slots=True)
class _Start:
    """What may move down: the id of a section, or of a row within one, and the first line of text that it brings."""

    id: str
    top: float
    line: float | None = None


@dataclass(slots=True)
class _Run:
    """What stands below each other: a page, or a column of one."""

    top: float
    foot: float
    """Where what holds it ends."""
    starts: list[_Start] = field(default_factory=list)
    end: float = 0.0
    """Where the last of its words or pictures ends."""


def line_of(scale: TypeScale, *, tight: bool) -> tuple[float, float]:
    """From one line of a text to the next, and the size of its letters; ``tight`` in the closer setting."""
    return (scale.closer if tight else scale.leading) * _POINT, scale.text * _POINT


def off_grid(pages: Sequence[PageBox], step: float, size: float) -> dict[int, dict[str, float]]:
    """By page, from 0, how far to move which parts down.

    ``step`` is from one line to the next, ``size`` that of the type of texts.
    """
    begun: set[str] = set()
    found: dict[int, dict[str, float]] = {}
    for number, page in enumerate(pages):
        sheet = _Sheet(size, begun)
        if moved := sheet.moved(page, step):
            found[number] = moved
    return found


class _Sheet:
    """Goes along the boxes of one page."""

    def __init__(self, size: float, begun: set[str]) -> None:
        self._size, self._begun = size, begun
        self._first: float | None = None
        """The line of text that the grid goes by."""
        self._page: _Run
        self._columns: list[list[_Run]] = []
        """What stands side by side, for each stretch of the page that has columns."""

    def moved(self, page: PageBox, step: float) -> dict[str, float]:
        """How far the parts of a page move."""
        foot = page.content_box_y() + page.height - height_of_notes(page) - _SPARE
        self._page = _Run(page.content_box_y(), foot)
        for box in flow(page):
            self._look(settled(box), self._page, within=False)
        if self._first is None:
            return {}
        ends = (one.end for beside in self._columns for one in beside)
        left = foot - max(self._page.end, *ends, 0.0)
        found: dict[str, float] = {}
        for beside in self._columns:  # what one stretch takes, those below it have no more
            taken = 0.0
            for run in beside:
                most = min(left + run.foot - run.end, foot - run.end)
                moves = dict(self._moves(run, step, most))
                found |= moves
                taken = max(taken, sum(moves.values()) - (run.foot - run.end))
            left -= taken
        return found | dict(self._moves(self._page, step, left))

    def _moves(self, run: _Run, step: float, left: float) -> Iterator[tuple[str, float]]:
        """The parts of a run that are off the grid; what begins it stays at its head."""
        down = 0.0
        for start in run.starts:
            if start.line is None or self._first is None or start.top < run.top + step:
                continue
            more = (self._first - start.line - down) % step
            if more > step - _NEAR or more < _NEAR or down + more > left:
                continue
            down += more
            yield start.id, round(more, 2)

    def _look(self, box: Box, run: _Run, *, within: bool) -> None:
        """Note what may move and where lines stand; ``within`` a text."""
        if is_text(box) or is_picture(box):
            run.end = max(run.end, box.position_y + box.margin_height())
            if within and is_text(box) and abs(size_of_type(box) - self._size) < _NEAR:
                self._note(baseline_of(box), run)
            return
        name = html_id(box)
        if name and name not in self._begun and html_attribute(box, "data-begins"):
            self._begun.add(name)
            if html_attribute(box, "data-row") != "1":  # it stays with its heading
                run.starts.append(_Start(name, box.border_box_y()))
        within = within or not _TEXTS.isdisjoint(html_attribute(box, "class").split())
        if columns := [] if within else columns_in(box):
            foot = max(one.position_y + one.margin_height() for one in columns)
            beside = [_Run(one.position_y, foot) for one in columns]
            self._columns.append(beside)
            for child, column in zip(columns, beside, strict=True):
                self._look(child, column, within=False)
        else:
            for child in map(settled, inner(box)):
                self._look(child, run, within=within)

    def _note(self, line: float, run: _Run) -> None:
        if self._first is None:
            self._first = line
        if run.starts and run.starts[-1].line is None:
            run.starts[-1].line = line
