"""One grid for the lines of a page: what stands off it moves to the nearest line it can reach; read out of built pages too."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sample_documents as samples
from hard_cases import with_table

from benchmarks.page_reading import read_brief
from briefing.core.resources import TEMPLATES
from briefing.core.text_nodes import Paragraph
from briefing.core.type_scale import RAISED_SIZE, type_scale
from briefing.core.workspace import Workspace
from briefing.writers.house.house import shipped_house
from briefing.writers.pdf.baselines import off_grid
from briefing.writers.pdf.boxes import baseline_of, html_id, is_text, walk
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
section + section {{ margin-top: {above}px }}
</style></head><body><div class="{kind}">{parts}</div><p id="below">below</p></body></html>"""


def part(name, lines, *, more="", words="", head=""):
    style = f' style="height: {head}px"' if head else ""
    text = "<br>".join(f"{name} {number}" for number in range(lines))
    return (
        f'<section data-begins="section" id="{name}"><h2{style}>{words}</h2>'
        f'<div data-begins="row" data-row="1" id="{name}-1"><div class="text"><p>{text}</p></div></div>{more}</section>'
    )


def page_of(*parts, kind="spread", height=300, column=200, head=25, above=0):
    sizes = {"height": height, "column": column, "head": head, "above": above}
    html = PAGE.format(kind=kind, parts="".join(parts), **sizes)
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
    assert not {"a", "c"} & set(found)  # what begins a column stays at its head
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


@pytest.mark.parametrize(("above", "more"), [(0, 15.0), (7, 15.0), (10, -3.0)])
def test_what_rises_takes_a_part_of_the_space_before_it_alone(above, more):
    laid = page_of(part("a", 2), part("b", 2), kind="", head=21 - above, above=above)
    assert moved(laid) == {0: {"b": more}}, "three below a line"


def test_parts_move_so_that_what_follows_stays_near_where_it_stood():
    """Each rises by 8 or falls by 10; the foot of a page that is full stays where it is."""
    parts = [part(name, 2) for name in "abcd"]
    laid = page_of(*parts, kind="", head=14, above=30, height=400)
    assert moved(laid) == {0: {"b": -8.0, "c": 10.0, "d": -8.0}}


def test_the_grid_is_that_of_most_lines_not_of_the_first():
    kinds = {"head": 21, "above": 0, "kind": ""}
    usual = page_of(part("a", 1), part("b", 4), **kinds, height=20 + 21 * 2 + 18 * 6 + 30)
    assert moved(usual) == {}  # nothing is free: one line is off, and nothing is gained by any move
    columns = f"<div>{part('a', 1)}</div><div>{part('c', 3, head=24)}{part('d', 3, head=18)}</div>"
    laid = page_of(columns, kind="sheet", head=21, height=20 + 24 + 18 * 8 + 20)
    assert moved(laid) == {}


def test_below_headings_of_unlike_heights_the_texts_of_columns_share_the_grid():
    first, second = part("a", 3, words="Head"), part("c", 3, words="Head", head=31)
    laid = page_of(f"<div>{first}</div><div>{second}</div>", kind="sheet")
    assert moved(laid) == {0: {"a-1": 6.0}}
    after = lines(laid)
    assert after["a 0"] == after["c 0"]


def test_columns_below_a_part_that_moves_are_on_the_grid_too():
    halves = (
        f"<div>{part('c', 2, words='Head')}</div><div>{part('d', 3, words='Head', head=28)}</div>"
    )
    both = f'{part("a", 2)}{part("b", 2)}</div><div class="abreast">{halves}'
    laid = page_of(both, kind="", height=400)
    moved(laid)
    after = lines(laid)
    tops = [round(after[f"{name} 0"] - after["a 0"], 1) for name in "bcd"]
    assert {top % STEP for top in tops} == {0.0}, tops


