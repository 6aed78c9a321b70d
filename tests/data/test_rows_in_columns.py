"""Many rows of any reader are held as columns; what comes out is what is made of them row by row."""

import json
import random

import pytest
from both_ways import LONG, declare, read_both_ways
from openpyxl import Workbook

from briefing.core.column_facts import ColumnFacts
from briefing.data.connectors import local_files
from briefing.data.grid import Row
from briefing.data.rows_in_columns import in_columns
from briefing.data.text_rows import TextRows


def records(seed, who="ABC", *, odd=0.2):
    """Numbers, texts, gaps and flags."""
    chance = random.Random(seed)
    cells = ["1,400", "W", "", None, ">3", "1600e", -2.25, "12 %", 0.1 + 0.2, 1200, True, "(5)"]

    def cell():
        if chance.random() < odd:
            return chance.choice(cells)
        return round(chance.lognormvariate(3, 2), chance.choice([0, 1, 2]))

    return [
        {"who": name, "year": year, "x": cell(), "y": cell(), "flag": chance.choice(["", "E"])}
        for name in who
        for year in range(2018, 2025)
    ]


def as_workbook(path, rows, *, merged=False):
    book = Workbook()
    sheet = book.active
    sheet.title = "Figures"
    sheet.append(["Table 1"])
    sheet.append([*rows[0]])
    for row in rows:
        sheet.append([*row.values()])
        sheet.cell(sheet.max_row, 3).number_format = ["General", "0.0", "#,##0", '0.00"e"'][
            sheet.max_row % 4
        ]
    sheet.append([])
    sheet.append(["Source: office"])
    if merged:
        for first in range(3, 3 + len(rows), 7):
            sheet.merge_cells(start_row=first, end_row=first + 6, start_column=1, end_column=1)
    book.save(path)


def written(folder, kind, rows):
    for name in ("config", "data"):
        (folder / name).mkdir()
    path = folder / f"data/d.{kind.partition(' ')[0]}"
    if kind.startswith("xlsx"):
        as_workbook(path, rows, merged="merged" in kind)
    elif kind == "json":
        path.write_text(json.dumps({"data": {"rows": rows}}), "utf-8")
    else:  # with quotes within cells, so that no columns are read
        lines = [[*rows[0]], *([*row.values()] for row in rows), ['Z ""z""', 2024, 1, 2, ""]]
        cells = [['"' + str("" if one is None else one) + '"' for one in line] for line in lines]
        path.write_text("".join(",".join(line) + "\n" for line in cells), "utf-8")


def read_both(folder, kind, rows, keys=LONG):
    written(folder, kind, rows)
    if kind.startswith("xlsx"):
        keys += "\n    header: 2"
    elif kind == "json":
        keys += "\n    records: data.rows"
    declare(folder, kind.partition(" ")[0], keys)
    return read_both_ways(folder, "FEWEST_ROWS", "with_columns")


def every_facts(dataset):
    return [one.facts for panel in dataset.measures.values() for one in panel.every]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", ["xlsx", "json", "csv"])
@pytest.mark.parametrize(
    "keys",
    [LONG, LONG + "\n    rows: {first: 5}\n    status: [{column: flag}]", LONG + "\n    notes: flag"],
)  # fmt: skip
def test_facts_of_many_rows_are_those_of_single_cells(tmp_path, kind, seed, keys):
    odd = [0, 0.2][seed]
    (quick, told), (careful, told_too), (one, other) = read_both(
        tmp_path, kind, records(seed, odd=odd), keys
    )
    assert told == told_too
    assert quick == careful
    assert isinstance(one.rows, TextRows)
    assert not isinstance(other.rows, TextRows)
    assert [*one.rows] == [*other.rows]
    assert (one.sheet, one.notes, one.blank_rows) == (other.sheet, other.notes, other.blank_rows)
    if quick:
        assert [[*one] for one in every_facts(quick)] == [[*one] for one in every_facts(careful)]
        assert any(isinstance(one, ColumnFacts) for one in every_facts(quick)) == (
            "notes" not in keys
        )
        spots = [fact.spot for one in every_facts(quick) for fact in one.values()]
        assert {one.sheet for one in spots} == {other.sheet}


@pytest.mark.parametrize("code", ["0.0%", '0"%"', "0.00%", "0.0"])
@pytest.mark.parametrize("unit", ["percent", "t"])
@pytest.mark.parametrize("fewest", [1, 10**9])
def test_percents_of_a_workbook_are_plain_numbers_of_a_series_of_percents(
    tmp_path, monkeypatch, code, unit, fewest
):
    (tmp_path / "data").mkdir()
    book = Workbook()
    book.active.append(["year", "x"])
    for row, year in enumerate(range(1990, 2024), 2):
        book.active.append([year, 1 if year == 2000 else (row * 37 % 101) / 250])
        book.active.cell(row, 2).number_format = code
    book.active["B9"], book.active["B13"] = "41.3%", "5"
    book.save(tmp_path / "data/d.xlsx")
    declare(
        tmp_path,
        "xlsx",
        "period: {column: year}",
        series=[f"x: {{column: x, title: Ore, unit: {unit}}}"],
    )
    monkeypatch.setattr(local_files, "FEWEST_BYTES", fewest)
    (quick, told), (careful, told_too), (one, other) = read_both_ways(
        tmp_path, "FEWEST_ROWS", "with_columns"
    )
    assert isinstance(one.rows, TextRows) > isinstance(other.rows, TextRows)
    assert (told, quick) == (told_too, careful)
    facts = quick.measures["x"].facts
    assert isinstance(facts, ColumnFacts)
    assert len(facts.loose) == (unit == "percent"), "the text with a sign alone is read by itself"
    assert len(facts) == (34 if unit == "percent" else 1 if "%" in code else 33)


def test_a_token_may_have_more_decimals_than_any_number(tmp_path):
    rows = [{**one, "x": 12, "y": -99.99 if at % 3 else 7} for at, one in enumerate(records(0))]
    keys = LONG + '\n    tokens: {"-99.99": {status: M}}'
    (quick, told), (careful, told_too), _ = read_both(tmp_path, "json", rows, keys)
    assert (quick, told) == (careful, told_too)
    assert quick


def test_rows_of_merged_cells_stay_rows(tmp_path):
    (quick, told), (careful, told_too), (one, _) = read_both(
        tmp_path, "xlsx merged", records(0, odd=0)
    )
    assert told == told_too
    assert quick == careful
    assert not isinstance(one.rows, TextRows)


@pytest.mark.parametrize(
    "rows",
    [
        [Row(1, ("a",)), Row(2, ("b",), "S")],
        [Row(1, ("a",)), Row(2, ("b\x1c",))],
        [Row(1, ("a",)), Row(2, ("b",), merged=frozenset({0}))],
        [Row(2, ("a",)), Row(2, ("b",))],
        [Row(2, ("a",)), Row(1, ("b",))],
    ],
)
def test_rows_that_columns_do_not_hold_stay_rows(rows):
    assert in_columns(rows) is None


def test_short_rows_have_blank_cells_at_their_end():
    rows = [Row(3, ("a", "5"), "S", frozenset({1})), Row(5, ("b",), "S"), Row(9, (), "S")]
    found = in_columns(rows)
    assert [*found] == [
        Row(3, ("a", "5"), "S", frozenset({1})),
        Row(5, ("b", ""), "S"),
        Row(9, ("", ""), "S"),
    ]
    assert [found[one] for one in range(3)] == [*found]
    assert [*in_columns(rows[:1])] == rows[:1]
