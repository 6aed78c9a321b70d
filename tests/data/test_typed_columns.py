"""Long tables of typed columns are read into columns; what comes out is what is read row by row."""

import random
from datetime import date
from decimal import Decimal
from unittest.mock import patch

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from both_ways import LONG, X, Y, declare, read_both_ways

from briefing.app.build import pipeline
from briefing.core.column_facts import ColumnFacts
from briefing.core.problems import ProblemLog
from briefing.data import reading
from briefing.data.connectors import local_files
from briefing.data.text_rows import TextRows


def write(path, table):
    if path.suffix == ".parquet":
        pq.write_table(table, path, row_group_size=7)
    else:
        with pa.ipc.new_file(path, table.schema) as file:
            file.write_table(table, max_chunksize=5)


def read_both(folder, table, ending="parquet", keys=LONG, series=(X, Y)):
    """The data set with its messages, and the grids, by columns and by rows."""
    for name in ("config", "data"):
        (folder / name).mkdir(exist_ok=True)
    write(folder / f"data/d.{ending}", table)
    declare(folder, ending, keys, series)
    return read_both_ways(folder, "FEWEST_BYTES", "read_grid")


def series_of(dataset):
    return [one for panel in dataset.measures.values() for one in getattr(panel, "every", (panel,))]


def assert_same(both, *, by_columns=True):
    (quick, told), (careful, told_too), grids = both
    assert told == told_too
    assert quick == careful
    one, other = grids
    if one is None or other is None:
        assert one is other
        return
    assert isinstance(one.rows, TextRows) == by_columns
    assert not isinstance(other.rows, TextRows)
    assert [*one.rows] == [*other.rows]
    assert (one.headers, one.said, one.notes, one.blank_rows, one.sheet) == (
        other.headers,
        other.said,
        other.notes,
        other.blank_rows,
        other.sheet,
    )
    if quick:
        assert [list(one.facts) for one in series_of(quick)] == [
            list(one.facts) for one in series_of(careful)
        ]
        assert [one.unit for one in series_of(quick)] == [one.unit for one in series_of(careful)]


def table_of(x, y, who="ABCD", first=2019):
    rows = [(m, year) for m in who for year in range(first, 2025)]
    count = len(rows)
    return pa.table(
        {
            "who": pa.array([who for who, _ in rows]),
            "year": pa.array([year for _, year in rows], pa.int32()),
            "x": x(count),
            "y": y(count),
        }
    )


def floats(seed, gaps=0.1, kind=None):
    chance = random.Random(seed)
    odd = [0.0, -0.0, 1e14, 123456789012345.0, 2.5e-7, 1 / 3, -1 / 7, 1e15, 1e22, 0.1 + 0.2, 1200.0]

    def made(count):
        values = [
            None
            if chance.random() < gaps
            else chance.choice(odd)
            if chance.random() < 0.1
            else round(chance.lognormvariate(3, 2), chance.choice([0, 1, 1, 2]))
            for _ in range(count)
        ]
        return pa.array(values, kind or pa.float64())

    return made


def texts(seed, kind=None):
    chance = random.Random(seed)
    cells = ["1200", "1.5", "-2.25", "0", "-0", "1,400", "W", "", None, ">3", "1600e", " 5", "12 %"]

    def made(count):
        return pa.array([chance.choice(cells[: 4 + seed * 3]) for _ in range(count)]).cast(
            kind or pa.string()
        )

    return made


def whole(count):
    return pa.array([None if n % 7 == 3 else n * 700 for n in range(count)], pa.int64())


