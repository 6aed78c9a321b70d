"""Drawings in fewer letters look as they did, to a hundredth of a point."""

from __future__ import annotations

import re

import pytest
import sample_documents as samples

from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.writers.drawing.painter import Painter
from briefing.writers.drawing.short_paths import shortened
from briefing.writers.house.house import shipped_house
from briefing.writers.html.page import write_html

CIRCLE = (
    "M 6 35.3 C 6.609967 35.3 7.195034 35.057657 7.626346 34.626346 C 8.057657 34.195034 8.3 33.609967 8.3 33"
    " C 8.3 32.390033 8.057657 31.804966 7.626346 31.373654 C 7.195034 30.942343 6.609967 30.7 6 30.7"
    " C 5.390033 30.7 4.804966 30.942343 4.373654 31.373654 C 3.942343 31.804966 3.7 32.390033 3.7 33"
    " C 3.7 33.609967 3.942343 34.195034 4.373654 34.626346 C 4.804966 35.057657 5.390033 35.3 6 35.3 z"
)
PIXELS = """
Promise.all([...document.querySelectorAll("svg")].map(async (one) => {
  const picture = new Image();
  picture.src = "data:image/svg+xml," + encodeURIComponent(new XMLSerializer().serializeToString(one));
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 600; canvas.height = 400;
  const drawn = canvas.getContext("2d");
  drawn.drawImage(picture, 0, 0, 600, 400);
  return [...drawn.getImageData(0, 0, 600, 400).data];
})).then(([one, other]) => {
  const apart = one.map((value, place) => Math.abs(value - other[place]));
  return { inked: one.filter((value) => value).length,
    changed: apart.filter((value) => value > 24).length };
})
"""


@pytest.mark.parametrize(
    ("long", "short"),
    [
        (
            '<text x="7.455469" y="117.975">1.23456</text>',
            '<text x="7.46" y="117.97">1.23456</text>',
        ),
        ('<g data-fact="a[0.123456]"/>', '<g data-fact="a[0.123456]"/>'),
        ('<path d="M 0 -0.001 L 111.346457 106 z"/>', '<path d="M 0 0 L 111.35 106 z"/>'),
        ('<g transform="rotate(-90 1.23456 2)"/>', '<g transform="rotate(-90 1.23 2)"/>'),
        (f'<path d="{CIRCLE}"/>', '<path d="M3.7 33a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0 -4.6 0z"/>'),
    ],
)
def test_places_are_shortened_and_words_are_not(long, short):
    assert shortened(long) == short


def test_what_is_no_circle_stays_one_of_curves():
    flat = CIRCLE.replace("8.3 33 ", "9.3 33 ")
    assert " C " in shortened(f'<path d="{flat}"/>')


def test_a_drawing_looks_as_it_did(browser, tmp_path):
    """Its marks and lines; letters are set anew wherever they begin."""
    painter = Painter(shipped_house().style)
    brief = samples.us_economy()
    for figure in brief.figures():
        svg = re.sub(r"<text.*?</text>", "", painter.of(figure.id, figure.plot).svg)
        short = shortened(svg)
        assert len(short) < 0.9 * len(svg)
        path = tmp_path / f"{figure.id}.html"
        path.write_text(svg + short, encoding="utf-8")
        with browser.page(800, 600) as page:
            page.show(path)
            found = page.result(PIXELS)
        assert found["inked"] > 3000
        assert found["changed"] <= found["inked"] / 500


def test_no_drawing_of_a_page_has_places_that_no_screen_shows():
    page = write_html(samples.us_economy(), templates=[Workspace(TEMPLATES)], for_print=False)
    drawings = "".join(re.findall(r"<svg[^>]*chart.*?</svg>", page, re.DOTALL))
    assert "<path" in drawings
    assert not re.findall(r'\s(?:d|x|y)="[^"]*\.\d{3}', drawings)
