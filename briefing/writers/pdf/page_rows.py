"""The rows of a brief as a page may have them: measured heights to what each way of setting would take.

A row stands at one height across its page and is never torn, unless it is a text or a table. Heights are in CSS
pixels; of every row the usual one is known, the least and the greatest that its drawings allow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from briefing.core.document import Document, Figure, Section
from briefing.core.statistics_table import Table
from briefing.core.text_nodes import plain
from briefing.writers.html.arrangement import Group, Halves, Hints, letters_of
from briefing.writers.pdf.row_heights import Block, Heights, columns_of, groups_of
from briefing.writers.pdf.spacings import Scales, Spacing

LOWEST, HIGHEST = 0.8, 1.25
"""How far drawings give way: their height in parts of the usual one."""
_TALL = 1.5
"""The second height of a drawing that takes the whole measure, in parts of the usual one."""
_STIFF = frozenset({"dumbbell", "heat", "map", "timeline", "sparklines", "waterfall"})
"""Forms of charts whose height hangs on what they show alone."""
_BARS, _TALL_BARS = frozenset({"bar", "diverging"}), 1.25
"""Forms whose second height is less: a bar far from the next is hard to read."""
_ROWS = frozenset({"multiples"})
"""Forms that have no second height."""
_LEAST_LINES, _TABLE_LINES = 3, 7
"""Lines of a text, and lines that a table takes, that stay together at either end of a page."""
_HALF = 0.485
"""One of two columns, in parts of the measure."""
_BELOW_HEADING = 1.8 * 96 / 25.4
"""Space below a heading."""
_APART_FROM_HEADING = frozenset({"single", "table", "aside"})
"""What keeps its distance from what stands above it from a heading too."""
_COLUMN, _MEASURE, _CAPTION = 237.0, 488.0, 341.0
"""Points: the width of a column, of the measure, and of a caption that has the measure to itself."""
_EM = 0.5
"""Width of a letter, in parts of its size."""
_TEXT, _SMALL = 10.0, 7.5
_PIXELS = 96 / 72
_LOOSE, _ROUNDED = 2.5, 0.05
"""Lines: by how many a measured text and one that is reckoned by its letters may differ, where no page
tears it; and what is no line more."""
_MOST_BESIDE = 3
"""Sections that stand in two columns side by side at most."""
_MOST_LETTERS = 700
"""Letters of a section that stands in half of a page at most."""
_CHANGED, _NEAR, _ABREAST = 2.0, 4.0, 3.0


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
    larger: float = 1.0
    """The next size of running text, in parts of the usual one."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that gives way."""

    id: str
    words: float
    """Height of what stands above and below it."""
    usual: float
    low: float
    high: float

    def height(self, part: float) -> float:
        """The height of its figure where it has that part of its usual one."""
        return self.words + self.usual * part

    def part_for(self, height: float) -> float:
        """Which part of its usual height the drawing of a figure of some height has."""
        if not self.usual:
            return 1.0
        return min(self.high, max(self.low, (height - self.words) / self.usual))


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of a page."""

    name: str
    """Id of the element that begins here."""
    usual: float
    low: float
    high: float
    above: float
    """The space above it, where it does not begin a page."""
    least: float = 0.0
    """What of it stays together at either end of a page, where it can be broken; else 0."""
    leads: bool = False
    """Whether the next row stands on the same page: it is a heading."""
    clings: bool = False
    """Whether it begins no page."""
    hole: float = 0.0
    """The blank beside what stands in it, as height times part of the measure."""
    drawings: tuple[Drawing, ...] = ()
    halves: tuple[tuple[Row, ...], ...] = ()
    """What stands in its two columns, where whole sections do."""

    @property
    def start(self) -> float:
        """How much of a page must be left where it begins."""
        return self.least if self.least and self.usual >= 2 * self.least else self.low

    def parts(self, height: float) -> Iterator[tuple[str, float]]:
        """Of each of its drawings the part of the usual height that fills a height."""
        for one in self.drawings:
            yield one.id, one.part_for(height)
        for half in self.halves:
            spaces = sum(row.above for row in half[1:])
            for row, own in zip(half, stretched(half, height - spaces), strict=True):
                yield from row.parts(own)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to set a section, or several side by side."""

    rows: tuple[Row, ...]
    kind: str = ""
    """``parted``, ``apart``, ``near``, ``abreast``; empty for the usual one."""
    sections: tuple[str, ...] = ()
    halves: Halves | None = None
    steps: int = 1
    """How many units of the brief it takes in."""
    cost: float = 0.0


def limits(form: str, *, wide: bool) -> tuple[float, float]:
    """How low and how high a drawing may be, in parts of its usual height; ``wide`` on the whole measure."""
    if form in _STIFF:
        return 1.0, 1.0
    tall = _TALL_BARS if form in _BARS else 1.0 if form in _ROWS else _TALL
    return LOWEST, HIGHEST * (tall if wide else 1.0)


