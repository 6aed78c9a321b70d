"""One identity of a cell: equal only where file, sheet, row and column are; named as people name it."""

from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from briefing.core.problems import Place
from briefing.core.spot import Spot

spots = st.builds(
    Spot,
    st.sampled_from(["data/a.csv", "data/b.xlsx"]),
    st.sampled_from(["", "A", "B"]),
    st.integers(1, 3),
    st.integers(1, 3),
)


@given(spots, spots)
def test_two_spots_are_one_exactly_if_they_read_alike(one: Spot, other: Spot):
    assert (one == other) is (str(one) == str(other)) is (one.words == other.words)
    assert (one == other) is (hash(one) == hash(other) and not one < other and not other < one)


@given(st.integers(1, 16_384), st.integers(1, 1_048_576))
def test_cells_are_called_as_spreadsheets_call_them(column: int, row: int):
    assert Spot("a.xlsx", "A", row, column).name == f"{get_column_letter(column)}{row}"


def test_a_spot_reads_as_the_place_of_a_problem_does():
    csv, sheet = Spot("data/d.csv", "", 3, 2), Spot("data/d.xlsx", "B", 7, 3)
    assert str(csv) == str(Place.of(csv)) == "data/d.csv:3:2"
    assert str(sheet) == str(Place.of(sheet)) == "data/d.xlsx, sheet 'B', cell C7"
    assert csv.words == "data/d.csv, row 3, column 2"
    assert str(Place("data/d.xlsx", 7, 0, "B")) == "data/d.xlsx, sheet 'B', row 7"
    assert str(Place("data/d.xlsx", 0, 0, "B")) == "data/d.xlsx, sheet 'B'"


def test_spots_are_ordered_as_tables_are_read():
    spots = [
        Spot("a", "B", 1, 1),
        Spot("a", "A", 10, 1),
        Spot("a", "A", 2, 11),
        Spot("a", "A", 2, 9),
    ]
    assert sorted(spots) == [spots[3], spots[2], spots[1], spots[0]]
