"""Layouts that only look at the brief itself leave out the rows of its annex; what is written has them all."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sample_documents import PICTURES, rare_earths

from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.writers.house.house import shipped_house
from briefing.writers.html.page import write_html
from briefing.writers.pdf import filling
from briefing.writers.pdf.annex_rows import without_annex_rows
from briefing.writers.pdf.boxes import html_attribute, walk
from briefing.writers.pdf.filling import Layouts
from briefing.writers.pdf.pdf import lay_out


def whole_page() -> str:
    folders = [Workspace(TEMPLATES)]
    return write_html(rare_earths(), templates=folders, for_print=True, pictures=PICTURES)


def test_the_first_row_stays_and_all_before_the_annex():
    page = whole_page()
    short = without_annex_rows(page)
    before = page.index('class="origins"')
    assert short[:before] == page[:before]
    assert short.count('class="made"') < page.count('class="made"')
    assert f'id="{first_fact(page)}"' in short
    assert short.endswith(page[page.rindex("</tbody>") :])


def first_fact(page: str) -> str:
    """The id to which the style sheet counts the pages of the brief itself."""
    return page.partition('class="made" id="')[2].partition('"')[0]


@pytest.mark.parametrize(
    "page", ["", "<p>a</p>", '<table class="origins"><tbody><tr class="made"></tr>']
)
def test_a_page_without_such_an_annex_stays(page: str):
    assert without_annex_rows(page) == page


@pytest.mark.parametrize("count", [1, 2])
def test_the_pages_are_the_same_as_with_all_rows_from_the_first(
    count: int, monkeypatch: pytest.MonkeyPatch
):
    def laid_out() -> tuple[list[tuple[float, float]], list[int]]:
        lengths: list[int] = []
        monkeypatch.setattr(
            filling,
            "lay_out",
            lambda page, *a, **k: lengths.append(len(page)) or lay_out(page, *a, **k),
        )
        pages = Layouts([Workspace(TEMPLATES)], shipped_house(), PICTURES).final(document)
        places = [(box.position_x, box.position_y) for page in pages.boxes for box in walk(page)]
        return places, lengths

    whole, lay_out = rare_earths(), filling.lay_out
    document = replace(
        whole, sections=whole.sections[:count], recommendations=(), annex=whole.annex[:9]
    )
    monkeypatch.setattr(filling, "_ONE_PAGE", 0)
    short, looked_at = laid_out()
    monkeypatch.setattr(filling, "without_annex_rows", lambda page: page)
    places, with_all = laid_out()
    assert places == short
    assert looked_at[0] < with_all[0]


def test_the_head_of_a_group_stands_on_the_page_of_its_first_row():
    head = '<tr class="group"><th scope="rowgroup" colspan="3">Computed</th></tr>'
    page, count = re.subn(r"<tr>(?=\s*<td>\d+&nbsp;)", f"{head}<tr>", whole_page())
    assert count > 20
    laid = lay_out(page, rare_earths())
    rows = [
        [html_attribute(box, "class") for box in walk(one) if box.element_tag == "tr"]
        for one in laid.boxes[len(laid.body) :]
    ]
    assert len(rows) > 3
    assert "group" not in [one[-1] for one in rows]