def stretched(rows: Sequence[Row], height: float) -> list[float]:
    """The height of each row where all of them together have a height, as far as they give way."""
    usual = sum(row.usual for row in rows)
    if height >= usual:
        give = sum(row.high for row in rows) - usual
        share = min(1.0, (height - usual) / give) if give else 0.0
        return [row.usual + share * (row.high - row.usual) for row in rows]
    give = usual - sum(row.low for row in rows)
    share = min(1.0, (usual - height) / give) if give else 0.0
    return [row.usual - share * (row.usual - row.low) for row in rows]


def units_of(
    document: Document, heights: Heights, paper: Paper, known: Hints, spacing: Spacing
) -> list[tuple[Way, ...]]:
    """What a brief consists of, in reading order: each unit with all ways in which it may be set.

    ``heights`` are measured with the ``known`` hints. A way may take in the units that follow.
    """
    scales = spacing.scales(document.design, known, paper.closer, paper.larger)
    apart, row = paper.apart * scales.spaces, paper.row * scales.spaces
    paper = replace(paper, apart=apart, row=row, line=paper.line * scales.line)
    return list(_Setting(document, heights, paper, known, scales).units())


@dataclass(frozen=True, slots=True)
class _Setting:
    """How heights that were measured become those of another arrangement."""

    document: Document
    heights: Heights
    paper: Paper
    known: Hints
    scales: Scales

    @property
    def _plainly(self) -> Hints:
        """The known hints with every section set as usual."""
        none = frozenset[str]()
        return replace(self.known, parted=none, apart=none, near=none, abreast=())

    def units(self) -> Iterator[tuple[Way, ...]]:
        """All units of the brief."""
        sections = {section.anchor: section for section in self.document.sections}
        order = list(sections)
        blocks = [one for one in self.heights.blocks if not (one.row and one.section in sections)]
        for place, block in enumerate(blocks):
            after = blocks[place + 1] if place + 1 < len(blocks) else None
            section = sections.get(block.section)
            if section is None:
                yield (Way((self._fixed(block, after),)),)
                continue
            heading = self._heading(block)
            ways = list(self._ways(section, heading))
            start = order.index(section.anchor)
            ways += self._abreast([sections[name] for name in order[start:]], heading.above)
            yield tuple(ways)

    def _fixed(self, block: Block, after: Block | None) -> Row:
        scales = self.scales
        parts = {"row": scales.advice, "head": scales.head}
        part = scales.points if block.name == "highlights" else parts.get(block.kind, 1.0)
        height = block.height * part - scales.less * (block.kind == "head")
        leads = block.kind == "section" and after is not None and after.kind == "row"
        above = self.paper.row if block.kind == "row" else self.paper.apart
        if block.above is not None:
            above = block.above * scales.spaces
        clings = block.kind == "foot" or not block.name
        return Row(block.name, height, height, height, above, leads=leads, clings=clings)

    def _heading(self, block: Block) -> Row:
        above = self.paper.apart if block.above is None else block.above * self.scales.spaces
        height = block.height
        return Row(block.section, height, height, height, above, leads=True)

    def _ways(self, section: Section, heading: Row) -> Iterator[Way]:
        name, plainly = section.anchor, self._plainly
        seen: list[Sequence[Group]] = []  # texts of facts have no hash
        own = frozenset({name})
        for kind, cost, hints in (
            ("", 0.0, plainly),
            ("parted", _CHANGED, replace(plainly, parted=own)),
            ("apart", _CHANGED, replace(plainly, apart=own)),
            ("near", _NEAR, replace(plainly, near=own)),
        ):
            groups = hints.groups(section)
            if groups not in seen:
                seen.append(groups)
                yield Way((heading, *self._rows(section, groups)), kind, (name,), cost=cost)

    def _rows(
        self, section: Section, groups: Sequence[Group], *, narrow: bool = False
    ) -> Iterator[Row]:
        others = iter(self.heights.others.get(section.anchor, ()))
        for number, group in enumerate(groups, 1):
            above = self.paper.row
            if number == 1:
                above = _BELOW_HEADING + (above if group.placing in _APART_FROM_HEADING else 0.0)
            name = f"{section.anchor}-row-{number}"
            yield self._row(section, group, (name, above), others, narrow=narrow)

    def _row(
        self,
        section: Section,
        group: Group,
        begins: tuple[str, float],
        others: Iterator[float],
        *,
        narrow: bool,
    ) -> Row:
        line = self.paper.line
        if group.placing in {"table", "aside"}:
            height = next(others, 0.0) * self.scales.tables
            least = _TABLE_LINES * line if group.table else 0.0
            return _whole(begins, height, least if height >= 2 * least else 0.0)
        text = self._text(section, group, narrow=narrow) if group.texts else 0.0
        if not group.figures:
            least = 0.0 if narrow else _LEAST_LINES * line
            return _whole(begins, text, least if text >= 2 * least else 0.0)
        is_wide = group.placing == "single" and not narrow
        drawings = tuple(self._drawing(one, wide=is_wide) for one in group.figures)
        usual = max(text, *(one.height(1.0) for one in drawings))
        low = max(text, *(one.height(one.low) for one in drawings))
        high = max(usual, min(one.height(one.high) for one in drawings))
        hole = 0.0
        if group.texts:
            hole = (
                abs(usual - text) if usual > text else text - drawings[0].height(drawings[0].high)
            )
        name, above = begins
        return Row(name, usual, low, high, above, hole=max(0.0, hole) * _HALF, drawings=drawings)

    def _text(self, section: Section, group: Group, *, narrow: bool) -> float:
        """The height of a text, in whole lines; as it was measured, where it is set so already."""
        line = self.paper.line
        usual = line / self.scales.line
        columns = 1.0 if narrow else columns_of(group, self.document.design)
        height = letters_of(group.texts) * self.heights.of_letters(section.anchor) / columns
        if not narrow:
            near = (self.heights.texts.get(at, 0.0) for at, one in self._placed() if one == group)
            height = next((own for own in near if abs(own - height) < _LOOSE * usual), height)
        return ceil(height * self.scales.texts / line - _ROUNDED) * line

    def _placed(self) -> Iterator[tuple[tuple[str, int], Group]]:
        """The groups as they were measured."""
        return groups_of(self.document, self.known)

    def _drawing(self, figure: Figure, *, wide: bool) -> Drawing:
        words, drawn = self.heights.figures.get(figure.id, (0.0, 0.0))
        was_wide = self._widths().get(figure.id, wide)
        if wide != was_wide:
            words += words_of(figure, wide=wide) - words_of(figure, wide=was_wide)
        low, high = limits(figure.plot.form, wide=wide)
        known = self.known.heights.get(figure.id, self.known.taller)
        usual = drawn if low == high else drawn / known
        return Drawing(figure.id, words, usual, low, high)

    def _widths(self) -> Mapping[str, bool]:
        """Whether each chart was measured on the whole measure."""
        return {
            figure.id: group.placing == "single"
            for _, group in self._placed()
            for figure in group.figures
        }

    def _abreast(self, sections: Sequence[Section], above: float) -> Iterator[Way]:
        """The first of some sections beside those after it: all ways to part them in two columns."""
        if self.document.design not in {"policy-brief", "bulletin"}:
            return
        halves = [self._half(one) for one in sections[:_MOST_BESIDE]]
        for count in range(2, len(halves) + 1):
            if not all(halves[:count]):
                return
            for left in range(1, count):
                columns = (
                    tuple(row for half in halves[:left] for row in half),
                    tuple(row for half in halves[left:count] for row in half),
                )
                names = [one.anchor for one in sections[:count]]
                row = _beside(f"{names[0]}-abreast", above, columns)
                placed = (tuple(names[:left]), tuple(names[left:]))
                yield Way((row,), "abreast", tuple(names), placed, count, _ABREAST)

    def _half(self, section: Section) -> tuple[Row, ...]:
        """The rows of a section in half of a page; none where that is too narrow for it."""
        blocks = section.blocks
        figures = [one for one in blocks if isinstance(one, Figure)]
        if not figures and not blocks:
            return ()
        if any(not isinstance(one, Figure) and isinstance(one, Table) for one in blocks):
            return ()
        name = section.anchor
        groups = replace(self._plainly, abreast=(((name,), (name,)),)).groups(section)
        letters = sum(letters_of(group.texts) for group in groups)
        if letters > _MOST_LETTERS or any(group.aside for group in groups):
            return ()
        found = [one for one in self.heights.blocks if one.section == name and not one.row]
        lines = ceil(len(plain(section.title)) * 13.5 * _EM / _COLUMN) - ceil(
            len(plain(section.title)) * 13.5 * _EM / _MEASURE
        )
        height = sum(one.height for one in found) + lines * 16.2 * _PIXELS
        heading = Row(name, height, height, height, self.paper.apart, leads=True)
        return (heading, *self._rows(section, groups, narrow=True))


