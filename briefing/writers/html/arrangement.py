"""What stands beside what in a section: blocks in reading order to groups for the page grid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal

from briefing.core.document import Block, Box, Figure, Quote, Section
from briefing.core.paper_tables import on_paper, plain_width
from briefing.core.statistics_table import Table
from briefing.core.text_nodes import Paragraph, TextBlock, plain

Used = tuple[tuple[int, str], ...]
"""The pages that use a fact, by their printed numbers, each with the id of the first use there."""
Halves = tuple[tuple[str, ...], tuple[str, ...]]
"""Ids of the sections in the left and in the right half of a page."""
Placing = Literal["columns", "plain", "beside", "pair", "single", "table", "aside"]


@dataclass(frozen=True, slots=True)
class Hints:
    """What was learned from pages that were laid out before, to fill them better."""

    parted: frozenset[str] = frozenset()
    """Ids of sections whose pairs of figures are parted, so that a page can end between them."""
    apart: frozenset[str] = frozenset()
    """Ids of sections whose figures stand below their text and not beside it."""
    broad: frozenset[str] = frozenset()
    """Ids of sections that stand across both columns of a page of two."""
    across: bool = False
    """Whether the key figures of a one-pager stand across the page and not in its narrow column."""
    tight: bool = False
    """Whether spaces are a little smaller, so that few lines need no page of their own."""
    larger: bool = False
    """Whether running text has the next size of the scale."""
    leading: float = 1.0
    """From one line of text to the next, in parts of the usual step of the size that it has."""
    contents: bool = False
    """Whether so many pages have a table of contents, though the brief does not ask for one."""
    notes_at_end: bool = False
    """Whether notes stand at the end of the brief and not at the feet of its pages."""
    annex_rows: int | None = None
    """How many rows of the annex stand below the brief, on its last page; none where it begins a page of its own."""
    foot_alone: bool = False
    """Whether sources and method may begin a page; the annex follows them there."""
    advice_parted: bool = False
    """Whether pieces of advice stand below one another, so that a page may end between them."""
    annex_apart: float = 0.0
    """By how many millimetres the rows of the annex stand further apart than usual; below zero, nearer."""
    used: Mapping[str, Used] = field(default_factory=dict, hash=False)
    """On which pages each fact is used, for the annex; empty where that is not known yet."""
    taller: float = 1.0
    """Height of the drawings in parts of the usual one."""
    near: frozenset[str] = frozenset()
    """Ids of sections whose figure stands beside its text, though that is short."""
    abreast: tuple[Halves, ...] = ()
    """Sections that stand side by side, in two columns."""
    heights: Mapping[str, float] = field(default_factory=dict)
    """Heights of drawings by the ids of their charts, where they are not ``taller`` as all others."""
    breaks: frozenset[str] = frozenset()
    """Ids of what begins a page, though the page before has room for it."""

    @property
    def narrow(self) -> frozenset[str]:
        """Ids of the sections that have half of the page's width."""
        return frozenset(name for halves in self.abreast for half in halves for name in half)

    def is_as(self, other: Hints) -> bool:
        """Whether pages would be the same with other hints: some say what is usual anyway."""
        names = {*self.heights, *other.heights}
        return replace(self, heights={}) == replace(other, heights={}) and all(
            self.heights.get(name, self.taller) == other.heights.get(name, other.taller)
            for name in names
        )

    def groups(self, section: Section) -> tuple[Group, ...]:
        """What stands beside what in a section."""
        name = section.anchor
        return arranged(
            section.blocks,
            parted=name in self.parted,
            apart=name in self.apart,
            near=name in self.near,
            narrow=name in self.narrow,
        )


NO_HINTS = Hints()

_BESIDE = range(200, 1050)
"""How many characters of text stand well beside one figure of a column's width."""
_NEAR = 60
"""How many do where that fills the page better."""
_COLUMNS = 320
"""From how many characters on a text is set in two columns."""
_LONG = 2400
"""From how many on a text in one column would leave the rest of half a page blank beside it."""
_LONG_ALONE = 1200
"""The same of a section of text alone, which another one may follow."""
_PAIR = 2
_COLUMN = 88.0
"""Millimetres: a column of a page of two, as ``in-focus`` has it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that share a row of the page grid.

    ``beside`` is text and one figure next to each other, ``pair`` two figures, ``single`` a
    figure alone with its words beside it, ``columns`` text in two columns, ``plain`` text too
    short for that, ``aside`` a quotation or a box.
    """

    placing: Placing
    texts: tuple[TextBlock, ...] = ()
    figures: tuple[Figure, ...] = ()
    table: Table | None = None
    aside: Quote | Box | None = None
    is_of_text: bool = False
    """No figure or table stands in its section."""

    @property
    def is_long(self) -> bool:
        """Whether its text stands in two columns also where a design has one."""
        least = _LONG_ALONE if self.is_of_text else _LONG
        return self.placing == "columns" and letters_of(self.texts) >= least


