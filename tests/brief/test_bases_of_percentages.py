"""Of what a percentage is stands beside it where nothing else says so: ``98.1% of GDP``."""

from pathlib import Path

import pytest
from small_projects import tried

from briefing.core.document import Figure
from briefing.data.recognition.units_said import base_of

DATA = "country,year,debt\n" + "".join(
    f"{name},{year},{10 * place + year % 7}.5\n"
    for place, name in enumerate(("Chad", "Mali", "Togo"), 4)
    for year in range(2018, 2025)
)
PROJECT = (
    "datasets: {{d: {{source: s, path: data/d.csv, period: {{column: year}}, dimension: country, series: "
    "{{debt: {{column: debt, title: '{title}', unit: percent{of}}}}}}}}}\n"
)
BRIEF = (
    "title: T\nperiod: 2024\nmetrics: {{m: {{value: 'd.debt[Chad]'}}}}\n"
    "key_figures: [{{metric: m, label: '{label}'}}]\n"
    "sections: [{{title: S, chart: c}}]\ncharts: {{c: {{bar: d.debt, title: Who owes}}}}\n"
)


@pytest.mark.parametrize(
    ("title", "of", "label", "figure", "subtitle"),
    [
        ("Debt", ", of: GDP", "", "Debt, Chad | 41.5% of GDP", "Debt, percent of GDP, 2024"),
        ("Debt", "", "", "Debt, Chad | 41.5%", "Debt, percent, 2024"),
        ("Debt", ", of: GDP", "Chad (% of GDP)", "Chad (% of GDP) | 41.5%", "Debt, percent of GDP"),
        ("Debt (% of GDP)", ", of: GDP", "Chad", "Chad | 41.5% of GDP", "Debt (% of GDP), 2024"),
        ("Debt (% of GDP)", "", "Chad", "Chad | 41.5%", "Debt (% of GDP), 2024"),
    ],
)  # fmt: skip
def test_a_base_is_told_once(tmp_path: Path, title, of, label, figure, subtitle):
    found = tried(tmp_path, DATA, PROJECT.format(title=title, of=of), BRIEF.format(label=label))
    (told,) = found.figures
    assert told.startswith(f"{figure} |")
    (section,) = found.made.sections
    (chart,) = (one for one in section.blocks if isinstance(one, Figure))
    assert chart.subtitle.startswith(subtitle)


@pytest.mark.parametrize(
    ("reason", "base"),
    [
        ("the column of units says '% of GDP'", "GDP"),
        ("its header or title says 'Percent of labour force'", "labour force"),
        ("its rows say 'percentage of children under 5'", None),
        ("the row of units says '% of total'", None),
        ("the column of units says '% of total population'", "total population"),
        ("the column of units says '%'", None),
        ("its numbers are printed with a percent sign, as '5.2%'", None),
    ],
)
def test_a_file_says_the_base_beside_its_unit(reason, base):
    assert base_of(reason) == base
