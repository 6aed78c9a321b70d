"""Members that a new edition calls otherwise are found by their values, and briefs take the new name."""

from __future__ import annotations

from pathlib import Path

from briefing.app.cli import main as cli

OLD = "country,2021,2022\nFrance,503,511\nSpain,411,419\nTurkey,203,213\nSwaziland,111,113\n"
NEW = "country,2022,2023\nFrance,511,520\nSpain,419,430\nTürkiye,213,227\nEswatini,113,117\n"
PROJECT = """\
sources:
  s0: {title: Trade 2023, publisher: House, licence: CC0, published: 2023-12-01}
  s1: {title: Trade 2024, publisher: House, licence: CC0, published: 2024-12-01}
datasets:
  trade:
    source: s0
    path: data/old.csv
    dimension: {column: country}
    series:
      x: {title: Exports, unit: t, columns: {2021: "2021", 2022: "2022"}}
"""
BRIEF = """\
title: Trade
period: 2022
metrics: {t: {value: "trade.x[Turkey]"}, s: {share: trade.x, of: Turkey}}
sections: [{title: One, text: "{{ t.member }} sold {{ t }}, {{ s }}."}]
"""


def update(root: Path, new: str, capsys) -> tuple[int, str]:
    files = {"config/project.yaml": PROJECT, "config/b.yaml": BRIEF, "data/old.csv": OLD}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "new.csv").write_text(new, encoding="utf-8")
    words = [
        "update",
        "trade",
        str(root / "new.csv"),
        "--source",
        "s1",
        "--period",
        "2023",
        "--yes",
    ]
    code = cli.main([*words, "--project", str(root)])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_the_new_name_is_told_and_used(tmp_path: Path, capsys) -> None:
    code, said = update(tmp_path, NEW, capsys)
    assert code == 0
    assert "look: 'Turkey' is now 'Türkiye'" in said
    assert "look: 'Swaziland' is now 'Eswatini'" in said
    assert "no longer there: 'Turkey'" not in said
    brief = (tmp_path / "config/b.yaml").read_text(encoding="utf-8")
    assert 'value: "trade.x[Türkiye]"' in brief
    assert "of: Türkiye" in brief
    shared = (tmp_path / "config/project.yaml").read_text(encoding="utf-8")
    assert "Turkey: Türkiye" in shared
    assert "Türkiye: Turkey" not in shared


def test_a_member_with_other_values_is_another(tmp_path: Path, capsys) -> None:
    _, said = update(tmp_path, NEW.replace("213,227", "313,327"), capsys)
    assert "is now 'Türkiye'" not in said
