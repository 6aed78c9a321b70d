"""Layouts of offices, made up after their downloads: what each column is, and in what unit."""

import io
from pathlib import Path

import openpyxl
import pytest

from briefing.data.recognition.recognised import Role
from briefing.data.recognition.recognising import recognise
from briefing.data.unreadable import UnreadableFile
from tests.app.update.updating import config_of, project_of, updated, written
from tests.data.test_table_keys import read, values


def found(text: str, name: str = "d.csv"):
    return recognise(name, text.encode())


def units(table) -> dict[str, str]:
    return {one.title: one.unit for one in table.measures}


def test_statistics_canada():
    head = "REF_DATE,GEO,DGUID,UOM,UOM_ID,SCALAR_FACTOR,SCALAR_ID,VECTOR,COORDINATE,VALUE,STATUS,DECIMALS\n"
    rows = [
        f"2024-0{m},{geo},2021A0,Persons,249,thousands,3,v{10 + n},{n}.1,{'' if m == 2 and n else 100 + m + n},{'..' if m == 2 and n else ''},1\n"
        for m in (1, 2, 3)
        for n, geo in enumerate(("Canada", "Ontario", "Quebec"))
    ]
    table = found(head + "".join(rows))
    assert table.is_sure, table.questions
    assert [*units(table).values()] == ["thousand person"]
    assert table.dimension["total"] == "Canada"
    mixed = found(head + "".join(rows).replace("thousands", "units", 1))
    assert [*units(mixed).values()] == ["1"], "several scales are asked about"


def test_sdmx_with_labels_beside_codes():
    head = "REF_AREA,Reference area,UNIT_MEASURE,Unit of measure,TIME_PERIOD,OBS_VALUE,UNIT_MULT,Unit multiplier,DECIMALS,Decimals\n"
    rows = "".join(
        f"{code},{name},XYZ,Some index of ours,{year},{90 + year % 7 + n}.5,0,Units,1,One\n"
        for year in (2022, 2023)
        for n, (code, name) in enumerate((("FRA", "France"), ("DEU", "Germany")))
    )
    table = found(head + rows)
    assert len(table.measures) == 1
    assert [one.header for one in table.with_role(Role.VALUE)] == ["OBS_VALUE"]
    assert table.measures[0].unit != "item"


def test_the_australian_bureau_of_statistics():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [
        [None, "Employed total ;  Persons ;", "Unemployment rate ;  Persons ;"],
        ["Unit", "000", "Percent"],
        ["Series Type", "Trend", "Trend"],
        ["Frequency", "Month", "Month"],
        ["Collection Month", 1, 1],
        ["No. Obs", 3, 3],
        ["Series ID", "A84423043C", "A84423050A"],
        *[[f"2024-0{m}-01", 14000.5 + m, 4.1] for m in (1, 2, 3)],
    ]:
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    table = recognise("6202.xlsx", made.getvalue())
    assert table.is_sure, table.questions
    assert units(table) == {
        "Employed total, Persons": "thousand person",
        "Unemployment rate, Persons": "percent",
    }
    assert table.first_row == 8


def test_months_in_headers_of_years_in_rows_are_asked_about_and_not_read_as_measures():
    head = "Year,Jan,Feb,Mar,Apr\n"
    table = found(head + "2022,5.1,5.2,5.3,5.4\n2023,6.1,6.2,6.3,6.4\n")
    assert not table.is_sure
    assert "'Jan' to 'Apr' are parts of the years in 'Year'" in table.questions[0].text
    others = found("Year,Births,Deaths,May,Apr\n2022,5,6,7,8\n2023,6,7,8,9\n")
    assert not any("parts of the years" in one.text for one in others.questions)


def test_days_with_points_are_headers():
    table = found(
        "GENESIS\nPopulation;;\nLand;31.12.2022;31.12.2023\nBayern;13124737;13176426\nHessen;6295017;6391360\n"
    )
    assert table.header_rows == (3,)
    assert [*table.measures[0].columns] == ["31.12.2022", "31.12.2023"]


def test_the_world_economic_outlook():
    head = (
        "ISO\tCountry\tSubject Descriptor\tUnits\tScale\t2022\t2023\t2024\tEstimates Start After\n"
    )
    rows = "".join(
        f"{code}\t{name}\tGDP, current prices\tU.S. dollars\tBillions\t{n + 1}.5\t{n + 2}.5\t{n + 3}.5\t2023\n"
        f"{code}\t{name}\tUnemployment rate\tPercent of total labor force\t\t4.{n}\t4.{n + 1}\t5.{n}\t2023\n"
        for n, (code, name) in enumerate((("AUT", "Austria"), ("FRA", "France"), ("TUR", "Turkey")))
    )
    content = (head + rows).encode("utf-16")
    table = recognise("weo.tsv", content)
    assert sorted(units(table).values()) == ["billion USD", "percent"]
    assert [*table.measures[0].columns] == ["2022", "2023", "2024"]
    with pytest.raises(UnreadableFile) as refused:
        recognise("weo.xls", content)
    assert "rename it to end in .tsv" in refused.value.advice


def test_the_world_health_organization():
    head = "Indicator,Location,Period,FactValueNumeric,FactValueNumericLow,FactValueNumericHigh,Value\n"
    rows = "".join(
        f"Life expectancy at birth (years),{name},{year},{70 + n}.25,{69 + n}.1,{71 + n}.4,{70 + n}.3 [{69 + n}.1-{71 + n}.4]\n"
        for year in (2018, 2019)
        for n, name in enumerate(("France", "Germany", "Italy"))
    )
    table = found(head + rows)
    assert table.is_sure, table.questions
    assert units(table) == {"Life expectancy at birth": "year"}
    assert table.measures[0].column == 3


