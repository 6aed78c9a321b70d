"""One grid for the lines of a page: laid-out pages to how far parts move down so that their texts stand on it.

The library knows no grid. Within a text its lines stand a step apart; where a figure or heading brings the next
text off the grid of its page, the part that it begins moves to the nearest line: down as far as there is space, up by
a part of the space above it. The grid of a page is that on which most of its lines stand then. Where texts run in
columns, lines beside each other stand at one height. Lengths are in CSS pixels.
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

_TEXTS = frozenset({"text", "highlights", "advice"})
"""Classes of what holds running text."""
_POINT = 96 / 72
"""CSS pixels in a point."""
_NEAR = 0.5
"""How far off its grid a line may stand."""
_SPARE = 4.0
"""What stays free at the foot of a page."""
_GIVEN = 0.4
"""What a space gives at most to what moves up, in parts of it."""


@dataclass(slots=True)
class _Start:
    """What may move: the id of a section, or of a row within one, and the lines of text that it brings."""

    id: str
    above: float = 0.0
    """The empty space before it."""
    is_fixed: bool = False
    """It stays where it is, at the head of its page or column."""
    awaits_row: bool = False
    """Its first row moves with its heading."""
    lines: list[float] = field(default_factory=list)


@dataclass(slots=True)
class _Run:
    """What stands below each other: a page, or a column of one."""

    top: float
    foot: float
    """Where what holds it ends."""
    parts: list[_Start | list[_Run]] = field(default_factory=list)
    """What may move, and what stands side by side."""
    end: float = 0.0
    """Where the last of its words or pictures ends."""

    @property
    def spare(self) -> float:
        """How much is empty below what it holds."""
        return self.foot - self.end

    @property
    def lines(self) -> Iterator[float]:
        """The first line of each part."""
        for part in self.parts:
            if isinstance(part, list):
                yield from (line for run in part for line in run.lines)
            else:
                yield from part.lines[:1]


@dataclass(slots=True)
class _Moves:
    """How parts move onto one grid, and how well they stand then."""

    by_id: dict[str, float] = field(default_factory=dict)
    off: int = 0
    """Lines that stand off the grid."""

    @property
    def cost(self) -> tuple[int, float]:
        """The less the better: lines that are off, then all that moves."""
        return self.off, sum(map(abs, self.by_id.values()))


def line_of(scale: TypeScale, *, tight: bool) -> tuple[float, float]:
    """From one line of a text to the next, and the size of its letters; ``tight`` in the closer setting."""
    return (scale.closer if tight else scale.leading) * _POINT, scale.text * _POINT


def off_grid(pages: Sequence[PageBox], step: float, size: float) -> dict[int, dict[str, float]]:
    """By page, from 0, how far to move which parts down; up where less than nothing.

    ``step`` is from one line to the next, ``size`` that of the type of texts.
    """
    begun: set[str] = set()
    found: dict[int, dict[str, float]] = {}
    for number, page in enumerate(pages):
        if moved := _Sheet(page, size, begun).moved(step):
            found[number] = moved
    return found


class _Sheet:
    """The parts of a page, as they stand below and beside each other."""

    def __init__(self, page: PageBox, size: float, begun: set[str]) -> None:
        self._size, self._begun = size, begun
        foot = page.content_box_y() + page.height - height_of_notes(page) - _SPARE
        self._page = _Run(page.content_box_y(), foot)
        for box in flow(page):
            self._look(settled(box), self._page, within=False)

    def moved(self, step: float) -> dict[str, float]:
        """How far the parts move onto the grid of most lines."""
        firsts = {round(line % step, 1): line for line in self._page.lines}
        every = (_Grid(first, step, self._page.foot).moves(self._page) for first in firsts.values())
        best = min(every, key=lambda moves: moves.cost, default=_Moves())
        return best.by_id

    def _look(self, box: Box, run: _Run, *, within: bool) -> None:
        """Note what may move and where lines stand; ``within`` a text."""
        if is_text(box) or is_picture(box):
            if within and is_text(box) and abs(size_of_type(box) - self._size) < _NEAR:
                _note(baseline_of(box), run)
            run.end = max(run.end, box.position_y + box.margin_height())
            return
        self._begin(box, run)
        within = within or not _TEXTS.isdisjoint(html_attribute(box, "class").split())
        if columns := [] if within else columns_in(box):
            foot = max(one.position_y + one.margin_height() for one in columns)
            beside = [_Run(one.position_y, foot) for one in columns]
            run.parts.append(beside)
            for child, column in zip(columns, beside, strict=True):
                self._look(child, column, within=False)
            run.end = max(run.end, *(one.end for one in beside))
        else:
            for child in map(settled, inner(box)):
                self._look(child, run, within=within)

    def _begin(self, box: Box, run: _Run) -> None:
        """Note that a part begins here, unless it began on a page before or stands beside another one."""
        name, top = html_id(box), box.border_box_y()
        kind = html_attribute(box, "data-begins") or html_attribute(box, "data-follows")
        if not kind or not name or name in self._begun:
            return
        self._begun.add(name)
        is_section = kind == "section"
        last = run.parts[-1] if run.parts else None
        if isinstance(last, _Start) and last.awaits_row and not is_section:
            last.awaits_row = False
            if not last.is_fixed:
                return
        if top > run.end - 1:
            above = max(box.content_box_y() - run.end, 0.0)
            run.parts.append(_Start(name, above, not run.end, is_section))


def _note(line: float, run: _Run) -> None:
    last = run.parts[-1] if run.parts else None
    if not isinstance(last, _Start):
        last = _Start("", is_fixed=True)
        run.parts.append(last)
    last.lines.append(line)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The lines a ``step`` apart of which one stands at ``first``, on a page whose content may go to ``foot``."""

    first: float
    step: float
    foot: float

    def moves(self, page: _Run) -> _Moves:
        """How the parts of a page move onto these lines."""
        found = _Moves()
        self._move(page, found, 0.0, self.foot - page.end)
        return found

    def _move(self, run: _Run, found: _Moves, down: float, most: float) -> float:
        """Move the parts of a run that stands ``down`` lower already, by ``most`` at most; returns how low it ends."""
        for part in run.parts:
            if isinstance(part, _Start):
                down = self._start(part, found, down, most)
                continue
            ends = (
                self._move(one, found, down, min(most + one.spare, self.foot - one.end)) - one.spare
                for one in part
            )
            down = max(down, *ends)
        return down

    def _start(self, start: _Start, found: _Moves, down: float, most: float) -> float:
        """Move one part; returns how much lower it stands."""
        if start.lines and not start.is_fixed:
            more = self._nearest(start, down, most)
            if abs(more) >= _NEAR:
                down += more
                found.by_id[start.id] = round(more, 2)
        found.off += sum(
            _NEAR < self._below(line + down) < self.step - _NEAR for line in start.lines
        )
        return down

    def _below(self, line: float) -> float:
        """How far the next line of the grid stands below a line."""
        return (self.first - line) % self.step

    def _nearest(self, start: _Start, down: float, most: float) -> float:
        """How far from where it stands to a line next to it; 0 where none can be reached.

        To that by which what follows stands the least from where it stood before.
        """
        fall = self._below(start.lines[0] + down)
        reached = [fall] if down + fall <= most else []
        if self.step - fall <= _GIVEN * start.above:
            reached.append(fall - self.step)
        return min(reached, key=lambda more: abs(down + more), default=0.0)
