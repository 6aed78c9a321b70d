"""Pages of every design with things too long, too many or missing: nothing cut off, split or left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sample_documents as samples
from hard_cases import CASES, long_section_titles, much, publication, with_table

from briefing.core.paper_tables import on_paper
from briefing.core.resources import TEMPLATES
from briefing.core.statistics_table import Table
from briefing.core.workspace import Workspace
from briefing.writers.house.house import shipped_house
from briefing.writers.html.arrangement import NO_HINTS, Hints
from briefing.writers.html.page import write_html
from briefing.writers.pdf import filling, learned
from briefing.writers.pdf.boxes import (
    foot_notes,
    has_lost_notes,
    html_id,
    notes_at_feet,
    walk,
)
from briefing.writers.pdf.filling import Layouts
from briefing.writers.pdf.pdf import lay_out
from briefing.writers.pdf.spreading import spread

MM = 96 / 25.4
_HEADINGS = {"h1", "h2", "h3", "figcaption"}


def layouts() -> Layouts:
    return Layouts([Workspace(TEMPLATES)], shipped_house(), samples.PICTURES)


@pytest.fixture(scope="module")
def final():
    """A document on its pages, laid out once for all tests that only look at them."""
    kept = []

    def laid(document):
        for known, pages in kept:
            if known == document:
                return pages
        kept.append((document, layouts().final(document)))
        return kept[-1][1]

    return laid


def laid_out(document, hints=NO_HINTS, change=lambda page: page):
    page = write_html(
        document,
        templates=[Workspace(TEMPLATES)],
        for_print=True,
        pictures=samples.PICTURES,
        hints=hints,
    )
    return lay_out(change(page), document)


def boxes(page):
    waiting = [one for one in page.children if type(one).__name__ != "MarginBox"]
    while waiting:
        box = getattr(waiting[0], "_box", waiting[0])
        waiting[:1] = getattr(box, "children", ())
        yield box


def lines(page):
    """The words on a page with their element, in reading order."""
    return [
        (box.element.tag, box.element.get("id") or "", box)
        for box in boxes(page)
        if type(box).__name__ == "TextBox" and box.element is not None and box.text.strip()
    ]


def check_pages(document, laid):
    assert not laid.spills()
    body = laid.body
    for page in body:
        words = lines(page)
        low = max(words, key=lambda one: one[2].position_y)
        assert low[0] not in _HEADINGS, f"“{low[2].text}” is alone at the foot of a page"
    for figure in document.figures():
        name = f"figure-{figure.id}"
        places = [
            number
            for number, page in enumerate(body)
            for box in boxes(page)
            if type(box).__name__ in {"BlockBox", "FlexBox"}
            and box.element is not None
            and box.element.get("id") == name
        ]
        assert len(places) == 1, f"{name} is split"


@pytest.mark.parametrize(
    ("case", "pages"),
    [
        ("as it should be", 3),
        ("long title", 3),
        ("long section titles", 4),
        ("forty rows", 4),
        ("twelve columns", 3),
        ("no chart", 3),
        ("no highlight", 3),
        ("no advice", 3),
        ("no key figures", 3),
        ("one section", 2),
        ("bare", 1),
        ("much", 5),
    ],
)
def test_policy_brief_bears_it(final, case, pages):
    document = replace(CASES[case](), annex=())
    laid = final(document)
    check_pages(document, laid)
    assert len(laid.body) == pages


@pytest.mark.parametrize(
    ("case", "pages"),
    [("long title", 2), ("forty rows", 2), ("no chart", 2), ("no advice", 2), ("bare", 1)],
)
def test_in_focus_bears_it(final, case, pages):
    document = replace(CASES[case](), annex=(), design="in-focus")
    laid = final(document)
    check_pages(document, laid)
    assert len(laid.body) == pages


@pytest.mark.parametrize("page", ["A4", "Letter"])
def test_one_pager_bears_it(page):
    for document in (samples.us_economy(), long_section_titles()):
        brief = replace(
            document, sections=document.sections[:1], design="one-pager", page=page, annex=()
        )
        laid = layouts().final(brief)
        check_pages(brief, laid)
        assert len(laid.body) == (1 if document.id == "us-economy" else 2)


def test_letter_has_the_same_measure():
    document = replace(much(), annex=(), page="Letter")
    check_pages(document, layouts().final(document))


@pytest.mark.parametrize("design", ["policy-brief", "in-focus", "one-pager"])
def test_the_worst_brief_is_not_cut_off(design):
    assert not laid_out(replace(samples.hostile(), design=design)).spills()


@pytest.mark.parametrize("design", ["policy-brief", "in-focus", "one-pager"])
def test_a_table_with_too_long_a_word_is_told_by_its_name(design):
    document = replace(with_table(4, 2), design=design, annex=())
    *before, table = document.sections[1].blocks
    table = replace(table, columns=("Output" * 40, *table.columns[1:]))
    first, section, *others = document.sections
    section = replace(section, blocks=(*before, table))
    (spill,) = laid_out(replace(document, sections=(first, section, *others))).spills()
    assert spill.path == ("tables", "long")
    assert spill.message.startswith("table 'long' is ")
    assert spill.message.endswith(" mm wider than its place on the page")
    assert "long words" in spill.advice


def across(laid, name):
    """How much of the page's width the boxes of an element take."""
    return [
        box.border_width() / page.width
        for page in laid.body
        for box in boxes(page)
        if box.element is not None and box.element.get("id") == name and hasattr(box, "children")
    ]


