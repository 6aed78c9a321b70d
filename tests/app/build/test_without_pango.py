"""Without Pango no page is set: everything else is made, and one message says how to get it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
from portfolios import portfolio

from briefing.app.build.pipeline import build_all
from briefing.app.cli import main as cli
from briefing.writers.pdf.library import missing_library

SYSTEMS = ("Debian", "Fedora", "Alpine", "macOS: brew", "conda", "Windows")


class _Missing(MetaPathFinder):
    """The library as it is where Pango is not: it prints a banner, and is not imported."""

    words = "cannot load library 'libgobject-2.0-0': error 0x7e"

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        del path, target
        if name == "weasyprint":
            print("-----\nWeasyPrint could not import some external libraries.\n-----")
            raise OSError(self.words)
        return None


@pytest.fixture
def no_pango(monkeypatch) -> Iterator[_Missing]:
    for name in [one for one in sys.modules if one.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    finder = _Missing()
    monkeypatch.setattr(sys, "meta_path", [finder, *sys.meta_path])
    yield finder
    monkeypatch.undo()


def written(project: Path) -> set[str]:
    return {one.name for one in (project / "output").iterdir() if one.is_file()}


@pytest.mark.usefixtures("no_pango")
def test_it_may_be_asked_for_any_number_of_times():
    """The part of another library that is left for later was loaded anew each time, and ended in a fault."""
    first, *others = [missing_library() for _ in range(5)]
    assert first is not None
    assert others == [first] * 4


@pytest.mark.usefixtures("no_pango")
def test_all_but_the_pdf_is_built_and_one_message_says_how_to_get_it(project: Path, capsys):
    assert cli.main(["build", "--to", "md", "--project", str(project)]) == 2
    out, err = capsys.readouterr()
    assert {"small.html", "small.md", "small.facts.json", "small.prov.json"} <= written(project)
    assert "small.pdf" not in written(project)
    assert "WeasyPrint" not in out
    assert err.count("[missing-library]") == 1
    told = next(one for one in err.splitlines() if "[missing-library]" in one)
    assert told.startswith("error: the PDF is left out: the system library 'libgobject-2.0-0'")
    assert all(one in told for one in SYSTEMS)


@pytest.mark.usefixtures("no_pango")
def test_machines_are_told_and_get_one_object(project: Path, capsys):
    assert cli.main(["build", "--json", "--project", str(project)]) == 2
    told = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in told["problems"]] == ["missing-library"]
    assert "pdf" not in told["briefs"][0]["files"]


@pytest.mark.usefixtures("no_pango")
def test_many_briefs_say_it_once_and_their_index_has_no_pdf(tmp_path: Path, capsys):
    made = portfolio(tmp_path)
    assert cli.main(["build", "--project", str(made), "--jobs", "1"]) == 2
    assert capsys.readouterr().err.count("[missing-library]") == 1
    (index,) = made.glob("output/*/index.html")
    assert not list(index.parent.glob("*.pdf"))
    assert (index.parent / "north.html").is_file()
    assert "index.pdf" not in index.read_text(encoding="utf-8")


@pytest.mark.usefixtures("no_pango")
def test_python_gets_its_brief_with_a_warning(project: Path):
    (brief,) = build_all(project=project)
    assert set(brief.files) == {"html", "facts.json", "prov.json"}
    assert [one.code for one in brief.warnings][-1] == "missing-library"


@pytest.mark.usefixtures("no_pango")
def test_doctor_says_that_something_is_wrong(project: Path, capsys):
    assert cli.main(["doctor", "--project", str(project)]) == 2
    out = capsys.readouterr().out
    assert "could not import" not in out
    assert "wrong: the PDF cannot be made: the system library" in out


@pytest.mark.usefixtures("no_pango", "each_page_anew")
def test_a_check_of_the_pages_says_it_and_a_plain_one_needs_none(project: Path, capsys):
    assert cli.main(["check", "--project", str(project)]) == 0
    assert cli.main(["check", "--strict", "--project", str(project)]) == 2
    assert "[missing-library]" in capsys.readouterr().err


@pytest.mark.usefixtures("no_pango")
def test_the_pdf_comes_as_soon_as_pango_is_there(project: Path, capsys, monkeypatch):
    assert cli.main(["build", "--project", str(project)]) == 2
    monkeypatch.undo()
    capsys.readouterr()
    assert cli.main(["build", "--explain", "--project", str(project)]) == 0
    assert "its PDF was left out" in capsys.readouterr().out
    assert "small.pdf" in written(project)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("dlopen() failed: wrong architecture\nmore", "(dlopen() failed: wrong architecture)"),
        ("", "the PDF is left out: Pango cannot be loaded"),
    ],
)
def test_whatever_the_import_says_is_told(no_pango, words, told):
    no_pango.words = words
    problem = missing_library()
    assert problem is not None
    assert told in problem.message
    assert "more" not in problem.message
