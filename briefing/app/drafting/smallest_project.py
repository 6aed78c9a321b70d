"""The smallest project that builds, on made-up data that say so."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefing.app.drafting.new_brief_files import NewBrief, no_project_yet, readme
from briefing.app.staging import write_all

_BRIEF = "first-brief"
_PROJECT = """\
# yaml-language-server: $schema=schema/own-project.schema.json
name: My briefs
brand: {name: My office, accent: "#1f4e79", page: A4}

sources:
  made_up:
    title: Made-up figures, to be replaced
    publisher: Nobody
    licence: None, since they are made up

datasets:
  library:
    source: made_up
    path: data/made-up.csv
    period: {column: year}
    series:
      visits: {column: visits, title: Visits to the library (made up), unit: thousand item}
"""
_TEXT = """\
# yaml-language-server: $schema=schema/own-brief.schema.json
title: "Visits to the library {{ visits.moved }} in {{ period }}"
subtitle: "An example with made-up figures: replace them by your own"
period: 2024

bottom_line: |
  The library had {{ visits }} visits in {{ period }}, after {{ visits.before }} in {{ period.before }}.

metrics:
  visits: {value: library.visits}

key_figures:
  - visits

sections:
  - title: "Visits {{ visits.verb }}"
    text: |
      The figures are made up. The number of visits {{ visits.moved }} in {{ period }}.
    charts: [trend]

charts:
  trend: {column: library.visits, title: "Visits {{ visits.from_to }}"}
"""
_DATA = """\
year,visits
2020,212
2021,240
2022,301
2023,322
2024,347
"""


def smallest_project(folder: Path, schemas: Mapping[str, bytes]) -> NewBrief:
    """Write it; ``schemas`` are files for editors, by path.

    Raises :class:`~briefing.core.problems.UnusableInput` where the folder holds a project already or
    cannot be written.
    """
    workspace = no_project_yet(folder)
    changes = {
        "config/project.yaml": _PROJECT.encode(),
        f"config/{_BRIEF}.yaml": _TEXT.encode(),
        "data/made-up.csv": _DATA.encode(),
        **schemas,
    }
    if not workspace.stands("README.md"):
        changes["README.md"] = readme(folder.resolve().name, _BRIEF).encode()
    write_all(workspace, changes)
    return NewBrief(folder, _BRIEF, tuple(changes), ())