@pytest.mark.parametrize("ending", ["parquet", "arrow"])
@pytest.mark.parametrize(
    ("x", "y"),
    [
        (floats(1), whole),
        (floats(2, gaps=0), floats(3, kind=pa.float32())),
        (texts(0), floats(4)),
        (texts(1, pa.large_string()), texts(0, pa.dictionary(pa.int32(), pa.string()))),
        (texts(3), texts(2)),
        (
            lambda n: pa.array([Decimal("1.50") + one for one in range(n)]),
            lambda n: pa.array([one % 5 for one in range(n)], pa.uint8()),
        ),
        (
            lambda n: pa.array([float("nan"), float("inf")] * (n // 2)),
            lambda n: pa.array([bool(one % 2) for one in range(n)]),
        ),
        (lambda n: pa.array([None] * n, pa.float64()), lambda n: pa.array([""] * n)),
    ],
)
def test_every_type_is_read_as_row_by_row(tmp_path, ending, x, y):
    assert_same(read_both(tmp_path, table_of(x, y), ending))


@pytest.mark.parametrize(
    ("keys", "series"),
    [
        ("period: {column: year}\n    where: {who: B}", (X, Y)),
        (LONG + "\n    status: [{series: [y], code: P}]\n    tokens: {'0': {status: M}}", (X, Y)),
        (LONG + "\n    decimal: ','", (X, Y)),
        (LONG + "\n    rows: {first: 4, last: 20}", (X, Y)),
        (LONG + "\n    header: 2", (X,)),
        ("dimension: {column: who}\n    where: {year: '2021'}", (  # numbers and texts in one series
            "x: {title: Ore, unit: t, columns: {2021: x, 2022: y}}",)),
    ],
)  # fmt: skip
def test_every_declaration_is_read_as_row_by_row(tmp_path, keys, series):
    table = table_of(floats(5), texts(2))
    assert_same(
        read_both(tmp_path, table, keys=keys, series=series), by_columns="header" not in keys
    )


def test_numbers_stored_beside_texts_with_a_comma_keep_their_point(tmp_path):
    table = table_of(lambda n: pa.array([one + 0.125 for one in range(n)]),
                     lambda n: pa.array([f"{one},5" for one in range(n)]))  # fmt: skip
    keys = "dimension: {column: who}\n    where: {year: '2021'}\n    decimal: ','"
    series = ("x: {title: Ore, unit: t, columns: {2021: x, 2022: y}}",)
    both = read_both(tmp_path, table, keys=keys, series=series)
    assert_same(both)
    facts = both[0][0].measures["x"].members["B"].facts
    assert isinstance(facts, ColumnFacts)
    assert [float(one.quantity.value) for one in facts.values()] == [8.125, 8.5]


def test_numbers_that_are_stored_tell_nothing_of_how_texts_are_written(tmp_path):
    table = table_of(lambda n: pa.array([-1.5 - one for one in range(n)]),
                     lambda n: pa.array(["(5)" if one == 2 else f"-{one + 1}.5" for one in range(n)]))  # fmt: skip
    keys = "dimension: {column: who}\n    where: {year: '2021'}"
    series = ("x: {title: Ore, unit: t, columns: {2021: x, 2022: y}}",)
    both = read_both(tmp_path, table, keys=keys, series=series)
    assert_same(both)
    assert "bracketed-number" not in [one.code for one in both[0][1]]


@pytest.mark.parametrize(
    ("x", "by_columns"),
    [
        (lambda n: pa.array([date(2024, 1, 1 + one % 9) for one in range(n)]), True),
        (lambda n: pa.array([10**9 * one for one in range(n)], pa.timestamp("ms")), True),
        (lambda n: pa.array([[one] for one in range(n)]), False),
        (lambda n: pa.array([f"{one}\x1c" for one in range(n)]), False),
        (lambda n: pa.array([f"{one}\n" for one in range(n)]), False),
        (lambda n: pa.array([b"1" for _ in range(n)]), False),
    ],
)
def test_what_is_no_plain_cell_is_read_as_row_by_row(tmp_path, x, by_columns):
    assert_same(read_both(tmp_path, table_of(x, whole)), by_columns=by_columns)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_rows_are_read_as_row_by_row(tmp_path, count):
    both = read_both(tmp_path, table_of(floats(7, gaps=0), whole).slice(0, count))
    assert_same(both, by_columns=count > 0)


def test_a_damaged_file_is_told_as_before(tmp_path):
    assert_same(read_both(tmp_path, table_of(floats(8), whole)))
    path = tmp_path / "data/d.parquet"
    path.write_bytes(path.read_bytes()[:-60] + b"\0" * 56 + b"PAR1")
    opened = pipeline.open_project(tmp_path)
    for fewest in (0, 10**9):
        log = ProblemLog()
        with patch.object(local_files, "FEWEST_BYTES", fewest):
            given = opened.workspace, opened.config, opened.places, ["d"], log
            assert reading.read_datasets(*given) == {}
        assert [one.code for one in log] == ["damaged-data-file"]
