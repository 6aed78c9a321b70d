"""An annex on pages of its own is laid out alone, and the file is the same as if all were laid out once more."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sample_documents import PICTURES, rare_earths

from briefing.core.document import Document
from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.writers.house.house import shipped_house
from briefing.writers.pdf import annex_apart, filling
from briefing.writers.pdf.annex_apart import annex_alone
from briefing.writers.pdf.boxes import html_id, walk
from briefing.writers.pdf.filling import Layouts
from briefing.writers.pdf.pdf import LaidOut

pytestmark = pytest.mark.usefixtures("each_page_anew")

BRIEFS = [
    ("policy-brief", 4, True),
    ("bulletin", 4, True),
    ("in-focus", 3, True),
    ("in-focus", 1, False),
    ("one-pager", 2, True),
]
"""Designs, numbers of sections, and whether there is advice; the last but one takes one page."""


def laid_out(document: Document) -> LaidOut:
    return Layouts([Workspace(TEMPLATES)], shipped_house(), PICTURES).final(document)


@pytest.fixture
def looked_at(monkeypatch) -> list[str]:
    """The pages that were laid out, as HTML."""
    found: list[str] = []
    lay_out = filling.lay_out
    monkeypatch.setattr(
        filling, "lay_out", lambda page, *a, **k: found.append(page) or lay_out(page, *a, **k)
    )
    return found


def has_brief(page: str) -> bool:
    return "<h1" in page


@pytest.mark.parametrize(("design", "sections", "has_advice"), BRIEFS)
@pytest.mark.parametrize("is_remembered", [True, False])
def test_the_file_is_the_same_as_with_all_laid_out_once_more(
    design: str,
    sections: int,
    looked_at: list[str],
    monkeypatch,
    *,
    has_advice: bool,
    is_remembered: bool,
):
    if not is_remembered:
        monkeypatch.setenv(filling.PLAIN, "1")
    whole = rare_earths()
    document = replace(
        whole,
        design=design,
        sections=whole.sections[:sections],
        recommendations=whole.recommendations if has_advice else (),
    )
    apart = laid_out(document)
    assert not has_brief(looked_at[-1])
    assert apart.behind is not None
    pages = len(apart.boxes) - len(apart.body)
    assert pages > 0
    written = apart.written()
    monkeypatch.setattr(filling, "with_annex", lambda *_: None)
    looked_at.clear()
    together = laid_out(document)
    assert all(map(has_brief, looked_at))
    assert together.behind is None
    assert together.written() == written


def test_no_page_of_the_brief_is_laid_out_once_more_for_its_annex(looked_at: list[str]):
    laid_out(rare_earths())
    briefs = [page for page in looked_at if has_brief(page)]
    assert [page.count('class="made"') for page in briefs] == [1] * len(briefs)
    assert [has_brief(page) for page in looked_at] == sorted(
        map(has_brief, looked_at), reverse=True
    )


def test_rows_that_a_page_is_saved_by_are_laid_out_alone_too(looked_at: list[str], monkeypatch):
    monkeypatch.setattr(annex_apart, "nearer_to_save", lambda body, annex: -0.4 if annex else 0.0)
    nearer = laid_out(rare_earths())
    spacings = [re.findall(r'id="annex" style="--more: ([-.\d]+)mm"', page) for page in looked_at]
    assert spacings[-2:] == [[], ["-0.2"]]
    assert not any(map(has_brief, looked_at[-2:]))
    monkeypatch.setattr(annex_apart, "nearer_to_save", lambda *_: 0.0)
    assert len(nearer.boxes) <= len(laid_out(rare_earths()).boxes)


def test_a_spacing_that_saves_no_page_is_not_kept(monkeypatch):
    usual = laid_out(rare_earths()).written()
    monkeypatch.setattr(annex_apart, "nearer_to_save", lambda *_: -0.01)
    assert laid_out(rare_earths()).written() == usual


def test_a_template_that_makes_another_annex_has_all_laid_out_together(
    looked_at: list[str], monkeypatch
):
    monkeypatch.setattr(annex_apart, "_ANNEX", "<section class='another'")
    laid = laid_out(rare_earths())
    assert has_brief(looked_at[-1])
    assert len(laid.boxes) > len(laid.body)


def test_a_brief_of_many_pages_without_an_annex_is_not_laid_out_for_one(looked_at: list[str]):
    document = replace(rare_earths(), annex=())
    laid = laid_out(document)
    assert len(laid.body) > 1
    with_hints = [re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL) for page in looked_at]
    assert len(set(with_hints)) == len(with_hints), "no page twice"


def test_empty_pages_have_the_ids_that_the_annex_asks_for_where_the_brief_has_them():
    body = laid_out(rare_earths()).body
    ids = [[name for box in walk(page) if (name := html_id(box))] for page in body]
    own = [next(one for one in found if sum(one in other for other in ids) == 1) for found in ids]
    asked = "".join(f'<i data-to="#{name}"></i>' for name in (own[-1], own[1], own[-1], "nowhere"))
    annex = f'<section class="annex" id="annex">{asked}</section></main>'
    page = f'<body><main id="text"><h1>A</h1>{annex}'
    begin = '<div style="break-after: page">'
    empty = "".join(f'{begin}<a id="{name}"></a></div>' for name in own[1:2] + own[-1:])
    assert len(body) == 3
    assert annex_alone(page, body) == f'<body><main id="text">{begin}</div>{empty}{annex}'
    assert annex_alone("<main>no annex</main>", body) == annex_alone("<p>no main</p>", body) == ""
    assert annex_alone(page.replace('"annex"', '"annex below"', 1), body) == ""