def test_insee():
    table = found(
        '"Libellé";"Indice des prix - Ensemble";"Codes"\n"idBank";"001759970";""\n'
        '"Dernière mise à jour";"15/11/2025 12:00";""\n"Période";"";""\n"2024-02";"117,30";"A"\n"2024-01";"117,09";"A"\n'
    )
    assert table.is_sure, table.questions
    assert table.header_rows == (1,)
    assert [*units(table).values()] == ["index"]
    assert str(table.source["published"]) == "2025-11-15"


OBR = [
    ["Table 4.1: Receipts"],
    ["", "£ billion"],
    ["", "Outturn", "Outturn", "Forecast", "Forecast"],
]


def obr(first: int, *rows: str) -> list[list[str]]:
    years = [f"{first + n}-{(first + n + 1) % 100}" for n in range(4)]
    return [*OBR, ["", *years], *([name, "10.5", "11.5", "12.5", "13.5"] for name in rows)]


def test_outturn_and_forecast_above_years_are_statuses_of_one_measure():
    text = "\n".join(",".join(row) for row in obr(2022, "Income tax", "VAT", "Duties"))
    (measure,) = found(text).measures
    assert [*measure.columns] == ["2022-23", "2023-24", "2024-25", "2025-26"]
    assert dict(measure.statuses) == {"2024-25": "F", "2025-26": "F"}
    assert measure.title == "Receipts"


def test_the_next_forecast_is_taken_in_with_its_statuses(tmp_path: Path, capsys):
    declared = (
        "header: [3, 4]\ndimension: {position: 1}\nseries:\n  r:\n    title: Receipts\n    unit: billion GBP\n    columns:\n"
        "      2022/23: Outturn, 2022-23\n      2023/24: Outturn, 2023-24\n"
        "      2024/25: {column: 'Forecast, 2024-25', status: F}\n      2025/26: {column: 'Forecast, 2025-26', status: F}\n"
    )
    brief = "title: T\nperiod: 2023/24\nmetrics: {p: {value: 'd.r[VAT]'}}\nsections: [{title: One, text: '{{ p }}'}]\n"
    root = project_of(tmp_path / "project", declared, obr(2022, "Income tax", "VAT"), brief)
    new = obr(2023, "Income tax", "VAT")
    for row in new[4:]:
        row[1:] = ["11.5", "12.4", "13.5", "14.5"]
    code, said = updated(root, written(tmp_path / "next.csv", new), capsys, "--yes")
    assert code == 0, said
    after = config_of(root)
    assert "2024/25: Outturn, 2024-25" in after
    assert "2025/26: {column: 'Forecast, 2025-26', status: F}" in after


def test_dates_that_stand_for_months_are_taken_in(tmp_path: Path, capsys):
    declared = "period: {column: observation_date}\nseries: {u: {title: Rate, unit: percent, column: UNRATE}}\n"
    brief = "title: T\nperiod: 2024-03\nmetrics: {p: {value: d.u}}\nsections: [{title: One, text: '{{ p }}'}]\n"
    rows = [[f"2024-0{m}-01", f"3.{m}"] for m in range(1, 6)]
    root = project_of(
        tmp_path / "project", declared, [["observation_date", "UNRATE"], *rows[:4]], brief
    )
    file = written(tmp_path / "next.csv", [["observation_date", "UNRATE"], *rows])
    code, said = updated(root, file, capsys)
    assert code == 0, said
    assert "u: 2024-05 is new" in said


def test_a_country_among_its_counties_is_their_total_and_a_table_of_some_says_so(tmp_path):
    head = "region,year,n\n"
    rows = "".join(
        f"{name},{year},{size + year}\n"
        for year in range(2020, 2025)
        for name, size in (("Sweden", 10_000), ("Uppsala county", 1_000), ("Kalmar county", 900))
    )
    table = found(head + rows)
    assert table.dimension["total"] == "Sweden"
    birds = found(head.replace("region", "bird") + rows.replace("Sweden", "Turkey"))
    assert "total" not in birds.dimension
    series = {"x": {"title": "Births", "unit": "person", "column": "n"}}
    keys = {"period": {"column": "year"}, "dimension": {"column": "region", "total": "Sweden"}}
    from briefing.core.problems import ProblemLog
    from briefing.data.checks.consistency import check_consistency
    from briefing.project.declared import Places
    from briefing.project.project_schema import DatasetConfig

    dataset, _ = read(tmp_path, head + rows, **keys, series=series)
    config = DatasetConfig.model_validate(
        {"source": "s", "path": "d.csv", "series": series, **keys}
    )
    log = ProblemLog()
    checks = check_consistency(dataset, config, Places(""), log)
    (told,) = [one.message for one in log if one.code == "parts-and-total"]
    assert "in every period: others are not in the table" in told
    assert not checks[0].doubts
    assert values(dataset.measures["x"])


def test_one_period_in_several_headers_does_not_tell_those_of_rows():
    head = ",Town Price (Ref: Q1 2015),Rural Price (Ref: Q1 2015),City Price (Ref: Q1 2015)\n"
    table = found(head + "2021,100,110,120\n2022,101,111,121\n2023,102,112,122\n")
    assert [one.index for one in table.with_role(Role.PERIOD)] == [0]
