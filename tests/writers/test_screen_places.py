"""What a browser makes of the places of a page: drawings of one lettering, marks beside their changes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import sample_documents as samples

from briefing.core.document import Figure
from briefing.core.resources import TEMPLATES
from briefing.core.text_nodes import Mention
from briefing.core.workspace import Workspace
from briefing.writers.html.page import write_html

LETTERS = """
JSON.stringify([...document.querySelectorAll("figure svg")].map((one) =>
  [one.closest(".pair, .beside, .single").classList[0],
   Math.round(100 * one.getBoundingClientRect().width / one.viewBox.baseVal.width)]))
"""
MARK = """
(() => {
  const change = document.querySelector(".strip .change"), mark = change.querySelector("svg");
  const words = change.querySelector("strong a").getClientRects(), list = document.querySelector(".strip");
  const one = mark.getBoundingClientRect();
  return { beside: one.bottom > words[0].top && one.top < words[0].bottom && one.right < words[0].left,
    over: Math.max(...[...words].map((line) => line.right)) > list.getBoundingClientRect().right + 1 };
})()
"""


def shown(browser, path, document, width, script):
    page = write_html(
        document, templates=[Workspace(TEMPLATES)], for_print=False, pictures=samples.PICTURES
    )
    path.write_text(page, encoding="utf-8")
    with browser.page(width, 900) as one:
        one.show(path)
        return one.value(script)


@pytest.mark.parametrize("width", [360, 700, 840, 1100, 1600])
def test_the_letters_of_all_drawings_have_one_size(browser, tmp_path, width):
    brief = samples.us_economy()
    first = brief.sections[0]
    alone = next(one for one in first.blocks if isinstance(one, Figure))
    sections = (*brief.sections, replace(first, id="alone", blocks=(alone,)))
    page = replace(brief, sections=sections)
    found = json.loads(shown(browser, tmp_path / "page.html", page, width, LETTERS))
    assert {place for place, _ in found} == {"pair", "single"}
    sizes = [size for _, size in found]
    assert max(sizes) - min(sizes) <= 2


@pytest.mark.parametrize("width", [320, 375, 1100])
@pytest.mark.parametrize(
    ("direction", "text"),
    [
        ("down", "−0.1 percentage points"),
        ("down", "−12.25 percentage points"),
        ("up", "+0.1 percentage points"),
        ("down", "−£1,200 million"),
    ],
)
def test_a_mark_stands_beside_its_change(browser, tmp_path, width, direction, text):
    brief = samples.rare_earths()
    first, *_ = brief.key_figures
    change = Mention(first.change.fact, text)
    four = tuple(
        replace(first, id=f"one-{number}", direction=direction, change=change)
        for number in range(4)
    )
    found = shown(browser, tmp_path / "page.html", replace(brief, key_figures=four), width, MARK)
    assert found == {"beside": True, "over": False}
