"""What a screen reader gets of the PDF: everything, in the order of the brief, as what it is."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pymupdf
import pytest
import sample_documents as samples
from read_aloud import Reading

from briefing.core.annex_row import AnnexRow
from briefing.core.document import Figure
from briefing.core.statistics_table import Table, TableCell, TableRow
from briefing.core.text_nodes import ItemList, Paragraph, plain
from briefing.writers.pdf import pdf as pdf_module

DESIGNS = ("policy-brief", "one-pager", "in-focus")


@pytest.fixture(scope="module", params=DESIGNS)
def reading(request, in_design):
    with Reading(in_design("rare-earths", request.param)) as reading:
        yield reading


def read_of(document) -> Reading:
    return Reading(BytesIO(samples.pdf_of(document)))


def in_order(document):
    """The words of a brief in the order of its parts."""
    yield plain(document.title)
    yield plain(document.subtitle)
    yield plain(document.bottom_line)
    yield from (one.label for one in document.key_figures)
    yield from (plain(one.text) for one in document.highlights)
    for section in document.sections:
        yield plain(section.title)
        charts = [block for block in section.blocks if isinstance(block, Figure)]
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield plain(block.children)
            elif isinstance(block, ItemList):
                yield from map(plain, block.texts())
        for block in charts:
            yield plain(block.title)
            yield block.alt
    for advice in document.recommendations:
        yield plain(advice.do)
        yield advice.who
        yield plain(advice.because)
        yield plain(advice.success)
        yield plain(advice.rule)
    yield from (source.text for source in document.sources)
    yield from (plain(block.children) for block in document.method)
    yield from (row.meaning for row in document.annex)


def test_all_is_read_in_the_order_of_the_brief(reading, brief):
    said = reading.said()
    at = 0
    for passage in in_order(brief):
        words = re.sub(r"\s+", " ", passage)
        assert words in said, words
        place = said.find(words, at)
        assert place >= at, f"too early: {words}"
        at = place


def test_nothing_is_read_twice_and_nothing_is_left_out(reading):
    """Every mark on a page is held by one tag, or is an artifact."""
    held = []
    for element in reading.walk():
        for kid in reading.kids(element):
            if isinstance(kid, int):
                held.append((element.Pg.objgen, kid))
            elif kid.get("/Type") == "/MCR":
                held.append((kid.Pg.objgen, int(kid.MCID)))
    assert len(held) == len(set(held)) == len(reading.marks)


def test_what_stands_in_the_margins_is_no_part_of_the_document(reading):
    heads = {"No.", "Figure", "What it is", "Origin", "Status", "Measure", *samples._YEARS}
    for number, page in enumerate(reading.artifacts):
        for kind, subtype, words in page:
            if not words.strip():
                continue
            assert kind == "/Pagination"
            if subtype == "/Header":
                assert words.startswith("U.S. rare earths in 2024")
            elif subtype == "/Footer":
                assert re.fullmatch(r"Page (\d of \d|A-\d)|Office of .* 2025", words)
            else:
                assert words in heads, "the head of a table, printed again"
                assert number > 0
    feet = [[words for _, of, words in page if of == "/Footer"] for page in reading.artifacts]
    assert all(len(foot) == 2 for foot in feet)
    assert "Page 1 of" not in reading.said()


def test_key_figures_are_complete(reading):
    """Label, value, status, unit, change with its direction as a sign or a word, and since when."""
    items = [reading.said(one) for one in reading.tagged("LBody")]
    assert items[:2] == [
        "U.S. mine production (REO) 45,000 estimated metric tons +8.2% from 41,600 in 2023",
        "Net import reliance 80% estimated down by more than 15 points from >95% in 2023",
    ]


def test_words_in_charts_are_not_read(reading, brief):
    charts = [one for one in reading.tagged("Figure") if str(one.Alt) not in {"up", "down"}]
    assert [str(one.Alt) for one in charts] == [figure.alt for figure in brief.figures()]
    for chart in charts:
        assert all(isinstance(kid, int) for kid in reading.kids(chart)), "the drawing and no text"
    assert "Burma 31,000" not in reading.said()


def test_captions_belong_to_what_they_are_of(reading, brief):
    tables = reading.tagged("Table")
    assert len(tables) == 2, "a table over two pages is one"
    first, *_ = reading.kids(tables[0])
    assert first.S == "/Caption"
    assert reading.said(first) == "Table 1 Salient statistics, United States"
    captions = [one for one in reading.tagged("Caption") if one.P.S != "/Table"]
    for caption, figure in zip(captions, brief.figures(), strict=True):
        assert reading.said(caption).startswith(f"Figure {figure.number} {plain(figure.title)}")
        assert str(figure.alt) in [str(one.get("/Alt")) for one in reading.walk(caption.P)]


def test_tables_are_whole(reading, brief):
    salient, annex = reading.tagged("Table")
    for table, rows in ((salient, len(samples._SALIENT)), (annex, len(brief.annex))):
        parts = [str(one.S) for one in reading.kids(table) if one.S != "/Caption"]
        assert parts == ["/THead", "/TBody"]
        assert len([one for one in reading.walk(table) if one.S == "/TR"]) == rows + 1
        names = {str(one.ID): one for one in reading.walk(table) if one.S == "/TH"}
        for cell in (one for one in reading.walk(table) if one.S == "/TD"):
            scopes = [str(names[str(name)].A.Scope) for name in cell.A.Headers]
            assert sorted(scopes) == ["/Column", "/Row"]


def test_lists_have_items_with_bodies(reading):
    lists = reading.tagged("L")
    assert len(lists) >= 4
    for one in lists:
        assert {str(item.S) for item in reading.kids(one)} == {"/LI"}
        signs = set()
        for item in reading.kids(one):
            parts = [str(part.S) for part in reading.kids(item)]
            assert parts in (["/LBody"], ["/Lbl", "/LBody"])
            signs.add(len(parts))
        expected = {"/None"} if signs == {1} else {"/Disc", "/Decimal"}
        assert str(one.A.ListNumbering) in expected


def test_links_say_where_they_lead(reading):
    links = reading.tagged("Link")
    assert len(links) > 100
    for link in links:
        held = [kid for kid in reading.kids(link) if not isinstance(kid, int)]
        notes = [kid.Obj for kid in held if kid.get("/Type") == "/OBJR"]
        assert notes
        assert link.P.S != "/Link"
        for note in notes:
            said = str(note.Contents)
            assert said
            assert not said.startswith("fact-")
            if str(note.get("/Dest", "")).startswith("fact-"):
                back = str(note.Dest).endswith("-use")
                assert said == ("Back to the text" if back else f"Origin of {reading.said(link)}")
            assert reading.owner(note) == link.objgen


def test_headings_go_down_by_one(reading):
    levels = [int(str(one.S)[2:]) for one in reading.tagged("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    (title,) = reading.tagged("H1")
    assert reading.said(title) == reading.title


def test_notes_to_signs_are_notes(reading):
    notes = reading.tagged("Note")
    assert [reading.said(one) for one in notes] == [
        "e estimated; — zero or none",
        "REO: rare-earth-oxide equivalent",
    ]
    assert len({str(one.ID) for one in notes}) == 2


def test_signs_are_said_in_full(reading):
    signs = [str(one.E) for one in reading.walk() if "/E" in one]
    assert len(signs) > 10
    assert set(signs) == {"estimated"}


def test_names_of_elements_can_be_looked_up(reading):
    names = {str(one.ID): one.objgen for one in reading.walk() if "/ID" in one}
    tree = list(reading.root.IDTree.Names)
    assert {str(key): one.objgen for key, one in zip(tree[::2], tree[1::2], strict=True)} == names
    assert [bytes(key) for key in tree[::2]] == sorted(bytes(key) for key in tree[::2])


def test_tabs_follow_the_tags_and_the_language_is_told(reading):
    assert reading.pdf.Root.Lang == "en"
    assert all(page.Tabs == "/S" for page in reading.pdf.pages)
    assert bool(reading.pdf.Root.MarkInfo.Marked)


def test_a_paragraph_over_a_column_and_a_page_is_one(reading, brief):
    words = {reading.said(one) for one in reading.tagged("P")}
    for section in brief.sections:
        texts = [plain(one.children) for one in section.blocks if isinstance(one, Paragraph)]
        assert set(texts) <= words


def test_a_table_of_one_row_has_headers_for_its_columns():
    row = TableRow("Output", "t", (TableCell("1,000"), TableCell("2,000")))
    table = Table("small", 1, "A small table", ("2023", "2024"), (row,), (), "")
    document = samples.us_economy()
    section = replace(document.sections[0], blocks=(table,))
    with read_of(replace(document, sections=(section,))) as reading:
        (found,) = reading.tagged("Table")
        cells = [one for one in reading.walk(found) if one.S in {"/TH", "/TD"}]
        assert [str(one.S) for one in cells] == ["/TH"] * 3 + ["/TD"] * 3
        assert [[str(name) for name in one.A.Headers] for one in cells[3:]] == [
            [str(one.ID)] for one in cells[:3]
        ]


def test_ordered_lists_say_their_numbers():
    document = samples.us_economy()
    items = samples.items(samples.line("first"), samples.line("second"), ordered=True)
    section = replace(document.sections[0], blocks=(items,))
    with read_of(replace(document, sections=(section,))) as reading:
        (found,) = [one for one in reading.tagged("L") if one.A.ListNumbering == "/Decimal"]
        assert reading.said(found) == "1. first 2. second"


def test_a_list_in_an_item_is_a_part_of_its_body_between_its_texts():
    inner = samples.items(samples.line("inner"), samples.line("next"), ordered=True)
    first = (Paragraph(samples.line("outer")), inner, Paragraph(samples.line("more")))
    document = samples.us_economy()
    block = ItemList((first, (Paragraph(samples.line("last")), inner)))
    section = replace(document.sections[0], blocks=(block,))
    with read_of(replace(document, sections=(section,))) as reading:
        outer, *_ = (one for one in reading.tagged("L") if "outer" in reading.said(one))
        assert reading.said(outer) == "• outer 1. inner 2. next more • last 1. inner 2. next"
        assert [str(item.S) for item in outer.K] == ["/LI", "/LI"]
        assert {str(part.S) for item in outer.K for part in item.K} == {"/Lbl", "/LBody"}


def test_figures_of_the_annex_are_joined_over_many_pages():
    rows = tuple(
        AnnexRow(f"f{number}", f"{number}", f"Meaning {number}", "read from a cell", (), "x", "")
        for number in range(200)
    )
    with read_of(replace(samples.us_economy(), annex=rows)) as reading:
        (table,) = reading.tagged("Table")
        said = re.findall(r"Meaning (\d+)", reading.said(table))
    assert said == [str(number) for number in range(200)]


@pytest.mark.usefixtures("each_page_anew")
def test_what_is_added_for_reading_is_not_seen(monkeypatch):
    def pictures(data: bytes) -> list[bytes]:
        with pymupdf.open("pdf", data) as pages:
            return [page.get_pixmap(dpi=50).samples for page in pages]

    mended = samples.pdf_of(samples.rare_earths())
    monkeypatch.setattr(pdf_module, "finish", lambda *_all, **_named: None)
    bare = samples.pdf_of(samples.rare_earths())
    assert mended != bare
    assert pictures(mended) == pictures(bare)


def test_a_note_is_read_behind_the_paragraph_with_its_sign(pdfs):
    with Reading(pdfs["publication"]) as reading:
        (note,) = reading.tagged("Note")
        assert reading.said(note) == "1 Of the rooms."
        assert str(note.ID) == "foot-1"
        beside = reading.kids(note.P)
        before = beside[[one.objgen for one in beside].index(note.objgen) - 1]
        assert reading.said(before).startswith("The air holds CO₂")
