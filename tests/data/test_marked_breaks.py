"""A value that is marked as a break stays one, however sure its period is declared to be."""

from pathlib import Path

import pytest
from small_projects import tried

BRIEF = "title: T\nperiod: 2024\nmetrics: {a: {value: d.v}}\nkey_figures: [a]\n"


@pytest.mark.parametrize(
    "sure", ["", ", estimated: [2024]", ", estimated: last", ", provisional: [2024]"]
)
def test_no_change_is_told_across_a_marked_break(tmp_path: Path, sure: str):
    project = (
        f"datasets: {{d: {{source: s, path: data/d.csv, period: {{column: year{sure}}}, "
        "series: {v: {column: v, unit: t, title: Output}}}}\n"
    )
    found = tried(tmp_path, "year,v\n2022,100\n2023,104\n2024,150 b\n", project, BRIEF)
    assert found.figures == ["Output | 150 metric tons"]
    assert not any("150" in one for one in found.highlights)


def test_an_estimated_period_without_a_mark_is_compared(tmp_path: Path):
    project = (
        "datasets: {d: {source: s, path: data/d.csv, period: {column: year, estimated: last}, "
        "series: {v: {column: v, unit: t, title: Output}}}}\n"
    )
    found = tried(tmp_path, "year,v\n2022,100\n2023,104\n2024,150\n", project, BRIEF)
    assert found.figures == ["Output | 150 metric tons | +44.2% | from 104 in 2023"]
