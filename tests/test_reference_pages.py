"""The reference of the docs: made of what the program says of itself, with examples that are computed here."""

from __future__ import annotations

import importlib.util

import pytest
from places import ROOT


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts/reference.py")
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found.pages()


@pytest.mark.parametrize("name", ["keys", "calculators", "charts", "commands"])
def test_a_page_is_what_the_program_says(made, name):
    page = (ROOT / f"docs/reference/{name}.md").read_text(encoding="utf-8")
    assert page == made[name], "python scripts/gallery.py; python scripts/reference.py"


def test_every_calculator_and_chart_has_an_example(made):
    told = made["calculators"].split("\n## ")[1:]
    assert all("In 2024 it gives **" in one for one in told)
    charts = made["charts"].split("\n## ")[1:]
    without = [one.partition("\n")[0] for one in charts if "```yaml" not in one]
    assert without == ["map"], "maps need an extra"
