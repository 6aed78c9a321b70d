"""One table in six formats and three layouts gives the same facts."""

import json
from pathlib import Path

import pyarrow as pa
import pytest

import briefing
from briefing.core.problems import BriefingError, ProblemLog
from briefing.core.status import Status
from briefing.core.workspace import Workspace
from briefing.data.connectors.handed_tables import arrow_of
from briefing.data.reading import read_dataset
from briefing.project.declared import Places
from briefing.project.project_schema import DatasetConfig

ROWS = [
    {"country": "China", "year": "2023", "mined": "255000", "share": ">65"},
    {"country": "China", "year": "2024", "mined": "e270,000", "share": "69.2"},
    {"country": "Chad", "year": "2023", "mined": "W", "share": "<1"},
    {"country": "Chad", "year": "2024", "mined": "", "share": "NA"},
]
SERIES = {
    "mined": {"title": "Mined", "unit": "t", "range": [0, None], "column": "mined"},
    "share": {"title": "Share", "unit": "percent", "column": "share"},
}
WIDE = {
    "source": "s", "path": "", "period": {"column": "year"}, "dimension": "country",
    "series": SERIES,
}  # fmt: skip


def write(folder: Path, kind: str) -> Path:
    path = folder / f"table.{kind}"
    header = list(ROWS[0])
    if kind in {"csv", "tsv"}:
        mark = "," if kind == "csv" else "\t"
        lines = [mark.join(header)]
        lines += [mark.join(f'"{row[key]}"' for key in header) for row in ROWS]
        path.write_bytes(("\ufeff" + "\r\n".join(lines) + "\r\n").encode())
    elif kind == "json":
        path.write_text(json.dumps({"result": {"rows": ROWS}}), encoding="utf-8")
    elif kind == "xlsx":
        import openpyxl

        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Data"
        sheet.append(["made by hand"])
        sheet.append(header)
        for row in ROWS:
            sheet.append([int(v) if (v := row[key]).isdigit() else v for key in header])
        book.save(path)
    elif kind == "arrow":
        path.write_bytes(arrow_of("d", pa.Table.from_pylist(ROWS)))
    else:
        import pyarrow.parquet as pq

        pq.write_table(pa.Table.from_pylist(ROWS), path)
    return path


def read(path: Path, config: dict, **more):
    log = ProblemLog()
    declared = DatasetConfig.model_validate({**config, "path": path.name, **more})
    return read_dataset(Workspace(path.parent), "d", declared, Places("project.yaml"), log), log


def seen(dataset) -> dict[str, tuple]:
    return {
        fact.id: (fact.quantity, fact.origin.text, fact.member)
        for panel in dataset.measures.values()
        for series in panel.members.values()
        for fact in series.facts.values()
    }


@pytest.mark.parametrize(
    ("kind", "more"),
    [("tsv", {}), ("json", {"records": "result.rows"}), ("parquet", {}), ("arrow", {}),
     ("xlsx", {"header": 2, "sheet": "Data"})],
)  # fmt: skip
def test_formats_agree(tmp_path: Path, kind: str, more: dict):
    expected, _ = read(write(tmp_path, "csv"), WIDE)
    found, log = read(write(tmp_path, kind), WIDE, **more)
    assert not len(log)
    assert seen(found) == seen(expected)
    assert found.count == expected.count


def test_what_was_read(tmp_path: Path):
    dataset, _ = read(write(tmp_path, "csv"), WIDE)
    facts = seen(dataset)
    assert facts["d.mined[China,2024]"][0].value == 270000
    assert facts["d.mined[China,2024]"][0].status is Status.ESTIMATED
    assert facts["d.mined[Chad,2023]"][0].status is Status.SUPPRESSED
    assert facts["d.mined[Chad,2024]"][0].value is None
    count = dataset.count
    assert (count.plain, count.qualified, count.without_value, count.refused) == (2, 3, 3, 0)


