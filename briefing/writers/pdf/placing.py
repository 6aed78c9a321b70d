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
from briefing.writers.pdf.annex_rows import least_annex
from briefing.writers.pdf.page_breaking import FEW, HOLE, Plan, best_plans
from briefing.writers.pdf.page_rows import Paper, units_of
from briefing.writers.pdf.row_heights import Heights
from briefing.writers.pdf.spacings import Spacing, close_ones, spacing_of, wide_ones

SPARES = (0.015, 0.04, 0.03)
"""Shares of a page that are kept free, since heights are reckoned: at first, where that ran over, and where it
was measured how."""
_UNSURE = 2.0
"""What it costs to be reckoned and not measured, as heights are in a spacing that was not laid out."""
_GOOD = 20.0
"""What a page costs on average where nothing need be set closer."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """An arrangement, the pages that it would make, and what they cost."""

    hints: Hints
    fills: tuple[float, ...]
    """How far each page would be filled, as a share of its height."""
    cost: float


@dataclass(frozen=True, slots=True)
class Look:
    """What one layout of a brief measured, and what it was laid out with."""

    heights: Heights
    paper: Paper
    hints: Hints


def best_first(
    document: Document, look: Look, pages: range, spare: float = SPARES[0]
) -> list[Reckoned]:
    """Arrangements by what they cost, the best of each number of pages, the cheapest first.

    Those are left out whose pages would be fewer or more than the brief may have. A closer setting is reckoned
    where the usual one has holes, or takes a page more; wider ones where nothing else fills the pages, and then
    for as many as there are.
    """
    return _best(document, [(one, look, spare) for one in _spacings(document, look)], pages)


def best_again(document: Document, first: Look, then: Look, pages: range) -> list[Reckoned]:
    """The same after an arrangement whose pages turned out otherwise than they were reckoned.

    What is set in its size of type is reckoned from what it measured; in others more of each page is kept free.
    """
    own, (_, spare, measured) = spacing_of(then.hints), SPARES
    if then.hints.abreast:  # what stands there is of another width
        return best_first(document, first, pages, spare)
    known = [
        (one, then, measured) if _has_size(one, own) else (one, first, spare)
        for one in _spacings(document, first)
    ]
    return _best(document, known, pages)


def _spacings(document: Document, look: Look) -> tuple[Spacing, ...]:
    return (*close_ones(look.hints), *wide_ones(document, look.hints))


def _has_size(one: Spacing, own: Spacing) -> bool:
    return (one.tight, one.larger) == (own.tight, own.larger)


def _best(
    document: Document, spacings: Sequence[tuple[Spacing, Look, float]], pages: range
) -> list[Reckoned]:
    """The best in each spacing, reckoned from a look, with some of each page kept free."""
    found: list[Reckoned] = []
    annex = least_annex(document)
    _, look, _ = spacings[0]
    fewest = ceil(sum(one.height for one in look.heights.blocks) / look.paper.height)
    for spacing, look, spare in spacings:
        if any(
            one.cost < _GOOD * len(one.fills)
            and len(one.fills) <= fewest
            and not ends_badly(one.fills, annex)
            for one in found
        ):
            break
        most = min((len(one.fills) for one in found), default=0)
        if spacing.is_wide and most == 1 and annex:
            break
        units = units_of(document, look.heights, look.paper, look.hints, spacing)
        cost = spacing.cost + _UNSURE * (spacing != spacing_of(look.hints))
        plans = best_plans(units, look.paper, pages.stop - 1, spare, annex)
        found += [
            Reckoned(_hints_of(plan, look.hints, spacing), plan.fills, plan.cost + cost)
            for number, plan in plans.items()
            if number in pages
            and not (spacing.is_wide and (number > most or is_of_few_words(plan.fills)))
        ]
    return sorted(found, key=lambda one: one.cost)


def ends_badly(fills: Sequence[float], annex: float) -> bool:
    """Whether the last page would have a hole at its foot, or would better not be there.

    ``annex`` is how much of it an annex fills that begins there.
    """
    last = fills[-1]
    return 1 - last - annex > HOLE or (len(fills) > 1 and last < FEW)


def is_of_few_words(fills: Sequence[float]) -> bool:
    """Whether a brief has a single page that is not full."""
    return len(fills) == 1 and 1 - fills[0] > HOLE


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
