"""A file is parsed once, however many data sets it serves, and each of them is what it is alone."""

import gc
import weakref
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from openpyxl import Workbook

from briefing.app.build import pipeline
from briefing.app.build.read_once import read_once
from briefing.core.column_facts import ColumnFacts
from briefing.core.problems import ProblemLog
from briefing.core.workspace import Kind
from briefing.data import arrow_arrays, column_reading
from briefing.data.connectors import local_files, parsed_files
from briefing.data.reading import read_datasets

SETS = {
    "a": "where: {area: North}",
    "b": "where: {area: South}",
    "c": "where: {area: [North, South]}\n    dimension: {column: area}",
    "d": "where: {area: South}\n    rows: {last: 5}",
}


def opened(folder, sets, ending="csv"):
    """A project with the data sets, all of one file."""
    for name in ("config", "data"):
        (folder / name).mkdir(exist_ok=True)
    project = "name: P\nsources: {s: {title: S, publisher: P, licence: CC0}}\ndatasets:\n"
    for name, keys in sets.items():
        project += (
            f"  {name}:\n    source: s\n    path: data/d.{ending}\n    period: {{column: year}}\n    {keys}\n"
            "    series: {x: {column: x, title: Ore, unit: t}}\n"
        )
    (folder / "config/project.yaml").write_text(project, "utf-8")
    (folder / "config/b.yaml").write_text("title: B\nperiod: 2023\nbottom_line: B.\n", "utf-8")
    return pipeline.open_project(folder)


ROWS = [("area", "year", "x"), *((a, y, y - 1500.5) for a in ("North", "South") for y in (2022, 2023))]  # fmt: skip


def written(folder, ending="csv", rows=ROWS):
    (folder / "data").mkdir(exist_ok=True)
    path = folder / f"data/d.{ending}"
    if ending == "xlsx":
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    else:
        path.write_text("".join(",".join(map(str, row)) + "\n" for row in rows), "utf-8")


@contextmanager
def counted(fewest):
    """How often columns and rows were parsed within."""
    calls = {"columns": 0, "rows": 0}
    columns, rows = column_reading.read_columns, local_files._rows

    def by_columns(*given):
        calls["columns"] += 1
        return columns(*given)

    def by_rows(*given):
        calls["rows"] += 1
        return rows(*given)

    with (
        patch.object(local_files, "FEWEST_BYTES", fewest),
        patch.object(column_reading, "read_columns", by_columns),
        patch.object(local_files, "_rows", by_rows),
    ):
        yield calls


def read(project, names, log=None):
    given = (
        project.workspace,
        project.config,
        project.places,
        names,
        ProblemLog() if log is None else log,
    )
    return read_datasets(*given)


@pytest.mark.parametrize(("ending", "fewest"), [("csv", 0), ("csv", 10**9), ("xlsx", 0)])
def test_data_sets_of_one_file_parse_it_once_and_are_what_they_are_alone(tmp_path, ending, fewest):
    written(tmp_path, ending)
    with counted(fewest) as calls:
        together = read(opened(tmp_path, SETS, ending), SETS)
    is_quick = ending == "csv" and fewest == 0
    assert calls == {"columns": int(is_quick), "rows": int(not is_quick)}
    with counted(fewest) as calls:
        alone = {name: read(opened(tmp_path, SETS, ending), [name])[name] for name in SETS}
    assert calls["columns"] + calls["rows"] == len(SETS)
    assert together == alone
    assert isinstance(together["a"].measures["x"].facts, ColumnFacts) == is_quick
    assert [len(together[name].measures["x"].periods) for name in SETS] == [2, 2, 2, 2]


@pytest.mark.parametrize("fewest", [0, 10**9])
def test_briefs_that_read_other_data_sets_of_a_file_parse_it_once(tmp_path, fewest):
    written(tmp_path)
    project = opened(tmp_path, SETS)
    with counted(fewest) as calls:
        for name in SETS:
            found = read_once(
                project.workspace, project.config, project.places, [name], ProblemLog()
            )
            assert [*found] == [name]
            del found
    assert calls["columns"] + calls["rows"] == 1


@pytest.mark.parametrize("fewest", [0, 10**9])
def test_what_is_parsed_otherwise_is_parsed_anew(tmp_path, fewest):
    written(tmp_path)
    ways = {
        "a": "where: {area: North}",
        "b": "where: {area: North}\n    encoding: ascii",
        "c": "where: {area: North}\n    delimiter: ','",
    }
    with counted(fewest) as calls:
        found = read(opened(tmp_path, ways), ways)
    assert calls["columns"] + calls["rows"] == 3
    assert found["a"].measures["x"].facts.keys() == found["b"].measures["x"].facts.keys()
    other = tmp_path / "other"
    other.mkdir()
    written(other, rows=[*ROWS[:-1], ("South", 2023, 7)])
    first, second = (
        read(opened(one, SETS), ["b"])["b"].measures["x"].facts for one in (tmp_path, other)
    )
    assert [*first.values()][-1].quantity.value != [*second.values()][-1].quantity.value


def test_a_text_that_is_not_plain_is_found_so_once(tmp_path):
    written(tmp_path, rows=[*ROWS, ('"a ""b"""', 2024, 1)])
    with counted(0) as calls:
        found = read(opened(tmp_path, SETS), SETS)
    assert calls == {"columns": 1, "rows": 1}
    assert len(found) == len(SETS)


def test_problems_of_a_file_are_told_to_each_data_set(tmp_path):
    written(tmp_path, rows=[ROWS[0]])
    log = ProblemLog()
    with counted(10**9) as calls:
        assert read(opened(tmp_path, {"a": "", "b": ""}), ["a", "b"], log) == {}
    assert calls["rows"] == 1
    assert [one.code for one in log] == ["no-rows"]  # of one place: told once, for both


def test_the_bytes_of_a_long_text_are_packed_and_are_the_same(tmp_path):
    written(tmp_path)
    project = opened(tmp_path, {"a": "where: {area: North}", "b": "dimension: {column: area}"})
    before = (tmp_path / "data/d.csv").read_bytes()
    asked = []

    def packed(content):
        asked.append("packed")
        return lambda: asked.append("asked") or content

    with (
        patch.object(local_files, "FEWEST_BYTES", 0),
        patch.object(local_files, "_FEWEST_PACKED", 0),
        patch.object(arrow_arrays, "packed", packed),
    ):
        read(project, ["a", "b"])
    assert asked == ["packed"]  # the other data set of the file asks for columns, not for bytes
    assert project.workspace.read("data/d.csv", Kind.DATA).content == before


def test_columns_are_let_go_with_the_last_that_has_facts_of_them(tmp_path):
    written(tmp_path)
    project = opened(tmp_path, SETS)
    with counted(0) as calls:
        dataset = read(project, ["a"])["a"]
        kept = parsed_files._KEPT[project.workspace]
        (table,) = kept.columns.values()
        watched = weakref.ref(table)
        kept.latest = None  # another file was parsed since
        del table
        gc.collect()
        assert watched() is not None
        read(project, ["b"])
        assert calls["columns"] == 1
        kept.latest = None
        del dataset
        gc.collect()
        assert watched() is None
        assert read(project, ["b"])["b"]
    assert calls["columns"] == 2


def test_few_rows_are_kept(tmp_path):
    written(tmp_path)
    with counted(10**9) as calls, patch.object(parsed_files, "_MOST_CELLS", 14):
        project = opened(tmp_path, SETS)
        read(project, SETS)
        assert parsed_files._KEPT[project.workspace].rows == {}
    assert calls["rows"] == len(SETS)
