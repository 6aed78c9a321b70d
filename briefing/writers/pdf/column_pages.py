"""Pages of two columns by their costs: what was measured of one layout, to the arrangement that fills them best.

Text and figures run on from column to column; a section may stand across both, and the columns above it are then
of one height. Each arrangement is reckoned from its parts, as they would fall. Heights are in CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, permutations

from briefing.core.document import Document, Figure, Section
from briefing.writers.html.arrangement import Group, Hints, letters_of, needs_both_columns
from briefing.writers.pdf.annex_rows import least_annex
from briefing.writers.pdf.boxes import PageBox, html_attribute, html_id, is_picture, is_text, walk
from briefing.writers.pdf.page_breaking import cost_of
from briefing.writers.pdf.page_rows import Paper, limits, words_of
from briefing.writers.pdf.placing import ends_badly, is_of_few_words
from briefing.writers.pdf.spacings import Scales, Spacing, spacing_of, wide_ones

_MM = 96 / 25.4
_BELOW, _BELOW_SECTION = 2.2 * _MM, 3 * _MM
"""Space below a text or figure, and below a section."""
_ACROSS = 3.4 * _MM
"""Space above what stands across the columns."""
_BETWEEN = 4 * _MM
"""Space between columns and what stands across them."""
_SPARE, _MORE_SPARE = 0.01, 0.035
"""Shares of a page that are kept free, since heights are reckoned."""
_SHARES = (-1.0, -0.5, 0.0, 0.25, 0.5, 0.75, 1.0)
"""How far drawings are stretched: 1 as high as they may be, -1 as low."""
_COARSE = (-1.0, 0.0, 0.5, 1.0)
"""The same where the first drawings have another than those after them."""
_FEW = 4
"""Of how many choices of sections that is tried."""
_BROAD, _STRETCHED = 2.0, 4.0
_MOST_SECTIONS = 6
_LINES = 3
_NEAR = 2.0
_GOOD = 20.0
"""What a page costs on average where no other spacing is looked at."""
_FULL = 0.9
"""Share of the page's width from which on a figure stands across all columns."""


