"""Where pages end, and how each part is set: all pages of a brief at once, by what they cost together.

From each place at which a page may begin, all pages are reckoned that may begin there, and of the ways to come
to a place only the cheapest is followed: so the best of all arrangements is found without trying them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from briefing.writers.pdf.annex_rows import LEAST_FREE
from briefing.writers.pdf.page_rows import Paper, Row, Way, stretched

HOLE, SEEN = 0.2, 0.08
"""Shares of a page: what is blank at its foot is a hole from the one on, and seen from the other."""
HALF, MOST, FEW = 0.5, 0.85, 0.12
"""How full a last page is at least, from where on it looks full, and up to where it is better not there."""
_HOLE, _SEEN, _BLANK = 300.0, 120.0, 20.0
_SHORT, _LAST, _REST = 200.0, 80.0, 20.0
_PAGE, _STRETCHED, _BESIDE, _BARE = 12.0, 4.0, 60.0, 150.0
_SPARE = 0.02
"""Share of a page that is kept free, since heights are reckoned."""
_SURE = 0.03
"""Share of a page by which what begins the next one is longer than what is left, where it needs no turn."""
_STEP = 0.03
"""Share of a page by which the lengths of two beginnings of a page differ, or the cheaper one is followed alone."""


class Spot(NamedTuple):
    """Where a page may begin: a unit, the way in which it is set, a row, and what is set of that already."""

    unit: int
    way: int = -1
    row: int = 0
    done: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """Pages from the first on, as they would be, and what they cost."""

    cost: float = 0.0
    fills: tuple[float, ...] = ()
    """How far each page would be filled, as a share of its height."""
    ways: tuple[Way, ...] = ()
    heights: tuple[tuple[str, float], ...] = ()
    """Of drawings the part of their usual height."""
    breaks: tuple[str, ...] = ()
    """Ids of what begins a page though the one before has room for it."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as far as it is set."""

    rows: tuple[Row, ...] = ()
    spaces: float = 0.0
    usual: float = 0.0
    low: float = 0.0
    high: float = 0.0
    hole: float = 0.0
    cost: float = 0.0
    ways: tuple[Way, ...] = ()

    def with_row(self, row: Row) -> _Page:
        """With one more row at its foot."""
        above = row.above if self.rows else 0.0
        return replace(
            self,
            rows=(*self.rows, row),
            spaces=self.spaces + above,
            usual=self.usual + above + row.usual,
            low=self.low + above + row.low,
            high=self.high + above + row.high,
            hole=max(self.hole, row.hole),
        )


def cost_of(fills: Sequence[float], annex: float = 0.0) -> float:
    """What pages cost that are filled so far: holes most, then a short last page, then every page.

    ``annex`` is how much of a page the annex fills at least, which begins on a last page with room for it.
    """
    before, last = fills[:-1], fills[-1]
    cost = _PAGE * len(fills) + sum(_foot(fill) for fill in before)
    short = _SHORT * max(0.0, FEW - last) if before and annex else 0.0
    if 1 - last >= LEAST_FREE:
        last = min(1.0, last + annex)
    if before:
        return cost + short + _end(last)
    return cost + _REST * (1 - last) + (0.0 if annex else _BARE * max(0.0, MOST - last))


def _foot(fill: float) -> float:
    blank = max(0.0, 1 - fill)
    return blank * (_HOLE if blank > HOLE else _SEEN if blank > SEEN else _BLANK)


def _end(fill: float) -> float:
    """What a last page costs."""
    short = _SHORT * max(0.0, HALF - fill)
    return short + _LAST * max(0.0, MOST - fill) + _REST * max(0.0, 1 - fill)


def best_plans(
    units: Sequence[Sequence[Way]],
    paper: Paper,
    most: int,
    spare: float = _SPARE,
    annex: float = 0.0,
) -> dict[int, Plan]:
    """The cheapest plan by how many pages it has, up to the most; ``annex`` as :func:`cost_of` has it."""
    found: dict[int, Plan] = {}
    starts = {Spot(0): Plan()}
    for number in range(1, most + 1):
        depth = paper.height if number > 1 else paper.first
        following: dict[Spot, Plan] = {}
        for spot, plan in starts.items():
            for page, after in _Filler(units, paper, depth * (1 - spare)).pages(spot):
                is_last = after.unit >= len(units)
                end = annex if is_last else None
                longer = _added(plan, page, depth, spare, _next_row(units, after), end)
                known = found.get(number) if is_last else following.get(after)
                if known is None or longer.cost < known.cost:
                    if is_last:
                        found[number] = longer
                    else:
                        following[after] = longer
        starts = following
    return found


