"""The screen page before axe-core in a browser: no barrier in light and in dark, with all opened."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import sample_documents as samples

from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.writers.house.colour import contrast
from briefing.writers.html.page import write_html

CACHE = Path(__file__).parents[2] / ".cache/axe"
AXE = CACHE / "node_modules/axe-core/axe.min.js"
SCHEMES = {"dark": 0, "light": 1}
"""As the browser numbers them."""
RUN = """
document.querySelectorAll("details").forEach((one) => { one.open = true; });
const dark = matchMedia("(prefers-color-scheme: dark)").matches;
axe.run(document, { resultTypes: ["violations"] }).then((found) => {
  const told = found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]);
  const labels = [...document.querySelectorAll(".drawing text")].map((one) =>
    [getComputedStyle(one).fill, getComputedStyle(one.closest(".drawing")).backgroundColor]);
  const result = document.createElement("pre");
  result.id = "axe";
  result.textContent = JSON.stringify({ dark, told, labels, passed: found.passes.length });
  document.body.append(result);
});
"""


@pytest.fixture(scope="session")
def browser() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
    return found or pytest.skip("Chromium, which runs axe-core, is not installed")


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

    def examine(page: str, scheme: str) -> dict[str, list]:
        folder = tmp_path_factory.mktemp("axe")
        path = folder / "page.html"
        path.write_text(
            page.replace("</body>", f"<script>{axe}</script><script>{RUN}</script></body>"),
            encoding="utf-8",
        )
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
            f"--user-data-dir={folder / 'profile'}", "--window-size=1200,900",
            f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}",
            "--virtual-time-budget=60000", path.as_uri(),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        told = re.search(r'<pre id="axe">(.*?)</pre>', done.stdout, re.DOTALL)
        assert told, done.stderr[-2000:]
        result = json.loads(html.unescape(told[1]))
        assert result["dark"] == (scheme == "dark")
        assert result["passed"] > 10
        return result

    return examine


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("design", ["policy-brief", "one-pager", "in-focus"])
def test_there_is_no_barrier(examined, scheme, design):
    document = samples.rare_earths(design=design)
    page = write_html(document, templates=[Workspace(TEMPLATES)], for_print=False)
    assert examined(page, scheme)["told"] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_there_is_no_barrier_in_a_hard_page(examined, scheme):
    page = write_html(samples.hostile(), templates=[Workspace(TEMPLATES)], for_print=False)
    assert examined(page, scheme)["told"] == []


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
    page = re.sub(r'role="img" aria-labelledby="[^"]*"><title.*?</title>', 'role="img">', screen)
    found = examined(page.replace("--grey: #5b6166", "--grey: #bbb"), "light")
    assert [rule for rule, _ in found["told"]] == ["color-contrast", "svg-img-alt"]
