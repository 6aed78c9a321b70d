"""Shown parts and their shown total: where only rounding keeps them apart, the page says so."""

from pathlib import Path

import pytest

import briefing

NOTE = "Parts do not add to the total because of rounding."
TABLE = """\
tables:
  all: {title: Mining, rows: ["world.mined[China]", "world.mined[Australia]", "world.mined[World]"]}
"""


def notes(project: Path, rows: str) -> tuple[str, ...]:
    (project / "data/world.csv").write_text(f"country,y2023,y2024\n{rows}", encoding="utf-8")
    path = project / "config/small.yaml"
    path.write_text(path.read_text().replace("chart: bars", "chart: bars\n    table: all") + TABLE)
    (brief,) = briefing.check_all(project=project)
    (table,) = [one for one in brief.document.sections[0].blocks if type(one).__name__ == "Table"]
    assert [cell.text for cell in table.rows[2].cells] == [
        rows.split(",")[-2],
        rows.rsplit(",", maxsplit=1)[-1].strip(),
    ]
    return table.notes


@pytest.mark.parametrize(
    ("rows", "noted"),
    [
        ("China,255,270\nAustralia,16,13\nWorld,270,283\n", True),
        ("China,255,270\nAustralia,16,13\nWorld,271,283\n", False),
        ("China,255,270\nAustralia,16,13\nChad,1,1\nWorld,270,290\n", False),  # Chad is not shown
    ],
)
def test_the_note_stands_where_it_must(project: Path, rows: str, noted: bool):
    assert (NOTE in notes(project, rows)) is noted
