"""What is copied from a PDF comes in the order of the brief: so its words are drawn, whatever floats beside them."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
import sample_documents as samples
from pypdf import PdfReader

from briefing.core.text_nodes import plain

DESIGNS = ("policy-brief", "one-pager", "in-focus", "bulletin")


def drawn(document) -> str:
    """The words of the pages in the order in which they are drawn."""
    pages = PdfReader(BytesIO(samples.pdf_of(document))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("design", DESIGNS)
def test_the_parts_of_a_brief_are_drawn_in_their_order(design):
    brief = samples.rare_earths(design=design)
    text = drawn(brief)
    figures = [one.label for one in brief.key_figures]
    found = [plain(one.text) for one in brief.highlights]
    told = figures + found if design in {"one-pager", "in-focus"} else found + figures
    titles = [plain(one.title) for one in brief.sections]
    begins, missed = 0, []
    for words in (plain(brief.title), plain(brief.bottom_line), *told, *titles):
        place = text.find(" ".join(words.split())[:30], begins)
        missed += [words] if place < 0 else []
        begins = max(begins, place)
    assert missed == []
    assert text.index(plain(brief.title)[:30]) < 120, (
        "nothing but the head of the page stands before"
    )


@pytest.mark.parametrize("design", DESIGNS)
def test_a_cell_is_drawn_behind_the_head_of_its_row(design):
    brief = samples.rare_earths(design=design)
    text = drawn(replace(brief, annex=()))
    table = next(
        block for section in brief.sections for block in section.blocks if hasattr(block, "rows")
    )
    row, following = table.rows[:2]
    start = text.index(row.heading)
    end = text.index(following.heading, start)
    assert [cell.text for cell in row.cells if cell.text not in text[start:end]] == []
