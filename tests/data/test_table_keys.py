"""Where a table stands in its file: headers of several rows, rows that are none, packed keys, members in headers."""

import gzip
import io
import json
import zipfile

import pytest

from briefing.core.problems import ProblemLog
from briefing.core.workspace import Workspace
from briefing.data.reading import read_dataset
from briefing.project.declared import Places
from briefing.project.project_schema import DatasetConfig

SERIES = {"title": "Waste", "unit": "t"}


def read(folder, content, name="d.csv", **keys):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    config = DatasetConfig.model_validate({"source": "x", "path": name, **keys})
    log = ProblemLog()
    dataset = read_dataset(Workspace(folder), "d", config, Places("config/project.yaml"), log)
    return dataset, [str(one) for one in log]


def values(measure):
    members = getattr(measure, "members", None) or {"": measure}
    return {
        (name, str(period)): float(fact.quantity.value)
        for name, series in members.items()
        for period, fact in series.facts.items()
        if fact.quantity.value is not None
    }


def test_headers_of_two_rows_are_joined(tmp_path):
    table = "Births by sex\nYear,Births,,Deaths\n,Male,Female,All\n2022,5,6,7\n2023,8,9,10\n"
    series = {"x": {**SERIES, "column": "Births, Female"}}
    dataset, told = read(tmp_path, table, header=[2, 3], period={"column": "Year"}, series=series)
    assert not told
    assert values(dataset.measures["x"]) == {("", "2022"): 6, ("", "2023"): 9}


def test_rows_between_headers_and_data_and_a_second_table_are_passed_over(tmp_path):
    table = "Year,Waste\nUnit,t\nRelease,May\n2022,5\n2023,8\n\nYear,Other\n2022,1\n"
    series = {"x": {**SERIES, "column": "Waste"}}
    rows = {"first": 4, "last": 5}
    dataset, told = read(tmp_path, table, rows=rows, period={"column": "Year"}, series=series)
    assert not told
    assert values(dataset.measures["x"]) == {("", "2022"): 5, ("", "2023"): 8}
    assert dataset.measures["x"].facts[min(dataset.measures["x"].facts)].spot.row == 4


def test_packed_keys_come_apart(tmp_path):
    table = "unit,geo\\TIME\t2022 \t2023 \nT,AT\t5 \t6 b\nT,BE\t: \t8 \n"
    series = {"x": {**SERIES, "columns": {"2022": "2022", "2023": "2023"}, "where": {"unit": "T"}}}
    split = {"column": "unit,geo\\TIME", "into": ["unit", "geo"]}
    dataset, told = read(tmp_path, table, "d.tsv", split=split, dimension="geo", series=series)
    assert not told
    found = dataset.measures["x"]
    assert values(found) == {("AT", "2022"): 5, ("AT", "2023"): 6, ("BE", "2023"): 8}
    assert found.members["BE"].facts[max(found.members["BE"].facts)].spot.column == 3


def test_a_packed_column_that_is_not_there_is_told_with_those_that_are(tmp_path):
    split = {"column": "unit;geo", "into": ["unit", "geo"]}
    _, told = read(
        tmp_path, "a,b\n1,2\n", split=split, period="2022", series={"x": SERIES | {"column": "b"}}
    )
    assert "'unit;geo' is no column of d.csv" in told[0]


def test_a_file_that_parts_its_cells_by_another_sign_is_told_so(tmp_path):
    _, told = read(tmp_path, "a;b\n1;2\n", period="2022", series={"x": SERIES | {"column": "b"}})
    assert (
        "'b' is no column of d.csv (the file parts its cells by ';': write delimiter: \";\")"
        in told[0]
    )
    _, told = read(tmp_path, "a;c\n1;2\n", period="2022", series={"x": SERIES | {"column": "b"}})
    assert "(columns: a;c)" in told[0]


def test_members_in_headers_make_a_panel(tmp_path):
    table = "Year,Austria,Belgium,Total\n2022,5,6,11\n2023,7,8,15\n"
    members = {"Austria": "Austria", "Belgium": {"position": 3}, "Total": "Total"}
    dimension = {"title": "Country", "total": "Total"}
    series = {"x": {**SERIES, "members": members}}
    dataset, told = read(
        tmp_path, table, period={"column": "Year"}, dimension=dimension, series=series
    )
    assert not told
    panel = dataset.measures["x"]
    assert panel.dimension == "Country"
    assert values(panel) == {
        ("Austria", "2022"): 5, ("Austria", "2023"): 7, ("Belgium", "2022"): 6, ("Belgium", "2023"): 8,
    }  # fmt: skip
    assert [float(one.quantity.value) for one in panel.total.facts.values()] == [11, 15]


