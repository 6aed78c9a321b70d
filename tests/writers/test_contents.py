"""A table of contents on paper: from so many pages on, or where it is asked for, with the numbers of pages."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
import sample_documents as samples
from pdf_text import texts_of_pages
from read_aloud import Reading

from briefing.app.review.printed_pages import compare_pages
from briefing.core.resources import TEMPLATES
from briefing.core.text_nodes import plain
from briefing.core.workspace import Workspace
from briefing.writers.house.house import shipped_house
from briefing.writers.pdf import learned
from briefing.writers.pdf.boxes import html_id, walk
from briefing.writers.pdf.filling import Layouts


def laid_out(document):
    every = Layouts([Workspace(TEMPLATES)], shipped_house(), samples.PICTURES)
    every.measured(document)
    return every, every.final(document)


@pytest.mark.parametrize(
    ("most", "contents", "has_them"),
    [(0, "auto", True), (1, "auto", False), (0, "no", False), (8, "yes", True)],
)
def test_they_are_there_from_so_many_pages_on(monkeypatch, most, contents, has_them):
    monkeypatch.setattr(learned, "MOST_WITHOUT_CONTENTS", most)
    every, laid = laid_out(replace(samples.us_economy(), contents=contents))
    ids = {html_id(box) for box in walk(laid.body[0])}
    assert ("contents-title" in ids) is has_them
    assert every.has_contents is (has_them and contents == "auto")


def test_each_entry_leads_to_its_part_and_names_the_page(brief):
    document = replace(brief, contents="yes", design="bulletin")
    pdf = BytesIO(samples.pdf_of(document))
    pages = [re.sub(r"\s+", " ", one) for one in texts_of_pages(pdf.getvalue())]
    listed = pages[0].partition("Contents")[2]
    for section in document.sections:
        title = re.sub(r"\s+", " ", plain(section.title))
        found = re.search(re.escape(title) + r"(?: ?\.)+ (\d+)", listed)
        assert found, title
        assert title in pages[int(found[1]) - 1].replace(title, "", 1 if found[1] == "1" else 0)
    assert re.search(r"Annex: how each figure was made(?: ?\.)+ A-1\b", listed)
    with Reading(pdf) as reading:
        (table,) = reading.tagged("TOC")
        entries = reading.kids(table)
        assert [str(one.S) for one in entries] == ["/TOCI"] * (len(document.sections) + 2)
        for entry in entries:
            (reference,) = reading.kids(entry)
            assert reference.S == "/Reference"
            assert "/Link" in [str(one.S) for one in reading.walk(reference)]


def test_pages_that_use_a_figure_are_no_figures_of_the_brief():
    told = [("annex", "Pupils 512")]
    for pages in ("[page 3]", "[pages 1,\n3, 14]"):
        assert list(compare_pages([f"Pupils 512 {pages}"], told, ())) == []
    assert list(compare_pages(["Pupils 512 [pages 1, 3] 14"], told, ())) != []


def test_numbers_behind_dots_are_no_figures_of_the_brief():
    pages = ["Contents\nOutput rose . . . . . . . . . . . 12\nAnnex.............. A-1\nOutput rose"]
    told = [("title", "Contents"), ("section 1", "Output rose"), ("section 1", "Output rose")]
    assert list(compare_pages(pages, told, ())) == []
    assert list(compare_pages([f"{pages[0]} 12"], told, ())) != []
