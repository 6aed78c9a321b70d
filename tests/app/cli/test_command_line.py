"""The command line as a user meets it: what is printed, exit codes, and what is left behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

from briefing.app.cli import main as cli


def run(*arguments: str, **more) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **more.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "briefing", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        **more,
    )


def test_help_list_and_schema_load_nothing_heavy():
    code = (
        "import sys; from briefing.app.cli.main import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas','matplotlib','weasyprint','pyarrow','openpyxl','pint'} & set(sys.modules)\n"
        "print('HEAVY', sorted(heavy), file=sys.stderr)"
    )
    for arguments in (["--help"], ["list", "--project", str(ROOT)], ["schema"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True, text=True, check=False, cwd=ROOT,
        )  # fmt: skip
        assert "HEAVY []" in done.stderr, (arguments, done.stderr)


def test_build_writes_four_files_and_says_so(project: Path, capsys):
    assert cli.main(["build", "--project", str(project)]) == 0
    assert sorted(path.name for path in (project / "output").iterdir() if path.is_file()) == [
        "small.facts.json",
        "small.html",
        "small.pdf",
        "small.prov.json",
    ]
    assert "small.pdf" in capsys.readouterr().out


def test_markdown_is_written_where_it_is_asked_for(project: Path):
    assert cli.main(["build", "--project", str(project), "--to", "md", "--quiet"]) == 0
    text = (project / "output/small.md").read_text(encoding="utf-8")
    assert text.startswith("# Output rose\n")
    assert "China mined 67.5%" in text
    assert "](small.bars.svg)" in text
    assert b"<svg" in (project / "output/small.bars.svg").read_bytes()


def test_pictures_of_a_day_bear_its_name(project: Path):
    command = ["build", "--project", str(project), "--to", "md", "--as-of", "2025-06-30", "--quiet"]
    assert cli.main(command) == 0
    name = "small-as-of-2025-06-30"
    assert f"]({name}.bars.svg)" in (project / f"output/{name}.md").read_text(encoding="utf-8")
    assert (project / f"output/{name}.bars.svg").is_file()


def test_json_is_for_machines(project: Path, capsys):
    assert cli.main(["check", "--project", str(project), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["problems"] == []
    assert told["briefs"][0]["cells"]["without_value"] == 4


def test_a_mistake_exits_with_2_and_leaves_the_last_good_output(project: Path, capsys):
    assert cli.main(["build", "--project", str(project), "--quiet"]) == 0
    before = {path: path.read_bytes() for path in (project / "output").glob("small.*")}
    brief = project / "config/small.yaml"
    brief.write_text(brief.read_text().replace("design:", "desing:"), encoding="utf-8")
    assert cli.main(["build", "--project", str(project)]) == 2
    assert "did you mean 'design'?" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (project / "output").glob("small.*")} == before


def test_data_that_mislead_exit_with_1(project: Path, capsys):
    data = project / "data/us.csv"
    data.write_text(data.read_text().replace("416", "four"), encoding="utf-8")
    assert cli.main(["check", "--project", str(project), "--json"]) == 1
    problem = json.loads(capsys.readouterr().out)["problems"][0]
    assert (problem["file"], problem["line"], problem["column"]) == ("data/us.csv", 3, 2)


def test_an_unknown_brief(project: Path, capsys):
    assert cli.main(["build", "smal", "--project", str(project)]) == 2
    assert "did you mean 'small'?" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written(project: Path, capsys):
    (project / "blocked").write_text("a file", encoding="utf-8")
    assert cli.main(["build", "--project", str(project), "--output", str(project / "blocked")]) == 2
    assert "cannot write" in capsys.readouterr().err


def test_a_fault_of_ours_is_no_traceback(project: Path, monkeypatch, capsys):
    monkeypatch.delenv("BRIEFING_DEBUG", raising=False)
    monkeypatch.chdir(project)
    monkeypatch.setattr("briefing.app.build.pipeline.check_all", lambda *_, **__: 1 / 0)
    assert cli.main(["check", "--project", str(project)]) == 70
    assert "a fault in briefing itself: ZeroDivisionError" in capsys.readouterr().err


def test_a_changed_cell_changes_figure_verb_and_rank(project: Path):
    from briefing import check_all
    from briefing.core.text_nodes import plain

    assert plain(check_all(project=project)[0].document.title) == "Output rose"
    data = project / "data/us.csv"
    data.write_text(data.read_text().replace("450", "190"), encoding="utf-8")
    document = check_all(project=project)[0].document
    assert plain(document.title) == "Output more than halved"


@pytest.mark.parametrize("stop_at", ["pdf", "html", "facts.json", "prov.json"])
def test_a_failure_while_writing_leaves_the_old_files(project: Path, monkeypatch, stop_at: str):
    from briefing.core.own_folder import OwnFolder

    folder = project / "output"
    folder.mkdir()
    for ending in ("pdf", "html", "facts.json", "prov.json"):
        (folder / f"small.{ending}").write_bytes(b"old")
    stage = OwnFolder._stage

    def failing(where, name, content, handle):
        if name.startswith(f".small.{stop_at}."):
            raise OSError(28, "No space left on device")
        return stage(where, name, content, handle)

    monkeypatch.setattr(OwnFolder, "_stage", failing)
    assert cli.main(["build", "--project", str(project), "--quiet"]) == 2
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == {
        "small.pdf": b"old",
        "small.html": b"old",
        "small.facts.json": b"old",
        "small.prov.json": b"old",
    }


def test_a_file_is_replaced_whole_and_never_written_over(tmp_path: Path):
    from briefing.core.files import Outputs, write_outputs
    from briefing.core.own_folder import OwnFolder

    files = write_outputs(Outputs("x", {"pdf": b"old" * 1000}), OwnFolder(tmp_path))
    with files["pdf"].open("rb") as reader:
        write_outputs(Outputs("x", {"pdf": b"new"}), OwnFolder(tmp_path))
        assert reader.read() == b"old" * 1000
    assert [path.name for path in tmp_path.iterdir()] == ["x.pdf"]


def test_python_gives_the_typed_brief(project: Path):
    import briefing

    brief = briefing.build(project / "config/small.yaml")
    assert brief.facts["share"].quantity.value == 67 + briefing_half()
    assert brief.files["pdf"].read_bytes().startswith(b"%PDF")
    frame = brief.frame()
    assert frame.loc[frame.metric.eq("output") & frame.period.eq("2024"), "value"].item() == 450


def briefing_half():
    from fractions import Fraction

    return Fraction(1, 2)
