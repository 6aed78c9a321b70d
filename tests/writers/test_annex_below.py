"""An annex begins on the last page of its brief where that has room, and on a page of its own where it has none."""

from __future__ import annotations

import io
import itertools
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from sample_documents import PICTURES, rare_earths

from benchmarks.page_reading import read_brief
from briefing.core.document import Document
from briefing.core.resources import TEMPLATES
from briefing.core.text_nodes import Paragraph
from briefing.core.workspace import Workspace
from briefing.writers.house.house import shipped_house
from briefing.writers.html.page import anchor
from briefing.writers.pdf import filling
from briefing.writers.pdf.annex_rows import (
    MOST_BELOW,
    first_annex_rows,
    most_rows_in,
    rows_below,
)
from briefing.writers.pdf.filling import Layouts
from briefing.writers.pdf.pdf import LaidOut

_HEADING = "how each figure was made"


def made(*, sections: int, rows: int | None = None, design: str = "one-pager") -> LaidOut:
    """A brief of so many sections, which ends near the head of its second page, or at the foot of one."""
    whole = rare_earths()
    document = replace(
        whole,
        design=design,
        sections=whole.sections[:sections],
        recommendations=(),
        annex=whole.annex[:rows],
    )
    return laid_out(document)


def laid_out(document: Document) -> LaidOut:
    return Layouts([Workspace(TEMPLATES)], shipped_house(), PICTURES).final(document)


def pages_of(laid: LaidOut) -> list[tuple[str, str]]:
    """Label and words of each page of the file."""
    with pymupdf.open(stream=laid.written()) as file:
        return [(page.get_label(), page.get_text()) for page in file]


def numbers_of(words: str) -> list[int]:
    """The numbers of the lines of an annex that stand in the words of a page: each has a space that keeps it apart."""
    return [int(one) for one in re.findall(r"^(\d{1,2})\xa0$", words, re.MULTILINE)]


@pytest.mark.parametrize("sections", [1, 2])
def test_it_begins_on_a_last_page_that_has_room_and_goes_on_on_pages_of_its_own(sections: int):
    pages = pages_of(made(sections=sections))
    labels = [label for label, _ in pages]
    assert labels == ["1", "2", *(f"A-{number}" for number in range(1, len(pages) - 1))]
    assert [_HEADING in words for _, words in pages] == [False, True, *[False] * (len(pages) - 2)]
    assert "Page 2 of 2" in pages[1][1]
    assert "Page A-1" in pages[2][1]
    printed = [number for _, words in pages[1:] for number in numbers_of(words)]
    assert printed == list(range(1, max(printed) + 1)), "every line once, in order"
    assert numbers_of(pages[1][1])
    assert numbers_of(pages[2][1])


def test_it_is_all_on_the_last_page_where_that_has_room_for_all():
    laid = made(sections=1, rows=9)
    pages = pages_of(laid)
    assert [label for label, _ in pages] == ["1", "2"]
    assert numbers_of(pages[1][1]) == list(range(1, 1 + len(laid.document.annex_groups[0].lines)))


def steps_of(laid: LaidOut, number: int) -> list[float]:
    """From one line of the annex to the next on a page of the file, in points."""
    with pymupdf.open(stream=laid.written()) as file:
        found = [
            one for one in file[number].get_text("words") if re.fullmatch(r"\d\d?\xa0?", one[4])
        ]
    left = min(one[0] for one in found)
    tops = sorted(one[1] for one in found if one[0] < left + 6)
    return [after - before for before, after in itertools.pairwise(tops)]


def test_its_rows_stand_further_apart_where_they_end_high_on_the_page():
    few, many = made(sections=1, rows=9), made(sections=1)
    assert min(steps_of(few, 1)) > 1.1 * min(steps_of(many, 1))


def test_a_few_last_rows_have_no_page_of_their_own():
    laid = made(sections=1, rows=70, design="in-focus")
    pages = pages_of(laid)
    assert [label for label, _ in pages] == ["1", "A-1", "A-2"]
    printed = [number for _, words in pages[1:] for number in numbers_of(words)]
    assert printed == list(range(1, 71))


def test_it_begins_on_a_page_of_its_own_behind_a_full_one():
    laid = made(sections=1, design="in-focus")
    pages = pages_of(laid)
    assert [label for label, _ in pages[:2]] == ["1", "A-1"]
    assert [_HEADING in words for _, words in pages[:2]] == [False, True]


@pytest.mark.parametrize("count", [6, 7, 8])
def test_sources_without_room_take_no_columns_along_to_the_next_page(count: int, tmp_path: Path):
    whole = rare_earths(design="in-focus")
    text = next(one for one in whole.sections[0].blocks if isinstance(one, Paragraph))
    document = replace(
        whole,
        sections=tuple(replace(one, blocks=(text,) * count) for one in whole.sections[:2]),
        recommendations=(),
        annex=whole.annex[:20],
    )
    path = tmp_path / "brief.pdf"
    path.write_bytes(laid_out(document).written())
    pages = read_brief(path, "in-focus").pages
    assert all(page.fill > 0.85 for page in pages[:-1])
    assert all(page.blank < 0.2 for page in pages)


def test_a_brief_without_annex_ends_as_it_did():
    laid = made(sections=1, rows=0)
    assert [label for label, _ in pages_of(laid)] == ["1", "2"]
    assert rows_below(laid.boxes, 1) is None


def test_figures_lead_to_their_lines_on_either_page():
    laid = made(sections=2)
    with pikepdf.open(io.BytesIO(laid.written())) as file:
        names = {str(name) for name in list(file.Root.Names.Dests.Names)[::2]}
    assert {anchor(row.fact) for row in laid.document.annex} <= names


@pytest.mark.parametrize(("count", "left"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (80, 3)])
def test_of_a_long_annex_the_first_rows_are_laid_out_to_look(count: int, left: int):
    page = '<table class="origins"><thead><tr></tr></thead><tbody>' + "<tr></tr>" * 3 + "</tbody>"
    assert first_annex_rows(page, count).count("</tr>") == 1 + left


@pytest.mark.parametrize("page", ["", "<table><tbody><tr></tr></tbody>"])
def test_a_page_without_an_annex_is_looked_at_as_it_is(page: str):
    assert first_annex_rows(page, 1) == page


@pytest.mark.usefixtures("each_page_anew")
@pytest.mark.parametrize(
    ("sections", "rows", "design"),
    [(1, None, "one-pager"), (1, 9, "one-pager"), (2, None, "policy-brief")],
)
def test_no_more_rows_are_looked_at_than_may_have_room(sections, rows, design, monkeypatch):
    looked_at: list[int] = []

    def counted(page: str, count: int) -> str:
        looked_at.append(count)
        return first_annex_rows(page, count)

    monkeypatch.setattr(filling, "first_annex_rows", counted)
    few = made(sections=sections, rows=rows, design=design).written()
    (count,) = looked_at
    assert count < MOST_BELOW
    for other in (MOST_BELOW, 2):
        monkeypatch.setattr(filling, "most_rows_in", lambda _, most=other: most)
        assert made(sections=sections, rows=rows, design=design).written() == few
    assert looked_at == [count, MOST_BELOW, 2, MOST_BELOW], "too few were seen to be too few"


def test_rows_may_be_as_low_as_a_line():
    millimetre = 96 / 25.4
    assert most_rows_in(0) == 2
    assert most_rows_in(34.1 * millimetre) == 12
    assert most_rows_in(2000 * millimetre) == MOST_BELOW
