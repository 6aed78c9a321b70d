"""Parts are known by ids: two of one title stay apart, and an id that is given twice is told."""

from __future__ import annotations

import pytest
from places import BRIEF

import briefing
from briefing.app.build.pipeline import check_all
from briefing.core.document import Document
from briefing.core.parts import Part
from briefing.core.problems import BriefingError
from briefing.core.text_nodes import plain

TWICE = BRIEF.replace(
    "charts:\n",
    """\
  - title: "Mining"
    text: It is said again, of {{ reliance }}.
charts:
""",
)


def document_of(project, brief: str) -> Document:
    (project / "config" / "small.yaml").write_text(brief, encoding="utf-8")
    (built,) = check_all(project=project)
    return built.document


def test_two_sections_of_one_title_have_ids_of_their_own(project):
    document = document_of(project, TWICE)
    assert [one.part for one in document.sections] == [Part("section", "1"), Part("section", "2")]


def test_a_section_keeps_the_id_that_its_author_gave(project):
    brief = TWICE.replace(
        '- title: "Mining"\n    text: It', '- title: "M"\n    id: more\n    text: It'
    )
    document = document_of(project, brief)
    assert [one.id for one in document.sections] == ["1", "more"]


def test_an_id_that_two_sections_have_is_told_with_both_places(project):
    brief = TWICE.replace('- title: "Mining"', '- title: "Mining"\n    id: mining')
    with pytest.raises(BriefingError) as told:
        document_of(project, brief)
    message = str(told.value)
    assert "small.yaml:17:9: 'mining' is the id of the section on line 11" in message
    assert "another id" in message


def test_two_key_figures_of_one_metric_have_ids_of_their_own(project):
    brief = BRIEF.replace(
        "[output]", "[output, reliance, {metric: output, label: At home, change: absolute}]"
    )
    document = document_of(project, brief)
    assert [one.id for one in document.key_figures] == ["output", "reliance", "output-2"]


LONG = "It is said of {{ output }} at some length, and once more, so that it takes its room. "


@pytest.mark.parametrize(
    ("design", "times"), [("policy-brief", 18), ("in-focus", 36), ("one-pager", 28)]
)
def test_a_page_budget_takes_one_of_two_sections_of_one_title(project, design, times):
    parts = "".join(
        f'  - title: "Twin"\n    weight: {weight}\n    text: "{words} {LONG * times}"\n'
        for weight, words in ((0.2, "First."), (0.9, "Second."))
    )
    brief = BRIEF.replace("design: one-pager", f"design: {design}\npages: 1")
    text = brief.replace("charts:\n", f"{parts}charts:\n", 1)
    (project / "config" / "small.yaml").write_text(text, encoding="utf-8")
    (built,) = briefing.build_all(project=project)
    document = built.document
    assert [(one.id, plain(one.title)) for one in document.sections] == [
        ("1", "Mining"),
        ("3", "Twin"),
    ]
    assert "Second." in plain(document.sections[1].blocks[0].children)
