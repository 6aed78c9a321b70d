"""Pages of two columns by their costs: how parts fall, and which arrangement fills the pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sample_documents as samples

from briefing.core.document import Figure, Section
from briefing.core.text_nodes import Paragraph
from briefing.writers.html.arrangement import NO_HINTS
from briefing.writers.pdf.column_pages import ColumnHeights, best_columns
from briefing.writers.pdf.page_rows import HIGHEST, LOWEST, Paper
from briefing.writers.pdf.spacings import Spacing, spacing_of

PAPER = Paper(height=1000, first=1000, apart=20, row=10, line=10, closer=0.9, larger=1.15)


def brief(*letters, charts=1):
    """A brief in two columns with a section for each number of letters, and so many charts in each."""
    sections = tuple(
        Section(
            f"s{number}",
            samples.line("Title"),
            (
                Paragraph(samples.line("x" * count)),
                *(
                    Figure(
                        f"c{number}{n}",
                        n,
                        samples.line("t"),
                        "",
                        "",
                        "",
                        replace(samples.bars({"x": "1"}), form="column"),
                    )
                    for n in range(charts)
                ),
            ),
        )
        for number, count in enumerate(letters)
    )
    return replace(samples.us_economy(), design="in-focus", sections=sections, recommendations=())


def heights(document, drawing=200.0, head=200.0, foot=50.0):
    found = ColumnHeights(head=head, letter=0.5, parts={"foot": foot})
    for section in document.sections:
        found.parts[section.anchor] = 30.0
    for figure in document.figures():
        found.figures[figure.id] = (50.0, drawing, False)
    return found


def best(document, most=2, **measured):
    return best_columns(
        document, heights(document, **measured), PAPER, NO_HINTS, range(1, most + 1)
    )


def test_text_runs_on_from_column_to_column_and_both_end_at_one_height():
    """Head 200; heading 30 and 1,000 of text in two columns of 515; foot 50 below them."""
    plans = best(brief(2000, charts=0), most=1)
    (found,) = (one for one in plans if spacing_of(one.hints) == Spacing())
    assert found.fills == pytest.approx((0.2 + 0.515 + 2 * 0.015 + 0.05,), abs=0.015)


def test_text_that_has_no_room_goes_on_on_the_next_page():
    (found,) = (one for one in best(brief(4000, charts=0)) if spacing_of(one.hints) == Spacing())
    first, second = found.fills
    assert first == pytest.approx(0.99, abs=0.01)
    assert second == pytest.approx((2030 - 2 * 775) / 2 / 1000 + 0.065, abs=0.02)


def test_of_all_arrangements_that_comes_first_which_fills_the_pages():
    """Four figures of 250 in columns leave half of the last page; two of them across it fill it."""
    document = brief(800, 800, 800, 800)
    found = best(document)
    assert found[0].fills[0] > 0.92
    assert found[0].fills[-1] > 0.85
    assert found[0].broad
    assert found[0].hints.broad == found[0].hints.apart == found[0].broad
    assert [one.cost for one in found] == sorted(one.cost for one in found)


def test_drawings_keep_to_their_bounds():
    for one in best(brief(800, 800)):
        for name, part in one.hints.heights.items():
            wide = f"section-s{name[1]}" in one.broad
            assert LOWEST <= part <= HIGHEST * (1.5 if wide else 1) + 0.01


def test_text_alone_is_set_larger_where_its_last_page_is_short_and_charts_never_are():
    words = best(brief(4000, charts=0))[0]
    assert words.hints.larger
    assert words.fills[-1] > 0.45
    assert not any(one.hints.larger for one in best(brief(4000)))


def test_a_page_alone_keeps_its_type():
    assert {spacing_of(one.hints) for one in best(brief(1000, charts=0))} == {Spacing()}


def test_no_more_pages_than_there_may_be():
    document = brief(4000, 4000, 4000)
    assert best(document) == []
    assert {len(one.fills) for one in best(document, most=4)} <= {3, 4}


def test_a_brief_without_sections_has_a_page():
    (found,) = best(brief(), most=1)
    assert found.fills == pytest.approx((0.265,), abs=0.01)


def test_a_single_page_that_no_annex_fills_has_larger_type_where_that_fills_it():
    document = replace(brief(2000, charts=0), annex=())
    assert spacing_of(best(document, most=1)[0].hints).is_wide
    annexed = replace(document, annex=samples.rare_earths().annex)
    assert {spacing_of(one.hints) for one in best(annexed, most=1)} == {Spacing()}
