"""Periods of whole tables: school years, monthly prices and weekly admissions, as offices write them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from briefing.core.fact import Fact
from briefing.core.problems import ProblemLog
from briefing.core.series import Dataset, Series
from briefing.core.workspace import Workspace
from briefing.data.reading import read_datasets
from briefing.project.declared import Places
from briefing.project.project_schema import ProjectConfig

SOURCE = {"title": "T", "publisher": "P", "licence": "L"}


def read(
    root: Path, rows: list[list[object]], published: str = "2025-06-30", **config: object
) -> tuple[Dataset | None, ProblemLog]:
    """A table as CSV, or as a workbook where a cell is a date."""
    is_book = any(isinstance(cell, dt.date) for row in rows for cell in row)
    path = root / ("d.xlsx" if is_book else "d.csv")
    if is_book:
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(path)
    else:
        path.write_text("\n".join(",".join(str(cell) for cell in row) for row in rows))
    declared = {
        "source": "s",
        "path": path.name,
        "period": {"column": rows[0][0]},
        "series": {"x": {"column": "x", "title": "X", "unit": "t"}},
        **config,
    }
    source = {**SOURCE, "published": published}
    project = ProjectConfig.model_validate({"sources": {"s": source}, "datasets": {"d": declared}})
    log = ProblemLog()
    found = read_datasets(Workspace(root), project, Places("project.yaml"), ["d"], log)
    return found.get("d"), log


def series_of(dataset: Dataset | None) -> Series:
    assert dataset is not None
    found = dataset.measures["x"]
    assert isinstance(found, Series)
    return found


def told(dataset: Dataset | None) -> dict[str, int]:
    facts: dict[str, Fact] = {str(when): fact for when, fact in series_of(dataset).facts.items()}
    return {when: int(fact.quantity.value or 0) for when, fact in facts.items()}


def test_school_years_stand_one_after_another(tmp_path: Path) -> None:
    rows = [["Year", "x"], ["2020/21", 1003], ["2021/22", 807], ["2022/23", 901]]
    found = series_of(read(tmp_path, rows)[0])
    last = found.periods[-1]
    assert str(found.before(last)) == "2021/22"
    assert found.at(found.before(last)) is not None


def test_school_years_name_columns(tmp_path: Path) -> None:
    rows = [["Region", "2010-11", "2011-12"], ["North", 5, 6]]
    series = {
        "x": {"columns": {"2010-11": "2010-11", "2011-12": "2011-12"}, "title": "X", "unit": "t"}
    }
    found, log = read(tmp_path, rows, dimension="Region", period=None, series=series)
    assert found is not None
    assert [str(one) for one in found.measures["x"].periods] == ["2010/11", "2011/12"]
    assert not [one for one in log if one.code == "unclear-period"]


def test_one_ambiguous_year_is_asked_for_with_the_yaml(tmp_path: Path) -> None:
    rows = [["Year", "x"], ["2011-12", 5]]
    found, log = read(tmp_path, rows)
    [problem] = [one for one in log if one.code == "unclear-period"]
    assert found is None
    assert "'2011-12' may be the month 2011-12 or the 12-month year 2011/12" in problem.message
    assert "'period: {column: Year, years: split}'" in problem.advice
    settled, log = read(tmp_path, rows, period={"column": "Year", "years": "split"})
    assert told(settled) == {"2011/12": 5}


def test_month_ends_of_a_workbook_are_months(tmp_path: Path) -> None:
    rows = [["Month", "x"], [dt.date(2024, 1, 31), 413], [dt.date(2024, 2, 29), 452]]
    assert told(read(tmp_path, rows)[0]) == {"2024-01": 413, "2024-02": 452}


def test_dates_above_columns_are_found_by_their_period(tmp_path: Path) -> None:
    rows = [["Item", dt.date(2024, 1, 1), dt.date(2024, 2, 1)], ["Rice", 413, 452]]
    columns = {"2024-01": "2024-01", "2024-02": "Feb 2024"}
    series = {"x": {"columns": columns, "title": "X", "unit": "t"}}
    found, _ = read(tmp_path, rows, dimension="Item", period=None, series=series)
    assert found is not None
    prices = found.measures["x"].members["Rice"]  # type: ignore[union-attr]
    assert {str(when): int(fact.quantity.value or 0) for when, fact in prices.facts.items()} == {
        "2024-01": 413,
        "2024-02": 452,
    }


@pytest.mark.parametrize(
    ("weeks", "first", "step"),
    [
        (["2024-W52", "2025-W01", "2025-W02"], "2024-W52", "2025-W01"),
        (["29/12/2024", "05/01/2025", "12/01/2025"], "2024-12-29", "2025-01-05"),
        (["w/e 29/12/2024", "w/e 05/01/2025"], "week ending 2024-12-29", "week ending 2025-01-05"),
    ],
)
def test_weekly_admissions_in_a_long_table(
    tmp_path: Path, weeks: list[str], first: str, step: str
) -> None:
    rows = [["week", "what", "value"]]
    rows += [[week, "admissions", 100 + n] for n, week in enumerate(weeks)]
    series = {"x": {"measure": "admissions", "title": "X", "unit": "person"}}
    found = series_of(read(tmp_path, rows, measure="what", value="value", series=series)[0])
    assert str(found.periods[0]) == first
    assert str(found.before(found.periods[1])) == first
    assert str(found.periods[0].shifted(1)) == step


@pytest.mark.parametrize("years", [["2023", "", "", "2024"], ["2023", "2023", "2023", "2024"]])
@pytest.mark.parametrize("parts", [["Q3", "Q4", "Total", "Q1"], ["Quarter 3", "4", "", "1"]])
def test_a_year_and_its_quarter_stand_in_two_columns(
    tmp_path: Path, years: list[str], parts: list[str]
) -> None:
    rows = [["Year", "Quarter", "x"]]
    rows += [[year, part, n] for n, (year, part) in enumerate(zip(years, parts, strict=True), 1)]
    if parts[2] == "":
        rows[3][0] = "2023"  # a total whose row names its year alone
    found, _ = read(tmp_path, rows, period={"column": "Year", "and": "Quarter"})
    assert told(found) == {"2023": 3, "2023-Q3": 1, "2023-Q4": 2, "2024-Q1": 4}


def test_what_is_no_period_is_told_with_what_can_be_read(tmp_path: Path) -> None:
    rows = [["Month", "x"], ["2024-01", 1], ["Spring", 2], ["Summer", 3]]
    found, log = read(tmp_path, rows)
    [problem] = [one for one in log if one.code == "no-period"]
    assert told(found) == {"2024-01": 1}
    assert problem.count == 2
    assert "'Spring' is no period" in problem.message
    assert "2024-W05" in problem.advice


def test_a_year_that_was_not_over_is_not_compared(tmp_path: Path) -> None:
    rows = [["year", "x"], ["2023", 100], ["2024", 104], ["2025", 41]]
    dataset, log = read(tmp_path, rows)
    found = series_of(dataset)
    assert [one.partial for one in found.periods] == ["", "", "so far"]
    assert [str(one) for one in found.since_break(found.periods[1]).periods] == ["2023", "2024"]
    [problem] = [one for one in log if one.code == "partial-period"]
    assert "2025 was not over when 's' was published on 2025-06-30" in problem.message


@pytest.mark.parametrize(
    ("partial", "words"),
    [(2024, ["", "so far", ""]), ({2025: "2025-03"}, ["", "", "2025-03"]), ([], ["", "", ""])],
)
def test_what_is_declared_as_partial_is_that_and_no_more(
    tmp_path: Path, partial: object, words: list[str]
) -> None:
    rows = [["year", "x"], ["2023", 100], ["2024", 104], ["2025", 41]]
    dataset, log = read(tmp_path, rows, period={"column": "year", "partial": partial})
    assert [one.partial for one in series_of(dataset).periods] == words
    assert not [one for one in log if one.code == "partial-period"]


def test_a_forecast_is_no_partial_period(tmp_path: Path) -> None:
    rows = [["year", "x"], ["2024", 104], ["2025", 110], ["2026", 115]]
    status = [{"code": "F", "periods": [2025, 2026]}]
    dataset, _ = read(tmp_path, rows, status=status)
    assert not any(one.partial for one in series_of(dataset).periods)


def test_years_do_not_count_among_months(tmp_path: Path) -> None:
    rows = [["when", "x"], ["2023", 100], ["2024 NOV", 8], ["2024 DEC", 9], ["2024", 104]]
    found = series_of(read(tmp_path, rows)[0])
    december = next(one for one in found.periods if str(one) == "2024-12")
    assert [str(fact.period) for fact in found.until(december)] == ["2024-11", "2024-12"]


@pytest.mark.parametrize(
    ("published", "partial"),
    [
        ("2023-12-31", ""),  # it had not begun: a plan, perhaps
        ("2024-01-01", "so far"),
        ("2024-11-30", "so far"),
        ("2024-12-01", ""),  # of many sources only the month is known
        ("2024-12-31", ""),
        ("2025-02-01", ""),
    ],
)
def test_a_year_is_partial_from_its_first_day_to_the_month_before_its_last(
    tmp_path: Path, published: str, partial: str
) -> None:
    rows = [["year", "x"], ["2023", 100], ["2024", 104]]
    dataset, log = read(tmp_path, rows, published=published)
    assert series_of(dataset).periods[-1].partial == partial
    later = ["later-than-published"] if published == "2023-12-31" else []
    assert [one.code for one in log] == (["partial-period"] if partial else later)


def test_what_begins_after_publication_is_a_forecast_and_told_once(tmp_path: Path) -> None:
    rows = [["year", "x"], ["2024", 104], ["2025", 110], ["2026", 115], ["2027", "119e"]]
    dataset, log = read(tmp_path, rows, published="2024-11-05")
    statuses = [fact.quantity.status.value for fact in series_of(dataset).facts.values()]
    assert statuses == ["A", "F", "F", "E"]
    [problem] = [one for one in log if one.code == "later-than-published"]
    assert "2025, 2026 begin after 's' was published on 2024-11-05" in problem.message
    declared = {"status": [{"code": "F", "periods": [2025, 2026, 2027]}]}
    assert not [*read(tmp_path, rows, published="2024-12-05", **declared)[1]]


def test_a_period_that_is_partial_keeps_its_own_break_under_that_name(tmp_path: Path) -> None:
    rows = [["year", "x"], ["2023", 100], ["2024", 104]]
    dataset, _ = read(tmp_path, rows, period={"column": "year", "partial": 2024})
    (broken,) = series_of(dataset).breaks
    assert (str(broken), broken.partial) == ("2024", "so far")
    assert str(series_of(dataset).breaks[broken]) == "declared as partial"


def status_of(dataset: Dataset | None) -> dict[str, str]:
    facts = series_of(dataset).facts
    return {str(when): fact.quantity.status.value for when, fact in facts.items()}


YEARS = [["year", "flag", "x"], ["2022", "", 100], ["2023", "r", 104], ["2024", "e", 41]]


@pytest.mark.parametrize(
    ("period", "status", "told"),
    [
        ({}, [], "A A A"),
        ({"estimated": "last"}, [], "A A E"),
        ({"estimated": [2022]}, [], "E A A"),
        ({"provisional": [2022, 2024]}, [], "P A P"),
        ({"estimated": [2023, 2024], "provisional": [2024]}, [], "A E P"),
        ({"estimated": "last"}, [{"code": "F", "periods": [2024]}], "A A F"),
        ({"estimated": [2022]}, [{"code": "F", "periods": [2024]}], "E A F"),
        ({}, [{"code": "F"}, {"code": "U", "periods": [2023]}], "F U F"),
        ({}, [{"code": "U", "periods": [2023]}, {"code": "F"}], "F F F"),
        ({}, [{"code": "F", "series": ["x"]}], "F F F"),
        ({}, [{"code": "F", "where": {"flag": "e"}}], "A A F"),
        ({}, [{"code": "F", "where": {"flag": ["e", "r"]}}], "A F F"),
        ({}, [{"column": "flag", "codes": {"e": "E", "r": "P"}}], "A P E"),
        ({}, [{"code": "I", "periods": [2022]}, {"column": "flag", "codes": {"e": "E", "r": "P"}}], "I P E"),
    ],
)  # fmt: skip
def test_the_last_rule_that_fits_gives_the_status(
    tmp_path: Path, period: dict[str, object], status: list[object], told: str
) -> None:
    dataset, _ = read(tmp_path, YEARS, period={"column": "year", **period}, status=status)
    assert " ".join(status_of(dataset).values()) == told


def test_a_status_of_a_value_does_not_hide_that_there_is_none(tmp_path: Path) -> None:
    rows = [["year", "x"], ["2022", "W"], ["2023", 104], ["2024", "W"]]
    dataset, _ = read(tmp_path, rows, period={"column": "year", "estimated": [2022, 2023]})
    assert status_of(dataset) == {"2022": "Q", "2023": "E", "2024": "Q"}
    dataset, _ = read(tmp_path, rows, status=[{"code": "M", "periods": [2024]}])
    assert status_of(dataset)["2024"] == "M"


def test_a_status_that_nobody_knows_is_told_at_its_cell(tmp_path: Path) -> None:
    rows = [["year", "flag", "x"], ["2023", "", 104], ["2024", "qq", 41]]
    dataset, log = read(tmp_path, rows, status=[{"column": "flag"}])
    [problem] = [one for one in log if one.code == "unknown-status"]
    assert str(problem) == (
        "d.csv:3:2: 'qq' is no SDMX status (say what it means: codes: {qq: ...})"
    )
    assert status_of(dataset) == {"2023": "A", "2024": "A"}


def corrected(tmp_path: Path, **more: object) -> tuple[dict[str, int], list[str]]:
    rows = [["year", "flag", "x"], ["2022", "a", 100], ["2023", "b", 140], ["2024", "b", 41]]
    correction = {
        "column": "x", "where": {"year": "2023"}, "expected": "140", "value": "104",
        "reason": "digits swapped", **more,
    }  # fmt: skip
    dataset, log = read(tmp_path, rows, corrections=[correction])
    return (told(dataset) if dataset else {}), [str(one) for one in log]


def test_a_correction_puts_its_one_cell_right(tmp_path: Path) -> None:
    assert corrected(tmp_path) == ({"2022": 100, "2023": 104, "2024": 41}, [])
    assert corrected(tmp_path, where={"flag": "b", "year": "2024"}, expected="41", value="14") == (
        {"2022": 100, "2023": 140, "2024": 14}, [],
    )  # fmt: skip


@pytest.mark.parametrize(("where", "count"), [({"flag": "b"}, 2), ({"flag": "c"}, 0)])
def test_a_correction_that_fits_no_row_or_several_is_told(
    tmp_path: Path, where: dict[str, str], count: int
) -> None:
    values, problems = corrected(tmp_path, where=where)
    assert values.get("2023") == 140
    assert f"the correction fits {count} rows of d.csv, not one" in problems[0]


def test_a_correction_whose_cell_was_mended_is_told(tmp_path: Path) -> None:
    values, problems = corrected(tmp_path, expected="141")
    assert values.get("2023") == 140
    assert "d.csv:3:3 holds '140', not '141' any more" in problems[0]
