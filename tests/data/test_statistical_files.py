"""Files of Stata and SPSS, and packed tables, are read as the same table in CSV is."""

import bz2
import importlib.util
import io
import lzma

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from briefing.data.formats import read_parquet
from briefing.data.packed import unpacked
from briefing.data.recognition.recognising import recognise
from briefing.data.statistical_files import INSTALL, read_stata
from briefing.data.unreadable import UnreadableFile

TABLE = pd.DataFrame(
    {
        "year": [2022, 2023, 2024],
        "reg": pd.Categorical(["North", "South", "North"]),
        "n": [1000.0, None, 1204.0],
        "rt": np.array([4.1, 4.25, 0.1], dtype="float32"),
        "day": pd.to_datetime(["2024-01-31", "2024-02-29", "2024-03-31"]),
    }
)


def stata(table=TABLE, **keys) -> bytes:
    found = io.BytesIO()
    labels = {"n": "Live births (number)", "rt": "Births per 1,000 people"}
    labels = {key: one for key, one in labels.items() if key in table}
    table.to_stata(found, write_index=False, variable_labels=labels, **keys)
    return found.getvalue()


@pytest.mark.parametrize("version", [114, 118, 119])
def test_codes_are_read_as_labels_and_single_precision_as_its_shortest_decimals(version):
    rows = [row.cells for row in read_stata(stata(version=version), None)]
    assert rows == [
        ("year", "reg", "n", "rt", "day"),
        ("2022", "North", "1000", "4.1", "2024-01-31"),
        ("2023", "South", "", "4.25", "2024-02-29"),
        ("2024", "North", "1204", "0.1", "2024-03-31"),
    ]


def test_labels_of_variables_are_titles_and_say_units():
    table = TABLE.drop(columns="day")
    found = recognise("births.dta", stata(table, data_label="Births by region"))
    assert {(one.title, one.unit) for one in found.measures} == {
        ("Live births", "item"),
        ("Births per 1,000 people", "per 1000"),
    }
    assert found.declaration()["period"] == {"column": "year"}
    assert found.source["title"] == "Births by region"


def test_what_is_no_such_file_is_refused_with_its_cause():
    with pytest.raises(UnreadableFile, match=r"a file of Stata \(\.dta\), and no CSV"):
        recognise("births.csv", stata(version=118))
    with pytest.raises(UnreadableFile) as refused:
        recognise("births.dta", stata(version=118)[:300])
    assert refused.value.code == "damaged-data-file"


def test_spss_without_its_reader_says_what_to_type(monkeypatch):
    known = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "pyreadstat" else known(name)
    )
    with pytest.raises(UnreadableFile) as refused:
        recognise("survey.sav", b"$FL2@(#) SPSS DATA FILE")
    assert refused.value.code == "missing-reader"
    assert refused.value.advice.startswith(INSTALL)


def zstandard(content: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(content)
    return sink.getvalue().to_pybytes()


@pytest.mark.parametrize(
    ("ending", "packing"), [("bz2", bz2.compress), ("xz", lzma.compress), ("zst", zstandard)]
)
def test_packed_tables(ending, packing):
    content = b"year,births\n2023,5\n2024,9\n"
    assert unpacked(f"a.csv.{ending}", packing(content)) == ("a.csv", content)
    assert recognise(f"a.csv.{ending}", packing(content)).format == "csv"
    with pytest.raises(UnreadableFile) as refused:
        unpacked(f"a.csv.{ending}", content)
    assert f"leave '.{ending}' off its name" in refused.value.advice


def test_single_precision_of_parquet_is_its_shortest_decimals():
    sink = pa.BufferOutputStream()
    column = pa.array([4.1, None, 0.7], pa.float32())
    pq.write_table(pa.table({"year": [2022, 2023, 2024], "rate": column}), sink)
    content = sink.getvalue().to_pybytes()
    assert [row.cells[1] for row in read_parquet(content, None)] == ["rate", "4.1", "", "0.7"]
