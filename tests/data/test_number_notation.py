"""How a column writes its numbers: thousands, decimals, minus and marks, decided by all its texts."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from briefing.core.problems import ProblemLog, Severity
from briefing.core.unit import Unit
from briefing.core.workspace import Workspace
from briefing.data.number_notation import NumberNotation, UnclearNotation, notation_of
from briefing.data.reading import read_dataset
from briefing.language.notation import parse_number
from briefing.project.declared import Places
from briefing.project.project_schema import DatasetConfig


def value(text: str, notation: NumberNotation) -> Fraction | None:
    return parse_number(
        notation.plain(text), unit=Unit("t"), decimal=notation.decimal, shown=text
    ).quantity.value


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["41 600", "45\u202f123"], [41600, 45123]),
        (["41'600", "1’045’123.5"], [41600, Fraction("1045123.5")]),
        (["1.045.123", "41.600"], [1045123, 41600]),
        (["0,616", "0,823"], [Fraction("0.616"), Fraction("0.823")]),
        (["1,5", "1,234"], [Fraction("1.5"), Fraction("1.234")]),
        (["1.234,5", "1.234"], [Fraction("1234.5"), 1234]),
        (["41 600,5", "3,250"], [Fraction("41600.5"), Fraction("3.25")]),
        (["1,234", "2,345"], [1234, 2345]),
        (["41.600", "42.513"], [Fraction("41.6"), Fraction("42.513")]),
        (["12,34,567", "1,23,456"], [1234567, 123456]),
        (["\u221212.5", "–3", "4-", "- 5"], [Fraction("-12.5"), -3, -4, -5]),
        (["(1,234)", "56"], [-1234, 56]),
    ],
)
def test_a_column_is_read_by_all_its_texts(texts: list[str], values: list[Fraction | int]) -> None:
    notation = notation_of(texts)
    assert [value(text, notation) for text in texts] == values


def test_what_is_declared_holds() -> None:
    assert value("41.600", notation_of(["41.600"], decimal=",")) == 41600
    assert value("41.600", notation_of(["41.600"], decimal=".", delimiter=";")) == Fraction("41.6")


def test_points_before_three_digits_in_a_file_of_semicolons_are_asked_for() -> None:
    with pytest.raises(UnclearNotation, match=r"'41\.600' may be thousands or decimals"):
        notation_of(["41.600", "45.000"], delimiter=";")


def test_people_have_no_parts() -> None:
    with pytest.raises(UnclearNotation):
        notation_of(["41.600", "45.000"], whole=True)


def test_another_column_tells() -> None:
    notation = notation_of(["41.600", "45.000"], delimiter=";", others=lambda: ["1,50", "2,75"])
    assert value("45.000", notation) == 45000


def test_one_odd_comma_among_many_is_a_mistake() -> None:
    assert notation_of([*(f"{n},234" for n in range(1, 30)), "1,23"]).decimal == "."


def read(
    root: Path, text: str, **more: object
) -> tuple[dict[tuple[str, str], tuple[object, str]], ProblemLog]:
    (root / "d.csv").write_text(text, encoding="utf-8")
    log = ProblemLog()
    config = {
        "source": "s", "path": "d.csv", "period": {"column": "year"},
        "series": {"x": {"column": "x", "title": "Waste", "unit": "t"}}, **more,
    }  # fmt: skip
    dataset = read_dataset(
        Workspace(root), "d", DatasetConfig.model_validate(config), Places("project.yaml"), log
    )
    if dataset is None:
        return {}, log
    measure = dataset.measures["x"]
    every = measure.members.values() if hasattr(measure, "members") else [measure]
    found = {
        (fact.member or "", str(fact.period)): (fact.quantity.value, fact.quantity.status.value)
        for series in every
        for fact in series.facts.values()
    }
    return found, log


def test_flags_of_a_long_table_become_statuses(tmp_path: Path) -> None:
    text = (
        "area,year,x\nNorth,2023,4632 p\nNorth,2024,4 700 b\nSouth,2023,: c\nSouth,2024,310 [r]\n"
    )
    found, log = read(tmp_path, text, dimension="area")
    assert found == {
        ("North", "2023"): (4632, "P"),
        ("North", "2024"): (4700, "B"),
        ("South", "2023"): (None, "Q"),
        ("South", "2024"): (310, "A"),
    }
    assert not list(log)


def test_an_unknown_mark_is_refused_once_and_declared_once(tmp_path: Path) -> None:
    text = "year,x\n2022,12 q\n2023,13 q\n2024,14 q\n"
    _, log = read(tmp_path, text)
    (told,) = log
    assert told.count == 3
    assert str(told).startswith("d.csv:2:2: '12 q' is a number with 'q' beside it")
    assert "status: [{mark: 'q', code: ...}]" in told.advice
    found, log = read(tmp_path, text, status=[{"mark": "q", "code": "P"}])
    assert {status for _, status in found.values()} == {"P"}
    assert not list(log)


def test_a_star_keeps_its_number_and_is_told(tmp_path: Path) -> None:
    found, log = read(tmp_path, "year,x\n2023,12\n2024,14*\n")
    assert found["", "2024"] == (14, "A")
    (told,) = log
    assert (told.code, told.severity) == ("unexplained-mark", Severity.WARNING)


def test_brackets_are_told_and_are_none_where_a_minus_stands(tmp_path: Path) -> None:
    found, log = read(tmp_path, 'year,x\n2023,12\n2024,"(1,400)"\n')
    assert found["", "2024"] == (-1400, "A")
    assert [one.code for one in log] == ["bracketed-number"]
    _, log = read(tmp_path, "year,x\n2023,-12\n2024,(140)\n")
    assert [one.code for one in log] == ["unreadable-number"]


def test_an_unclear_decimal_names_its_cell(tmp_path: Path) -> None:
    found, log = read(tmp_path, "year;x\n2023;41.600\n2024;45.000\n", delimiter=";")
    assert not found
    (told,) = log
    assert str(told).startswith("d.csv:2:2: '41.600' may be thousands or decimals")


def test_a_number_of_json_has_a_point_whatever_the_texts_have(tmp_path: Path) -> None:
    rows = [{"year": "2023", "x": 0.616}, {"year": "2024", "x": "1,5"}]
    (tmp_path / "d.csv").write_text("")
    (tmp_path / "d.json").write_text(json.dumps(rows))
    config = DatasetConfig.model_validate(
        {
            "source": "s", "path": "d.json", "period": {"column": "year"}, "decimal": ",",
            "series": {"x": {"column": "x", "title": "Waste", "unit": "t"}},
        }
    )  # fmt: skip
    dataset = read_dataset(Workspace(tmp_path), "d", config, Places("project.yaml"), ProblemLog())
    assert dataset is not None
    values = [fact.quantity.value for fact in dataset.measures["x"].facts.values()]  # type: ignore[union-attr]
    assert values == [Fraction("0.616"), Fraction("1.5")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,23,4", "misplaced-commas"),
        (",5,0", "misplaced-commas"),
        (",", ""),
        ("-", ""),
        (",,", ""),
    ],
)
def test_commas_without_a_digit_are_no_misplaced_ones(tmp_path: Path, text: str, code: str):
    _, log = read(
        tmp_path, f'year;x\n2020;1,204.5\n2021;1,310.0\n2022;"{text}"\n', delimiter=";", decimal="."
    )
    codes = [one.code for one in log if one.code == "misplaced-commas"]
    assert codes == [code] * bool(code)
