"""Where a figure comes from, in a browser: by pointer, by finger, by keyboard, and gone when the reader wants it gone."""

from __future__ import annotations

import pytest
import sample_documents as samples

from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.writers.html.page import write_html

TOLD = """
(() => { const one = document.querySelector(".origin"); return one.hidden ? "" : one.textContent; })()
"""
MIDDLE = """
(() => {{
  const box = document.querySelector("{0}").getClientRects()[0];
  return [box.left + box.width / 2, box.top + box.height / 2];
}})()
"""
WAITING = "window.setTimeout = (one) => { window.later = one; return 1; }; window.clearTimeout = () => { window.later = null; }; 0"
"""Nothing is waited for: what would be done later is done by :data:`LATER`."""
LATER = "(() => { if (window.later) window.later(); window.later = null; return 1; })()"
WORDS = "read"
"""What tells an origin."""


@pytest.fixture
def page(browser, tmp_path):
    path = tmp_path / "page.html"
    text = write_html(
        samples.rare_earths(),
        templates=[Workspace(TEMPLATES)],
        for_print=False,
        pictures=samples.PICTURES,
    )
    path.write_text(text, encoding="utf-8")
    with browser.page(800, 900) as shown:
        shown.show(path)
        yield shown


def test_the_pointer_can_go_from_a_figure_to_what_it_tells(page):
    """WCAG 2.2, 1.4.13: what appears on hover stays while the pointer is on it, and goes when it is not."""
    page.value(WAITING)
    page.point(page.value(MIDDLE.format("h1 a.fact")))
    told = page.value(TOLD)
    assert WORDS in told.lower()
    page.point(page.value(MIDDLE.format(".origin")))
    page.value(LATER)
    assert page.value(TOLD) == told
    page.point((2, 2))
    page.value(LATER)
    assert page.value(TOLD) == ""


def test_what_has_the_focus_is_told_again_when_the_pointer_leaves_another_figure(page):
    page.value(WAITING)
    page.press("Tab", "Tab")
    focused = page.value(TOLD)
    page.point(page.value(MIDDLE.format(".bottom-line a.fact")))
    assert page.value(TOLD) not in {"", focused}
    page.point((2, 2))
    page.value(LATER)
    assert page.value(TOLD) == focused


def test_escape_hides_it_and_leaves_the_focus(page):
    page.press("Tab", "Tab")
    assert page.value(TOLD)
    page.press("Escape")
    assert page.value(TOLD) == ""
    assert page.value("document.activeElement.className") == "fact"


def test_a_first_tap_opens_it_in_place_and_a_second_one_leads_to_the_annex(page):
    figure = page.value(MIDDLE.format(".bottom-line a.fact"))
    page.tap(figure)
    assert WORDS in page.value(TOLD).lower()
    assert page.value("location.hash") == ""
    page.tap(figure)
    assert page.value("location.hash").startswith("#fact-")


def test_a_tap_beside_it_closes_it(page):
    page.tap(page.value(MIDDLE.format(".bottom-line a.fact")))
    page.tap((400, 20))
    assert page.value(TOLD) == ""
