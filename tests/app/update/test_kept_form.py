"""An update keeps the form in which the author declared a long table: ``measure:`` and ``value:``."""

import pytest
from updating import config_of, project_of, updated, written

from briefing.app.build.pipeline import open_project
from briefing.core.problems import ProblemLog
from briefing.data.reading import read_dataset

DECLARED = """\
period: {column: year}
dimension: region
measure: item
value: number
series:
  pupils: {measure: Pupils, title: Pupils, unit: person}
  schools: {measure: Schools, title: Schools, unit: item}
"""
BRIEF = """\
title: Pupils
period: 2022
metrics: {p: {value: "d.pupils[North]"}, s: {value: "d.schools[South]"}}
sections: [{title: One, text: "There are {{ p }}, {{ s }}."}]
"""
PUPILS = {"North": (45210, 45870, 46010, 46200), "South": (31400, 31210, 31150, 31020)}
SCHOOLS = {"North": (312, 309, 307, 301), "South": (208, 206, 206, 204)}


def rows(years: int, head=("year", "region", "item", "number"), names=("Pupils", "Schools")):
    found = [list(head)]
    for name, values in zip(names, (PUPILS, SCHOOLS), strict=True):
        for region, numbers in values.items():
            found += [
                [str(2020 + at), region, name, str(one)] for at, one in enumerate(numbers[:years])
            ]
    return found


def facts(root, name="d"):
    project = open_project(root, ["b"])
    config = project.config.datasets[name]
    read = read_dataset(project.workspace, name, config, project.places, ProblemLog())
    return {
        (measure, member, period.code): fact.quantity.value
        for measure, one in read.measures.items()
        for member, series in one.members.items()
        for period, fact in series.facts.items()
    }


def expected(years: int):
    return {
        (measure, region, str(2020 + at)): number
        for measure, values in (("pupils", PUPILS), ("schools", SCHOOLS))
        for region, numbers in values.items()
        for at, number in enumerate(numbers[:years])
    }


def test_the_same_layout_changes_no_key(tmp_path, capsys):
    root = project_of(tmp_path / "project", DECLARED, rows(3), BRIEF)
    before = config_of(root)
    code, said = updated(root, written(tmp_path / "new.csv", rows(4)), capsys, "--yes")
    assert code == 0, said
    after = config_of(root)
    assert "where" not in after
    kept = "\n".join(f"    {line}" for line in DECLARED.strip().splitlines())
    assert kept in before
    assert kept in after
    assert facts(root) == expected(4)
    assert facts(root, "d@s0") == expected(3)


@pytest.mark.parametrize(
    ("head", "names", "told"),
    [
        (
            ("year", "region", "Series", "Obs"),
            ("Pupils", "Schools"),
            ["measure: Series", "value: Obs"],
        ),
        (
            ("year", "region", "item", "number"),
            ("Pupils in all schools", "Schools in January"),
            ["measure: Pupils in all schools", "measure: Schools in January"],
        ),
    ],
)
def test_other_names_stand_in_the_same_form(tmp_path, capsys, head, names, told):
    root = project_of(tmp_path / "project", DECLARED, rows(3), BRIEF)
    new = written(tmp_path / "new.csv", rows(4, head, names))
    code, said = updated(root, new, capsys, "--yes")
    assert code == 0, said
    after = config_of(root)
    assert "where" not in after
    assert after.count("column:") == 1
    assert all(one in after for one in told)
    assert facts(root) == expected(4)
    assert facts(root, "d@s0") == expected(3)


def test_a_single_measure_of_a_long_table(tmp_path, capsys):
    declared = "\n".join(one for one in DECLARED.splitlines() if "schools:" not in one)
    brief = BRIEF.replace(', s: {value: "d.schools[South]"}', "").replace(", {{ s }}", "")
    root = project_of(tmp_path / "project", declared, rows(3), brief)
    code, said = updated(root, written(tmp_path / "new.csv", rows(4)), capsys, "--yes")
    assert code == 0, said
    assert "where" not in config_of(root)
    assert "pupils: {measure: Pupils, title: Pupils, unit: person}" in config_of(root)


def test_a_wide_table_has_no_column_of_measures(tmp_path, capsys):
    root = project_of(tmp_path / "project", DECLARED, rows(3), BRIEF)
    wide = [["year", "region", "Pupils", "Schools"]]
    for region in PUPILS:
        wide += [
            [str(2020 + at), region, str(PUPILS[region][at]), str(SCHOOLS[region][at])]
            for at in range(4)
        ]
    code, said = updated(root, written(tmp_path / "new.csv", wide), capsys, "--yes")
    assert code == 0, said
    assert facts(root) == expected(4)
    assert facts(root, "d@s0") == expected(3)


def test_what_the_author_wrote_as_where_stays_so(tmp_path, capsys):
    declared = DECLARED.replace("measure: item\nvalue: number\n", "")
    for name in ("Pupils", "Schools"):
        declared = declared.replace(
            f"{{measure: {name}", f"{{column: number, where: {{item: {name}}}"
        )
    root = project_of(tmp_path / "project", declared, rows(3), BRIEF)
    code, said = updated(root, written(tmp_path / "new.csv", rows(4)), capsys, "--yes")
    assert code == 0, said
    assert "measure:" not in config_of(root)
    assert "where: {item: Pupils}" in config_of(root)
    assert facts(root) == expected(4)
