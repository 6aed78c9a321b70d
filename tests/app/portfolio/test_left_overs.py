"""Who is no longer among the subjects leaves the index at once; the files are told, and deleted on demand."""

from __future__ import annotations

import json
from pathlib import Path

from portfolios import for_each, portfolio

from briefing.app.cli import main as cli

TWO = for_each("  list: [North, West]\n").replace("{{ days }}", "long")


def names(folder: Path) -> list[str]:
    told = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    return [one["name"] for one in told["briefs"]]


def test_a_subject_that_is_gone_is_told_and_deleted_where_asked(tmp_path: Path, capsys):
    project = portfolio(tmp_path, TWO.replace("key_figures: [days]\n", ""))
    arguments = ["build", "--project", str(project)]
    yaml = project / "config/regions.yaml"
    yaml.write_text(yaml.read_text().replace("[North, West]", "[North, South (District 9)]"))
    assert cli.main(arguments) == 0
    folder = project / "output/regions"
    assert "no longer made" not in capsys.readouterr().err
    yaml.write_text(yaml.read_text().replace(", South (District 9)]", "]"))
    assert cli.main(arguments) == 0
    told = capsys.readouterr()
    assert (
        "files of briefs that are no longer made stand here: regions/south-district-9" in told.err
    )
    assert "[left-over]" in told.err
    assert names(folder) == ["north"], "the index is written though no brief was built"
    assert (folder / "south-district-9.pdf").exists()
    (folder / "south-district-9.html").write_text("edited")
    assert cli.main([*arguments, "--clean"]) == 0
    told = capsys.readouterr()
    assert (
        "regions/south-district-9: deleted, but for what was edited: south-district-9.html"
        in told.out
    )
    assert "no longer made" not in told.err
    assert [one.name for one in folder.glob("south*")] == ["south-district-9.html"]
    yaml.rename(project / "config/districts.yaml")
    assert cli.main([*arguments, "--clean"]) == 0
    assert "regions/north: deleted" in capsys.readouterr().out
    assert names(project / "output/districts") == ["north"]
    assert [one.name for one in folder.iterdir()] == ["south-district-9.html"]
