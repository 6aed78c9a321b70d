"""What stands beside what: text with one figure, pairs, and text in columns."""

from __future__ import annotations

import pytest
import sample_documents as samples

from briefing.core.document import Figure, Quote
from briefing.core.text_nodes import Paragraph
from briefing.writers.html.arrangement import arranged


def words(count: int) -> Paragraph:
    return Paragraph(samples.line("word " * (count // 5)))


def chart(number: int) -> Figure:
    return Figure(f"c{number}", number, samples.line("t"), "", "alt", "", samples.bars({"x": "1"}))


@pytest.mark.parametrize(
    ("blocks", "shapes"),
    [
        ([words(100)], ["plain"]),
        ([words(600)], ["columns"]),
        ([words(600), chart(1)], ["beside"]),
        ([words(100), chart(1)], ["plain", "single"]),
        ([chart(1)], ["single"]),
        ([words(900), words(600), chart(1)], ["columns", "beside"]),
        ([words(2000), chart(1)], ["columns", "single"]),
        ([words(600), chart(1), chart(2)], ["columns", "pair"]),
        ([words(600), chart(1), chart(2), chart(3)], ["beside", "pair"]),
        ([words(600), chart(1), words(600)], ["beside", "columns"]),
        ([], []),
    ],
)
def test_shapes(blocks, shapes):
    assert [group.placing for group in arranged(blocks)] == shapes


@pytest.mark.parametrize(
    ("blocks", "is_long"),
    [
        ([words(1190)], False),
        ([words(1205)], True),
        ([words(1205), Quote(samples.line("said"), "a clerk")], True),
        ([words(2390), chart(1)], False),
        ([words(2405), chart(1)], True),
        ([words(1205), samples._salient()], False),
    ],
)
def test_beside_figures_and_tables_a_text_is_long_later(blocks, is_long):
    """In a bulletin it is then set in two columns; less of a text alone leaves much of a page blank."""
    assert arranged(blocks)[0].is_long == is_long


def test_nothing_is_lost_and_the_order_of_texts_and_of_figures_is_kept():
    for section in samples.rare_earths().sections:
        groups = arranged(section.blocks)
        texts = [block for group in groups for block in group.texts]
        figures = [figure for group in groups for figure in group.figures]
        tables = [group.table for group in groups if group.table]
        assert figures == [block for block in section.blocks if isinstance(block, Figure)]
        assert len(texts) + len(figures) + len(tables) == len(section.blocks)
        assert texts == [block for block in section.blocks if block in texts]
