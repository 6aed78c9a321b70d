"""The strip of key figures: each says its period where that is not the brief's."""

from pathlib import Path

import pytest
from audits import wrong_in

import briefing

STATED = (
    "stated:\n  sources: {value: 70, unit: percent, period: 2020–23, source: book, at: p. 1, "
    "title: Share of imports}\n"
)


@pytest.fixture
def brief(project: Path) -> Path:
    path = project / "config/small.yaml"
    text = path.read_text(encoding="utf-8")
    figures = "key_figures: [output, {metric: sources, label: Imports from China}]"
    text = text.replace("key_figures: [output]", figures)
    path.write_text(text.replace("metrics:\n", f"{STATED}metrics:\n"), encoding="utf-8")
    return project


def test_a_figure_of_another_period_says_so(brief: Path):
    (made,) = briefing.check_all(project=brief)
    labels = [one.label for one in made.document.key_figures]
    assert labels == ["U.S. output", "Imports from China, 2020–23"]


def test_a_label_that_says_its_period_is_left_as_it_is(brief: Path):
    path = brief / "config/small.yaml"
    label = "label: 'Imports in {{ sources.period }}'"
    text = path.read_text(encoding="utf-8").replace("label: Imports from China", label)
    path.write_text(text, encoding="utf-8")
    (made,) = briefing.check_all(project=brief)
    assert made.document.key_figures[1].label == "Imports in 2020–23"


def test_the_audit_agrees(brief: Path):
    briefing.build("small", project=brief)
    assert wrong_in(brief / "output/small.pdf") == []
