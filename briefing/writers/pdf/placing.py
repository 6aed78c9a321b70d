"""Whole pages by their costs: the rows of a brief, as measured, to the arrangement that looks best.

Pages are not laid out for it: each arrangement is reckoned from the heights of one layout, and only the
best is tried. What costs how much: ``docs/decisions/0019-pages-by-their-costs.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, product
from math import ceil

from briefing.core.document import Document, Figure
from briefing.writers.html.arrangement import Group, Hints, arranged, letters_of
from briefing.writers.pdf.row_heights import Heights, columns_of, groups_of

HOLE, SEEN = 0.2, 0.08
"""Shares of a page: what is blank at its foot is a hole from the one on, and seen from the other."""
HALF = 0.5
"""How full a last page is at least."""
LOWEST, HIGHEST = 0.8, 1.25
"""How far drawings give way: their height in parts of the usual one."""
_STEPS = (0.8, 0.9, 1.0, 1.1, 1.2, 1.25)
_MOST_CHOICES = 5
"""Sections of which other arrangements are reckoned, from the first on."""
_HOLE, _SEEN, _BLANK = 300.0, 120.0, 20.0
_SHORT, _LAST = 200.0, 30.0
_PAGE, _CHANGED, _STRETCHED, _CLOSER = 12.0, 2.0, 8.0, 3.0
_CLOSER_PART, _SPACE = 0.93, 0.65
"""What is left in the closer setting of the height of tables, advice and the head, and of spaces; headings
and the words of figures stay as they are."""
_SPARE = 0.03
"""Share of a page that is kept free where something must fit, since heights are reckoned."""
_LEAST_LINES, _TABLE_LINES = 3, 7
"""Lines of a text, and lines that a table takes, that stay together at either end of a page."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What blocks are set on; in CSS pixels."""

    height: float
    """Of the text area of a page."""
    first: float
    """The same of the first page."""
    apart: float
    """Space above a section."""
    row: float
    """Space above a row."""
    line: float
    closer: float
    """What is left of a text's length in the closer setting."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """An arrangement, the pages that it would make, and what they cost."""

    hints: Hints
    fills: tuple[float, ...]
    """How far each page would be filled, as a share of its height."""
    cost: float


def best_first(
    document: Document, heights: Heights, paper: Paper, hints: Hints, pages: range
) -> list[Reckoned]:
    """Arrangements by what they cost, the best first; ``heights`` are measured with ``hints``.

    Those are left out whose pages would be fewer or more than the brief may have.
    """
    found = [
        reckoned
        for other in _others(document, hints)
        if len((reckoned := reckon(document, heights, paper, hints, other)).fills) in pages
    ]
    return sorted(found, key=lambda one: one.cost)


def reckon(
    document: Document, heights: Heights, paper: Paper, known: Hints, other: Hints
) -> Reckoned:
    """What an arrangement would look like, from what was measured in a ``known`` one."""
    scale = 1.0
    if other.tight and not known.tight:
        scale = paper.closer
        paper = replace(paper, apart=paper.apart * _SPACE, row=paper.row * _SPACE)
    setting = _Setting(heights, paper, other.taller / known.taller, scale)
    fills = _paged(list(_rows(document, setting, other)), paper)
    changed = len(other.parted ^ known.parted) + len(other.apart ^ known.apart)
    extra = _CHANGED * changed + _CLOSER * other.tight + _STRETCHED * abs(other.taller - 1)
    return Reckoned(other, tuple(fills), cost_of(fills) + extra)


def opened(
    document: Document, heights: Heights, paper: Paper, hints: Hints, last: float
) -> Hints | None:
    """Of a page of two columns: as many of the last sections across both as fill a short last page.

    ``last`` is how full it is. ``None`` where their figures do not suffice.
    """
    broad: set[str] = set()
    for section in reversed(document.sections):
        figures = [one for one in section.blocks if isinstance(one, Figure)]
        if last >= HALF:
            break
        if not figures:
            continue
        measured = [heights.figures.get(one.id, (0.0, 0.0)) for one in figures]
        taller = HIGHEST / hints.taller
        last += sum(words + drawing * taller for words, drawing in measured) / 2 / paper.height
        broad.add(section.anchor)
    if last < HALF:
        return None
    return replace(hints, broad=hints.broad | broad, apart=hints.apart | broad, taller=HIGHEST)


def cost_of(fills: Sequence[float]) -> float:
    """What pages cost that are filled so far: holes most, then a short last page, then every page."""
    cost = _PAGE * len(fills)
    for fill in fills[:-1]:
        blank = max(0.0, 1 - fill)
        cost += blank * (_HOLE if blank > HOLE else _SEEN if blank > SEEN else _BLANK)
    if len(fills) > 1:
        cost += _SHORT * max(0.0, HALF - fills[-1]) + _LAST * max(0.0, 1 - fills[-1])
    return cost


@dataclass(frozen=True, slots=True)
class _Row:
    """A stretch of a page."""

    height: float
    above: float
    least: float
    """What of it stays together at either end of a page; all of it where it cannot be broken."""
    leads: bool

    @property
    def start(self) -> float:
        """How much of a page must be left where it begins."""
        return self.least if self.height >= 2 * self.least else self.height


@dataclass(frozen=True, slots=True)
class _Setting:
    """How heights that were measured become those of another arrangement."""

    heights: Heights
    paper: Paper
    taller: float
    """Of drawings against those measured."""
    scale: float
    """What is left of the height of texts."""

    @property
    def part(self) -> float:
        """What is left of the height of a table, of advice, of the head."""
        return _CLOSER_PART if self.scale < 1 else 1.0

    def figure(self, name: str) -> float:
        words, drawing = self.heights.figures.get(name, (0.0, 0.0))
        return words + drawing * self.taller

    def text(self, group: Group) -> float:
        """The height of a text, in whole lines."""
        line, columns = self.paper.line, columns_of(group)
        height = letters_of(group.texts) * self.heights.letter * self.scale
        return ceil(height / columns / line) * line

    def row(self, group: Group, above: float, others: Iterator[float]) -> _Row:
        line = self.paper.line
        figures = [self.figure(one.id) for one in group.figures]
        if group.placing in {"table", "aside"}:
            height = next(others, 0.0) * self.part
            return _Row(height, above, _TABLE_LINES * line if group.table else height, leads=False)
        if group.placing in {"columns", "plain"}:
            return _Row(self.text(group), above, _LEAST_LINES * line, leads=False)
        height = max([*figures, self.text(group) if group.texts else 0.0])
        return _Row(height, above, height, leads=False)


def _rows(document: Document, setting: _Setting, hints: Hints) -> Iterator[_Row]:
    """All rows of a brief in an arrangement."""
    paper = setting.paper
    groups = groups_of(document, hints)
    by_section = {
        name: [group for _, group in some] for name, some in groupby(groups, lambda one: one[0][0])
    }
    for block in setting.heights.blocks:
        if block.row and block.section:
            continue
        above = paper.apart if block.kind == "section" else paper.row
        if block.above is not None:
            above = block.above * (1.0 if setting.scale == 1 else _SPACE)
        height = block.height * (1.0 if block.kind == "section" and block.section else setting.part)
        yield _Row(height, above, height, leads=block.kind == "section")
        others = iter(setting.heights.others.get(block.section, ()))
        for number, group in enumerate(by_section.get(block.section, ())):
            yield setting.row(group, paper.row if number else 0.0, others)


def _paged(rows: Sequence[_Row], paper: Paper) -> list[float]:
    """How far each page is filled where rows are set one after another."""
    fills: list[float] = []
    depth, y = paper.first, 0.0
    for place, row in enumerate(rows):
        above = row.above if y else 0.0
        need = row.start
        if row.leads and place + 1 < len(rows):
            need = row.height + rows[place + 1].start
        if y and y + above + need > depth - _SPARE * paper.height:
            fills.append(y / depth)
            depth, y, above = paper.height, 0.0, 0.0
        end = y + above + row.height
        while end > depth and row.start < row.height:
            after = max(end - depth, row.least)
            fills.append(min(1.0, (end - after) / depth))
            end, depth = after, paper.height
        y = end
    fills.append(min(1.0, y / depth))
    return fills


def _others(document: Document, hints: Hints) -> Iterator[Hints]:
    """All arrangements that are reckoned: heights of drawings, sections set otherwise, spaces."""
    choices: dict[str, tuple[str, ...]] = {}
    for section in document.sections:
        name = section.anchor
        if name in hints.parted | hints.apart or len(choices) == _MOST_CHOICES:
            continue
        usual = arranged(section.blocks)
        ways = [
            way
            for way in ("parted", "apart")
            if arranged(section.blocks, parted=way == "parted", apart=way == "apart") != usual
        ]
        if ways:
            choices[name] = ("", *ways)
    has_drawings = any(True for _ in document.figures())
    for taller in _STEPS if has_drawings else (hints.taller,):
        for tight in dict.fromkeys((hints.tight, True)):
            for chosen in product(*choices.values()):
                ways_of = dict(zip(choices, chosen, strict=True))
                parted = {name for name, way in ways_of.items() if way == "parted"}
                apart = {name for name, way in ways_of.items() if way == "apart"}
                yield replace(
                    hints,
                    taller=taller,
                    tight=tight,
                    parted=hints.parted | parted,
                    apart=hints.apart | apart,
                )
