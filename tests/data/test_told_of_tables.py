"""What a table says beside its values: multipliers, units in headers, sampling errors, withheld members."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.core.problems import ProblemLog
from briefing.core.series import Dataset, Series
from briefing.core.workspace import Workspace
from briefing.data.reading import read_dataset
from briefing.project.declared import Places
from briefing.project.project_schema import DatasetConfig


def read(
    root: Path, text: str, unit: str = "t", **more: object
) -> tuple[Dataset | None, ProblemLog]:
    (root / "d.csv").write_text(text, encoding="utf-8")
    first, second = (
        text.split("\n", maxsplit=1)[0].split(",", maxsplit=1)[0],
        text.split("\n", maxsplit=1)[0].rsplit(",", maxsplit=1)[-1],
    )
    config = {
        "source": "s", "path": "d.csv", "period": {"column": first},
        "series": {"x": {"column": second, "title": "Freight", "unit": unit}}, **more,
    }  # fmt: skip
    log = ProblemLog()
    declared = DatasetConfig.model_validate(config)
    return read_dataset(Workspace(root), "d", declared, Places("project.yaml"), log), log


def values(dataset: Dataset | None) -> list[float]:
    assert dataset is not None
    measure = dataset.measures["x"]
    assert isinstance(measure, Series)
    return [float(fact.quantity.value or 0) for fact in measure.facts.values()]


@pytest.mark.parametrize(
    ("unit", "rows", "expected"),
    [
        ("kt", ["2023,3,413", "2024,6,0.452"], [413, 452]),
        ("t", ["2023,3,413", "2024,3,452"], [413000, 452000]),
        ("kt", ["2023,3,413", "2024,3,452"], [413, 452]),
        ("kt", ["2023,0,413", "2024,0,452"], [413, 452]),
        ("million EUR", ["2023,6: Millions,413", "2024,9: Billions,0.452"], [413, 452]),
    ],
)
def test_each_row_is_multiplied_by_its_own(
    tmp_path: Path, unit: str, rows: list[str], expected: list[float]
) -> None:
    dataset, log = read(tmp_path, "\n".join(["TIME,UNIT_MULT,VALUE", *rows, ""]), unit)
    assert values(dataset) == expected
    assert not list(log)


def test_a_multiplier_that_fits_no_unit_is_refused(tmp_path: Path) -> None:
    dataset, log = read(tmp_path, "TIME,UNIT_MULT,VALUE\n2023,6,413\n2024,6,452\n", "kt")
    assert dataset is None
    (told,) = log
    assert told.code == "unit-multiplier"
    assert "UNIT_MULT" in str(told)


def test_decimals_and_statuses_of_sdmx_are_read(tmp_path: Path) -> None:
    text = "TIME,DECIMALS,OBS_STATUS,VALUE\n2023,1,A,41\n2024,1,p,45.2\n"
    dataset, log = read(tmp_path, text)
    assert dataset is not None
    facts = list(dataset.measures["x"].facts.values())  # type: ignore[union-attr]
    assert [fact.quantity.status.value for fact in facts] == ["A", "P"]
    assert float(facts[0].quantity.rounding.high or 0) == 41.05
    assert not list(log)


@pytest.mark.parametrize(
    ("header", "unit", "told"),
    [
        ("Exports (thousand EUR)", "million EUR", "thousand EUR"),
        ("Exports [€m]", "thousand EUR", "€m"),
        ("Exports; million USD", "million USD", ""),
        ("Exports (million USD)", "million EUR", "million USD"),
        ("Exports ($m)", "million AUD", ""),
        ("Visitors (000s)", "person", "000s"),
        ("Visitors (thousands)", "thousand person", ""),
        ("Freight (kt)", "t", "kt"),
        ("Freight (thousand tonnes)", "kt", ""),
        ("Freight (a)", "t", ""),
        ("Freight (2015=100)", "index", ""),
        ("Rate (%)", "percent", ""),
        ("Rate (%)", "t", "%"),
        ("Exports USD thousand", "million USD", "USD thousand"),
        ("Exports_USD_bn", "million USD", "USD bn"),
        ("Exports_USD_m", "million USD", ""),
        ("Exports (thousands of US dollars)", "million USD", "thousands of US dollars"),
        ("Exports - thousand USD", "million USD", "thousand USD"),
        ("Exports (TEUR)", "million EUR", "TEUR"),
        ("Exports USD", "million USD", "USD"),
        ("Price USD per kg", "USD/t", "USD per kg"),
        ("Price USD", "USD/t", ""),
        ("Price EUR", "USD/t", "EUR"),
        ("TOTAL ALL", "t", ""),
        ("Trips per thousand people", "t", ""),
    ],
)
def test_a_header_is_held_against_the_declared_unit(
    tmp_path: Path, header: str, unit: str, told: str
) -> None:
    _, log = read(tmp_path, f"year,{header}\n2023,41\n2024,45\n", unit)
    found = [one for one in log if one.code == "header-unit"]
    assert len(found) == bool(told)
    assert all(f"'{told}'" in str(one) and f"'{unit}'" in str(one) for one in found)


@pytest.mark.parametrize(
    ("header", "advice"),
    [
        ("moe", "moe: moe"),
        ("Margin of error (95%)", "moe: Margin of error (95%)"),
        ("estimate_se", "se: estimate_se"),
        ("Standard error", "se: Standard error"),
        ("lower confidence limit", "ci: [lower confidence limit, ...]"),
    ],
)
def test_a_column_of_sampling_errors_is_pointed_at(
    tmp_path: Path, header: str, advice: str
) -> None:
    series = {"x": {"column": "estimate", "title": "Poverty", "unit": "percent"}}
    text = f"year,estimate,{header}\n2023,41.3,2.6\n2024,42.1,2.7\n"
    _, log = read(tmp_path, text, series=series)
    (told,) = log
    assert told.code == "undeclared-sampling-error"
    assert advice in told.advice


def test_a_declared_sampling_error_and_a_country_are_none(tmp_path: Path) -> None:
    series = {"x": {"column": "estimate", "title": "Poverty", "unit": "percent", "moe": "moe"}}
    _, log = read(tmp_path, "year,estimate,moe\n2023,41.3,2.6\n2024,42.1,2.7\n", series=series)
    assert not list(log)
    _, log = read(tmp_path, "year,SE,CI,DE\n2023,1,2,3\n2024,2,3,4\n")
    assert not list(log)


WIDE = {
    "period": None,
    "dimension": {"column": "area", "total": "Total"},
    "series": {"x": {"title": "Claims", "unit": "person", "columns": {"2024": "2024"}}},
}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["North,213", "South,307", "East,W", "Total,528"], "is 8"),
        (["North,213", "South,307", "East,W", "West,W", "Total,528"], ""),
        (["North,213", "South,307", "East,..", "Total,528"], ""),
        (["North,213", "South,307", "East,W"], ""),
        (["North,213", "South,307", "East,W", "Total,W"], ""),
    ],
)
def test_a_withheld_member_that_the_total_gives_away_is_told(
    tmp_path: Path, rows: list[str], told: str
) -> None:
    total = {} if rows[-1].startswith("Total") else {"dimension": "area"}
    _, log = read(tmp_path, "\n".join(["area,2024", *rows, ""]), **{**WIDE, **total})
    found = [one for one in log if one.code == "withheld-derivable"]
    assert len(found) == bool(told)
    assert all("'East' is withheld in 2024" in str(one) and told in str(one) for one in found)
