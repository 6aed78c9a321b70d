"""The PDF: what a reader finds on its pages, what a screen reader finds in its tags, its files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import sample_documents as samples
from pdf_text import page_texts, texts_of_pages
from pypdf import PdfReader
from sample_documents import ATTACHMENTS, pdf_of

from briefing.core.problems import UnusableInput
from briefing.core.resources import TEMPLATES
from briefing.core.text_nodes import Styled
from briefing.core.workspace import Workspace
from briefing.writers.house.fonts import typefaces
from briefing.writers.house.glyphs import missing_glyphs
from briefing.writers.html.page import write_html
from briefing.writers.pdf import library
from briefing.writers.pdf.library import found_library, weasyprint_library
from briefing.writers.pdf.pdf import lay_out, write_pdf

ROOT = Path(__file__).parents[2]
MAKE = """
import sys; sys.path[:0] = [{root!r}, {here!r}]
import sample_documents as samples
sys.stdout.buffer.write(samples.pdf_of(samples.rare_earths(), samples.ATTACHMENTS))
"""


def text_of(path: Path, pages: slice = slice(None)) -> str:
    return re.sub(r"\s+", " ", " ".join(page_texts(path)[pages]))


def elements(path: Path):
    with pikepdf.open(path) as pdf:
        yield from walk(pdf.Root.StructTreeRoot.K[0])


def walk(element):
    if isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield element
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            yield from walk(kid)


def test_first_page_tells_it_all(pdfs):
    first = text_of(pdfs["brief"], slice(0, 1))
    for words in (
        "U.S. rare earths in 2024: higher output, 80% import reliance",
        "Bottom line",
        "45,000",
        "Record output at home.",
        "Page 1 of",
    ):
        assert words in first


def test_pages(pdfs):
    pages = page_texts(pdfs["brief"])
    annex = next(i for i, text in enumerate(pages) if "Annex: how each figure" in text)
    assert annex == 4
    assert len(PdfReader(pdfs["one-page"]).pages) == 1
    size = PdfReader(pdfs["hostile"]).pages[0].mediabox
    assert (size.width, size.height) == (612, 792)


def test_everything_in_the_document_is_on_the_pages(pdfs, brief):
    text = text_of(pdfs["brief"])
    for section in brief.sections:
        assert samples_words(section.title) in text
    for row in brief.annex:
        assert row.meaning.split(",")[0] in text
    for advice in brief.recommendations:
        assert samples_words(advice.do) in text
        assert advice.who in text
    assert "e estimated; W withheld" in text.replace("\u00a0", " ")


def samples_words(inlines) -> str:
    return "".join(node.text for node in inlines)


def of_three_sections(brief, page="A4"):
    """As much as two pages in focus have room for."""
    return replace(brief, sections=brief.sections[:3], design="in-focus", page=page)


def test_in_focus_is_two_pages_with_all_of_the_brief(brief):
    brief = of_three_sections(brief)
    made = pdf_of(brief)
    assert PdfReader(BytesIO(made)).page_labels[:3] == ["1", "2", "A-1"]
    first, second = (re.sub(r"\s+", " ", one) for one in texts_of_pages(made)[:2])
    for words in ("Bottom line", "570", "Highlights", samples_words(brief.sections[0].title)):
        assert words in first
    for one in brief.recommendations:
        assert samples_words(one.do) in second.replace("- ", "-")
    for number, figure in enumerate(brief.figures(), 1):
        (page,) = [text for text in (first, second) if f"Figure {number} " in text]
        assert samples_words(figure.title) in page
    assert "Sources" in second
    assert second.index("Recommendations") < second.index("Sources")


@pytest.mark.parametrize("page", ["A4", "Letter"])
def test_in_focus_holds_its_columns_on_any_paper(brief, page):
    """A figure's drawing, its finding and its source stand in one column of one page."""
    made = pdf_of(of_three_sections(brief, page))
    with pikepdf.open(BytesIO(made)) as pdf:
        figures = [one for one in walk(pdf.Root.StructTreeRoot.K[0]) if one.S == "/Figure"]
        charts = [one for one in figures if str(one.Alt) not in {"up", "down"}]
        for one in charts:
            left, _, right, _ = (float(edge) for edge in one.A.BBox)
            middle = float(one.Pg.MediaBox[2]) / 2
            assert right < middle or left > middle
    labels = PdfReader(BytesIO(made)).page_labels
    assert labels[:3] == ["1", "2", "A-1"]


