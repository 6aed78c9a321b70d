"""Sections behind the recommendations: with a letter where there are several, last in numbers and files."""

from __future__ import annotations

from pathlib import Path

import pytest
from brief_of_schools import of_schools

from briefing.core.document import Document
from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.writers.html.page import write_html
from briefing.writers.markdown.markdown import write_markdown

ADVICE = (
    "recommendations: [{id: rooms, when: pupils > 1, do: Build rooms, because: 'There are {{ pupils }}.'}]\n"
    "charts: {one: {line: s.pupils, title: Pupils}, two: {column: s.pupils, title: Pupils}}\n"
)


def made(folder: Path, *titles: str, design: str = "policy-brief") -> Document:
    before = "".join(
        f"  - {{title: {one}, appendix: true, chart: two, text: By hand.}}\n" for one in titles[:1]
    )
    after = "".join(f"  - {{title: {one}, appendix: true, text: By hand.}}\n" for one in titles[1:])
    more = f"design: {design}\n{ADVICE}"
    return of_schools(
        folder, "They learn.", shown="    chart: one\n", more=more, before=before, after=after
    ).made


def test_a_single_one_has_no_letter_and_several_have_theirs(tmp_path: Path):
    assert [one.label for one in made(tmp_path, "Rooms").sections] == ["", "Appendix:"]
    several = made(tmp_path, "Rooms", "Air").sections
    assert [one.label for one in several] == ["", "Appendix A:", "Appendix B:"]
    assert [one.label for one in made(tmp_path).sections] == [""]


def test_its_figures_are_numbered_last(tmp_path: Path):
    document = made(tmp_path, "Rooms")
    assert [(one.id, one.number) for one in document.figures()] == [("one", 1), ("two", 2)]
    assert [one.place for one in document.sections] == [1, 0]


@pytest.mark.parametrize("design", ["policy-brief", "in-focus", "one-pager", "bulletin"])
@pytest.mark.parametrize("for_print", [True, False])
def test_it_stands_behind_the_recommendations_in_every_design(tmp_path, design, for_print):
    document = made(tmp_path, "Rooms", "Air", design=design)
    page = write_html(document, templates=[Workspace(TEMPLATES)], for_print=for_print)
    body = page.partition("<body")[2]
    places = [body.index(one) for one in ('id="advice"', 'id="section-rooms"', 'id="section-air"')]
    assert places == sorted(places)
    assert body.index("They learn.") < places[0]


def test_markdown_has_them_there_too(tmp_path: Path):
    written = write_markdown(made(tmp_path, "Rooms", "Air"))
    places = [
        written.index(one)
        for one in ("## Recommendations", "## Appendix A: Rooms", "## Appendix B: Air")
    ]
    assert places == sorted(places)
