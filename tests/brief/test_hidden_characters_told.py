"""Characters that hide in texts, names, members and cells are told with their place."""

from __future__ import annotations

import pytest
from small_projects import tried

PROJECT = """datasets:
  d:
    source: s
    path: data/d.csv
    period: {column: year}
    dimension: m
    series:
      t: {title: Tons mined, unit: t, column: t}
"""
BRIEF = (
    "title: A title\nperiod: 2024\nmetrics:\n  t: {value: 'd.t[x]', title: Tons}\n"
    'sections:\n  - title: One\n    text: "They mined {{ t }}."\n'
)
DATA = "year,m,t\n2023,x,11\n2024,x,15\n"


@pytest.mark.parametrize(
    ("part", "old", "new", "place"),
    [
        ("brief", "They", "\\u200bThey", "config/b.yaml:7"),
        ("brief", "They", "{{ '\\u200b' }} They".replace("\\", "\\\\"), "config/b.yaml:7"),
        ("brief", "A title", '"A \\u202etitle"', "config/b.yaml:1"),
        ("brief", "title: Tons", 'title: "To\\u2060ns"', "config/b.yaml:4"),
        ("project", "Tons mined", '"Tons \\u202emined"', "config/project.yaml:9"),
        ("data", "2023,x", "2023,x\u200b", "data/d.csv:2"),
        ("data", "15", "1\u200b5", "data/d.csv:3:3"),
        ("data", "15", "1О5", "data/d.csv:3:3"),
    ],
)  # fmt: skip
def test_what_hides_is_told_where_it_stands(tmp_path, part, old, new, place):
    texts = {"data": DATA, "project": PROJECT, "brief": BRIEF}
    assert old in texts[part]
    texts[part] = texts[part].replace(old, new, 1)
    found = [
        str(one) for one in tried(tmp_path, texts["data"], texts["project"], texts["brief"]).told
    ]
    assert any(one.startswith(place) and " holds " in one for one in found), found
