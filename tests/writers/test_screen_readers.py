"""Screens as readers set them: dark, in colours of their own, with letters further apart, and on paper from the browser."""

from __future__ import annotations

from dataclasses import replace

import pymupdf
import pytest
import sample_documents as samples
from hard_cases import publication

from briefing.core.document import Document
from briefing.core.resources import TEMPLATES
from briefing.core.text_nodes import Paragraph, TextTable
from briefing.core.workspace import Workspace
from briefing.writers.house.colour import contrast
from briefing.writers.html.page import write_html

COLOURS = """
(() => {
  const told = (one, what) => getComputedStyle(document.querySelector(one))[what].match(/\\d+/g).slice(0, 3).map(Number);
  const made = document.createElement("p");
  made.style = "color: CanvasText; background: Canvas; forced-color-adjust: none";
  document.body.append(made);
  const words = [...document.querySelectorAll(".drawing text")].map((one) => getComputedStyle(one).fill);
  return { ground: told(".drawing", "backgroundColor"), axis: told(".drawing text", "fill"),
    canvas: getComputedStyle(made).backgroundColor.match(/\\d+/g).map(Number),
    text: getComputedStyle(made).color.match(/\\d+/g).map(Number),
    page: told("body", "backgroundColor"), bar: told(".title-block", "borderTopColor"),
    words: [...new Set(words)].map((one) => one.match(/\\d+/g).map(Number)) };
})()
"""
SPACED = """
(() => {
  const style = document.createElement("style");
  style.textContent = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`;
  document.head.append(style);
  const over = [...document.querySelectorAll("main *")].filter((one) => !one.closest("svg, .wide, .quiet, .unseen")
    && one.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5);
  return over.map((one) => one.className + ": " + one.textContent.slice(0, 30));
})()
"""
CLOSE = """
[...document.querySelectorAll(".text > * + *")].filter((one) => {
  const above = one.previousElementSibling.getBoundingClientRect();
  return one.getBoundingClientRect().top + parseFloat(getComputedStyle(one).paddingTop) < above.bottom + 8;
}).map((one) => one.textContent.trim().slice(0, 30))
"""


@pytest.fixture
def shown(browser, tmp_path):
    """The page of a document in a window, for a reader with wishes."""

    def show(document: Document, width: int = 800, scheme: str = "light", *, forced: bool = False):
        path = tmp_path / "page.html"
        text = write_html(
            document, templates=[Workspace(TEMPLATES)], for_print=False, pictures=samples.PICTURES
        )
        path.write_text(text, encoding="utf-8")
        page = browser.page(width, 900, scheme, forced=forced)
        page.show(path)
        return page

    return show


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_follow_the_colours_of_a_reader(shown, scheme):
    """Ground and words are as the reader's own; with marks of the day on a ground of the night nothing could be told apart."""
    with shown(samples.rare_earths(), scheme=scheme, forced=True) as page:
        found = page.value(COLOURS)
    assert found["ground"] == found["canvas"]
    assert found["axis"] == found["text"]
    assert all(contrast(tuple(one), tuple(found["ground"])) >= 4.5 for one in found["words"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_accent_is_seen_by_day_and_by_night(shown, scheme):
    for accent in ("#8a1c4a", "#0b2545", "#000000"):
        with shown(replace(samples.rare_earths(), accent=accent), scheme=scheme) as page:
            found = page.value(COLOURS)
        assert contrast(tuple(found["bar"]), tuple(found["page"])) >= 3


@pytest.mark.parametrize("width", [320, 360, 375, 768])
def test_nothing_runs_over_where_letters_stand_apart(shown, width):
    """WCAG 2.2, 1.4.12."""
    brief = samples.rare_earths()
    one = replace(brief.key_figures[0], value="3,350", unit="people", mark="e")
    figures = tuple(replace(one, id=f"one-{number}") for number in range(4))
    with shown(replace(brief, key_figures=figures), width) as page:
        assert page.value(SPACED) == []


def test_paragraphs_lists_and_tables_of_a_text_stand_apart(shown):
    first, *others = publication().sections
    (table,) = (one for one in first.blocks if isinstance(one, TextTable))
    words = Paragraph(samples.line("Words."))
    listed = samples.items(samples.line("One"), samples.line("Two"))
    blocks = (words, table, words, listed, words, listed, table)
    brief = replace(publication(), sections=(replace(first, blocks=blocks), *others))
    with shown(brief) as page:
        assert page.value('document.querySelectorAll(".text > * + *").length') >= 6
        assert page.value(CLOSE) == []


def test_nothing_of_the_focus_is_printed(shown):
    with shown(samples.rare_earths()) as page:
        plain = page.printed()
        page.press("Tab", "Tab")
        assert page.value("document.activeElement.className") == "fact"
        focused = page.printed()
    pictures = []
    for printed in (plain, focused):
        with pymupdf.open(stream=printed) as pages:
            pictures.append(pages[0].get_pixmap(dpi=50).samples)
    assert pictures[0] == pictures[1]
