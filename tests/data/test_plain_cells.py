"""Plain numbers that are read quickly are the facts that the reader of numbers makes."""

from fractions import Fraction
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.app.build import pipeline
from briefing.core.problems import ProblemLog
from briefing.core.quantity import Quantity
from briefing.core.reference import Reference
from briefing.core.status import Status
from briefing.core.unit import Unit
from briefing.data import reading
from briefing.data.grid import Grid
from briefing.data.number_notation import NumberNotation
from briefing.data.plain_cells import PlainCells
from briefing.language.notation import Meaning, parse_number
from briefing.project.project_schema import SeriesColumns

texts = some.one_of(
    some.from_regex(r"-?\d{1,20}(\.\d{1,18})?%?", fullmatch=True),
    some.sampled_from(
        ["", " 5", "5 ", "-0", "0", "00", "0.0", "-999", "1,000", "1.000", "1e5", "٣", "５", "--5", "+5",
         "5.", ".5", "-", "1 000", "−5", "1200000", "5-", "(5)", "W", "1" * 40]
    ),
)  # fmt: skip


@given(
    texts,
    some.sampled_from(["t", "percent", "person"]),
    some.sampled_from([".", ","]),
    some.sampled_from([None, Fraction(1, 100), Fraction(0)]),
    some.booleans(),
)
def test_a_quick_number_is_the_one_that_is_read_carefully(
    text, unit, decimal, precision, is_stored
):
    tokens = {"-999": Meaning(Status.MISSING)}
    declared = SeriesColumns(title="Ore", unit=unit, column="a", precision=precision)
    notation = NumberNotation(decimal)
    cells = PlainCells(
        Grid("a.csv", "0" * 64, 1, ("a",), ()),
        "book",
        declared,
        Reference("d", "a"),
        notation,
        tokens,
    )
    found = cells.number(text, is_stored=is_stored)
    if found is None:
        return
    usual = NumberNotation() if is_stored else notation
    read = parse_number(
        usual.plain(text), unit=Unit(unit), precision=precision, decimal=usual.decimal, tokens=tokens,
    )  # fmt: skip
    assert read.quantity == Quantity.printed(*found, Unit(unit))
    assert read.kind.name == "PLAIN"
    assert (read.note, read.mark) == ("", "")


@pytest.mark.parametrize(
    ("text", "unit", "step"),
    [("1200", "person", 100), ("1200", "percent", 1), ("-500", "t", 100), ("0", "t", 1), ("000", "t", 1),
     ("12.50", "percent", Fraction(1, 100)), ("10", "t", 10)],
)  # fmt: skip
def test_what_the_last_digit_counts(text, unit, step):
    declared = SeriesColumns(title="Ore", unit=unit, column="a")
    grid = Grid("a.csv", "0" * 64, 1, ("a",), ())
    cells = PlainCells(grid, "book", declared, Reference("d", "a"), NumberNotation(), {})
    assert cells.number(text, is_stored=False) == (Fraction(text), step)


CSV = """\
who,year,x,y
A,2021,1000,1.50
A,2022,1230,-2.25
A,2023,-999,0
B,2021,"1,400",W
B,2022,1500,>3
B,2023,1600e,7.125
"B, the second",2023,17,8.0
B,2024,5,5
B,2024,6,5
"""
PROJECT = """\
name: P
sources: {s: {title: S, publisher: P, licence: CC0}}
datasets:
  d:
    source: s
    path: data/d.csv
    period: {column: year, estimated: [2022]}
    dimension: {column: who}
    tokens: {"-999": {status: O}}
    KEYS
    series:
      x: {column: x, title: Ore, unit: person}
      y: {column: y, title: Tin, unit: t, digits: 1 MORE}
"""


@pytest.mark.parametrize(
    ("keys", "more"),
    [
        ("corrections: [{where: {who: A, year: '2021'}, column: x, expected: '1000', value: '1001', reason: typo}]", ""),
        ("status: [{series: [y], code: P}]", ""),
        ("status: [{where: {who: A}, code: F}]", ", range: [-5, 8]"),
        ("decimal: '.'", ", precision: 0.01"),
        ("decimal: '.'", ", se: x"),
        ("notes: who", ""),
    ],
)  # fmt: skip
def test_data_sets_are_the_same_whichever_way_they_are_read(tmp_path, keys, more):
    (tmp_path / "data").mkdir()
    (tmp_path / "config").mkdir()
    (tmp_path / "data/d.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "config/project.yaml").write_text(
        PROJECT.replace("KEYS", keys).replace("MORE", more), encoding="utf-8"
    )
    (tmp_path / "config/b.yaml").write_text("title: B\nperiod: 2023\nbottom_line: B.\n", "utf-8")
    project = pipeline.open_project(tmp_path)

    def read():
        log = ProblemLog()
        found = reading.read_datasets(project.workspace, project.config, project.places, ["d"], log)
        return found, [str(one) for one in log]

    quick = read()
    with patch.object(PlainCells, "of", lambda *_: None):
        assert quick == read()
    assert quick[0]["d"].count.plain + quick[0]["d"].count.qualified > 5
