"""A unit that the new file says above its table, or in a row of units, is read there and not asked for."""

from pathlib import Path

import openpyxl
import pytest

from tests.app.update.updating import config_of, project_of, updated, written

DECLARED = "period: {column: year}\nseries:\n  p: {column: p, title: Exports, unit: million EUR}\n"
BRIEF = 'title: T\nperiod: 2023\nmetrics: {p: {value: d.p}}\nsections: [{title: One, text: "{{ p }}"}]\n'
OLD = [["year", "p"], ["2021", "412.5"], ["2022", "438.7"], ["2023", "441.2"]]
NEW = [["2022", "438700"], ["2023", "441200"], ["2024", "450100"]]


@pytest.mark.parametrize(
    "head",
    [
        [["Exports of goods"], ["Unit: thousand euro"], [], ["year", "p"]],
        [["Exports of goods (thousand EUR)"], [], ["year", "p"]],
    ],
)
def test_the_unit_is_read_where_the_file_says_it(tmp_path: Path, capsys, head):
    root = project_of(tmp_path / "project", DECLARED, OLD, BRIEF)
    code, said = updated(root, written(tmp_path / "next.csv", [*head, *NEW]), capsys, "--yes")
    assert code == 0, said
    assert "it is now in 'thousand EUR' (was million EUR)" in said
    assert "unit: thousand EUR" in config_of(root)


@pytest.mark.parametrize(
    "head", [["Exports of goods", "in million EUR"], ["Exports of goods", "in USD"], ["Exports"]]
)
def test_a_unit_that_contradicts_the_values_or_is_not_said_is_asked_for(tmp_path, capsys, head):
    root = project_of(tmp_path / "project", DECLARED, OLD, BRIEF)
    rows = [*([one] for one in head), [], ["year", "p"], *NEW]
    code, said = updated(root, written(tmp_path / "next.csv", rows), capsys, "--yes")
    assert code == 2, said
    assert "--unit p=UNIT" in said
    assert "thousand" not in config_of(root)


def test_a_workbook_says_it_on_its_sheet(tmp_path: Path, capsys):
    root = project_of(tmp_path / "project", DECLARED, OLD, BRIEF)
    book = openpyxl.Workbook()
    for row in [["Table 1: Exports"], ["€ thousand"], [], ["year", "p"]]:
        book.active.append(row)
    for year, value in NEW:
        book.active.append([int(year), int(value)])
    book.save(tmp_path / "next.xlsx")
    code, said = updated(root, tmp_path / "next.xlsx", capsys, "--yes")
    assert code == 0, said
    assert "unit: thousand EUR" in config_of(root)


def test_a_row_of_units_says_it(tmp_path: Path, capsys):
    old = [OLD[0], ["Unit", "million EUR"], *OLD[1:]]
    root = project_of(tmp_path / "project", f"rows: {{first: 3}}\n{DECLARED}", old, BRIEF)
    new = [OLD[0], ["Unit", "thousand EUR"], *NEW]
    code, said = updated(root, written(tmp_path / "next.csv", new), capsys, "--yes")
    assert code == 0, said
    assert "unit: thousand EUR" in config_of(root)