@dataclass(slots=True)
class ColumnHeights:
    """What was measured of one layout."""

    head: float = 0.0
    """Of what stands above the columns."""
    parts: dict[str, float] = field(default_factory=dict)
    """Of each heading, row and block its height, by the id of the element; the foot by its kind."""
    letter: float = 0.0
    """Height that a letter of a text takes in one column."""
    figures: dict[str, tuple[float, float, bool]] = field(default_factory=dict)
    """Of each chart the height of its words and of its drawing, and whether it has the whole measure."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What falls into a column, or stands across both."""

    height: float
    below: float = 0.0
    least: float = 0.0
    """What of it stays together; 0 where it cannot be torn."""
    leads: bool = False


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Pieces that run on in the columns, or stand across them."""

    across: bool
    pieces: tuple[_Piece, ...]


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """An arrangement, how far it would fill its pages, and what it costs."""

    hints: Hints
    broad: frozenset[str]
    """The sections that stand across both columns, but need not."""
    fills: tuple[float, ...]
    cost: float


def column_heights(pages: Sequence[PageBox], document: Document, hints: Hints) -> ColumnHeights:
    """Measure pages of two columns that were laid out with hints."""
    found = ColumnHeights()
    starts: list[tuple[str, float]] = []
    for page in pages:
        key, top, end = "", 0.0, page.content_box_y()
        figure, whole, wide = "", 0.0, False
        for box in walk(page):
            if kind := html_attribute(box, "data-begins"):
                y = box.border_box_y()
                if key:
                    _add(found, key, (min(y, end) if y > top else end) - top)
                elif not starts:
                    found.head = y - page.content_box_y()
                key, top, end = html_id(box) or kind, y, y
                starts.append((key, y))
                if key == "advice":
                    found.parts.setdefault("advice-block", box.border_height())
            if (name := html_id(box)).startswith("figure-"):
                figure, whole = name.removeprefix("figure-"), box.border_height()
                wide = box.border_width() >= _FULL * page.width
            elif is_picture(box) and figure and html_attribute(box, "class").startswith("drawing"):
                drawn = box.border_height()
                found.figures[figure] = (max(0.0, whole - drawn), drawn, wide)
                figure = ""
            if is_text(box) or is_picture(box):
                end = max(end, box.position_y + box.margin_height())
        if key:
            _add(found, key, end - top)
    found.letter = _letter(found, document, hints)
    return found


def _add(found: ColumnHeights, key: str, height: float) -> None:
    found.parts[key] = found.parts.get(key, 0.0) + max(0.0, height)


def _letter(found: ColumnHeights, document: Document, hints: Hints) -> float:
    """From the rows that hold text alone, or above their figures."""
    height, letters = 0.0, 0
    for section in document.sections:
        is_broad = _is_broad(section, hints)
        for number, group in enumerate(hints.groups(section), 1):
            if not group.texts or (is_broad and group.figures):
                continue
            row = found.parts.get(f"{section.anchor}-row-{number}", 0.0)
            for figure in group.figures:
                words, drawing, _ = found.figures.get(figure.id, (0.0, 0.0, False))
                row -= words + drawing + _BELOW
            height += row * (2 if is_broad else 1)
            letters += letters_of(group.texts)
    return height / letters if letters else 0.1


def _is_broad(section: Section, hints: Hints) -> bool:
    return section.anchor in hints.broad or needs_both_columns(section.blocks)


def best_columns(
    document: Document, heights: ColumnHeights, paper: Paper, hints: Hints, pages: range
) -> list[ColumnPlan]:
    """Arrangements by what they cost, the cheapest first, of as many pages as the brief may have."""
    found: list[ColumnPlan] = []
    annex = least_annex(document)
    is_filled = document.annex and any(document.figures())
    wider = () if is_filled else wide_ones(document, hints)
    for spacing in (spacing_of(hints), *wider):
        scales = spacing.scales(document.design, hints, paper.closer, paper.larger)
        reckoning = _Reckoning(document, heights, paper, hints, spacing, scales)
        found += [
            one
            for one in _plans(reckoning, pages)
            if not (spacing.is_wide and is_of_few_words(one.fills))
        ]
        if any(
            (len(one.fills) == 1 and annex)
            or (one.cost < _GOOD * len(one.fills) and not ends_badly(one.fills, annex))
            for one in found
        ):
            break
    return sorted(found, key=lambda one: one.cost)


def _plans(reckoning: _Reckoning, pages: range) -> list[ColumnPlan]:
    """Arrangements in one spacing."""
    document, hints = reckoning.document, reckoning.known
    count = len(list(document.figures()))
    alike = [
        reckoning.plan(names, [share] * count)
        for names in _choices(document, hints)
        for share in (_SHARES if count else (0.0,))
    ]
    alike = sorted((one for one in alike if len(one.fills) in pages), key=lambda one: one.cost)
    unlike = [
        reckoning.plan(names, [first] * place + [others] * (count - place))
        for names in list(dict.fromkeys(one.broad for one in alike))[:_FEW]
        for first, others in permutations(_COARSE, 2)
        for place in range(1, count)
    ]
    return [*alike, *(one for one in unlike if len(one.fills) in pages)]


def _choices(document: Document, hints: Hints) -> Iterator[frozenset[str]]:
    """Which sections stand across both columns beside those that must."""
    names = [
        section.anchor
        for section in document.sections
        if not _is_broad(section, hints) and any(isinstance(one, Figure) for one in section.blocks)
    ][-_MOST_SECTIONS:]
    for count in range(len(names) + 1):
        yield from map(frozenset, combinations(names, count))


@dataclass(frozen=True, slots=True)
class _Reckoning:
    """Arrangements of one brief."""

    document: Document
    heights: ColumnHeights
    paper: Paper
    known: Hints
    spacing: Spacing
    scales: Scales

    def plan(self, broad: frozenset[str], shares: Sequence[float]) -> ColumnPlan:
        """What the pages would be with these sections across both columns, and drawings so high.

        It costs what it would where a little less has room than was reckoned, if that is more.
        """
        known = self.spacing.onto(self.known)
        hints = replace(known, broad=known.broad | broad, apart=known.apart | broad)
        parts = {
            figure.id: _part(figure, share, wide=wide)
            for (figure, wide), share in zip(self._widths(hints), shares, strict=True)
        }
        hints = replace(hints, heights=parts)
        stretches, head = list(self._stretches(hints)), self.heights.head * self.scales.head
        fills = _fallen(stretches, head, self.paper, _SPARE)
        other = _fallen(stretches, head, self.paper, _MORE_SPARE)
        annex = least_annex(self.document)
        cost = (
            max(cost_of(fills, annex), cost_of(other, annex))
            + _BROAD * len(broad)
            + self.spacing.cost
        )
        cost += _STRETCHED * sum(map(abs, shares)) / max(1, len(shares))
        return ColumnPlan(hints, broad, fills, cost)

    @property
    def _line(self) -> float:
        return self.paper.line * self.scales.line

    def _widths(self, hints: Hints) -> Iterator[tuple[Figure, bool]]:
        for section in self.document.sections:
            for group in hints.groups(section):
                wide = group.placing == "single" and _is_broad(section, hints)
                for figure in group.figures:
                    yield figure, wide

    def _stretches(self, hints: Hints) -> Iterator[_Stretch]:
        parts = self.heights.parts
        running: list[_Piece] = []
        if height := parts.get("highlights", 0.0):
            running.append(_Piece(height * self.scales.points, _BELOW_SECTION, _LINES * self._line))
        for section in self.document.sections:
            pieces = list(self._pieces(section, hints))
            if _is_broad(section, hints):
                yield _Stretch(across=False, pieces=tuple(running))
                yield _Stretch(across=True, pieces=tuple(pieces))
                running = []
            else:
                running += pieces
        yield _Stretch(across=False, pieces=tuple(running))
        foot = [
            _Piece(
                parts[key] * (self.scales.advice if key != "foot" else 1.0),
                _ACROSS,
                leads=key != "foot",
            )
            for key in ("advice-block", "foot")
            if key in parts
        ]
        yield _Stretch(across=True, pieces=tuple(foot))

    def _pieces(self, section: Section, hints: Hints) -> Iterator[_Piece]:
        is_broad = _is_broad(section, hints)
        yield _Piece(self.heights.parts.get(section.anchor, 0.0), 0.0, leads=True)
        groups = hints.groups(section)
        for number, group in enumerate(groups, 1):
            below = _BELOW_SECTION if number == len(groups) else _BELOW
            for piece in self._of_group(section, group, hints, is_broad=is_broad):
                yield replace(piece, below=below)

    def _of_group(
        self, section: Section, group: Group, hints: Hints, *, is_broad: bool
    ) -> Iterator[_Piece]:
        line = self._line
        if group.table or group.aside:
            height = self._standing(section, group.table or group.aside)
            yield _Piece(height * self.scales.tables)
            return
        text = letters_of(group.texts) * self.heights.letter * self.scales.texts
        figures = [
            self._figure(one, hints, wide=is_broad and group.placing == "single")
            for one in group.figures
        ]
        if is_broad and group.placing in {"pair", "beside"}:
            yield _Piece(max([text, *figures]))
            return
        if text:
            yield _Piece(text / 2 if is_broad else text, 0.0, _LINES * line)
        for height in figures:
            yield _Piece(height)

    def _standing(self, section: Section, block: object) -> float:
        """The height of a table or box, as it was measured."""
        for number, group in enumerate(self.known.groups(section), 1):
            if block in (group.table, group.aside):
                return self.heights.parts.get(f"{section.anchor}-row-{number}", 0.0)
        return 0.0

    def _figure(self, figure: Figure, hints: Hints, *, wide: bool) -> float:
        words, drawn, was_wide = self.heights.figures.get(figure.id, (0.0, 0.0, wide))
        if wide != was_wide:
            words += words_of(figure, wide=wide) - words_of(figure, wide=was_wide)
        known = self.known.heights.get(figure.id, self.known.taller)
        low, high = limits(figure.plot.form, wide=wide)
        return words + (drawn if low == high else drawn / known * hints.heights[figure.id])


def _part(figure: Figure, share: float, *, wide: bool) -> float:
    low, high = limits(figure.plot.form, wide=wide)
    return round(1 + share * (high - 1 if share > 0 else 1 - low), 2)


def _fallen(
    stretches: Sequence[_Stretch], head: float, paper: Paper, spare: float
) -> tuple[float, ...]:
    """How far each page is filled where the stretches follow one another, some of each left free."""
    fills: list[float] = []
    depth, y = paper.first, head
    for stretch in stretches:
        waiting = list(stretch.pieces)
        if waiting and y:
            y += _BETWEEN
        while waiting:
            space = depth - spare * paper.height - y
            height, rest = _set_across(waiting, space) if stretch.across else _set(waiting, space)
            y += height
            if rest:
                if len(rest) == len(waiting) and not fills and y == 0:
                    return (9.0,)
                fills.append(min(1.0, y / depth))
                depth, y = paper.height, 0.0
                if len(fills) > _MOST_SECTIONS:
                    return tuple(fills)
            waiting = rest
    return (*fills, min(1.0, y / depth))


def _set_across(pieces: Sequence[_Piece], space: float) -> tuple[float, list[_Piece]]:
    """As many pieces as there is space for: how high they are, and those that are left."""
    return _column(pieces, space)


def _set(pieces: Sequence[_Piece], space: float) -> tuple[float, list[_Piece]]:
    """The same in two columns: of one height where they take all pieces."""
    high, rest = _columns(pieces, space)
    if rest:
        return high, rest
    low = sum(one.height + one.below for one in pieces) / 2
    low, high = min(low, space), space
    while high - low > _NEAR:
        middle = (low + high) / 2
        if _columns(pieces, middle)[1]:
            low = middle
        else:
            high = middle
    return _columns(pieces, high)


def _columns(pieces: Sequence[_Piece], space: float) -> tuple[float, list[_Piece]]:
    left, rest = _column(pieces, space)
    right, rest = _column(rest, space)
    return max(left, right), rest


def _column(pieces: Sequence[_Piece], space: float) -> tuple[float, list[_Piece]]:
    """One column: how far it is filled, and what is left."""
    y, end = 0.0, 0.0
    for place, piece in enumerate(pieces):
        need = piece.height
        if piece.leads and place + 1 < len(pieces):
            after = pieces[place + 1]
            need += min(after.height, after.least or after.height)
        if y + need <= space:
            end = y + piece.height
            y = end + piece.below
            continue
        free = space - y
        if piece.least and free >= piece.least:
            part = min(free, piece.height - piece.least)
            if part >= piece.least:
                rest = replace(piece, height=piece.height - part)
                return y + part, [rest, *pieces[place + 1 :]]
        if place and pieces[place - 1].leads:
            before = pieces[place - 1]
            return end - before.height, list(pieces[place - 1 :])
        return end, list(pieces[place:])
    return end, []
