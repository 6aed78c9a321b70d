"""Tables on screens: read on a telephone, scrolled where they must be, and printed no wider than the paper."""

from __future__ import annotations

from dataclasses import replace

import pymupdf
import pytest
import sample_documents as samples
from hard_cases import with_table

from briefing.core.document import Document
from briefing.core.resources import TEMPLATES
from briefing.core.statistics_table import Table, TableCell, TableRow
from briefing.core.workspace import Workspace
from briefing.writers.html.page import write_html
from briefing.writers.html.table_widths import ems_across

SEEN = """
(() => {
  const wide = document.querySelector("#table-members .wide, #table-long .wide"), box = wide.getBoundingClientRect();
  const row = wide.querySelector("tbody tr"), [head, ...cells] = [...row.cells];
  const seen = (one) => {
    const at = one.getBoundingClientRect(), x = (at.left + at.right) / 2, y = (at.top + at.bottom) / 2;
    return x > box.left && x < box.right && one.contains(document.elementFromPoint(x, y));
  };
  wide.scrollIntoView();
  return { scrolls: wide.scrollWidth > wide.clientWidth + 1, head: seen(head), first: seen(cells[0]),
    last: seen(cells.at(-1)), told: getComputedStyle(wide, "::before").content, stop: wide.tabIndex,
    before: wide.classList.contains("before"), behind: wide.classList.contains("behind") };
})()
"""
MEMBERS = ("North Harbour", "Saint-Denis-en-Val", "Llanfairpwllgwyngyll and the Isles")
HEADS = ("Pupils by district, 2024, people", "Pupils by district, 2023, people", "Absence rate, %")


def by_member() -> Document:
    """The second section has a table of members by measures in place of its charts."""
    brief = with_table(1, 1)
    first, second, *others = brief.sections
    rows = tuple(TableRow(name, "", (TableCell("7,956"),) * 3) for name in MEMBERS)
    table = Table("members", 1, "Districts", HEADS, rows, (), "", of="District")
    blocks = (*(one for one in second.blocks if not isinstance(one, Table)), table)
    return replace(brief, sections=(first, replace(second, blocks=blocks), *others))


@pytest.fixture
def shown(browser, tmp_path):
    """The page of a document in a window of some width."""

    def show(document: Document, width: int):
        path = tmp_path / "page.html"
        text = write_html(
            document, templates=[Workspace(TEMPLATES)], for_print=False, pictures=samples.PICTURES
        )
        path.write_text(text, encoding="utf-8")
        page = browser.page(width, 900)
        page.show(path)
        page.value('document.documentElement.style.scrollBehavior = "auto"')
        return page

    return show


def test_members_by_measures_have_room_on_a_telephone(shown):
    """The heads take lines, so that every figure is seen beside its name."""
    with shown(by_member(), 375) as page:
        found = page.value(SEEN)
    assert not found["scrolls"]
    assert (found["head"], found["first"], found["last"]) == (True, True, True)
    assert found["told"] == "none"


def test_a_table_of_many_periods_shows_the_newest_beside_what_they_are_of(shown):
    with shown(with_table(4, 20), 375) as page:
        found = page.value(SEEN)
        assert found["scrolls"]
        assert (found["head"], found["first"], found["last"]) == (True, False, True)
        assert "Scroll" in found["told"]
        assert (found["before"], found["behind"], found["stop"]) == (True, False, 0)
        page.result(
            "new Promise((done) => { const one = document.querySelector('#table-long .wide');"
            " one.addEventListener('scroll', () => requestAnimationFrame(() => done()), {once: true});"
            " one.scrollLeft = 0; })"
        )
        found = page.value(SEEN)
    assert (found["head"], found["first"], found["last"]) == (True, True, False)
    assert (found["before"], found["behind"]) == (False, True)


def test_the_keyboard_stops_at_no_table_that_has_room(shown):
    with shown(with_table(4, 3), 1280) as page:
        found = page.value(SEEN)
    assert not found["scrolls"]
    assert found["stop"] == -1


def test_a_table_that_scrolls_before_there_is_script_can_be_reached():
    page = write_html(with_table(4, 20), templates=[Workspace(TEMPLATES)], for_print=False)
    assert page.count('class="wide" role="region" tabindex="0"') == page.count('class="wide"')


def test_the_annex_is_read_downwards_on_a_telephone(shown):
    with shown(samples.rare_earths(), 375) as page:
        wide, inner = page.value(
            "(() => { const one = document.querySelector('.annex .wide');"
            " return [one.scrollWidth, one.clientWidth]; })()"
        )
    assert wide <= inner


@pytest.mark.parametrize("columns", [4, 12, 24])
def test_a_wide_table_does_not_make_all_of_the_print_small(shown, columns):
    """A browser shrinks what is wider than its paper, with all that stands beside it."""
    with shown(with_table(4, columns), 800) as page, pymupdf.open(stream=page.printed()) as pages:
        spans = [
            span
            for one in pages
            for block in one.get_text("dict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
        ]
        right = max(span["bbox"][2] for span in spans)
        width = pages[0].rect.width
    (title,) = {round(one["size"], 1) for one in spans if one["text"].startswith("Highlights")}
    assert title == pytest.approx(14, abs=0.1)
    assert right <= width - 17 / 25.4 * 72 + 1


def test_the_width_of_a_table_is_reckoned_from_its_words():
    def table(heading: str, cell: str, columns: int) -> float:
        rows = (TableRow(heading, "", (TableCell(cell),) * columns),)
        return ems_across(Table("a", 1, "A", ("2024",) * columns, rows, (), ""))

    few, many = table("Output", "45,000", 4), table("Output", "45,000", 8)
    assert many > few
    assert table("Output", "1,445,000", 4) > few
    assert table("Llanfairpwllgwyngyllgogerych", "45,000", 4) > few
    assert ems_across(Table("a", 1, "A", ("2024",), (), (), "")) > 0
