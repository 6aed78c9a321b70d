"""Shares that are declared in percent and look like fractions of one are told, once a measure."""

import pytest
from small_projects import tried

BRIEF = (
    "title: T\nperiod: 2024\nmetrics: {r: {value: d.r}}\nkey_figures: [r]\nhighlights: {show: 0}\n"
)


def told(folder, values, *, title="Share of renewables", header="share", unit="percent", more=""):
    rows = "".join(f"{2025 - len(values) + step},{one}\n" for step, one in enumerate(values))
    project = (
        "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, series: "
        f"{{r: {{column: '{header}', unit: {unit}, title: {title}}}}}{more}}}}}\n"
    )
    found = tried(folder, f"year,{header}\n{rows}", project, BRIEF)
    return [one.message for one in found.told if one.code == "fraction-for-percent"]


def test_a_share_without_a_value_above_one_is_told_once(tmp_path):
    (message,) = told(tmp_path, ["0.398", "0.413", "0.431", "0.452"])
    assert message.startswith("'d.r' is declared in percent and runs from 0.398 to 0.452")


@pytest.mark.parametrize(
    "given",
    [
        {"values": ["0.398", "0.413", "1.02"]},
        {"values": ["0.40", "0.45"]},
        {"values": ["0.012", "0.013", "0.014"]},
        {"values": ["0.4", "0.3", "0.5"]},
        {"values": ["0.398", "0.413", "0.452"], "title": "Inflation"},
        {"values": ["0.398", "0.413", "0.452"], "header": "Share (%)"},
        {"values": ["0.398", "0.413", "0.452"], "unit": "'1'"},
        {
            "values": ["0.398", "0.413", "0.452"],
            "more": ", accepted: [{series: r, period: 2022, reason: so printed in percent}]",
        },
    ],
)
def test_what_is_a_percentage_is_left_alone(tmp_path, given):
    assert told(tmp_path, **given) == []
