"""The house on the page: its logo, typefaces, running head and foot, and what is wrong with them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
import pikepdf
import pytest
import sample_documents as samples
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pydantic import ValidationError
from pypdf import PdfReader

from briefing.app.cli import main as cli
from briefing.core.problems import Place, ProblemLog
from briefing.core.resources import TEMPLATES
from briefing.core.text_nodes import Text
from briefing.core.workspace import Workspace
from briefing.project.brand import house_style
from briefing.project.brand_schema import Brand
from briefing.project.declared import Places
from briefing.writers.house.glyphs import missing_glyphs
from briefing.writers.house.house import cut_title, house_of
from briefing.writers.html.page import write_html
from briefing.writers.pdf.pdf import write_pdf

DEJAVU = Path(mpl.get_data_path()) / "fonts" / "ttf"
DESIGNS = ("policy-brief", "in-focus", "one-pager")
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20">'
    '<rect width="60" height="20" fill="#003366"/></svg>'
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63606060f80f00010401005fe5c34b0000000049454e44ae426082"
)
PLACES = Places(
    "config/project.yaml",
    values={
        ("brand", "logo"): Place("config/project.yaml", 4, 9),
        ("brand", "fonts", "text", "regular"): Place("config/project.yaml", 7, 16),
    },
)


def read(brand: dict, root: Path):
    log = ProblemLog()
    style = house_style(Brand.model_validate(brand), PLACES)
    return house_of(style, Workspace(root), log), [str(one) for one in log]


@cache
def face(name: str) -> bytes:
    """A face with fewer signs than it comes with, which are soon packed for screens."""
    options = Options(name_IDs=["*"], notdef_outline=True, glyph_names=True)
    cut = Subsetter(options)
    cut.populate(unicodes=[*range(0x20, 0x100), *range(0x2010, 0x2030), 0x2212, 0x2603])
    made = BytesIO()
    with TTFont(DEJAVU / f"{name}.ttf") as font:
        cut.subset(font)
        font.save(made)
    return made.getvalue()


def fonts(root: Path) -> dict:
    for name in ("DejaVuSerif", "DejaVuSerif-Italic", "DejaVuSans", "DejaVuSans-Bold"):
        (root / f"{name}.ttf").write_bytes(face(name))
    return {
        "text": {"regular": "DejaVuSerif.ttf", "italic": "DejaVuSerif-Italic.ttf"},
        "sans": {"regular": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"},
    }


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize(("name", "data"), [("logo.svg", SVG.encode()), ("logo.png", PNG)])
def test_the_logo_is_in_the_pdf_and_in_the_page(tmp_path, design, name, data):
    (tmp_path / name).write_bytes(data)
    house, problems = read({"name": "Office of Tests", "logo": name}, tmp_path)
    assert not problems
    document = replace(samples.us_economy(), design=design)
    for for_print in (True, False):
        page = write_html(
            document, templates=[Workspace(TEMPLATES)], for_print=for_print, house=house
        )
        assert re.search(r'<img class="logo" src="data:image/[^"]+" alt="Office of Tests">', page)
    page = write_html(document, templates=[Workspace(TEMPLATES)], for_print=True, house=house)
    with pikepdf.open(BytesIO(write_pdf(page, document, house=house))) as pdf:
        alts = [str(one.Alt) for one in pdf.objects if _is_figure(one)]
    assert "Office of Tests" in alts


def _is_figure(thing) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"


def test_a_logo_without_words_is_told(tmp_path):
    (tmp_path / "logo.svg").write_text(SVG)
    _, (problem,) = read({"logo": "logo.svg"}, tmp_path)
    assert str(problem).startswith("config/project.yaml:4:9: the logo 'logo.svg' says nothing to")


@pytest.mark.parametrize("for_print", [False, True])
def test_without_a_brand_no_name_is_printed(for_print):
    document = replace(samples.us_economy(), brand="", author="", date="May 2")
    page = write_html(document, templates=[Workspace(TEMPLATES)], for_print=for_print)
    assert 'class="brand"' not in page
    assert 'name="author"' not in page
    assert ('<div class="running-foot">May 2</div>' in page) is for_print


def test_the_logo_may_have_words_of_its_own(tmp_path):
    (tmp_path / "logo.svg").write_text(SVG)
    house, _ = read({"logo": "logo.svg", "logo_alt": "A blue box"}, tmp_path)
    assert house.logo_alt == "A blue box"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("gone.svg", None, "there is no file 'gone.svg' for the logo"),
        ("../out.svg", SVG.encode(), "the logo '../out.svg' leaves the project (copy"),
        ("logo.gif", b"GIF89a", "the logo 'logo.gif' is neither an SVG nor a PNG file"),
        ("logo.png", b"GIF89a", "the logo 'logo.png' is no PNG picture"),
        (
            "logo.png",
            PNG + b"0" * 500_000,
            "the logo 'logo.png' has 500 kB, and a logo may have 500 kB (it is",
        ),
        ("logo.svg", b"<svg", "the logo 'logo.svg' is no SVG that can be read"),
        ("logo.svg", b"<html/>", "the logo 'logo.svg' is no SVG picture"),
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "has neither a viewBox nor"),
        (
            "logo.svg",
            SVG.replace("<rect", '<image href="https://example.org/x.png"/><rect').encode(),
            "the logo 'logo.svg' asks for something outside of itself",
        ),
    ],
)
def test_a_logo_that_cannot_be_used_is_one_problem_with_its_place(tmp_path, name, data, told):
    root = tmp_path / "project"
    root.mkdir()
    if data is not None:
        (root / name).write_bytes(data)
    house, problems = read({"logo": name}, root)
    assert not house.logo
    (problem,) = problems
    assert problem.startswith("config/project.yaml:4:9: ")
    assert told in problem


@pytest.mark.usefixtures("each_page_anew")
def test_typefaces_of_the_house_set_the_page_and_the_screen(tmp_path):
    house, problems = read({"fonts": fonts(tmp_path)}, tmp_path)
    assert not problems
    document = samples.us_economy()
    page = write_html(document, templates=[Workspace(TEMPLATES)], for_print=True, house=house)
    assert str(tmp_path) not in page
    data = write_pdf(page, document, house=house)
    used = set()
    with pikepdf.open(BytesIO(data)) as pdf:
        for sheet in pdf.pages:
            used |= {str(font.BaseFont) for font in sheet.Resources.Font.values()}
    assert any("House-Text" in name or "DejaVu-Serif" in name for name in used)
    assert any("House-Sans" in name or "DejaVu-Sans" in name for name in used)
    assert data == write_pdf(page, document, house=house)
    screen = write_html(document, templates=[Workspace(TEMPLATES)], for_print=False, house=house)
    assert screen.count("font-family: 'House Text'") == 2
    assert "'House Sans', 'Source Sans Pro'" in screen


def test_signs_that_only_a_face_of_the_house_has_can_be_set(tmp_path):
    document = replace(samples.us_economy(), bottom_line=samples.line("\u2603"))
    assert missing_glyphs(document)
    house, _ = read({"fonts": fonts(tmp_path)}, tmp_path)
    assert not missing_glyphs(document, house.faces)


def _changed(path: Path, change) -> Path:
    with TTFont(path) as font:
        change(font)
        font.save(path)
    return path


def _restrict(font) -> None:
    font["OS/2"].fsType = 2


def _narrow_one(font) -> None:
    name = font.getBestCmap()[ord("1")]
    width, left = font["hmtx"][name]
    font["hmtx"][name] = (width - 200, left)


def _without_seven(font) -> None:
    for table in font["cmap"].tables:
        table.cmap.pop(ord("7"), None)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_restrict, "the font does not allow to be embedded (OS/2 fsType 0x0002)"),
        (_narrow_one, "the font has no figures of one width (no 'tnum' feature)"),
        (_without_seven, "the font has no digit 7"),
    ],
)
def test_a_font_that_cannot_set_a_brief_is_told(tmp_path, change, told):
    given = fonts(tmp_path)
    _changed(tmp_path / "DejaVuSerif.ttf", change)
    house, (problem,) = read({"fonts": given}, tmp_path)
    assert problem.startswith("config/project.yaml:7:16: the font 'DejaVuSerif.ttf' cannot be used")
    assert told in problem
    assert len([face for face in house.faces.faces if not face.shipped]) == 3


def test_what_is_no_font_is_told(tmp_path):
    (tmp_path / "x.ttf").write_bytes(b"no font")
    _, (problem,) = read({"fonts": {"text": {"regular": "x.ttf"}}}, tmp_path)
    assert "'x.ttf' cannot be used: it is no TTF or OTF font" in problem


def test_the_sans_of_the_house_needs_a_bold(tmp_path):
    given = fonts(tmp_path)["sans"] | {"bold": ""}
    _, (problem,) = read({"fonts": {"sans": given}}, tmp_path)
    assert "the sans of the house has no 'bold'" in problem


def test_running_head_and_foot_are_those_of_the_house(tmp_path):
    words = {"name": "Office", "head": "{name}: {title}", "foot": "Not yet published · {date}"}
    house, _ = read(words, tmp_path)
    document = replace(samples.rare_earths(), brand="Office")
    page = write_html(document, templates=[Workspace(TEMPLATES)], for_print=True, house=house)
    second = PdfReader(BytesIO(write_pdf(page, document, house=house))).pages[1].extract_text()
    assert "Office: U.S. rare earths in 2024" in second
    assert "Not yet published · 31 January 2025" in second
    assert "Page 2 of 4" in second


@pytest.mark.parametrize(
    ("title", "words", "found"),
    [
        ("The balance of the accounts was £21.1\u00a0million", 7, "The balance of the accounts…"),
        ("Norway spends 9.5% of its GDP on health", 7, "Norway spends…"),
        ("Homes and hospitals: private landlords let 30.2% of homes", 7, "Homes and hospitals: private landlords…"),
        ("Homes, hospitals and our schools: – a view", 5, "Homes, hospitals and our schools…"),
        ("One two three four five six seven", 7, "One two three four five six seven"),
        ("21.1 22.2 23.3 24.4 25.5 26.6 27.7 28.8", 7, "21.1…"),
        ("A" * 150, 7, "A" * 99 + "…"),
        ("", 7, ""),
        ("Pupils " * 14 + "x", 100, "Pupils " * 14 + "x"),
        ("Pupils " * 20, 100, ("Pupils " * 14).strip() + "…"),
    ],
)  # fmt: skip
def test_a_cut_title_breaks_no_figure_and_no_phrase(title, words, found):
    assert cut_title(title, words) == found


def test_the_head_of_a_page_has_a_title_whose_last_figure_is_whole():
    title = (Text("The balance of the accounts was £21.1 million"),)
    document = replace(samples.rare_earths(), title=title)
    page = write_html(document, templates=[Workspace(TEMPLATES)], for_print=True)
    assert '<div class="running-head">The balance of the accounts…</div>' in page


@pytest.mark.parametrize("words", ["{page}", "{", "{name.upper}", "{0}", "{title!r}"])
def test_a_head_with_other_braces_is_refused(words):
    with pytest.raises(ValidationError, match=r"it may hold \{name\}, \{title\}"):
        Brand(head=words)


def test_charts_are_drawn_and_measured_in_the_sans_of_the_house(project, capsys):
    """In the page, in the SVG of the screen, and in the outlines beside Markdown."""
    build = ["build", "--quiet", "--to", "md", "--project", str(project)]
    assert cli.main(build) == 0
    before = pictures(project)
    paths = fonts(project)
    with (project / "config/project.yaml").open("a", encoding="utf-8") as file:
        file.write(json.dumps({"brand": {"fonts": paths}})[1:-1] + "\n")
    assert cli.main(build) == 0, capsys.readouterr().err
    after = pictures(project)
    assert 'font-family="House Sans, Source Sans Pro, sans-serif"' in after[0]
    assert "House Sans" not in before[0]
    assert before[1] != after[1]
    assert places_of_texts(before[0]) != places_of_texts(after[0])


def pictures(project):
    page = (project / "output/small.html").read_text(encoding="utf-8")
    svg = page[page.index("<svg", page.index("<figure")) :].partition("</svg>")[0]
    return svg, (project / "output/small.bars.svg").read_text(encoding="utf-8")


def places_of_texts(svg):
    return re.findall(r'<text[^>]* x="([^"]+)"', svg)
