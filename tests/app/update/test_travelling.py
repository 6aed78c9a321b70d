"""Marks, notes, statuses, names and bases travel from edition to edition; what changed is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from updating import config_of, project_of, updated, written

from briefing.app.build.pipeline import open_project
from briefing.app.cli import main as cli
from briefing.core.problems import ProblemLog
from briefing.core.status import Status
from briefing.data.reading import read_dataset

COUNTRIES = """\
dimension: {column: country}
series:
  x: {title: Physicians, unit: person, columns: {2021: "2021", 2022: "2022"}}
"""
DOCTORS = [
    ["country", "2021", "2022"],
    ["France", "217600", "219100"],
    ["Spain", "203400", "207900"],
    ["Turkey", "183600", "194700"],
    ["Swaziland", "111", "113"],
]
OF_TURKEY = """\
title: Physicians
period: 2022
metrics: {t: {value: "d.x[Turkey]"}, s: {share: d.x, of: Turkey}}
sections: [{title: One, text: "{{ t.member }} has {{ t }}, {{ s }}."}]
"""
SCHOOLS = """\
period: {column: year, estimated: [2022]}
series:
  pupils: {column: pupils, title: Pupils, unit: person}
  schools: {column: schools, title: Schools, unit: item}
"""
PUPILS = [
    ["year", "pupils", "schools"],
    ["2020", "45210", "312"],
    ["2021", "45870", "309"],
    ["2022", "46010", "307"],
]
OF_PUPILS = """\
title: Pupils
period: 2022
metrics: {p: {value: d.pupils}}
sections: [{title: One, text: "There are {{ p }}."}]
"""


def facts(root: Path, measure: str, member: str | None = None, name: str = "d"):
    """The facts of a series by period."""
    project = open_project(root, ["b"])
    config = project.config.datasets[name]
    data = read_dataset(project.workspace, name, config, project.places, ProblemLog())
    found = data.measures[measure]
    line = found.members[member] if member else found
    return {period.code: fact for period, fact in line.facts.items()}


@pytest.fixture
def schools(tmp_path: Path) -> Path:
    """A project on schools, the last year an estimate."""
    return project_of(tmp_path / "project", SCHOOLS, PUPILS, OF_PUPILS)


@pytest.fixture
def doctors(tmp_path: Path) -> Path:
    """A project on physicians by country."""
    return project_of(tmp_path / "project", COUNTRIES, DOCTORS, OF_TURKEY)


def in_a_long_workbook(path: Path) -> Path:
    """Pupils and schools, a row for each value, with flags and notes, on the second sheet."""
    book = openpyxl.Workbook()
    book.active.append(["Contents", "see Data"])
    sheet = book.create_sheet("Data")
    sheet.append(["Measure", "Year", "Value", "Flag", "Notes"])
    values = {
        "Pupils in all schools": (45870, 46050, 46230),
        "Schools open in January": (309, 307, 301),
    }
    for measure, every in values.items():
        for year, value, flag in zip((2021, 2022, 2023), every, ("", "r", "p"), strict=True):
            note = "without nurseries" if measure.startswith("Pupils") else ""
            sheet.append([measure, year, value, flag, note])
    book.save(path)
    return path


def test_flags_and_notes_of_another_layout_travel(schools: Path, tmp_path: Path, capsys):
    code, said = updated(schools, in_a_long_workbook(tmp_path / "next.xlsx"), capsys, "--yes")
    assert code == 0, said
    found = facts(schools, "pupils")
    assert [found[one].quantity.value for one in ("2021", "2022", "2023")] == [45870, 46050, 46230]
    assert found["2023"].quantity.status is Status.PROVISIONAL
    assert found["2022"].quantity.status is Status.NORMAL, (
        "it was an estimate before, and is none now"
    )
    assert "without nurseries" in found["2023"].note


MARKS = {
    "46230 e": Status.ESTIMATED,
    "e46230": Status.ESTIMATED,
    "46230 [p]": Status.PROVISIONAL,
    "46,230ᵇ": Status.BREAK,
    "46230 (f)": Status.FORECAST,
    "46230 [r]": Status.NORMAL,
}


@pytest.mark.parametrize(("mark", "status"), MARKS.items())
def test_marks_beside_numbers_keep_them_known(schools, tmp_path, capsys, mark, status):
    new = [["Year", "A", "B"], ["2021", "45870 [r]", "309"], ["2022", "46010 b", "307 p"]]
    file = written(tmp_path / "next.csv", [*new, ["2023", mark, "301"]])
    code, said = updated(schools, file, capsys, "--yes")
    assert code == 0, said
    assert "pupils: now 'A' (was 'pupils'); 2 of 2 values as before" in said
    fact = facts(schools, "pupils")["2023"]
    assert fact.quantity.value == 46230
    assert fact.quantity.status is status


def test_words_of_notes_that_are_statuses_are_statuses(schools: Path, tmp_path: Path, capsys):
    new = [["year", "pupils", "schools", "Notes"], ["2022", "46010", "307", ""]]
    file = written(tmp_path / "next.csv", [*new, ["2023", "46230", "301", "Estimated"]])
    code, said = updated(schools, file, capsys, "--yes")
    assert code == 0, said
    found = facts(schools, "pupils")
    assert found["2023"].quantity.status is Status.ESTIMATED
    assert found["2022"].quantity.status is Status.NORMAL


def test_an_estimate_that_no_mark_tells_is_taken_over_and_told(schools, tmp_path, capsys):
    new = [PUPILS[0], *PUPILS[2:], ["2023", "46230", "301"]]
    code, said = updated(schools, written(tmp_path / "next.csv", new), capsys, "--yes")
    assert code == 0, said
    assert (
        "look: 2023 is taken as estimated, as 2022 was before; no mark of the file says so" in said
    )
    assert facts(schools, "pupils")["2023"].quantity.status is Status.ESTIMATED


def test_renamed_members_are_told_with_their_values(doctors: Path, tmp_path: Path, capsys):
    new = [
        ["country", "2022", "2023"],
        ["France", "219100", "221000"],
        ["Spain", "207900", "211000"],
        ["Türkiye", "194700", "205300"],
        ["Eswatini", "113", "117"],
    ]
    code, said = updated(
        doctors, written(tmp_path / "next.csv", new), capsys, "--yes", "--period", "2023"
    )
    assert code == 0, said
    assert "look: 'Turkey' is now 'Türkiye', 1 of 1 values alike" in said
    assert "look: 'Swaziland' is now 'Eswatini', 1 of 1 values alike" in said
    assert "d.x[Türkiye]" in (doctors / "config/b.yaml").read_text(encoding="utf-8")
    later = [
        ["country", "2022", "2023", "2024"],
        ["France", "219100", "221000", "222000"],
        ["Spain", "207900", "211000", "214000"],
        ["Republic of Anatolia", "194700", "205300", "215000"],
        ["Eswatini", "113", "117", "119"],
    ]
    file = written(tmp_path / "later.csv", later)
    code, said = updated(doctors, file, capsys, "--yes", source="s2")
    assert code == 0, said
    assert "look: 'Türkiye' is now 'Republic of Anatolia', 2 of 2 values alike" in said
    for name in ("d", "d@s1", "d@s0"):
        assert "Republic of Anatolia" in str(facts(doctors, "x", "Republic of Anatolia", name)), (
            name
        )


def test_two_names_for_the_same_values_are_asked(doctors: Path, tmp_path: Path, capsys):
    new = [
        ["country", "2022", "2023"],
        ["France", "219100", "221000"],
        ["Spain", "207900", "211000"],
        ["Türkiye", "194700", "205300"],
        ["Anatolia", "194700", "201000"],
        ["Swaziland", "113", "117"],
    ]
    file = written(tmp_path / "next.csv", new)
    code, said = updated(doctors, file, capsys, "--yes")
    assert code == 2, said
    assert "may be 'Turkey': the values fit more than one way" in said
    assert "--member" in said
    assert "[edition-member-unsure]" in said
    code, said = updated(doctors, file, capsys, "--yes", "--member", "Türkiye=Turkey")
    assert code == 0, said
    assert facts(doctors, "x", "Turkey")["2023"].quantity.value == 205300


def test_a_known_name_beside_the_values_of_another_is_asked(tmp_path: Path, capsys):
    declared = COUNTRIES.replace('2022: "2022"', '2022: "2022", 2020: "2020"')
    old = [[*row, "2020" if row[0] == "country" else str(int(row[1]) - 7)] for row in DOCTORS]
    root = project_of(tmp_path / "project", declared, old, OF_TURKEY)
    swapped = {"France": "Spain", "Spain": "France"}
    new = [[swapped.get(row[0], row[0]), *row[1:]] for row in old]
    code, said = updated(root, written(tmp_path / "next.csv", new), capsys, "--yes")
    assert code == 2, said
    assert "'France' has none of its values any more, and those of 'Spain'" in said


def test_all_codes_changed_are_known_by_their_values(tmp_path: Path, capsys):
    codes = {"France": "FR", "Spain": "ES", "Turkey": "TR", "Swaziland": "SZ"}
    old = [["country", "2021", "2022"], *([codes[row[0]], *row[1:]] for row in DOCTORS[1:])]
    brief = OF_TURKEY.replace("Turkey", "TR")
    root = project_of(tmp_path / "project", COUNTRIES, old, brief)
    longer = {"FR": "FRA", "ES": "ESP", "TR": "TUR", "SZ": "SWZ"}
    new = [["geo", "2022", "2023"]]
    new += [[longer[row[0]], row[2], str(int(row[2]) + 1000)] for row in old[1:]]
    code, said = updated(root, written(tmp_path / "next.csv", new), capsys, "--yes")
    assert code == 0, said
    assert "look: 'FR' is now 'FRA', 1 of 1 values alike" in said
    assert "no longer there: 'FR'" not in said
    assert "d.x[TUR]" in (root / "config/b.yaml").read_text(encoding="utf-8")
    assert facts(root, "x", "FRA")["2023"].quantity.value == 220100


PRICES = """\
period: {column: year}
series:
  p: {column: p, title: Consumer price index, unit: index}
