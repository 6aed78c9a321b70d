"""Pages that cost too much are refused before they are set, or as soon as that is seen."""

from __future__ import annotations

import signal
from dataclasses import replace

import pytest
from hard_cases import bare

from briefing.core.budgets import Budget, BudgetSpent, allow
from briefing.core.memory import watched_memory
from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.writers.house.house import shipped_house
from briefing.writers.pdf import filling
from briefing.writers.pdf.filling import MOST_LAYOUTS, Layouts
from briefing.writers.pdf.page_cost import check_cost, elements_of, few_pages
from briefing.writers.pdf.pdf import lay_out


@pytest.fixture(autouse=True)
def _usual_budgets():
    yield
    allow("")


def test_elements_are_counted_by_what_opens():
    assert elements_of("<p>a<br></p>") == 2
    assert elements_of("") == 0
    check_cost("<p>a</p>" * Budget.ELEMENTS.most)
    with pytest.raises(BudgetSpent, match="25,000 elements, and this one has 25,001"):
        check_cost("<p>a</p>" * (Budget.ELEMENTS.most + 1))
    check_cost("<p>a</p>" * (Budget.ELEMENTS.most + 1), also=1)


def test_letters_are_counted_without_pictures():
    check_cost("<img src='data:image/svg+xml;base64," + "A" * 3_000_000 + "'>" + "a" * 2_999_000)
    with pytest.raises(BudgetSpent, match="characters beside its pictures"):
        check_cost("<p>" + "a" * 3_000_000)


def test_a_layout_ends_at_the_first_page_too_many():
    allow("pages=3")
    page = "<style>@page { size: 60px; margin: 5px } p { break-after: page }</style>"
    with few_pages():
        assert len(lay_out(page + "<p>a</p>" * 3, bare()).boxes) == 3
    with pytest.raises(BudgetSpent, match="3 pages, and this one has more"), few_pages():
        lay_out(page + "<p>a</p>" * 4, bare())


def test_a_brief_with_too_many_elements_is_not_laid_out(monkeypatch):
    monkeypatch.setattr(filling, "lay_out", None)
    allow("elements=20")
    with pytest.raises(BudgetSpent, match="a page may have 20 elements"):
        Layouts([Workspace(TEMPLATES)], shipped_house()).measured(bare())


def test_pages_that_take_much_are_let_go_and_can_be_had_again():
    layouts = Layouts([Workspace(TEMPLATES)], shipped_house())
    first, other = bare(), replace(bare(), date="")
    pages = layouts.measured(first).pages
    allow(f"elements={layouts.cost + 20}")
    for _ in range(MOST_LAYOUTS):
        layouts.measured(other)
    assert len(layouts.final(first).body) == pages


def swell():
    kept = list[bytearray]()
    while True:
        try:
            kept.append(bytearray(1000))
        except Exception:  # noqa: BLE001  (as libraries do)
            continue


def test_memory_is_looked_at_while_a_page_is_set():
    allow("page_memory=30000000")
    before = signal.getsignal(signal.SIGVTALRM)
    with pytest.raises(BudgetSpent, match="bytes of memory"), watched_memory(Budget.PAGE_MEMORY):
        swell()
    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)
    with watched_memory(Budget.PAGE_MEMORY):
        assert len(b"x" * 100_000) == 100_000