def test_a_line_is_filled_where_a_run_fits_without_its_last_space(pdfs):
    text = page_texts(pdfs["brief"])[2]
    lines = [line.strip() for line in text.splitlines()]
    assert "magnets" not in lines


def test_sixty_rows_go_on_with_their_head_on_the_next_page(pdfs):
    pages = page_texts(pdfs["hostile"])
    with_rows = [text for text in pages if re.search(r"Row \d+", text)]
    assert len(with_rows) == 2
    assert all("Measure" in text and "2024" in text for text in with_rows)
    rows = re.findall(r"Row (\d+):", " ".join(pages))
    assert [int(row) for row in rows] == list(range(1, 61))


def test_metadata(pdfs):
    with pikepdf.open(pdfs["brief"]) as pdf:
        assert pdf.Root.Lang == "en"
        assert pdf.docinfo.Title == "U.S. rare earths in 2024: higher output, 80% import reliance"
        assert pdf.docinfo.Author == "Critical Minerals Unit"
        assert str(pdf.docinfo.Subject).startswith("Mines produced 45,000")
        assert pdf.docinfo.Keywords == "rare earths, critical minerals, import reliance"
        assert pdf.docinfo.CreationDate == "D:20250131000000Z"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")


def test_pages_are_labelled_as_they_are_numbered(pdfs):
    reader = PdfReader(pdfs["brief"])
    assert reader.page_labels == ["1", "2", "3", "4", "A-1", "A-2", "A-3"]
    for label, text in zip(reader.page_labels, page_texts(pdfs["brief"]), strict=True):
        of = "" if label.startswith("A") else " of 4"
        assert f"Page {label}{of}\n" in f"{text}\n"
    assert PdfReader(pdfs["one-page"]).page_labels == ["1"]


def test_without_an_annex_all_pages_are_counted():
    reader = PdfReader(BytesIO(pdf_of(samples.rare_earths(annex=False))))
    assert reader.page_labels == ["1", "2", "3", "4"]
    assert "Page 4 of 4" in reader.pages[3].extract_text()


def test_bookmarks_are_the_headings(pdfs, brief):
    with pikepdf.open(pdfs["brief"]) as pdf, pdf.open_outline() as outline:
        (top,) = outline.root
        titles = [item.title for item in top.children]
        advice = [item.title for one in top.children for item in one.children]
    assert advice == [f"{one.number} {samples_words(one.do)}" for one in brief.recommendations]
    assert titles == [
        "Bottom line",
        "Highlights",
        "Key figures",
        *(samples_words(section.title) for section in brief.sections),
        "Recommendations",
        "Sources",
        "Method and signs",
        "Annex: how each figure was made",
    ]


def test_links_lead_somewhere(pdfs):
    with pikepdf.open(pdfs["brief"]) as pdf:
        names = {str(name) for name in pdf.Root.Names.Dests.Names[::2]}
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        inner = [str(link.Dest) for link in links if "/Dest" in link]
    assert len(inner) > 100
    assert set(inner) <= names


def test_headings_and_tables_are_tagged(pdfs):
    tags = [str(element.S) for element in elements(pdfs["brief"])]
    assert tags.count("/H1") == 1
    assert tags.count("/H2") >= 8
    assert {"/Table", "/THead", "/TH", "/TD", "/L", "/LI", "/Link", "/Figure", "/P"} <= set(tags)


def test_header_cells_know_what_they_head(pdfs):
    with pikepdf.open(pdfs["brief"]) as pdf:
        tables = [one for one in walk(pdf.Root.StructTreeRoot.K[0]) if one.S == "/Table"]
        for table in tables:
            for part in (one for one in table.K if one.S != "/Caption"):
                scopes = {str(one.A.Scope) for one in walk(part) if one.S == "/TH"}
                assert scopes == {"/Column" if part.S == "/THead" else "/Row"}
        assert len(tables) >= 2


