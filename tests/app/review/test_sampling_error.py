"""A change within the sampling error: one verdict in prose, key figure, rule and audit."""

from pathlib import Path

import pytest
from audits import wrong_in

import briefing
from briefing.core.text_nodes import plain

PROJECT = """\
sources: {s: {title: Survey, publisher: O, published: 2025-01-31, licence: CC0}}
datasets:
  d:
    source: s
    path: data/d.csv
    period: {column: year}
    series: {x: {column: v, title: Poverty rate, unit: "%", moe: moe, level: 90}}
"""
BRIEF = """\
title: Poverty
period: 2024
metrics: {x: {value: d.x}, c: {change: d.x}}
key_figures: [x]
highlights: {show: 3}
sections: [{title: One, text: "Poverty {{ x.verb }}."}]
recommendations: [{id: act, when: "x.change > 0", do: Act, because: "It is {{ x }}."}]
"""


def built(folder: Path, now: str):
    for name, text in (
        ("config/project.yaml", PROJECT),
        ("config/b.yaml", BRIEF),
        ("data/d.csv", f"year,v,moe\n2023,41.3,2.6\n2024,{now},2.7\n"),
    ):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return briefing.build(folder / "config/b.yaml")


@pytest.mark.parametrize(
    ("now", "said", "strip", "verdict", "highlights"),
    [
        ("42.1", "Poverty did not change significantly.", "no significant change", None, 0),
        ("45.0", "Poverty did not change significantly.", "no significant change", None, 0),
        ("45.1", "Poverty rose.", "+3.8 percentage points", True, 1),
    ],
)
def test_all_that_speaks_of_a_change_agrees(tmp_path, now, said, strip, verdict, highlights):
    brief = built(tmp_path, now)
    (section,), (figure,) = brief.document.sections, brief.document.key_figures
    assert plain(section.blocks[0].children) == said
    assert figure.change.text.replace("\u00a0", " ") == strip
    assert [one.verdict for one in brief.advice] == [verdict]
    assert len(brief.document.highlights) == highlights
    assert wrong_in(brief.files["pdf"]) == []
