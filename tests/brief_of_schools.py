"""A small brief about schools with one text of its own, as the pipeline checks it."""

from __future__ import annotations

from pathlib import Path

from small_projects import Tried, tried

DATA = "Year,Pupils\n2022,512\n2023,498\n2024,530\n"
PROJECT = (
    "datasets: {s: {source: s, path: data/d.csv, period: {column: Year}, "
    "series: {pupils: {column: Pupils, title: Pupils, unit: person}}}}\n"
)


def of_schools(
    folder: Path,
    text: str,
    *,
    shown: str = "",
    project: str = "",
    more: str = "",
    before: str = "",
    after: str = "",
) -> Tried:
    """The brief with ``text`` in its one section; ``shown`` are keys of the section, ``more`` of the brief;
    ``before`` and ``after`` are further sections."""
    indented = "".join(f"      {line}".rstrip() + "\n" for line in text.splitlines())
    return tried(
        folder,
        DATA,
        PROJECT + project,
        "title: Pupils\nperiod: 2024\nmetrics: {pupils: {value: s.pupils}}\n"
        f"{more}sections:\n{before}  - title: Schools\n{shown}    text: |\n{indented}{after}",
    )