"""
OF_PRICES = """\
title: Prices
period: 2023
metrics: {p: {value: d.p}}
sections: [{title: One, text: "It is {{ p }}."}]
"""


def test_an_index_on_another_base_is_no_revision(tmp_path: Path, capsys):
    old = [["year", "p"], *([str(2019 + n), f"{100 + 3.7 * n:.1f}"] for n in range(5))]
    root = project_of(tmp_path / "project", PRICES, old, OF_PRICES)
    new = [["year", "Index, 2023 = 100"]]
    new += [[str(2019 + n), f"{(100 + 3.7 * n) / 1.148:.1f}"] for n in range(6)]
    code, said = updated(root, written(tmp_path / "next.csv", new), capsys, "--yes")
    assert code == 0, said
    assert "it has another base" in said
    assert "was 10" not in said


def test_a_scale_that_the_file_states_is_taken_and_told(tmp_path: Path, capsys):
    declared = (
        "period: {column: year}\nseries:\n  p: {column: p, title: Exports, unit: million EUR}\n"
    )
    old = [["year", "p"], ["2021", "412.5"], ["2022", "438.7"], ["2023", "441.2"]]
    root = project_of(tmp_path / "project", declared, old, OF_PRICES)
    new = [["year", "p", "unit"]]
    new += [
        [str(2022 + n), one, "thousand EUR"] for n, one in enumerate(("438700", "441200", "450100"))
    ]
    code, said = updated(root, written(tmp_path / "next.csv", new), capsys, "--yes")
    assert code == 0, said
    assert "look: p: it is now in 'thousand EUR' (was million EUR)" in said
    assert "unit: thousand EUR" in config_of(root)
    code, said = updated(
        root, written(tmp_path / "more.csv", [row[:2] for row in new]), capsys, source="s2"
    )
    assert code == 0, said


def test_the_exit_code_tells_of_briefs_that_cannot_be_built(schools: Path, tmp_path: Path, capsys):
    new = [["year", "schools"], ["2021", "309"], ["2022", "307"], ["2023", "301"]]
    file = written(tmp_path / "next.csv", new)
    shutil.copytree(schools, tmp_path / "other")
    assert updated(schools, file, capsys)[0] == 1
    code, said = updated(tmp_path / "other", file, capsys, "--yes", "--build")
    assert code == 1, said
    assert "can no longer be built" in said
    assert cli.main(["check", "--project", str(tmp_path / "other"), "--quiet"]) in {1, 2}
