"""How tables that are too wide for a page are set on paper: in parts, turned, closer, or on a page that lies."""

from dataclasses import replace

import pytest

from briefing.core.paper_tables import on_paper, width_of
from briefing.core.statistics_table import Table, TableCell, TableRow

DESIGNS = ["policy-brief", "bulletin", "one-pager", "in-focus", "our-own"]
PLACES = {"one-pager": 119, "in-focus": 182}


def table(rows: int, columns: int, cell: str = "12,345", **more: object) -> Table:
    cells = tuple(TableCell(cell, f"x[{1990 + place}]") for place in range(columns))
    body = tuple(TableRow(f"Area {number}", "people", cells) for number in range(rows))
    years = tuple(str(1990 + place) for place in range(columns))
    return Table("long", 2, "Pupils", years, body, (), "", **more)


def cells(part: Table) -> list[tuple[str, str, str | None]]:
    """Each cell with the head of its column and the heading of its row."""
    return [
        (row.heading, head, cell.fact)
        for row in part.rows
        for head, cell in zip(part.columns, row.cells, strict=True)
    ]


@pytest.mark.parametrize("design", DESIGNS)
def test_what_fits_is_left_alone_whatever_is_asked_for(design):
    for wide in ("", "split", "turn", "landscape"):
        small = table(3, 5, wide=wide)
        assert on_paper(small, design).form == "whole"
        assert on_paper(small, design).parts == (small,)


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("rows", [1, 6, 40])
@pytest.mark.parametrize("columns", [16, 21, 40])
def test_parts_have_every_cell_once_under_its_heads_and_fit(design, rows, columns):
    long = table(rows, columns, wide="split")
    paper = on_paper(long, design)
    if paper.form == "whole":
        assert (design, columns) == ("in-focus", 16)
        return
    assert paper.form == "split"
    assert len(paper.parts) > 1
    assert sorted(one for part in paper.parts for one in cells(part)) == sorted(cells(long))
    assert [head for part in paper.parts for head in part.columns] == list(long.columns)
    assert all(width_of(part) <= PLACES.get(design, 172) for part in paper.parts)
    sizes = [len(part.columns) for part in paper.parts]
    assert max(sizes) - min(sizes) <= 1
    assert paper.share(paper.parts[sizes.index(max(sizes))]) == pytest.approx(100)
    assert [one.heading for one in paper.parts[-1].rows] == [one.heading for one in long.rows]


def test_a_turned_table_has_periods_as_rows_and_the_unit_in_its_heads():
    paper = on_paper(table(5, 30, wide="turn"), "policy-brief")
    (turned,) = paper.parts
    assert paper.is_turned
    assert turned.columns == tuple(f"Area {number}, people" for number in range(5))
    assert [row.heading for row in turned.rows] == [str(1990 + place) for place in range(30)]
    assert [cell.fact for cell in turned.rows[3].cells] == ["x[1993]"] * 5
    assert {row.unit for row in turned.rows} == {""}


def test_a_turned_table_that_is_too_wide_is_split_too():
    paper = on_paper(table(40, 25, wide="turn"), "bulletin")
    assert paper.is_turned
    assert len(paper.parts) > 1
    assert all(width_of(part, is_turned=True) <= 172 for part in paper.parts)
    assert {paper.name_of(part) for part in paper.parts} == {"table_continued"}


@pytest.mark.parametrize(
    ("rows", "columns", "design", "form"),
    [
        (1, 30, "policy-brief", "split"),  # three lines a part, thirty turned
        (6, 30, "policy-brief", "split"),
        (14, 25, "policy-brief", "turn"),  # 33 lines in parts, 28 turned
        (30, 25, "policy-brief", "landscape"),  # more than a page upright, one that lies
        (60, 25, "policy-brief", "split"),  # two pages either way
        (60, 25, "our-own", "split"),
        (4, 11, "one-pager", "packed"),
        (4, 20, "one-pager", "split"),
        (30, 25, "in-focus", "split"),
    ],
)
def test_without_a_wish_it_takes_the_least_of_the_page(rows, columns, design, form):
    assert on_paper(table(rows, columns), design).form == form


def test_members_by_measures_are_never_turned_and_keep_sub_heads_in_every_part():
    heads = tuple(f"A rather long measure {number}, million pounds" for number in range(12))
    long = replace(table(4, 12, of="Country"), columns=heads)
    group = TableRow("Europe", "", tuple(TableCell("") for _ in heads), kind="group")
    long = replace(long, rows=(group, *long.rows))
    paper = on_paper(long, "policy-brief")
    assert paper.form == "split"
    assert [part.rows[0].kind for part in paper.parts] == ["group"] * len(paper.parts)
    assert {paper.name_of(part) for part in paper.parts} == {"table_continued"}


@pytest.mark.parametrize("design", DESIGNS)
def test_a_page_that_lies_is_given_where_a_design_has_one(design):
    paper = on_paper(table(6, 26, wide="landscape"), design)
    assert (paper.form == "landscape") is (design not in PLACES)


@pytest.mark.parametrize("design", DESIGNS)
def test_what_nothing_makes_narrower_is_set_closer(design):
    paper = on_paper(table(2, 1, cell="1" * 200), design)
    assert (paper.form, len(paper.parts)) == ("packed", 1)


@pytest.mark.parametrize("wide", ["", "split", "turn", "landscape"])
def test_a_table_without_rows_or_columns_is_whole(wide):
    assert on_paper(table(0, 3, wide=wide), "policy-brief").form == "whole"
    assert on_paper(table(3, 0, wide=wide), "policy-brief").form == "whole"
