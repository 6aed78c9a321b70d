"""A project of hospitals by region whose one brief is made for each region."""

from __future__ import annotations

from pathlib import Path

PROJECT = """\
sources:
  book: {title: Waiting times, publisher: Health Office, licence: CC0, published: 2025-01-31}
datasets:
  waits:
    source: book
    path: data/waits.csv
    dimension: {column: region, title: Region, total: All}
    series:
      days: {title: Waiting time, unit: day, columns: {2023: y2023, 2024: y2024}}
"""
WAITS = """\
region,y2023,y2024
North,100,120
South (District 9),90,80
"East, Upper",70,75
West,,
All,260,275
"""
BRIEF = """\
for_each:
  members of: waits.days
title: "Waiting in {{ this }}"
period: 2024
design: one-pager
metrics:
  days: {value: "waits.days[{{ this }}]"}
key_figures: [days]
sections:
  - title: "{{ this }}"
    text: |
      In {{ this }} patients waited {{ days }}.
"""


def portfolio(folder: Path, brief: str = BRIEF, project: str = PROJECT, **files: str) -> Path:
    """Write the project; ``files`` are further ones below ``data``, by their names without ``.csv``."""
    (folder / "config").mkdir(parents=True, exist_ok=True)
    (folder / "data").mkdir(exist_ok=True)
    (folder / "config/project.yaml").write_text(project, encoding="utf-8")
    (folder / "config/regions.yaml").write_text(brief, encoding="utf-8")
    for name, text in {"waits": WAITS, **files}.items():
        (folder / f"data/{name}.csv").write_text(text, encoding="utf-8")
    return folder


def for_each(block: str) -> str:
    """The brief over other subjects: the block below ``for_each``, indented by two."""
    _, _, rest = BRIEF.partition("  members of: waits.days\n")
    return f"for_each:\n{block}{rest}"
