"""Tables of pandas, polars and pyarrow: one Arrow form for the same figures, and what is refused."""

import datetime as dt
from decimal import Decimal

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from briefing.core.problems import Refusal
from briefing.core.workspace import Workspace
from briefing.data.connectors.handed_tables import arrow_of
from briefing.data.formats import READERS
from briefing.project.project_schema import DatasetConfig

CONFIG = DatasetConfig.model_validate(
    {"source": "s", "path": "d.arrow", "series": {"a": {"title": "A", "unit": "t", "column": "a"}}}
)
BEDS = {
    "region": ["North", "South", None],
    "year": [2022, 2023, 2024],
    "beds": [10.5, None, 0.1],
    "day": [dt.date(2024, 1, 31), None, dt.date(2024, 2, 29)],
}


def rows(table: object) -> list[tuple[str, ...]]:
    return [one.cells for one in READERS["arrow"](arrow_of("d", table), CONFIG)]


def test_the_same_figures_have_the_same_bytes_whoever_holds_them():
    polars = pl.DataFrame(BEDS)
    arrow = pa.table(BEDS)
    pandas = pd.DataFrame({**BEDS, "day": arrow["day"].to_pandas(date_as_object=True)})
    many = pa.concat_tables([arrow.slice(0, 1), arrow.slice(1)])
    categories = arrow.set_column(0, "region", arrow["region"].dictionary_encode())
    every = [arrow_of("d", one) for one in (polars, arrow, pandas, many, categories)]
    assert len(set(every)) == 1
    assert every[0] != arrow_of("d", polars.with_columns(beds=pl.col("beds") + 1))
    assert rows(polars) == [
        ("region", "year", "beds", "day"),
        ("North", "2022", "10.5", "2024-01-31"),
        ("South", "2023", "", ""),
        ("", "2024", "0.1", "2024-02-29"),
    ]


def test_an_index_that_says_something_is_a_column():
    told = pd.DataFrame({"year": [2023, 2024], "beds": [1, 2]})
    assert rows(told.set_index("year")) == rows(told)
    assert rows(told.iloc[::-1].reset_index(drop=True))[1:] == [("2024", "2"), ("2023", "1")]
    assert rows(told[told.year == 2024]) == [("year", "beds"), ("2024", "2")]
    named = pd.DataFrame({"beds": [1]}, index=["North"])
    assert rows(named) == [("index", "beds"), ("North", "1")]
    two = pd.DataFrame({"r": ["N", "S"], "year": [2023, 2024], "beds": [1, 2]})
    assert rows(two.set_index(["r", "year"])) == rows(two)
    wide = pd.DataFrame([[1, 2]], columns=[2023, 2024], index=pd.Index(["North"], name="region"))
    assert rows(wide) == [("region", "2023", "2024"), ("North", "1", "2")]


def test_numbers_beside_texts_are_cells_as_printed():
    table = pd.DataFrame({"year": [2022, 2023, 2024, 2025], "share": [95, ">95", None, 0.5]})
    assert rows(table)[1:] == [("2022", "95"), ("2023", ">95"), ("2024", ""), ("2025", "0.5")]
    only = pd.DataFrame({"share": pd.Series([">95", None], dtype=object)})
    assert rows(only)[1:] == [(">95",), ("",)]


def test_numbers_stay_what_they_were():
    table = pa.table(
        {
            "single": pa.array([0.1, 16777216.0], pa.float32()),
            "exact": [Decimal("0.10"), Decimal("12345678901234567.89")],
            "large": [2**53 + 1, -1],
            "none": [float("nan"), 1e-7],
            "is": [True, None],
        }
    )
    assert rows(table)[1:] == [
        ("0.1", "0.10", "9007199254740993", "", "TRUE"),
        ("16777216", "12345678901234567.89", "-1", "0.0000001", ""),
    ]
    assert rows(pl.DataFrame({"none": [float("nan"), 1.0]}))[1:] == [("",), ("1",)]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([1], "'d' is no table: builtins list"),
        (None, "'d' is no table: builtins NoneType"),
        (pd.Series([1]), "'d' is no table: pandas Series"),
        (pl.LazyFrame({"a": [1]}), "'d' is no table: polars LazyFrame"),
        (pl.DataFrame({"a": []}), "the table 'd' is empty"),
        (pd.DataFrame(), "the table 'd' is empty"),
        (pl.DataFrame({"a": [[1]]}), "the column 'a' of the table 'd' holds large_list<"),
        (pa.table({"a": [dt.timedelta(1)]}), "the column 'a' of the table 'd' holds duration"),
        (pa.table({"a": [b"x"]}), "the column 'a' of the table 'd' holds binary"),
        (pd.DataFrame({"a": [1, {"x": object()}]}), "the table 'd' cannot be used: "),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), "the table 'd' cannot be used: "),
        (pa.Table.from_arrays([[1], [2]], names=["a", "a"]), "the table 'd' "),
    ],
)
def test_what_is_no_table_of_cells_is_refused(table, message):
    with pytest.raises(Refusal) as error:
        arrow_of("d", table)
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)
    assert error.value.code == "unusable-table"


def test_a_project_holds_what_stands_in_none_of_its_folders(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").write_text("x")
    files = Workspace(tmp_path)
    other = files.as_if("data/b.csv", b"new").as_if("nowhere/c.csv", b"newer")
    assert other.names("data") == ["a.csv", "b.csv"]
    assert other.names("nowhere") == ["c.csv"]
    assert other.has("nowhere/c.csv")
    assert not other.has("nowhere/d.csv")
    assert files.names("data") == ["a.csv"]
    assert not files.has("data/b.csv")
    assert not (tmp_path / "nowhere").exists()
