"""The cells of ``docs/notebook.md``, run one after another in a kernel: what they give, and what they weigh."""

import os
import re

import nbformat
import pytest
from nbclient import NotebookClient
from places import ROOT

PAGE = ROOT / "docs/notebook.md"
_BLOCK = re.compile(r"^```(python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def cells() -> list[tuple[str, str]]:
    """Each cell of the page, with what the page says that it gives."""
    found: list[tuple[str, str]] = []
    for kind, text in _BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if kind == "python":
            found.append((text, ""))
        else:
            found[-1] = (found[-1][0], text)
    return found


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> list[nbformat.NotebookNode]:
    folder = tmp_path_factory.mktemp("notebook")
    page = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source, _ in cells()]
    )
    client = NotebookClient(
        page, allow_errors=True, timeout=60, resources={"metadata": {"path": str(folder)}}
    )
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONWARNINGS": ""}
    client.execute(env=env)
    return page.cells


def told(cell: nbformat.NotebookNode) -> str:
    """What a cell gives, as text."""
    return "".join(
        f"{one.data['text/plain']}\n"
        if "data" in one
        else "\n".join((*one.get("traceback", ()), ""))
        for one in cell.outputs
    )


def test_each_cell_gives_what_the_page_says(run):
    said = cells()
    assert len(said) == len(run) > 10
    for (source, text), cell in zip(said, run, strict=True):
        assert told(cell) == text, source


def test_what_a_notebook_keeps_is_small_and_shows_pages(run):
    shown = {
        one.data["text/plain"]: one.data.get("text/html", "")
        for cell in run
        for one in cell.outputs
        if "data" in one
    }
    pages = {text.split(" ", 2)[0].removeprefix("<"): page for text, page in shown.items()}
    assert pages["Brief"].startswith('<iframe sandbox="" title="Bus rides in Ashby rose to 4,720"')
    assert "<details open><summary><strong>57.1% (2024)</strong>" in pages["Fact"]
    assert "<img src=" in pages["Figure"]
    assert len(nbformat.writes(nbformat.v4.new_notebook(cells=run))) < 1_000_000


def test_an_error_has_no_traceback(run):
    errors = [one for cell in run for one in cell.outputs if one.output_type == "error"]
    assert [one.ename for one in errors] == ["NoSuchFact", "UnusableInput"]
    assert not any("Traceback" in line or ".py" in line for one in errors for line in one.traceback)
