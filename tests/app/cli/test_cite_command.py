"""``briefing cite``: a brief with its sources, in each form, and what is no brief."""

import json

from places import small_project

from briefing.app.cli.main import main

LINES = """\
Small Institute (2025-01-31). Output rose. https://doi.org/10.1000/182
House (2025-01-31). Book.
"""


def test_a_brief_is_cited_with_its_sources(tmp_path, capsys):
    folder = small_project(tmp_path)
    shared = folder / "config/project.yaml"
    brand = "brand: {name: Small Institute, imprint: {doi: 10.1000/182}}\n"
    shared.write_text(brand + shared.read_text())
    brief = folder / "config/small.yaml"
    brief.write_text(f"date: 2025-01-31\n{brief.read_text()}")
    where = ["--project", str(folder), "--quiet"]
    assert main(["cite", *where]) == 0
    assert capsys.readouterr().out == LINES
    assert main(["cite", "small", *where, "--format", "bibtex"]) == 0
    assert "@misc{small,\n  author = {{Small Institute}}," in capsys.readouterr().out
    assert main(["cite", "small", *where, "--format", "csl"]) == 0
    works = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in works] == ["small", "book"]
    assert main(["cite", "small", *where, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["works"] == works
    assert main(["cite", "smal", *where]) == 2
    assert "did you mean 'small'" in capsys.readouterr().err
