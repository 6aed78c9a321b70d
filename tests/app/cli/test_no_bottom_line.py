"""``check`` notes a brief without a bottom line, and calls nothing wrong."""

import pytest
from small_projects import tried

from briefing.app.cli.main import main

DATA = "year,v\n2023,5\n2024,7\n"
PROJECT = "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, series: {v: {column: v, unit: t, title: Output}}}}\n"
BRIEF = "title: T\nperiod: 2024\nmetrics: {x: {value: d.v}}\nsections: [{title: One, text: 'It was {{ x }}.'}]\n"


@pytest.mark.parametrize(
    ("line", "notes"),
    [("", 1), ('bottom_line: "It is {{ x }}."\n', 0)],
)
def test_it_is_noted(tmp_path, capsys, line, notes):
    tried(tmp_path, DATA, PROJECT, BRIEF + line)
    assert main(["check", "--strict", "--project", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert out.count("  no bottom line: ") == notes
    assert "b: nothing wrong; " in out
