"""Tables and labels of charts as an audit finds them on pages: each row in one piece, wherever its table is broken."""

from __future__ import annotations

import pytest
import sample_documents as samples

from briefing.app.review.printed_pages import compare_pages
from briefing.core.statistics_table import Table
from briefing.writers.ledger.transcript import passages

DESIGNS = ("policy-brief", "one-pager", "in-focus", "bulletin")


def told_of_table(document) -> tuple[list[str], list[list[str]]]:
    """The passages of the table, and its rows: heading and figures."""
    table = next(
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table)
    )
    told = [one.text for one in passages(document, samples.PICTURES) if one.part == table.part]
    rows = [[row.heading, *(f"{cell.text}{cell.mark}" for cell in row.cells)] for row in table.rows]
    return told, rows


@pytest.mark.parametrize("design", DESIGNS)
def test_each_row_is_a_passage_with_its_figures(design):
    told, rows = told_of_table(samples.rare_earths(design=design))
    assert len(rows) > 2
    for heading, *figures in rows:
        (row,) = (one for one in told if one.startswith(heading))
        assert row.endswith(" " + " ".join(figures))


def test_the_facts_of_a_row_are_shown_in_its_passage():
    found = [one for one in passages(samples.rare_earths(), samples.PICTURES) if one.shown]
    rows = [one for one in found if str(one.part).startswith("table")]
    assert len(rows) > 2
    for row in rows:
        assert all(shown.text in row.text for shown in row.shown)


ROWS = [("table t", "Ashby 1,200 1,300"), ("table t", "Brook 1,400 1,500")]
HEAD = ("table t", "School 2023 2024")


@pytest.mark.parametrize(
    ("page", "missed"),
    [
        ("School 2023 2024 Ashby 1,200 1,300 School 2023 2024 Brook 1,400 1,500", []),
        ("School 2023 2024 Ashby 1,400 1,500 Brook 1,200 1,300", ["table t", "table t"]),
    ],
)
def test_a_table_may_break_between_rows_and_no_row_may_have_the_figures_of_another(page, missed):
    found = list(compare_pages([page], [HEAD, *ROWS], ["School 2023 2024"]))
    assert [where for where, _ in found] == missed


@pytest.mark.parametrize(
    ("page", "unknown"),
    [
        ("15.1\n17.1\n13.7", []),
        ("15.1\n17.113.7", []),
        ("15.1\n13.717.1", ["13.717.1"]),  # they are said in the other order
        ("15.1\n17.113.7 17.113.7", ["13.7", "17.1"]),  # once more than they are said
        ("15.1\n17.119.9", ["17.119.9"]),
    ],
)
def test_labels_that_the_text_layer_runs_together_are_two_figures(page, unknown):
    labels = [("chart c", "Ferry 15.1 17.1 13.7")]
    found = [where for where, _ in compare_pages([page + " Ferry"], labels, ())]
    assert [one for one in found if one != "chart c"] == unknown
