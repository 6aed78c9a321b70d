"""Designs with pages of their own, and what the house declares, from the command line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import sample_documents as samples
from pdf_text import page_texts
from pypdf import PdfReader

from briefing.app.cli import main as cli
from briefing.brief.fitting import Aim, fit
from briefing.brief.offering import MOST_PAGES
from briefing.core.document import Document, Highlight
from briefing.core.parts import Measured, Offer, Size
from briefing.core.text_nodes import Text, plain

LONG = "      Output {{ output.verb }} to {{ output }}, and so it goes on for a while in many words.\n\n"


def change(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def with_part(project: Path, design: str, lines: int, weight: str = "") -> None:
    part = f"  - title: A long part\n{weight}    text: |\n{LONG * lines}charts:\n"
    brief = project / "config/small.yaml"
    change(brief, ("design: one-pager", f"design: {design}"), ("charts:\n", part))


def pages(project: Path) -> list[str]:
    labels = PdfReader(project / "output/small.pdf").page_labels
    return [one for one in labels if not one.startswith("A")]


@pytest.mark.parametrize("design", ["one-pager", "in-focus"])
def test_a_design_with_pages_of_its_own_is_held_to_them(project, capsys, design):
    first = "      China mined {{ share }}.\n"
    brief = project / "config/small.yaml"
    change(brief, ("design: one-pager", f"design: {design}"), (first, first + "\n" + LONG * 160))
    assert cli.main(["build", "--project", str(project)]) == 2
    told = capsys.readouterr().err
    most = MOST_PAGES[design]
    assert "config/small.yaml:3:9: the brief takes " in told
    assert f"pages of {most} that the design '{design}' has, and nothing more may be left" in told
    assert "give 'pages', or take another design" in told


def test_what_has_a_weight_goes_so_that_one_page_is_enough(project, capsys):
    with_part(project, "one-pager", 60, "    weight: 0.3\n")
    assert cli.main(["build", "--project", str(project)]) == 0
    told = capsys.readouterr().out
    assert "left out to fit 1 page: the section “A long part” (weight 0.3)" in told
    assert pages(project) == ["1"]


def test_the_brief_may_give_a_design_other_pages(project):
    with_part(project, "one-pager", 50)
    change(project / "config/small.yaml", ("period: 2024\n", "period: 2024\npages: 2\n"))
    assert cli.main(["build", "--project", str(project)]) == 0
    assert pages(project) == ["1", "2"]


BROAD = (
    f"tables:\n  wide: {{title: Output, columns: [{{of: world.mined, title: {'Output' * 30}}}]}}\n"
)


def test_a_table_that_is_too_wide_fails_the_build_with_its_line(project, capsys):
    table = BROAD
    brief = project / "config/small.yaml"
    change(brief, ("    chart: bars\n", "    chart: bars\n    table: wide\n"))
    brief.write_text(brief.read_text(encoding="utf-8") + table, encoding="utf-8")
    assert cli.main(["build", "--project", str(project)]) == 2
    told = capsys.readouterr().err
    assert "config/small.yaml:19:9: " in told
    assert "table 'wide' is " in told
    assert "mm wider than its place on the page (shorten titles with long words in it" in told
    assert not (project / "output/small.pdf").exists()


def test_a_strict_check_finds_what_does_not_fit_the_page(project, capsys):
    brief = project / "config/small.yaml"
    change(brief, ("    chart: bars\n", "    chart: bars\n    table: wide\n"))
    table = BROAD
    brief.write_text(brief.read_text(encoding="utf-8") + table, encoding="utf-8")
    assert cli.main(["check", "--project", str(project)]) == 0
    assert cli.main(["check", "--strict", "--project", str(project)]) == 2
    told = capsys.readouterr().err
    assert "config/small.yaml:19:9: table 'wide' is " in told
    assert not (project / "output").exists()


def test_a_strict_check_finds_a_page_budget_that_cannot_be_met(project, capsys):
    change(project / "config/small.yaml", ("period: 2024\n", "period: 2024\npages: 9\n"))
    assert cli.main(["check", "--strict", "--project", str(project)]) == 2
    assert "the brief fills 1 of 9 pages" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "check"])
def test_what_is_wrong_with_the_brand_is_told_at_once(project, capsys, command):
    shared = project / "config/project.yaml"
    brand = 'brand:\n  logo: gone.svg\n  accent: "#ffee00"\n  fonts: {text: {regular: ../x.ttf}}\n'
    shared.write_text(brand + shared.read_text(encoding="utf-8"), encoding="utf-8")
    assert cli.main([command, "--project", str(project)]) == 2
    told = capsys.readouterr().err
    assert "config/project.yaml:2:9: there is no file 'gone.svg' for the logo" in told
    assert "config/project.yaml:3:11: the accent #ffee00 has a contrast of" in told
    assert "config/project.yaml:4:27: the font '../x.ttf' leaves the project" in told


def told(there_are: int, shown: int = 3) -> Document:
    """A brief with so many findings, of which the first are shown and three more may come in."""
    every = [Highlight(str(n), (Text(f"Finding {n}"),), "") for n in range(there_are)]
    reserve = every[shown : shown + 3]
    return replace(
        samples.us_economy(),
        highlights=tuple(every[:shown]),
        reserve=tuple(reserve),
        may_come=tuple(Offer(one.part, plain(one.text), "score") for one in reserve),
    )


def two_a_page(document: Document, _setting: str) -> Measured:
    """A layout of half a page for each highlight."""
    count = len(document.highlights)
    pages = (1.0,) * (count // 2) + (0.5,) * (count % 2)
    sizes = {one.part: Size(0.5) for one in document.highlights}
    return Measured(pages, {"": count / 2}, sizes)


def test_highlights_that_were_passed_over_fill_the_pages():
    fitted = fit(told(6), Aim(3, 3), two_a_page, lambda one: one)
    assert fitted.pages == 3
    assert [plain(one.text) for one in fitted.document.highlights][-1] == "Finding 4"
    assert [one.name for one in fitted.document.added] == ["Finding 3", "Finding 4"]
    assert fitted.document.left_out == ()


@pytest.mark.parametrize(("over", "settings"), [(0.008, "closest"), (0.05, "close")])
def test_a_page_that_is_too_long_by_a_hair_is_set_closer_before_more_leaves(over, settings):
    """Four findings that take a page and a little even where they are set closer."""
    asked = []

    def lay_out(document, setting):
        asked.append(setting)
        count = len(document.highlights)
        length = 0.26 * count if setting == "usual" else 0.24 * count
        if count == 4 and setting == "close":
            length = 1 + over
        pages = (length,) if length <= 1 else (1.0, length - 1)
        return Measured(
            pages, {"": length}, {one.part: Size(0.26) for one in document.highlights}, 0.9
        )

    document = told(4, 4)
    offers = tuple(Offer(one.part, plain(one.text), "score") for one in document.highlights)
    fitted = fit(replace(document, may_go=offers), Aim(None, 1), lay_out, lambda one: one)
    assert asked == ["usual", "close", settings]
    assert fitted.pages == 1
    assert (len(fitted.document.highlights) == 4) == (settings == "closest")


@pytest.mark.parametrize("there_are", [3, 20])
def test_no_highlight_is_added_where_they_do_not_fill_the_pages(there_are):
    fitted = fit(told(there_are), Aim(5, 5), two_a_page, lambda one: one)
    assert fitted.pages == 2
    assert len(fitted.document.highlights) == 3
    assert fitted.document.added == ()


def test_a_bulletin_begins_with_its_main_points_before_the_key_figures(in_design, brief):
    first = page_texts(in_design("rare-earths", "bulletin"))[0]
    told = re.sub(r"\s+", " ", first)
    points, line = told.index("Main points"), told.index(plain(brief.bottom_line)[:40])
    figures = told.index(brief.key_figures[0].label.split(",")[0])
    assert points < line < told.index(plain(brief.highlights[0].text)[:20]) < figures