def test_a_row_without_period_and_value_holds_nothing_and_is_not_told(tmp_path):
    series = {"x": {**SERIES, "column": "Waste"}}
    _, told = read(
        tmp_path, "Year,Waste,x\n2022,5,1\n,,1\n", period={"column": "Year"}, series=series
    )
    assert not told
    _, told = read(
        tmp_path, "Year,Waste,x\n2022,5,1\n,6,1\n", period={"column": "Year"}, series=series
    )
    assert "'' is no period" in told[0]


def _zip(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        for name, text in files.items():
            parts.writestr(name.replace("__", "."), text)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("d.csv.gz", lambda text: gzip.compress(text.encode())),
        ("d.zip", lambda text: _zip(d__csv=text, Metadata_d__csv="a,b\n", readme__txt="hello")),
    ],
)
def test_a_packed_table_is_read(tmp_path, name, pack):
    series = {"x": {**SERIES, "column": "Waste"}}
    content = pack("Year,Waste\n2022,5\n")
    dataset, told = read(tmp_path, content, name, period={"column": "Year"}, series=series)
    assert not told
    assert values(dataset.measures["x"]) == {("", "2022"): 5}


def test_a_zip_of_several_tables_is_refused_by_their_names(tmp_path):
    series = {"x": {**SERIES, "column": "Waste"}}
    _, told = read(tmp_path, _zip(a__csv="x", b__csv="y"), "d.zip", period="2022", series=series)
    assert told == [
        "d.zip: it packs 2 data files: a.csv, b.csv (unpack it, and take the table that you want)"
    ]


def test_json_stat_is_a_long_table(tmp_path):
    content = {
        "version": "2.0", "class": "dataset", "id": ["geo", "time"], "size": [2, 2],
        "dimension": {
            "geo": {"label": "Country", "category": {"index": {"BE": 1, "AT": 0}, "label": {"AT": "Austria", "BE": "Belgium"}}},
            "time": {"label": "Year", "category": {"index": ["2022", "2023"]}},
        },
        "value": {"0": 5, "1": 6.5, "3": 8}, "status": {"1": "p"},
    }  # fmt: skip
    series = {"x": {**SERIES, "column": "value"}}
    dataset, told = read(
        tmp_path, json.dumps(content), "d.json", format="json-stat", dimension="Country",
        period={"column": "Year"}, status=[{"column": "status"}], series=series,
    )  # fmt: skip
    assert not told
    found = dataset.measures["x"]
    assert values(found) == {
        ("Austria", "2022"): 5,
        ("Austria", "2023"): 6.5,
        ("Belgium", "2023"): 8,
    }
    last = found.members["Austria"].facts[max(found.members["Austria"].facts)]
    assert last.quantity.status.value == "P"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("d.csv", b"\x89PNG\r\n\x1a\n....", "it is a picture (PNG)"),
        ("d.xlsx", b"%PDF-1.7 ...", "it is a PDF"),
        ("d.xlsx", _OLE + "EncryptedPackage".encode("utf-16-le"), "a password protects"),
        ("d.xls", b"<html><table><tr><td>1</td></tr></table>", "it is a page (HTML)"),
        ("d.csv", b"\r\n<!DOCTYPE html><html>404</html>", "it is a page (HTML)"),
        ("d.xlsx", b"Year,Waste\n2022,5\n", "it is plain text"),
        ("d.csv", _zip(**{"xl/workbook__xml": "", "x__y": ""}), "it is an Excel workbook (.xlsx)"),
        ("d.xlsx", _zip(**{"word/document__xml": ""}), "it is a text document, no table"),
        ("d.csv", gzip.compress(b"a,b\n", mtime=0), "it is a packed file"),
        ("d.xlsx", _OLE, "it is an Excel workbook of the old kind (.xls)"),
    ],
)
def test_a_file_that_is_something_else_is_told_at_once(tmp_path, name, content, said):
    _, told = read(
        tmp_path, content, name, period="2022", series={"x": {**SERIES, "column": "Waste"}}
    )
    assert len(told) == 1
    assert said in told[0]
