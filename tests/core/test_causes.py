"""What led to a problem is told with it, before it; and one finding of many rows is told once."""

import json
import time
from pathlib import Path

import pytest
from places import US, WORLD

import briefing
from briefing.app.build.summary import problem_entry, problem_of
from briefing.app.cli import main as cli
from briefing.core.problems import (
    BriefingError,
    Place,
    Problem,
    ProblemLog,
    Severity,
    Subject,
    UnusableInput,
)

FIRST = "finding: data/us.csv:4:2: 'many tons' is no number"
THEN = "'output' cannot be computed: 'us.output' has no value for 2024"


def problems_of(project: Path) -> tuple[Problem, ...]:
    with pytest.raises(BriefingError) as raised:
        briefing.check_all(project=project)
    return raised.value.problems


def write(project: Path, name: str, text: str) -> None:
    (project / "data" / name).write_text(text, encoding="utf-8")


def test_a_refused_cell_is_told_before_what_follows_from_it(project: Path, capsys):
    write(project, "us.csv", US.replace("2024,450", "2024,many tons"))
    assert cli.main(["check", "--project", str(project), "--quiet"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith(FIRST)
    assert lines[0].endswith("[unreadable-number]")
    assert THEN in lines[1]
    assert lines[1].endswith("; because of data/us.csv:4:2 [no-value]")


def test_the_cause_is_known_to_machines(project: Path, capsys):
    write(project, "us.csv", US.replace("2024,450", "2024,many tons"))
    assert cli.main(["check", "--project", str(project), "--json"]) == 2
    cause, then, *_ = json.loads(capsys.readouterr().out)["problems"]
    assert (cause["code"], cause["type"], cause["cell"]) == (
        "unreadable-number",
        "data",
        "many tons",
    )
    assert then["code"] == "no-value"
    (place,) = then["because"]
    assert (place["file"], place["line"], place["column"]) == ("data/us.csv", 4, 2)
    assert cli.main(["check", "--project", str(project), "--format", "sarif"]) == 2
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    results = {one["ruleId"]: one for one in run["results"]}
    (near,) = results["no-value"]["relatedLocations"]
    assert near["physicalLocation"]["region"] == {"startLine": 4, "startColumn": 2}


def test_a_row_without_its_period_is_the_cause_of_the_value_that_is_not_there(project: Path):
    write(project, "us.csv", US.replace("2024,450", "this year,450"))
    cause, *more = problems_of(project)
    assert cause.code == "no-period"
    then = [one for one in more if one.code == "no-value"]
    assert then
    assert all(one.because == (cause,) for one in then)


def test_a_row_without_its_member_is_the_cause_of_the_member_that_is_not_there(project: Path):
    write(project, "world.csv", WORLD.replace("China,", ","))
    found = problems_of(project)
    cause = next(one for one in found if one.code == "row-without-member")
    then = next(one for one in found if one.code == "unknown-member")
    assert then.because == (cause,)
    assert found.index(cause) < found.index(then)


def test_a_cell_of_another_series_is_no_cause(project: Path):
    write(project, "us.csv", US.replace("2024,450,80", "2024,,x").replace("2024,,", "2025,450,"))
    (then,) = [one for one in problems_of(project) if THEN in one.message]
    assert then.because == ()


def test_the_cause_is_found_through_the_metrics_between(project: Path):
    path = project / "config/small.yaml"
    more = "  growth: {change: output}\n  again: {change: growth}\n  share:"
    path.write_text(path.read_text("utf-8").replace("  share:", more), "utf-8")
    write(project, "us.csv", US.replace("2023,416", "2023,x"))
    found = problems_of(project)
    cause = next(one for one in found if one.code == "unreadable-number")
    then = [one for one in found if "'growth'" in one.message or "'again'" in one.message]
    assert then
    assert all(one.because == (cause,) for one in then)


def test_warnings_are_told_with_what_stops_the_work(project: Path):
    path = project / "config/small.yaml"
    path.write_text(path.read_text("utf-8").replace("chart: bars", "chart: barz"), "utf-8")
    assert {one.code for one in problems_of(project)} == {"unknown-part", "unused-part"}


def test_one_finding_of_many_rows_is_told_once(project: Path, capsys):
    rows = "".join(f"{year},many {year % 7} tons,1\n" for year in range(1000, 2022))
    write(project, "us.csv", US.replace("2022,", f"{rows}2022,", 1))
    assert cli.main(["check", "--project", str(project), "--quiet"]) == 1
    (line,) = [one for one in capsys.readouterr().err.splitlines() if "is no number" in one]
    assert line.startswith("finding: data/us.csv:2:2: 'many 6 tons' is no number")
    assert (
        "; 1,022 times, also 'many 0 tons' at data/us.csv:3:2 and 'many 1 tons' at data/us.csv:4:2 ["
        in line
    )


def test_texts_that_differ_are_shown_before_the_same_again(project: Path):
    write(project, "us.csv", US.replace("400", "x").replace("416", "x").replace("450", "y"))
    one = next(one for one in problems_of(project) if one.code == "unreadable-number")
    assert (one.count, one.cell) == (3, "x")
    assert [(two.cell, two.place.line) for two in one.also if two.place] == [("x", 3), ("y", 4)]
    rows = "".join(f"{year},x,1\n" for year in range(1990, 2022))
    write(project, "us.csv", US.replace("2022,400", f"{rows}2022,x").replace("450", "y"))
    one = next(one for one in problems_of(project) if one.code == "unreadable-number")
    assert "y" in {two.cell for two in one.also}


def test_findings_of_two_series_stay_two(project: Path):
    write(project, "us.csv", US.replace("2022,400,>95", "2022,x,y"))
    found = [one for one in problems_of(project) if one.code == "unreadable-number"]
    assert [(one.cell, one.count) for one in found] == [("x", 1), ("y", 1)]


def finding(row: int) -> Problem:
    about = (Subject("d.x", None, row),)
    place = Place("data/d.csv", row, 2)
    return Problem(place, f"'{row}' is no", "", Severity.MISLEADING, code="unreadable-number",
                   about=about, cell=str(row))  # fmt: skip


def test_many_findings_cost_a_time_that_grows_as_they_do():
    def seconds(count: int) -> float:
        log = ProblemLog()
        began = time.process_time()
        for row in range(count):
            log.put(finding(row))
            log.put(finding(row))
        log.add(None, "nothing", code="no-value", lacks=(Subject("d.x", None, count - 1),))
        with pytest.raises(UnusableInput) as raised:
            log.raise_if_any()
        assert len(raised.value.problems) == 2
        return time.process_time() - began

    seconds(100)
    assert seconds(10_000) < 2  # by comparing each with each, minutes


def test_a_cause_beyond_the_places_that_are_told_is_named_by_what_follows():
    log = ProblemLog(finding(row) for row in range(2, 50))
    log.add(
        Place("config/b.yaml", 3), "nothing", code="no-value", lacks=(Subject("d.x", None, 30),)
    )
    cause, then = log
    assert cause.count == 48
    assert str(then) == "config/b.yaml:3: nothing; because of data/d.csv:30:2"
    assert [one.code for one in log] == ["unreadable-number", "no-value"]


def test_many_causes_are_counted():
    log = ProblemLog(finding(row) for row in range(2, 50))
    log.add(None, "nothing", code="no-value", lacks=(Subject("d.x"),))
    assert str(list(log)[-1]).endswith("data/d.csv:2:2, data/d.csv:3:2, data/d.csv:4:2 and 45 more")


def test_a_problem_comes_back_from_its_json():
    log = ProblemLog(finding(row) for row in range(2, 50))
    log.add(Place("a.yaml", 1), "nothing", code="no-value", lacks=(Subject("d.x", None, 30),))
    for one in log:
        assert problem_of(problem_entry(one)).line == one.line


def test_a_problem_is_known_again_when_lines_moved():
    one = Problem(Place("p.yaml", 3, keys=("a", "b")), "wrong", code="wrong-type")
    moved = Problem(Place("p.yaml", 9, keys=("a", "b")), "wrong in other words", code="wrong-type")
    assert one.identity == moved.identity
    other = Problem(Place("p.yaml", 3, keys=("a", "c")), "wrong", code="wrong-type")
    assert one.identity != other.identity
    assert finding(3).identity != finding(4).identity
