"""Whole pages by their costs: the rows of a brief, as measured, to the arrangement that looks best.

Pages are not laid out for it: each arrangement is reckoned from the heights of one layout, and only the
best is tried. What costs how much: ``docs/decisions/0019-pages-by-their-costs.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from briefing.core.document import Document
from briefing.writers.html.arrangement import Hints
from briefing.writers.pdf.page_breaking import HOLE, Plan, best_plans
from briefing.writers.pdf.page_rows import Paper, units_of
from briefing.writers.pdf.row_heights import Heights
from briefing.writers.pdf.spacings import Spacing, close_ones, wide_ones

SPARES = (0.015, 0.04)
"""Shares of a page that are kept free, since heights are reckoned: at first, and where that ran over."""
_GOOD = 20.0
"""What a page costs on average where nothing need be set closer."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """An arrangement, the pages that it would make, and what they cost."""

    hints: Hints
    fills: tuple[float, ...]
    """How far each page would be filled, as a share of its height."""
    cost: float


def best_first(
    document: Document,
    heights: Heights,
    paper: Paper,
    hints: Hints,
    pages: range,
    spare: float = SPARES[0],
) -> list[Reckoned]:
    """Arrangements by what they cost, the best of each number of pages, the cheapest first.

    ``heights`` are measured with ``hints``. Those are left out whose pages would be fewer or more than
    the brief may have. A closer setting is reckoned where the usual one has holes, or takes a page more; wider
    ones where nothing else fills the pages, and then for as many as there are.
    """
    found: list[Reckoned] = []
    fewest = ceil(sum(one.height for one in heights.blocks) / paper.height)
    for spacing in (*close_ones(hints), *wide_ones(document, hints)):
        if any(
            one.cost < _GOOD * len(one.fills)
            and len(one.fills) <= fewest
            and not ends_in_a_hole(one.fills, document)
            for one in found
        ):
            break
        most = min((len(one.fills) for one in found), default=0)
        if spacing.is_wide and most == 1:
            break
        units = units_of(document, heights, paper, hints, spacing)
        plans = best_plans(units, paper, pages.stop - 1, spare)
        found += [
            Reckoned(_hints_of(plan, hints, spacing), plan.fills, plan.cost + spacing.cost)
            for number, plan in plans.items()
            if number in pages and not (spacing.is_wide and number > most)
        ]
    return sorted(found, key=lambda one: one.cost)


def ends_in_a_hole(fills: Sequence[float], document: Document) -> bool:
    """Whether the last of several pages would have a hole at its foot, where no annex begins."""
    return len(fills) > 1 and 1 - fills[-1] > HOLE and not document.annex


def _hints_of(plan: Plan, known: Hints, spacing: Spacing) -> Hints:
    def named(kind: str) -> frozenset[str]:
        return frozenset(name for way in plan.ways if way.kind == kind for name in way.sections)

    return replace(
        spacing.onto(known),
        parted=named("parted"),
        apart=named("apart"),
        near=named("near"),
        abreast=tuple(way.halves for way in plan.ways if way.halves),
        heights={name: round(part, 2) for name, part in plan.heights},
        breaks=frozenset(plan.breaks),
    )