def test_a_table_of_a_page_that_does_not_lie_is_set_closer_before_it_is_refused():
    document = replace(with_table(4, 13), design="one-pager", annex=())
    assert not [one for one in laid_out(document).spills() if "table" in one.message]
    (table,) = [
        one for section in document.sections for one in section.blocks if isinstance(one, Table)
    ][-1:]
    assert on_paper(table, "one-pager").form == "packed"
    assert on_paper(table, "in-focus").form == "whole"
    assert on_paper(table, "policy-brief").form == "whole"


@pytest.mark.parametrize("page", ["A4", "Letter"])
def test_a_table_too_wide_for_a_column_stands_across_both(final, page):
    document = replace(with_table(8, 12), annex=(), design="in-focus", page=page)
    laid = final(document)
    check_pages(document, laid)
    assert min(across(laid, "table-long")) > 0.99
    assert max(across(laid_out(document), "section-1")) < 0.5
    narrow = laid_out(replace(with_table(8, 5), annex=(), design="in-focus", page=page))
    assert max(across(narrow, "table-long")) < 0.5


@pytest.mark.parametrize(
    ("design", "rows"),
    [(one, rows) for one in ("policy-brief", "in-focus") for rows in (30, 40)]
    + [("policy-brief", 50)],
)
def test_a_long_table_leaves_no_last_page_nearly_empty(final, design, rows):
    document = replace(with_table(rows, 5), annex=(), design=design)
    laid = final(document)
    check_pages(document, laid)
    last = laid.body[-1]
    low = max(box.position_y + box.height for _, _, box in lines(last))
    assert low - last.content_box_y() > last.height * 0.5
    for page in laid.body:
        words = [box.text for _, _, box in lines(page)]
        if any(one.startswith("Mine production, district") for one in words):
            assert "2021" in words, "rows without their head"


def test_sources_do_not_stand_alone_on_a_last_page(final):
    """What is advised comes with them where they do not fit."""
    for rows in (26, 30, 40, 50, 58):
        laid = final(replace(with_table(rows, 5), annex=(), design="in-focus"))
        words = [box.text for _, _, box in lines(laid.body[-1])]
        assert words[0] != "Sources"


def test_a_line_that_cannot_be_broken_is_told():
    style = "<style>.finding p { white-space: nowrap; }</style></head>"
    found = laid_out(samples.us_economy(), change=lambda page: page.replace("</head>", style))
    (spill,) = found.spills()
    assert spill.path == ("sections", 0)
    assert "“Real GDP was $12,990 billion" in spill.message
    assert "over the edge of its column in the section “Output turned up" in spill.message


def test_a_picture_wider_than_its_column_is_told():
    style = "<style>img.drawing { width: 300mm; }</style></head>"
    found = laid_out(samples.us_economy(), change=lambda page: page.replace("</head>", style))
    assert [one.path for one in found.spills()] == [
        ("charts", "growth"),
        ("charts", "unemployment"),
    ]
    assert all("a picture in chart" in one.message for one in found.spills())


