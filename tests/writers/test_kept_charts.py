"""A brief of one page keeps a chart where it can: what leaves before one, and how close all is set for it."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import sample_documents as samples
from audits import wrong_in
from places import ROOT, small_project
from pypdf import PdfReader

from briefing.app.cli import main as cli
from briefing.brief.fitting import Aim, Fitted, fit
from briefing.core.document import Document, Figure
from briefing.core.parts import Measured, Offer, Setting, Size
from briefing.core.resources import TEMPLATES
from briefing.core.text_nodes import Paragraph
from briefing.core.workspace import Workspace
from briefing.writers.house.house import shipped_house
from briefing.writers.pdf.boxes import html_attribute, walk
from briefing.writers.pdf.filling import Layouts
from briefing.writers.pdf.pdf import LaidOut

CLOSE, CLOSEST = 0.9, 0.864
CHART = 0.1


def charts(document: Document) -> list[str]:
    return [one.id for one in document.figures()]


def with_two_charts() -> Document:
    """A brief whose two charts may leave."""
    document = samples.us_economy()
    figures = [one for one in document.figures() if isinstance(one, Figure)]
    return replace(document, may_go=tuple(Offer(one.part, one.id, "design") for one in figures))


def fitted(rest: float, *, in_closest: float = CLOSEST) -> tuple[Fitted, list[tuple[str, int]]]:
    """A brief of two charts and a rest, and how it was laid out with how many of them."""
    asked = []

    def lay_out(document: Document, setting: Setting) -> Measured:
        scale = {"usual": 1.0, "close": CLOSE, "closest": in_closest}[setting]
        asked.append((setting, len(charts(document))))
        length = scale * (rest + CHART * len(charts(document)))
        pages = (length,) if length <= 1 else (1.0, length - 1)
        sizes = {one.part: Size(scale * CHART) for one in document.figures()}
        return Measured(pages, {"": length}, sizes, CLOSE)

    return fit(with_two_charts(), Aim(None, 1), lay_out, lambda one: one), asked


def test_all_is_set_as_close_as_may_be_before_the_last_chart_leaves():
    found, asked = fitted(1.0)
    assert asked == [("usual", 2), ("closest", 1)]
    assert found.pages == 1


def test_both_leave_where_that_is_in_vain():
    found, asked = fitted(1.0, in_closest=0.93)
    assert asked == [("usual", 2), ("closest", 1), ("closest", 0)]
    assert found.pages == 1


def test_one_that_is_left_in_the_closer_setting_needs_no_other():
    found, asked = fitted(0.96)
    assert asked == [("usual", 2), ("close", 1)]
    assert found.pages == 1


def test_a_brief_without_charts_is_set_closer_only():
    whole = replace(with_two_charts(), sections=(), may_go=())

    def lay_out(_document: Document, setting: Setting) -> Measured:
        asked.append(setting)
        return Measured((0.99,) if setting == "close" else (1.0, 0.09), {"": 1.09}, {}, CLOSE)

    asked: list[str] = []
    assert fit(whole, Aim(None, 1), lay_out, lambda one: one).pages == 1
    assert asked == ["usual", "close"]


@pytest.mark.parametrize(("over", "is_tried"), [(0.05, True), (0.07, False)])
def test_where_nothing_more_may_leave_the_closest_setting_is_the_last_try(
    over: float, *, is_tried: bool
):
    whole = replace(with_two_charts(), sections=(), may_go=with_two_charts().may_go[:1])

    def lay_out(_document: Document, setting: Setting) -> Measured:
        asked.append(setting)
        length = {"usual": 1.2, "close": 1 + over, "closest": 0.99}[setting]
        pages = (length,) if length <= 1 else (1.0, length - 1)
        return Measured(pages, {"": length}, {}, CLOSE)

    asked: list[str] = []
    assert fit(whole, Aim(None, 1), lay_out, lambda one: one).pages == (1 if is_tried else 2)
    assert asked == ["usual", "close", "closest"][: 2 + is_tried]


@pytest.mark.parametrize("length", [46, 60])
def test_the_first_section_with_a_chart_stays_longer_than_others(
    tmp_path: Path, capsys, length: int
):
    """It stands last, and what stands before it and has none is shortened."""
    project = small_project(tmp_path)
    brief = project / "config/small.yaml"
    text = brief.read_text(encoding="utf-8")
    assert text.count("    chart: bars\n") == 1
    lines = "      Output {{ output.verb }} to {{ output }}, and so it goes on for a while.\n\n"
    more = (
        f"  - title: A long part\n    text: |\n{lines * length}"
        "  - title: With a chart\n    text: |\n      Mining.\n    chart: bars\ncharts:\n"
        "  others: {bar: world.mined, title: Output by country}\n"
    )
    text = text.replace("    chart: bars\n", "").replace("charts:\n", more, 1)
    brief.write_text(
        text.replace("    chart: bars\n", "    charts: [bars, others]\n"), encoding="utf-8"
    )
    assert cli.main(["build", "--project", str(project)]) == 0
    told = capsys.readouterr().out
    assert "the text from “Output rose" in told
    assert "With a chart" not in told
    assert "'bars'" not in told


@pytest.mark.skipif(not (ROOT / "data").exists(), reason="no data of the examples")
def test_the_example_on_one_page_keeps_a_chart(tmp_path: Path, capsys):
    for part in ("config", "data"):
        shutil.copytree(ROOT / part, tmp_path / part)
    brief = tmp_path / "config/us-rare-earths.yaml"
    text = re.sub(r"(?m)^(design|pages): .*\n", "", brief.read_text(encoding="utf-8"))
    brief.write_text(f"design: one-pager\n{text}", encoding="utf-8")
    assert cli.main(["build", "us-rare-earths", "--project", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "the chart 'reliance'" in told
    assert "the chart 'us_output'" not in told


LINE = (
    "Output {{ output.verb }} to {{ output }}, and so it goes on for a while in some more words. "
)


def with_chart_in_an_appendix(folder: Path, first: str, *, more: str = "") -> Path:
    """A one-pager whose first section has texts only; the one chart stands in an appendix."""
    project = small_project(folder)
    brief = project / "config/small.yaml"
    text = brief.read_text(encoding="utf-8").replace("    chart: bars\n", "")
    before, after = text.split("    text: |\n")
    charts = after.partition("charts:\n")[2]
    appendix = (
        "  - title: Behind\n    appendix: true\n    text: |\n      Mining.\n\n"
        "      China mined {{ share }}.\n    chart: bars\n"
    )
    brief.write_text(
        f"{before}    text: |\n{first}{appendix}{more}charts:\n{charts}", encoding="utf-8"
    )
    return project


def paragraphs(count: int) -> str:
    return "".join(f"      {LINE * 3}\n\n" for _ in range(count))


@pytest.mark.usefixtures("each_page_anew")
def test_a_long_text_is_shortened_for_the_only_chart(tmp_path: Path, capsys):
    project = with_chart_in_an_appendix(tmp_path, paragraphs(16))
    assert cli.main(["build", "--project", str(project)]) == 0
    told = capsys.readouterr()
    assert told.out.count("left out to fit 1 page: the text from “Output rose") == 1
    assert "to the end of its section ('one-pager' has few pages)" in told.out
    assert "the section" not in told.out
    assert "no-chart-printed" not in told.err
    pages = PdfReader(project / "output/small.pdf")
    page = next(
        one for one, label in zip(pages.pages, pages.page_labels, strict=True) if label == "1"
    )
    assert "Figure 1" in page.extract_text()
    assert wrong_in(project / "output/small.pdf") == []


def test_what_fills_the_page_before_the_chart_is_told(tmp_path: Path, capsys):
    """Nothing of it is left out by a design, so that the author hears what to shorten."""
    project = with_chart_in_an_appendix(tmp_path, f"      {LINE * 53}\n\n")
    assert cli.main(["build", "--project", str(project)]) == 0
    told = capsys.readouterr().err
    assert (
        "config/small.yaml:3:9: the brief has charts, and prints none: its title, bottom line, "
        "key figures and the beginning of its text fill the page (shorten them," in told
    )
    assert told.count("[no-chart-printed]") == 1
    assert wrong_in(project / "output/small.pdf") == []


def key_figures_stand_in(pages: LaidOut) -> str:
    """The column that they stand in; empty where they stand across the page."""
    for page in pages.body:
        for box in walk(page):
            if html_attribute(box, "class") == "key-figures":
                return "" if box.border_width() > 0.9 * page.width else "narrow"
    return "nowhere"


@pytest.mark.parametrize(("texts", "expected"), [(12, "narrow"), (1, "")])
def test_key_figures_stay_across_where_the_narrow_column_would_be_the_longer_one(
    texts: int, expected: str
):
    """They go into it with the highlights that leave only where there is room beside the text."""
    whole = samples.rare_earths(annex=False, design="one-pager")
    section = replace(
        whole.sections[0], blocks=tuple([Paragraph(samples.line("So it is. " * 40))] * texts)
    )
    some = (whole.highlights * 6)[: 6 - len(whole.key_figures)]
    offers = tuple(Offer(one.part, one.id, "score") for one in some)
    whole = replace(whole, sections=(section,), highlights=some, may_go=offers)
    layouts = Layouts([Workspace(TEMPLATES)], shipped_house(), samples.PICTURES)
    layouts.measured(whole)
    less = replace(whole, highlights=(), may_go=(), left_out=offers)
    layouts.measured(less)
    assert key_figures_stand_in(layouts._last(whole).laid) == ""
    assert key_figures_stand_in(layouts._last(less).laid) == expected
