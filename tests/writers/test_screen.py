"""The screen page in a browser: on a telephone, by keyboard, and printed without loss."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pymupdf
import pytest
import sample_documents as samples

from briefing.core.resources import TEMPLATES
from briefing.core.text_nodes import plain
from briefing.core.workspace import Workspace
from briefing.writers.html.page import write_html

DESIGNS = ("policy-brief", "one-pager", "in-focus")
MEASURE = """
(() => {
  const root = document.documentElement;
  root.style.scrollBehavior = "auto";
  const hidden = [], cut = [], unmarked = [];
  const scrolls = (one) => { for (let up = one; up; up = up.parentElement)
    if (getComputedStyle(up).overflowX === "auto") return true; };
  for (const one of document.querySelectorAll("main *:not(.origin):not(.unseen)")) {
    const box = one.getBoundingClientRect();
    if (box.right > innerWidth + 1 && box.width > 0 && !scrolls(one)
        && !one.closest(".origin, .quiet"))
      cut.push(one.outerHTML.slice(0, 90));
  }
  for (const fact of document.querySelectorAll("a.fact")) {
    fact.focus();
    const origin = document.querySelector(".origin");
    const box = origin.getBoundingClientRect();
    if (getComputedStyle(origin).display === "none" || !origin.textContent || !box.width
        || box.left < 0 || box.right > innerWidth
        || box.top < 0 || box.bottom > innerHeight)
      hidden.push([fact.dataset.fact, Math.round(box.left), Math.round(box.right)]);
    if (getComputedStyle(fact).outlineStyle === "none") unmarked.push(fact.dataset.fact);
    fact.blur();
  }
  const tables = [...document.querySelectorAll(".wide")].filter((one) =>
    one.scrollWidth > one.clientWidth).map((one) => one.tabIndex);
  return { width: root.scrollWidth, inner: innerWidth,
    body: document.body.scrollWidth, cut, hidden, unmarked, tables,
    facts: document.querySelectorAll("a.fact").length };
})()
"""


BESIDE = """
(() => {
  const one = document.querySelector(".strip .value"), unit = one.querySelector(".unit");
  const figure = one.querySelector(".fact").getBoundingClientRect();
  return { beside: unit.getBoundingClientRect().top < figure.bottom - 4 && unit.getClientRects().length === 1,
    over: document.documentElement.scrollWidth > innerWidth || one.scrollWidth > one.clientWidth + 1 };
})()
"""


@pytest.fixture(scope="session")
def measured(browser, tmp_path_factory):
    """What a page of this width looks like, and what is seen of each figure that has the focus."""
    path = tmp_path_factory.mktemp("screen") / "page.html"

    @cache
    def measure(page: str, width: int) -> dict:
        path.write_text(page, encoding="utf-8")
        with browser.page(width, 900) as shown:
            shown.show(path)
            found = shown.result(MEASURE)
        assert found["inner"] == width
        return found

    return measure


@pytest.fixture(scope="session")
def on_paper(browser, tmp_path_factory):
    """A page as the browser prints it."""
    path = tmp_path_factory.mktemp("printed") / "page.html"

    @cache
    def printed(page: str, scheme: str) -> bytes:
        path.write_text(page, encoding="utf-8")
        with browser.page(800, 600, scheme) as shown:
            shown.show(path)
            return shown.printed()

    return printed


def page_of(document) -> str:
    """The screen page of a sample, with the drawings of the others."""
    return write_html(
        document, templates=[Workspace(TEMPLATES)], for_print=False, pictures=samples.PICTURES
    )


@pytest.mark.parametrize("width", [360, 800, 1400])
@pytest.mark.parametrize("design", DESIGNS)
def test_nothing_runs_over_the_right_edge(measured, design, width):
    found = measured(page_of(samples.rare_earths(design=design)), width)
    assert found["width"] <= width
    assert found["cut"] == []


def test_nothing_runs_over_the_edge_in_a_hard_page(measured):
    found = measured(page_of(samples.hostile()), 360)
    assert found["width"] <= 360
    assert found["cut"] == []


@pytest.mark.parametrize(
    ("value", "unit", "count", "is_one_line"),
    [
        ("$12.99", "billion", 1, True),
        ("$12.99", "billion", 4, True),
        ("45,000", "metric tons", 1, True),
        ("−£1,234.5", "million", 1, True),
        ("1,234,567,890", "metric tons of rare-earth-oxide equivalent", 4, False),
    ],
)
def test_a_key_figure_stands_beside_its_unit_on_a_telephone(
    browser, tmp_path, value, unit, count, is_one_line
):
    brief = samples.rare_earths()
    one = replace(brief.key_figures[0], value=value, unit=unit)
    figures = tuple(replace(one, id=f"one-{number}") for number in range(count))
    path = tmp_path / "page.html"
    path.write_text(page_of(replace(brief, key_figures=figures)), encoding="utf-8")
    with browser.page(360, 900) as shown:
        shown.show(path)
        found = shown.value(BESIDE)
    assert found == {"beside": is_one_line, "over": False}


def test_wide_tables_scroll_in_a_box_that_the_keyboard_reaches(measured, brief):
    found = measured(page_of(brief), 360)
    assert found["tables"] == [0]


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_focus_shows_where_each_figure_comes_from(measured, brief, width):
    """Whole, within the window, and with the figure itself marked."""
    found = measured(page_of(brief), width)
    assert found["facts"] > 80
    assert found["hidden"] == []
    assert found["unmarked"] == []


@pytest.fixture(scope="module", params=["light", "dark"])
def printed(on_paper, request):
    with pymupdf.open(stream=on_paper(page_of(samples.rare_earths()), request.param)) as pages:
        yield pages


def test_all_of_the_brief_is_printed(printed, brief):
    text = lean(" ".join(page.get_text() for page in printed))
    wanted = [
        plain(brief.title),
        plain(brief.bottom_line),
        *(one.label for one in brief.key_figures),
        *(plain(one.text) for one in brief.highlights),
        *(plain(one.title) for one in brief.sections),
        *(plain(one.title) for one in brief.figures()),
        *(plain(one.do) for one in brief.recommendations),
        *(plain(one.success) for one in brief.recommendations),
        *(one.text for one in brief.sources),
        *(row.meaning for row in brief.annex),
    ]
    assert [words for words in wanted if lean(words) not in text] == []


def lean(text: str) -> str:
    """Without spaces, which the breaks of lines would change."""
    return re.sub(r"\s+", "", text)


def test_drawings_are_printed(printed):
    """Their words stand in the page as words."""
    text = "".join(lean(page.get_text()) for page in printed)
    for words in ("China270,000", "UnitedStates45,000", "202020212022"):
        assert words in text


def test_nothing_is_cut_off_at_the_edge_of_the_paper(printed):
    for page in printed:
        right = page.rect.width - 30
        words = page.get_text("words")
        assert words
        assert all(left >= 30 and end <= right for left, _, end, *_ in words)


def test_paper_is_white(printed):
    for page in printed:
        picture = page.get_pixmap(dpi=30)
        middle = picture.height // 2
        assert picture.pixel(2, 2) == picture.pixel(picture.width - 3, middle) == (255, 255, 255)


def test_data_that_the_reader_has_opened_is_printed(on_paper):
    page = page_of(samples.rare_earths())
    for opened in (False, True):
        text = page.replace("<details>", "<details open>") if opened else page
        with pymupdf.open(stream=on_paper(text, "light")) as pages:
            words = " ".join(one.get_text() for one in pages)
        assert ("Data of figure 3" in words) is opened


def test_a_page_that_runs_over_is_found(measured):
    document = samples.us_economy()
    page = page_of(replace(document, annex=()))
    wide = page.replace(
        '<p class="masthead">', '<p style="width: 900px">wide</p><p class="masthead">'
    )
    assert measured(wide, 360)["cut"]