def test_what_is_taller_than_a_page_is_told():
    style = "<style>img.drawing { height: 400mm; }</style></head>"
    found = laid_out(samples.us_economy(), change=lambda page: page.replace("</head>", style))
    assert any("runs over the foot of page" in one.message for one in found.spills())


def test_pages_end_at_one_height(final):
    """What is left empty at the foot of a page is less than a figure's height."""
    document = replace(samples.rare_earths(), annex=())
    for page in final(document).body[:-1]:
        foot = page.content_box_y() + page.height
        low = max(box.position_y + box.height for _, _, box in lines(page))
        assert foot - low < 25 * MM


def test_parted_figures_stand_in_rows_of_their_own():
    parted = Hints(parted=frozenset({"section-1"}))
    page = write_html(
        samples.rare_earths(),
        templates=[Workspace(TEMPLATES)],
        for_print=True,
        pictures=samples.PICTURES,
        hints=parted,
    )
    first = page.partition('id="section-1"')[2].partition('id="section-2"')[0]
    assert first.index('class="beside"') < first.index("Figure 1")
    assert first.index("Figure 1") < first.index('class="single"') < first.index("Figure 2")
    assert 'class="pair"' not in first


def test_a_brief_that_no_other_arrangement_helps_is_laid_out_once(monkeypatch):
    seen = []
    inner = filling.lay_out
    monkeypatch.setattr(
        filling, "lay_out", lambda *given, **more: seen.append(1) or inner(*given, **more)
    )
    laid = layouts().final(replace(samples.us_economy(), sections=(), key_figures=()))
    assert len(seen) == 1
    assert len(laid.body) == 1


def test_the_drawings_of_a_page_alone_grow_to_its_foot():
    document = replace(samples.us_economy(), annex=())
    before, after = laid_out(document), layouts().final(document)
    assert len(after.body) == 1
    ends = [
        max(box.position_y + box.height for _, _, box in lines(one.body[0]))
        for one in (before, after)
    ]
    assert ends[1] > ends[0] + 5 * MM
    check_pages(document, after)


def test_larger_type_and_wider_lines_are_those_of_the_page():
    document = replace(samples.us_economy(), design="policy-brief", annex=())
    hints = Hints(larger=True, leading=1.1)
    page = write_html(
        document,
        templates=[Workspace(TEMPLATES)],
        for_print=True,
        pictures=samples.PICTURES,
        hints=hints,
    )
    assert "--size: 11.5pt;" in page
    assert "--leading: 17.08pt;" in page


def test_what_begins_a_page_on_purpose_begins_it():
    document = replace(samples.rare_earths(), annex=())
    name = document.sections[0].anchor
    laid = laid_out(document, Hints(breaks=frozenset({name})))
    (page, box) = next(
        (page, box)
        for page in laid.body
        for box in boxes(page)
        if box.element is not None and box.element.get("id") == name
    )
    assert page is laid.body[1]
    assert box.position_y == pytest.approx(page.content_box_y())


def test_sections_side_by_side_are_read_one_after_the_other():
    document = replace(samples.rare_earths(), annex=())
    first, second = (one.anchor for one in document.sections[1:3])
    laid = laid_out(document, Hints(abreast=(((first,), (second,)),)))
    assert not laid.spills()
    (left,), (right,) = (
        [(page, box) for page in laid.body for box in boxes(page) if is_section(box, name)]
        for name in (first, second)
    )
    assert left[0] is right[0]
    assert left[1].position_y == pytest.approx(right[1].position_y)
    assert left[1].position_x + left[1].width < right[1].position_x


def is_section(box, name):
    return box.element is not None and box.element.get("id") == name and hasattr(box, "children")


def test_drawing_parts_apart_is_as_if_their_margins_were_larger():
    """Boxes, what they paint behind themselves, and the links of the page move alike."""
    document = replace(samples.rare_earths(), annex=())
    painted = "#section-2 h2 { background: #eee }"
    laid = laid_out(document, change=lambda page: styled(page, painted))
    plan = {0: {"section-1": 6.5}, 1: {"section-2": 11.0}}
    more = {name: size for sizes in plan.values() for name, size in sizes.items()}
    rules = "".join(
        f"#{name} {{ margin-top: {margin_of(laid, name) + size}px }}" for name, size in more.items()
    )
    anew = laid_out(document, change=lambda page: styled(page, painted + rules))
    spread(laid.rendered, plan)
    assert places(laid) == places(anew)