def test_figures_have_words_and_stand_within_their_page(pdfs, brief):
    with pikepdf.open(pdfs["brief"]) as pdf:
        figures = [one for one in walk(pdf.Root.StructTreeRoot.K[0]) if one.S == "/Figure"]
        alts = [str(one.Alt) for one in figures]
        for one in figures:
            left, bottom, right, top = (float(edge) for edge in one.A.BBox)
            width, height = (float(edge) for edge in one.Pg.MediaBox[2:])
            assert 0 <= left < right <= width
            assert 0 <= bottom < top <= height
    assert [alt for alt in alts if alt in {"up", "down"}] == ["down"], "the others have a sign"
    assert {figure.alt for figure in brief.figures()} <= set(alts)


def test_reading_order_is_that_of_the_document(pdfs):
    headings = []
    with pikepdf.open(pdfs["brief"]) as pdf:
        order = [str(one.S) for one in walk(pdf.Root.StructTreeRoot.K[0])]
        headings = [tag for tag in order if tag in {"/H1", "/H2", "/H3", "/Figure", "/Table"}]
    assert headings[:2] == ["/H1", "/H2"]
    assert headings.index("/Table") > headings.index("/H2")
    assert headings[-1] == "/Table"


def test_attachments(pdfs):
    with pikepdf.open(pdfs["brief"]) as pdf:
        names = [str(name) for name in pdf.Root.Names.EmbeddedFiles.Names[::2]]
        assert names == sorted(one.name for one in ATTACHMENTS)
        assert len(pdf.Root.AF) == len(ATTACHMENTS)
        for one in ATTACHMENTS:
            spec = pdf.attachments[one.name].obj
            file = spec.EF.F
            assert bytes(file.read_bytes()) == one.data
            assert str(spec.AFRelationship) == f"/{one.relationship}"
            assert str(file.Subtype) == f"/{one.mime}"
            assert str(spec.Desc) == one.description
            assert file.Params.ModDate == "D:20250131000000Z"


def test_all_fonts_are_ours_and_in_the_file(pdfs):
    _check_fonts(pdfs["brief"])


def test_what_the_serif_lacks_is_set_in_the_sans():
    """Both faces lack the sign in their italics, and the serif has it in none."""
    document = replace(
        samples.us_economy(),
        bottom_line=samples.line("ǂ ", Styled("emphasis", samples.line("ǂ")), " Δ → ▲"),
    )
    assert not missing_glyphs(document)
    _check_fonts(BytesIO(pdf_of(document)))


def _check_fonts(file):
    fonts = set()
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                fonts.add(str(font.BaseFont).split("+")[1])
                assert font.DescendantFonts[0].FontDescriptor.keys() & {"/FontFile2", "/FontFile3"}
    assert all(name.startswith(("Source-Serif", "Source-Sans")) for name in fonts)


def _in_another_process(folder: Path, **surroundings: str) -> bytes:
    here = str(Path(__file__).parent)
    code = MAKE.format(root=str(ROOT), here=here)
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(folder), **surroundings}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=surroundings, capture_output=True, check=True
    )
    return done.stdout


def test_same_bytes_elsewhere_and_at_another_time(tmp_path, pdfs):
    there = _in_another_process(tmp_path, TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="1")
    assert there == pdfs["brief"].read_bytes()


def test_the_moment_that_is_given_wins():
    document = samples.us_economy()
    page = write_html(document, templates=[Workspace(TEMPLATES)], for_print=True)
    data = write_pdf(page, document, moment=datetime(1970, 1, 2, tzinfo=UTC))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.docinfo.CreationDate == "D:19700102000000Z"


def test_without_a_date_there_is_none_in_the_file():
    data = pdf_of(replace(samples.us_economy(), day=""), ATTACHMENTS)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/CreationDate" not in pdf.docinfo
    assert data == pdf_of(replace(samples.us_economy(), day=""), ATTACHMENTS)


