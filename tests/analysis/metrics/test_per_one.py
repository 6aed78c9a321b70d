"""A ``per`` of what is counted is named by one of it: ``Pupils per teacher``."""

from pathlib import Path

import pytest
from small_projects import tried


@pytest.mark.parametrize(
    ("title", "unit", "named"),
    [
        ("Teachers", "person", "Pupils per teacher"),
        ("Teachers", "thousand person", "Pupils per teacher"),
        ("Full-time teachers in schools", "person", "Pupils per full-time teacher in schools"),
        ("People", "person", "Pupils per person"),
        ("Staff", "person", "Pupils per staff"),
        ("Population", "person", "Pupils per population"),
        ("Teachers and assistants", "person", "Pupils per teachers and assistants"),
        ("Libraries", "item", "Pupils per library"),
        ("Classes", "item", "Pupils per class"),
        ("Exports", "t", "Pupils per exports"),
    ],
)
def test_one_of_the_counted(tmp_path: Path, title, unit, named):
    found = tried(
        tmp_path,
        "year,a,b\n2023,400,20\n2024,500,20\n",
        "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, series: {"
        "a: {column: a, title: Pupils, unit: person}, "
        f"b: {{column: b, title: '{title}', unit: {unit}}}}}}}}}\n",
        "title: T\nperiod: 2024\nmetrics: {m: {per: d.a, by: d.b}}\nkey_figures: [m]\n",
    )
    (figure,) = found.figures
    assert figure.startswith(f"{named} |")
