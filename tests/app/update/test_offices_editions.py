"""New editions as offices publish them: packed keys, marks of notes in headers, many values revised."""

from __future__ import annotations

from pathlib import Path

import pytest
from updating import project_of, updated, written

import briefing
from briefing.core.text_nodes import plain

PACKED = "freq,unit,geo\\TIME_PERIOD"
AREAS = {"AT": "AUT", "BE": "BEL", "DE": "DEU", "FR": "FRA"}
WASTE = f"""\
split: {{column: '{PACKED}', into: [freq, unit, geo]}}
dimension: {{column: geo}}
delimiter: "\\t"
series:
  x: {{title: Waste, unit: kt, columns: {{2020: '2020', 2021: '2021', 2022: '2022'}}}}
"""
BIRTHS = """\
period: {column: Year}
series: {x: {title: Births, unit: person, column: Births}}
"""
BRIEF = "title: T\nperiod: 2024\nmetrics: {x: {value: d.x}}\n"


def packed_rows(codes: list[str], last: int) -> list[list[str]]:
    """A table of Eurostat: keys packed in the first column, flags glued to values."""
    years = range(2020, last + 1)
    found = [[PACKED, *(f"{year} " for year in years)]]
    for number, code in enumerate(codes, 1):
        cells = (f"{113 * number + 7 * (y - 2020)}{' p' if y == last else ' '}" for y in years)
        found.append([f"A,THS_T,{code}", *cells])
    return found


def births(last: int, first: int = 2020) -> list[list[str]]:
    years = range(first, last + 1)
    return [["Year", "Births"], *([str(year), str(700 + 13 * (year - 2000))] for year in years)]


def test_packed_keys_of_which_all_codes_changed_are_found_by_values(tmp_path: Path, capsys):
    brief = "title: T\nperiod: 2022\nmetrics: {x: {value: 'd.x[FR]'}}\n"
    root = project_of(tmp_path / "p", WASTE, [], brief)
    written(root / "data/s0/old.csv", packed_rows([*AREAS], 2022), delimiter="\t")
    file = written(tmp_path / "new.csv", packed_rows([*AREAS.values()], 2023), delimiter="\t")
    _, said = updated(root, file, capsys)
    assert "look: 'FR' is now 'FRA', 3 of 3 values alike" in said
    assert "x: 2023 is new" in said


def test_values_under_a_header_with_the_mark_of_a_note_are_no_notes(tmp_path: Path, capsys):
    root = project_of(tmp_path / "p", BIRTHS, births(2024), BRIEF)
    rows = births(2025)
    new = [[*rows[0], "Rate [note 2]"], *([*row, "1.5"] for row in rows[1:])]
    code, said = updated(root, written(tmp_path / "new.csv", new), capsys)
    assert code == 0
    assert "columns that nothing reads: 'Rate [note 2]'" in said
    assert "notes:" not in said
    words = [[*rows[0], "Notes"], *([*row, "Counted anew"] for row in rows[1:])]
    _, said = updated(root, written(tmp_path / "other.csv", words), capsys)
    assert "notes: Notes" in said


def test_many_values_of_a_series_that_differ_are_told_in_a_line(tmp_path: Path, capsys):
    root = project_of(tmp_path / "p", BIRTHS, births(2024, 2010), BRIEF)
    head, *rows = births(2024, 2010)
    doubled = [[year, str(2 * int(value) + int(year) % 3)] for year, value in rows[:5]]
    _, said = updated(root, written(tmp_path / "new.csv", [head, *doubled, *rows[5:]]), capsys)
    (told,) = [line for line in said.splitlines() if "2010 was 830" in line]
    assert told.endswith("and 2 more [edition-values]")


@pytest.mark.parametrize(
    ("title", "more", "period"),
    [
        ("General election 2025: results", (), "2025"),
        ("Results of 2025", (), "2025"),
        ("Results", ("--period", "2024"), "2024"),
    ],
)
def test_a_table_of_one_period_is_of_the_one_that_it_says(
    tmp_path: Path, capsys, title: str, more: tuple[str, ...], period: str
):
    rows = [["Area", "Votes"], ["Kent", "501"], ["Essex", "423"], ["Devon", "317"]]
    declared = (
        "period: '2021'\nheader: 3\ndimension: {column: Area}\n"
        "series: {x: {title: Votes, unit: item, column: Votes}}\n"
    )
    brief = "title: T\nperiod: 2021\nmetrics: {x: {value: 'd.x[Kent]'}}\n"
    root = project_of(tmp_path / "p", declared, [["Results of 2021"], [], *rows], brief)
    file = written(tmp_path / "new.csv", [[title], [], *rows])
    _, said = updated(root, file, capsys, *more)
    assert f"x: {period} is new" in said


def test_a_table_of_one_period_that_says_none_is_refused(tmp_path: Path, capsys):
    rows = [["Area", "Votes"], ["Kent", "501"], ["Essex", "423"], ["Devon", "317"]]
    declared = (
        "period: '2021'\ndimension: {column: Area}\n"
        "series: {x: {title: Votes, unit: item, column: Votes}}\n"
    )
    root = project_of(
        tmp_path / "p",
        declared,
        rows,
        "title: T\nperiod: 2021\nmetrics: {x: {value: 'd.x[Kent]'}}\n",
    )
    code, said = updated(root, written(tmp_path / "new.csv", rows), capsys, "--yes")
    assert code == 2
    assert "nothing tells of which this file is (say which: --period 2025)" in said


@pytest.mark.parametrize("declared", ["", "decimal: ','\n"])
def test_decimal_commas_of_both_editions_are_read_alike(tmp_path: Path, capsys, declared):
    shape = f'delimiter: ";"\n{declared}' + BIRTHS.replace("unit: person", "unit: thousand person")
    rows = [[year, f"{births[:2]},{births[2:]}"] for year, births in births(2024)[1:]]
    root = project_of(tmp_path / "p", shape, [], BRIEF)
    written(root / "data/s0/old.csv", [["Year", "Births"], *rows], delimiter=";")
    new = [["Year", "Births"], *rows, ["2025", "98,1"]]
    code, said = updated(root, written(tmp_path / "new.csv", new, delimiter=";"), capsys)
    assert code == 0
    assert "another scale" not in said
    assert "times smaller" not in said


def test_a_measure_of_the_opposite_sign_is_told_and_not_compared(tmp_path: Path, capsys):
    shape = "period: {column: Year}\nseries: {x: {title: Budget balance, unit: million EUR, column: Balance}}\n"
    before = [["2021", "-61"], ["2022", "-40"], ["2023", "-31"], ["2024", "-28"]]
    root = project_of(tmp_path / "p", shape, [["Year", "Balance"], *before], BRIEF)
    turned = [[year, value[1:]] for year, value in before]
    file = written(tmp_path / "new.csv", [["Year", "Balance"], *turned, ["2025", "24"]])
    _, said = updated(root, file, capsys, "--column", "x=Balance", "--period", "2025", "--yes")
    assert "all values of shared periods have the opposite sign" in said
    assert "2021 was" not in said
    (brief,) = briefing.check_all(project=root)
    told = [plain(one.text) for one in brief.document.changes]
    assert [one for one in told if "its sign is turned round" in one]
    assert not [one for one in told if "revised" in one]
