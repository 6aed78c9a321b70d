"""Long tables are read a block of rows at a time; where a block ends changes nothing."""

import random
from unittest.mock import patch

import numpy as np
import pytest

from briefing.core import blocks, value_table
from briefing.core.blocks import narrow, picked
from briefing.core.column_facts import ColumnFacts
from briefing.data import column_reading, sum_screen
from tests.data.both_ways import LONG, X, declare, read_both_ways

ODD = ["", "W", ">3", "007", "1 400", "-0", "5e3", "1" * 16]


def table(seed, members=300, years=5):
    """More members than a byte counts, of which some are sums of others, in the order of nothing."""
    chance = random.Random(seed)
    rows = []
    for year in range(2019, 2019 + years):
        for member in range(members):
            x = (
                chance.choice(ODD)
                if chance.random() < 0.01
                else f"{chance.randint(1, 90_000)}.{year % 7}"
            )
            y = str(chance.choice([0, 50, 1200, -3, 3 * 10**9 if seed else 7]))
            rows.append(f"Place {member},{year},{x},{y}")
    if seed % 2:
        chance.shuffle(rows)
        rows.append(rows[3])
    return "\n".join(["who,year,x,y", *rows]) + "\n"


@pytest.mark.parametrize(
    "end", ["", "\n\nSource: office\n1) with a, b and c\n", "Place 1,2019,1,2,3\n"]
)
@pytest.mark.parametrize("seed", range(3))
def test_where_a_block_ends_changes_nothing(tmp_path, seed, end):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/d.csv").write_text(table(seed) + end, encoding="utf-8")
    declare(tmp_path, "csv", LONG)
    with (
        patch.object(column_reading, "_BYTES_AT_ONCE", 500),
        patch.object(blocks, "_ROWS", 7),
        patch.object(value_table, "_AT_ONCE", 7),
        patch.object(sum_screen, "_AT_ONCE", 7),
    ):
        (quick, told), (careful, told_too), grids = read_both_ways(
            tmp_path, "FEWEST_BYTES", "read_grid"
        )
    assert told == told_too
    assert quick == careful
    assert [*grids[0].rows] == [*grids[1].rows]
    assert grids[0].notes == grids[1].notes
    if quick and not end.startswith("Place"):  # a row of another length, and no note
        every = [one.facts for panel in quick.measures.values() for one in panel.every]
        assert any(isinstance(one, ColumnFacts) for one in every)


@pytest.mark.parametrize("other", ["", "Place 3,2020,7.25", "Place 3,2020,W", "Place 3,2018,7.5"])
def test_halves_of_a_whole_table_are_those_of_its_facts(tmp_path, other):
    rows = [f"Place {n},{y},{n + y}.5" for n in range(4) for y in (2019, 2020)]
    rows = [one for one in rows if one.rpartition(",")[0] != other.rpartition(",")[0]]
    (tmp_path / "data").mkdir()
    text = "\n".join(["who,year,x", *rows, *filter(None, [other])])
    (tmp_path / "data/d.csv").write_text(text + "\n", encoding="utf-8")
    declare(tmp_path, "csv", LONG, (X,))
    (quick, _), (careful, _), _ = read_both_ways(tmp_path, "FEWEST_BYTES", "read_grid")
    tables = [value_table.ValueTable.of(one.measures["x"].every) for one in (quick, careful)]
    assert isinstance(quick.measures["x"].every[0].facts, ColumnFacts)
    assert not isinstance(careful.measures["x"].every[0].facts, ColumnFacts)
    assert np.array_equal(tables[0].halves, tables[1].halves)
    assert np.array_equal(tables[0].values, tables[1].values, equal_nan=True)


@pytest.mark.parametrize("count", [0, 1, 6, 7, 8, 20])
def test_values_are_picked_and_narrowed_as_at_once(count):
    numbers = np.arange(1000, 1020)
    places = np.arange(count, dtype=np.int16)[::-1] % 20
    with patch.object(blocks, "_ROWS", 7):
        assert picked(numbers, places).tolist() == numbers[places].tolist()


@pytest.mark.parametrize(
    ("most", "kind"),
    [(127, np.int8), (128, np.int16), (32_768, np.int32), (2**31 - 1, np.int32), (2**31, np.int64)],
)
def test_numbers_take_as_few_bytes_as_hold_them(most, kind):
    for numbers in (np.array([0, most]), np.array([0, -most])):
        assert narrow(numbers).dtype == kind
        assert narrow(numbers).tolist() == numbers.tolist()
