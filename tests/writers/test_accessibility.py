"""The screen page before axe-core in a browser: no barrier in light and in dark, with all opened."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
import sample_documents as samples

from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.writers.house.colour import contrast
from briefing.writers.html.page import write_html

CACHE = Path(__file__).parents[2] / ".cache/axe"
AXE = CACHE / "node_modules/axe-core/axe.min.js"
SCHEMES = ("dark", "light")
RUN = """
document.querySelectorAll("details").forEach((one) => { one.open = true; });
axe.run(document, { resultTypes: ["violations"] }).then((found) => ({
  dark: matchMedia("(prefers-color-scheme: dark)").matches,
  told: found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]),
  labels: [...document.querySelectorAll(".drawing text")].map((one) =>
    [getComputedStyle(one).fill, getComputedStyle(one.closest(".drawing")).backgroundColor]),
  passed: found.passes.length,
}))
"""


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.is_file():
        if not shutil.which("npm"):
            pytest.skip("axe-core is fetched by npm, which is not installed")
        command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", CACHE, "axe-core"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or not AXE.is_file():
            pytest.skip(f"axe-core could not be fetched: {done.stderr[-200:]}")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def examined(browser, axe, tmp_path_factory):
    """What axe-core finds in a page, and the colours of words in drawings with their ground."""
    path = tmp_path_factory.mktemp("axe") / "page.html"

    @cache
    def examine(page: str, scheme: str) -> dict[str, list]:
        path.write_text(page, encoding="utf-8")
        with browser.page(1200, 900, scheme) as shown:
            shown.show(path)
            shown.value(axe)
            result = shown.result(RUN)
        assert result["dark"] == (scheme == "dark")
        assert result["passed"] > 10
        return result

    return examine


def page_of(document) -> str:
    """The screen page of a sample, with the drawings of the others."""
    return write_html(
        document, templates=[Workspace(TEMPLATES)], for_print=False, pictures=samples.PICTURES
    )


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("design", ["policy-brief", "one-pager", "in-focus"])
def test_there_is_no_barrier(examined, scheme, design):
    assert examined(page_of(samples.rare_earths(design=design)), scheme)["told"] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_there_is_no_barrier_in_a_hard_page(examined, scheme):
    assert examined(page_of(samples.hostile()), scheme)["told"] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_in_drawings_can_be_read(examined, screen, scheme):
    """A drawing is not searched by axe-core."""
    labels = examined(screen, scheme)["labels"]
    assert len(labels) > 20
    for pair in {tuple(label) for label in labels}:
        words, ground = (tuple(map(int, re.findall(r"\d+", colour))) for colour in pair)
        assert len(ground) == 3, "the ground shows what is behind it"
        assert contrast(words, ground) >= 4.5


def test_axe_can_find_one(examined, screen):
    page = re.sub(r'role="img" aria-label="[^"]*"', 'role="img"', screen)
    found = examined(page.replace("--grey: #5b6166", "--grey: #bbb"), "light")
    assert [rule for rule, _ in found["told"]] == ["color-contrast", "svg-img-alt"]