def test_long_and_by_period_layouts_agree_with_wide(tmp_path: Path):
    expected = seen(read(write(tmp_path, "csv"), WIDE)[0])
    long = tmp_path / "long.csv"
    lines = ["country,year,what,value"]
    for row in ROWS:
        lines += [f'{row["country"]},{row["year"]},{what},"{row[what]}"' for what in SERIES]
    long.write_text("\n".join(lines), encoding="utf-8")
    series = {
        name: {**{k: v for k, v in one.items() if k != "column"}, "measure": name}
        for name, one in SERIES.items()
    }
    found, log = read(long, {**WIDE, "series": series}, measure="what", value="value")
    assert not len(log)
    assert {k: v[0] for k, v in seen(found).items()} == {k: v[0] for k, v in expected.items()}

    by_period = tmp_path / "periods.csv"
    by_period.write_text(
        'country,mined,mined\nChina,255000,"e270,000"\nChad,W,\n', encoding="utf-8"
    )
    config = {
        "source": "s", "dimension": "country",
        "series": {"mined": {"title": "Mined", "unit": "t", "range": [0, None],
                             "columns": {2023: {"position": 2}, 2024: {"position": 3}}}},
    }  # fmt: skip
    found, log = read(by_period, config)
    assert not len(log)
    assert {k: v[0] for k, v in seen(found).items()} == {
        k: v[0] for k, v in expected.items() if "mined" in k
    }


def test_a_header_that_repeats_must_be_named_by_position(tmp_path: Path):
    path = tmp_path / "twice.csv"
    path.write_text("year,a,a\n2024,1,2\n", encoding="utf-8")
    config = {"source": "s", "period": {"column": "year"},
              "series": {"x": {"title": "X", "unit": "t", "column": "a"}}}  # fmt: skip
    _, log = read(path, config)
    assert [str(one) for one in log] == [
        "project.yaml: 'a' stands above 2 columns of twice.csv (name one by 'position': 2 and 3)"
    ]


@pytest.mark.parametrize(
    ("rule", "statuses"),
    [
        ({"column": "flag", "codes": {"est": "E", "": "A"}}, "AE"),
        ({"code": "P", "periods": [2023]}, "PA"),
        ({"code": "E", "where": {"flag": "est"}}, "AE"),
        ({"code": "F", "series": ["x"]}, "FF"),
    ],
)
def test_status_by_column_period_row_and_series(tmp_path: Path, rule: dict, statuses: str):
    path = tmp_path / "status.csv"
    path.write_text("year,x,flag\n2023,1,\n2024,2,est\n", encoding="utf-8")
    config = {"source": "s", "period": {"column": "year"}, "status": [rule],
              "series": {"x": {"title": "X", "unit": "t", "column": "x"}}}  # fmt: skip
    dataset, _ = read(path, config)
    facts = dataset.measures["x"].facts.values()
    assert "".join(fact.quantity.status.value for fact in facts) == statuses


def test_fiscal_years_and_spans(tmp_path: Path):
    path = tmp_path / "periods.csv"
    path.write_text("when,x\n2024,1\n2025,2\n", encoding="utf-8")
    config = {"source": "s", "period": {"column": "when", "fiscal": True},
              "series": {"x": {"title": "X", "unit": "t", "column": "x"}}}  # fmt: skip
    dataset, _ = read(path, config)
    assert [period.code for period in dataset.measures["x"].facts] == ["FY2024", "FY2025"]
    path.write_text("when,x\n2020–23,1\n", encoding="utf-8")
    dataset, _ = read(path, {**config, "period": {"column": "when"}})
    assert [period.code for period in dataset.measures["x"].facts] == ["2020/2023"]


def test_a_formula_that_nobody_computed_is_refused_with_its_cell(project: Path):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("year", "output", "reliance"), (2023, 416, 70), (2024, "=B2+39", 80)):
        sheet.append(row)
    book.save(project / "data/us.xlsx")
    path = project / "config/project.yaml"
    path.write_text(path.read_text("utf-8").replace("data/us.csv", "data/us.xlsx"), "utf-8")
    with pytest.raises(BriefingError) as raised:
        briefing.check_all(project=project)
    first, *more = raised.value.problems
    assert str(first).startswith("data/us.xlsx, sheet 'Sheet', cell B3: '=B2+39' is a formula")
    then = next(one for one in more if one.code == "no-value")
    assert then.because == (first,)