def arranged(
    blocks: Iterable[Block],
    *,
    parted: bool = False,
    apart: bool = False,
    near: bool = False,
    narrow: bool = False,
) -> tuple[Group, ...]:
    """The groups of a section, in reading order.

    ``parted`` sets no two figures in one row, ``apart`` no figure beside text; ``near`` sets one
    beside a short text too. ``narrow`` is for half of a page: all stand below one another.
    """
    least = _NEAR if near else _BESIDE.start
    groups: list[Group] = []
    runs = [(kind, list(run)) for kind, run in groupby(blocks, _kind)]
    texts: list[TextBlock] = []
    for kind, run in runs:
        if kind == "text":
            texts = [block for block in run if isinstance(block, TextBlock)]
            continue
        if kind == "figures":
            figures = [block for block in run if isinstance(block, Figure)]
            if apart or narrow:
                groups += [*_text(texts), *_alone(figures)]
            elif parted:
                groups += _parted(texts, figures, least)
            else:
                groups += _with_figures(texts, figures, least)
        else:
            groups += _text(texts)
            groups += [Group("table", table=block) for block in run if isinstance(block, Table)]
            groups += [
                Group("aside", aside=block) for block in run if isinstance(block, Quote | Box)
            ]
        texts = []
    groups += _text(texts)
    if all(one.texts or one.aside for one in groups) and not any(one.figures for one in groups):
        return tuple(replace(one, is_of_text=True) for one in groups)
    return tuple(groups)


def needs_both_columns(blocks: Iterable[Block]) -> bool:
    """Whether a table among the blocks is too wide for a column of a page of two."""
    return any(isinstance(block, Table) and plain_width(block) > _COLUMN for block in blocks)


def begins_wide(blocks: Sequence[Block], design: str) -> bool:
    """Whether a section begins with a table that has a page that lies, so that its heading goes along."""
    return any(
        isinstance(one, Table) and on_paper(one, design).form == "landscape" for one in blocks[:1]
    )


def _kind(block: Block) -> str:
    if isinstance(block, Figure):
        return "figures"
    if isinstance(block, Quote | Box):
        return "aside"
    return "table" if isinstance(block, Table) else "text"


def side_by_side(
    sections: Sequence[Section], hints: Hints
) -> tuple[tuple[tuple[Section, ...], ...], ...]:
    """Sections in reading order, as they stand in rows: each row has one column or two."""
    halves = {left[0]: (left, right) for left, right in hints.abreast if left and right}
    known = {section.anchor: section for section in sections}
    rows: list[tuple[tuple[Section, ...], ...]] = []
    placed: set[str] = set()
    for section in sections:
        columns = halves.get(section.anchor, ((section.anchor,),))
        if section.anchor in placed or not all(name in known for one in columns for name in one):
            continue
        rows.append(tuple(tuple(known[name] for name in one) for one in columns))
        placed |= {name for one in columns for name in one}
    return tuple(rows)


def _with_figures(texts: Sequence[TextBlock], figures: Sequence[Figure], least: int) -> list[Group]:
    """An odd figure goes beside the last of the text that it has room for; the others in pairs."""
    if len(figures) % _PAIR == 0:
        return [*_text(texts), *_pairs(figures)]
    near, before = _near(texts)
    first, *others = figures
    if letters_of(near) < least:
        return [*_text(texts), Group("single", figures=(first,)), *_pairs(others)]
    beside = Group("beside", texts=near, figures=(first,))
    return [*_text(before), beside, *_pairs(others)]


def _parted(texts: Sequence[TextBlock], figures: Sequence[Figure], least: int) -> list[Group]:
    """The first figure beside the text, each of the others in a row of its own."""
    near, before = _near(texts)
    first, *others = figures
    if letters_of(near) < least:
        return [*_text(texts), *_alone(figures)]
    return [*_text(before), Group("beside", texts=near, figures=(first,)), *_alone(others)]


def _alone(figures: Sequence[Figure]) -> list[Group]:
    return [Group("single", figures=(figure,)) for figure in figures]


def _near(
    texts: Sequence[TextBlock],
) -> tuple[tuple[TextBlock, ...], tuple[TextBlock, ...]]:
    """The last of the text, as much as one figure has room for beside it; and what is before."""
    start = len(texts)
    while start and letters_of(texts[start - 1 :]) < _BESIDE.stop:
        start -= 1
    return tuple(texts[start:]), tuple(texts[:start])


def _pairs(figures: Sequence[Figure]) -> list[Group]:
    return [
        Group("pair", figures=tuple(figures[start : start + _PAIR]))
        for start in range(0, len(figures), _PAIR)
    ]


def _text(texts: Sequence[TextBlock]) -> list[Group]:
    if not texts:
        return []
    return [Group("columns" if letters_of(texts) >= _COLUMNS else "plain", texts=tuple(texts))]


def letters_of(texts: Iterable[TextBlock]) -> int:
    """How many letters texts have."""
    count = 0
    for block in texts:
        lines = (block.children,) if isinstance(block, Paragraph) else block.texts()
        count += sum(len(plain(line)) for line in lines)
    return count
