"""Members with commas, brackets, dots and quotes in their names: in metrics, charts, tables, editions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.app.build.pipeline import check_all
from briefing.app.cli import main as cli
from briefing.core.document import Figure
from briefing.core.problems import BriefingError
from briefing.core.statistics_table import Table

PROJECT = """\
sources:
  book: {title: Prices, publisher: Market, licence: CC0, published: 2025-01-31}
datasets:
  prices:
    source: book
    path: data/prices.csv
    dimension: good
    period: {column: year}
    series: {price: {column: price, title: Price, unit: USD/kg}}
"""
BRIEF = """\
title: Prices
period: 2024
metrics:
  rice: {value: 'prices.price["Rice, white"]'}
  oil: {value: 'prices.price[Oil [crude, 5%]]'}
  tea: {value: 'prices.price["Tea (5"" tin)"].change'}
highlights: {show: 0}
sections:
  - title: Prices
    text: Rice costs {{ rice }}, oil {{ oil }}.
    chart: lines
    table: all
charts:
  lines: {line: ['prices.price["Rice, white"]', 'prices.price[Oil [crude, 5%]]'], title: Two prices}
tables:
  all: {title: All, rows: ['prices.price["Oil [crude, 5%]"]', 'prices.price[Rice, white]'], periods: 2}
"""
TEA = """\
  tea: {value: 'prices.price["Tea (5"" tin)"].change'}
"""
DATA = """\
good,year,price
"Rice, white",2023,1.10
"Rice, white",2024,1.25
"Oil [crude, 5%]",2023,2.40
"Oil [crude, 5%]",2024,2.20
"Tea (5"" tin)",2023,8.00
"Tea (5"" tin)",2024,9.00
"""


@pytest.fixture
def prices(tmp_path: Path) -> Path:
    for name, text in (
        ("config/project.yaml", PROJECT),
        ("config/prices.yaml", BRIEF.replace(TEA, "")),
        ("data/prices.csv", DATA),
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_each_way_of_naming_them_leads_to_their_figures(prices: Path):
    (brief,) = check_all(project=prices)
    figure, table = (
        next(one for one in brief.document.sections[0].blocks if isinstance(one, kind))
        for kind in (Figure, Table)
    )
    assert set(figure.facts) == {
        f'prices.price["{name}",{year}]'
        for name in ("Rice, white", "Oil [crude, 5%]")
        for year in (2023, 2024)
    }
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["2.40", "2.20"],
        ["1.10", "1.25"],
    ]
    assert [row.heading for row in table.rows] == ["Oil [crude, 5%]", "Rice, white"]
    facts = {one["id"]: one for one in brief.ledger["facts"]}
    found = facts['prices.price["Rice, white",2024]']
    assert (found["series"], found["member"], found["period"]) == (
        "prices.price",
        "Rice, white",
        "2024",
    )


def test_a_relative_of_a_member_is_refused_with_what_to_do(prices: Path):
    (prices / "config/prices.yaml").write_text(BRIEF, encoding="utf-8")
    with pytest.raises(BriefingError) as told:
        check_all(project=prices)
    said = str(told.value)
    assert "config/prices.yaml:6:16: " in said
    assert '\'prices.price["Tea (5"" tin)"]\' is a series here' in said
    assert "'.change' cannot follow it" in said


def test_a_bracket_that_is_not_closed_is_told_where_it_stands(prices: Path):
    text = (prices / "config/prices.yaml").read_text(encoding="utf-8")
    broken = text.replace('[prices.price["Rice, white"]', "").replace("white\"]'}", "white'}")
    (prices / "config/prices.yaml").write_text(broken, encoding="utf-8")
    with pytest.raises(BriefingError) as told:
        check_all(project=prices)
    said = str(told.value)
    assert "config/prices.yaml:4:17: 'prices.price[\"Rice, white' is no reference" in said
    assert "the quote is not closed at character 14" in said


@pytest.mark.parametrize(
    "asked", ['prices.price["Oil [crude, 5%]"]', "prices.price[Oil [crude, 5%]]"]
)
def test_editions_are_asked_for_by_member(prices: Path, asked: str, capsys):
    assert cli.main(["editions", asked, "--project", str(prices), "--json"]) == 0
    (table,) = json.loads(capsys.readouterr().out)["tables"]
    assert table["series"] == 'prices.price["Oil [crude, 5%]"]'
    assert [row["figures"][0] for row in table["rows"]] == ["2.40", "2.20"]


def test_editions_refuse_what_is_no_reference(prices: Path, capsys):
    assert cli.main(["editions", "prices.price[Oil", "--project", str(prices)]) == 2
    assert "the bracket is not closed at character 13" in capsys.readouterr().err
