"""A key figure stands in one line, however long: it is set smaller and never broken within its digits."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sample_documents as samples
from pdf_text import texts_of_pages

from briefing.core.resources import TEMPLATES
from briefing.core.type_scale import type_scale
from briefing.core.workspace import Workspace
from briefing.writers.html.page import figure_size, write_html

LONG = "1,234,567,890,123"
SCALE = type_scale("policy-brief")


@pytest.mark.parametrize(
    ("text", "width", "size"),
    [("34", 48, 18), ("", 48, 18), ("45,000", 22.7, 18), (LONG, 22.7, 7.5), ("1" * 40, 22.7, 7.5)],
)
def test_a_figure_is_as_large_as_its_place_has_room_for(text, width, size):
    assert figure_size(SCALE, [figure(text)], width) == size


def test_the_figures_of_a_brief_have_one_size_that_of_the_longest():
    assert figure_size(SCALE, [figure("34"), figure("45,000,000")], 22.7) == 11.5
    assert figure_size(SCALE, [], 22.7) == 18


def figure(text):
    return replace(samples.rare_earths().key_figures[0], value=text)


@pytest.mark.parametrize("design", ["policy-brief", "one-pager", "in-focus"])
def test_six_long_figures_are_whole_in_every_design(design):
    brief = samples.rare_earths(design=design)
    one = replace(brief.key_figures[0], value=LONG)
    six = tuple(replace(one, id=f"long-{number}") for number in range(6))
    text = "".join(texts_of_pages(samples.pdf_of(replace(brief, key_figures=six))))
    assert text.count(LONG) >= 6


@pytest.mark.parametrize(
    ("texts", "size"),
    [
        (["34", "5.5"], "strip of-2"), (["34", "8,044,412"], "strip of-2 long"), (["34", "1,234,567"], "strip of-2 long"),
        (["12,345,678"], "strip of-1 long"), (["34", LONG, "8,044,412"], "strip of-3 longest"), (["12345678"], "strip of-1"),
    ],
)  # fmt: skip
def test_on_screens_too_all_figures_have_the_size_of_the_longest(texts, size):
    brief = samples.rare_earths()
    made = replace(brief, key_figures=tuple(map(figure, texts)))
    page = write_html(made, templates=[Workspace(TEMPLATES)], for_print=False)
    assert f'<ul class="{size}">' in page
    assert page.count('<li class="long') == 0