def styled(page, rules):
    return page.replace("</head>", f"<style>{rules}</style></head>")


def margin_of(laid, name):
    return next(
        box.margin_top
        for page in laid.body
        for box in boxes(page)
        if box.element is not None and box.element.get("id") == name and hasattr(box, "children")
    )


def places(laid):
    """Where everything stands: boxes, areas that are painted, links and their targets."""
    found = []
    for page, number in zip(laid.rendered.pages, range(len(laid.body)), strict=False):
        for box in boxes(page._page_box):
            margin = getattr(box, "margin_top", 0)
            top = box.position_y + (margin if isinstance(margin, int | float) else 0)
            paint = getattr(box, "background", None)
            areas = [layer.painting_area for layer in paint.layers] if paint else []
            found.append((number, type(box).__name__, round(top, 3), rounded(areas)))
        found += [(number, link[0], link[1], rounded([link[2]])) for link in page.links]
        found += [(number, name, round(spot[1], 3)) for name, spot in page.anchors.items()]
    return found


def rounded(areas):
    return [tuple(round(one, 3) for one in area if isinstance(one, int | float)) for area in areas]


def test_notes_that_the_library_loses_stand_before_the_sources(monkeypatch):
    """Texts in columns that go on on another page lose theirs; all are laid out again then, for good."""
    tried = []

    def loses_them(_pages, count):
        tried.append(count)
        return True

    monkeypatch.setattr(learned, "has_lost_notes", loses_them)
    every = layouts()
    laid = every.final(replace(publication(), design="policy-brief", reserve=(), may_come=()))
    assert tried == [1]
    assert every.left < filling.MOST_LAYOUTS
    assert not any(foot_notes(page) for page in laid.boxes)
    (line,) = [box for page in laid.body for _, name, box in lines(page) if name == "notes-title"]
    assert line.text == "Notes"


@pytest.mark.parametrize("design", ["policy-brief", "bulletin"])
def test_notes_stand_at_the_foot_of_the_page_with_their_sign(design):
    laid = laid_out(replace(publication(), design=design))
    (place,) = [n for n, page in enumerate(laid.boxes) if [*notes_at_feet(page)] == ["note-1"]]
    signs = {
        n for n, page in enumerate(laid.boxes) for box in walk(page) if html_id(box) == "sign-1"
    }
    assert signs == {place}
    page = laid.boxes[place]
    (feet,) = foot_notes(page)
    assert feet.position_y + feet.margin_height() == pytest.approx(
        page.content_box_y() + page.height
    )
    assert has_lost_notes(laid.boxes, 2)
    assert not has_lost_notes(laid.boxes, 1)


@pytest.mark.parametrize("design", ["policy-brief", "bulletin"])
def test_a_table_too_wide_for_an_upright_page_has_one_that_lies(design):
    """From the width on that does not fit; what follows has a page that stands again."""

    def widths(columns, *, alone=False):
        document = replace(with_table(40, columns, wide="landscape"), annex=(), design=design)
        if alone:
            first, second, *others = document.sections
            second = replace(second, blocks=second.blocks[-1:])
            document = replace(document, sections=(first, second, *others))
        laid = laid_out(document)
        assert not laid.spills()
        return laid, [page.width > page.height for page in laid.body]

    assert not any(widths(15)[1])
    laid, lies = widths(25)
    assert lies[0] is lies[-1] is False
    assert sum(lies) == 2, "forty rows take two pages, under their head again"
    for page, is_wide in zip(laid.body, lies, strict=True):
        assert any(html_id(box) == "table-long" for box in walk(page)) is is_wide
    laid, lies = widths(25, alone=True)
    (page, *_) = [one for one, is_wide in zip(laid.body, lies, strict=True) if is_wide]
    names = [html_id(box) for box in walk(page)]
    assert any(name.endswith("-title") for name in names), "its heading goes along"
