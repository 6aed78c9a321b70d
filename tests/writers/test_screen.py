"""The screen page in a browser: on a telephone, by keyboard, and printed without loss."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from dataclasses import replace

import pymupdf
import pytest
import sample_documents as samples

from briefing.core.document import plain
from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.writers.html.page import write_html

DESIGNS = ("policy-brief", "one-pager", "in-focus")
DARK, LIGHT = 0, 1
"""As the browser numbers them."""
MEASURE = """
<script>
addEventListener("load", async () => {
  const page = document.querySelector("iframe").contentWindow;
  const root = page.document.documentElement;
  root.style.scrollBehavior = "auto";
  const hidden = [], cut = [], unmarked = [];
  const scrolls = (one) => { for (let up = one; up; up = up.parentElement)
    if (page.getComputedStyle(up).overflowX === "auto") return true; };
  for (const one of page.document.querySelectorAll("main *:not(.origin):not(.unseen)")) {
    const box = one.getBoundingClientRect();
    if (box.right > page.innerWidth + 1 && box.width > 0 && !scrolls(one)
        && !one.closest(".origin, .quiet"))
      cut.push(one.outerHTML.slice(0, 90));
  }
  for (const fact of page.document.querySelectorAll("a.fact")) {
    fact.focus();
    await new Promise((done) => setTimeout(done, 40));
    const origin = fact.querySelector(".origin");
    const box = origin.getBoundingClientRect();
    if (page.getComputedStyle(origin).display === "none" || !box.width
        || box.left < 0 || box.right > page.innerWidth
        || box.top < 0 || box.bottom > page.innerHeight)
      hidden.push([fact.dataset.fact, Math.round(box.left), Math.round(box.right)]);
    if (page.getComputedStyle(fact).outlineStyle === "none") unmarked.push(fact.dataset.fact);
    fact.blur();
  }
  const tables = [...page.document.querySelectorAll(".wide")].filter((one) =>
    one.scrollWidth > one.clientWidth).map((one) => one.tabIndex);
  const told = document.createElement("pre");
  told.id = "measured";
  told.textContent = JSON.stringify({ width: root.scrollWidth, inner: page.innerWidth,
    body: page.document.body.scrollWidth, cut, hidden, unmarked, tables,
    facts: page.document.querySelectorAll("a.fact").length });
  document.body.append(told);
});
</script>
"""


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    """Runs the browser on a page, with options."""
    found = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
    if not found:
        pytest.skip("Chromium, in which the page is looked at, is not installed")

    def run(page: str, *options: str, scheme: int = LIGHT) -> str:
        folder = tmp_path_factory.mktemp("screen")
        path = folder / "page.html"
        path.write_text(page, encoding="utf-8")
        command = [
            found, "--headless", "--no-sandbox", "--disable-gpu",
            f"--user-data-dir={folder / 'profile'}",
            f"--blink-settings=preferredColorScheme={scheme}",
            "--virtual-time-budget=30000", *options, path.as_uri(),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
        return done.stdout

    return run


def page_of(document) -> str:
    return write_html(document, templates=[Workspace(TEMPLATES)], for_print=False)


def measured(chromium, page: str, width: int) -> dict:
    """What a page of this width looks like: in a frame, which may be as narrow as it likes."""
    frame = f'<iframe style="border:0;width:{width}px;height:900px" srcdoc="{html.escape(page)}">'
    around = f"<!doctype html><html><body>{MEASURE}{frame}</iframe></body></html>"
    told = re.search(r'<pre id="measured">(.*?)</pre>', chromium(around, "--dump-dom"), re.DOTALL)
    found = json.loads(html.unescape(told[1]))
    assert found["inner"] == width
    return found


@pytest.mark.parametrize("width", [360, 800, 1400])
@pytest.mark.parametrize("design", DESIGNS)
def test_nothing_runs_over_the_right_edge(chromium, design, width):
    found = measured(chromium, page_of(samples.rare_earths(design=design)), width)
    assert found["width"] <= width
    assert found["cut"] == []


def test_nothing_runs_over_the_edge_in_a_hard_page(chromium):
    found = measured(chromium, page_of(samples.hostile()), 360)
    assert found["width"] <= 360
    assert found["cut"] == []


def test_wide_tables_scroll_in_a_box_that_the_keyboard_reaches(chromium, brief):
    found = measured(chromium, page_of(brief), 360)
    assert len(found["tables"]) >= 2
    assert set(found["tables"]) == {0}


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_focus_shows_where_each_figure_comes_from(chromium, brief, width):
    """Whole, within the window, and with the figure itself marked."""
    found = measured(chromium, page_of(brief), width)
    assert found["facts"] > 80
    assert found["hidden"] == []
    assert found["unmarked"] == []


@pytest.fixture(scope="module", params=[LIGHT, DARK], ids=["light", "dark"])
def printed(chromium, tmp_path_factory, request):
    path = tmp_path_factory.mktemp("printed") / "page.pdf"
    options = ("--no-pdf-header-footer", f"--print-to-pdf={path}")
    chromium(page_of(samples.rare_earths()), *options, scheme=request.param)
    with pymupdf.open(path) as pages:
        yield pages


def test_all_of_the_brief_is_printed(printed, brief):
    text = lean(" ".join(page.get_text() for page in printed))
    wanted = [
        plain(brief.title),
        plain(brief.bottom_line),
        *(one.label for one in brief.key_figures),
        *(plain(one.text) for one in brief.highlights),
        *(plain(one.title) for one in brief.sections),
        *(plain(one.title) for one in brief.figures()),
        *(plain(one.do) for one in brief.recommendations),
        *(plain(one.success) for one in brief.recommendations),
        *(one.text for one in brief.sources),
        *(row.meaning for row in brief.annex),
    ]
    assert [words for words in wanted if lean(words) not in text] == []


def lean(text: str) -> str:
    """Without spaces, which the breaks of lines would change."""
    return re.sub(r"\s+", "", text)


def test_drawings_are_printed(printed):
    """Their words stand in the page as words."""
    text = "".join(lean(page.get_text()) for page in printed)
    for words in ("China270,000", "UnitedStates45,000", "202020212022"):
        assert words in text


def test_nothing_is_cut_off_at_the_edge_of_the_paper(printed):
    for page in printed:
        right = page.rect.width - 30
        words = page.get_text("words")
        assert words
        assert all(left >= 30 and end <= right for left, _, end, *_ in words)


def test_paper_is_white(printed):
    for page in printed:
        picture = page.get_pixmap(dpi=30)
        middle = picture.height // 2
        assert picture.pixel(2, 2) == picture.pixel(picture.width - 3, middle) == (255, 255, 255)


def test_data_that_the_reader_has_opened_is_printed(chromium, tmp_path):
    page = page_of(samples.rare_earths())
    for opened in (False, True):
        path = tmp_path / f"{opened}.pdf"
        text = page.replace("<details>", "<details open>") if opened else page
        chromium(text, "--no-pdf-header-footer", f"--print-to-pdf={path}")
        with pymupdf.open(path) as pages:
            words = " ".join(one.get_text() for one in pages)
        assert ("Data of figure 3" in words) is opened


def test_a_page_that_runs_over_is_found(chromium):
    document = samples.us_economy()
    page = page_of(replace(document, annex=()))
    wide = page.replace("<main>", '<main><p style="width: 900px">wide</p>')
    assert measured(chromium, wide, 360)["cut"]
