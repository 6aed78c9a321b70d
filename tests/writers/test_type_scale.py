"""The sizes of type, read out of built PDFs: those of the design's scale and no other, drawings too."""

from __future__ import annotations

from dataclasses import replace

import pymupdf
import pytest
import sample_documents as samples

from benchmarks.page_reading import read_brief
from briefing.core.type_scale import LEAST_SIZE, RAISED_SIZE, TYPE_SCALES, type_scale
from briefing.writers.html.arrangement import NO_HINTS, Hints
from briefing.writers.html.drawn_sizes import drawn_sizes


def sizes_in(path):
    """Every size of the file, its annex and the margins too, in tenths of a point."""
    with pymupdf.open(path) as pages:
        return {
            round(span["size"], 1)
            for page in pages
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
            if span["text"].strip()
        }


@pytest.mark.parametrize(
    ("name", "design"),
    [
        ("brief", "policy-brief"),
        ("filled", "policy-brief"),
        ("publication", "one-pager"),
        ("one-page", "one-pager"),
        ("in-focus", "in-focus"),
        ("house", "in-focus"),
    ],
)
def test_pages_and_drawings_have_the_sizes_of_the_scale(pdfs, name, design):
    found = sizes_in(pdfs[name])
    assert found <= {RAISED_SIZE, *TYPE_SCALES[design].sizes}
    assert len(found - {RAISED_SIZE}) <= 7


@pytest.mark.parametrize("design", TYPE_SCALES)
def test_no_scale_has_more_than_seven_sizes_or_one_that_is_too_small(design):
    sizes = TYPE_SCALES[design].sizes
    assert len(sizes) == 7
    assert sizes == tuple(sorted(set(sizes)))
    assert min(sizes) == LEAST_SIZE


@pytest.mark.parametrize("design", TYPE_SCALES)
def test_larger_type_has_the_sizes_of_the_scale_and_more_space(design):
    usual = TYPE_SCALES[design]
    larger = usual.set(larger=True, leading=1.0)
    assert set(larger.sizes) < set(usual.sizes)
    assert larger.text == usual.lead
    assert larger.leading / larger.text == pytest.approx(usual.leading / usual.text, abs=0.01)
    assert usual.set(larger=False, leading=1.0) == usual


def test_a_design_of_its_own_has_the_usual_scale():
    assert type_scale("leaflet") == TYPE_SCALES["policy-brief"]


def test_a_page_reader_sees_small_type_holes_and_figures(pdfs):
    """What the benchmark prints is what stands on the pages."""
    brief = read_brief(pdfs["filled"], "policy-brief")
    assert brief.figures == 5
    assert brief.far_figures == 0
    assert brief.small < 0.01
    assert [page.fill > 0.8 for page in brief.pages[:-1]] == [True] * (len(brief.pages) - 1)
    assert all(0 < page.blank < 1 for page in brief.pages)


@pytest.mark.parametrize(
    ("design", "page", "widths"),
    [
        ("policy-brief", "A4", {83.5, 172.0}),
        ("one-pager", "A4", {75.0}),
        ("in-focus", "A4", {88.5}),
        ("in-focus", "Letter", {91.45}),
    ],
)
def test_a_drawing_is_made_for_its_place(design, page, widths):
    brief = replace(samples.rare_earths(), design=design, page=page)
    apart = Hints(apart=frozenset(one.anchor for one in brief.sections), taller=1.25)
    sizes = [*drawn_sizes(brief, NO_HINTS).values(), *drawn_sizes(brief, apart).values()]
    assert {one.width for one in sizes} == widths
    low = 0.85 if design == "one-pager" else 1.0
    assert {one.taller for one in sizes} == {low, round(1.25 * low, 2)}


def test_the_lines_of_a_one_pager_are_no_wider_than_is_easy_to_read(pdfs):
    text = TYPE_SCALES["one-pager"].text
    letters = [
        sum(len(span["text"]) for span in line["spans"])
        for name in ("one-page", "publication")
        for page in pymupdf.open(pdfs[name])
        if not page.get_label().startswith("A")
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", ())
        if line["spans"][0]["size"] == pytest.approx(text, abs=0.05)
        and "Serif" in line["spans"][0]["font"]
    ]
    longest = sorted(letters)[-8:]
    assert 60 < sum(longest) / len(longest) <= 76
    assert max(letters) < 80
