"""A mark of a note on a member's name parts it from nobody, and goes along with its values."""

import pytest

from briefing.app.one_line_sets import load_shared
from briefing.core.problems import ProblemLog
from briefing.core.workspace import Workspace
from briefing.data.member_notes import split_note
from briefing.data.reading import read_datasets

SET = """\
sources: {s: {title: T, publisher: P, licence: OGL, published: 2025-01-31}}
datasets:
  d:
    source: s
    path: data/t.csv
    dimension: %s
    period: {column: Year}
    series: {x: {column: Value, title: Value, unit: %s}}
"""


@pytest.mark.parametrize(
    ("text", "name", "note"),
    [
        ("England [note 2]", "England", "note 2 of the source"),
        ("Wales [note 2][note 3]", "Wales", "notes 2 and 3 of the source"),
        ("UK total [Note 2, note 3, 11]", "UK total", "notes 2, 3 and 11 of the source"),
        ("Other [x]", "Other [x]", ""),
        ("Oak [2]", "Oak [2]", ""),
        ("[note 2]", "[note 2]", ""),
        ("England", "England", ""),
    ],
)
def test_a_name_is_parted_from_its_marks(text, name, note):
    assert split_note(text) == (name, note)


@pytest.mark.parametrize("unit", ["person", "percent", "EUR"])
@pytest.mark.parametrize("dimension", ["Area", "{column: Area, total: 'UK [note 9]'}"])
def test_one_member_is_not_two_for_a_note_in_one_year(tmp_path, unit, dimension):
    (tmp_path / "config").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "config/project.yaml").write_text(SET % (dimension, unit))
    rows = "Area,Year,Value\nKent [note 1],2023,10\nKent,2024,12\nEssex,2023,20\nEssex [note 2],2024,21\n"
    (tmp_path / "data/t.csv").write_text(rows + "UK [note 9],2023,30\nUK [note 9],2024,33\n")
    workspace, log = Workspace(tmp_path), ProblemLog()
    config, places, _ = load_shared(workspace, log)
    (panel,) = read_datasets(workspace, config, places, ["d"], log)["d"].measures.values()
    assert {"Kent", "Essex"} <= panel.members.keys()
    assert not [name for name in panel.members if "note" in name]
    notes = {
        (name, str(fact.period)): fact.note
        for name in ("Kent", "Essex")
        for fact in panel.members[name].facts.values()
    }
    assert notes == {
        ("Kent", "2023"): "note 1 of the source",
        ("Kent", "2024"): "",
        ("Essex", "2023"): "",
        ("Essex", "2024"): "note 2 of the source",
    }
    if "total" in dimension:
        assert panel.total
        assert panel.total.member == "UK [note 9]"