@pytest.mark.parametrize(
    "address", ["https://example.org/logo.png", "file:///etc/passwd", "logo.png", "ftp://x/y"]
)
def test_nothing_is_fetched(address):
    document = samples.us_economy()
    page = write_html(document, templates=[Workspace(TEMPLATES)], for_print=True)
    page = re.sub(
        "(<main[^>]*>)", lambda found: f'{found[1]}<img src="{address}" alt="logo">', page
    )
    with pytest.raises(UnusableInput, match=re.escape(f"wants '{address}'")):
        write_pdf(page, document)


def test_a_picture_without_words_is_refused():
    document = samples.us_economy()
    page = write_html(document, templates=[Workspace(TEMPLATES)], for_print=True)
    page = re.sub(r' alt="Line chart[^"]*"', "", page, count=1)
    with pytest.raises(UnusableInput, match="no required alt"):
        write_pdf(page, document)


def test_without_fonts_there_is_advice_and_no_crash(tmp_path):
    with pytest.raises(UnusableInput, match="font files are missing"):
        typefaces(Workspace(tmp_path))


def test_without_pango_there_is_advice(monkeypatch):
    def missing(name, *_rest, **_named):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0': no such file")
        return original(name, *_rest, **_named)

    original = __import__
    monkeypatch.setattr("builtins.__import__", missing)
    with pytest.raises(UnusableInput, match=r"'libpango-1.0-0' is missing .*brew install pango"):
        weasyprint_library()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Python searches for libraries")
def test_libraries_are_found_without_starting_a_program():
    code = """
import subprocess
def refused(*_, **__): raise AssertionError("a program was started")
subprocess.Popen.__init__ = refused
from briefing.writers.pdf.library import weasyprint_library
print(weasyprint_library().__version__)
import ctypes.util
assert ctypes.util.find_library.__module__ == "ctypes.util"
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_a_library_in_no_usual_file_is_searched_for(monkeypatch):
    monkeypatch.setattr(library, "_ON_LINUX", {"pango-1.0": "libnowhere.so.0"})
    assert found_library("pango-1.0", "found/{}".format) == "found/pango-1.0"
    assert found_library("libpango-1.0-0", "found/{}".format) is None


def test_libraries_are_loaded_late():
    code = "import briefing.writers.pdf.pdf, briefing.writers.html.page, sys; assert 'weasyprint' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_a_file_whose_tags_are_not_those_of_its_boxes_is_not_written(monkeypatch):
    """Such a file would be read aloud in the wrong order, and nothing would tell it."""
    page = lay_out(
        "<html lang=en><title>A</title><body><p>One <b>two</b>.</p></body></html>",
        samples.rare_earths(),
    )
    monkeypatch.setattr("briefing.writers.pdf.tag_tree._content_of", lambda _: ())
    with pytest.raises(UnusableInput, match="cannot be tagged"):
        page.written()


def test_what_the_library_cannot_set_is_a_problem_with_its_words():
    """A nested list whose marks are words ends in a fault of the layout library."""
    style = "<style>li::marker { content: 'a '; }</style>"
    html = f"<html lang=en><title>A</title>{style}<ul><li>A<ul><li>B</li></ul></li></ul></html>"
    with pytest.raises(UnusableInput, match="the page cannot be set: "):
        lay_out(html, samples.rare_earths())


def test_each_line_of_the_annex_names_all_pages_that_use_its_figures(pdfs):
    """Those where a figure is printed, and those where a chart draws it."""
    body, annex = " ".join(page_texts(pdfs["filled"])[:4]), text_of(pdfs["filled"], slice(4, None))
    annex = annex.replace("\u00a0", " ")
    for line, pages in {
        "Net import reliance, 2023": "pages 1, 2, 3",
        "Employment, mine and mill, 2022": "page 2",
        "China’s share of imports, 2020–23": "page 3",
    }.items():
        told = re.search(re.escape(line) + r"[^\[]*\[([^\]]*)\]", annex)
        assert told, line
        assert told[1] == pages
    assert "376,000" not in body
    assert re.search(r"World mine production, 2023[^\[]*reported 69", annex), "it is used nowhere"
