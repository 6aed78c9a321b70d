"""What addresses call a section: its id, else the typed words of its title, which stay when data change."""

from pathlib import Path

import pytest
from places import small_project

import briefing

SECTIONS = """\
sections:
  - title: "Output {{ output.verb }} to {{ output }}: more at *home*!"
    text: "See {{ share }}."
  - {id: supply, title: "Output", text: "See {{ share }}."}
  - {title: "Supply", text: "See {{ share }}."}
  - {title: "{{ output }}", text: "See {{ share }}."}
  - {title: "Élan & Straße", text: "See {{ share }}."}
  - {title: "Élan & Straße", text: "See {{ share }}."}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = small_project(tmp_path)
    path = folder / "config/small.yaml"
    head, _, rest = path.read_text("utf-8").partition("sections:")
    charts = rest[rest.index("charts:") :]
    path.write_text(head + SECTIONS + charts, encoding="utf-8")
    return folder


def anchors(folder: Path) -> list[str]:
    return [one.anchor for one in briefing.check("small", project=folder).document.sections]


def test_names_are_made_of_typed_words_and_differ(project):
    assert anchors(project) == [
        "section-output-to-more-at-home",
        "section-supply",
        "section-3",
        "section-4",
        "section-élan-straße",
        "section-6",
    ]


def test_names_stay_when_figures_change(project):
    before = anchors(project)
    data = project / "data/us.csv"
    data.write_text(data.read_text("utf-8").replace("2024,450", "2024,390"), encoding="utf-8")
    assert anchors(project) == before
