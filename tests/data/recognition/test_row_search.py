"""Rows of a long table are found by an index, under the conditions that their known values share."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.period_notation import parse_period
from briefing.data.grid import Grid, Row
from briefing.data.recognition.agreement import Figures, agreement
from briefing.data.recognition.cell_values import digits_of, is_missing, value_of, weight_of
from briefing.data.recognition.matches import Wanted
from briefing.data.recognition.matching import matched
from briefing.data.recognition.parts_of_files import Evidence, part_by_votes
from briefing.data.recognition.possible_columns import Sheet
from briefing.data.recognition.row_index import RowIndex, numbers_of, rows_of
from briefing.data.recognition.stated_units import Verdict, against


@given(st.sets(st.integers(0, 5_000)))
def test_a_set_of_rows_gives_back_its_numbers(numbers):
    assert list(numbers_of(rows_of(sorted(numbers)))) == sorted(numbers)


def test_rows_are_found_by_texts_and_values():
    index = RowIndex([("a", "1,200"), ("b", "1200 p"), ("a", "7")])
    assert list(numbers_of(index.with_texts({0: "a"}))) == [0, 2]
    assert list(numbers_of(index.with_texts({0: ("a", "b"), 1: "7"}))) == [2]
    assert list(numbers_of(index.values(1, ".")[Fraction(1200)])) == [0, 1]
    assert index.with_texts({0: "c"}) == 0
    assert index.with_texts({}) == index.every


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("45,123", ".", Fraction(45123)),
        ("45 123", ".", Fraction(45123)),
        ("1.234,5", ",", Fraction(12345, 10)),
        ("4632 b", ".", Fraction(4632)),
        ("45123 [r]", ".", Fraction(45123)),
        ("12.3(e)", ".", Fraction(123, 10)),
        ("7ᵇ", ".", Fraction(7)),
        ("e20,000", ".", Fraction(20000)),
        ("12 [note 2]", ".", Fraction(12)),
        ("(12)", ".", Fraction(-12)),
        ("−12", ".", Fraction(-12)),
        ("41.3%", ".", Fraction(413, 10)),
        ("1.5E+06", ".", Fraction(1_500_000)),
        (">95", ".", ">95"),
        ("12 xyz", ".", "12 xyz"),
        ("Less than ½ unit.", ".", "less than 1/2 unit"),
        ("", ".", ""),
    ],
)
def test_cells_are_compared_without_marks_and_notation(text, decimal, value):
    assert value_of(text, decimal) == value


def test_what_has_no_value_says_next_to_nothing():
    assert is_missing("w")
    assert is_missing(":")
    assert is_missing("[x]")
    assert is_missing("")
    assert not is_missing(">95")
    assert not is_missing(Fraction(0))
    assert weight_of("") == 0 < weight_of("w") < weight_of(Fraction(5)) < weight_of(Fraction(512))
    assert (digits_of(Fraction(0)), digits_of(Fraction(376_000)), digits_of("w")) == (0, 3, 0)


def table(rows) -> Sheet:
    head = ("chapter", "item", "unit", "year", "value")
    every = tuple(Row(number, tuple(row)) for number, row in enumerate(rows, 2))
    return Sheet(Grid("f.csv", "", 1, head, every), {}, {})


def figures(name, title, unit, *values) -> Figures:
    texts = {("", parse_period(str(2020 + n))): value for n, value in enumerate(values)}
    return Figures(name, title, (name,), texts, (), unit)


def chapters(values, count=40):
    """Output and price of forty metals; those of metal 7 are given."""
    for metal in range(count):
        for year in range(4):
            tons = values[0][year] if metal == 7 else str(2 + (metal + year) % 7)
            price = values[1][year] if metal == 7 else str(2 + (metal * 3 + year) % 5)
            yield f"Metal {metal}", "Output", "metric tons", str(2020 + year), tons
            yield f"Metal {metal}", "Price", "dollars per kilogram", str(2020 + year), price


def test_small_numbers_are_taken_where_the_others_stand():
    output = figures("output", "Output", "t", "41250", "43870", "44120")
    price = figures("price", "Price", "USD/kg", "2", "3", "3")
    sheet = table(chapters([("41250", "43870", "44120", "46000"), ("2", "3", "3", "9")]))
    found = matched(sheet, Wanted({"output": output, "price": price}, False, "year", {}), ".", None)
    assert found is not None
    assert not found.unsure
    for name, item in (("output", "Output"), ("price", "Price")):
        rows = {sheet.rows[n][:2] for n in found.found[name].candidate.selection.rows.values()}
        assert rows == {("Metal 7", item)}


def test_small_numbers_alone_are_no_evidence_in_a_long_table():
    price = figures("price", "Cost of a thing", "USD/kg", "2", "3", "4")
    sheet = table(chapters([("2", "3", "4", "5"), ("2", "3", "4", "9")], count=300))
    found = matched(sheet, Wanted({"price": price}, False, "year", {}), ".", None)
    assert found is None or not found.found


def test_a_part_needs_several_measures_and_a_clear_lead():
    lead = [Evidence("a", 6, {0: "Zinc", 1: "x"}), Evidence("b", 4, {0: "Zinc", 1: "y"})]
    assert part_by_votes(lead, 8, ()) == {0: "Zinc"}
    assert part_by_votes(lead, 11, ()) == {}
    assert part_by_votes(lead, 8, (0,)) == {}
    close = [*lead, Evidence("a", 5, {0: "Lead"}), Evidence("b", 4, {0: "Lead"})]
    assert part_by_votes(close, 8, ()) == {}


@pytest.mark.parametrize(
    ("text", "declared", "verdict"),
    [
        ("metric tons", "USD/kg", Verdict.OTHER),
        ("Metric tons, gross weight", "t", Verdict.SAME),
        ("thousand metric tons", "t", Verdict.SCALED),
        ("dollars per kilogram", "USD/kg", Verdict.SAME),
        ("cents per pound", "USD/kg", Verdict.SCALED),
        ("number", "worker", Verdict.SAME),
        ("Thousand persons", "worker", Verdict.SCALED),
        ("pounds", "GBP", Verdict.SAME),
        ("index 2015=100", "index", Verdict.UNSAID),
        ("thousands", "t", Verdict.UNSAID),
        ("", "t", Verdict.UNSAID),
    ],
)
def test_units_as_offices_write_them(text, declared, verdict):
    assert against(text, declared).verdict is verdict


def test_an_index_with_one_factor_is_on_another_base():
    known = figures("p", "Prices", "index", "100.0", "103.7", "107.4", "111.1")
    new = {key: f"{float(text) / 1.148:.1f}" for key, text in known.texts.items()}
    assert agreement(known, new, ".").is_rebased
    other = Figures("p", "Prices", ("p",), known.texts, (), "t")
    assert not agreement(other, new, ".").is_rebased
