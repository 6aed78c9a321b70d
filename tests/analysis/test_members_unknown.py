"""What is said, and not said, where a member's value is not known, or its name begins a clause."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from handmade import HOLE, LANGUAGE, panel, planned

from briefing.app.build.pipeline import check_all
from briefing.core.nature import Nature, NatureFound
from briefing.core.period_notation import parse_period
from briefing.core.unit import Unit
from briefing.language import amounts

NOW = parse_period("2017")


def test_an_absent_member_of_a_balance_may_be_below_zero():
    given = panel("d.x", {"A": [5, 4, 3], "B": [1, -2, HOLE]})
    assert given.at(NOW)["B"].quantity.bounds.low is None


def test_an_absent_member_of_an_amount_is_not_below_zero():
    given = panel("d.x", {"A": [5, 4, 3], "B": [1, 2, HOLE]})
    assert given.at(NOW)["B"].quantity.bounds.low == 0


def test_members_without_a_value_are_named_under_bars():
    given = panel("d.x", {"A": [5, 4, 3], "United States": [1, 2, HOLE], "C": [1, 2, 2]})
    plots, told = planned({"d.x": given}, "2017", c={"bar": "d.x"})
    assert not told
    assert "Not available: the United States." in str(plots["c"].notes)


def test_a_balance_is_not_stacked():
    given = replace(
        panel("d.x", {"A": [5, 4, 3], "B": [1, 2, 3]}),
        found_nature=NatureFound(Nature.BALANCE, "said"),
    )
    plots, told = planned({"d.x": given}, "2017", c={"stacked": "d.x"})
    assert not plots
    assert "has no stacked chart: it is net and may be negative" in told[0]


@pytest.mark.parametrize(
    ("title", "inside"),
    [("China’s share", "China’s share"), ("Net exports", "net exports"), ("GDP", "GDP")],
)
def test_an_owner_keeps_its_capital_inside_a_sentence(title, inside):
    assert LANGUAGE.grammar.within(title) == inside


def test_degrees_stand_at_both_numbers_and_weeks_have_a_plural():
    given = panel("d.x", {"A": [1, 2, 3]}, unit=Unit("degC")).members["A"].at(NOW)
    assert not amounts.is_named_after(LANGUAGE, given.quantity)
    weeks = panel("d.x", {"A": [1, 2, 3]}, unit=Unit("week")).members["A"].at(NOW)
    assert amounts.amount(LANGUAGE, weeks.quantity) == "3 weeks"


def test_a_total_that_is_not_known_did_not_rise(project: Path):
    (project / "data" / "net.csv").write_text(
        "country,year,net\nA,2023,-10\nB,2023,-30\nA,2024,-5\n", encoding="utf-8"
    )
    config = project / "config" / "project.yaml"
    source = config.read_text(encoding="utf-8").split("sources:")[1].split(":")[0].strip()
    config.write_text(
        config.read_text(encoding="utf-8")
        + f"""
  net:
    source: {source}
    path: data/net.csv
    dimension: {{column: country}}
    period: {{column: year}}
    series: {{x: {{column: net, title: Net migration, unit: person}}}}
""",
        encoding="utf-8",
    )
    (project / "config" / "small.yaml").write_text(
        "title: T\nperiod: 2024\nbottom_line: 'It is {{ a }}.'\n"
        "metrics: {a: {value: 'net.x[A]'}, t: {total: net.x}}\nhighlights: {show: 8}\n",
        encoding="utf-8",
    )
    (brief,) = check_all(project=project)
    assert "not available to" not in str(brief.document)
