"""Whole pages by their costs: what is reckoned, and which arrangement is tried first."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sample_documents as samples

from briefing.core.document import Figure, Section
from briefing.core.text_nodes import Paragraph
from briefing.writers.html.arrangement import NO_HINTS
from briefing.writers.pdf.page_breaking import best_plans, cost_of
from briefing.writers.pdf.page_rows import HIGHEST, LOWEST, Drawing, Paper, Row, Way, units_of
from briefing.writers.pdf.placing import SPARES, Look, best_again, best_first
from briefing.writers.pdf.row_heights import Block, Heights
from briefing.writers.pdf.spacings import Spacing, spacing_of

PAPER = Paper(height=1000, first=1000, apart=20, row=10, line=10, closer=0.9, larger=1.15)


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
    return replace(
        samples.us_economy(), design="policy-brief", sections=sections, recommendations=()
    )


def heights(document, drawing=200.0, head=100.0):
    found = Heights([Block(height=head)], letter=0.5)
    for section in document.sections:
        found.blocks.append(Block("section", section.anchor, section.anchor, 0, 30))
    for figure in document.figures():
        found.figures[figure.id] = (50.0, drawing)
    return found


def look(document, hints=NO_HINTS, **more):
    return Look(heights(document, **more), PAPER, hints)


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


def row(height, *, high=0.0, low=0.0, least=0.0, leads=False, clings=False, above=0.0):
    return Row("r", height, low or height, high or height, above, least, leads=leads, clings=clings)


def plans(*rows, most=9):
    return best_plans([(Way((one,)),) for one in rows], PAPER, most, 0.0)


def test_a_page_ends_before_what_cannot_be_broken_and_never_after_a_heading():
    assert plans(row(600), row(300), row(300))[2].fills == pytest.approx((0.9, 0.3))
    found = plans(row(600), row(300, leads=True), row(300))[2]
    assert found.fills == pytest.approx((0.6, 0.6))
    assert found.breaks == ("r",)
    assert plans(row(600), row(900))[2].breaks == ()


def test_what_clings_begins_no_page():
    found = plans(row(600), row(300), row(200, clings=True))[2]
    assert found.fills == pytest.approx((0.6, 0.5))
    assert 1 in plans(row(600), row(300), row(100, clings=True))


def test_a_text_is_broken_between_its_lines_and_keeps_three():
    assert plans(row(600), row(600, least=30))[2].fills == pytest.approx((1.0, 0.2))
    assert plans(row(980), row(600, least=30))[2].fills == pytest.approx((0.98, 0.6))
    assert plans(row(410), row(600, least=30))[2].fills == pytest.approx((0.98, 0.03))


def test_a_page_has_as_many_rows_as_shrink_into_it():
    found = plans(row(600, low=400), row(600))
    assert found[1].fills == pytest.approx((1.0,))
    assert min(found) == 1
    assert found[2].cost > found[1].cost


def test_drawings_grow_within_their_bounds_so_that_pages_are_full():
    drawing = Drawing("c", 50, 200, 0.8, 1.25)
    one = Row("r", 250, 210, 300, 0, drawings=(drawing,))
    found = best_plans([(Way((row(650), one)),), (Way((row(900),)),)], PAPER, 2, 0.0)[2]
    assert found.fills == pytest.approx((0.95, 0.9))
    assert dict(found.heights) == {"c": pytest.approx(1.25)}
    found = best_plans([(Way((row(720), one)),), (Way((row(900),)),)], PAPER, 2, 0.0)[2]
    assert found.fills == pytest.approx((1.0, 0.9))
    assert dict(found.heights) == {"c": pytest.approx(1.15)}


def test_of_two_ways_that_is_taken_by_which_all_pages_cost_least():
    """The usual way leaves a hole; the other costs a little and fills both pages."""
    other = Way((row(400),), "parted", ("s",), cost=2)
    units = [(Way((row(600),)),), (Way((row(500),)), other), (Way((row(900),)),)]
    found = best_plans(units, PAPER, 2, 0.0)[2]
    assert [way.kind for way in found.ways] == ["parted"]
    assert found.fills == pytest.approx((1.0, 0.9))


def test_a_way_may_take_in_the_units_after_it():
    both = Way((row(500),), "abreast", ("a", "b"), (("a",), ("b",)), 2, cost=3)
    units = [(Way((row(500),)), both), (Way((row(500),)),), (Way((row(480),)),)]
    assert best_plans(units, PAPER, 1, 0.0)[1].ways == (both,)


def test_no_more_pages_than_there_may_be():
    assert plans(row(900), row(900), row(900), most=2) == {}
    assert set(plans(row(900), row(900), row(900), most=3)) == {3}


def test_short_sections_may_stand_side_by_side_and_end_at_one_height():
    document = brief(300, 100)
    found = units_of(document, heights(document), PAPER, NO_HINTS, Spacing())
    (way,) = [way for unit in found for way in unit if way.kind == "abreast"]
    assert way.halves == (("section-s0",), ("section-s1",))
    assert way.steps == 2
    (one,) = way.rows
    left, right = (sum(row.usual + row.above for row in half) for half in one.halves)
    assert one.usual == pytest.approx(max(left, right) - PAPER.apart)
    parts = dict(one.parts(one.high))
    assert parts["c00"] < parts["c10"]
    assert all(LOWEST <= part <= HIGHEST for part in parts.values())


def test_long_texts_and_tables_have_the_whole_measure():
    document = brief(300, 3000)
    found = units_of(document, heights(document), PAPER, NO_HINTS, Spacing())
    assert not [way for unit in found for way in unit if way.kind == "abreast"]


def test_a_short_last_page_is_taken_in_or_filled():
    document = brief(600, 600, 600)
    best = best_first(document, look(document), range(1, 3))[0]
    assert len(best.fills) == 1 or best.fills[-1] > 0.45
    assert set(best.hints.heights) == {"c00", "c10", "c20"}
    assert all(LOWEST <= part <= 1.5 * HIGHEST for part in best.hints.heights.values())


@pytest.mark.parametrize(
    ("letters", "fills", "is_right"),
    [
        ((3400, 3500), 2, lambda one: one == Spacing()),  # both pages are full
        ((1700, 1660), 1, lambda one: one.tight),  # a few lines come back to the page before
        ((2600, 2500), 2, lambda one: one.is_wide and one.larger),  # a short page is filled
    ],
)
def test_text_alone_is_set_closer_or_larger_so_that_its_last_page_is_full(letters, fills, is_right):
    document = brief(*letters, charts=0)
    best = best_first(document, look(document), range(1, 3))[0]
    assert len(best.fills) == fills
    assert min(best.fills) > 0.8
    assert is_right(spacing_of(best.hints))


def test_a_page_of_few_words_and_pages_with_charts_before_an_annex_are_not_set_larger():
    annex = samples.rare_earths().annex
    for document in (brief(300, charts=0), with_annex(brief(1600, 600), annex)):
        for one in best_first(document, look(document), range(1, 4)):
            assert not one.hints.larger
    for document in (brief(300, charts=0), with_annex(brief(1300, charts=0), annex)):
        found = best_first(document, look(document), range(1, 4))
        assert not any(spacing_of(one.hints).is_wide for one in found)


def with_annex(document, annex):
    return replace(document, annex=annex)


def test_pages_with_charts_that_no_annex_follows_are_set_larger():
    """Drawings that are as high as may be leave a third of the last page empty."""
    document = brief(1600, 600)
    (fills, hints), *_ = (
        (one.fills, one.hints) for one in best_first(document, look(document), range(1, 4))
    )
    plain = [
        one.fills
        for one in best_first(
            with_annex(document, samples.rare_earths().annex), look(document), range(1, 4)
        )
        if len(one.fills) == len(fills)
    ]
    assert hints.larger
    assert fills[-1] > max(one[-1] for one in plain)


def test_a_single_page_that_no_annex_fills_is_set_larger_where_that_fills_it():
    document = replace(brief(2100, charts=0), annex=())
    (best, *_) = best_first(document, look(document), range(1, 2))
    assert spacing_of(best.hints).is_wide
    assert best.fills[0] > 0.8


def test_what_an_annex_fills_costs_nothing():
    assert cost_of((0.95, 0.3), 0.7) < cost_of((0.95, 0.8), 0.1)
    assert cost_of((0.95, 0.3), 9.0) == cost_of((0.95, 1.0))
    assert cost_of((0.95, 0.9), 9.0) == cost_of((0.95, 0.9))  # no room for its beginning
    assert cost_of((0.95, 0.01), 9.0) > cost_of((0.95, 0.12), 9.0)
    assert cost_of((0.5,)) > cost_of((0.5,), 0.01)


def test_after_a_try_its_own_measures_count():
    """Text in the next size took a fifth more and not a third; what has another size is as it was reckoned."""
    document = brief(1600, 1500, 1500, charts=0)
    first = look(document)
    (tried, *_) = best_first(document, first, range(1, 4))
    assert tried.hints.larger
    then = Look(replace(first.heights, letter=first.heights.letter * 1.2), PAPER, tried.hints)
    before, after = (
        {spacing_of(one.hints): sum(one.fills) for one in every if len(one.fills) == 2}
        for every in (
            best_first(document, first, range(1, 4)),
            best_again(document, first, then, range(1, 4)),
        )
    )
    for spacing in before.keys() & after.keys():
        less = before[spacing] - after[spacing]
        assert less > 0.08 if spacing.larger else less < 0.05
    beside = replace(then, hints=replace(then.hints, abreast=((("section-s0",), ("section-s1",)),)))
    found = best_again(document, first, beside, range(1, 4))
    assert found == best_first(document, first, range(1, 4), SPARES[1])


def test_heights_that_were_measured_in_one_spacing_become_those_of_another():
    first, then = Spacing(larger=True), Spacing(larger=True, leading=1.1)
    measured = then.scales("policy-brief", first.onto(NO_HINTS), 0.96, 1.15)
    assert measured.texts == pytest.approx(1.1)
    assert measured.line == pytest.approx(1.1)
    back = Spacing().scales("policy-brief", first.onto(NO_HINTS), 0.96, 1.15)
    there = first.scales("policy-brief", NO_HINTS, 0.96, 1.15)
    assert back.texts * there.texts == pytest.approx(1)
    assert back.less + there.less == 0


def test_drawings_that_were_measured_higher_have_the_height_that_is_usual():
    document = brief(600, 600)
    high = replace(NO_HINTS, heights={"c00": 1.25})
    found = units_of(document, heights(document, drawing=250.0), PAPER, high, Spacing())
    drawn = {
        one.id: one.usual
        for way in (ways[0] for ways in found)
        for row in way.rows
        for one in row.drawings
    }
    assert drawn == {"c00": pytest.approx(200), "c10": pytest.approx(250)}


def test_sections_that_were_tried_otherwise_have_their_usual_way_too():
    document = brief(600)
    tried = replace(NO_HINTS, apart=frozenset({"section-s0"}))
    found = units_of(document, heights(document), PAPER, tried, Spacing())
    assert {way.kind for unit in found for way in unit} == {"", "apart"}


def test_a_brief_without_anything_has_one_page():
    document = brief()
    best = best_first(document, look(document), range(1, 2))[0]
    assert best.hints == NO_HINTS
    assert best.fills == pytest.approx((0.1,))
    assert best_first(document, look(document), range(2, 3)) == []


def test_the_spacing_that_was_laid_out_is_preferred_to_one_that_is_reckoned_to_be_as_good():
    """Lines further apart would end the last page a hundredth lower, and are not known to."""
    document = replace(brief(1800, 1800), annex=())
    best, other, *_ = best_first(document, look(document), range(1, 4))
    assert spacing_of(best.hints) == Spacing()
    assert spacing_of(other.hints) == Spacing(leading=1.03)
    assert other.cost - best.cost > 2
