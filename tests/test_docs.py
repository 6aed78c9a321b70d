"""What the docs of the house say is there is there: every path, every room, every decision."""

from __future__ import annotations

import re

import pytest
import yaml
from places import ROOT

HOUSE = ("CONTRIBUTING.md", "docs/architecture.md", "docs/decisions/README.md")
PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)*/?)`")
DECISIONS = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))


def paths(text: str) -> list[str]:
    """Everything in backticks that is written as a path."""
    found = [one for one in PATH.findall(text) if "/" in one or one.endswith((".py", ".toml"))]
    return [one for one in found if one != "data/us.csv"]


@pytest.mark.parametrize("name", HOUSE)
def test_every_path_that_is_named_exists(name: str):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert [one for one in paths(text) if not (ROOT / one).exists()] == []
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert [one for one in links if not (ROOT / name).parent.joinpath(one).exists()] == []


def test_enough_paths_are_named():
    assert sum(len(paths((ROOT / name).read_text(encoding="utf-8"))) for name in HOUSE) > 50


def test_every_room_is_told():
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rooms = {path.parent.name for path in (ROOT / "briefing").glob("*/__init__.py")}
    assert set(re.findall(r"^\| `briefing/(\w+)/` \|", text, re.MULTILINE)) == rooms


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_when_why_and_what_follows(path):
    text = path.read_text(encoding="utf-8")
    assert re.match(rf"# {int(path.name[:4])}\. .+\n\n20\d\d-\d\d\n\n## Context\n", text)
    assert "\n## Decision\n" in text
    assert "\n## Consequences\n" in text
    assert f"]({path.name})" in (path.parent / "README.md").read_text(encoding="utf-8")


def pages_named(nav: object) -> set[str]:
    """The files that the table of contents of the site names."""
    if isinstance(nav, str):
        return {nav}
    parts = nav.values() if isinstance(nav, dict) else nav
    return {page for part in parts for page in pages_named(part)}


def test_every_page_has_its_place_on_the_site():
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    docs = ROOT / "docs"
    found = [*docs.glob("*.md"), *docs.glob("reference/*.md")]
    pages = {path.relative_to(docs).as_posix() for path in found}
    assert pages_named(nav) == {*pages, "decisions/README.md"}


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.stem)
def test_every_link_leads_somewhere(path):
    for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        file, _, _ = link.partition("#")
        if file and ":" not in file:
            assert path.parent.joinpath(file).exists(), link
