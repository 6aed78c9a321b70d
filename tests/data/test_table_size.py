"""Tables too large are refused before they take memory."""

from __future__ import annotations

import tracemalloc

import pytest

from briefing.core.budgets import BudgetSpent, allow
from briefing.core.long_lines import first_long_line
from briefing.data.grid import Row
from briefing.data.recognition.raw_tables import opened_file
from briefing.data.table_size import check_lines, counted
from briefing.data.unreadable import UnreadableFile


@pytest.fixture(autouse=True)
def _small_budgets():
    allow("line=10 rows=3 columns=4 cells=8 cell=5")
    yield
    allow("")


@pytest.mark.parametrize(
    ("content", "number"),
    [
        (b"", None),
        (b"0123456789", None),
        (b"0123456789\n0123456789\r\n0123456789", None),
        (b"0123456789\n01234567890\n", 2),
        (b"01234567890", 1),
        (b"\n" * 50 + b"x" * 30, 51),
        (b"x" * 30 + b"\n" * 50, 1),
        (b"a\rb\rc\r" + b"x" * 11, 1),
        ("a,b\n0,1\n".encode("utf-16-le"), None),
    ],
)
def test_the_first_line_that_is_too_long_is_found(content, number):
    assert first_long_line(content) == number


def test_a_file_of_one_line_is_refused_with_its_line_and_no_second_copy():
    content = b"a\n" + b"1," * 4_000_000
    allow("")
    tracemalloc.start()
    try:
        with pytest.raises(
            UnreadableFile, match="a line of a table may have 4,000,000 bytes"
        ) as found:
            check_lines(content)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
    assert found.value.line == 2


@pytest.mark.parametrize(
    ("cells", "budget"),
    [
        ([["a"]] * 3, None),
        ([["a"]] * 4, "3 rows"),
        ([["a"] * 4, ["a"] * 4], None),
        ([["a"] * 5], "4 columns"),
        ([["a"] * 4, ["a"] * 4, ["a"]], "8 cells"),
        ([["abcde"]], None),
        ([["abcdef"]], "5 characters"),
    ],
)
def test_rows_and_cells_are_counted_as_they_come(cells, budget):
    rows = [Row(number, tuple(one)) for number, one in enumerate(cells, 1)]
    if budget is None:
        assert list(counted(rows)) == rows
    else:
        with pytest.raises(BudgetSpent, match=budget):
            list(counted(rows))


def test_a_strange_file_is_held_to_the_budgets_too():
    with pytest.raises(UnreadableFile, match="3 rows"):
        opened_file("d.csv", b"a,b\n" * 4, {})
    with pytest.raises(UnreadableFile, match="10 bytes"):
        opened_file("d.csv", b"a,b\n1,2345678,9\n", {})


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_separator_is_found_whatever_ends_lines(end):
    allow("")
    text = end.join(("year;t", "2023;1,5", "2024;2,5"))
    (table,) = opened_file("d.csv", text.encode(), {}).tables
    assert table.delimiter == ";"
    assert [row.cells for row in table.rows] == [("year", "t"), ("2023", "1,5"), ("2024", "2,5")]