def _next_row(units: Sequence[Sequence[Way]], spot: Spot) -> Row | None:
    """What begins the next page, where a whole row does."""
    if spot.unit >= len(units) or spot.done:
        return None
    return units[spot.unit][max(spot.way, 0)].rows[spot.row]


def _added(
    plan: Plan, page: _Page, depth: float, spare: float, after: Row | None, annex: float | None
) -> Plan:
    """A plan with one more page; with ``annex`` it is the last."""
    space = depth * (1 - spare)
    heights = stretched(page.rows, space - page.spaces)
    height = min(space, sum(heights) + page.spaces)
    fill = height / depth if height < space else 1.0
    if annex is None:
        pages = _PAGE + _foot(fill)
    else:
        pages = cost_of((1.0, fill), annex) - _PAGE if plan.fills else cost_of((fill,), annex)
    cost = page.cost + pages
    cost += _BESIDE * max(0.0, page.hole / depth - SEEN / 2)
    give = page.high - page.usual if height > page.usual else page.usual - page.low
    cost += _STRETCHED * abs(height - page.usual) / give if give else 0.0
    parts = [one for row, own in zip(page.rows, heights, strict=True) for one in row.parts(own)]
    turn: tuple[str, ...] = ()
    if after and after.name and annex is None:
        # What stands in columns keeps the space above it where no page is turned on purpose.
        has_space = after.above + after.start < depth * (1 + _SURE) - height
        turn = (after.name,) if has_space or after.halves else ()
    return Plan(
        plan.cost + cost,
        (*plan.fills, fill),
        (*plan.ways, *page.ways),
        (*plan.heights, *parts),
        (*plan.breaks, *turn),
    )


@dataclass(slots=True)
class _Filler:
    """All pages of a height that may begin at a spot."""

    units: Sequence[Sequence[Way]]
    paper: Paper
    space: float

    def pages(self, start: Spot) -> Iterator[tuple[_Page, Spot]]:
        """Each page with the spot at which the next one would begin."""
        known: dict[tuple[Spot, int, int], float] = {}
        waiting = [(start, _Page())]
        while waiting:
            spot, page = waiting.pop()
            if spot.unit >= len(self.units):
                yield page, spot
                continue
            if spot.way < 0:
                waiting += self._begun(spot, page, known)
                continue
            way = self.units[spot.unit][spot.way]
            row = way.rows[spot.row]
            if spot.done:
                row = replace(row, usual=row.usual - spot.done, low=row.low - spot.done)
                row = replace(row, high=row.usual, above=0.0)
            after = spot._replace(row=spot.row + 1, done=0.0)
            if after.row == len(way.rows):
                after = Spot(spot.unit + way.steps)
            if page.rows and not page.rows[-1].leads and not row.clings:
                yield page, spot
            longer = page.with_row(row)
            is_alone = not page.rows and not row.least  # where higher than a page, it runs over
            if longer.low <= self.space or is_alone:
                waiting.append((after, longer))
            if row.least:
                yield from self._torn(page, row, spot)

    def _begun(
        self, spot: Spot, page: _Page, known: dict[tuple[Spot, int, int], float]
    ) -> Iterator[tuple[Spot, _Page]]:
        """The page with each way to set the next unit, where no cheaper one of that length is known."""
        step = _STEP * self.space
        at = (spot, round(page.usual / step), round(page.high / step))
        price = page.cost + _BESIDE * page.hole / self.space
        if known.get(at, float("inf")) <= price:
            return
        known[at] = price
        for number, way in enumerate(self.units[spot.unit]):
            ways = (*page.ways, way) if way.kind else page.ways
            yield Spot(spot.unit, number), replace(page, cost=page.cost + way.cost, ways=ways)

    def _torn(self, page: _Page, row: Row, spot: Spot) -> Iterator[tuple[_Page, Spot]]:
        """The page with as many lines of a row as it has room for, its drawings high or low."""
        line = self.paper.line
        above = row.above if page.rows else 0.0
        counts = set()
        for height in (page.usual, page.low, min(page.high, self.space)):
            lines = int((self.space - height - above) / line)
            counts.add(min(lines, int((row.usual - row.least) / line)))
        for count in counts:
            part = count * line
            if row.least <= part < row.usual:
                piece = replace(row, usual=part, low=part, high=part)
                yield page.with_row(piece), spot._replace(done=spot.done + part)
