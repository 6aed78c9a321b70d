"""One grid for the lines of a page: what stands off it moves down, as far as there is room; read out of built pages too."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sample_documents as samples

from benchmarks.page_reading import read_brief
from briefing.core.resources import TEMPLATES
from briefing.core.type_scale import RAISED_SIZE, type_scale
from briefing.core.workspace import Workspace
from briefing.writers.house.house import shipped_house
from briefing.writers.pdf.baselines import off_grid
from briefing.writers.pdf.boxes import baseline_of, is_text, walk
from briefing.writers.pdf.filling import Layouts
from briefing.writers.pdf.pdf import lay_out
from briefing.writers.pdf.spreading import spread

STEP, SIZE = 18.0, 12.0
PAGE = """<html><head><style>
@page {{ size: 400px {height}px; margin: 20px }}
body, p, h2 {{ margin: 0; font: 12px/18px serif }}
.spread {{ columns: 2; column-gap: 20px; column-fill: auto; height: {column}px }}
.abreast, .sheet {{ display: flex }}
.abreast > div, .sheet > div {{ flex: 0 0 170px }}
h2 {{ break-after: avoid; height: {head}px }}
</style></head><body><div class="{kind}">{parts}</div><p id="below">below</p></body></html>"""


def part(name, lines, *, more=""):
    text = "<br>".join(f"{name} {number}" for number in range(lines))
    return (
        f'<section data-begins="section" id="{name}"><h2></h2>'
        f'<div data-begins="row" data-row="1" id="{name}-1"><div class="text"><p>{text}</p></div></div>{more}</section>'
    )


def page_of(*parts, kind="spread", height=300, column=200, head=25):
    html = PAGE.format(kind=kind, height=height, column=column, head=head, parts="".join(parts))
    return lay_out(html, samples.us_economy())


def lines(laid):
    """Where the lines of texts stand, by their words."""
    return {
        box.text: round(baseline_of(box), 1)
        for page in laid.body
        for box in walk(page)
        if is_text(box)
    }


def moved(laid):
    found = off_grid(laid.body, STEP, SIZE)
    spread(laid.rendered, found)
    return found


def test_a_part_moves_to_the_next_line_of_the_grid():
    laid = page_of(part("a", 2), part("b", 2), kind="", head=25)
    before = lines(laid)
    assert moved(laid) == {0: {"b": 11.0}}  # 25 + 11 are two steps
    after = lines(laid)
    assert after["a 1"] == before["a 1"]
    assert round(after["b 0"] - after["a 0"], 1) == 4 * STEP
    assert after["below"] - before["below"] == 11.0


def test_columns_beside_each_other_share_the_grid():
    laid = page_of(part("a", 3), part("b", 4), part("c", 2), part("d", 2), head=25)
    found = moved(laid)[0]
    after = lines(laid)
    assert "a" not in found  # what begins a column stays at its head
    tops = {after[f"{name} 0"] for name in "abcd"}
    assert {round(one - after["a 0"], 1) % STEP for one in tops} == {0.0}


@pytest.mark.parametrize("kind", ["abreast", "sheet"])
def test_sections_set_abreast_share_it_too(kind):
    halves = f"<div>{part('a', 2)}{part('b', 2)}</div><div>{part('c', 3)}{part('d', 1)}</div>"
    laid = page_of(halves, kind=kind)
    before = lines(laid)
    assert moved(laid) == {0: {"b": 11.0, "d": 11.0}}
    after = lines(laid)
    assert after["c 0"] == before["c 0"]
    assert round(after["d 0"] - after["a 0"], 1) % STEP == 0.0
    assert after["below"] - before["below"] == 11.0


def test_what_stands_on_the_grid_stays():
    assert moved(page_of(part("a", 2), part("b", 2), head=36)) == {}


def test_nothing_moves_over_the_foot_of_the_page():
    full = page_of(part("a", 5), part("b", 5), kind="", height=20 + 25 * 2 + 18 * 11 + 20 + 8)
    assert moved(full) == {}


def ends(laid):
    """How far above the foot of the first page its last line ends."""
    page = laid.boxes[0]
    foot = page.content_box_y() + page.height
    return foot - max(box.position_y + box.margin_height() for box in walk(page) if is_text(box))


def test_stretches_of_columns_below_each_other_share_what_is_free():
    first = f"<div>{part('a', 2)}{part('b', 2)}</div><div>{part('c', 3)}</div>"
    second = f"<div>{part('d', 2)}{part('e', 2)}</div><div>{part('f', 3)}</div>"
    both = f'{first}</div><div class="abreast">{second}'
    found = []
    for height in range(300, 360, 6):
        laid = page_of(both, kind="abreast", height=height)
        before = ends(laid)
        found.append(sum(moved(laid).get(0, {}).values()))
        assert ends(laid) >= min(before, 0.0), height
    assert found[-1] > min(found)


def test_nothing_moves_out_of_columns_that_end_at_the_foot_of_the_page():
    for height in range(186, 192):
        laid = page_of(part("a", 2), part("b", 3), part("c", 9), height=height, column=height - 40)
        before = ends(laid)
        moved(laid)
        assert ends(laid) >= min(before, 0.0), height


def test_a_page_without_texts_has_no_grid():
    assert moved(page_of("<h2>head</h2>")) == {}


def test_lines_of_columns_beside_each_other_stand_at_one_height(brief, kept):
    """Read out of the file: sizes, lines of running text, blank rectangles."""
    design = "in-focus"
    document = replace(brief, design=design, annex=())
    layouts = Layouts([Workspace(TEMPLATES)], shipped_house(), samples.PICTURES)
    path = kept(f"grid-{design}", lambda: layouts.final(document).written())
    found = read_brief(path, design)
    assert set(found.sizes) <= {RAISED_SIZE, *type_scale(design).sizes}
    assert [page.on_grid for page in found.pages] == [1.0, 1.0]
    assert max(page.blank for page in found.pages[:-1]) < 0.25
