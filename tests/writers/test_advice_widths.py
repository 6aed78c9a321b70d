"""Advice side by side: how wide each piece is, and that a row is no wider than its page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import sample_documents as samples

from briefing.core.resources import TEMPLATES
from briefing.core.text_nodes import Text
from briefing.core.workspace import Workspace
from briefing.writers.html.advice_widths import advice_widths
from briefing.writers.html.page import write_html
from briefing.writers.pdf.boxes import html_id, walk
from briefing.writers.pdf.pdf import lay_out

LEAST = 28.9


def advice(*letters):
    """Pieces of advice with reasons of so many letters."""
    (one, *_) = samples.us_economy().recommendations
    return tuple(
        replace(one, id=f"a{number}", number=number, because=(Text("word " * (count // 5)),))
        for number, count in enumerate(letters, 1)
    )


@pytest.mark.parametrize(
    ("letters", "rows"),
    [
        ((), []),
        ((300,), [1]),
        ((300, 600), [2]),
        ((0, 900, 40), [3]),
        ((300, 300, 300, 300), [2, 2]),
        ((300, 20, 900, 300, 300), [3, 2]),
        ((300,) * 7, [3, 2, 2]),
    ],
)
def test_each_row_is_full_and_no_piece_too_narrow(letters, rows):
    widths = list(advice_widths(advice(*letters)).values())
    assert len(widths) == len(letters)
    assert all(one >= LEAST for one in widths)
    for size in rows:
        row, widths = widths[:size], widths[size:]
        assert sum(row) == pytest.approx(99.9, abs=0.05)
    assert not widths


def test_more_words_have_more_room():
    few, many, none = advice_widths(advice(300, 900, 0)).values()
    assert none == pytest.approx(LEAST, abs=0.1)
    assert many > few >= LEAST


@pytest.mark.parametrize("design", ["one-pager", "in-focus"])
@pytest.mark.parametrize("letters", [(700, 600, 40), (300, 900, 200, 40)])
def test_on_pages_no_piece_stands_beyond_the_edge(design, letters):
    document = replace(
        samples.us_economy(), design=design, recommendations=advice(*letters), annex=()
    )
    page = write_html(
        document, templates=[Workspace(TEMPLATES)], for_print=True, pictures=samples.PICTURES
    )
    laid = lay_out(page, document)
    assert not laid.spills()
    boxes = {}
    for page in laid.body:
        for box in walk(page):
            if re.fullmatch(r"recommendation-a\d|advice", html_id(box)):
                boxes.setdefault(html_id(box), box)
    frame = boxes.pop("advice")
    edge = frame.content_box_x() + frame.width
    assert len(boxes) == len(letters)
    for box in boxes.values():
        assert box.position_x + box.margin_width() <= edge + 0.5
    heights = {round(one.position_y) for one in boxes.values()}
    assert len(heights) == (1 if len(letters) == 3 else 2)