def _whole(begins: tuple[str, float], height: float, least: float) -> Row:
    name, above = begins
    return Row(name, height, height, height, above, least)


def _beside(name: str, above: float, columns: tuple[tuple[Row, ...], ...]) -> Row:
    """Columns of rows as one row: as high as the higher of them, and no higher than the lower can be."""
    spaces = [sum(row.above for row in half[1:]) for half in columns]
    both = list(zip(columns, spaces, strict=True))
    usual = max(sum(row.usual for row in half) + space for half, space in both)
    low = max(sum(row.low for row in half) + space for half, space in both)
    highest = [sum(row.high for row in half) + space for half, space in both]
    high = max(usual, min(highest))
    hole = sum(max(0.0, usual - one) for one in highest) * _HALF
    return Row(name, usual, low, high, above, hole=hole, halves=columns)


def words_of(figure: Figure, *, wide: bool) -> float:
    """About how high the words of a figure are, by their letters."""
    caption, below = (_CAPTION, _MEASURE) if wide else (_COLUMN, _COLUMN)
    texts = (
        (plain(figure.title), caption, _TEXT),
        (figure.subtitle, caption, _SMALL),
        *((note, below, _SMALL) for note in (*figure.notes, figure.source)),
    )
    return sum(
        ceil(len(text) * size * _EM / width) * size * 1.27 * _PIXELS for text, width, size in texts
    )