def test_advice_and_highlights_stand_on_the_grid():
    text = "<p>{0} 0<br>{0} 1</p>"
    advice = "".join(
        f'<section class="advice" data-begins="row" id="{name}">{text.format(name)}<p style="height: 5px"></p></section>'
        for name in "abc"
    )
    points = f'<section class="highlights" data-begins="section" id="h"><h2 style="font-size: 15px">Head</h2><ul style="margin: 0" id="l" data-follows="heading">{text.format("h")}</ul></section>'
    laid = page_of(advice + points, kind="", height=400)
    assert moved(laid) == {0: {"b": 13.0, "c": 13.0, "h": 6.0}}  # the list moves with its heading


def test_parts_beside_each_other_move_together():
    parts = "".join(
        f'<section class="advice" data-begins="row" id="{name}" style="flex: 0 0 150px"><p>{name} 0</p></section>'
        for name in "bc"
    )
    laid = page_of(
        part("a", 2, head=5), f'<div style="display: flex; padding-top: 7px">{parts}</div>', kind=""
    )
    assert moved(laid) == {0: {"b": 11.0}}
    after = lines(laid)
    assert after["b 0"] == after["c 0"]


def test_what_is_painted_behind_parts_that_move_grows_with_them():
    parts = part("a", 2) + part("b", 2)
    laid = page_of(f'<div id="tint" style="background: #eee">{parts}</div>', kind="")
    (box,) = (one for one in walk(laid.body[0]) if html_id(one) == "tint")
    (before,) = box.background.layers
    assert moved(laid) == {0: {"b": 11.0}}
    (after,) = box.background.layers
    x, y, width, height = before.painting_area
    assert after.painting_area == (x, y, width, height + 11.0)
    assert after.clipped_boxes[0][3] == before.clipped_boxes[0][3] + 11.0
    assert box.border_height() == after.painting_area[3]


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


@pytest.mark.parametrize("design", ["policy-brief", "one-pager", "in-focus", "bulletin"])
def test_lines_of_built_pages_share_a_grid(brief, kept, design):
    """Read out of the file: sizes, lines of running text, blank rectangles."""
    document = replace(brief, design=design, annex=())
    layouts = Layouts([Workspace(TEMPLATES)], shipped_house(), samples.PICTURES)
    path = kept(f"grid-{design}", lambda: layouts.final(document).written())
    found = read_brief(path, design)
    assert set(found.sizes) <= {RAISED_SIZE, *type_scale(design).sizes}
    assert {page.on_grid for page in found.pages} <= {1.0, None}
    assert found.pages[0].on_grid == 1.0
    if design != "one-pager":  # its pages are not fitted here
        assert max((page.blank for page in found.pages[:-1]), default=0.0) < 0.25


@pytest.mark.parametrize("design", ["policy-brief", "one-pager", "in-focus", "bulletin"])
def test_highlights_without_key_figures_beside_them_are_no_wider_than_texts(brief, kept, design):
    document = replace(brief, design=design, key_figures=(), annex=())
    layouts = Layouts([Workspace(TEMPLATES)], shipped_house(), samples.PICTURES)
    path = kept(f"lines-{design}", lambda: layouts.final(document).written())
    pages = read_brief(path, design).pages
    assert 45 < max(page.longest for page in pages) <= 78


def test_a_short_text_over_both_columns_is_no_wider_than_texts(brief, kept):
    """Its section has a table that no column can hold."""
    first, second, *others = with_table(8, 12).sections
    short = Paragraph(samples.line("Words that are read from left to right, line after line. " * 4))
    table = replace(second, blocks=(short, second.blocks[-1]))
    document = replace(brief, design="in-focus", sections=(first, table, *others), annex=())
    layouts = Layouts([Workspace(TEMPLATES)], shipped_house(), samples.PICTURES)
    path = kept("lines-broad", lambda: layouts.final(document).written())
    assert max(page.longest for page in read_brief(path, "in-focus").pages) <= 78
