"""Wide tables on paper: a table of the tags for each part; on a screen one table, in whatever form."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
import sample_documents as samples
from hard_cases import with_table
from pdf_text import texts_of_pages
from small_projects import tried

from briefing.app.cli import main as cli
from briefing.core.paper_tables import on_paper
from briefing.core.resources import TEMPLATES
from briefing.core.statistics_table import Table
from briefing.core.workspace import Workspace
from briefing.writers.html.page import write_html

DESIGNS = ["policy-brief", "bulletin", "one-pager", "in-focus"]


def walk(element):
    yield element
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from walk(kid)


def long_table(document) -> Table:
    (table,) = [one for one in document.sections[1].blocks if isinstance(one, Table)]
    return table


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("wide", ["split", "turn"])
def test_each_part_is_a_table_of_the_tags_with_its_caption_and_heads(design, wide):
    document = replace(with_table(6, 34, wide=wide), design=design, annex=())
    parts = on_paper(long_table(document), design).parts
    with pikepdf.open(BytesIO(samples.pdf_of(document))) as pdf:
        tables = [one for one in walk(pdf.Root.StructTreeRoot.K[0]) if one.S == "/Table"]
        kinds = [[str(below.S) for below in walk(one)] for one in tables]
        sizes = [(one.count("/TD"), one.count("/TH")) for one in kinds]
        cells = [
            (len(one.columns) * len(one.rows), 1 + len(one.columns) + len(one.rows))
            for one in parts
        ]
        start = sizes.index(cells[0])
        assert sizes[start : start + len(parts)] == cells
        assert sizes[start + len(parts) :].count(cells[0]) == 0
        for found in kinds[start : start + len(parts)]:
            assert found[1] == "/Caption"
        scopes = {
            str(cell.A.Scope)
            for one in tables
            for cell in walk(one)
            if cell.S == "/TH" and "/A" in cell
        }
        assert scopes == {"/Column", "/Row"}


def test_a_part_says_which_periods_it_has_and_no_line_is_cut_off():
    document = replace(with_table(3, 30, wide="split"), annex=())
    text = "".join(texts_of_pages(samples.pdf_of(document)))
    ends = [
        (part.columns[0], part.columns[-1]) for part in on_paper(long_table(document), "").parts
    ]
    assert "Table 1 (continued): {}–{}".format(*ends[1]) in text
    assert text.count("Production of concentrates by mine") == 1


@pytest.mark.parametrize("wide", ["", "split", "turn", "landscape"])
def test_a_screen_has_one_table_that_scrolls(wide):
    def page(document):
        return write_html(
            document, templates=[Workspace(TEMPLATES)], for_print=False, pictures=samples.PICTURES
        )

    assert page(with_table(6, 34, wide=wide)) == page(with_table(6, 34))
    assert "continued" not in page(with_table(6, 34, wide=wide))


@pytest.mark.parametrize("series", [2, 6])
def test_columns_of_a_turned_table_are_equally_wide(series):
    document = replace(with_table(series, 34, wide="turn"), annex=())
    page = write_html(document, templates=[Workspace(TEMPLATES)], for_print=True)
    heads = re.findall(r'<th scope="col"([^>]*)>', page[page.index(">Period</th>") :])[:series]
    (width,) = {re.search(r"width: ([\d.]+)%", one)[1] for one in heads}
    assert float(width) * series <= 100


PROJECT = (
    "datasets: {d: {source: s, path: data/d.csv, period: {column: Year}, dimension: {column: Trust}, "
    "series: {x: {column: X, unit: million GBP, title: Balance, kind: balance}}}}\n"
)
BRIEF = """title: T
period: 2024
design: DESIGN
highlights: {show: 0}
tables:
  long: {title: Balances, rows: [d.x], periods: 40, WIDE}
sections: [{title: A, text: "A table.", table: long}]
"""


def rows(trusts: int) -> str:
    """Gaps, ties, and values below zero."""
    lines = ["Trust,Year,X"]
    for trust in range(trusts):
        for year in range(1985, 2025):
            value = ["", "-12.5", "0.0", "1204.5", "7.0"][(trust * 3 + year) % 5]
            lines.append(f"Trust {trust},{year},{value}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("trusts", "wide", "design"),
    [
        (1, "split", "policy-brief"), (1, "turn", "in-focus"), (4, "split", "in-focus"),
        (4, "turn", "policy-brief"), (11, "split", "policy-brief"), (30, "turn", "in-focus"),
    ],
)  # fmt: skip
def test_an_audit_finds_every_cell_of_every_part(tmp_path, capsys, trusts, wide, design):
    brief = BRIEF.replace("WIDE", f"wide: {wide}").replace("DESIGN", design)
    tried(tmp_path, rows(trusts), PROJECT, brief)
    assert cli.main(["build", "--project", str(tmp_path)]) == 0
    capsys.readouterr()
    assert cli.main(["audit", str(tmp_path / "output/b.pdf")]) == 0, capsys.readouterr().out


def test_a_page_that_lies_is_refused_where_a_design_has_none(tmp_path):
    brief = BRIEF.replace("WIDE", "wide: landscape").replace("DESIGN", "in-focus")
    (told,) = [
        one for one in tried(tmp_path, rows(2), PROJECT, brief).told if "lies" in one.message
    ]
    assert (told.code, told.place.line) == ("either-or", 6)


def test_a_table_of_members_is_not_turned(tmp_path):
    brief = BRIEF.replace("rows: [d.x], periods: 40, WIDE", "columns: [d.x], wide: turn")
    found = tried(tmp_path, rows(2), PROJECT, brief.replace("DESIGN", "bulletin"))
    assert any("is not turned" in one.message and "wide: split" in one.advice for one in found.told)
