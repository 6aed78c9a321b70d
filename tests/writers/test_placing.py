"""Whole pages by their costs: what is reckoned, and which arrangement is tried first."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sample_documents as samples

from briefing.core.document import Figure, Section
from briefing.core.text_nodes import Paragraph
from briefing.writers.html.arrangement import NO_HINTS, Hints
from briefing.writers.pdf.placing import HIGHEST, LOWEST, Paper, best_first, cost_of, reckon
from briefing.writers.pdf.row_heights import Block, Heights

PAPER = Paper(height=1000, first=1000, apart=20, row=10, line=10, closer=0.9)


def brief(*letters, charts=1):
    """A brief with a section for each number of letters, and so many charts in each."""
    sections = tuple(
        Section(
            f"s{number}",
            samples.line("Title"),
            (
                *((Paragraph(samples.line("x" * count)),) if count else ()),
                *(
                    Figure(
                        f"c{number}{n}", n, samples.line("t"), "", "", "", samples.bars({"x": "1"})
                    )
                    for n in range(charts)
                ),
            ),
        )
        for number, count in enumerate(letters)
    )
    return replace(samples.us_economy(), sections=sections, recommendations=())


def heights(document, drawing=200.0, head=100.0):
    found = Heights([Block(height=head)], letter=0.5)
    for section in document.sections:
        found.blocks.append(Block("section", section.anchor, 0, 30))
    for figure in document.figures():
        found.figures[figure.id] = (50.0, drawing)
    return found


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ((0.95, 0.9), (0.75, 0.9)),
        ((0.9, 0.6), (0.9, 0.4)),
        ((0.99, 0.99), (0.9, 0.9, 0.2)),
        ((0.9, 0.9, 0.6), (0.7, 0.95, 0.75)),
        ((0.4,), (0.99, 0.3)),
    ],
)
def test_holes_cost_most_then_short_last_pages(better, worse):
    assert cost_of(better) < cost_of(worse)


def test_a_page_ends_before_what_cannot_be_broken():
    """Head 100; heading and figure beside 600 letters: 20 + 30 + 300; again; then no more room."""
    document = brief(600, 600, 600)
    found = reckon(document, heights(document), PAPER, NO_HINTS, NO_HINTS)
    assert found.fills == pytest.approx((0.8, 0.33))


def test_a_text_is_broken_between_its_lines_and_keeps_three():
    """Head 940, heading 50: three lines have no room, so the heading goes with its text."""
    document = brief(2000, charts=0)
    found = reckon(document, heights(document, head=940), PAPER, NO_HINTS, NO_HINTS)
    assert found.fills == pytest.approx((0.94, 0.53))
    found = reckon(document, heights(document, head=500), PAPER, NO_HINTS, NO_HINTS)
    assert found.fills[0] == pytest.approx(1.0)


def test_drawings_grow_and_shrink_within_their_bounds_so_that_pages_are_full():
    document = brief(0, 0, 0)
    found = best_first(document, heights(document), PAPER, NO_HINTS, range(1, 2))
    assert found
    assert found[0].cost == min(one.cost for one in found)
    assert {LOWEST, HIGHEST} >= {min(one.hints.taller for one in found)}
    assert all(LOWEST <= one.hints.taller <= HIGHEST for one in found)
    assert all(len(one.fills) == 1 for one in found)


def test_a_short_last_page_is_taken_in_or_filled():
    document = brief(600, 600, 600)
    best = best_first(document, heights(document), PAPER, NO_HINTS, range(1, 3))[0]
    first = reckon(document, heights(document), PAPER, NO_HINTS, NO_HINTS)
    assert len(best.fills) == 1 or best.fills[-1] > 0.45
    assert best.cost < cost_of(first.fills)


def test_what_was_set_otherwise_stays_so():
    document = brief(600, 600)
    known = Hints(apart=frozenset({"section-s0"}), taller=0.9)
    for one in best_first(document, heights(document), PAPER, known, range(1, 9)):
        assert "section-s0" in one.hints.apart


def test_a_brief_without_anything_has_one_page():
    document = brief()
    best = best_first(document, heights(document), PAPER, NO_HINTS, range(1, 2))[0]
    assert best.hints == NO_HINTS
    assert best.fills == pytest.approx((0.1,))
    assert best_first(document, heights(document), PAPER, NO_HINTS, range(2, 3)) == []
